"""The states and pieces every screen is made of, in both languages."""

import flet as ft
import pytest

from shared.client import Unreachable
from shared.client.base import Refused
from shared.i18n import LANGUAGES, Language
from shared.i18n.common import COMMON
from shared.ui import controls, figures, states
from shared.ui.hooks import use_state
from shared.wire.problems import Code, problem
from tests.apps.conftest import Open


@pytest.mark.parametrize("language", LANGUAGES)
async def test_failed_says_what_is_safe_and_has_one_button(open_session: Open, language: Language) -> None:
    app = open_session()
    pressed: list[int] = []
    await app.mount(lambda: ft.View(controls=[states.failed(Unreachable(), language, lambda: pressed.append(1))]))
    assert app.shows(COMMON.of(language).unreachable)
    await app.click("failed-retry")
    assert pressed == [1]


async def test_failed_tells_a_refusal_in_its_own_words(open_session: Open) -> None:
    app = open_session()
    await app.mount(lambda: ft.View(controls=[states.failed(Refused(problem(Code.VOUCHER_USED)), "en", lambda: None)]))
    assert app.shows("This coupon has been used.")


async def test_stale_says_how_old(open_session: Open) -> None:
    app = open_session()
    await app.mount(lambda: ft.View(controls=[states.StaleBar("ja", lambda: 185.0)]))
    assert app.key("stale", ft.Text).value == "オフライン:3 分前の情報です"


async def test_a_balance_counts_up_and_arrives(open_session: Open) -> None:
    app = open_session()

    @ft.component
    def Screen() -> ft.View:
        balance, set_balance = use_state(100)
        return ft.View(controls=[figures.CountingPoints(balance), ft.Button("x", key="earn", on_click=lambda: set_balance(1137))])

    await app.mount(Screen)
    assert app.key("balance", ft.Text).value == "100"
    await app.click("earn")
    await app.until(lambda: app.key("balance", ft.Text).value == "1,137")


async def test_a_busy_button_cannot_be_pressed(open_session: Open) -> None:
    app = open_session()
    await app.mount(lambda: ft.View(controls=[controls.primary("送る", lambda: None, key="send", busy=True)]))
    assert app.key("send", ft.FilledButton).disabled
