"""Derivations computed again from what was kept with them: of grants, and of what a return left of its sale.

A grant's rules are those that governed its time, of what had been set when it was booked; a return's are its sale's.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, text

from backend.earning import spent
from backend.earning.deriving import Derivation, recompute
from backend.earning.rules import RuleSet, governing
from backend.ledger.verify import AT_ONCE, Finding, Told, read_whole
from shared.clock import MINUTE

STEP = 20_000
"""Rows between two words of progress."""
LATE = 2 * MINUTE
"""Between asking and committing no more than this goes by, of a sale or of new rules."""
_DERIVED = "(kind = 'grant' OR kind IN ('reverse', 'redeem') AND why <> '{}')"
_COUNT = f"SELECT count(*) FROM transactions WHERE {_DERIVED}"  # noqa: S608 - our own text
_COLUMNS = "id, kind, points, why, effective_at, recorded_at"
_ROWS = f"SELECT {_COLUMNS} FROM transactions WHERE {_DERIVED}"  # noqa: S608 - as above
_EACH = f"""
    SELECT {_COLUMNS} FROM (SELECT {_COLUMNS}, row_number() OVER (ORDER BY id) AS n FROM transactions
        WHERE {_DERIVED}) numbered WHERE n % :stride = 0"""  # noqa: S608 - as above
_RETURNED = """
    SELECT s.original_id AS id, k.points AS granted, b.points, coalesce(t.why, '{}') AS why, coalesce(g.why, '{}') AS sold
    FROM sales s JOIN receipts b ON b.sale_id = s.id JOIN receipts k ON k.sale_id = s.original_id
    LEFT JOIN transactions t ON t.id = b.tx_id LEFT JOIN transactions g ON g.id = k.tx_id
    WHERE s.original_id IS NOT NULL ORDER BY s.original_id"""
_SETS = "SELECT effective_at, version, recorded_at FROM rule_sets ORDER BY effective_at, version"
_decode = msgspec.json.Decoder(Derivation).decode
_decode_spent = msgspec.json.Decoder(spent.Spent).decode


def verify(connection: Connection, told: Told, sample: int | None) -> list[str]:
    """What does not come out again. A `sample` is spread evenly over the history."""
    read_whole(connection)
    return [*_derivations(connection, told, sample), *_kept(connection)]


def _derivations(connection: Connection, told: Told, sample: int | None) -> list[str]:
    wrong, total = Finding("I1 a transaction is not what its derivation computes"), int(connection.scalars(text(_COUNT)).one())
    ruled, governed = Finding("I9 a grant's rules are not those of its time"), versions_at(connection)
    stride = 1 if sample is None else max(1, total // max(1, sample))
    query = text(_ROWS) if stride == 1 else text(_EACH).bindparams(stride=stride)
    what, of = "derivations computed again", total // stride
    told(what, 0, of)
    for n, row in enumerate(_streamed(connection, query), 1):
        if row.kind == "redeem":
            if not _paid(row):
                wrong.add(row.id)
        else:
            why = _decode(row.why)
            if recompute(why) != why.points or (row.kind == "grant" and why.points != row.points):
                wrong.add(row.id)
            if row.kind == "grant" and why.rules.version not in governed(row.effective_at, row.recorded_at):
                ruled.add(row.id)
        if n % STEP == 0 or n == of:
            told(what, n, of)
    return wrong.said() + ruled.said()


def versions_at(connection: Connection) -> Callable[[int, int], frozenset[int]]:
    """From a time and when it was booked to the version that governed it; where another was set just then, both."""
    sets = [(int(row.effective_at), int(row.version), int(row.recorded_at)) for row in connection.execute(text(_SETS))]
    made, starts = sorted({recorded for _, _, recorded in sets}), sorted({effective for effective, _, _ in sets})

    @lru_cache(1024)
    def of(surely: int, perhaps: int, begun: int) -> frozenset[int]:
        """By how many of `made` were known, and how many of `starts` were over."""
        at = starts[begun - 1] if begun else -1
        known = [made[:n] for n in range(surely, perhaps + 1)]
        mine = [[(effective, RuleSet(version=version)) for effective, version, recorded in sets if recorded in each] for each in known]
        return frozenset(governing(each, at).version for each in mine)

    def governed(effective: int, recorded: int) -> frozenset[int]:
        surely, perhaps = bisect_right(made, recorded - LATE), bisect_right(made, recorded + LATE)
        return of(surely, perhaps, bisect_right(starts, effective))

    return governed


def _paid(row: Row[Any]) -> bool:
    """Points that a reservation held and that were gone at its commit are the shop's loss: they paid all the same."""
    why = _decode_spent(row.why)
    return spent.recompute(why) == why.paid and 0 <= -row.points <= why.points


def _kept(connection: Connection) -> list[str]:
    """What a sale and its returns moved adds up to what the last of them says the kept lines are worth."""
    wrong = Finding("I8 what returns left of a sale is not what its derivation computes")
    ruled = Finding("I9 a return's rules are not those of its sale")
    for sale, rows in groupby(_streamed(connection, text(_RETURNED)), key=lambda row: str(row.id)):
        backs = list(rows)
        if all(back.why != "{}" for back in backs):  # the end of a sale keeps nothing, and says so without a derivation
            left = backs[0].granted + sum(back.points for back in backs)
            if left not in {_decode(back.why).points for back in backs}:
                wrong.add(sale)
        if len({_version(why) for back in backs for why in (back.sold, back.why) if why != "{}"}) > 1:
            ruled.add(sale)
    return wrong.said() + ruled.said()


def _version(why: str) -> int:
    return _decode(why).rules.version


def _streamed(connection: Connection, query: Any) -> Iterator[Row[Any]]:  # noqa: ANN401 - text with or without values
    yield from connection.execute(query, execution_options={"yield_per": AT_ONCE})
