"""A sale that was different: its number again with a higher revision, and everything ends as if that alone had been sent."""

from collections.abc import AsyncIterator
from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from backend.cases.tables import cases
from backend.coupons.tables import vouchers
from backend.db.engine import Database
from backend.earning.rules import Bonus, RuleSet
from backend.earning.tables import bonus_days
from backend.ledger.repository import points_page
from backend.receipts.finding import page
from backend.receipts.repository import receipt
from backend.receipts.tables import sales
from backend.stats.tables import member_month, store_hour
from backend.till import selling
from backend.till.draft import Draft
from backend.till.operations import Identified, Redeem
from shared.clock import DAY, to_datetime
from shared.wire.coupons import Voucher
from shared.wire.sales import Sale
from tests.backend.earning.bills import line
from tests.backend.earning.bills import sale as bill
from tests.backend.till.shop import NOON, Shop, accepted, refused, returned, sale
from tests.backend.till.test_decide import World
from tests.backend.till.test_lots import delivered
from tests.backend.till.test_parts import four, some, stories
from tests.backend.till.test_returns import standing
from tests.backend.till.test_shortfall import lost
from tests.backend.till.test_stamps import card, gifts, have, opened
from tests.backend.till.test_voids import void
from tests.backend.till.test_vouchers import new

OFFERS = (new("hundred", minimum=1000),)
CARD = Identified(member_id="m", how="card")


@pytest.fixture
async def shop(database: Database) -> AsyncIterator[Shop]:
    made = Shop(database)
    await made.open("hanako", "taro", offers=OFFERS)
    yield made
    await made.sound()


def amended(body: Sale, revision: int = 1, **more: Any) -> Sale:
    return msgspec.structs.replace(body, revision=revision, **more)


class Counting(World):
    """With the sums that a day and a bonus keep."""

    def __init__(self) -> None:
        super().__init__()
        self.hours: dict[tuple[Any, ...], int] = {}

    def act(self, op: Any) -> Any:
        decided = super().act(op)
        if isinstance(decided, tuple):
            draft: Draft = decided[0]
            for store, when, counters in draft.hours:
                for name, number in counters.items():
                    key = store, when, name
                    self.hours[key] = self.hours.get(key, 0) + number
        return decided

    def everything(self) -> Any:
        used = [(each.state, each.points, each.restored, each.sale_id is None) for each in self.state.redemptions.values()]
        given = {key: {day: n for day, n in days.items() if n} for key, days in self.state.given.items()}
        return (
            self.shape(),
            {key: n for key, n in self.hours.items() if n},
            sorted(used),
            {key: days for key, days in given.items() if days},
            [(each.terminal, each.sale_id is None) for each in self.state.visits.values()],
        )


def played(rules: RuleSet, mail: list[Sale], used: int) -> Counting:
    """After a purchase that gave points, some of which are used in the visit that the first of the mail joins."""
    world = Counting()
    world.state.rule_sets = [(0, rules)]
    world.ring(msgspec.structs.replace(bill(line(1, "bread", 90_000)), number="0"), CARD)
    world.clock.forward(DAY)
    world.spend(used, Redeem)
    for body in mail:
        world.ring(msgspec.structs.replace(body, occurred_at=to_datetime(world.clock.now())), None if body.kind == "return" else CARD)
    return world


@settings(max_examples=100, deadline=None)
@given(stories(), stories(), st.integers(0, 300), st.booleans())
def test_it_ends_as_if_the_amended_sale_alone_had_come(first: Any, second: Any, used: int, twice: bool) -> None:  # noqa: FBT001 - Hypothesis's own way
    """Points by lot, debt, months, hours, bonuses, what was used and the visit; whatever comes back of it afterwards."""
    rules, body, backs = second
    before = [first[1], amended(msgspec.structs.replace(first[1], lines=body.lines, total=body.total), 1)] if twice else [first[1]]
    mail = [amended(body, 5), *backs]
    changed, alone = played(rules, [*before, *mail], used), played(rules, mail, used)
    assert changed.everything() == alone.everything()


@settings(max_examples=60, deadline=None)
@given(stories(), stories(), st.integers(0, 300))
def test_an_amended_sale_that_comes_back_whole_leaves_everything_as_before(first: Any, second: Any, used: int) -> None:
    rules, body, _ = second
    whole = some(amended(body, 1), "r", body.lines, yen=body.total)
    world, start = played(rules, [first[1], amended(body, 1), whole], used), played(rules, [], 0)
    assert world.shape() == start.shape()


@pytest.mark.parametrize("shortfall", ["debt", "hold", "clamp"])
@pytest.mark.parametrize(("yen", "left", "owed"), [(5000, 0, 30), (9000, 10, 0), (20_000, 120, 0)])
async def test_what_was_spent_meanwhile_is_the_new_sales(shop: Shop, shortfall: Any, yen: int, left: int, owed: int) -> None:
    await shop.govern(RuleSet(version=2, shortfall=shortfall))
    await shop.sell(sale("1", 10_000), who=shop.code("hanako"))
    await shop.redeem(await shop.visit("hanako", terminal="r2"), 80)
    answer = await shop.sell(amended(sale("1", yen)), who=shop.code("hanako"))
    short = {"clamp": "borne"}.get(shortfall, "debt")
    assert (answer.points, answer.balance, answer.notes) == (yen // 100, left, ("amended", short) if owed else ("amended",))
    assert await standing(shop) == (left, 0 if shortfall == "clamp" else owed)
    assert await shop.database.read(lost) == (owed if shortfall == "clamp" else 0)


async def sums(shop: Shop) -> Any:
    def look(connection: Connection) -> Any:
        names = [each for each in store_hour.c if each.name not in {"store_id", "business_date", "hour"}]
        hours = select(*[func.sum(each) for each in names])
        months = select(func.sum(member_month.c.receipts), func.sum(member_month.c.amount))
        given = select(func.coalesce(func.sum(bonus_days.c.points), 0))
        return [[int(each) for each in connection.execute(query).one()] for query in (hours, months, given)]

    return await shop.database.read(look)


async def test_points_and_coupons_of_the_visit_stay_used(shop: Shop) -> None:
    """The visit's points and coupons are used for the new revision, and come back with its return."""
    first = Bonus(id="b", name_ja="はじめて", name_en="First", points=50, first_purchase=True, budget=1000)
    await shop.govern(RuleSet(version=2, bonuses=(first,)))
    await shop.give("hanako", 600)
    before = await sums(shop)
    voucher = accepted(await shop.issue("hanako", "hundred"), Voucher).id
    await shop.redeem(await shop.visit("hanako"), 500, voucher, due=3000)
    await shop.sell(sale("1", 2900, paid_by_points=500))
    body = amended(sale("1", 1900, paid_by_points=500))
    answer = await shop.sell(body)
    assert (answer.matched, answer.points, answer.balance) == ("open_visit", 17, 100 + 50 + 17)
    assert await shop.ring(body) == await shop.ring(body)
    assert refused(await shop.ring(amended(sale("1", 1800)))) == "IDEMPOTENCY_CONFLICT"
    assert (await sums(shop))[0][0] == before[0][0] + 1900
    assert await shop.database.read(lambda connection: list(connection.scalars(select(vouchers.c.state)))) == ["used"]
    assert (await shop.sell(returned(body, "2"))).balance == 650
    assert (await sums(shop))[1:] == before[1:]


async def test_the_first_purchase_is_still_the_first_and_the_rank_the_one_he_had(shop: Shop) -> None:
    first = Bonus(id="b", name_ja="はじめて", name_en="First", points=50, first_purchase=True, budget=1000)
    await shop.govern(RuleSet(version=2, bonuses=(first,)))
    assert (await shop.sell(sale("1", 10_000), who=shop.code("hanako"))).points == 150
    await shop.sell(sale("2", 100_000), who=shop.code("hanako"))
    assert (await shop.sell(amended(sale("1", 2_000)), who=shop.code("hanako"))).points == 70


async def test_it_was_another_members(shop: Shop) -> None:
    await shop.sell(sale("1", 10_000), who=shop.code("hanako"))
    answer = await shop.sell(amended(sale("1", 10_000)), who=shop.code("taro"))
    assert (answer.matched, answer.balance) == ("code", 100)
    assert (await standing(shop), await standing(shop, "taro")) == ((0, 0), (100, 0))
    assert (await shop.sell(amended(sale("1", 9_000), 2))).matched == "original"  # whose it was, where it names nobody
    assert (await standing(shop), await standing(shop, "taro")) == ((0, 0), (90, 0))
    assert (await shop.sell(amended(sale("1", 10_000), 3), who=shop.code("hanako"))).balance == 100
    await shop.sell(void(sale("1", 10_000), 4))
    assert await standing(shop) == (0, 0)


async def test_the_next_customers_visit_is_not_its(shop: Shop) -> None:
    await shop.sell(sale("1", 10_000))
    await shop.visit("taro")
    assert (await shop.sell(amended(sale("1", 9_000)))).matched == "none"
    assert (await shop.sell(sale("2", 500))).matched == "open_visit"


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_revisions_come_in_any_order(shop: Shop, order: tuple[int, ...]) -> None:
    """The highest counts; a lower one that comes late changes nothing, and is not sent for ever."""
    mail = [amended(sale("1", total), revision) for revision, total in enumerate((1000, 2000, 3000))]
    notes = [(await shop.sell(mail[index], who=shop.code("hanako"))).notes for index in order]
    late = [any(other > index for other in order[:place]) for place, index in enumerate(order)]
    assert notes == [("superseded",) if is_late else ("amended",) if place else () for place, is_late in enumerate(late)]
    assert await standing(shop) == (30, 0)
    assert await shop.database.read(lambda connection: connection.scalar(select(func.count()).select_from(cases))) == 0


async def test_a_void_is_the_last_word(shop: Shop) -> None:
    await shop.sell(sale("1", 1000), who=shop.code("hanako"))
    await shop.sell(void(sale("1", 1000), 2))
    assert (await shop.sell(amended(sale("1", 900)), who=shop.code("hanako"))).notes == ("superseded",)
    assert refused(await shop.ring(amended(sale("1", 900), 3))) == "NUMBER_VOID"
    assert await standing(shop) == (0, 0)


async def test_what_has_come_back_is_said_first(shop: Shop) -> None:
    bought = four()
    await shop.sell(bought, who=shop.code("hanako"))
    back = some(bought, "2", bought.lines[1:2])
    await shop.sell(back)
    body = amended(sale("1", 5000))
    assert refused(await shop.ring(body)) == "SALE_HAS_RETURNS"
    assert refused(await shop.ring(amended(returned(bought, "2")))) == "RETURN_UNAMENDABLE"
    await shop.sell(void(back))
    assert (await shop.sell(body, who=shop.code("hanako"))).balance == 50
    longest = sale("9" * 62, 100)
    await shop.sell(longest)
    assert (await shop.sell(amended(longest))).notes == ("amended",)


async def test_stamps_are_those_of_the_new_sale(database: Database) -> None:
    shop = await opened(database, card("visits", 5), card("spent", 5, basis="yen", yen=500))
    await shop.visit("hanako")
    await shop.sell(sale("1", 2600))
    assert (await have(shop), await gifts(shop)) == ({"visits": 1, "spent": 0}, ["issued"])
    body = amended(sale("1", 1600))
    await shop.sell(body)
    assert (await have(shop), await gifts(shop)) == ({"visits": 1, "spent": 3}, ["expired"])
    await shop.sell(returned(body, "2"))
    assert await have(shop) == {"visits": 0, "spent": 0}
    await shop.sound()


async def test_what_has_arrived_need_not_arrive_again(shop: Shop) -> None:
    await shop.govern(RuleSet(version=2, confirm_delivered=True))
    online = msgspec.structs.replace(sale("1", 1000), channel="online")
    await shop.sell(online, who=shop.code("hanako"))
    assert (
        await shop.sell(amended(online, 1, lines=sale("1", 50).lines, total=50, tenders=(), taxes=()), who=shop.code("hanako"))
    ).balance == 0
    await shop.till.post(delivered(shop, "1"))
    again = msgspec.structs.replace(sale("1", 2000), channel="online")
    assert (await shop.sell(amended(again, 2), who=shop.code("hanako"))).balance == 20


async def test_a_sale_amended_weeks_later_is_of_its_own_day(shop: Shop) -> None:
    await shop.govern(RuleSet(version=2))
    await shop.sell(sale("1", 1000), who=shop.code("hanako"))
    shop.clock.forward(20 * DAY)
    await shop.govern(RuleSet(version=3, points_per_unit=5), shop.now - DAY)
    assert (await shop.sell(amended(sale("1", 2000)), who=shop.code("hanako"))).notes == ("amended",)
    assert await standing(shop) == (20, 0)
    days = select(sales.c.effective_at).distinct()
    assert await shop.database.read(lambda connection: list(connection.scalars(days))) == [NOON]


async def test_the_member_reads_the_newest_and_can_see_the_former(shop: Shop) -> None:
    former = await shop.sell(sale("1", 1000), who=shop.code("hanako"))
    newest = await shop.sell(amended(sale("1", 2000)), who=shop.code("hanako"))

    def look(connection: Connection) -> Any:
        member = shop.members["hanako"]
        shown = page(connection, member)
        one, other = receipt(connection, member, newest.sale), receipt(connection, member, former.sale)
        assert one is not None
        assert other is not None
        rows = [(each.id, each.amended, each.returned, each.points) for each in shown.rows]
        months = [(each.receipts, each.total, each.points) for each in shown.months]
        return rows, months, (one.amends, one.amended_by, one.returns), (other.amends, other.amended_by, other.returns, other.code)

    rows, months, one, other = await shop.database.read(look)
    assert (rows, months) == ([(newest.sale, True, "none", 20)], [(1, 2000, 20)])
    assert (one, other) == ((former.sale, None, ()), (None, newest.sale, (), ""))


async def test_the_row_of_what_was_taken_back_leads_to_the_sale_itself(shop: Shop) -> None:
    """What is only kept to take another row back is no receipt: of an amended sale the former is shown, of a return that was none its sale."""
    former = await shop.sell(sale("1", 1000), who=shop.code("hanako"))
    await shop.sell(amended(sale("1", 2000)), who=shop.code("hanako"))
    other = await shop.sell(sale("2", 500), who=shop.code("hanako"))
    back = returned(sale("2", 500), "3")
    came = await shop.sell(back)
    await shop.sell(void(back))

    def look(connection: Connection) -> Any:
        rows = points_page(connection, shop.members["hanako"], shop.now)
        assert rows is not None
        shown = [receipt(connection, shop.members["hanako"], row.receipt or "") for row in rows.rows if row.kind == "reverse"]
        return [each.id for each in shown if each is not None]

    assert await shop.database.read(look) == [other.sale, came.sale, former.sale]


def test_half_an_amendment_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails in its second half leaves nothing of the first."""
    world = World()
    world.ring(sale("1", 1000), CARD)
    before = world.shape()

    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(selling.stamping, "at_sale", stumble)
    with pytest.raises(ZeroDivisionError):
        world.ring(amended(sale("1", 2000)), CARD)
    assert world.shape() == before
