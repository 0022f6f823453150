import asyncio
import hashlib

import msgspec
import pytest
from sqlalchemy import select

from backend.cases.tables import cases
from backend.till.operations import Commit, Identified, Release, fingerprint
from backend.till.reading import vouchers
from shared.clock import DAY, MINUTE
from shared.wire import visits
from shared.wire.coupons import Voucher
from shared.wire.visits import Redemption
from tests.backend.till.shop import Shop, accepted, args_of, refused, sale


async def test_confirm_uses_points_and_a_coupon_at_once(shop: Shop) -> None:
    await shop.give("hanako", 1000)
    visit = await shop.visit("hanako")
    done = accepted(await shop.redeem(visit, 500, *shop.vouchers["hanako"], due=3000), Redemption)
    assert (done.state, done.points, done.balance) == ("committed", 500, 500)
    assert [voucher.state for voucher in done.vouchers] == ["used"]
    answer = await shop.sell(sale("1", 2200))
    assert answer.lines[0] == "ご利用ポイント 500 pt"
    held = await shop.database.read(lambda connection: vouchers(connection, shop.members["hanako"], shop.now))
    assert [(voucher.state, voucher.receipt) for voucher in held] == [("used", answer.sale)]


async def test_every_refusal_says_what_to_do(shop: Shop) -> None:
    await shop.give("hanako", 5000)
    await shop.give("taro", 10)
    theirs = shop.vouchers["taro"]
    second = accepted(await shop.issue("hanako", "hundred"), Voucher).id
    visit = await shop.visit("hanako")
    for want, outcome in (
        ({"code": "NOTHING_TO_REDEEM"}, await shop.redeem(visit)),
        ({"code": "POINTS_INSUFFICIENT", "available": 5000}, await shop.redeem(visit, 5001)),
        ({"code": "APPROVAL_NEEDED", "limit": 3000}, await shop.redeem(visit, 3001)),
        ({"code": "POINTS_OVER_DUE", "most": 1000}, await shop.redeem(visit, 1001, due=1000)),
        ({"code": "POINTS_OVER_DUE", "most": 900}, await shop.redeem(visit, 901, *shop.vouchers["hanako"], due=1000)),
        ({"code": "VOUCHER_UNKNOWN"}, await shop.redeem(visit, 0, *theirs)),
        ({"code": "VOUCHER_UNKNOWN"}, await shop.redeem(visit, 0, shop.ids.new())),
        ({"code": "VOUCHER_ONE_ONLY"}, await shop.redeem(visit, 0, second, *shop.vouchers["hanako"], due=1000)),
    ):
        assert {"code": refused(outcome), **args_of(outcome)} == want


async def test_the_limit_counts_what_the_visit_spent(shop: Shop) -> None:
    await shop.give("hanako", 9000)
    visit = await shop.visit("hanako")
    accepted(await shop.redeem(visit, 2000), Redemption)
    assert refused(await shop.redeem(visit, 1001)) == "APPROVAL_NEEDED"
    accepted(await shop.redeem(visit, 1000), Redemption)
    unlocked = await shop.visit(shop.code("hanako", purpose=2))
    accepted(await shop.redeem(unlocked, 4000), Redemption)


async def test_a_card_number_redeems_only_with_a_shift_lead(shop: Shop) -> None:
    await shop.give("hanako", 100)
    visit = await shop.visit(Identified(member_id=shop.members["hanako"], how="card"))
    assert refused(await shop.redeem(visit, 50)) == "APPROVAL_NEEDED"
    accepted(await shop.redeem(visit, 50, actor=shop.actor(role="shift_lead")), Redemption)


async def test_expired_points_cannot_be_spent(shop: Shop) -> None:
    await shop.give("hanako", 100)
    shop.clock.forward(376 * DAY)
    visit = await shop.visit("hanako")
    assert refused(await shop.redeem(visit, 1)) == "POINTS_INSUFFICIENT"


async def test_vouchers_have_days_minimum_and_limit(shop: Shop) -> None:
    issued = {
        name: [accepted(await shop.issue(name, coupon), Voucher).id for coupon in ("hundred", "coming", "last")]
        for name in ("hanako", "taro")
    }
    spare = accepted(await shop.issue("hanako", "hundred"), Voucher).id
    visit = await shop.visit("hanako")
    assert refused(await shop.redeem(visit, 0, issued["hanako"][0], due=999)) == "VOUCHER_MINIMUM"
    assert refused(await shop.redeem(visit, 0, issued["hanako"][1])) == "VOUCHER_NOT_YET"
    accepted(await shop.redeem(visit, 0, issued["hanako"][0], due=1000), Redemption)
    assert refused(await shop.redeem(visit, 0, issued["hanako"][0], due=1000)) == "VOUCHER_USED"
    visit = await shop.visit("taro")
    accepted(await shop.redeem(visit, 0, issued["taro"][0], due=1000), Redemption)
    visit = await shop.visit("hanako")
    assert refused(await shop.redeem(visit, 0, spare, due=1000)) == "COUPON_EXHAUSTED"
    shop.clock.forward(DAY)
    visit = await shop.visit("hanako")
    assert refused(await shop.redeem(visit, 0, issued["hanako"][2])) == "VOUCHER_EXPIRED"
    assert refused(await shop.issue("hanako", "last")) == "VOUCHER_EXPIRED"
    assert refused(await shop.issue("hanako", "nothing")) == "COUPON_UNKNOWN"


async def test_a_refusal_is_kept_as_well(shop: Shop) -> None:
    visit, op = await shop.visit("hanako"), shop.ids.new()
    assert refused(await shop.redeem(visit, 10, op=op)) == "POINTS_INSUFFICIENT"
    await shop.give("hanako", 100)
    assert refused(await shop.redeem(visit, 10, op=op)) == "POINTS_INSUFFICIENT"
    accepted(await shop.redeem(visit, 10), Redemption)


async def test_one_batch_never_spends_a_balance_twice(shop: Shop) -> None:
    await shop.give("hanako", 100)
    visit = await shop.visit("hanako")
    outcomes = await asyncio.gather(*[shop.redeem(visit, 60) for _ in range(5)])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Accepted", *["Refused"] * 4]


async def test_a_reservation_holds_and_commits(shop: Shop) -> None:
    await shop.give("hanako", 100)
    visit = await shop.visit("hanako")
    held = accepted(await shop.reserve(visit, 60, *shop.vouchers["hanako"]), Redemption)
    assert (held.state, held.balance) == ("reserved", 100)
    assert refused(await shop.redeem(visit, 50)) == "POINTS_INSUFFICIENT"
    assert refused(await shop.redeem(visit, 0, *shop.vouchers["hanako"])) == "VOUCHER_RESERVED"
    done = accepted(await shop.settle(held.redemption, Commit), Redemption)
    assert (done.state, done.balance, done.vouchers[0].state) == ("committed", 40, "used")
    assert refused(await shop.settle(held.redemption, Release)) == "RESERVATION_SETTLED"
    assert refused(await shop.settle(shop.ids.new(), Commit)) == "RESERVATION_UNKNOWN"


async def test_a_release_gives_everything_back(shop: Shop) -> None:
    await shop.give("hanako", 100)
    visit = await shop.visit("hanako")
    held = accepted(await shop.reserve(visit, 60, *shop.vouchers["hanako"]), Redemption)
    assert accepted(await shop.settle(held.redemption, Release), Redemption).vouchers[0].state == "issued"
    accepted(await shop.redeem(visit, 100, *shop.vouchers["hanako"]), Redemption)


async def test_a_commit_after_the_lapse_is_a_fact(shop: Shop) -> None:
    await shop.give("hanako", 100)
    visit = await shop.visit("hanako")
    held = accepted(await shop.reserve(visit, 80, *shop.vouchers["hanako"]), Redemption)
    shop.clock.forward(5 * MINUTE)
    accepted(await shop.redeem(visit, 50, *shop.vouchers["hanako"]), Redemption)
    late = accepted(await shop.settle(held.redemption, Commit), Redemption)
    assert (late.balance, late.notes) == (0, ("offline_loss",))


async def test_the_last_coupon_reserved_twice_is_a_fact_with_a_case(shop: Shop) -> None:
    """The offer may be used twice in all; two carts hold one each while a tablet uses one."""
    held = [accepted(await shop.issue("hanako", "hundred"), Voucher).id for _ in range(3)]
    carts = [accepted(await shop.reserve(await shop.visit("hanako"), 0, voucher, due=1000), Redemption).redemption for voucher in held[:2]]
    accepted(await shop.redeem(await shop.visit("hanako"), 0, held[2], due=1000), Redemption)
    for cart in carts:
        assert accepted(await shop.settle(cart, Commit), Redemption).vouchers[0].state == "used"
    kinds = await shop.database.read(lambda connection: list(connection.scalars(select(cases.c.kind))))
    assert kinds == ["coupon_limit"]


async def test_a_cart_with_a_code_opens_a_visit_that_its_sale_joins(shop: Shop) -> None:
    await shop.give("hanako", 100)
    held = accepted(await shop.reserve(shop.code("hanako"), 60), Redemption)
    accepted(await shop.settle(held.redemption, Commit, terminal="r9", number="77"), Redemption)
    answer = await shop.sell(sale("77", 1000, terminal="r9", paid_by_points=60))
    assert (answer.matched, answer.points, answer.balance) == ("open_visit", 9, 49)


@pytest.mark.parametrize("name", ["hanako"])
async def test_a_voucher_is_given_once_per_operation(shop: Shop, name: str) -> None:
    accepted(await shop.issue(name, "hundred"), Voucher)
    held = await shop.database.read(lambda connection: vouchers(connection, shop.members[name], shop.now))
    assert [voucher.coupon for voucher in held] == ["ten", "hundred"]


def test_what_a_later_version_can_say_does_not_change_what_was_said_before() -> None:
    one = "0192f0c4-1b6e-7c7a-9f5e-000000000001"
    redeem = f'{{"op_id":"{one}","points":5,"vouchers":[],"amount_due":null}}'
    reserve = f'{{"op_id":"{one}","store":"honten","member":"m","points":5,"vouchers":[],"amount_due":null}}'
    for sent, kind in ((redeem, visits.Redeem), (reserve, visits.Reserve)):
        assert fingerprint(msgspec.json.decode(sent, type=kind)) == hashlib.sha256(sent.encode()).digest()
