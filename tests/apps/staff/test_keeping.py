"""What the manager keeps: goods, the shop's questions, tills, and old cards brought in by a file."""

import asyncio

import msgspec
import pytest

from shared.wire.brand import SEED, Brand
from shared.wire.notes import MOST_FIELDS, ShopField
from shared.wire.problems import Code
from shared.wire.takeover import Imported, WrongLine
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_connectors import FakeConnectors
from tests.apps.staff.fake_settings import FIELDS, GOODS, TILLS, FakeSettings, logo
from tests.apps.staff.made_up import MANAGER, uid

PAGES = {"goods": "goods", "fields": "fields", "tills": "tills", "old-cards": "import"}
FIRST = f"good-{GOODS[0].sku}"


async def opened(tablet: OpenTablet, section: str, **more: object) -> Tablet:
    here = await tablet(f"/settings/{section}", person=MANAGER, **more)
    await here.app.until(lambda: here.app.has(PAGES[section]))
    return here


def shut(here: Tablet, key: str) -> bool:
    return bool(getattr(here.app.key(key), "disabled", False))


@pytest.mark.parametrize("width", [1280, 800, 390])
@pytest.mark.parametrize("section", PAGES)
async def test_each_page_comes_waits_and_can_be_tried_again(tablet: OpenTablet, section: str, width: float) -> None:
    here = await tablet("/settings", person=MANAGER, width=width)
    here.shop.held.clear()
    await here.app.go(f"/settings/{section}")
    assert here.app.has("loading")
    here.shop.held.set()
    if section != "goods":
        await here.app.until(lambda: here.app.has(PAGES[section]))
    await here.app.go("/settings")
    here.shop.cut = True
    await here.app.go(f"/settings/{section}")
    await here.app.until(lambda: here.app.has("failed-retry"))
    here.shop.cut = False
    await here.app.click("failed-retry")
    await here.app.until(lambda: here.app.has(PAGES[section]) and not here.app.has("failed"))


# -- goods
async def test_goods_are_listed_looked_for_and_paged(tablet: OpenTablet) -> None:
    here = await opened(tablet, "goods", settings=FakeSettings(page=3))
    await here.app.until(lambda: here.app.has(FIRST))
    for words in ("クロワッサン", "パン ・ 4900000000000", "1,200 pt"):
        assert here.app.shows(words), words
    await here.app.click("more")
    await here.app.until(lambda: here.app.shows("取り扱い終了"))
    await here.app.type("search", "コーヒー")
    await here.app.until(lambda: not here.app.has(FIRST))
    assert here.app.shows("自家焙煎コーヒー豆")
    await here.app.type("search", "ない")
    await here.app.until(lambda: here.app.shows("見つかりませんでした"))


async def test_no_goods_yet_says_what_they_are_good_for(tablet: OpenTablet) -> None:
    here = await opened(tablet, "goods", settings=FakeSettings(goods=()), language="en")
    await here.app.until(lambda: here.app.shows("No goods yet"))


async def test_a_good_is_added_with_its_picture_and_its_points(tablet: OpenTablet) -> None:
    here = await opened(tablet, "goods")
    await here.app.click("add-good")
    assert shut(here, "save-good")
    assert here.app.shows("商品コードと商品名を入力してください")
    await here.app.type("good-sku", " 4901 ")
    await here.app.type("good-name_ja", "マグカップ")
    await here.app.type("good-points", "0")
    assert here.app.shows("1 以上の整数")
    assert shut(here, "save-good")
    await here.app.type("good-points", "600")
    here.app.hand("cup.png", logo())
    await here.app.click("choose-good-picture")
    await here.app.until(lambda: here.app.has("remove-good-picture"))
    await here.app.click("save-good")
    body = here.shop.calls("/v1/goods")[-2]  # then the list is asked anew
    assert body["picture"] in here.shop.settings.pictures
    assert {name: body[name] for name in ("sku", "name_ja", "points", "active")} == {
        "sku": "4901",
        "name_ja": "マグカップ",
        "points": 600,
        "active": True,
    }
    await here.app.until(lambda: here.app.has("good-4901"))


async def test_a_good_is_changed_and_leaves_the_shelf(tablet: OpenTablet) -> None:
    here = await opened(tablet, "goods")
    await here.app.until(lambda: here.app.has(FIRST))
    await here.app.click(FIRST)
    assert here.app.shows(f"商品コード {GOODS[0].sku}")
    assert shut(here, "save-good")  # nothing has changed
    await here.app.click("good-active")
    here.shop.refuse("/v1/goods", Code.NOT_FOUND)
    await here.app.click("save-good")
    assert here.app.has("good-card")
    here.shop.accept("/v1/goods")
    await here.app.click("save-good")
    await here.app.until(lambda: here.app.has(FIRST))
    assert here.shop.settings.goods[0].active is False
    await here.app.click(FIRST)
    await here.app.click("back-goods")
    assert here.app.has(FIRST)


async def test_without_exchange_nothing_is_said_of_points(tablet: OpenTablet) -> None:
    off = FakeSettings(brand=Brand(name="x", seed=SEED, modules=("receipts",), version=3))
    here = await opened(tablet, "goods", settings=off)
    await here.app.click("add-good")
    assert not here.app.has("good-points")


# -- the shop's questions
async def test_a_question_is_added_changed_and_ended_when_asked_twice(tablet: OpenTablet) -> None:
    here = await opened(tablet, "fields")
    assert here.app.shows("靴のサイズ")
    assert shut(here, "save-field")
    await here.app.type("field-ja", "犬の名前")
    await here.app.click("save-field")
    await here.app.until(lambda: here.app.shows("犬の名前"))
    assert here.shop.settings.fields[-1].label_en == "犬の名前"
    await here.app.click(f"edit-{FIELDS[0].id}")
    await here.app.type("field-en", "Size of shoes")
    await here.app.click("save-field")
    await here.app.until(lambda: here.app.shows("Size of shoes"))
    await here.app.click(f"end-{FIELDS[1].id}")
    assert len(here.shop.settings.fields) == 3
    await here.app.click(f"end-{FIELDS[1].id}")
    await here.app.until(lambda: not here.app.shows("好きなパン"))


async def test_leaving_a_change_a_full_list_and_none(tablet: OpenTablet) -> None:
    here = await opened(tablet, "fields")
    await here.app.click(f"edit-{FIELDS[0].id}")
    await here.app.click("leave-field")
    assert not here.app.has("leave-field")
    many = tuple(ShopField(id=uid(400 + n), label_ja=f"項目 {n}", label_en=f"Field {n}") for n in range(MOST_FIELDS))
    full = await opened(tablet, "fields", settings=FakeSettings(fields=many))
    assert full.app.has("full")
    assert not full.app.has("save-field")
    none = await opened(tablet, "fields", settings=FakeSettings(fields=()), language="en")
    assert none.app.shows("No questions yet.")


# -- tills
async def test_tills_say_who_posts_and_when_they_were_heard(tablet: OpenTablet) -> None:
    here = await opened(tablet, "tills")
    for words in (
        "レジ r1",
        "レジ POS とつながっています",
        "最後の会計 11/22 17:41",
        "横のタブレット: レジ横のタブレット",
        "金額は手入力",
        "31 日間、会計がありません",
    ):
        assert here.app.shows(words), words


async def test_a_till_is_linked_and_typed_by_hand_again(tablet: OpenTablet) -> None:
    here = await opened(tablet, "tills")
    await here.app.click("till-r2")
    assert shut(here, "save-till")
    await here.app.click(f"from-{uid(20)}")
    await here.app.click("save-till")
    await here.app.until(lambda: here.shop.settings.tills[1].connector == uid(20))
    await here.app.until(lambda: not here.app.shows("金額は手入力"))
    await here.app.click("till-r1")
    await here.app.click("from-hand")
    await here.app.click("save-till")
    await here.app.until(lambda: here.app.shows("金額は手入力"))
    assert here.shop.calls("/terminals/r1") == [{"connector": None}]
    await here.app.click("till-r1")
    await here.app.click("till-r1")
    assert not here.app.has("save-till")


async def test_no_till_and_no_pos_say_where_they_come_from(tablet: OpenTablet) -> None:
    here = await opened(tablet, "tills", settings=FakeSettings(tills=()), language="en")
    assert here.app.has("empty")
    alone = await opened(tablet, "tills", settings=FakeSettings(tills=TILLS[1:]), connectors=FakeConnectors(rows=()))
    await alone.app.click("till-r2")
    assert alone.app.shows("つなげる POS がありません")


# -- old cards
async def test_a_file_of_old_cards_is_brought_in(tablet: OpenTablet) -> None:
    here = await opened(tablet, "old-cards")
    for words in ("1,840 枚", "412,300 pt", "212 枚", "3 件", "Excel の CSV もそのまま使えます"):
        assert here.app.shows(words), words
    here.app.hand("cards.csv", "番号,ポイント\r\nA1000,50".encode("cp932"))
    here.shop.held.clear()
    choosing = asyncio.create_task(here.app.click("choose-file"))
    await here.app.until(lambda: here.app.has("importing"))
    here.shop.settings.legacy = msgspec.structs.replace(here.shop.settings.legacy, cards=1960)
    here.shop.held.set()
    await choosing
    await here.app.until(lambda: here.app.shows("追加 120 枚 ・ 更新 4 枚 ・ 引き継ぎ済み 2 枚"))
    await here.app.until(lambda: here.app.shows("1,960"))
    assert here.shop.settings.files == ["番号,ポイント\r\nA1000,50".encode("cp932")]


async def test_what_is_wrong_with_a_file_is_said_line_by_line(tablet: OpenTablet) -> None:
    lines = (WrongLine(line=3, what="points"), WrongLine(line=1204, what="twice"))
    wrong = FakeSettings(loaded=Imported(added=0, changed=0, skipped=0, wrong=lines))
    here = await opened(tablet, "old-cards", settings=wrong)
    here.app.hand("cards.csv", b"1,2")
    await here.app.click("choose-file")
    await here.app.until(lambda: here.app.has("import-result"))
    for words in ("何も取り込んでいません", "3 行目: ポイントが 1 以上の整数ではありません", "1,204 行目: 同じ番号が 2 回"):
        assert here.app.shows(words), words


async def test_too_large_a_file_and_none_at_all_bring_nothing(tablet: OpenTablet) -> None:
    here = await opened(tablet, "old-cards", language="en")
    here.app.hand("cards.csv", bytes(1_048_577))
    await here.app.click("choose-file")
    assert here.app.shows("up to 1 MB")
    here.app.connection.answers["pick_files"] = []
    await here.app.click("choose-file")
    assert here.shop.settings.files == []
    assert here.app.has("choose-file")


async def test_where_old_cards_are_off_there_is_no_page(tablet: OpenTablet) -> None:
    off = FakeSettings(brand=Brand(name="x", seed=SEED, modules=("receipts",), version=3))
    here = await tablet("/settings/old-cards", person=MANAGER, settings=off)
    await here.app.until(lambda: here.app.has("choose"))
    assert not here.app.has("section-old-cards")
