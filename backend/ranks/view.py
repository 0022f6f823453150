"""A rank as the member sees it, and the one that counts when a manager has given another."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from backend.ranks.rules import Policy, Rung, above, held, rung, spent_in, windows
from shared.wire.members import RankView


class Named(Rung, Protocol):
    @property
    def id(self) -> str: ...

    @property
    def rate_permille(self) -> int: ...


N = TypeVar("N", bound=Named)


def counting(ladder: Sequence[N], spent: int, given: str | None) -> N:
    """The rung reached, or a higher one that was given."""
    reached = rung(ladder, spent)
    return next((step for step in ladder if step.id == given and step.from_spent > reached.from_spent), reached)


def view(policy: Policy, ladder: Sequence[Named], amounts: Mapping[int, int], month: int, given: str | None = None) -> RankView:
    """What is missing is counted in the running window, also while an older one holds the rank."""
    spent = spent_in(amounts, windows(policy, month)[0])
    here = counting(ladder, held(policy, amounts, month), given)
    following = above(ladder, here.from_spent)
    return RankView(
        rank=here.id,
        rate_permille=here.rate_permille,
        spent=spent,
        next_rank=None if following is None else following.id,
        to_next=0 if following is None else following.from_spent - spent,
        next_at=here.from_spent if following is None else following.from_spent,
        by=policy.rank_by,
    )
