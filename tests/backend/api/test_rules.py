"""The rules in force, from what is stored."""

import pytest

from backend.earning import repository as earning
from backend.earning.rules import Rank, RuleSet
from shared.client import Refused
from shared.clock import MINUTE, to_datetime
from tests.backend.api.harness import House


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
