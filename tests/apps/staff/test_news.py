"""The page on which managers write to their members: what was sent, a new one, and one taken back."""

import flet as ft
import pytest

from shared.i18n import LANGUAGES, Language
from shared.i18n.news import NEWS
from shared.wire.brand import MODULES, SEED, Brand
from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_news import SENT, FakeNews, sent
from tests.apps.staff.fake_settings import FakeSettings, logo
from tests.apps.staff.made_up import CLERK, MANAGER

JA = NEWS.ja
ROUTE = "/settings/notices"


async def opened(tablet: OpenTablet, **more: object) -> Tablet:
    here = await tablet(ROUTE, person=MANAGER, **more)
    await here.app.until(lambda: here.app.has("news"))
    return here


async def writing(tablet: OpenTablet, **more: object) -> Tablet:
    here = await opened(tablet, **more)
    await here.app.click("news-new")
    await here.app.until(lambda: here.app.has("news-form"))
    return here


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 390])
async def test_what_was_sent_and_by_how_many_it_was_read(tablet: OpenTablet, language: Language, width: float) -> None:
    here = await opened(tablet, language=language, width=width)
    words = NEWS.of(language)
    for said in (words.read(812), words.everybody, "Croissant day" if language == "en" else "クロワッサンの日", "本店"):
        assert here.app.shows(said), said


async def test_before_the_first_and_when_it_fails(tablet: OpenTablet) -> None:
    here = await opened(tablet, news=FakeNews(rows=()))
    assert here.app.shows(JA.none)
    there = await tablet(person=MANAGER)
    there.shop.refuse("/v1/notices", Code.UNAVAILABLE)
    await there.app.go(ROUTE)
    await there.app.until(lambda: there.app.has("failed"))
    there.shop.accept("/v1/notices")
    await there.app.click("failed-retry")
    await there.app.until(lambda: there.app.has("news"))


async def test_older_ones_come_when_asked_for(tablet: OpenTablet) -> None:
    older = sent(9, title_ja="夏季休業")
    here = await opened(tablet, news=FakeNews(further=(older,)))
    await here.app.click("news-more")
    await here.app.until(lambda: here.app.shows("夏季休業"))
    assert not here.app.has("news-more")
    assert here.app.has(f"news-{SENT[0].id}")


async def test_a_notice_is_written_seen_and_sent(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    assert here.app.key("news-send").disabled
    assert here.app.shows(JA.missing)
    await here.app.type("news-title-ja", "冬のパンまつり")
    assert here.app.key("news-send").disabled
    await here.app.type("news-text-ja", "1 月いっぱい、食パンがお得です。")
    await here.app.click("news-store-eki")
    await here.app.click("news-coupon-new-year")
    here.app.hand("bread.png", logo())
    await here.app.click("news-picture")
    await here.app.until(lambda: here.app.has("news-picture-remove"))
    assert here.app.shows("駅前店")
    await here.app.click("news-send")
    await here.app.until(lambda: here.app.has("news"))
    (new,) = here.shop.news.asked
    assert (new.title_ja, new.title_en, new.store, new.coupon) == ("冬のパンまつり", "", "eki", "new-year")
    assert new.picture in here.shop.settings.pictures
    assert here.app.shows(JA.done)
    await here.app.until(lambda: here.app.shows("冬のパンまつり"))


async def test_turning_the_tablet_keeps_what_was_written(tablet: OpenTablet) -> None:
    here = await writing(tablet, width=1280)
    await here.app.type("news-title-ja", "書きかけ")
    here.staff.session.width = 800
    await here.app.until(lambda: not here.app.has("section-look"))
    assert here.app.key("news-title-ja", ft.TextField).value == "書きかけ"
    await here.app.type("news-text-ja", "つづき")
    assert not here.app.key("news-send").disabled
    await here.app.click("news-close")
    await here.app.until(lambda: here.app.has("news"))
    await here.app.click("news-new")
    assert here.app.key("news-title-ja", ft.TextField).value == ""


async def test_a_coupon_that_is_over_is_not_offered(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    assert here.app.has("news-coupon-welcome")
    assert not here.app.has("news-coupon-rain")  # it ended in October


async def test_a_refusal_keeps_what_was_written(tablet: OpenTablet) -> None:
    here = await writing(tablet, news=FakeNews(refused=Code.COUPON_UNKNOWN))
    await here.app.type("news-title-ja", "お知らせ")
    await here.app.type("news-text-ja", "本文")
    await here.app.click("news-send")
    await here.app.until(lambda: here.app.shows("このクーポンは登録されていません。"))
    assert here.app.has("news-form")
    assert here.shop.news.asked == []


async def test_one_is_taken_back_after_a_second_word(tablet: OpenTablet) -> None:
    here = await opened(tablet)
    await here.app.click(f"news-{SENT[1].id}")
    await here.app.until(lambda: here.app.has("news-one"))
    assert here.app.shows("はじめての 10% 引き")
    assert not here.app.has("news-withdraw-sure")
    await here.app.click("news-withdraw")
    assert len(here.shop.news.rows) == 2
    await here.app.click("news-withdraw-sure")
    await here.app.until(lambda: here.app.has("news"))
    await here.app.until(lambda: not here.app.has(f"news-{SENT[1].id}"))
    assert here.app.shows(JA.withdrawn)


async def test_without_coupons_none_is_offered_and_without_notices_no_page(tablet: OpenTablet) -> None:
    def with_modules(*off: str) -> FakeSettings:
        return FakeSettings(brand=Brand(name="x", seed=SEED, modules=tuple(m for m in MODULES if m not in off), version=2))

    here = await writing(tablet, settings=with_modules("coupons"))
    await here.app.until(lambda: not here.app.has("news-coupon-none"))
    there = await tablet("/settings", person=MANAGER, settings=with_modules("notices"))
    await there.app.until(lambda: there.app.has("section-look"))
    await there.app.until(lambda: not there.app.has("section-notices"))


async def test_a_clerk_does_not_write(tablet: OpenTablet) -> None:
    here = await tablet(ROUTE, person=CLERK)
    assert here.app.has("waiting")
