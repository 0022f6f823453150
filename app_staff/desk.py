"""The desk: what the tablet asks of the till, and the three kinds of answer.

An answer is a value. `Declined`: the server understood and said no. `Unsure`: no answer came that counts, the act may or may not have
happened, and sending the same act again is safe, because its id was made once and goes with it each time.
A session that is no longer good is neither: `SignedOut` is raised and ends in the lock screen.
"""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from shared.client import Refused, SignedOut, StaffApi, Unreachable
from shared.wire.coupons import AskProposal, ClaimCoupon, Proposal, Voucher
from shared.wire.goods import Exchange, Exchanged
from shared.wire.problems import Problem
from shared.wire.returns import AskReturn, ReturnRow, ReturnSale, TakeReturn
from shared.wire.sales import Sale, SaleAnswer
from shared.wire.visits import Approval, OpenVisit, Panel, Redeem, Redemption

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Declined:
    problem: Problem


@dataclass(frozen=True, slots=True)
class Unsure:
    """No answer that counts."""


@dataclass(frozen=True, slots=True)
class Identify:
    """One scan. `visit` is made by the tablet and stays with the code: the same code shown again is the same visit."""

    visit: str
    code: str
    terminal: str | None


@dataclass(frozen=True, slots=True)
class Spend:
    """One redemption of a visit, with the id that makes it safe to send again."""

    visit: str
    body: Redeem


@dataclass(frozen=True, slots=True)
class Swap:
    """Points of a visit for a good; sent again as safely as a redemption."""

    visit: str
    body: Exchange


@dataclass(frozen=True, slots=True)
class Grant:
    """One sale that the clerk typed. Its number is made once, and is what makes it safe to send again."""

    visit: str
    body: Sale


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The return of a sale or of some of its lines; its id makes it safe to send again."""

    sale: str
    body: TakeReturn


Act = Spend | Swap | Grant | TakeBack
Answer = Redemption | Exchanged | SaleAnswer | ReturnSale | Declined


class Desk(Protocol):
    async def identify(self, act: Identify) -> Panel | Declined | Unsure: ...

    async def look(self, visit: str) -> Panel | Declined | Unsure:
        """The panel of an open visit as it is now."""
        ...

    async def redeem(self, act: Spend) -> Redemption | Declined | Unsure: ...

    async def propose(self, visit: str, body: AskProposal) -> Proposal | Declined | Unsure:
        """Which coupons to use for a bill, and why."""
        ...

    async def enter_word(self, visit: str, body: ClaimCoupon) -> Voucher | Declined | Unsure:
        """The coupon that a word brings."""
        ...

    async def exchange(self, act: Swap) -> Exchanged | Declined | Unsure: ...

    async def word(self, visit: str, approval: str) -> Approval | Declined | Unsure:
        """How far the member's answer on the phone is."""
        ...

    async def grant(self, act: Grant) -> SaleAnswer | Declined | Unsure: ...

    async def receipt(self, sale: str) -> ReturnSale | Declined | Unsure:
        """A sale of this store, with what its return would change, or has changed."""
        ...

    async def would_return(self, sale: str, body: AskReturn) -> ReturnSale | Declined | Unsure:
        """The same, with what the return of these lines would change."""
        ...

    async def receipts(self, number: str) -> tuple[ReturnRow, ...] | Declined | Unsure:
        """This store's sales with this number."""
        ...

    async def take_back(self, act: TakeBack) -> ReturnSale | Declined | Unsure: ...

    async def leave(self, visit: str) -> None:
        """The visit is over. Nothing depends on the server hearing it: visits end by themselves."""
        ...


class OnlineDesk:
    """Asks the server, each time."""

    def __init__(self, api: StaffApi) -> None:
        self._api = api

    async def identify(self, act: Identify) -> Panel | Declined | Unsure:
        return await _answer(self._api.open_visit(OpenVisit(id=act.visit, code=act.code, terminal=act.terminal)))

    async def look(self, visit: str) -> Panel | Declined | Unsure:
        return await _answer(self._api.panel(visit))

    async def redeem(self, act: Spend) -> Redemption | Declined | Unsure:
        return await _answer(self._api.redeem(act.visit, act.body))

    async def propose(self, visit: str, body: AskProposal) -> Proposal | Declined | Unsure:
        return await _answer(self._api.propose(visit, body))

    async def enter_word(self, visit: str, body: ClaimCoupon) -> Voucher | Declined | Unsure:
        return await _answer(self._api.add_coupon_by_word(visit, body))

    async def exchange(self, act: Swap) -> Exchanged | Declined | Unsure:
        return await _answer(self._api.exchange(act.visit, act.body))

    async def word(self, visit: str, approval: str) -> Approval | Declined | Unsure:
        return await _answer(self._api.approval(visit, approval))

    async def grant(self, act: Grant) -> SaleAnswer | Declined | Unsure:
        return await _answer(self._api.sale(act.body))

    async def receipt(self, sale: str) -> ReturnSale | Declined | Unsure:
        return await _answer(self._api.return_sale(sale))

    async def would_return(self, sale: str, body: AskReturn) -> ReturnSale | Declined | Unsure:
        return await _answer(self._api.ask_return(sale, body))

    async def receipts(self, number: str) -> tuple[ReturnRow, ...] | Declined | Unsure:
        return await _answer(self._api.sales_of_number(number))

    async def take_back(self, act: TakeBack) -> ReturnSale | Declined | Unsure:
        return await _answer(self._api.take_return(act.sale, act.body))

    async def leave(self, visit: str) -> None:
        await _answer(self._api.close_visit(visit))


async def _answer(asked: Awaitable[T]) -> T | Declined | Unsure:
    try:
        return await asked
    except Unreachable:
        return Unsure()
    except SignedOut:
        raise
    except Refused as refused:
        return Declined(refused.problem)
