"""Points by hand: a limit for each role and day, above it a second person on another device, and a day's wait where there is none."""

import pytest

from backend.till.adjustments import Adjustments
from backend.till.service import Till
from backend.till.verify import verify
from shared.client import ManagerApi, MemberApi, Refused
from shared.clock import DAY, HOUR
from shared.wire import adjustments, staff, visits
from tests.backend.api.harness import PIN, PINS, House


async def visit_of(shop: House, member: MemberApi, api: ManagerApi) -> str:
    visit = shop.ids.new()
    await api.open_visit(visits.OpenVisit(id=visit, code=(await member.code()).code))
    return visit


def wish(shop: House, points: int) -> adjustments.Adjust:
    return adjustments.Adjust(op_id=shop.ids.new(), points=points, reason="missed", note="レシート 12 の付け忘れ")


def yes(shop: House) -> adjustments.Decide:
    return adjustments.Decide(op_id=shop.ids.new(), approve=True)


async def at_another_tablet(shop: House, person: str, pin: str = PIN) -> ManagerApi:
    tablet = shop.at_tablet((await shop.at_tablet("").enrol(await shop.invite("honten"))).token)
    return shop.at_tablet((await tablet.unlock(staff.Unlock(staff=person, pin=pin))).token)


async def sound(shop: House) -> None:
    assert await shop.database.read(verify) == []


async def test_within_the_limit_it_is_booked_and_the_member_sees_why(shop: House) -> None:
    member, lead = await shop.member(), await shop.unlocked("shift_lead")
    visit = await visit_of(shop, member, lead)
    asked = wish(shop, 300)
    done = await lead.adjust(visit, asked)
    assert (done.state, (await member.card()).balance) == ("booked", 300)
    assert await lead.adjust(visit, asked) == done
    (row, *_) = (await member.points()).rows
    assert (row.kind, row.points, row.reason) == ("adjust", 300, "missed")
    assert (await lead.adjust(visit, wish(shop, -100))).state == "booked"
    assert (await member.card()).balance == 200
    with pytest.raises(Refused, match="points-insufficient"):
        await lead.adjust(visit, wish(shop, -201))
    with pytest.raises(Refused, match="nothing-to-adjust"):
        await lead.adjust(visit, wish(shop, 0))
    await sound(shop)


async def test_small_parts_count_together_until_the_day_is_over(shop: House) -> None:
    member, lead = await shop.member(), await shop.unlocked("shift_lead")
    visit = await visit_of(shop, member, lead)
    assert [(await lead.adjust(visit, wish(shop, points))).state for points in (400, 101, 100, 1)] == [
        "booked",
        "waiting",
        "booked",
        "waiting",
    ]
    assert (await member.card()).balance == 500


async def test_above_the_limit_a_second_person_on_another_device(shop: House) -> None:
    member, lead = await shop.member(), await shop.unlocked("shift_lead")
    visit = await visit_of(shop, member, lead)
    asked = await lead.adjust(visit, wish(shop, 800))
    assert (asked.state, asked.due_at, (await member.card()).balance) == ("waiting", None, 0)
    (row,) = await lead.adjustment_list("honten")
    assert (row.mine, row.here, row.asked_by) == (True, True, "shift_lead")
    elsewhere = await at_another_tablet(shop, shop.people["shift_lead"].id, PINS["shift_lead"])
    with pytest.raises(Refused, match="second-person"):  # the same person on another device
        await elsewhere.decide(asked.id, yes(shop))
    with pytest.raises(Refused, match="second-device"):  # another person on the same device
        await shop.manager.decide(asked.id, yes(shop))
    manager = await at_another_tablet(shop, (await shop.unlocked("manager"), shop.people["manager"].id)[1], PINS["manager"])
    cashier = await shop.unlocked("cashier")
    assert (await shop.ask("POST", f"/v1/adjustments/{asked.id}", cashier.token, json={})).status_code == 403
    approval = yes(shop)
    done = await manager.decide(asked.id, approval)
    assert (done.state, (await member.card()).balance) == ("booked", 800)
    assert await manager.decide(asked.id, approval) == done
    with pytest.raises(Refused, match="adjustment-over"):
        await manager.decide(asked.id, yes(shop))
    (row,) = await manager.adjustment_list("honten")
    assert (row.state, row.decided_by) == ("booked", "manager")
    await sound(shop)


async def test_whom_the_first_one_appointed_is_no_second_one_for_a_day(shop: House) -> None:
    """He knows the PIN he gave, and may stand there himself under another name."""
    member = await shop.member()
    asked = await shop.manager.adjust(await visit_of(shop, member, shop.manager), wish(shop, 8_000))
    await shop.unlocked("shift_lead")
    person = staff.Unlock(staff=shop.people["shift_lead"].id, pin=PINS["shift_lead"])
    tablet = shop.at_tablet((await shop.at_tablet("").enrol(await shop.invite("honten"))).token)
    with pytest.raises(Refused, match="second-person"):
        await shop.at_tablet((await tablet.unlock(person)).token).decide(asked.id, yes(shop))
    shop.clock.forward(DAY + HOUR)
    assert (await shop.at_tablet((await tablet.unlock(person)).token).decide(asked.id, yes(shop))).state == "booked"


async def test_denied_or_taken_back_nothing_happens(shop: House) -> None:
    member, lead = await shop.member(), await shop.unlocked("shift_lead")
    visit = await visit_of(shop, member, lead)
    asked = await lead.adjust(visit, wish(shop, 800))
    back = await lead.decide(asked.id, adjustments.Decide(op_id=shop.ids.new(), approve=False))
    assert (back.state, (await member.card()).balance) == ("denied", 0)


async def test_nobody_approves_for_his_own_card(shop: House) -> None:
    member, lead = await shop.member(), await shop.unlocked("shift_lead")
    asked = await lead.adjust(await visit_of(shop, member, lead), wish(shop, 800))
    await shop.unlocked("manager")
    person = shop.people["manager"].id
    await shop.manager.link_card(person, staff.LinkCard(number=(await member.card()).number))
    manager = await at_another_tablet(shop, person, PINS["manager"])
    with pytest.raises(Refused, match="own-account"):
        await manager.decide(asked.id, yes(shop))


async def test_a_shop_of_one_waits_a_day_and_may_take_it_back(shop: House) -> None:
    member = await shop.member()
    visit = await visit_of(shop, member, shop.manager)
    first, second = [await shop.manager.adjust(visit, wish(shop, points)) for points in (5_000, 4_000)]
    assert first.due_at is not None
    assert [(one.state, one.points) for one in await shop.manager.adjustment_list("honten")] == [("waiting", 4_000), ("waiting", 5_000)]
    with pytest.raises(Refused, match="second-person"):
        await shop.manager.decide(first.id, yes(shop))
    end = (await member.card()).number[-4:]
    assert {(row.member, row.asked_by, row.mine) for row in await shop.manager.adjustment_list("honten")} == {(end, "店長", True)}
    await shop.manager.decide(second.id, adjustments.Decide(op_id=shop.ids.new(), approve=False))
    job = Adjustments(shop.database, shop.clock, Till(shop.database, shop.clock, shop.ids))
    shop.clock.forward(DAY - HOUR)
    await job.book_due(0)
    assert (await member.card()).balance == 0
    shop.clock.forward(HOUR)
    for _ in range(2):
        await job.book_due(0)
    assert (await member.card()).balance == 5_000
    await sound(shop)


async def test_an_adjustment_of_another_store_does_not_exist(shop: House) -> None:
    member = await shop.member()
    asked = await shop.manager.adjust(await visit_of(shop, member, shop.manager), wish(shop, 5_000))
    person = await shop.manager.add_staff(staff.NewStaff(name="鈴木", pin=PINS["manager"], role="manager", stores=("eki",)))
    tablet = shop.at_tablet((await shop.at_tablet("").enrol(await shop.invite("eki"))).token)
    suzuki = shop.at_tablet((await tablet.unlock(staff.Unlock(staff=person.id, pin=PINS["manager"]))).token)
    with pytest.raises(Refused, match="not-found"):
        await suzuki.decide(asked.id, yes(shop))
    with pytest.raises(Refused, match="forbidden"):
        await suzuki.adjustment_list("honten")
