"""Bonuses at the till: what is remembered of them, whoever rings at the same time, and what returns give back."""

import asyncio

import msgspec
from sqlalchemy import Connection, insert, select, update

from backend.earning.deriving import Derivation, recompute
from backend.earning.rules import DEFAULT, Bonus, RuleSet
from backend.earning.tables import bonus_budgets, bonus_days, standings
from backend.ledger.tables import lots, transactions
from backend.members.tables import members
from backend.till.tables import survey_replies
from shared.clock import DAY, MINUTE, business_date
from tests.backend.till.shop import Shop, returned, sale


def bonus(name: str, **more: object) -> Bonus:
    return msgspec.convert({"id": name, "name_ja": name, "name_en": name} | more, Bonus)


def with_bonuses(*bonuses: Bonus, version: int = 2) -> RuleSet:
    return RuleSet(version=version, bonuses=bonuses)


def counted(connection: Connection) -> tuple[list[int], list[int]]:
    return list(connection.scalars(select(bonus_days.c.points))), list(connection.scalars(select(bonus_budgets.c.points)))


async def test_a_budget_is_never_overdrawn_and_comes_back_with_a_return(shop: Shop) -> None:
    await shop.govern(with_bonuses(bonus("b", points=30, budget=100)))
    answers = await asyncio.gather(*[shop.sell(sale(str(n), 1000), who=shop.code("hanako")) for n in range(6)])
    assert sorted(answer.points for answer in answers) == [10, 10, 20, 40, 40, 40]
    full = next(n for n, answer in enumerate(answers) if answer.points == 40)
    assert (await shop.sell(returned(sale(str(full), 1000), "r"))).points == -40
    assert await shop.database.read(counted) == ([70], [70])
    assert (await shop.sell(sale("7", 1000), who=shop.code("taro"))).points == 40


async def test_a_cap_of_the_day_and_of_the_member(shop: Shop) -> None:
    await shop.govern(with_bonuses(bonus("b", points=30, day_cap=50, member_cap=70)))
    found = [(await shop.sell(sale(str(n), 1000), who=shop.code("hanako"))).points for n in range(3)]
    shop.clock.forward(DAY)
    found += [(await shop.sell(sale(f"t{n}", 1000, at=shop.now), who=shop.code("hanako"))).points for n in range(2)]
    assert found == [40, 30, 10, 30, 10]
    assert (await shop.sell(sale("x", 1000, at=shop.now), who=shop.code("taro"))).points == 40


async def test_the_first_purchase_is_the_first_even_within_one_batch(shop: Shop) -> None:
    await shop.govern(with_bonuses(bonus("b", points=100, first_purchase=True)))
    answers = await asyncio.gather(*[shop.sell(sale(str(n), 1000), who=shop.code("hanako")) for n in range(4)])
    assert sorted(answer.points for answer in answers) == [10, 10, 10, 110]
    assert (await shop.sell(sale("9", 1000), who=shop.code("hanako"))).points == 10


async def test_the_month_of_birth_and_what_a_manager_gave(shop: Shop) -> None:
    await shop.govern(with_bonuses(bonus("b", points=7, birthday_month=True)))

    def know(connection: Connection) -> None:
        connection.execute(update(members).where(members.c.id == shop.members["hanako"]).values(birth_month=11))
        until = business_date(shop.now)
        gold = {"member_id": shop.members["taro"], "rank": "gold", "rank_until": until, "changed_at": 0}
        connection.execute(insert(standings).values(gold))

    await shop.database.transact(know)
    assert (await shop.sell(sale("1", 1000), who=shop.code("hanako"))).points == 17
    assert (await shop.sell(sale("2", 1000), who=shop.code("taro"))).points == 15
    shop.clock.forward(DAY)
    assert (await shop.sell(sale("3", 1000, at=shop.now), who=shop.code("taro"))).points == 10


async def test_short_points_are_a_lot_of_their_own_and_a_return_takes_both(shop: Shop) -> None:
    await shop.govern(with_bonuses(bonus("b", points=5, life_days=14)))
    bought = sale("1", 1000)
    assert (await shop.sell(bought, who=shop.code("hanako"))).points == 15

    def look(connection: Connection) -> list[tuple[int, int]]:
        query = select(lots.c.points, lots.c.expire_at).order_by(lots.c.expire_at)
        return [(points, business_date(until)) for points, until in connection.execute(query)]

    assert await shop.database.read(look) == [(5, 20261204), (10, 20271130)]
    answer = await shop.sell(returned(bought, "2"))
    assert (answer.points, answer.balance) == (-15, 0)


async def test_the_version_that_governed_the_sale_is_kept_with_it(shop: Shop) -> None:
    await shop.govern(DEFAULT)
    await shop.govern(with_bonuses(bonus("b", permille=3000), version=2), shop.now + DAY)
    early = await shop.sell(sale("1", 1000), who=shop.code("hanako"))
    shop.clock.forward(DAY)
    late = await shop.sell(sale("2", 1000, at=shop.now), who=shop.code("hanako"))
    delayed = await shop.sell(sale("3", 1000, at=shop.now - DAY), who=shop.code("hanako"))
    assert (early.points, late.points, delayed.points) == (10, 30, 10)

    def whys(connection: Connection) -> list[Derivation]:
        query = select(transactions.c.why).where(transactions.c.kind == "grant").order_by(transactions.c.version)
        return [msgspec.json.decode(why, type=Derivation) for why in connection.scalars(query)]

    found = await shop.database.read(whys)
    assert [(why.rules.version, recompute(why)) for why in found] == [(1, 10), (2, 30), (1, 10)]


async def test_a_questionnaire_answered_before_the_sale_earns(shop: Shop) -> None:
    survey, other = shop.ids.new(), shop.ids.new()
    asked = Bonus(id="asked", name_ja="アンケート", name_en="Asked", points=7, answered=True)
    named = (
        msgspec.structs.replace(asked, id=f"only-{n}", points=points, surveys=(of,))
        for n, (points, of) in enumerate(((100, survey), (1000, other)))
    )
    await shop.govern(RuleSet(version=2, bonuses=(asked, *named)))
    assert (await shop.sell(sale("1", 1000), who=shop.code("hanako"))).points == 10
    shop.clock.forward(MINUTE)

    def answer(connection: Connection) -> None:
        row = {"survey_id": survey, "store_id": "honten", "checkin_id": shop.ids.new(), "answers": "{}", "at": shop.now}
        connection.execute(insert(survey_replies).values(id=shop.ids.new(), member_id=shop.members["hanako"], **row))

    await shop.database.transact(answer)
    assert (await shop.sell(sale("2", 1000, at=shop.now - 1), who=shop.code("hanako"))).points == 10  # it was sold before
    assert (await shop.sell(sale("3", 1000, at=shop.now), who=shop.code("hanako"))).points == 117  # any, and this one, but not the other
    assert (await shop.sell(sale("4", 1000, at=shop.now), who=shop.code("taro"))).points == 10
