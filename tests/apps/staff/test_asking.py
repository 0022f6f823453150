"""A redemption that waits for the member's word on the phone."""

from collections.abc import Iterator

import pytest

from app_staff import waiting
from shared.qr.number import check_digit
from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.made_up import CLERK, panel, uid

APPROVAL = uid(77)
NUMBER = "12345678901" + check_digit("12345678901")


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(waiting, "EACH", 0.02)
        yield


async def asking(tablet: OpenTablet, language: str = "ja") -> Tablet:
    by_number = panel(how="card", spendable=0, askable=4000, balance=4000, spend_limited_by="card")
    here = await tablet(person=CLERK, linked=True, member=by_number, language=language)
    await here.scan(NUMBER)
    await here.app.click("preset-500")
    assert here.app.has("asks")
    here.shop.refuse("/redemptions", Code.APPROVAL_NEEDED, approval=APPROVAL)
    await here.app.click("confirm")
    assert here.app.has("asked")
    return here


@pytest.mark.parametrize("language", ["ja", "en"])
async def test_what_the_member_allows_is_sent_again_as_it_was(tablet: OpenTablet, language: str) -> None:
    here = await asking(tablet, language)
    here.shop.accept("/redemptions")
    here.shop.word = "given"
    await here.app.until(lambda: here.app.has("result-good"))
    first, second = here.shop.calls("/redemptions")
    assert first == second


async def test_allowed_and_then_no_answer_it_is_sent_again_and_never_dropped(tablet: OpenTablet) -> None:
    here = await asking(tablet)
    here.shop.accept("/redemptions")
    here.shop.lose = "/redemptions"
    here.shop.word = "given"
    await here.app.until(lambda: here.app.has("unsure"))
    assert not here.app.has("stop-asking")
    await here.app.click("resend")
    assert here.app.has("result-good")
    assert len(here.shop.redeemed) == 1


async def test_a_no_is_said(tablet: OpenTablet) -> None:
    here = await asking(tablet)
    here.shop.refuse("/redemptions", Code.APPROVAL_DENIED)
    here.shop.word = "denied"
    await here.app.until(lambda: here.app.has("result-bad"))
    assert here.app.shows("お客さまが断りました")


async def test_no_answer_leads_back_to_the_member(tablet: OpenTablet) -> None:
    here = await asking(tablet)
    here.shop.word = "expired"
    await here.app.until(lambda: here.app.has("result-amber"))
    assert here.app.shows("確認がありませんでした")
    await here.app.click("go-on")
    assert here.app.has("panel")
    assert not here.app.has("asked")


async def test_the_clerk_need_not_wait(tablet: OpenTablet) -> None:
    here = await asking(tablet)
    await here.app.click("stop-asking")
    here.shop.accept("/redemptions")
    here.shop.word = "given"
    await here.app.settle()
    assert here.app.has("confirm")
    assert len(here.shop.calls("/redemptions")) == 1


async def test_a_frozen_card_says_so(tablet: OpenTablet) -> None:
    here = await tablet(member=panel(spendable=0, spend_limited_by="frozen"))
    await here.scan()
    assert here.app.shows("一時停止しています")


async def test_what_a_return_left_owing_comes_first(tablet: OpenTablet) -> None:
    here = await tablet(member=panel(spendable=0, spend_limited_by="owed"))
    await here.scan()
    assert here.app.shows("返品のときに足りなかったポイント")
