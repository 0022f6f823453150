"""The list of members and one of them; each as far as the role goes."""

from datetime import date

import msgspec
import pytest

from shared.i18n import LANGUAGES, Language, formats, tickets
from shared.i18n.directory import DIRECTORY
from shared.wire.problems import Code
from shared.wire.staff import StaffMember
from tests.apps.held import book
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_members import MEMBERS, FakeMembers
from tests.apps.staff.fake_settings import WITH_TICKETS, FakeSettings
from tests.apps.staff.made_up import CLERK, LEAD, MANAGER, uid

OFFICER = StaffMember(id=uid(5), name="森 千尋", role="privacy_officer")
FIRST = f"member-{MEMBERS[0].id}"


async def opened(tablet: OpenTablet, **more: object) -> Tablet:
    here = await tablet("/members", **{"person": MANAGER, **more})
    await here.app.until(lambda: here.app.has(FIRST))
    return here


def shown(here: Tablet) -> list[str]:
    keys = here.app.keys()
    return [key for key in keys if key.startswith("member-0")]


@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_the_list_has_cards_and_ranks_and_no_name(tablet: OpenTablet, width: float) -> None:
    here = await opened(tablet, width=width)
    for words in ("会員証 •••• 9014", "ゴールド", "¥186,400", "2,330 pt", "最後の来店 2026/11/22", "来店なし", "一時停止", "駅前店"):
        assert here.app.shows(words), words
    assert not here.app.shows("山本")
    assert len(shown(here)) == 12


async def test_the_list_in_english(tablet: OpenTablet) -> None:
    here = await opened(tablet, language="en")
    for words in (
        "Members",
        "Card •••• 9014",
        "last seen 22 Nov 2026",
        "Frozen",
        "Most spent",
        "¥186,400 in 12 months",
        "Opening a member",
    ):
        assert here.app.shows(words), words


async def test_sorted_filtered_and_looked_for(tablet: OpenTablet) -> None:
    here = await opened(tablet)
    await here.app.click("sort-spent")
    await here.app.click("rank-silver")
    assert here.shop.members.asked[-1] == {"sort": "spent", "rank": "silver"}
    await here.app.until(lambda: len(shown(here)) == 3)
    await here.app.click("rank-")
    await here.app.type("search", "90")
    assert "card" not in here.shop.members.asked[-1]  # nothing to look for yet
    await here.app.type("search", "9014")
    await here.app.until(lambda: len(shown(here)) == 1)
    await here.app.type("search", "90141")
    assert here.app.shows("末尾 4 桁を入力してください")
    known = len(here.shop.members.asked)
    await here.app.type("search", "1234 5678 9014")
    await here.app.until(lambda: len(shown(here)) == 1)
    assert len(here.shop.members.asked) == known  # a whole number stands in no address
    await here.app.type("search", "0000")
    await here.app.until(lambda: here.app.shows("あてはまる会員がいません"))
    await here.app.type("search", "")
    await here.app.until(lambda: len(shown(here)) == 12)


async def test_the_rest_comes_when_it_is_asked_for(tablet: OpenTablet) -> None:
    here = await opened(tablet, members=FakeMembers(at_once=5))
    for count in (10, 12):
        await here.app.click("more")
        await here.app.until(lambda count=count: len(shown(here)) == count)
    assert not here.app.has("more")


async def test_nobody_yet_and_without_a_line(tablet: OpenTablet) -> None:
    here = await tablet("/members", person=MANAGER, members=FakeMembers(rows=()))
    await here.app.until(lambda: here.app.shows("まだ会員がいません"))
    assert not here.app.has("export")
    waiting = await tablet(person=MANAGER)
    waiting.shop.held.clear()
    await waiting.app.go("/members")
    assert waiting.app.has("loading")
    waiting.shop.held.set()
    there = await tablet(person=MANAGER)
    there.shop.cut = True
    await there.app.click("go-members")
    await there.app.followed()
    await there.app.until(lambda: there.app.has("failed-retry"))
    there.shop.cut = False
    await there.app.click("failed-retry")
    await there.app.until(lambda: there.app.has(FIRST))


@pytest.mark.parametrize("width", [1280, 390])
async def test_one_member_for_a_manager(tablet: OpenTablet, width: float) -> None:
    here = await opened(tablet, width=width)
    assert here.shop.members.opened == []
    await here.app.click(f"member-{MEMBERS[1].id}")
    await here.app.until(lambda: here.app.has("name"))
    for words in (
        "山本 花子", "14 回", "2 台", "あと ¥58,800 でゴールド", "2026/11/30 (月)", "120 pt", "はじめての 10% 引き", "使用済み", "これから",
        "+37 pt", "-500 pt", "¥3,780", "返品", "個人情報担当だけが見られます", "開いたことは記録されています",
    ):  # fmt: skip
        assert here.app.shows(words), words
    assert here.shop.members.opened == [MEMBERS[1].id]
    await here.app.click("back")
    await here.app.until(lambda: here.app.has(FIRST))


async def test_the_privacy_officer_sees_address_and_birthday(tablet: OpenTablet) -> None:
    personal = {"email": "hanako@example.jp", "birthday": date(1990, 4, 3)}
    here = await opened(tablet, person=OFFICER, people=(MANAGER, OFFICER), members=FakeMembers(changes=personal), language="en")
    assert not here.app.has("go-settings")
    await here.app.click(FIRST)
    await here.app.until(lambda: here.app.shows("hanako@example.jp"))
    assert here.app.shows("Tue 3 Apr 1990")
    assert not here.app.shows("privacy officer alone")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_a_member_has_paid_ahead_is_there_where_the_shop_sells_it(tablet: OpenTablet, language: Language) -> None:
    books = (book(1, left=2, ends_on=date(2026, 11, 30), state="soon"), book(2, left=8), book(3, left=0, state="used_up"))
    settings = FakeSettings(brand=WITH_TICKETS)
    here = await opened(tablet, language=language, members=FakeMembers(changes={"tickets": books}), settings=settings)
    await here.app.click(FIRST)
    await here.app.until(lambda: here.app.has(f"book-{books[0].id}"))
    said = tickets.WORDS.of(language)
    for words in (said.left(2), said.left(8), said.soon, said.used_up, formats.plain_day(date(2026, 11, 30), language)):
        assert here.app.shows(words), words
    bare = await opened(tablet, language=language, settings=settings)
    await bare.app.click(FIRST)
    await bare.app.until(lambda: bare.app.shows(DIRECTORY.of(language).no_tickets))
    off = await opened(tablet, language=language)
    await off.app.click(FIRST)
    await off.app.until(lambda: off.app.has("name"))
    assert not off.app.has("ticket-books")


async def test_a_frozen_member_in_debt_without_anything(tablet: OpenTablet) -> None:
    bare = {"debt": 40, "vouchers": (), "points": (), "receipts": (), "expiries": ()}
    here = await opened(tablet, members=FakeMembers(rows=(msgspec.structs.replace(MEMBERS[0], frozen=True),), changes=bare))
    await here.app.click(FIRST)
    await here.app.until(lambda: here.app.has("name"))
    for words in (
        "一時停止",
        "引ききれなかった 40 pt",
        "持っているクーポンはありません",
        "まだ動きがありません",
        "お買い物はまだありません",
    ):
        assert here.app.shows(words), words


async def test_a_member_who_is_no_longer_there_is_said(tablet: OpenTablet) -> None:
    here = await opened(tablet)
    here.shop.refuse(MEMBERS[0].id, Code.NOT_FOUND)
    await here.app.click(FIRST)
    await here.app.until(lambda: here.app.has("failed-retry"))
    here.shop.accept(MEMBERS[0].id)
    await here.app.click("failed-retry")
    await here.app.until(lambda: here.app.has("name"))


@pytest.mark.parametrize("person", [CLERK, LEAD])
async def test_who_serves_sees_the_till_there(tablet: OpenTablet, person: StaffMember) -> None:
    here = await tablet("/members", person=person)
    assert here.app.has("waiting")
    assert here.shop.members.asked == []
    assert not here.app.has("go-members")
