from backend.kit.keys import Keys
from backend.members.personal import Personal
from backend.till.operations import Identified
from backend.till.panel import panel
from backend.till.visiting import Opened
from shared.clock import MINUTE
from shared.wire.sales import Ref
from tests.backend.till.shop import Shop, accepted, args_of, refused, sale

PERSONAL = Personal(Keys(b"k" * 32))


async def test_a_code_opens_one_visit_and_the_same_visit_again(shop: Shop) -> None:
    code, visit = shop.code("hanako"), shop.ids.new()
    first = await shop.scan(code, visit=visit)
    assert accepted(first, Opened).member == shop.members["hanako"]
    assert await shop.scan(code, visit=visit) == first


async def test_a_code_shown_to_another_visit_is_a_replay(shop: Shop) -> None:
    code = shop.code("hanako")
    await shop.visit(code)
    outcome = await shop.scan(code)
    assert refused(outcome) == "CODE_USED"
    assert args_of(outcome) == {"at": "12:00", "store": "honten店"}


async def test_the_next_scan_closes_the_visit_before_it(shop: Shop) -> None:
    first = await shop.visit("hanako")
    await shop.visit("taro")
    assert refused(await shop.redeem(first, 10)) == "VISIT_CLOSED"


async def test_nobody_serves_himself(shop: Shop) -> None:
    actor = shop.actor(own_member_id=shop.members["hanako"])
    assert refused(await shop.scan("hanako", actor=actor)) == "OWN_ACCOUNT"


async def test_a_stranger_has_no_visit(shop: Shop) -> None:
    assert refused(await shop.scan(Identified(member_id=shop.ids.new(), how="card"))) == "MEMBER_UNKNOWN"


async def test_an_id_belongs_to_the_device_that_made_it(shop: Shop) -> None:
    visit = await shop.visit("hanako")
    assert refused(await shop.redeem(shop.ids.new(), 10)) == "VISIT_UNKNOWN"
    assert refused(await shop.redeem(visit, 10, actor=shop.actor(store="eki"))) == "VISIT_UNKNOWN"


async def test_a_closed_visit_stays_closed(shop: Shop) -> None:
    visit = await shop.visit("hanako")
    first = await shop.close_visit(visit)
    shop.clock.forward(MINUTE)
    assert await shop.close_visit(visit) == first
    answer = await shop.sell(sale("1", 1000, at=shop.now))
    assert answer.matched == "none"


async def test_the_panel_says_what_can_be_spent(shop: Shop) -> None:
    await shop.give("hanako", 5000)
    by_code, by_card = await shop.visit("hanako"), await shop.visit(Identified(member_id=shop.members["hanako"], how="card"))
    seen = await shop.database.read(lambda connection: panel(connection, PERSONAL, by_code, shop.now))
    assert seen is not None
    assert (seen.balance, seen.spendable, seen.spend_limited_by, seen.visits) == (5000, 3000, "limit", 2)
    assert [voucher.coupon for voucher in seen.vouchers] == ["ten"]
    assert seen.rank == "gold"
    card = await shop.database.read(lambda connection: panel(connection, PERSONAL, by_card, shop.now))
    assert card is not None
    assert (card.spendable, card.spend_limited_by) == (0, "card")


async def test_a_sale_may_name_its_visit(shop: Shop) -> None:
    visit = await shop.visit("hanako", terminal=None)
    answer = await shop.sell(sale("1", 1000, member=Ref(kind="visit", value=visit)))
    assert (answer.matched, answer.points) == ("visit", 10)
