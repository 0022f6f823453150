"""Whether the books balance: re-derives every cache from the postings. Reads only; an empty list means that all is well."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, text

SHOWN = 20
"""Ids of one finding; the rest are counted."""
AT_ONCE = 1_000
"""Rows that are in memory together."""
ROOM = "64MB"
"""Of PostgreSQL's memory for one step of a query."""
Told = Callable[[str, int, int], None]
"""What is looked at, how far it is, and of how much."""

CHECKS = {
    "I1 a transaction's postings do not sum to 0": "SELECT tx_id FROM postings GROUP BY tx_id HAVING sum(amount) <> 0",
    "I1 an account's cached balance is not the sum of its postings": """
        SELECT a.id FROM accounts a LEFT JOIN (SELECT account_id, sum(amount) AS total FROM postings GROUP BY account_id) p
        ON p.account_id = a.id
        WHERE a.kind IN ('points', 'debt') AND a.balance <> coalesce(p.total, 0) * CASE a.kind WHEN 'debt' THEN -1 ELSE 1 END""",
    "I1 a lot's rest is not the sum of its postings": """
        SELECT l.id FROM lots l LEFT JOIN (SELECT lot_id, sum(amount) AS total FROM postings GROUP BY lot_id) p ON p.lot_id = l.id
        WHERE l."left" <> coalesce(p.total, 0)""",
    "I1 an account's balance is not the rest of its lots": """
        SELECT a.id FROM accounts a LEFT JOIN (SELECT account_id, sum("left") AS total FROM lots GROUP BY account_id) l
        ON l.account_id = a.id WHERE a.kind = 'points' AND a.balance <> coalesce(l.total, 0)""",
    "I1 a transaction says other points than its postings": """
        SELECT t.id FROM transactions t LEFT JOIN postings p ON p.tx_id = t.id AND p.account_id = t.account_id
        GROUP BY t.id, t.points HAVING t.points <> coalesce(sum(p.amount), 0)""",
    "I4 a negative balance": "SELECT id FROM accounts WHERE balance < 0",
    "I4 a lot outside its bounds": 'SELECT id FROM lots WHERE "left" < 0 OR "left" > points',
    "an account's events have a gap": """
        SELECT a.id FROM accounts a LEFT JOIN (SELECT account_id, count(*) AS events, max(version) AS last FROM outbox
        WHERE version IS NOT NULL GROUP BY account_id) o ON o.account_id = a.id
        WHERE a.kind = 'points' AND (a.version <> coalesce(o.events, 0) OR a.version <> coalesce(o.last, 0))""",
}


def verify(connection: Connection) -> list[str]:
    """What is wrong, each with the first rows that show it."""
    return broken(connection, CHECKS)


def silent(_what: str, _done: int, _of: int) -> None:
    """For whoever needs no progress."""


def broken(connection: Connection, checks: Mapping[str, str], told: Told = silent) -> list[str]:
    """Runs queries that must find nothing. The few rows that are shown come with the count of all: no cursor, which PostgreSQL would
    not let its workers share.
    """
    read_whole(connection)
    found: list[str] = []
    for n, (name, sql) in enumerate(checks.items(), 1):
        told(name, n, len(checks))
        rows = connection.execute(text(f"SELECT w.*, count(*) OVER () FROM ({sql}\n) w LIMIT {SHOWN}")).all()  # noqa: S608 - our own text
        found += Finding(name, [str(row[0]) for row in rows], int(rows[0][1]) if rows else 0).said()
    return found


def read_whole(connection: Connection) -> None:
    """PostgreSQL takes a cursor for one of which a tenth is read: it would look up each row in an index to begin soon, and end late.
    And sums over whole tables have room, or they go through the disk.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL cursor_tuple_fraction = 1")
        connection.exec_driver_sql(f"SET LOCAL work_mem = '{ROOM}'")


class Finding:
    """One kind of fault, and the rows that have it."""

    def __init__(self, name: str, ids: Sequence[str] = (), count: int = 0) -> None:
        self._name = name
        self._count = count
        self._ids = [*ids]

    def add(self, row_id: object) -> None:
        self._count += 1
        if self._count <= SHOWN:
            self._ids.append(str(row_id))

    def said(self) -> list[str]:
        """A line, or none when there is nothing."""
        more = f" and {self._count - SHOWN:,} more" if self._count > SHOWN else ""
        return [f"{self._name}: {', '.join(self._ids)}{more}"] if self._count else []
