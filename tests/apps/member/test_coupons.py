"""A coupon is picked for the next scan, shown at the till, and put back."""

from datetime import date
from typing import Any

import flet as ft
import msgspec
import pytest

from shared.clock import SetClock
from shared.i18n import LANGUAGES, Language
from shared.i18n import stamps as stamp_words
from shared.i18n.member.coupon import USING
from shared.wire.brand import SEED, Brand
from shared.wire.coupons import Proposal, Terms
from shared.wire.problems import Code
from tests.apps.fake_api import FakeApi, uid, voucher
from tests.apps.held import stamp_card
from tests.apps.member.conftest import NOW, Opened, OpenMember

FIRST, SECOND = uid(901), uid(902)


async def opened(member: OpenMember, language: Language = "ja") -> Opened:
    api = FakeApi(SetClock(NOW), vouchers=(voucher(1), voucher(2, kind="amount", value=300)))
    one = await member("/coupons", api=api, language=language)
    await one.app.until(lambda: one.app.has(f"use-{FIRST}") and one.actions.state.shown.png is not None)
    return one


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_coupon_is_picked_for_the_next_scan(member: OpenMember, language: Language) -> None:
    one = await opened(member, language)
    words = USING.of(language)
    await one.app.click(f"use-{FIRST}")
    assert all(one.app.shows(step) for step in words.steps)
    assert not one.app.has("coupon-code")
    await one.app.click("choose")
    await one.app.until(lambda: one.app.has("coupon-code"))
    assert one.app.key("coupon-code", ft.Image).src == one.actions.state.shown.png
    assert one.app.shows("2395 8317 1776")
    assert one.app.has(f"chosen-{FIRST}")
    assert not one.app.has(f"chosen-{SECOND}")


async def test_it_is_put_back(member: OpenMember) -> None:
    one = await opened(member)
    await one.app.click(f"use-{FIRST}")
    await one.app.click("choose")
    await one.app.until(lambda: one.app.has("drop"))
    await one.app.click("drop")
    await one.app.until(lambda: not one.app.has(f"chosen-{FIRST}") and not one.app.has("picked-sheet"))
    assert one.app.shows(USING.ja.dropped)
    assert one.api.asked[-1][:2] == ("DELETE", f"/v1/me/coupons/{FIRST}/choice")


async def test_another_takes_its_place(member: OpenMember) -> None:
    one = await opened(member)
    await one.actions.lists.choose(FIRST)
    await one.app.until(lambda: one.app.has(f"chosen-{FIRST}"))
    await one.app.click(f"use-{SECOND}")
    await one.app.click("choose")
    await one.app.until(lambda: one.app.has(f"chosen-{SECOND}") and not one.app.has(f"chosen-{FIRST}"))


async def test_one_that_cannot_be_picked_says_why(member: OpenMember) -> None:
    one = await opened(member)
    one.api.refuse[f"/v1/me/coupons/{FIRST}/choice"] = Code.VOUCHER_USED
    await one.app.click(f"use-{FIRST}")
    await one.app.click("choose")
    assert one.app.shows(Code.VOUCHER_USED.ja)
    assert one.app.has("choose")


async def test_without_a_line_the_number_is_shown(member: OpenMember) -> None:
    one = await opened(member)
    await one.actions.lists.choose(FIRST)
    one.actions.state.shown.failed = True
    one.actions.state.shown.png = None
    await one.app.click(f"use-{FIRST}")
    await one.app.until(lambda: one.app.has("coupon-no-code"))
    assert one.app.shows("2395 8317 1776")


async def test_the_card_says_which_is_picked(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW))
    api.card = msgspec.structs.replace(api.card, vouchers=(voucher(1, chosen=True),))
    one = await member("/", api=api)
    await one.app.until(lambda: one.app.shows(USING.ja.chosen))


async def test_what_is_off_is_nowhere(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW), brand=Brand(name="まるふく珈琲", seed=SEED, modules=("receipts",)))
    one = await member("/coupons", api=api)
    await one.app.until(lambda: one.actions.state.session.look.brand.name != "")
    assert await one.app.followed() == "/"
    assert not one.app.has(f"use-{FIRST}")


@pytest.mark.parametrize(
    ("changes", "ja", "en"),
    [
        ({"kind": "free", "value": 480}, "コーヒー 1 点無料", "Coffee, 1 free"),
        ({"kind": "price", "value": 900, "terms": {"pieces": 2}}, "コーヒー 2 点で ¥900", "Coffee, 2 for ¥900"),
        (
            {"kind": "cheapest", "value": 100, "terms": {"pieces": 3}},
            "コーヒー 3 点以上で一番安い 1 点無料",
            "Coffee: buy 3, the cheapest is free",
        ),
        ({"kind": "bundle", "value": 50, "terms": {"pieces": 2}}, "コーヒー 2 点買うと 1 点50% OFF", "Coffee: buy 2, get 1 50% off"),
        (
            {"value": 20, "terms": {"weekdays": (0, 2), "holidays": True}},
            "対象: コーヒー ・ 月曜・水曜・祝日に",
            "for Coffee ・ on Mondays, Wednesdays, holidays",
        ),
        ({"value": 20, "terms": {"birthday_month": True}}, "対象: コーヒー ・ お誕生月に", "for Coffee ・ in the month of your birthday"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_kind_says_what_it_is(member: OpenMember, language: Language, changes: dict[str, Any], ja: str, en: str) -> None:
    terms = Terms(skus=("C01",), goods_ja="コーヒー", goods_en="Coffee", **changes.get("terms", {}))
    api = FakeApi(SetClock(NOW), vouchers=(voucher(1, **(changes | {"terms": terms})),))
    one = await member("/coupons", api=api, language=language)
    await one.app.until(lambda: one.app.has(f"coupon-{FIRST}"))
    assert one.app.shows(ja if language == "ja" else en)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_stamp_cards_stand_above_the_coupons(member: OpenMember, language: Language) -> None:
    api = FakeApi(
        SetClock(NOW),
        stamps=(stamp_card(), stamp_card(id="visits", size=30, have=0, basis="visit", yen=None, once_a_day=True, today=False)),
    )
    one = await member("/coupons", api=api, language=language)
    await one.app.until(lambda: one.app.has("stamps-visits"))
    words = stamp_words.WORDS.of(language)
    assert one.app.shows("7 / 10")
    assert one.app.shows(stamp_words.missing(api.stamps[0], language))
    assert one.app.shows(words.today)
    assert one.app.shows(words.once_a_day)


async def test_a_card_without_stamps_a_full_one_and_one_that_is_over(member: OpenMember) -> None:
    cards = (
        stamp_card(id="new", have=0, coupon="new-gift", today=False),
        stamp_card(id="full", have=0, coupon="full-gift"),
        stamp_card(id="old", have=4, over=True, ends_on=date(2026, 11, 10), today=False),
    )
    api = FakeApi(SetClock(NOW), stamps=cards, vouchers=(voucher(1), voucher(2, coupon="full-gift", kind="free", value=480)))
    one = await member("/coupons", api=api)
    await one.app.until(lambda: one.app.has("stamps-full-full"))
    words = stamp_words.WORDS.ja
    assert one.app.shows(words.first)
    assert not one.app.has("stamps-new-full")
    assert one.app.has("stamps-old-over")
    assert not one.app.has("stamps-old-missing"), "nothing more can be collected"
    await one.app.click("stamps-full-use")
    assert one.app.has("coupon-sheet")


async def test_stamp_cards_that_did_not_come_can_be_asked_for_again(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW), stamps=(stamp_card(),), refuse={"/v1/me/stamps": Code.UNAVAILABLE})
    one = await member("/coupons", api=api)
    await one.app.until(lambda: one.app.has("stamps-failed"))
    assert one.app.has(f"coupon-{FIRST}"), "the coupons are there all the same"
    api.refuse.clear()
    await one.app.click("stamps-retry")
    await one.app.until(lambda: one.app.has("stamps-coffee-10"))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_the_till_will_take_off_next_is_said_with_its_reason(member: OpenMember, language: Language) -> None:
    api = FakeApi(SetClock(NOW), vouchers=(voucher(1), voucher(2, kind="amount", value=300)))
    api.card = msgspec.structs.replace(api.card, proposal=Proposal(vouchers=(FIRST, SECOND), yen=None, reason="together"))
    one = await member("/coupons", api=api, language=language)
    await one.app.until(lambda: one.app.has("next-set"))
    assert one.app.shows(USING.of(language).together(2))
    api.card = msgspec.structs.replace(api.card, version=5, proposal=Proposal(vouchers=(FIRST,), yen=None, reason="picked"))
    await one.actions.refresh()
    await one.app.until(lambda: one.app.shows(USING.of(language).reasons["picked"]))


async def test_one_coupon_needs_no_choice(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW))
    api.card = msgspec.structs.replace(api.card, proposal=Proposal(vouchers=(FIRST,), yen=None, reason="only"))
    one = await member("/coupons", api=api)
    await one.app.until(lambda: one.app.has(f"use-{FIRST}"))
    assert not one.app.has("next-set")


async def test_without_the_module_there_are_no_stamps(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW), stamps=(stamp_card(),), brand=Brand(name="まるふく珈琲", seed=SEED, modules=("coupons",)))
    one = await member("/coupons", api=api)
    await one.app.until(lambda: one.app.has(f"coupon-{FIRST}"))
    assert not one.app.has("stamps-coffee-10")
    assert all(path != "/v1/me/stamps" for _, path, _ in api.asked)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_word_brings_its_coupon(member: OpenMember, language: Language) -> None:
    one = await opened(member, language)
    words = USING.of(language)
    await one.app.click("word")
    await one.app.type("word-field", "aki")
    assert one.app.key("word-send").disabled
    await one.app.type("word-field", "aki 2026")
    await one.app.click("word-send")
    await one.app.until(lambda: one.app.has(f"coupon-{uid(909)}"))
    assert one.app.shows(words.word_done)
    assert next(body["word"] for method, path, body in one.api.asked if (method, path) == ("POST", "/v1/me/coupons")) == "AKI2026"


async def test_a_word_that_is_none_says_so_and_stays(member: OpenMember) -> None:
    one = await opened(member)
    await one.app.click("word")
    await one.app.type("word-field", "NATSU99")
    await one.app.click("word-send")
    assert one.app.shows(Code.COUPON_WORD_UNKNOWN.sentence("ja", {}))
    assert one.app.has("word-card")
