"""Derivations computed again from what was kept with them: of grants, and of what a return left of its sale."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, text

from backend.earning.deriving import Derivation, recompute
from backend.ledger.verify import AT_ONCE, Finding, Told

STEP = 20_000
"""Rows between two words of progress."""
_DERIVED = "(kind = 'grant' OR kind = 'reverse' AND why <> '{}')"
_COUNT = f"SELECT count(*) FROM transactions WHERE {_DERIVED}"  # noqa: S608 - our own text
_ROWS = f"SELECT id, kind, points, why FROM transactions WHERE {_DERIVED}"  # noqa: S608 - as above
_EACH = f"""
    SELECT id, kind, points, why FROM (SELECT id, kind, points, why, row_number() OVER (ORDER BY id) AS n FROM transactions
        WHERE {_DERIVED}) numbered WHERE n % :stride = 0"""  # noqa: S608 - as above
_RETURNED = """
    SELECT s.original_id AS id, k.points AS granted, b.points, coalesce(t.why, '{}') AS why
    FROM sales s JOIN receipts b ON b.sale_id = s.id JOIN receipts k ON k.sale_id = s.original_id
    LEFT JOIN transactions t ON t.id = b.tx_id WHERE s.original_id IS NOT NULL ORDER BY s.original_id"""
_decode = msgspec.json.Decoder(Derivation).decode


def verify(connection: Connection, told: Told, sample: int | None) -> list[str]:
    """What does not come out again. A `sample` is spread evenly over the history."""
    return [*_derivations(connection, told, sample), *_kept(connection)]


def _derivations(connection: Connection, told: Told, sample: int | None) -> list[str]:
    wrong, total = Finding("I1 a transaction is not what its derivation computes"), int(connection.scalars(text(_COUNT)).one())
    stride = 1 if sample is None else max(1, total // max(1, sample))
    query = text(_ROWS) if stride == 1 else text(_EACH).bindparams(stride=stride)
    what, of = "derivations computed again", total // stride
    told(what, 0, of)
    for n, row in enumerate(_streamed(connection, query), 1):
        why = _decode(row.why)
        if recompute(why) != why.points or (row.kind == "grant" and why.points != row.points):
            wrong.add(row.id)
        if n % STEP == 0 or n == of:
            told(what, n, of)
    return wrong.said()


def _kept(connection: Connection) -> list[str]:
    """What a sale and its returns moved adds up to what the last of them says the kept lines are worth."""
    wrong = Finding("I8 what returns left of a sale is not what its derivation computes")
    for sale, rows in groupby(_streamed(connection, text(_RETURNED)), key=lambda row: str(row.id)):
        backs = list(rows)
        if all(back.why != "{}" for back in backs):  # the end of a sale keeps nothing, and says so without a derivation
            left = backs[0].granted + sum(back.points for back in backs)
            if left not in {_decode(back.why).points for back in backs}:
                wrong.add(sale)
    return wrong.said()


def _streamed(connection: Connection, query: Any) -> Iterator[Row[Any]]:  # noqa: ANN401 - text with or without values
    yield from connection.execute(query, execution_options={"yield_per": AT_ONCE})
