"""A brand as large as a chain: a million members beside the demo's own.

The members do not come through the API, where each is a mailed code and three requests (a million would take hours): they are loaded
in sets of five thousand, one transaction each, through the server's own writer, tables and keys, with every row that joining makes but
the welcoming coupons. Their points do come through the API: a day's sales of all three stores, in batches of five thousand.
`python -m backend verify --data build/demo-million` checks the result.
"""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, insert

from backend.audit.tables import audit
from backend.db.engine import Database
from backend.events.tables import outbox
from backend.kit import keys
from backend.ledger.tables import accounts, holdings
from backend.members.personal import Person, Personal
from backend.members.tables import cards, consents, members
from backend.settings import Settings
from backend.stats.repository import add
from shared.client import ConnectorApi
from shared.clock import DAY, SECOND, Clock, SetClock, business_date, to_datetime, tokyo
from shared.ids import Ids, SystemIds
from shared.qr.number import check_digit
from shared.wire.events import AccountEvent
from shared.wire.sales import MOST_LINES, Ref, Sale, SaleKey
from tools.demo import goods, shopper
from tools.demo.history import DAYS
from tools.demo.shop import Shop

MEMBERS = 1_000_000
AT_ONCE = 5_000
SALES = 100_000
Progress = Callable[[float], None]
Rows = list[dict[str, Any]]


async def load(data: Path, clock: Clock, count: int, progress: Progress) -> None:
    """Members numbered from 1, who joined evenly over the shop's history. The server must not run."""
    database = Database.open(Settings(data=data).url)
    personal = Personal(keys.load(data))
    dice = random.Random(2026)
    first = clock.now() - DAYS * DAY
    then = SetClock(first)
    ids = SystemIds(then)
    try:
        for start in range(0, count, AT_ONCE):
            then.at = first + DAYS * DAY * start // count
            size = min(AT_ONCE, count - start)
            await database.transact(lambda connection, start=start, size=size: _add(connection, personal, ids, dice, then.at, start, size))
            progress((start + size) / count)
        await database.settle()
    finally:
        await database.close()


def card_number(n: int) -> str:
    """Of the n-th: they begin with 77, so that nobody's own is among them but by a chance of one in a million million."""
    eleven = f"77{n:09d}"
    return eleven + check_digit(eleven)


def _add(connection: Connection, personal: Personal, ids: Ids, dice: random.Random, at: int, start: int, size: int) -> None:
    rows: dict[Any, Rows] = {members: [], cards: [], consents: [], accounts: [], holdings: [], outbox: [], audit: []}
    event = msgspec.json.encode(AccountEvent(version=1, kind="join", points=0, balance=0, at=to_datetime(at))).decode()
    counts = dict.fromkeys((place.id for place in goods.STORES), 0)
    for n in range(start + 1, start + size + 1):
        store = dice.choices(goods.STORES, (5, 4, 3))[0].id
        counts[store] += 1
        for table, row in _rows(n, store, personal, ids, dice, at):
            rows[table].append(row | ({"payload": event} if table is outbox else {}))
    for table, found in rows.items():
        connection.execute(insert(table), found)
    for store, joined in counts.items():
        add(connection, store, business_date(at), tokyo(at).hour, joined=joined)


def _rows(n: int, store: str, personal: Personal, ids: Ids, dice: random.Random, at: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    member, account, debt = ids.new(), ids.new(), ids.new()
    birthday = dice.randrange(1950, 2008) * 10_000 + dice.randrange(1, 13) * 100 + dice.randrange(1, 29)
    name = f"{dice.choice(goods.FAMILY)} {dice.choice(goods.GIVEN)}"
    sealed = personal.sealed(member, Person(name, f"m{n}@example.jp", birthday))
    yield members, {"id": member, "language": "ja", "store_id": store, "joined_at": at, **sealed}
    yield cards, {"number": card_number(n), "member_id": member, "issued_at": at}
    yield consents, {"member_id": member, "purpose": "terms", "version": "2026-10", "given": True, "at": at}
    yield accounts, {"id": account, "kind": "points", "store_id": None, "balance": 0, "version": 1}
    yield accounts, {"id": debt, "kind": "debt", "store_id": None, "balance": 0, "version": 0}
    yield holdings, {"member_id": member, "account_id": account, "debt_id": debt, "since": at}
    yield outbox, {"account_id": account, "version": 1, "store_id": store, "kind": "join", "recorded_at": at}
    log = {"at": at, "source": f"member:{member}", "store_id": store, "action": "member.join"}
    yield audit, {**log, "target": member, "reason": "", "data": "{}"}


async def trade(url: str, shop: Shop, clock: Clock, members: int, sales: int, progress: Progress) -> None:
    """So many sales of the last day to members by chance, as a chain's tills would send them at night."""
    dice = random.Random(2027)
    now = clock.now()
    month = datetime.fromtimestamp(now / SECOND, UTC).month
    async with ConnectorApi(url, shop.connector_token) as pos:
        for start in range(0, sales, MOST_LINES):
            batch: list[Sale] = []
            for n in range(start, min(start + MOST_LINES, sales)):
                till = shop.tills[n % len(shop.tills)]
                key = SaleKey(store=till.store, terminal=till.terminal, number=f"m{now}-{n}")
                who = Ref(kind="card", value=card_number(dice.randrange(members) + 1))
                at = now - DAY + DAY * n // sales
                batch.append(shopper.sale(shopper.basket(dice, month), key, at, member=who))
            async for answer in pos.record_batch(batch):
                if answer.answer is None:
                    raise ValueError(answer.problem)
            progress(min(start + MOST_LINES, sales) / sales)
