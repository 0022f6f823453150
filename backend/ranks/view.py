"""A rank as the member sees it."""

from collections.abc import Sequence
from typing import Protocol

from backend.ranks.rules import Rung, above, rung
from shared.wire.members import RankView


class Named(Rung, Protocol):
    @property
    def id(self) -> str: ...

    @property
    def rate_permille(self) -> int: ...


def view(ladder: Sequence[Named], spent: int) -> RankView:
    here, following = rung(ladder, spent), above(ladder, spent)
    return RankView(
        rank=here.id,
        rate_permille=here.rate_permille,
        spent=spent,
        next_rank=None if following is None else following.id,
        to_next=0 if following is None else following.from_spent - spent,
        next_at=here.from_spent if following is None else following.from_spent,
    )
