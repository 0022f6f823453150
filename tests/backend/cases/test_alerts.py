"""The rules over what the till wrote: each affair opens its case once, and honest trade none."""

import msgspec
from sqlalchemy import Connection, insert, select

from backend.audit.tables import audit
from backend.auth.tables import roles
from backend.cases.tables import cases
from backend.db.engine import Database
from backend.jobs.alerts import Alerts
from backend.till.operations import Actor
from shared.clock import DAY, HOUR, MINUTE
from tests.backend.till.shop import Shop, returned, sale

CLERK = "0192f0c4-1b6e-7c7a-9f5e-0000000000aa"
OTHER = "0192f0c4-1b6e-7c7a-9f5e-0000000000bb"
THIRD = "0192f0c4-1b6e-7c7a-9f5e-0000000000cc"
DEVICE = "0192f0c4-1b6e-7c7a-9f5e-000000000001"
SOURCE = f"device:{DEVICE}"


async def kinds(database: Database) -> list[str]:
    return await database.read(lambda connection: sorted(connection.scalars(select(cases.c.kind))))


async def opened(database: Database) -> tuple[Shop, Alerts]:
    shop = Shop(database)
    await shop.open("hanako", "taro")

    def hire(connection: Connection) -> None:
        connection.execute(insert(roles).values(staff_id=CLERK, store_id="honten", role="cashier"))

    await database.transact(hire)
    return shop, Alerts(database, shop.clock, shop.ids)


async def test_an_ordinary_day_opens_nothing(database: Database) -> None:
    shop, alerts = await opened(database)
    for n in range(4):
        visit = await shop.visit("hanako")
        await shop.sell(sale(str(n), 2_000, at=shop.now, terminal="tablet"), who=shop.code("hanako"), source=SOURCE, actor=shop.actor())
        await shop.close_visit(visit)
        shop.clock.forward(90 * MINUTE)
    assert await alerts.run(0) == shop.now
    assert await kinds(database) == []


async def test_a_card_that_is_used_all_the_time(database: Database) -> None:
    shop, alerts = await opened(database)
    seen = shop.now
    for n in range(7):
        await shop.sell(sale(str(n), 2_000, at=shop.now), who=shop.code("hanako"))
        shop.clock.forward(5 * MINUTE)
    seen = await alerts.run(seen)
    await shop.sell(sale("8", 2_000, at=shop.now), who=shop.code("hanako"))
    await alerts.run(seen)
    assert await kinds(database) == ["frequent"]


async def test_a_sale_that_is_amended_is_one(database: Database) -> None:
    """Five purchases within the hour are honest, however often the till said them anew; so are two just below the cap."""
    shop, alerts = await opened(database)
    seen = shop.now
    for n in range(5):
        body = sale(str(n), 49_000 if n < 2 else 2_000, at=shop.now, terminal="tablet")
        for revision in range(3):
            again = msgspec.structs.replace(body, revision=revision)
            await shop.sell(again, who=shop.code("hanako"), source=SOURCE, actor=shop.actor())
        shop.clock.forward(5 * MINUTE)
    await alerts.run(seen)
    assert await kinds(database) == []


async def test_amounts_just_below_the_cap_and_points_spent_at_once(database: Database) -> None:
    shop, alerts = await opened(database)
    seen = shop.now
    for n in range(3):
        await shop.sell(sale(str(n), 49_000 + n, at=shop.now, terminal="tablet"), who=shop.code("taro"), source=SOURCE, actor=shop.actor())
        shop.clock.forward(MINUTE)
    visit = await shop.visit("taro")
    assert (await shop.redeem(visit, 800)).answer  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]  accepted
    await alerts.run(seen)
    assert await kinds(database) == ["below_cap", "spent_at_once"]


async def test_a_clerk_with_a_card_of_his_own(database: Database) -> None:
    shop, alerts = await opened(database)
    seen = shop.now
    for n in range(10):
        await shop.visit("hanako", actor=shop.actor(device=DEVICE), source=SOURCE)
        for _ in range(3):  # the others are served by a colleague
            await shop.visit("taro", actor=Actor(store_id="honten", staff_id=OTHER, device_id=DEVICE), source=SOURCE)
        shop.clock.forward(DAY // 2 if n % 2 else 2 * MINUTE * 60)
    await alerts.run(seen)
    assert [kind for kind in await kinds(database) if kind == "one_clerk"]


async def test_returns_that_only_one_clerk_has(database: Database) -> None:
    shop, alerts = await opened(database)
    seen = shop.now
    for n, clerk in enumerate((OTHER, OTHER, THIRD)):
        colleague = Actor(store_id="honten", staff_id=clerk, device_id=DEVICE, role="cashier")
        await shop.sell(sale(f"x{n}", 1_000, at=shop.now, terminal="tablet"), source=SOURCE, actor=colleague)
    for n in range(6):
        body = sale(str(n), 1_000, at=shop.now, terminal="tablet")
        await shop.sell(body, source=SOURCE, actor=shop.actor())
        await shop.sell(returned(body, f"r{n}", at=shop.now), source=SOURCE, actor=shop.actor())
    await alerts.run(seen)
    assert await kinds(database) == ["returns"]


async def test_accounts_made_for_the_gift(database: Database) -> None:
    shop, alerts = await opened(database)
    seen = shop.now
    for n in range(8):
        await shop.join(f"fake{n}")
        await shop.visit(f"fake{n}", actor=shop.actor(device=DEVICE), source=SOURCE)
        shop.clock.forward(2 * MINUTE)
    await alerts.run(seen)
    assert await kinds(database) == ["new_accounts"]


async def test_points_by_hand_for_one_card_and_spent_by_the_same_hand(database: Database) -> None:
    shop, alerts = await opened(database)
    seen = shop.now
    visit = await shop.visit("hanako")
    for _ in range(3):
        await shop.adjust(visit, 500)
        shop.clock.forward(MINUTE)
    seen = await alerts.run(seen)
    assert await kinds(database) == ["by_hand"]
    assert (await shop.redeem(visit, 1_500)).answer  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]  accepted
    await alerts.run(seen)
    assert await kinds(database) == ["by_hand", "spent_at_once"]


async def test_receipts_typed_where_the_pos_reports_them(database: Database) -> None:
    """The POS rings forty, a clerk types three more for one card: asked about once. Where no POS is linked nobody asks."""
    shop, alerts = await opened(database)
    seen = shop.now
    for n in range(40):
        await shop.sell(sale(f"p{n}", 900, at=shop.now))
    for n in range(3):
        shop.clock.forward(2 * HOUR)
        body = sale(f"t{n}", 4_000, at=shop.now, terminal="tablet")
        await shop.sell(body, who=shop.code("taro"), source=SOURCE, actor=shop.actor())
        await shop.sell(sale(f"h{n}", 4_000, at=shop.now, terminal="eki-t", store="eki"), source=SOURCE, actor=shop.actor(store="eki"))
    for _ in range(2):
        await alerts.run(seen)
    assert await kinds(database) == ["unreceipted"]
    rows = await database.read(lambda connection: connection.scalars(select(audit.c.action)).all())
    assert rows == ["case.open"]
