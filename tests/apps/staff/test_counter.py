"""What the panel knows of the member and what can be done there beside spending: notes, the shop's own fields, goods for points, old cards."""

import pytest

from shared.wire.problems import Code
from shared.wire.visits import LastPurchase
from tests.apps.staff.conftest import OpenTablet
from tests.apps.staff.fake_counter import DETAILS, ENDING, NOTES, OLD_CARDS, PICTURE, PRIZES, FakeCounter, old_card
from tests.apps.staff.made_up import CLERK, MANAGER, panel, uid

KNOWN = panel(details=DETAILS, notes=NOTES, prizes=PRIZES)
SHOES, BREAD = uid(40), uid(41)


async def test_what_the_shop_keeps_stands_on_the_panel(tablet: OpenTablet) -> None:
    here = await tablet(member=KNOWN)
    await here.scan()
    for words in ("靴のサイズ 24.5 cm", "くるみのアレルギーがあります", "鈴木 葵 ・ 本店", "今月お誕生日"):
        assert here.app.shows(words), words
    assert not here.app.has(f"detail-{BREAD}"), "nothing is known of it yet"


async def test_without_notes_the_panel_says_what_they_are_for(tablet: OpenTablet) -> None:
    here = await tablet(language="en")
    await here.scan()
    assert here.app.shows("Keep what helps the next time")


async def test_a_note_is_written_and_taken_back(tablet: OpenTablet) -> None:
    here = await tablet(member=KNOWN)
    await here.scan()
    await here.app.click("notes")
    assert here.app.key("note-keep").disabled
    await here.app.type("note", "  左利き  ")
    await here.app.click("note-keep")
    await here.app.until(lambda: here.app.shows("左利き"))
    (sent,) = here.shop.calls("/notes")
    assert sent["text"] == "左利き"
    assert here.app.shows("メモを残しました")
    await here.app.click(f"note-remove-{sent['id']}")
    await here.app.until(lambda: not here.app.shows("左利き"))
    await here.app.click("notes-close")
    assert here.app.has("knows")


async def test_a_note_whose_answer_was_lost_is_sent_again_as_the_same_note(tablet: OpenTablet) -> None:
    here = await tablet(member=KNOWN)
    await here.scan()
    await here.app.click("notes")
    await here.app.type("note", "左利き")
    here.shop.lose = "/notes"
    await here.app.click("note-keep")
    await here.app.click("note-keep")
    first, second = here.shop.calls("/notes")
    assert first["id"] == second["id"]


async def test_another_text_is_another_note(tablet: OpenTablet) -> None:
    here = await tablet(member=KNOWN)
    await here.scan()
    await here.app.click("notes")
    await here.app.type("note", "左利き")
    here.shop.lose = "/notes"
    await here.app.click("note-keep")
    await here.app.type("note", "左利き、右足が大きい")
    await here.app.click("note-keep")
    first, second = here.shop.calls("/notes")
    assert first["id"] != second["id"]


async def test_a_size_is_kept_and_shows_on_the_head_of_the_panel(tablet: OpenTablet) -> None:
    here = await tablet(member=KNOWN)
    await here.scan()
    await here.app.click("notes")
    assert not here.app.has(f"field-keep-{SHOES}"), "nothing has changed"
    await here.app.type(f"field-{BREAD}", "バゲット")
    await here.app.click(f"field-keep-{BREAD}")
    await here.app.until(lambda: here.app.has(f"detail-{BREAD}"))
    assert here.shop.calls(f"/details/{BREAD}") == [{"value": "バゲット"}]


async def test_a_full_notebook_says_so(tablet: OpenTablet) -> None:
    here = await tablet(member=KNOWN)
    await here.scan()
    await here.app.click("notes")
    await here.app.type("note", "もう一つ")
    here.shop.refuse("/notes", Code.NOTES_FULL, most=50)
    await here.app.click("note-keep")
    assert here.app.shows("50")
    assert here.app.has("note"), "what was written is still there"


async def test_the_last_purchase_comes_with_its_picture(tablet: OpenTablet) -> None:
    last = panel().last_purchase
    assert last is not None
    shown = LastPurchase(at=last.at, store=last.store, total=last.total, items=last.items, picture=PICTURE)
    here = await tablet(member=panel(last_purchase=shown))
    await here.scan()
    await here.app.until(lambda: any(path.endswith(f"/media/{PICTURE}") for _, path, _ in here.shop.asked))
    assert here.app.shows("¥740")


async def test_two_taps_exchange_points_for_a_good(tablet: OpenTablet) -> None:
    here = await tablet(member=KNOWN)
    await here.scan()
    await here.app.click("prize-tote")
    assert here.app.shows("オリジナルトート (1,000 pt) と交換")
    await here.app.click("confirm")
    (sent,) = here.shop.calls("/exchanges")
    assert (sent["sku"], sent["points"]) == ("tote", 1000)
    assert here.app.has("result-good")
    for words in ("「オリジナルトート」をお渡しください", "-1,000 pt", "234"):
        assert here.app.shows(words), words
    await here.app.click("go-on")
    assert here.app.has("panel"), "the member is still here"
    assert not here.app.has("prize-tote"), "234 pt do not buy it any more"


async def test_a_good_takes_the_place_of_what_was_chosen_and_is_put_back_by_a_second_tap(tablet: OpenTablet) -> None:
    here = await tablet(member=KNOWN)
    await here.scan()
    await here.app.click("preset-500")
    await here.app.click("prize-coffee")
    assert here.app.shows("ドリップコーヒー (300 pt) と交換")
    await here.app.click("prize-coffee")
    assert here.app.key("confirm").disabled


async def test_a_mistaken_exchange_goes_to_the_manager_and_changes_nothing_itself(tablet: OpenTablet) -> None:
    here = await tablet(member=KNOWN)
    await here.scan()
    await here.app.click("prize-coffee")
    await here.app.click("confirm")
    await here.app.click("mistaken")
    assert here.shop.counter.mistaken == [uid(48)]
    assert here.app.shows("店長の「要確認」に入れました")
    assert here.app.has("panel")


async def test_an_exchange_without_an_answer_is_sent_again_as_the_same_act(tablet: OpenTablet) -> None:
    here = await tablet(member=KNOWN)
    await here.scan()
    await here.app.click("prize-coffee")
    here.shop.lose = "/exchanges"
    await here.app.click("confirm")
    assert here.app.has("unsure")
    await here.app.click("resend")
    first, second = here.shop.calls("/exchanges")
    assert first == second
    assert here.app.shows("934")


async def test_old_cards_of_the_member_lead_to_where_they_are_confirmed(tablet: OpenTablet) -> None:
    here = await tablet(member=panel(takeovers=1), counter=FakeCounter(old_cards=OLD_CARDS))
    await here.scan()
    await here.app.click("waiting-cards")
    assert await here.app.followed() == "/old-cards"
    await here.app.until(lambda: here.app.has(f"card-{uid(45)}"))
    for words in ("2301 8890••••", "860 pt", "一覧のお名前と一致", "取り込んだ一覧にない番号です", "一覧のお名前とちがいます"):
        assert here.app.shows(words), words
    assert not here.app.has(f"confirm-{uid(46)}"), "nothing to take over"


async def test_the_last_four_places_take_an_old_card_over(tablet: OpenTablet) -> None:
    here = await tablet("/old-cards", counter=FakeCounter(old_cards=(old_card(),)))
    await here.app.until(lambda: here.app.has(f"confirm-{uid(45)}"))
    assert here.app.key(f"confirm-{uid(45)}").disabled
    await here.app.type(f"ending-{uid(45)}", "0000")
    await here.app.click(f"confirm-{uid(45)}")
    assert here.app.has(f"card-{uid(45)}"), "another card was in the hand"
    await here.app.type(f"ending-{uid(45)}", ENDING)
    await here.app.click(f"confirm-{uid(45)}")
    assert here.app.shows("860 pt を引き継ぎました")
    await here.app.until(lambda: here.app.has("empty"))
    first, second = here.shop.calls("/confirm")
    assert first["op_id"] != second["op_id"], "another ending is another act"


async def test_an_old_card_is_refused_with_a_reason(tablet: OpenTablet) -> None:
    here = await tablet("/old-cards", language="en", counter=FakeCounter(old_cards=OLD_CARDS))
    await here.app.until(lambda: here.app.has(f"refuse-{uid(46)}"))
    await here.app.click(f"refuse-{uid(46)}")
    await here.app.click(f"reason-not_listed-{uid(46)}")
    assert here.shop.calls("/refuse") == [{"reason": "not_listed"}]
    await here.app.until(lambda: not here.app.has(f"card-{uid(46)}"))


async def test_old_cards_come_fail_and_come_again(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.held.clear()
    await here.app.go("/old-cards")
    assert here.app.has("loading")
    here.shop.held.set()
    await here.app.until(lambda: here.app.has("empty"))
    again = await tablet()
    again.shop.cut = True
    await again.app.go("/old-cards")
    await again.app.until(lambda: again.app.has("failed-retry"))
    again.shop.cut = False
    await again.app.click("failed-retry")
    await again.app.until(lambda: again.app.has("empty"))


@pytest.mark.parametrize("person", [CLERK, MANAGER])
async def test_whoever_serves_sees_old_cards(tablet: OpenTablet, person: object) -> None:
    here = await tablet("/old-cards", person=person)
    assert here.app.has("old-cards")
