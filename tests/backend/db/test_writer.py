"""The writer alone: batches, lanes, faults. The processor is a list that remembers what it was given."""

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import Connection, text

from backend.db import writer
from backend.db.engine import Database
from backend.db.writer import BATCH, QUEUE, Later, Note, Result, Unavailable, note


class Log:
    """A processor that stores words; `faults` says what to do with the next batches."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.faults: list[Exception | None] = []
        self.gate = threading.Event()
        self.gate.set()
        self.begun = threading.Event()

    def __call__(self, connection: Connection, operations: list[Any]) -> Result:
        self.begun.set()
        self.gate.wait(10)
        self.batches.append(list(operations))
        fault = self.faults.pop(0) if self.faults else None
        for word in operations:
            connection.execute(text("INSERT INTO words (word) VALUES (:word)"), {"word": word})
        if fault is not None:
            raise fault
        return Result(
            [ValueError(word) if word == "bad" else word.upper() for word in operations], [Note(word, None, 1) for word in operations]
        )


@pytest.fixture
async def log(database: Database) -> AsyncIterator[Log]:
    await database.transact(lambda connection: connection.execute(text("DROP TABLE IF EXISTS words")))
    await database.transact(lambda connection: connection.execute(text("CREATE TABLE words (word varchar(40) PRIMARY KEY)")))
    made = Log()
    database.writer.install(made)
    yield made
    await database.transact(lambda connection: connection.execute(text("DROP TABLE words")))


async def words(database: Database) -> list[str]:
    return await database.read(lambda connection: list(connection.scalars(text("SELECT word FROM words ORDER BY word"))))


async def test_a_batch_forms_while_the_commit_before_it_runs(database: Database, log: Log) -> None:
    log.gate.clear()
    first = asyncio.create_task(database.writer.post("first"))
    await asyncio.to_thread(log.begun.wait, 5)
    rest = [asyncio.create_task(database.writer.post(f"w{n:04}")) for n in range(BATCH + 10)]
    await asyncio.sleep(0)
    log.gate.set()
    assert await asyncio.gather(first, *rest) == ["FIRST", *[f"W{n:04}" for n in range(BATCH + 10)]]
    assert [len(batch) for batch in log.batches] == [1, BATCH, 10]


async def test_whoever_asked_with_others_is_waited_for(database: Database, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "GATHER", 1)
    log.gate.clear()
    first = asyncio.create_task(database.writer.post("first"))
    await asyncio.to_thread(log.begun.wait, 5)
    second = asyncio.create_task(database.writer.post("second"))
    await asyncio.sleep(0)
    log.gate.set()
    await first
    await asyncio.gather(second, database.writer.post("third"))
    assert log.batches == [["first"], ["second", "third"]]


@pytest.mark.usefixtures("log")
async def test_a_fault_of_one_leaves_its_neighbours_alone(database: Database) -> None:
    outcomes = await asyncio.gather(*[database.writer.post(word) for word in ("a", "bad", "c")], return_exceptions=True)
    assert [str(outcome) for outcome in outcomes] == ["A", "bad", "C"]
    assert isinstance(outcomes[1], ValueError)


async def test_a_failed_batch_is_rolled_back_and_each_is_tried_alone_once(database: Database, log: Log) -> None:
    log.gate.clear()
    posts = [asyncio.create_task(database.writer.post(word)) for word in ("a", "b", "c")]
    await asyncio.to_thread(log.begun.wait, 5)
    taken = 3 - database.writer.waiting
    log.faults = [OSError("disk"), *[None] * (taken + 2)]
    log.gate.set()
    assert await asyncio.gather(*posts) == ["A", "B", "C"]
    assert await words(database) == ["a", "b", "c"]


async def test_what_fails_twice_is_unavailable_and_may_be_sent_again(database: Database, log: Log) -> None:
    log.faults = [OSError("disk"), OSError("disk")]
    with pytest.raises(Unavailable):
        await database.writer.post("a")
    assert await words(database) == []
    assert await database.writer.post("a") == "A"


@pytest.mark.usefixtures("log")
async def test_a_broken_row_costs_only_its_own_operation(database: Database) -> None:
    await database.writer.post("taken")
    outcomes = await asyncio.gather(*[database.writer.post(word) for word in ("x", "taken", "y")], return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [str, Unavailable, str]
    assert await words(database) == ["taken", "x", "y"]


@pytest.mark.usefixtures("log")
async def test_functions_have_their_own_transaction(database: Database) -> None:
    def store(word: str, fault: Exception | None = None) -> Any:
        def fn(connection: Connection) -> str:
            connection.execute(text("INSERT INTO words (word) VALUES (:word)"), {"word": word})
            if fault is not None:
                raise fault
            return word

        return fn

    outcomes = await asyncio.gather(
        database.transact(store("one")),
        database.transact(store("two", KeyError("mine"))),
        database.writer.post("three"),
        database.transact(store("one-more")),
        return_exceptions=True,
    )
    assert [str(outcome) for outcome in outcomes] == ["one", "'mine'", "THREE", "one-more"]
    assert await words(database) == ["one", "one-more", "three"]


@pytest.mark.usefixtures("log")
async def test_whoever_listens_hears_of_every_commit(database: Database) -> None:
    heard: list[Note] = []
    database.writer.on_commit(heard.extend)
    await database.writer.post("a")
    await database.transact(lambda connection: note(connection, Note("b", "honten", 2)))
    assert heard == [Note("a", None, 1), Note("b", "honten", 2)]


async def test_what_is_put_off_comes_again(database: Database) -> None:
    seen: list[str] = []

    def processor(_: Connection, operations: list[Any]) -> Result:
        seen.extend(operations)
        return Result([word if seen.count(word) == 3 else Later.AGAIN for word in operations])

    database.writer.install(processor)
    assert await database.writer.post("a") == "a"
    database.writer.install(lambda _, operations: Result([Later.AGAIN] * len(operations)))
    with pytest.raises(Unavailable):
        await database.writer.post("never")


async def test_a_full_queue_refuses(database: Database, log: Log) -> None:
    log.gate.clear()
    posts = [asyncio.ensure_future(database.writer.post(f"w{n}")) for n in range(QUEUE + 2 * BATCH)]
    await asyncio.sleep(0)
    log.gate.set()
    outcomes = await asyncio.gather(*posts, return_exceptions=True)
    refused = sum(isinstance(outcome, Unavailable) for outcome in outcomes)
    assert BATCH <= refused <= 2 * BATCH
    assert len(await words(database)) == len(posts) - refused


async def test_closing_lets_what_was_posted_finish(database_url: str, log: Log) -> None:
    other = Database.open(database_url)
    other.writer.install(log)
    posts = [asyncio.create_task(other.writer.post(f"w{n}")) for n in range(20)]
    await asyncio.sleep(0)
    await other.close()
    assert len(await asyncio.gather(*posts)) == 20
    with pytest.raises(Unavailable):
        await other.writer.post("late")
