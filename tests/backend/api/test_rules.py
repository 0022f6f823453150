"""The rules in force, from what is stored."""

from datetime import date
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from backend.earning import repository as earning
from backend.earning.rules import Rank, RuleSet
from backend.earning.tables import standings
from shared.client import Refused
from shared.clock import MINUTE, to_datetime
from shared.wire.rules import Bonus, RuleBody, SetRules, SetStanding
from tests.backend.api.harness import House

SUNDAY = Bonus(id="sunday", name_ja="日曜", name_en="Sunday", permille=2000, weekdays=(6,))


async def test_the_first_rules(each_shop: House) -> None:
    found = await each_shop.manager.rules()
    assert (found.version, found.since) == (1, None)
    assert (found.unit_amount, found.points_per_unit, found.rank_months, found.life_months) == (100, 1, 12, 12)
    assert [(rank.id, rank.from_spent, rank.rate_permille) for rank in found.ranks] == [
        ("regular", 0, 1000),
        ("silver", 50_000, 1250),
        ("gold", 120_000, 1500),
    ]
    assert {rule.role: rule.points for rule in found.adjustments} == {"shift_lead": 500, "manager": 3000}
    assert found.adjustment_hours == 24


async def test_other_rules_are_told_from_the_day_they_govern(shop: House) -> None:
    now = shop.clock.now()
    first, second = RuleSet(), RuleSet(version=2, unit_amount=200, ranks=(Rank(id="regular", from_spent=0, rate_permille=1000),))

    def put(connection: earning.Connection) -> None:
        earning.add(connection, first, 0, now)
        earning.add(connection, second, now + 5 * MINUTE, now)

    await shop.database.transact(put)
    assert (await shop.manager.rules()).version == 1
    shop.clock.forward(5 * MINUTE)
    auditor = await shop.unlocked("auditor")
    found = await auditor.rules()
    assert (found.version, found.unit_amount, len(found.ranks), found.since) == (2, 200, 1, to_datetime(now + 5 * MINUTE))


async def test_rules_are_the_offices(shop: House) -> None:
    with pytest.raises(Refused, match="forbidden"):
        await (await shop.unlocked("cashier")).rules()


async def test_a_manager_sets_rules_from_an_instant_on(each_shop: House) -> None:
    shop = each_shop
    later = shop.clock.now() + 5 * MINUTE
    body = SetRules(rules=RuleBody(unit_amount=200, bonuses=(SUNDAY,)), effective_at=to_datetime(later))
    answered = await shop.manager.set_rules(body)
    assert (answered.version, answered.unit_amount, answered.next_at) == (1, 100, to_datetime(later))
    shop.clock.forward(5 * MINUTE)
    found = await shop.manager.rules()
    assert (found.version, found.rules, found.next_at) == (2, body.rules, None)
    again = await shop.manager.set_rules(SetRules(rules=msgspec.structs.replace(found.rules, receipt_cap=50)))
    assert (again.version, again.rules.receipt_cap, again.rules.bonuses) == (3, 50, (SUNDAY,))


def _with(**more: Any) -> RuleBody:
    return RuleBody(bonuses=(msgspec.convert({"id": "b", "name_ja": "b", "name_en": "b"} | more, Bonus),))


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        (RuleBody(ranks=(Rank(id="regular", from_spent=1, rate_permille=1000),)), "rules-ranks"),
        (RuleBody(rank_by="goods"), "rules-rank-goods"),
        (RuleBody(bonuses=(SUNDAY, SUNDAY)), "rules-twice"),
        (_with(), "rules-effect"),
        (_with(points=1, permille=2000), "rules-effect"),
        (_with(permille=900), "rules-effect"),
        (_with(points=1, per_piece=True), "rules-effect"),
        (_with(points=1, accumulated=True), "rules-effect"),
        (_with(points=1, stack="best_of"), "rules-stack"),
        (_with(permille=2000, stack="multiply", skus=["1"]), "rules-stack"),
        (_with(points=1, starts_on="2026-12-02", ends_on="2026-12-01"), "rules-days"),
        (msgspec.structs.replace(_with(points=201), elsewhere=True), "rules-gift"),
        (msgspec.structs.replace(_with(points=401, from_amount=2000), elsewhere=True), "rules-gift"),
    ],
)
async def test_rules_that_cannot_be_are_refused_with_what_to_mend(shop: House, rules: RuleBody, problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        await shop.manager.set_rules(SetRules(rules=rules))
    assert (await shop.manager.rules()).version == 1


async def test_rules_never_change_the_past(shop: House) -> None:
    with pytest.raises(Refused, match="rules-early"):
        await shop.manager.set_rules(SetRules(rules=RuleBody(), effective_at=to_datetime(shop.clock.now() - 1)))


async def test_a_rank_is_given_until_a_day(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    who = (await member.card()).member
    with pytest.raises(Refused, match="rank-until"):
        await shop.manager.set_standing(who, SetStanding(rank="gold", reason="x"))
    with pytest.raises(Refused, match="rank-unknown"):
        await shop.manager.set_standing(who, SetStanding(rank="tin", until=date(2036, 1, 1), reason="x"))
    given = await shop.manager.set_standing(who, SetStanding(rank="gold", until=date(2036, 1, 1), own_rate=3000, reason="10 年"))
    assert (given.rank, (await member.card()).rank.rank, given.next_rank) == ("gold", "gold", None)
    assert [row.id for row in (await shop.manager.members_board(rank="gold")).rows] == [who]
    await shop.manager.set_standing(who, SetStanding(reason="end"))
    assert (await member.card()).rank.rank == "regular"
    kept = await shop.database.read(lambda connection: connection.execute(select(standings.c.rank, standings.c.own_rate)).all())
    assert [tuple(row) for row in kept] == [(None, None)]
