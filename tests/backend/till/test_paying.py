"""How many points a bill takes: a share of it, in steps, and not for goods that earn nothing; said with what is possible."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.earning.rules import RuleSet
from backend.problems import Refused
from backend.till.operations import Commit, Outcome
from shared.wire.coupons import BasketLine
from shared.wire.sales import Ref, Sale
from shared.wire.spending import Spending
from shared.wire.visits import Redemption
from tests.backend.earning.bills import line
from tests.backend.earning.bills import sale as bill
from tests.backend.till.shop import TABLET, Shop, accepted, args_of, refused, sale
from tests.backend.till.test_decide import World

HALF = RuleSet(version=2, spend_permille=500)
STEPS = RuleSet(version=2, spend_permille=500, spend_unit=100, spend_least=200)
BARRED = RuleSet(version=2, spend_barred=True, presets=("tobacco",), excluded_skus=("card",))


async def served(shop: Shop, rules: RuleSet) -> str:
    """A visit of a member with 2,000 pt."""
    await shop.give("hanako", 2000)
    await shop.govern(rules)
    return await shop.visit("hanako")


def most(outcome: Outcome) -> int:
    assert refused(outcome) == "POINTS_OVER_SHARE"
    return int(args_of(outcome)["most"])


async def test_a_share_of_the_bill_and_what_the_visit_spent_counts(shop: Shop) -> None:
    visit = await served(shop, HALF)
    assert most(await shop.redeem(visit, 501, due=1001)) == 500
    accepted(await shop.redeem(visit, 300, due=1001), Redemption)
    assert most(await shop.redeem(visit, 201, due=1001)) == 200
    accepted(await shop.redeem(visit, 200, due=1001), Redemption)
    assert (await shop.sell(sale("1", 1001, paid_by_points=500))).matched == "open_visit"
    other = await shop.visit("hanako", terminal="r2")
    accepted(await shop.redeem(other, 900), Redemption)  # nobody has said what the bill comes to


async def test_the_share_is_of_what_coupons_leave(shop: Shop) -> None:
    visit = await served(shop, HALF)
    ten = shop.vouchers["hanako"]
    assert most(await shop.redeem(visit, 451, *ten, due=1000)) == 450
    accepted(await shop.redeem(visit, 450, *ten, due=1000), Redemption)


async def test_steps_and_a_least(shop: Shop) -> None:
    visit = await served(shop, STEPS)
    for points, want in (
        (150, {"code": "POINTS_UNIT", "unit": 100}),
        (100, {"code": "POINTS_TOO_FEW", "least": 200}),
        (600, {"code": "POINTS_OVER_SHARE", "most": 500}),
    ):
        outcome = await shop.redeem(visit, points, due=1190)
        assert {"code": refused(outcome), **args_of(outcome)} == want
    assert most(await shop.redeem(visit, 200, due=399)) == 0
    accepted(await shop.redeem(visit, 500, due=1190), Redemption)


async def test_a_till_in_two_steps_names_the_bill_at_either(shop: Shop) -> None:
    visit = await served(shop, HALF)
    assert most(await shop.reserve(visit, 600, due=1000)) == 500
    held = accepted(await shop.reserve(visit, 500), Redemption).redemption
    assert most(await shop.settle(held, Commit, amount_due=800)) == 400
    accepted(await shop.settle(held, Commit, amount_due=1000), Redemption)


async def test_after_the_reservation_lapsed_it_is_a_fact(shop: Shop) -> None:
    visit = await served(shop, HALF)
    held = accepted(await shop.reserve(visit, 500), Redemption).redemption
    shop.clock.forward(360_000)
    accepted(await shop.settle(held, Commit, amount_due=800), Redemption)


async def test_a_tender_of_points_is_measured_and_may_be_mended(shop: Shop) -> None:
    await served(shop, HALF)
    assert most(await shop.ring(sale("1", 1000, paid_by_points=501))) == 500
    await shop.sell(sale("1", 1000, paid_by_points=500))


async def test_what_the_tablet_confirmed_is_a_fact_when_its_sale_is_typed(shop: Shop) -> None:
    visit = await served(shop, HALF)
    accepted(await shop.redeem(visit, 500, due=1000), Redemption)
    typed = sale("1", 900, terminal="manual", paid_by_points=500, member=Ref(kind="visit", value=visit))
    assert most(await shop.ring(typed)) == 450  # of a POS it is a claim
    over = msgspec.structs.replace(typed, number="2", tenders=(msgspec.structs.replace(typed.tenders[0], amount=900),))
    assert most(await shop.ring(over, source=TABLET, actor=shop.actor())) == 450
    await shop.sell(typed, source=TABLET, actor=shop.actor())


def mixed(paid: int, discount: int = 0) -> Sale:
    """¥600 of bread, ¥500 of cigarettes and ¥300 of a gift card; one by its category, one by its number, none flagged."""
    return bill(line(1, "bread", 600), line(2, "tobacco", 500), line(3, "card", 300), paid=paid, discount=discount)


async def test_goods_that_earn_nothing_are_not_paid_with_points(shop: Shop) -> None:
    visit = await served(shop, BARRED)
    basket = (
        BasketLine(sku="bread", price=300, pieces=2),
        BasketLine(sku="x", category="たばこ", price=500),
        BasketLine(sku="card", price=300),
    )
    assert most(await shop.redeem(visit, 601, basket=basket)) == 600
    accepted(await shop.redeem(visit, 600, basket=basket), Redemption)
    assert most(await shop.ring(mixed(601))) == 600
    assert most(await shop.ring(mixed(301, discount=700))) == 300  # a discount on the bill is everybody's
    await shop.sell(mixed(600))
    flagged = sale("9", 1000, excluded=400, paid_by_points=601)
    assert most(await shop.ring(flagged)) == 600


async def test_unless_the_rules_say_so_points_pay_for_everything(shop: Shop) -> None:
    await served(shop, RuleSet(version=2, presets=("tobacco",)))
    await shop.sell(mixed(1400))


rules = st.builds(
    Spending,
    unit=st.sampled_from([1, 1, 10, 100, 500]),
    yen=st.sampled_from([0, 0, 1, 2, 70, 350]),
    least=st.integers(0, 1000),
    permille=st.integers(1, 1000),
    barred=st.booleans(),
)


@given(rules, st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 5000))
def test_the_most_is_never_over_the_share_and_nothing_more_would_do(spending: Spending, due: int, unpayable: int, spent: int) -> None:
    found = spending.most(due, unpayable=unpayable, spent=spent)
    assert found == 0 or (spending.fits(found) and found >= spending.least)
    paid = spending.value(found) + spent
    assert found == 0 or paid * 1000 <= due * spending.permille
    assert found == 0 or paid <= due - unpayable
    more = spending.value(found + spending.unit if found else spending.begins) + spent
    assert more * 1000 > due * spending.permille or more > due - unpayable


@settings(max_examples=60, deadline=None)
@given(rules, st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 6000)), min_size=1, max_size=5))
def test_however_it_is_asked_a_visit_never_spends_more_than_its_bill_takes(spending: Spending, asks: list[tuple[int, int]]) -> None:
    """One visit with one bill: whatever is refused names what would have gone through."""
    world = World()
    world.sell(600_000)
    rule = {f"spend_{name}": getattr(spending, name) for name in ("unit", "yen", "least", "permille")}
    shared = RuleSet(version=2, **rule)
    world.state.rule_sets = [(0, shared)]
    due, spent = asks[0][1], 0
    visit = world.arrive()
    for points, _ in asks:
        decided = world.redeem(visit, points, due)
        if isinstance(decided, Refused) and decided.code.name == "POINTS_OVER_SHARE" and (possible := int(decided.args["most"])):
            decided, points = world.redeem(visit, possible, due), possible  # noqa: PLW2901 - what is asked next
            assert not isinstance(decided, Refused)
        if not isinstance(decided, Refused):
            spent += spending.value(points)
        if spending.of_bill:
            assert spent * 1000 <= due * spending.permille


def test_old_versions_of_the_rules_are_read_as_they_were() -> None:
    old = msgspec.json.decode(b'{"version":1,"visit_limit":3000}', type=RuleSet)
    assert old.spending == Spending()
    assert old.spending.most(1234) == 1234
