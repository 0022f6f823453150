"""What members do with what is theirs: devices, the freeze, consents."""

from datetime import date, timedelta

import pytest

from shared.client import MemberApi, Refused
from shared.clock import DAY, SECOND, tokyo
from shared.wire import members, sales, visits
from tests.backend.api.harness import House, transport


async def confirmed(shop: House, member: MemberApi, purpose: str) -> members.Confirmed:
    sent = await member.ask_confirmation(members.AskConfirmation(purpose=purpose))  # pyright: ignore[reportArgumentType]  a test's literal
    return members.Confirmed(request=sent.request, code=shop.code())


async def test_the_profile_says_what_the_shop_knows(shop: House) -> None:
    member = await shop.member("Hanako@example.jp", name="花子")
    profile = await member.profile()
    assert (profile.name, profile.email, profile.birthday, profile.frozen) == ("花子", "hanako@example.jp", None, False)


async def test_a_lost_phone_is_stopped_from_another(shop: House) -> None:
    old = await shop.member()
    shop.clock.forward(SECOND)
    new = await shop.member(key="A" * 43)
    code = (await old.code()).code
    here, there = await new.devices()
    assert (here.current, here.kind, there.current, there.kind) == (True, "device", False, "web")
    await new.rename_device(here.id, "新しい電話")
    await new.stop_device(there.id)
    assert [device.name for device in await new.devices()] == ["新しい電話"]
    with pytest.raises(Refused, match="unauthenticated"):
        await old.card()
    with pytest.raises(Refused, match="code-invalid"):
        await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=code))
    for gone in (there.id, "no-such-one"):
        with pytest.raises(Refused, match="device-unknown"):
            await new.stop_device(gone)


async def test_signing_in_says_that_another_phone_is_signed_in(shop: House) -> None:
    await shop.member()
    again = MemberApi("http://shop", transport=transport(shop.api))
    sent = await again.send_code(members.SendCode(email="hanako@example.jp"))
    assert (await again.sign_in(members.SignIn(request=sent.request, code=shop.code()))).others == 1


async def test_nobody_stops_a_stranger_s_device(shop: House) -> None:
    hanako, taro = await shop.member("hanako@example.jp"), await shop.member("taro@example.jp")
    device = (await hanako.devices())[0].id
    for act in (taro.stop_device(device), taro.rename_device(device, "x")):
        with pytest.raises(Refused, match="device-unknown"):
            await act
    await hanako.card()


async def test_a_frozen_card_earns_and_does_not_spend(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    number = (await member.card()).number
    await member.freeze()
    await shop.pos.sale(shop.sale("1", member=sales.Ref(kind="card", value=number)))
    card = await member.card()
    assert (card.frozen, card.balance) == (True, 50)
    visit = await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code))
    with pytest.raises(Refused, match="member-frozen"):
        await shop.manager.redeem(visit.visit, visits.Redeem(op_id=shop.ids.new(), points=10))
    with pytest.raises(Refused, match="code-wrong"):  # a code for another purpose is none
        await member.unfreeze(await confirmed(shop, member, "leave"))
    await member.unfreeze(await confirmed(shop, member, "unfreeze"))
    assert (await shop.manager.redeem(visit.visit, visits.Redeem(op_id=shop.ids.new(), points=10))).balance == 40


async def test_a_stranger_s_code_unfreezes_nothing(shop: House) -> None:
    hanako, taro = await shop.member("hanako@example.jp"), await shop.member("taro@example.jp")
    await hanako.freeze()
    with pytest.raises(Refused, match="code-wrong"):
        await hanako.unfreeze(await confirmed(shop, taro, "unfreeze"))
    assert (await hanako.profile()).frozen


async def test_consent_is_withdrawn_as_it_was_given(shop: House) -> None:
    member = await shop.member(consents=("mail",))
    assert {one.purpose: one.given for one in await member.consents()} == {"terms": True, "mail": True}
    shop.clock.forward(SECOND)
    now = await member.consent(members.GiveConsent(purpose="mail", given=False, version="1"))
    assert {one.purpose: one.given for one in now} == {"terms": True, "mail": False}
    shop.clock.forward(SECOND)
    now = await member.consent(members.GiveConsent(purpose="analysis", given=True, version="2"))
    assert {one.purpose: (one.given, one.version) for one in now} == {"terms": (True, "1"), "mail": (False, "1"), "analysis": (True, "2")}


async def test_a_member_mends_name_and_birthday(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member(name="花子")
    await member.change(members.ChangeProfile(name=" 山本 花子 ", birthday=date(1990, 4, 1)))
    profile = await member.profile()
    assert (profile.name, profile.birthday, profile.birthday_from) == ("山本 花子", date(1990, 4, 1), None)
    assert (await member.card()).name == "山本 花子"
    with pytest.raises(Refused, match="invalid"):
        await member.change(members.ChangeProfile(name="   ", birthday=date(1990, 4, 1)))


async def test_the_birthday_moves_once_a_year(each_shop: House) -> None:
    """Giving it is free, and so is one correction; taking it away is no way around."""
    shop = each_shop
    member = await shop.member()
    await member.change(members.ChangeProfile(name="花子", birthday=date(1990, 4, 1)))
    await member.change(members.ChangeProfile(name="花子", birthday=date(1990, 5, 1)))
    free = (await member.profile()).birthday_from
    assert free == tokyo(shop.clock.now()).date() + timedelta(days=365)
    for other in (date(1990, 6, 1), None):
        with pytest.raises(Refused, match="birthday-fixed"):
            await member.change(members.ChangeProfile(name="花子", birthday=other))
    await member.change(members.ChangeProfile(name="はな子", birthday=date(1990, 5, 1)))
    shop.clock.forward(366 * DAY)
    again = await shop.member()
    assert (await again.profile()).birthday_from is None
    await again.change(members.ChangeProfile(name="はな子", birthday=date(1990, 6, 1)))
    assert (await again.profile()).birthday == date(1990, 6, 1)
