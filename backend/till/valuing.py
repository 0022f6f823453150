"""Whether points paid what they were worth: by the rules of the instant at which they were asked for, whatever they are worth since (I9)."""

import msgspec
from sqlalchemy import Connection, select

from backend.earning import repository as earning
from backend.earning.rules import DEFAULT
from backend.earning.spent import Spent
from backend.ledger.tables import transactions
from backend.ledger.verify import AT_ONCE, Finding
from backend.till.recomputing import versions_at
from backend.till.tables import redemptions

PLAIN = "{}"
_decode = msgspec.json.Decoder(Spent).decode


def verify(connection: Connection) -> list[str]:
    """Where a point has always been a yen, only those are read that paid something else."""
    spendings = {rules.version: rules.spending for rules in (DEFAULT, *[rules for _, rules in earning.every(connection)])}
    governed, wrong = versions_at(connection), Finding("I9 points did not pay what they were worth when they were used")
    query = select(redemptions.c.id, redemptions.c.points, redemptions.c.yen, redemptions.c.reserved_at, transactions.c.why).outerjoin(
        transactions, transactions.c.id == redemptions.c.tx_id
    )
    if all(spending.plain for spending in spendings.values()):
        query = query.where(redemptions.c.yen != redemptions.c.points)
    for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
        at, points = row.reserved_at or 0, row.points
        worth = {spendings[version].value(points) for version in governed(at, at)}
        if row.yen not in worth or _told(row.why, points) not in {None, row.yen}:
            wrong.add(row.id)
    return wrong.said()


def _told(why: str | None, points: int) -> int | None:
    """Yen, as the redemption's transaction has them; None where there is none yet."""
    if why is None:
        return None
    return points if why == PLAIN else _decode(why).paid
