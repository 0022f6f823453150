"""Beside the state machine: what it remembers, what a sale must have left, and what it asks the database."""

import asyncio
from collections.abc import Sequence

import msgspec
from hypothesis.stateful import MultipleResults, multiple
from msgspec.structs import replace
from sqlalchemy import Connection, text

from backend.earning.deriving import Derivation
from backend.problems import Refused
from backend.till.operations import UNSTORED, Operation, Outcome
from backend.till.service import Till
from backend.till.verify import CHECKS
from shared.wire.sales import Sale
from shared.wire.spending import Spending

PEOPLE = ("hanako", "taro")
TABLETS = ("0192f0c4-1b6e-7c7a-9f5e-000000000001", "0192f0c4-1b6e-7c7a-9f5e-000000000002")
NOTHING: MultipleResults[str] = multiple()
COFFEE = 150
"""Points for a coffee."""
SPENDINGS = (
    Spending(),
    Spending(permille=500),
    Spending(unit=100, yen=70, least=200),
    Spending(yen=2, permille=300),
)
"""What a bill takes, and what points are worth."""
ALWAYS = {name: sql for name, sql in CHECKS.items() if name.startswith("I9 ")}
BOOKS = "SELECT id, unused FROM ticket_books"
SHOWN = """SELECT coalesce(sum("left"), 0) FROM lots WHERE account_id = :account AND confirm_at <= :now AND expire_at >= :now"""
HELD = "SELECT coalesce(sum(points), 0) FROM redemptions WHERE account_id = :account AND state = 'reserved' AND expires_at > :now"
OWED = "SELECT balance FROM accounts WHERE id = :debt AND :now > 0"
GIVEN_BACK = """
    SELECT coalesce(sum(r.restored), 0) FROM redemptions r JOIN sales s ON s.id = r.sale_id WHERE s.number = :number AND r.state <> 'reserved'"""
BOTH = """SELECT count(*) FROM holdings h JOIN accounts d ON d.id = h.debt_id JOIN lots l ON l.account_id = h.account_id
    WHERE d.balance > 0 AND l."left" > 0 AND l.expire_at >= :now"""
OVER = """SELECT coalesce(sum("left"), 0) FROM lots WHERE expire_at < :now"""


class Remembering(Till):
    """Keeps everything that was ever answered, and stays so."""

    answers: list[tuple[Operation, Outcome]]

    async def post(self, operation: Operation) -> Outcome:
        outcome = await super().post(operation)
        if not (isinstance(outcome, Refused) and outcome.code in UNSTORED):
            self.answers.append((operation, outcome))
        return outcome

    def post_all(self, operations: Sequence[Operation]) -> "asyncio.Future[list[Outcome | BaseException]]":
        return asyncio.gather(*[self.post(operation) for operation in operations], return_exceptions=True)


class Rung(msgspec.Struct):
    """A sale, what it earned at which rate, and what of it has come back."""

    who: str
    body: Sale
    points: int
    rate: int
    used: int = 0
    """Points that its visit spent."""
    back: set[int] = msgspec.field(default_factory=set[int])
    void: bool = False
    revision: int = 0

    def worth(self) -> int:
        """What is left of it, as if nothing else had been bought."""
        total = self.body.total
        gone = sum(line.amount for line in self.body.lines if line.n in self.back)
        paid = sum(each.amount for each in self.body.tenders if each.kind == "points")
        paid -= paid * gone // total
        return min(self.points, max(0, total - gone - paid) // 100 * self.rate // 1000)

    def given_back(self) -> int:
        """Of the points used, in proportion to the yen that came back."""
        gone = sum(line.amount for line in self.body.lines if line.n in self.back)
        return self.used * gone // self.body.total


def rate_of(line: Connection, sale: str) -> int:
    """At which a sale earned, in permille; 0 when it earned nothing."""
    why = line.execute(text("SELECT why FROM transactions WHERE kind = 'grant' AND sale_id = :sale"), {"sale": sale}).scalar_one_or_none()
    return 0 if why is None else msgspec.json.decode(str(why), type=Derivation).rules.rate_permille


def kept_of(line: Connection, number: str) -> int:
    """Points that are left of a sale."""
    query = """
        SELECT coalesce(sum(k.points), 0) FROM receipts k JOIN sales s ON s.id = k.sale_id LEFT JOIN sales o ON o.id = s.original_id
        WHERE coalesce(o.number, s.number) = :number"""
    return int(line.execute(text(query), {"number": number}).scalar_one())


def saying(body: Sale, points: int) -> Sale:
    """The sale of a till that says how many points paid for it."""
    return replace(body, tenders=tuple(replace(each, points=points) if each.kind == "points" else each for each in body.tenders))


def paying(body: Sale, yen: int) -> Sale:
    """The sale with so many yen of it paid with points."""
    return replace(body, tenders=tuple(replace(each, amount=yen if each.kind == "points" else body.total - yen) for each in body.tenders))


def stepped(spending: Spending, points: int) -> int:
    """As many as are full steps; fewer than one stay what they are."""
    return spending.floor(points) or points
