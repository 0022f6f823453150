"""A tablet that is turned builds its screen anew; what was being typed is still there."""

import flet as ft
import pytest

from tests.apps.harness import walk
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_counter import DETAILS, NOTES, OLD_CARDS, FakeCounter
from tests.apps.staff.fake_kiosk import SURVEY
from tests.apps.staff.fake_members import MEMBERS
from tests.apps.staff.fake_receipts import CODE as RECEIPT
from tests.apps.staff.fake_receipts import FakeReceipts, line, sale
from tests.apps.staff.fake_tickets import HELD, SOLD
from tests.apps.staff.made_up import CASES, CLERK, LEAD, MANAGER, panel, together, uid

LANDSCAPE, PORTRAIT, PHONE = 1280, 800, 390


async def turn(here: Tablet) -> None:
    """To each of the layouts, and back."""
    for width in (PORTRAIT, PHONE, LANDSCAPE, PORTRAIT):
        here.staff.session.width = width
        await here.app.settle()


def typed(here: Tablet, key: str) -> str | None:
    return here.app.key(key, ft.TextField).value


async def test_an_amount_and_its_rate(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("enter-amount")
    for digit in "1280":
        await here.app.click(f"pad-{digit}")
    await here.app.click("rate-80")
    await turn(here)
    assert here.app.key("amount", ft.Text).value == "¥1,280"
    await here.app.click("record")
    assert here.shop.calls("/v1/sales")[0]["taxes"] == [{"rate_permille": 80, "taxable": 1280, "tax": 94}]


async def test_an_amount_that_was_left_begins_anew(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("enter-amount")
    await here.app.click("pad-7")
    await here.app.click("amount-back")
    await here.app.click("due-forget")
    await here.app.click("enter-amount")
    assert here.app.key("amount", ft.Text).value == "¥0"


@pytest.mark.parametrize(
    ("opens", "fields"),
    [
        ("adjust", {"adjust-points": "300", "adjust-note": "レシート 001234"}),
        ("notes", {"note": "紙袋はいらない", f"field-{DETAILS[0].field}": "24.5"}),
        ("open-word", {"word": "harvest"}),
        ("open-due", {"due": "980"}),
        ("sell-tickets", {"sale-receipt": "0012"}),
    ],
)
async def test_an_open_form(tablet: OpenTablet, opens: str, fields: dict[str, str]) -> None:
    here = await tablet(person=LEAD, member=panel(details=DETAILS, notes=NOTES, tickets=SOLD))
    await here.scan()
    await here.app.click(opens)
    for key, text in fields.items():
        await here.app.type(key, text)
    await turn(here)
    assert {key: typed(here, key) for key in fields} == fields


async def test_the_next_customer_finds_no_form(tablet: OpenTablet) -> None:
    here = await tablet(person=LEAD)
    await here.scan()
    await here.app.click("adjust")
    await here.app.type("adjust-points", "300")
    await here.app.click("finish")
    await here.scan()  # the same card: the same visit, served anew
    assert not here.app.has("adjust-card")
    await here.app.click("adjust")
    assert typed(here, "adjust-points") == ""


async def test_the_first_tap_of_a_ticket(tablet: OpenTablet) -> None:
    here = await tablet(member=panel(tickets=HELD))
    await here.scan()
    await here.app.click(f"use-{HELD.books[0].offer}")
    await turn(here)
    await here.app.click("tickets-confirm")
    assert here.shop.calls("/tickets")


async def test_a_number_beside_the_panel(tablet: OpenTablet) -> None:
    here = await tablet(member=together())
    await here.app.type("number", "1234")
    await turn(here)
    assert typed(here, "number") == "1234"


async def test_a_receipt_that_is_looked_for_and_what_of_it_has_come_back(tablet: OpenTablet) -> None:
    receipts = FakeReceipts(sales=(sale(lines=(line(1, "お買い上げ", 2750),), card="", effect=None),))
    here = await tablet(counter=FakeCounter(receipts=receipts))
    await here.app.click("take-return")
    await here.app.type("receipt-number", "0000")
    await turn(here)
    assert typed(here, "receipt-number") == "0000"
    await here.scan(RECEIPT)
    await here.app.type("yen-back", "1000")
    await here.app.click("received")
    await turn(here)
    assert typed(here, "yen-back") == "1000"
    assert not here.app.key("return-confirm").disabled


async def test_the_end_of_an_old_card(tablet: OpenTablet) -> None:
    here = await tablet("/old-cards", counter=FakeCounter(old_cards=OLD_CARDS))
    key = next(f"ending-{row.id}" for row in OLD_CARDS if row.points is not None)
    await here.app.until(lambda: here.app.has(key))
    await here.app.type(key, "001")
    await turn(here)
    await here.app.until(lambda: here.app.has(key))
    assert typed(here, key) == "001"


async def test_a_good_that_is_being_changed(tablet: OpenTablet) -> None:
    here = await tablet("/settings/goods", person=MANAGER)
    await here.app.until(lambda: here.app.has("good-4900000000001"))
    await here.app.click("good-4900000000001")
    await here.app.type("good-name_ja", "雑穀パン")
    await turn(here)
    assert typed(here, "good-name_ja") == "雑穀パン"


async def test_a_member_that_is_opened(tablet: OpenTablet) -> None:
    here = await tablet("/members", person=MANAGER, width=PHONE)
    await here.app.until(lambda: here.app.has(f"member-{MEMBERS[0].id}"))
    await here.app.click(f"member-{MEMBERS[0].id}")
    await here.app.until(lambda: here.app.has("name"))
    await turn(here)
    assert here.app.key("name", ft.Text).value == "山本 花子"
    assert here.shop.members.opened == [MEMBERS[0].id]  # that it is looked at is written into the log once
    await here.app.click("back")
    await here.app.type("search", "90")
    await turn(here)
    assert typed(here, "search") == "90"


async def test_a_questionnaire_that_is_written(tablet: OpenTablet) -> None:
    here = await tablet("/settings/checkin", person=MANAGER, width=PHONE)
    await here.app.until(lambda: here.app.has("checkin"))
    await here.app.click(f"survey-{SURVEY.id}")
    await here.app.until(lambda: here.app.has("survey-edit"))
    await here.app.click("survey-edit")
    await here.app.type("survey-title-ja", "冬のアンケート")
    await turn(here)
    assert typed(here, "survey-title-ja") == "冬のアンケート"


async def test_a_case_and_why_it_is_closed(tablet: OpenTablet) -> None:
    here = await tablet("/cases", person=MANAGER, width=PHONE)
    await here.app.until(lambda: here.app.has(f"case-{CASES[0].id}"))
    await here.app.click(f"case-{CASES[0].id}")
    await here.app.type("reason", "本人に確認")
    await turn(here)
    assert typed(here, "reason") == "本人に確認"


async def test_a_pin_that_is_shown_once(tablet: OpenTablet) -> None:
    here = await tablet("/team", person=MANAGER, width=PHONE)
    await here.app.until(lambda: here.app.has("team"))
    await here.app.click("add-person")
    await here.app.type("new-name", "伊藤 蓮")
    await turn(here)
    assert typed(here, "new-name") == "伊藤 蓮"
    await here.app.click("make-person")
    await turn(here)
    assert here.app.shows("580 213")
    await here.app.click("told")
    await here.app.click(f"person-{CLERK.id}")
    assert not here.app.has("temporary-pin")


async def test_a_notice_that_is_being_read_and_a_version_of_the_rules(tablet: OpenTablet) -> None:
    here = await tablet("/settings/notices", person=MANAGER)
    notice = uid(701)
    await here.app.until(lambda: here.app.has(f"news-{notice}"))
    await here.app.click(f"news-{notice}")
    await turn(here)
    assert here.app.has("news-one")
    await here.app.go("/settings/rules")
    await here.app.until(lambda: here.app.has("version-1"))
    await here.app.click("version-1")
    await turn(here)
    assert here.app.has("version-card-1")


@pytest.mark.parametrize("width", [PORTRAIT, PHONE])
async def test_what_is_to_be_pressed_stays_in_sight_of_a_narrow_screen(tablet: OpenTablet, width: int) -> None:
    here = await tablet()
    here.staff.session.width = width
    await here.scan()
    assert _foot(here, "panel") >= {"confirm", "enter-amount", "finish"}
    await here.app.click("enter-amount")
    assert _foot(here, "amount-entry") >= {"record", "amount-back"}


def _foot(here: Tablet, panel: str) -> set[str]:
    """The keys of what lies below what scrolls."""
    column = here.app.key(panel, ft.Column)
    assert column.scroll is None
    return {str(control.key) for control in walk(column.controls[-1], set()) if isinstance(control, ft.Control) and control.key}
