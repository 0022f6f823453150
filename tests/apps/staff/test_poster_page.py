"""The joining poster for managers: which store, where the card is opened, and the document."""

import pytest
from msgspec import structs

from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_settings import FakeSettings
from tests.apps.staff.made_up import CLERK, MANAGER


async def opened(tablet: OpenTablet, **more: object) -> Tablet:
    here = await tablet("/settings/poster", person=MANAGER, **more)
    await here.app.until(lambda: here.app.has("poster"))
    return here


@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_a_poster_is_saved_for_a_store(tablet: OpenTablet, width: float) -> None:
    settings = FakeSettings()
    settings.brand = structs.replace(settings.brand, address="https://card.example.jp/member")
    here = await opened(tablet, width=width, settings=settings)
    assert not here.app.has("poster-unsaid")
    await here.app.click("poster-store-eki")
    assert here.app.shows("https://card.example.jp/member/join/eki")
    await here.app.click("save-poster")
    await here.app.until(lambda: here.app.saved() != [])
    assert here.app.saved() == [("poster-eki.pdf", b"%PDF-poster")]
    assert here.shop.settings.posters == [("eki", "https://card.example.jp/member")]


async def test_an_address_that_is_none_and_a_refusal(tablet: OpenTablet) -> None:
    here = await opened(tablet, language="en")
    assert here.app.shows("The server was not told where customers open the card")
    assert getattr(here.app.key("save-poster"), "disabled", False)
    for typed in ("card.example.jp", "javascript:x", ""):
        await here.app.type("poster-address", typed)
        assert getattr(here.app.key("save-poster"), "disabled", False), typed
    await here.app.type("poster-address", "https://card.example.jp")
    here.shop.refuse("/poster", Code.RATE_LIMITED)
    await here.app.click("save-poster")
    assert here.app.saved() == []
    assert not getattr(here.app.key("save-poster"), "disabled", False)


async def test_waiting_and_failed_and_for_managers_alone(tablet: OpenTablet) -> None:
    here = await tablet("/settings", person=MANAGER)
    here.shop.cut = True
    await here.app.go("/settings/poster")
    await here.app.until(lambda: here.app.has("failed-retry"))
    here.shop.cut = False
    await here.app.click("failed-retry")
    await here.app.until(lambda: here.app.has("poster"))
    clerk = await tablet("/settings/poster", person=CLERK)
    assert not clerk.app.has("poster")
