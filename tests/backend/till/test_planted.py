"""The tests themselves, tested: each of the planted bugs is found by what every test of the till ends with, and nothing is without it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import cast

import pytest

from backend.db.engine import Database
from backend.earning.rules import RuleSet
from backend.jobs.expiry import Expiry
from backend.tickets import repository as tickets
from backend.till import batch
from backend.till.operations import Accepted, Operation, Outcome, RecordSale
from backend.till.service import Till
from backend.till.verify import verify
from shared.clock import HOUR
from shared.wire.coupons import Voucher
from tests.backend.earning.bills import line
from tests.backend.earning.bills import sale as bill
from tests.backend.till import planted
from tests.backend.till.conftest import HUNDRED_YEN
from tests.backend.till.shop import Shop, accepted, returned, sale
from tests.backend.till.test_lots import LAST
from tests.backend.till.test_parts import some
from tests.backend.till.test_tickets import Counter, offer

Drive = Callable[[Shop, Shop], Awaitable[list[str]]]
"""Lives a short while in a shop with two servers, and says what it found wrong."""


async def sends_twice(shop: Shop, _: Shop) -> list[str]:
    """A tablet that hears nothing sends the same once more, at once and later."""
    await shop.give("hanako", 300)
    visit, op = await shop.visit("hanako"), shop.ids.new()
    outcomes = await asyncio.gather(*[shop.redeem(visit, 50, op=op) for _ in range(2)])
    outcomes.append(await shop.redeem(visit, 50, op=op))
    return [] if len(set(outcomes)) == 1 else ["the same operation got several answers"]


async def uses_the_last_coupons(one: Shop, two: Shop) -> list[str]:
    """Four tablets of two servers and two coupons that are left."""
    acts: list[Awaitable[object]] = []
    for n in range(4):
        await one.join(f"guest{n}")
        voucher = accepted(await one.issue(f"guest{n}", "hundred"), Voucher).id
        visit = await one.visit(f"guest{n}", actor=one.actor(device=one.ids.new()))
        acts.append((one, two)[n % 2].redeem(visit, 0, voucher, due=1000))
    used = sum(isinstance(outcome, Accepted) for outcome in await asyncio.gather(*acts))
    return [f"{used} used a coupon of which there were two"] if used > 2 else []


async def sells(shop: Shop, _: Shop) -> list[str]:
    await shop.give("hanako", 30)
    return []


async def takes_a_part_back(shop: Shop, _: Shop) -> list[str]:
    """Whoever brings one of three loaves back has as much as whoever bought two."""
    three = bill(*[line(n, "bread", 150) for n in (1, 2, 3)])
    await shop.sell(three, who=shop.code("hanako"))
    back = await shop.sell(some(three, "2", three.lines[1:2]))
    two = await shop.sell(sale("3", 300), who=shop.code("taro"))
    return [] if back.balance == two.balance else [f"{back.balance} pt are left, and two loaves are worth {two.balance}"]


class Meanwhile:
    """A till that has heard of something else since a job looked."""

    def __init__(self, till: Till, other: Operation) -> None:
        self._till = till
        self._other = other

    async def post_all(self, operations: Sequence[Operation]) -> list[Outcome | BaseException]:
        await self._till.post(self._other)
        return await self._till.post_all(operations)


async def lapses_while_a_sale_comes_back(shop: Shop, _: Shop) -> list[str]:
    bought = sale("1", 10_000)
    await shop.sell(bought, who=shop.code("hanako"))
    shop.clock.at = LAST - 1000
    await shop.give("hanako", 200)
    shop.clock.at = LAST + 1
    meanwhile = Meanwhile(shop.till, shop.ring_op(returned(bought, "2", at=shop.now)))
    await Expiry(shop.database, shop.clock, cast("Till", meanwhile)).run(0)
    return []


async def stumbles(shop: Shop, _: Shop) -> list[str]:
    """A sale that fails between two others of the same batch."""
    shop.database.writer.install(batch.Batcher(shop.ids, {**batch.DECIDE, RecordSale: ("sale", planted.stumbling)}))
    numbers = ["1", "stumble", "2"]
    outcomes = await asyncio.gather(*[shop.ring(sale(n, 1000), who=shop.code("hanako")) for n in numbers], return_exceptions=True)
    return [] if isinstance(outcomes[1], ZeroDivisionError) else ["nothing stumbled"]


async def uses_a_ticket(shop: Shop, _: Shop) -> list[str]:
    await shop.database.transact(lambda connection: tickets.add(connection, offer(), shop.now))
    counter, visit = Counter(shop), await shop.visit("hanako")
    await counter.sell(visit)
    await counter.use(visit)
    return []


async def uses_points_that_are_no_yen(shop: Shop, _: Shop) -> list[str]:
    await shop.give("hanako", 1000)
    await shop.govern(RuleSet(version=2, spend_unit=1000, spend_yen=700))
    shop.clock.forward(HOUR)  # what is set at the very moment may not have been known yet
    await shop.redeem(await shop.visit("hanako"), 1000)
    return []


async def pays_half_twice(shop: Shop, _: Shop) -> list[str]:
    await shop.give("hanako", 1000)
    await shop.govern(RuleSet(version=2, spend_permille=500))
    visit = await shop.visit("hanako")
    used = [isinstance(await shop.redeem(visit, 500, due=1000), Accepted) for _ in range(2)]
    return ["all of a bill was paid with points"] if all(used) else []


NEEDS_TWO = "coupon selected, then updated"
"""With one writer nobody comes between."""
BUGS: dict[str, tuple[Drive, Callable[[pytest.MonkeyPatch], None]]] = {
    "key outside the transaction": (sends_twice, planted.key_outside_the_transaction),
    "key after the effect": (sends_twice, planted.key_after_the_effect),
    NEEDS_TWO: (uses_the_last_coupons, planted.coupon_selected_then_updated),
    "cache outside the transaction": (sells, planted.cache_outside_the_transaction),
    "return rounded up": (takes_a_part_back, planted.return_rounded_up),
    "expiry without lock": (lapses_while_a_sale_comes_back, planted.expiry_without_lock),
    "half way": (stumbles, planted.half_way),
    "tickets counted elsewhere": (uses_a_ticket, planted.tickets_counted_elsewhere),
    "a yen a point": (uses_points_that_are_no_yen, planted.a_yen_a_point),
    "the share of each redemption": (pays_half_twice, planted.share_of_each_redemption),
}


EVERYWHERE = [(bug, url) for bug in BUGS for url in ("sqlite_url", "postgres_url") if (bug, url) != (NEEDS_TWO, "sqlite_url")]


@pytest.fixture
def place(engine: str, request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(engine))


@pytest.fixture
async def rivals(place: str) -> AsyncIterator[tuple[Shop, Shop]]:
    """One server on SQLite, two on PostgreSQL."""
    first = Database.open(place)
    second = Database.open(place) if first.dialect == "postgresql" else first
    one, two = Shop(first), Shop(second)
    two.clock, two.members = one.clock, one.members
    await one.open("hanako", "taro", offers=(HUNDRED_YEN,))
    yield one, two
    for each in {id(first): first, id(second): second}.values():
        await each.close()


async def found(drive: Drive, shops: tuple[Shop, Shop]) -> list[str]:
    said = await drive(*shops)
    return said + await shops[0].database.read(verify)


@pytest.mark.parametrize(("bug", "engine"), EVERYWHERE)
async def test_without_the_bug_everything_is_sound(bug: str, rivals: tuple[Shop, Shop], monkeypatch: pytest.MonkeyPatch) -> None:
    planted.together(monkeypatch)
    assert await found(BUGS[bug][0], rivals) == []


@pytest.mark.parametrize(("bug", "engine"), EVERYWHERE)
async def test_a_planted_bug_is_found(bug: str, rivals: tuple[Shop, Shop], monkeypatch: pytest.MonkeyPatch) -> None:
    drive, plant = BUGS[bug]
    planted.together(monkeypatch)
    plant(monkeypatch)
    assert await found(drive, rivals) != []
