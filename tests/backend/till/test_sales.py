import msgspec
import pytest
from sqlalchemy import Connection, select

from backend.cases.tables import cases
from backend.ledger import repository as ledger
from backend.till import reading
from backend.till.operations import Identified
from shared.clock import DAY, HOUR, MINUTE, SECOND
from shared.wire.sales import Ref, Sale
from tests.backend.till.shop import NOON, TABLET, Shop, args_of, refused, sale


def open_cases(connection: Connection) -> list[str]:
    return list(connection.scalars(select(cases.c.kind).order_by(cases.c.id)))


async def test_a_sale_joins_the_one_open_visit_of_its_terminal(shop: Shop) -> None:
    await shop.visit("hanako")
    answer = await shop.sell(sale("1", 3790))
    assert (answer.matched, answer.points, answer.balance) == ("open_visit", 37, 37)
    assert answer.lines == ("今回ポイント 37 pt", "ポイント残高 37 pt", "有効期限 2027/11/30 37 pt")
    assert (await shop.sell(sale("2", 1000))).matched == "none"


@pytest.mark.parametrize(
    ("opened", "rung", "matched"),
    [(0, 15 * MINUTE, "open_visit"), (0, 15 * MINUTE + 1, "none"), (60 * SECOND, 0, "open_visit"), (60 * SECOND + 1, 0, "none")],
)
async def test_a_visit_waits_fifteen_minutes(shop: Shop, opened: int, rung: int, matched: str) -> None:
    shop.clock.at = NOON + opened
    await shop.visit("hanako")
    shop.clock.at = NOON + max(opened, rung)
    assert (await shop.sell(sale("1", 1000, at=NOON + rung))).matched == matched


async def test_two_open_visits_are_a_case_and_no_guess(shop: Shop) -> None:
    await shop.visit("hanako")
    await shop.visit("taro", actor=shop.actor(device="0192f0c4-1b6e-7c7a-9f5e-000000000002"))
    answer = await shop.sell(sale("1", 1000))
    assert (answer.matched, answer.balance) == ("none", None)
    assert await shop.database.read(open_cases) == ["ambiguous_visit"]


async def test_a_visit_that_does_not_exist_costs_the_sale_only_its_member(shop: Shop) -> None:
    for number, value in (("1", "no id at all"), ("2", shop.ids.new())):
        assert (await shop.sell(sale(number, 1000, member=Ref(kind="visit", value=value)))).matched == "none"


async def test_a_code_in_the_sale_is_the_scanned_visit_for_ten_minutes(shop: Shop) -> None:
    code = shop.code("hanako")
    await shop.visit(code, terminal=None)
    ref = Ref(kind="code", value="7")
    shop.clock.forward(10 * MINUTE)
    assert (await shop.sell(sale("1", 1000, at=shop.now, member=ref), who=code)).matched == "code"
    shop.clock.forward(1)
    late = await shop.sell(sale("2", 1000, at=shop.now, member=ref), who=code)
    assert (late.matched, late.points) == ("none", 0)
    assert await shop.database.read(open_cases) == ["replayed_code"]


async def test_a_code_used_by_a_sale_opens_no_visit(shop: Shop) -> None:
    code = shop.code("hanako")
    await shop.sell(sale("1", 1000, member=Ref(kind="code", value="7")), who=code)
    assert refused(await shop.scan(code)) == "CODE_USED"


async def test_a_card_number_earns(shop: Shop) -> None:
    who = Identified(member_id=shop.members["hanako"], how="card")
    assert (await shop.sell(sale("1", 1000, member=Ref(kind="card", value="1")), who=who)).matched == "card"
    unknown = await shop.sell(sale("2", 1000, member=Ref(kind="card", value="1")))
    assert unknown.matched == "none"
    assert await shop.database.read(open_cases) == ["unknown_code"]


async def test_the_same_sale_again_is_the_same_answer(shop: Shop) -> None:
    await shop.visit("hanako")
    first = await shop.ring(sale("1", 1000))
    shop.clock.forward(DAY)
    assert await shop.ring(sale("1", 1000)) == first
    assert refused(await shop.ring(sale("1", 1001))) == "IDEMPOTENCY_CONFLICT"


async def test_points_are_earned_on_what_was_paid_with_money(shop: Shop) -> None:
    await shop.give("hanako", 400)
    await shop.visit("hanako")
    answer = await shop.sell(sale("1", 2000, paid_by_points=400, excluded=400, discount=500))
    assert answer.points == (2000 - 400 - 2000 * 400 // 2500) // 100
    page = await shop.database.read(lambda connection: ledger.points_page(connection, shop.members["hanako"], shop.now))
    assert page is not None
    row = page.rows[0].id
    why = await shop.database.read(lambda connection: reading.why(connection, shop.members["hanako"], row, shop.now))
    assert why is not None
    assert [step.rule for step in why.steps] == ["total@1", "exclusions@1", "points-part@1", "base@1", "rounding@1"]
    assert sum(step.points for step in why.steps) == answer.points


async def test_the_rank_is_that_before_the_sale(shop: Shop) -> None:
    rates = [(await shop.sell(sale(str(n), 50_000), who=shop.code("hanako"))).points for n in range(4)]
    assert rates == [500, 625, 625, 750]


async def test_a_clock_that_cannot_be_right_is_not_believed(shop: Shop) -> None:
    for number, at, notes in (("1", NOON - 7 * DAY - 1, ("clock",)), ("2", NOON + 10 * MINUTE, ()), ("3", NOON + HOUR, ("clock",))):
        answer = await shop.sell(sale(number, 1000, at=at), who=shop.code("hanako"))
        assert answer.notes == notes


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"total": 999}, "total"),
        ({"total": -1}, "total"),
        (
            {"tenders": (msgspec.convert({"kind": "cash", "amount": 1}, type=Sale.__annotations__["tenders"].__args__[0].__args__[0]),)},
            "tenders",
        ),
    ],
)
async def test_a_sale_that_does_not_add_up_may_be_mended_under_its_number(shop: Shop, change: dict[str, object], where: str) -> None:
    outcome = await shop.ring(msgspec.structs.replace(sale("1", 1000), **change))
    assert refused(outcome) == "SALE_INCONSISTENT"
    assert args_of(outcome) == {"where": where}
    assert (await shop.sell(sale("1", 1000))).points == 0


async def test_an_unknown_store_is_refused_and_not_remembered(shop: Shop) -> None:
    assert refused(await shop.ring(sale("1", 1000, store="nowhere"))) == "STORE_UNKNOWN"


async def test_typed_amounts_have_caps_and_need_an_unlinked_till(shop: Shop) -> None:
    async def typed(body: Sale, role: str) -> str:
        outcome = await shop.ring(body, source=TABLET, actor=shop.actor(role=role))
        return refused(outcome)

    assert await typed(sale("1", 50_001), "cashier") == "AMOUNT_OVER_CAP"
    assert await typed(sale("2", 200_001), "shift_lead") == "AMOUNT_OVER_CAP"
    assert await typed(sale("3", 1000, terminal="linked"), "manager") == "TERMINAL_LINKED"
    await shop.sell(sale("4", 50_000), source=TABLET, actor=shop.actor())
