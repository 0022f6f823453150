"""What every grant does: lots that end with a month or after some days, out of which the member's debt is repaid at once."""

from datetime import datetime, timedelta
from functools import lru_cache

import msgspec

from backend.earning.deriving import Earned
from backend.earning.rules import RuleSet
from backend.ledger.rules import WAITING, Lot, take
from backend.till.draft import Draft, Posting, account_of
from backend.till.state import Holder
from shared.clock import DAY, JST, end_of_day, end_of_month, to_date, to_instant


@lru_cache(256)
def end(month: int, months: int) -> int:
    """The last millisecond of the month that comes `months` after one such as 202611."""
    return end_of_month(to_instant(datetime(month // 100, month % 100, 1, tzinfo=JST)), months)


def last(rules: RuleSet, month: int) -> int:
    """The last millisecond of what is granted in a month."""
    return end(month, rules.life_months) if rules.life_until is None else end_of_day(rules.life_until)


def roll(draft: Draft, holder: Holder, rules: RuleSet) -> None:
    """A purchase moves the last day of the lots that roll and have not lapsed."""
    if rules.life != "rolling":
        return
    until = last(rules, draft.when.month)
    for lot in draft.lots_of(holder.account_id):
        if lot.rolling and lot.left and draft.op.at <= lot.expire_at < until:
            draft.lots[lot.id] = msgspec.structs.replace(lot, expire_at=until)


class Granted(msgspec.Struct, frozen=True, gc=False):
    """What a sale's grant is about."""

    tx_id: str
    sale_id: str
    visit_id: str | None
    store: str
    effective: int
    why: str
    waits: bool = False
    """For its delivery."""


def grant(draft: Draft, holder: Holder, earned: Earned, rules: RuleSet, about: Granted) -> None:
    """A lot for each life; what the member owes is repaid from them at once, in transactions of their own that he sees."""
    made: list[Lot] = []
    at = about.effective
    confirmed = WAITING if about.waits else at + rules.confirm_days * DAY
    for points, life_days in earned.portions():
        until = end_of_day(to_date(draft.when.day) + timedelta(life_days)) if life_days else last(rules, draft.when.month)
        rolls = rules.life == "rolling" and not life_days
        made.append(Lot(draft.ids.new(), holder.account_id, about.tx_id, about.sale_id, points, points, at, confirmed, until, 0, rolls))
    draft.lots.update((lot.id, lot) for lot in made)
    draft.book(
        "grant",
        holder,
        [
            *[Posting(holder.account_id, lot.id, lot.points) for lot in made],
            Posting(account_of(about.store, "issued"), None, -earned.points),
        ],
        store=about.store,
        effective_at=at,
        hint="sale",
        sale_id=about.sale_id,
        visit_id=about.visit_id,
        why=about.why,
        tx_id=about.tx_id,
    )
    for lot in made:
        repay(draft, holder, lot, store=about.store, effective_at=at, sale_id=about.sale_id)


def repay(draft: Draft, holder: Holder, lot: Lot, *, store: str, effective_at: int, sale_id: str | None = None) -> None:
    """What the member owes goes from the lot just granted, in a transaction of its own that he sees."""
    repaid = min(lot.points, draft.account(holder.debt_id).balance)
    if repaid:
        draft.lots[lot.id] = lot.keeping(lot.left - repaid)
        _book_repaid(draft, holder, [Posting(holder.account_id, lot.id, -repaid)], store, effective_at, sale_id)


def repay_all(draft: Draft, holder: Holder, *, store: str, sale_id: str | None = None) -> int:
    """What the member owes goes from whatever he has, live points first: nobody owes and holds. Answers how many points."""
    taken = take(draft.lots_of(holder.account_id), draft.account(holder.debt_id).balance, draft.op.at)
    if taken:
        draft.lots.update((each.lot.id, each.lot) for each in taken)
        postings = [Posting(holder.account_id, each.lot.id, -each.points) for each in taken]
        _book_repaid(draft, holder, postings, store, draft.op.at, sale_id)
    return sum([each.points for each in taken])


def _book_repaid(draft: Draft, holder: Holder, postings: list[Posting], store: str, effective_at: int, sale_id: str | None) -> None:
    postings.append(Posting(holder.debt_id, None, -sum([each.amount for each in postings])))
    draft.book("repay", holder, postings, store=store, effective_at=effective_at, hint=None, sale_id=sale_id)
