"""What every grant does: a lot that ends with a month, out of which the member's debt is repaid at once."""

from datetime import datetime
from functools import lru_cache

from backend.ledger.rules import Lot
from backend.till.draft import Draft, Posting
from backend.till.state import Holder
from shared.clock import JST, end_of_month, to_instant


@lru_cache(256)
def end(month: int, months: int) -> int:
    """The last millisecond of the month that comes `months` after one such as 202611."""
    return end_of_month(to_instant(datetime(month // 100, month % 100, 1, tzinfo=JST)), months)


def repay(draft: Draft, holder: Holder, lot: Lot, *, store: str, effective_at: int, sale_id: str | None = None) -> None:
    """What the member owes goes from the lot just granted, in a transaction of its own that he sees."""
    repaid = min(lot.points, draft.account(holder.debt_id).balance)
    if repaid:
        draft.lots[lot.id] = lot.keeping(lot.left - repaid)
        draft.book(
            "repay",
            holder,
            [Posting(holder.account_id, lot.id, -repaid), Posting(holder.debt_id, None, repaid)],
            store=store,
            effective_at=effective_at,
            hint=None,
            sale_id=sale_id,
        )
