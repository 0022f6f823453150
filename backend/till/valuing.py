"""Whether points paid what they were worth: by the rules of the instant at which they were asked for, whatever they are worth since (I9)."""

import msgspec
from sqlalchemy import Connection, select

from backend.earning import repository as earning
from backend.earning.rules import governing
from backend.earning.spent import Spent
from backend.ledger.tables import transactions
from backend.ledger.verify import AT_ONCE, Finding
from backend.till.tables import redemptions

PLAIN = "{}"
_decode = msgspec.json.Decoder(Spent).decode


def verify(connection: Connection) -> list[str]:
    """Where a point has always been a yen, only those are read that paid something else."""
    sets = earning.every(connection)
    query = select(redemptions.c.id, redemptions.c.points, redemptions.c.yen, redemptions.c.reserved_at, transactions.c.why).outerjoin(
        transactions, transactions.c.id == redemptions.c.tx_id
    )
    if all(rules.spending.plain for _, rules in sets):
        query = query.where(redemptions.c.yen != redemptions.c.points)
    wrong = Finding("I9 points did not pay what they were worth when they were used")
    for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
        worth = row.points if row.reserved_at is None else governing(sets, row.reserved_at).spending.value(row.points)
        if worth != row.yen or _told(row.why, row.points) not in {None, row.yen}:
            wrong.add(row.id)
    return wrong.said()


def _told(why: str | None, points: int) -> int | None:
    """Yen, as the redemption's transaction has them; None where there is none yet."""
    if why is None:
        return None
    return points if why == PLAIN else _decode(why).paid
