from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app_staff import bill
from shared.wire.coupons import Off, Proposal, Terms
from shared.wire.goods import Exchanged
from shared.wire.sales import Expiry
from shared.wire.staff import Desk
from shared.wire.visits import Redemption
from tests.apps.staff.conftest import NOW
from tests.apps.staff.made_up import STORE, panel, uid, voucher

DESK = Desk(
    device=uid(9),
    device_name="タブレット",
    store=STORE,
    brand="こもれびベーカリー",
    terminal=None,
    linked=False,
    staff=(),
    server_now=panel().opened_at,
)


@given(st.integers(1, 9_999_999), st.sampled_from([80, 100]), st.integers(0, 20_000_000))
def test_a_typed_sale_always_adds_up(amount: int, rate: int, points: int) -> None:
    sale = bill.typed_sale(DESK, uid(50), amount, rate, by_points=points, now=NOW, mark="x", item="品", rest="現金")
    assert sale.total == sum(line.amount for line in sale.lines) == sum(tender.amount for tender in sale.tenders) == sale.taxes[0].taxable
    assert 0 <= sale.taxes[0].tax < amount
    assert all(tender.amount > 0 for tender in sale.tenders)


def test_after_a_redemption_less_can_be_spent_and_the_coupon_is_gone() -> None:
    before = panel(balance=5000, spendable=3000, vouchers=(voucher(1), voucher(2)))
    redemption = Redemption(redemption=uid(70), state="committed", points=500, points_value=500, vouchers=(voucher(1),), balance=4500)
    left = bill.after(before, redemption)
    assert (left.balance, left.spendable, [one.id for one in left.vouchers]) == (4500, 2500, [uid(902)])


def test_what_is_spent_is_what_would_have_ended_first() -> None:
    on = date(2026, 12, 31)
    before = panel(balance=5000, next_expiry=Expiry(points=800, on=on))
    some, all_of_it = (
        Redemption(redemption=uid(70), state="committed", points=points, points_value=points, vouchers=(), balance=5000 - points)
        for points in (500, 900)
    )
    assert bill.after(before, some).next_expiry == Expiry(points=300, on=on)
    assert bill.after(before, all_of_it).next_expiry is None
    gone = Exchanged(id=uid(71), sku="c", name_ja="カップ", name_en="Cup", points=500, balance=4500)
    assert bill.exchanged(before, gone).next_expiry == Expiry(points=300, on=on)


def test_what_the_clerk_takes_off() -> None:
    amount = voucher(2, kind="amount", value=1200)
    redemption = Redemption(redemption=uid(70), state="committed", points=500, points_value=500, vouchers=(voucher(1), amount), balance=0)
    assert bill.taken_off(redemption, "ja") == ["10%", "¥1,200", "¥500"]


def test_what_is_known_in_yen_is_said_in_yen_and_goods_are_named() -> None:
    coffee = Terms(skus=("C01",), goods_ja="コーヒー", goods_en="Coffee")
    free, tenth = voucher(2, kind="free", value=480, terms=coffee), voucher(3, terms=coffee)
    offs = (Off(voucher=uid(901), coupon="welcome", yen=320), Off(voucher=uid(902), coupon="coffee", yen=None))
    redemption = Redemption(
        redemption=uid(70), state="committed", points=0, points_value=0, vouchers=(voucher(1), free, tenth), balance=0, offs=offs
    )
    assert bill.taken_off(redemption, "ja") == ["¥320", "コーヒー 1 点無料", "コーヒー 10%"]


def test_a_tap_puts_back_what_does_not_go_with_it() -> None:
    food, drink = Terms(stackable=True, group="food"), Terms(stackable=True)
    here = panel(vouchers=(voucher(1), voucher(2, terms=food), voucher(3, terms=food), voucher(4, terms=drink)))
    alone, lunch, dinner, tea = (one.id for one in here.vouchers)
    assert bill.toggled(here, (alone,), alone) == ()
    assert bill.toggled(here, (alone,), lunch) == (lunch,)
    assert bill.toggled(here, (lunch,), tea) == (lunch, tea)
    assert bill.toggled(here, (lunch, tea), dinner) == (tea, dinner)
    assert bill.toggled(here, (lunch, tea), alone) == (alone,)
    assert bill.toggled(here, (lunch, tea), lunch) == (tea,)


def test_what_stands_chosen_is_what_the_server_proposes() -> None:
    both = Proposal(vouchers=(uid(902), uid(901)), yen=None, reason="together")
    assert bill.applied(panel(proposal=both)) == (uid(902), uid(901))
    assert bill.applied(panel(proposal=both, vouchers=(voucher(1),))) == (uid(901),)
    assert bill.applied(panel(proposal=both, how="card")) == ()
    assert bill.applied(panel(proposal=None)) == ()


def test_the_odd_part_and_shares() -> None:
    assert [bill.odd_part(points) for points in (0, 99, 100, 1234)] == [0, 99, 0, 34]
    assert [bill.share(1, 0), bill.share(1, 3), bill.share(3, 3)] == [0, 33, 100]
