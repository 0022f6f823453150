"""自分のメモ on the account page: written, changed, reminded of, deleted."""

import asyncio
from datetime import date

import flet as ft
import pytest

from shared.clock import SetClock
from shared.i18n import LANGUAGES, Language
from shared.i18n.member.notices import FIELDS
from shared.wire.brand import MODULES, SEED, Brand
from shared.wire.problems import Code
from tests.apps.fake_api import FakeApi
from tests.apps.fake_inbox import INSURANCE, REGISTRATION, FakeInbox
from tests.apps.member.conftest import NOW, Opened, OpenMember

JA = FIELDS.ja


async def on_account(member: OpenMember, api: FakeApi | None = None, language: Language = "ja") -> Opened:
    one = await member("/account", api=api or FakeApi(SetClock(NOW)), language=language)
    await one.app.until(lambda: one.app.has("own-fields"))
    return one


@pytest.mark.parametrize("language", LANGUAGES)
async def test_they_stand_with_their_day(member: OpenMember, language: Language) -> None:
    one = await on_account(member, language=language)
    assert one.app.shows("神奈川 A-1234567")
    assert one.app.shows("Wed 31 Mar 2027" if language == "en" else "2027/3/31 (水)")
    assert one.app.shows(FIELDS.of(language).reminds)


async def test_a_new_one_with_a_reminder(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW), inbox=FakeInbox(fields=()))
    one = await on_account(member, api)
    assert one.app.shows(JA.empty)
    await one.app.click("field-add")
    assert one.app.key("field-save").disabled
    await one.app.type("field-label", "車検")
    await one.app.type("field-value", "品川 300 あ 12-34")
    assert not one.app.has("field-remind")
    await one.app.type("field-day", "２０２７/４/１")
    await one.app.change("field-remind", "true", value=True)
    await one.app.click("field-save")
    await one.app.until(lambda: not one.app.has("field-sheet"))
    (kept,) = api.inbox.fields
    assert (kept.label, kept.value, kept.day, kept.remind) == ("車検", "品川 300 あ 12-34", date(2027, 4, 1), True)
    assert one.app.shows(JA.saved)
    assert one.app.shows("車検")


async def test_a_day_that_is_none_or_over_is_said(member: OpenMember) -> None:
    one = await on_account(member)
    await one.app.click(f"field-{INSURANCE.id}")
    await one.app.type("field-day", "来年")
    await one.app.click("field-save")
    assert one.app.shows(JA.day_wrong)
    await one.app.type("field-day", "2026/11/21")
    assert not one.app.shows(JA.day_wrong)
    await one.app.click("field-save")
    assert one.app.shows(JA.day_over)
    await one.app.change("field-remind", "false", value=False)
    await one.app.click("field-save")
    await one.app.until(lambda: not one.app.has("field-sheet"))
    saved = one.api.inbox.fields[1]
    assert (saved.id, saved.day, saved.remind) == (INSURANCE.id, date(2026, 11, 21), False)


async def test_what_was_typed_for_one_is_not_in_the_next(member: OpenMember) -> None:
    one = await on_account(member)
    await one.app.click(f"field-{INSURANCE.id}")
    await one.app.type("field-value", "書きかけ")
    sheet = next(each for each in one.app.all() if isinstance(each, ft.BottomSheet))
    sheet.key = "sheet"
    await one.app.fire("sheet", "dismiss")
    await one.app.click(f"field-{REGISTRATION.id}")
    assert one.app.key("field-value", ft.TextField).value == REGISTRATION.value
    assert not one.app.shows("書きかけ")


async def test_one_is_deleted(member: OpenMember) -> None:
    one = await on_account(member)
    await one.app.click(f"field-{REGISTRATION.id}")
    await one.app.click("field-remove")
    await one.app.until(lambda: not one.app.has(f"field-{REGISTRATION.id}"))
    assert one.api.inbox.fields == (INSURANCE,)
    assert one.app.shows(JA.removed)


async def test_they_load_fail_and_are_off(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW))
    api.refuse["/v1/me/fields"] = Code.UNAVAILABLE
    one = await member("/account", api=api)
    await one.app.until(lambda: one.app.has("fields-failed"))
    api.held = asyncio.Event()
    api.refuse.clear()
    await one.app.click("fields-failed-retry")
    api.held.set()
    await one.app.until(lambda: one.app.has("own-fields"))
    modules = tuple(module for module in MODULES if module != "fields")
    off = await member("/account", api=FakeApi(SetClock(NOW), brand=Brand(name="x", seed=SEED, modules=modules, version=1)))
    await off.app.until(lambda: off.app.has("name"))
    assert not off.app.shows(JA.title)
