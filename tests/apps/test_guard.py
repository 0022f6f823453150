"""Nothing that a handler, an effect or a spawned task raises reaches the framework; the person is told in the screen's language."""

import asyncio

import flet as ft
import pytest

from shared.client import Unreachable
from shared.client.base import Refused
from shared.i18n import Language
from shared.ui.guard import Guard
from shared.wire.problems import Code, Problem, problem
from tests.apps.conftest import Open


async def fenced(open_session: Open, error: Exception, language: Language = "ja") -> list[str]:
    app = open_session()
    guard = Guard(app.page, lambda: language)

    def fall() -> None:
        raise error

    async def fall_later(_: ft.Event[ft.Button]) -> None:
        await asyncio.sleep(0)
        raise error

    @ft.component
    def Screen() -> ft.View:
        ft.use_effect(guard(fall), dependencies=[])
        ft.use_effect(guard(fall_async), dependencies=[])
        return ft.View(controls=[ft.Button("a", key="sync", on_click=guard(fall)), ft.Button("b", key="async", on_click=guard(fall_later))])

    async def fall_async() -> None:
        await asyncio.sleep(0)
        raise error

    await app.mount(Screen)
    await app.click("sync")
    await app.click("async")
    await asyncio.wait([guard.spawn(fall_async)])
    assert not app.crashes
    return app.texts()


async def test_a_refusal_is_told_in_its_own_sentence(open_session: Open) -> None:
    found = Refused(problem(Code.VOUCHER_USED, language="ja"))
    assert "このクーポンは使用済みです。" in await fenced(open_session, found)
    assert "This coupon has been used." in await fenced(open_session, found, "en")


async def test_no_line_is_told_as_such(open_session: Open) -> None:
    assert any("電波の良いところで" in text for text in await fenced(open_session, Unreachable()))


async def test_a_fault_is_told_in_general_words(open_session: Open) -> None:
    texts = await fenced(open_session, ZeroDivisionError("secret"))
    assert any("失われていません" in text for text in texts)
    assert not any("secret" in text for text in texts)


async def test_who_intercepts_comes_first(open_session: Open) -> None:
    app = open_session()
    seen: list[str] = []

    def take(found: Problem) -> bool:
        seen.append(found.code)
        return True

    Guard(app.page, lambda: "ja", take).tell(Refused(problem(Code.UNAUTHENTICATED)))
    assert seen == ["unauthenticated"]
    assert not app.texts()


async def test_a_toast_goes_by_itself_and_a_newer_one_takes_its_place(open_session: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_session()
    guard = Guard(app.page, lambda: "ja", head=lambda: 40)

    @ft.component
    def Screen() -> ft.View:
        return ft.View(controls=[ft.Button("a", key="say", on_click=guard(lambda: guard.toast("はじめ")))])

    await app.mount(Screen)
    await app.click("say")
    guard.toast("つぎ", good=True)
    assert app.key("toast", ft.Text).value == "つぎ"
    monkeypatch.setattr("shared.ui.guard.SHOWN", 0)
    guard.toast("おわり")
    await app.until(lambda: not app.has("toast"))
    guard.close()


async def test_a_closed_guard_ends_what_it_spawned(open_session: Open) -> None:
    app = open_session()
    guard = Guard(app.page, lambda: "ja")

    async def forever() -> None:
        await asyncio.Event().wait()

    task = guard.spawn(forever)
    await asyncio.sleep(0)
    guard.close()
    await asyncio.wait([task])
    assert task.cancelled()
