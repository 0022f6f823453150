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
from shared.clock import MINUTE, to_datetime, tokyo
from shared.wire import sales, visits
from shared.wire.goods import SaveGood
from shared.wire.rules import Bonus, RuleBody, SetRules, SetStanding
from shared.wire.trying import TryLine, TryRules
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
        (RuleBody(life_until=date(2026, 1, 1)), "rules-life"),
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


async def test_every_version_can_be_read(shop: House) -> None:
    manager, now = shop.manager, shop.clock.now()
    (first,) = await manager.rule_versions()
    assert (first.version, first.state, first.since, first.rules) == (1, "now", None, RuleBody())
    await manager.set_rules(SetRules(rules=RuleBody(unit_amount=200)))
    later = to_datetime(now + 5 * MINUTE)
    await manager.set_rules(SetRules(rules=RuleBody(unit_amount=300), effective_at=later))
    await manager.set_rules(SetRules(rules=RuleBody(unit_amount=400), effective_at=later))
    found = [(each.version, each.state, each.rules.unit_amount) for each in await manager.rule_versions()]
    assert found == [(4, "coming", 400), (3, "never", 300), (2, "now", 200), (1, "over", 100)]
    shop.clock.forward(5 * MINUTE)
    assert [each.state for each in await manager.rule_versions()] == ["now", "never", "over", "over"]
    assert (await manager.rules()).unit_amount == 400


async def test_rules_are_tried_with_the_tills_own_evaluator(shop: House) -> None:
    bread = Bonus(id="bread", name_ja="火曜はパン 2 倍", name_en="Bread on Tuesdays", weekdays=(1,), categories=("パン",), permille=2000)
    ask = TryRules(
        rules=RuleBody(bonuses=(bread,)),
        lines=(TryLine(name="食パン", category="パン", price=380, pieces=2), TryLine(name="牛乳", price=240)),
        day=date(2026, 12, 1),
        rank="silver",
    )
    found = await shop.manager.try_rules(ask)
    # ¥1,000 are 10 pt; ×1.25 is 12.5; ¥760 of bread once more at that rate are 8.75: 21.25
    assert (found.total, found.points, sum(step.points for step in found.steps)) == (1000, 21, 21)
    assert any("火曜はパン 2 倍" in step.text_ja for step in found.steps)
    wednesday = await shop.manager.try_rules(msgspec.structs.replace(ask, day=date(2026, 12, 2), paid_by_points=300))
    assert wednesday.points == 8
    assert (await shop.manager.rules()).version == 1  # nothing was kept


async def test_what_is_tried_is_what_the_till_gives(shop: House) -> None:
    loaf = sales.Line(n=1, sku="B1", name="食パン", category="パン", quantity_milli=2000, unit_price=380, amount=760, tax_rate_permille=100)
    milk = sales.Line(n=2, sku="M1", name="牛乳", quantity_milli=1000, unit_price=240, amount=240, tax_rate_permille=100)
    rules = RuleBody(
        net=True,
        per="line",
        rounding="round",
        bonuses=(
            Bonus(id="bread", name_ja="パン", name_en="Bread", categories=("パン",), permille=2500),
            Bonus(id="loaf", name_ja="1 点ごと", name_en="Each", skus=("B1",), points=3, per_piece=True, receipt_cap=4, order=1),
            Bonus(id="all", name_ja="全部", name_en="All", permille=1500, stack="multiply", order=2),
        ),
    )
    member = await shop.member()
    await shop.manager.set_rules(SetRules(rules=rules))
    card = sales.Ref(kind="card", value=(await member.card()).number)
    taxes = (sales.Tax(rate_permille=100, taxable=1000, tax=90),)
    sold = await shop.pos.sale(shop.sale("1", 1000, lines=(loaf, milk), taxes=taxes, member=card))
    lines = (TryLine(sku="B1", category="パン", price=380, pieces=2), TryLine(sku="M1", price=240))
    day = tokyo(shop.clock.now()).date()
    found = await shop.manager.try_rules(TryRules(rules=rules, lines=lines, day=day, first=True, visit=False))
    assert found.points == sold.points > 0


async def test_rules_that_cannot_be_saved_cannot_be_tried(shop: House) -> None:
    with pytest.raises(Refused, match="rules-effect"):
        await shop.manager.try_rules(TryRules(rules=_with(), lines=(TryLine(price=100),), day=date(2026, 12, 1)))
    auditor = await shop.unlocked("auditor")
    with pytest.raises(Refused, match="forbidden"):
        await auditor.try_rules(TryRules(rules=RuleBody(), lines=(TryLine(price=100),), day=date(2026, 12, 1)))


async def test_what_of_a_bill_points_pay_is_told_to_everybody_and_kept_everywhere(shop: House) -> None:
    half = RuleBody(spend_permille=500, spend_barred=True, presets=("tobacco",))
    tried = await shop.manager.try_rules(
        TryRules(rules=half, lines=(TryLine(price=1001), TryLine(category="たばこ", price=600)), day=date(2026, 12, 1))
    )
    assert (tried.total, tried.payable) == (1601, 800)
    member = await shop.member()
    card = sales.Ref(kind="card", value=(await member.card()).number)
    await shop.pos.sale(shop.sale("1", 100_000, member=card))
    await shop.manager.set_rules(SetRules(rules=half))
    assert (await member.card()).spending == half.spending
    panel = await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code))
    assert panel.spending == half.spending
    with pytest.raises(Refused, match="points-over-share") as refused:
        await shop.manager.redeem(panel.visit, visits.Redeem(op_id=shop.ids.new(), points=501, amount_due=1000))
    assert refused.value.problem.args["most"] == 500
    assert refused.value.problem.title == "At most 500 pt can be used on this bill."
    tenders = (sales.Tender(kind="points", amount=501), sales.Tender(kind="cash", amount=499))
    with pytest.raises(Refused, match="points-over-share"):
        await shop.pos.sale(shop.sale("2", 1000, tenders=tenders))
    await shop.pos.sale(shop.sale("2", 1000))  # mended, under the same number


async def test_where_points_buy_goods_a_bonus_is_a_gift_with_a_cap(each_shop: House) -> None:
    manager, over, most = each_shop.manager, _with(points=201), _with(points=200)
    good = SaveGood(sku="S01", name_ja="焼きプリン", points=360)
    assert not (await manager.set_rules(SetRules(rules=over))).goods  # money off alone has no cap
    with pytest.raises(Refused, match="rules-gift") as refused:
        await manager.save_good(good)
    assert refused.value.problem.args == {"bonus": "b", "cap": 200}
    await manager.save_good(msgspec.structs.replace(good, points=None))
    await manager.set_rules(SetRules(rules=most, effective_at=to_datetime(each_shop.clock.now() + MINUTE)))
    each_shop.clock.forward(2 * MINUTE)
    await manager.save_good(good)
    assert (await manager.rules()).goods
    for rules in (over, _with(permille=21_001), msgspec.structs.replace(_with(points=101), spend_yen=2)):
        with pytest.raises(Refused, match="rules-gift"):
            await manager.set_rules(SetRules(rules=rules))
        with pytest.raises(Refused, match="rules-gift"):
            await manager.try_rules(TryRules(rules=rules, lines=(TryLine(price=100),), day=date(2026, 11, 20)))
    for rules in (most, _with(permille=21_000), msgspec.structs.replace(_with(points=100), spend_yen=2)):
        await manager.set_rules(SetRules(rules=rules))
