"""Stamps of a scan and of a sale, kept in that very operation; a full card becomes a voucher in it, and a return takes back."""

from collections.abc import Iterable

from msgspec.structs import replace

from backend.coupons.stamps import Stamp, StampCard, filled, kept_of, of_sale, of_visit
from backend.till.draft import Draft
from backend.till.state import Holder, OnCard, State, Visit
from backend.till.vouchers import issue


def at_scan(draft: Draft, holder: Holder, visit_id: str) -> None:
    """A visit is stamped when it opens."""
    for card in draft.state.stamp_cards:
        today = on_card(draft, holder.member_id, card).days.get(draft.when.day, 0)
        if _stamp(draft, holder, card, of_visit(card, draft.when.day, today), visit_id, None):
            draft.event(holder, "voucher", store=draft.op.actor.store_id, hint=None)


def at_sale(draft: Draft, holder: Holder, visit: Visit | None, total: int, sale_id: str) -> None:
    """What the visit has been stamped with becomes the sale's, for its return. A sale without a visit is one of its own."""
    state, day = draft.state, draft.when.day
    if not state.stamp_cards:
        return
    of_this_visit = [] if visit is None else _rows(draft, visit.id)
    draft.stamp_links += [(each.id, sale_id) for each in of_this_visit if each.sale_id is None]
    stamped = {each.card_id for each in of_this_visit}
    for card in state.stamp_cards:
        today = on_card(draft, holder.member_id, card).days.get(day, 0)
        n = of_sale(card, total, day, today)
        if card.id not in stamped:
            n += of_visit(card, day, today)
        _stamp(draft, holder, card, n, None if visit is None else visit.id, sale_id)


def undo(draft: Draft, holder: Holder, sale_id: str, left: int | None) -> None:
    """Of a sale of which goods for `left` yen are kept, None for no goods. A voucher that is not used yet goes; one that is used leaves stamps owed.

    A return that is undone gives again what it had taken.
    """
    cards = {card.id: card for card in draft.state.stamp_cards}
    rows = _rows(draft, sale_id)
    for card_id in dict.fromkeys(each.card_id for each in rows):
        own = [each for each in rows if each.card_id == card_id]
        had = sum([each.n for each in own])
        card = cards[card_id]
        given = sum([each.n for each in own if each.kind == "stamp"])
        first, taken = own[0], had - kept_of(card, given, left)
        if taken:
            _row(draft, holder, card, "taken", -taken, first.day, first.visit_id, sale_id)
        if taken > 0:
            _withdraw(draft, holder, card)
        elif taken < 0:
            _fill(draft, holder, card, first.visit_id, sale_id)


def free(draft: Draft, sale_id: str) -> None:
    """What a visit was stamped with stays the visit's, for the sale that takes this one's place."""
    by_visit = {card.id for card in draft.state.stamp_cards if card.basis == "visit"}
    rows = [each for each in _rows(draft, sale_id) if each.visit_id is not None and each.card_id in by_visit]
    draft.stamp_links += [(each.id, None) for each in rows]


def on_card(draft: Draft, member_id: str, card: StampCard) -> OnCard:
    """What a member has on a card, this operation's own stamps included."""
    key = (member_id, card.id)
    found = draft.state.on_cards.get(key) or OnCard()
    for each in draft.stamps:
        if (each.member_id, each.card_id) == key:
            found = found.with_row(each)
    return found


def would_fill(state: State, member_id: str, total: int | None) -> Iterable[str]:
    """Coupons of the cards that a scan (no `total`) or a sale may fill: their counters are locked before."""
    for card in state.stamp_cards:
        most = 1 if total is None or card.basis == "visit" else max(0, total) // (card.yen or 1)
        if filled((state.on_cards.get((member_id, card.id)) or OnCard()).left + most, card.size):
            yield card.coupon_id


def _stamp(draft: Draft, holder: Holder, card: StampCard, n: int, visit_id: str | None, sale_id: str | None) -> bool:
    if n <= 0:
        return False
    draft.account(holder.account_id)  # its lock is what keeps two tills from filling one card twice
    _row(draft, holder, card, "stamp", n, draft.when.day, visit_id, sale_id)
    _fill(draft, holder, card, visit_id, sale_id)
    return True


def _fill(draft: Draft, holder: Holder, card: StampCard, visit_id: str | None, sale_id: str | None) -> None:
    for _ in range(filled(on_card(draft, holder.member_id, card).left, card.size)):
        voucher = issue(draft, holder, draft.state.coupons[card.coupon_id])
        _row(draft, holder, card, "spent", -card.size, draft.when.day, visit_id, sale_id, voucher.id)


def _withdraw(draft: Draft, holder: Holder, card: StampCard) -> None:
    """The newest unused vouchers of the card, until no stamp is owed."""
    now, state = draft.op.at, draft.state
    mine = {**state.vouchers, **draft.vouchers}
    unused = [
        each
        for each in mine.values()
        if (each.member_id, each.coupon_id) == (holder.member_id, card.coupon_id)
        and (each.state if each.id in draft.vouchers else state.voucher_state(each, now)) == "issued"
    ]
    for voucher in sorted(unused, key=lambda each: each.id, reverse=True):
        if on_card(draft, holder.member_id, card).left >= 0:
            return
        draft.vouchers[voucher.id] = replace(voucher, state="expired", redemption_id=None)
        draft.coupons.append((card.coupon_id, -1, 0))
        _row(draft, holder, card, "back", card.size, draft.when.day, None, None, voucher.id)


def _rows(draft: Draft, of: str) -> list[Stamp]:
    """Stamps given and taken of a visit or a sale."""
    own = [each for each in draft.stamps if of in {each.visit_id, each.sale_id} and each.kind in {"stamp", "taken"}]
    moved = dict(draft.stamp_links)
    stored = draft.state.stamps_of.get(of, {})
    stay = [each for each in stored.values() if each.sale_id != of or moved.get(each.id, of) == of]
    rows = [each for rows in draft.state.stamps_of.values() for each in rows.values()] if moved else []
    more = [each for each in rows if moved.get(each.id) == of and each.id not in stored]
    return [*stay, *more, *own]


def _row(  # noqa: PLR0913, PLR0917 - the columns of its table
    draft: Draft,
    holder: Holder,
    card: StampCard,
    kind: str,
    n: int,
    day: int,
    visit_id: str | None,
    sale_id: str | None,
    voucher_id: str | None = None,
) -> None:
    draft.stamps.append(Stamp(draft.ids.new(), card.id, holder.member_id, kind, n, day, visit_id, sale_id, voucher_id, draft.op.at))
