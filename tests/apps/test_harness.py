"""A canary for the private names of Flet that the harness leans on: when Flet changes them, this file says so first."""

import flet as ft
import pytest

from shared.ui.hooks import router, use_state
from tests.apps.conftest import Open


@ft.component
def Counter() -> ft.Control:
    n, set_n = use_state(0)

    def add() -> None:
        set_n(lambda now: now + 1)

    def fall() -> None:
        raise RuntimeError("on purpose")

    return ft.Column(
        [ft.Text(f"n={n}", key="n"), ft.Button("足す", key="add", on_click=add), ft.Button("落ちる", key="fall", on_click=fall)],
    )


@ft.component
def Home() -> ft.View:
    word, set_word = use_state("")

    def typed(event: ft.Event[ft.TextField]) -> None:
        set_word(event.control.value)

    return ft.View(
        route="/",
        controls=[
            Counter(),
            ft.TextField(key="field", on_change=typed),
            ft.Text(word, key="word"),
            ft.Button("次へ", key="next", on_click=lambda: ft.context.page.navigate("/second")),
        ],
    )


@ft.component
def Second() -> ft.View:
    return ft.View(route=ft.use_view_path(), controls=[ft.Text("二つ目", key="second")])


@ft.component
def App() -> ft.Control:
    return router([ft.Route(component=Home, children=[ft.Route(path="second", component=Second)])])


async def test_state_routes_and_typing(open_session: Open) -> None:
    app = open_session()
    await app.mount(App)
    await app.click("add")
    await app.click("add")
    await app.type("field", "貯まる")
    assert app.key("n", ft.Text).value == "n=2"
    assert app.key("word", ft.Text).value == "貯まる"
    await app.click("next")
    assert await app.followed() == "/second"
    assert app.has("second")
    assert not app.crashes


async def test_what_escapes_a_handler_is_seen_as_a_crash() -> None:
    from tests.apps.harness import Harness  # noqa: PLC0415 - without the fixture, which would refuse the crash that this test wants

    app = Harness()
    await app.mount(App)
    await app.click("fall")
    assert len(app.crashes) == 1
    await app.close()


async def test_a_missing_key_names_those_that_there_are(open_session: Open) -> None:
    app = open_session()
    await app.mount(App)
    with pytest.raises(AssertionError, match="add"):
        app.key("nothing")
