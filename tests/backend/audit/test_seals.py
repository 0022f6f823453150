"""A log nobody can bend: whatever is done to a sealed row, the chain says so."""
# ruff: noqa: S608 - the statements bend our own tables on purpose

import random
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, text

from backend.audit import sealing, trail
from backend.db.engine import Database
from backend.jobs.runner import Jobs
from backend.jobs.sealer import LOGS, NAME, Sealer
from backend.kit.keys import Keys
from shared.clock import MINUTE
from tests.backend.till.shop import NOON, Shop, sale

KEYS = Keys(bytes(range(32)))
TAMPERINGS = 1_000


async def written(database: Database) -> Shop:
    """A shop of an hour: six seals over the till's operations and others' acts."""
    shop = Shop(database)
    await shop.open("hanako", "taro")
    sealer = Sealer(database, shop.clock, KEYS)
    for n in range(6):
        for name in ("hanako", "taro"):
            await shop.sell(sale(f"{n}{name}", 500 + n, at=shop.now), who=shop.code(name))
            await shop.visit(name)
        await database.transact(
            lambda connection, n=n: trail.record(
                connection, NOON + n, trail.Actor("device:x", store_id="honten"), "staff.add", f"person {n}", reason="新人", n=n
            )
        )
        await sealer.run(0)
        shop.clock.forward(MINUTE)
    return shop


def check(connection: Connection) -> list[str]:
    return sealing.verify(connection, LOGS, KEYS.audit.public_key())


async def test_what_is_sealed_stands(database: Database) -> None:
    await written(database)
    assert await database.read(check) == []
    sizes = await database.read(lambda connection: connection.execute(text("SELECT number, leaves FROM seals ORDER BY number")).all())
    assert [row.number for row in sizes] == [1, 2, 3, 4, 5, 6]
    assert all(row.leaves == 5 for row in sizes)


async def test_a_thousand_tamperings_are_found(database: Database) -> None:
    await written(database)
    dice = random.Random(20261122)  # noqa: S311 - seeded dice

    def tamper(connection: Connection) -> list[str]:
        missed: list[str] = []
        for _ in range(TAMPERINGS):
            with connection.begin_nested() as savepoint:
                said = dice.choice(TAMPER)(connection, dice)
                if not check(connection):
                    missed.append(said)
                savepoint.rollback()
        return missed

    assert await database.transact(tamper) == []
    assert await database.read(check) == []


def _row(connection: Connection, log: sealing.Log, dice: random.Random) -> dict[str, Any]:
    rows = connection.execute(text(f"SELECT * FROM {log.table} ORDER BY {', '.join(log.key)}")).mappings().all()
    return dict(dice.choice(rows))


def _where(log: sealing.Log) -> str:
    return " AND ".join(f"{name} = :k_{name}" for name in log.key)


def _keys(log: sealing.Log, row: dict[str, Any]) -> dict[str, Any]:
    return {f"k_{name}": row[name] for name in log.key}


def _other(value: Any, dice: random.Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + dice.choice((-1, 1, 60_000))
    if isinstance(value, bytes):
        return bytes([value[0] ^ (1 << dice.randrange(8))]) + value[1:]
    if value is None or len(value) == 36:
        return "0192f0c4-1b6e-7c7a-9f5e-0000000000bb"
    return (value[:-1] if value else "") + ("x" if not value.endswith("x") else "y")


def change(connection: Connection, dice: random.Random) -> str:
    log = dice.choice(LOGS)
    row = _row(connection, log, dice)
    name = dice.choice([*log.columns, "seal_id"])
    value = 1 - row[name] if name == "accepted" else _other(row[name], dice)
    value = row[name] + 10**6 if name == "id" else value
    value = bool(value) if name == "accepted" else value
    connection.execute(text(f"UPDATE {log.table} SET {name} = :new WHERE {_where(log)}"), {"new": value} | _keys(log, row))
    return f"{log.table}.{name}: {row[name]} to {value}"


def remove(connection: Connection, dice: random.Random) -> str:
    log = dice.choice(LOGS)
    row = _row(connection, log, dice)
    connection.execute(text(f"DELETE FROM {log.table} WHERE {_where(log)}"), _keys(log, row))
    return f"removed from {log.table}"


def unseal(connection: Connection, dice: random.Random) -> str:
    """Changed and let in again as if it were fresh."""
    log = dice.choice(LOGS)
    row = _row(connection, log, dice)
    connection.execute(text(f"UPDATE {log.table} SET seal_id = NULL WHERE {_where(log)}"), _keys(log, row))
    return f"unsealed in {log.table}"


def add(connection: Connection, dice: random.Random) -> str:
    log = dice.choice(LOGS)
    row = _row(connection, log, dice) | ({"id": dice.randrange(10**6, 10**9)} if log.table == "audit" else {"op_id": f"x{dice.random()}"})
    names = ", ".join(row)
    connection.execute(text(f"INSERT INTO {log.table} ({names}) VALUES ({', '.join(':' + name for name in row)})"), row)
    return f"added to {log.table}"


def swap(connection: Connection, dice: random.Random) -> str:
    """Two rows change their seals."""
    log = dice.choice(LOGS)
    one = _row(connection, log, dice)
    two = _row(connection, log, dice)
    while two["seal_id"] == one["seal_id"]:
        two = _row(connection, log, dice)
    for row, other in ((one, two), (two, one)):
        connection.execute(text(f"UPDATE {log.table} SET seal_id = :new WHERE {_where(log)}"), {"new": other["seal_id"]} | _keys(log, row))
    return f"swapped in {log.table}"


def bend(connection: Connection, dice: random.Random) -> str:
    """The chain itself: a seal changed, or one taken out from before the last."""
    number = dice.randrange(1, 6)
    if dice.random() < 0.5:
        connection.execute(text("DELETE FROM seals WHERE number = :n"), {"n": number})
        return f"seal {number} removed"
    name = dice.choice(("at", "leaves", "root", "previous", "signature"))
    row = connection.execute(text(f"SELECT {name} FROM seals WHERE number = :n"), {"n": number}).scalar_one()
    connection.execute(text(f"UPDATE seals SET {name} = :new WHERE number = :n"), {"n": number, "new": _other(row, dice)})
    return f"seal {number}: {name}"


TAMPER: tuple[Callable[[Connection, random.Random], str], ...] = (change, change, change, remove, add, unseal, swap, bend)


async def test_a_shorter_chain_is_betrayed_by_a_head_that_was_kept(database: Database) -> None:
    """The last seals and their rows can be cut off so that the rest stands: that is what witnesses are for."""
    await written(database)

    def cut(connection: Connection) -> None:
        last = sealing.newest(connection)
        assert last is not None
        kept = sealing.head_of(last)
        assert sealing.contains(connection, 6, kept)
        for table in ("operations", "audit", "seals"):
            connection.execute(text(f"DELETE FROM {table} WHERE {'number' if table == 'seals' else 'seal_id'} = 6"))
        assert check(connection) == []
        assert not sealing.contains(connection, 6, kept)

    await database.transact(cut)


async def test_one_of_two_processes_takes_the_turn(database: Database) -> None:
    shop = Shop(database)
    await shop.open("hanako")
    turns: list[str] = []

    def process(name: str) -> Jobs:
        async def job(cursor: int) -> int:
            turns.append(name)
            return cursor + 1

        return Jobs(database, shop.clock, {NAME: job})

    one, two = process("one"), process("two")
    for _ in range(3):
        await one.turn()
        await two.turn()
        shop.clock.forward(MINUTE)
    assert turns == ["one", "one"]  # the very first turn only makes the row
