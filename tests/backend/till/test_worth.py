"""What points are worth: a step pays so many yen, whoever asks; what was used keeps the value that it had."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from backend.earning.rules import DEFAULT, RuleSet
from backend.earning.spent import Spent, recompute, spent
from backend.till.operations import Commit
from backend.till.reading import why
from backend.till.verify import verify
from shared.clock import DAY
from shared.wire.coupons import BasketLine
from shared.wire.sales import Ref, Sale, SaleAnswer, Tender
from shared.wire.spending import Spending
from shared.wire.visits import Redemption
from tests.backend.till.shop import TABLET, Shop, accepted, args_of, refused, returned, sale
from tests.backend.till.test_parts import some
from tests.backend.till.test_paying import BARRED, most, served

PLAIN_RANK = DEFAULT.ranks[:1]
THOUSAND = RuleSet(version=2, ranks=PLAIN_RANK, spend_unit=1000, spend_yen=700)
DOUBLE = RuleSet(version=3, ranks=PLAIN_RANK, spend_yen=2)


def paid(number: str, total: int, yen: int, points: int | None = None, **more: Any) -> Sale:
    """A sale at a till that says points and the yen that they pay."""
    body = sale(number, total, paid_by_points=yen, **more)
    said = msgspec.UNSET if points is None else points
    return msgspec.structs.replace(body, tenders=(Tender(kind="points", amount=yen, points=said), *body.tenders[1:]))


async def told(shop: Shop, kind: str) -> list[str]:
    """The sentences of the member's newest row of a kind."""

    def ask(connection: Connection) -> list[str]:
        newest = text("SELECT id FROM transactions WHERE kind = :kind ORDER BY recorded_at DESC, id DESC LIMIT 1")
        row = str(connection.execute(newest, {"kind": kind}).scalar_one())
        found = why(connection, shop.members["hanako"], row, shop.now)
        assert found is not None
        assert sum(step.points for step in found.steps) == found.row.points
        return [step.text_ja for step in found.steps]

    return await shop.database.read(ask)


async def test_a_step_takes_its_yen_off_the_bill(shop: Shop) -> None:
    visit = await served(shop, THOUSAND)
    assert args_of(await shop.redeem(visit, 1500, due=1590)) == {"unit": 1000}
    assert args_of(await shop.redeem(visit, 2000, due=1399)) == {"most": 1000}
    used = accepted(await shop.redeem(visit, 2000, due=1590), Redemption)
    assert (used.points, used.points_value, used.balance) == (2000, 1400, 0)
    answer = await shop.sell(paid("1", 1590, 1400, 2000))
    assert answer.points == 1  # of ¥190; what points pay earns nothing
    assert answer.lines[0] == "ご利用ポイント 2,000 pt (1,400 円分)"
    assert (await told(shop, "redeem"))[0] == "1,000 pt を 700 円として 2,000 pt で 1,400 円分"


async def test_a_point_may_be_worth_more_than_a_yen(shop: Shop) -> None:
    visit = await served(shop, msgspec.structs.replace(DOUBLE, spend_permille=500))
    assert most(await shop.redeem(visit, 251, due=1001)) == 250
    accepted(await shop.redeem(visit, 100, due=1001), Redemption)
    assert most(await shop.redeem(visit, 151, due=1001)) == 150  # the visit has paid ¥200
    accepted(await shop.redeem(visit, 150, due=1001), Redemption)
    assert (await shop.sell(paid("1", 1001, 500, 250))).points == 5


async def test_where_a_point_is_a_yen_nothing_has_changed(shop: Shop) -> None:
    visit = await served(shop, RuleSet(version=2, spend_unit=500))
    assert accepted(await shop.redeem(visit, 500, due=1000), Redemption).points_value == 500
    answer = await shop.sell(sale("1", 1000, paid_by_points=499))  # a till that says yen alone is asked nothing
    assert answer.lines[0] == "ご利用ポイント 500 pt"
    assert (await told(shop, "redeem"))[0] == "1 pt を 1 円として 500 円分"
    kept = text("SELECT why FROM transactions WHERE kind = 'redeem'")
    assert await shop.database.read(lambda connection: connection.execute(kept).scalar_one()) == "{}"


@pytest.mark.parametrize(
    ("yen", "points", "want"),
    [
        (1000, 1000, {"points": 1000, "yen": 700}),
        (700, 700, {"points": 1000, "yen": 700}),
        (1000, None, {"points": 1000, "yen": 700}),
        (700, 1000, None),
        (700, None, None),
    ],
)
async def test_a_till_whose_points_and_yen_do_not_match_is_told(
    shop: Shop, yen: int, points: int | None, want: "dict[str, int] | None"
) -> None:
    await served(shop, THOUSAND)
    outcome = await shop.ring(paid("1", 1500, yen, points))
    if want is not None:
        assert args_of(outcome) == want
        outcome = await shop.ring(paid("1", 1500, 700, 1000))  # mended, under the same number
    assert accepted(outcome, SaleAnswer).points == 8


async def test_said_points_are_compared_where_a_point_is_a_yen_too(shop: Shop) -> None:
    await served(shop, RuleSet(version=2))
    assert refused(await shop.ring(paid("1", 1500, 700, 701))) == "POINTS_WORTH"
    for odd in (Tender(kind="cash", amount=700, points=700), Tender(kind="points", amount=700, points=-700)):
        body = paid("1", 1500, 700)
        assert args_of(await shop.ring(msgspec.structs.replace(body, tenders=(odd, *body.tenders[1:])))) == {"where": "tenders[0].points"}
    await shop.sell(paid("1", 1500, 700, 700))


async def test_points_come_back_in_proportion_to_the_yen(shop: Shop) -> None:
    visit = await served(shop, THOUSAND)
    accepted(await shop.redeem(visit, 2000, due=2000), Redemption)
    bought = paid("1", 2000, 1400, 2000)
    half = (msgspec.structs.replace(bought.lines[0], amount=1000), msgspec.structs.replace(bought.lines[0], n=2, sku="sku2", amount=1000))
    bought = msgspec.structs.replace(bought, lines=half)
    first = await shop.sell(bought)
    assert (first.points, first.balance) == (6, 6)
    back = await shop.sell(some(bought, "2", bought.lines[:1]))
    assert (back.points, back.balance) == (-3, 1003)  # ¥300 of what is kept were not paid with points
    assert (await told(shop, "reverse"))[-1] == "お支払いに使ったポイントをお返し"
    assert (await shop.sell(some(bought, "3", bought.lines[1:]))).balance == 2000


async def test_what_was_used_keeps_its_value_when_the_rules_change(shop: Shop) -> None:
    """Reserved before midnight, committed after it, sold with the value that it had, and brought back."""
    visit = await served(shop, THOUSAND)
    held = accepted(await shop.reserve(visit, 1000), Redemption)
    await shop.govern(DOUBLE, shop.now + 1000)
    shop.clock.forward(2000)
    done = accepted(await shop.settle(held.redemption, Commit, amount_due=1500), Redemption)
    assert (held.points_value, done.points_value) == (700, 700)
    bought = paid("1", 1500, 700, 1000, at=shop.now)
    answer = await shop.sell(bought)
    assert (answer.points, answer.lines[0]) == (8, "ご利用ポイント 1,000 pt (700 円分)")
    assert (await told(shop, "redeem"))[0] == "1,000 pt を 700 円として 1,000 pt で 700 円分"
    assert args_of(await shop.ring(paid("2", 1500, 700, 1000, at=shop.now))) == {"points": 1000, "yen": 2000}  # no visit of that day
    await shop.govern(RuleSet(version=4), shop.now + DAY)
    shop.clock.forward(2 * DAY)
    assert (await shop.sell(returned(bought, "3", at=shop.now))).balance == 2000


async def test_a_cart_whose_code_opened_the_visit_pays_with_what_it_held(shop: Shop) -> None:
    await served(shop, THOUSAND)
    code = shop.code("hanako")
    held = accepted(await shop.reserve(code, 1000), Redemption)
    accepted(await shop.settle(held.redemption, Commit), Redemption)
    await shop.govern(DOUBLE, shop.now + 1000)
    shop.clock.forward(2000)
    assert (await shop.sell(paid("1", 1500, 700, 1000, at=shop.now), who=code)).lines[0] == "ご利用ポイント 1,000 pt (700 円分)"


async def test_a_sale_that_the_tablet_typed_is_a_fact(shop: Shop) -> None:
    visit = await served(shop, msgspec.structs.replace(THOUSAND, spend_permille=500))
    accepted(await shop.redeem(visit, 2000, due=2800), Redemption)
    typed = sale("1", 1300, terminal="manual", paid_by_points=1300, member=Ref(kind="visit", value=visit))
    assert refused(await shop.ring(typed)) == "POINTS_WORTH"  # of a POS
    await shop.sell(typed, source=TABLET, actor=shop.actor())


async def test_a_basket_tells_at_reserve_and_at_commit_what_points_cannot_pay(shop: Shop) -> None:
    visit = await served(shop, BARRED)
    bread, flagged = BasketLine(sku="bread", price=600), BasketLine(sku="x", price=400, points_excluded=True)
    tagged = BasketLine(sku="y", price=300, tags=("seasonal", "たばこ"))
    assert most(await shop.redeem(visit, 601, basket=(bread, flagged, tagged))) == 600
    held = accepted(await shop.reserve(visit, 900), Redemption).redemption
    assert most(await shop.settle(held, Commit, basket=(bread, flagged, tagged))) == 600
    assert most(await shop.settle(held, Commit, basket=(bread, flagged, tagged), amount_due=650)) == 300  # a discount is everybody's
    accepted(await shop.settle(held, Commit, basket=(msgspec.structs.replace(bread, pieces=2), tagged)), Redemption)


async def test_verify_finds_points_that_paid_something_else(shop: Shop) -> None:
    visit = await served(shop, THOUSAND)
    accepted(await shop.redeem(visit, 1000, due=1590), Redemption)

    async def told(change: str, **values: Any) -> list[str]:
        """What verify says of a change, which is then taken back."""
        put = text(f"UPDATE {change} = :value WHERE {{}}".format("yen = 700 OR yen = 1000" if "yen" in change else "kind = 'redeem'"))
        found: list[list[str]] = []
        for value in (values["false"], values["true"]):
            await shop.database.transact(lambda connection, value=value: connection.execute(put, {"value": value}))
            found.append([each.split(":")[0] for each in await shop.database.read(verify)])
        assert found[1] == []
        return found[0]

    worth, derived = (
        "I9 points did not pay what they were worth when they were used",
        "I1 a transaction is not what its derivation computes",
    )
    assert await told("redemptions SET yen", false=1000, true=700) == [worth]
    true = msgspec.json.encode(Spent(1000, 700, 1000, 700)).decode()
    false = true.replace("700}", "800}")
    assert await told("transactions SET why", false=false, true=true) == [worth, derived]
    assert await told("transactions SET why", false="{}", true=true) == [worth]


rules = st.builds(Spending, unit=st.integers(1, 5000), yen=st.integers(0, 5000), least=st.integers(0, 5000), permille=st.integers(1, 1000))


@given(rules, st.integers(0, 10**6))
def test_what_is_kept_computes_the_yen_again(spending: Spending, points: int) -> None:
    kept = msgspec.json.decode(msgspec.json.encode(spent(spending, spending.floor(points))), type=Spent)
    assert recompute(kept) == kept.paid == spending.value(kept.points) == kept.points // spending.unit * spending.worth


@given(rules, st.integers(0, 10**6), st.integers(0, 10**6))
def test_yen_of_points_and_points_of_yen(spending: Spending, points: int, yen: int) -> None:
    steps = spending.floor(points)
    assert spending.value(steps) + spending.value(spending.unit) == spending.value(steps + spending.unit)
    assert spending.given(spending.within(yen)) <= yen < spending.given(spending.within(yen) + 1)
    assert spending.given(steps) == spending.value(steps)
