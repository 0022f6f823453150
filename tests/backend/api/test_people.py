"""People come, change and go; devices are lost: what is taken away is gone at the next request."""

import sys

import pytest
from sqlalchemy import select

from backend.auth.tables import pin_counters
from shared.client import ManagerApi, Refused, SignedOut
from shared.clock import HOUR, MINUTE
from shared.wire import members, sales, staff, visits
from tests.backend.api.harness import PIN, PINS, House

NEW = "703164"


async def manager_id(shop: House) -> str:
    return next(one.id for one in await shop.manager.staff_list("honten") if one.role == "manager")


async def newcomer(shop: House, role: staff.Role = "cashier") -> staff.StaffAdded:
    return await shop.manager.add_staff(staff.NewStaff(name="鈴木", role=role, stores=("honten",)))


async def unlock(shop: House, person: str, pin: str, new_pin: str | None = None) -> ManagerApi:
    unlocked = await shop.at_tablet(shop.device.token).unlock(staff.Unlock(staff=person, pin=pin, new_pin=new_pin))
    return shop.at_tablet(unlocked.token)


async def test_a_newcomer_chooses_his_own_pin(shop: House) -> None:
    added = await newcomer(shop)
    assert added.temporary is not None
    temporary = added.temporary.pin
    assert [one.pin_pending for one in await shop.manager.staff_list("honten") if one.id == added.id] == [True]
    for _ in range(6):  # the right PIN is never counted as a wrong one
        with pytest.raises(Refused, match="pin-new-required"):
            await unlock(shop, added.id, temporary)
    for weak in ("123456", temporary):
        with pytest.raises(Refused, match="pin-weak"):
            await unlock(shop, added.id, temporary, weak)
    await unlock(shop, added.id, temporary, NEW)
    with pytest.raises(Refused, match="pin-wrong"):
        await unlock(shop, added.id, temporary)
    await unlock(shop, added.id, NEW)
    assert not any(one.pin_pending for one in await shop.manager.staff_list("honten"))


async def test_two_people_do_not_share_a_pin_and_nobody_learns_whose_it_is(shop: House) -> None:
    added = await newcomer(shop)
    assert added.temporary is not None
    with pytest.raises(Refused, match="pin-taken"):  # the manager's
        await unlock(shop, added.id, added.temporary.pin, PIN)
    with pytest.raises(Refused, match="pin-taken"):
        await shop.manager.add_staff(staff.NewStaff(name="伊藤", pin=PIN, role="cashier", stores=("honten",)))
    await shop.unlocked("cashier")
    await shop.manager.leave(shop.people["cashier"].id)
    await unlock(shop, added.id, added.temporary.pin, PINS["cashier"])  # who has left keeps none
    await unlock(shop, added.id, PINS["cashier"], NEW)  # one's own is changed whenever one likes
    await unlock(shop, added.id, NEW)


async def test_who_tries_out_the_pins_of_others_is_paused(shop: House) -> None:
    await shop.unlocked("cashier")
    person = shop.people["cashier"].id
    for _ in range(5):
        with pytest.raises(Refused, match="pin-taken"):
            await unlock(shop, person, PINS["cashier"], PIN)
    with pytest.raises(Refused, match="pin-paused"):
        await unlock(shop, person, PINS["cashier"])
    shop.clock.forward(MINUTE)
    pin = PINS["cashier"]
    for free in ("531870", "531871", "531872", "531873", "531874"):
        await unlock(shop, person, pin, free)
        pin = free
    with pytest.raises(Refused, match="rate-limited"):
        await unlock(shop, person, pin, PIN)
    await unlock(shop, person, pin)


async def test_a_reset_pin_ends_the_old_one_and_its_sessions(shop: House) -> None:
    cashier = await shop.unlocked("cashier")
    person = shop.people["cashier"].id
    temporary = await shop.manager.reset_pin(person)
    with pytest.raises(SignedOut):
        await cashier.desk()
    with pytest.raises(Refused, match="pin-wrong"):
        await unlock(shop, person, PINS["cashier"])
    shop.clock.forward(25 * HOUR)
    with pytest.raises(Refused, match="pin-temporary-over"):
        await unlock(shop, person, temporary.pin, NEW)


async def test_who_leaves_is_out_at_once(shop: House) -> None:
    cashier = await shop.unlocked("cashier")
    person = shop.people["cashier"].id
    await cashier.desk()
    await shop.manager.leave(person)
    with pytest.raises(SignedOut):
        await cashier.desk()
    with pytest.raises(Refused, match="pin-wrong"):
        await unlock(shop, person, PINS["cashier"])
    assert person not in {one.id for one in (await shop.manager.desk()).staff}
    with pytest.raises(Refused, match="not-found"):
        await shop.manager.leave(person)


async def test_a_role_counts_from_the_next_request(shop: House) -> None:
    cashier = await shop.unlocked("cashier")
    person = shop.people["cashier"].id
    assert (await shop.ask("GET", "/v1/stores/honten/today", cashier.token)).status_code == 403
    await shop.manager.change_role(person, staff.ChangeRole(store="honten", role="auditor"))
    assert (await shop.ask("GET", "/v1/stores/honten/today", cashier.token)).status_code == 200
    visit = {"id": shop.ids.new(), "code": "000000000000"}
    assert (await shop.ask("POST", "/v1/visits", cashier.token, json=visit)).status_code == 403


async def test_a_store_keeps_a_manager_and_nobody_changes_himself(shop: House) -> None:
    own = await manager_id(shop)
    for act in (shop.manager.leave(own), shop.manager.change_role(own, staff.ChangeRole(store="honten", role="cashier"))):
        with pytest.raises(Refused, match="own-rights"):
            await act
    other = await shop.unlocked("manager")
    with pytest.raises(Refused, match="not-found"):  # the first manages `eki` too, the second does not
        await other.leave(own)
    await other.change_role(own, staff.ChangeRole(store="honten", role="shift_lead"))
    with pytest.raises(Refused, match="own-rights"):
        await other.change_role(shop.people["manager"].id, staff.ChangeRole(store="honten", role="cashier"))


async def test_the_last_manager_of_another_store_stays(shop: House) -> None:
    added = await shop.manager.add_staff(staff.NewStaff(name="山田", pin=PINS["manager"], role="manager", stores=("eki", "honten")))
    yamada = await unlock(shop, added.id, PINS["manager"])
    await shop.manager.change_role(added.id, staff.ChangeRole(store="eki", role="cashier"))
    with pytest.raises(Refused, match="forbidden"):
        await yamada.change_role(await manager_id(shop), staff.ChangeRole(store="eki", role="cashier"))


async def test_a_lost_tablet_is_out_at_once(shop: House) -> None:
    enrolled = await shop.at_tablet("").enrol(await shop.invite("honten"))
    tablet = shop.at_tablet(enrolled.token)
    person = await tablet.unlock(staff.Unlock(staff=await manager_id(shop), pin=PIN))
    await shop.manager.rename_device(enrolled.device, staff.Rename(name="なくしたタブレット"))
    assert [(one.name, one.this) for one in await shop.manager.devices("honten")][1:] == [("なくしたタブレット", False)]
    await shop.manager.revoke_device(enrolled.device)
    for token in (enrolled.token, person.token):
        assert (await shop.ask("GET", "/v1/desk", token)).status_code == 401
    assert (await shop.manager.desk()).device == shop.device.device
    with pytest.raises(Refused, match="not-found"):
        await shop.manager.revoke_device(enrolled.device)


async def test_a_linked_card_is_not_served_by_its_holder(shop: House) -> None:
    cashier = await shop.unlocked("cashier")
    member = await shop.member()
    number = (await member.card()).number
    person = shop.people["cashier"].id
    await shop.manager.link_card(person, staff.LinkCard(number=number))
    with pytest.raises(Refused, match="own-account"):
        await cashier.open_visit(visits.OpenVisit(id=shop.ids.new(), code=number))
    typed = shop.sale("1", terminal="tablet", member=sales.Ref(kind="card", value=number))
    with pytest.raises(Refused, match="own-account"):
        await cashier.sale(typed)
    with pytest.raises(Refused, match="card-number-wrong"):
        await shop.manager.link_card(person, staff.LinkCard(number="123456789014"))
    await shop.manager.link_card(person, staff.LinkCard(number=None))
    await cashier.open_visit(visits.OpenVisit(id=shop.ids.new(), code=number))


async def test_nobody_takes_his_own_card_away_nor_resets_his_own_pin(shop: House) -> None:
    """He would serve himself and put the card back; and who finds a tablet unlocked would get a PIN for it."""
    own, member = await manager_id(shop), await shop.member()
    card = staff.LinkCard(number=(await member.card()).number)
    await shop.manager.link_card(own, card)
    for other in (staff.LinkCard(number=None), card):
        with pytest.raises(Refused, match="own-rights"):
            await shop.manager.link_card(own, other)
    with pytest.raises(Refused, match="own-rights"):
        await shop.manager.reset_pin(own)
    with pytest.raises(Refused, match="own-account"):
        await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code))
    sent = await member.ask_confirmation(members.AskConfirmation(purpose="leave"))
    await member.leave(members.Confirmed(request=sent.request, code=shop.code()))
    again = await shop.member()
    await shop.manager.link_card(own, staff.LinkCard(number=(await again.card()).number))  # the card of one who left is nobody's


async def test_what_a_manager_has_invited_ends_with_him(shop: House) -> None:
    other = await shop.unlocked("manager")
    invited = await other.enrolment(staff.NewEnrolment(store="honten", device_name="タブレット"))
    await shop.manager.change_role(shop.people["manager"].id, staff.ChangeRole(store="honten", role="cashier"))
    with pytest.raises(Refused, match="enrolment-invalid"):
        await shop.at_tablet("").enrol(invited.token)


async def test_ten_thousand_guesses_at_a_pin_evaluate_thirty_and_the_shop_goes_on(shop: House, capsys: pytest.CaptureFixture[str]) -> None:
    """Twenty a minute through a working day: each that is evaluated makes the pause longer, and nobody else waits."""
    await shop.unlocked("cashier")
    person, tablet = shop.people["cashier"].id, shop.at_tablet(shop.device.token)
    manager = await manager_id(shop)
    for guess in range(10_000):
        shop.clock.forward(2880)
        with pytest.raises(Refused, match="pin-"):
            await tablet.unlock(staff.Unlock(staff=person, pin=f"{guess:06d}"))
    mine = select(pin_counters.c.failures).where(pin_counters.c.staff_id == person)
    evaluated = await shop.database.read(lambda connection: connection.scalars(mine).one())
    with capsys.disabled():
        sys.stdout.write(f"\n10,000 PIN guesses in eight hours: {evaluated} evaluated\n")
    assert evaluated <= 30
    other = await unlock(shop, manager, PIN)  # others come in at the same tablet
    invited = await other.enrolment(staff.NewEnrolment(store="honten", device_name="二台目"))
    elsewhere = shop.at_tablet((await shop.at_tablet("").enrol(invited.token)).token)
    await elsewhere.unlock(staff.Unlock(staff=person, pin=PINS["cashier"]))  # and the person himself at another
