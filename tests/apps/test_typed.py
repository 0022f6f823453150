"""What has been typed since is never taken back, and what the screen itself changes is shown."""

import flet as ft

from shared.ui import controls, events
from shared.ui.hooks import router, use_state
from shared.ui.typed import use_sheet
from tests.apps.conftest import Open
from tests.apps.harness import Harness


@ft.component
def Form() -> ft.View:
    text, put = use_state("")

    def typed(event: ft.Event[ft.TextField]) -> None:
        put(events.typed(event).upper())

    field = controls.field("文字", text, key="field", on_change=typed)
    return ft.View(route="/", controls=[field, ft.Text(text, key="told"), ft.Button("消す", key="clear", on_click=lambda: put(""))])


@ft.component
def App() -> ft.Control:
    return router([ft.Route(component=Form)])


def shown(app: Harness) -> str | None:
    return app.key("field", ft.TextField).value


async def test_a_letter_that_comes_before_the_screen_is_drawn_stays(open_session: Open) -> None:
    app = open_session()
    await app.mount(App)
    field = app.key("field")._i  # pyright: ignore[reportPrivateUsage]  a control's id
    app.session.apply_patch(field, {"value": "A"})
    await app.session.dispatch_event(field, "change", "A")
    app.session.apply_patch(field, {"value": "AB"})  # its event is still on the way
    await app.settle()
    assert app.key("told", ft.Text).value == "A"
    assert shown(app) == "AB"
    await app.session.dispatch_event(field, "change", "AB")
    await app.settle()
    assert (app.key("told", ft.Text).value, shown(app)) == ("AB", "AB")


async def test_what_the_screen_makes_of_it_is_shown(open_session: Open) -> None:
    app = open_session()
    await app.mount(App)
    await app.type("field", "abc")
    assert shown(app) == "ABC"
    await app.click("clear")
    assert shown(app) == ""
    await app.type("field", "D")
    assert (app.key("told", ft.Text).value, shown(app)) == ("D", "D")


@ft.component
def OnSheet() -> ft.View:
    text, put = use_state("")
    open_, show = use_state(initial=False)
    sheet = use_sheet(shown=open_)

    def typed(event: ft.Event[ft.TextField]) -> None:
        put(events.typed(event).upper())

    def close() -> None:
        put("")
        show(lambda _: False)

    inside = [controls.field("文字", text, key="field", on_change=typed, sheet=sheet), ft.Button("閉じる", key="close", on_click=close)]
    ft.use_dialog(controls.sheet(ft.Column(inside), close, height=200) if open_ else None)
    return ft.View(route="/", controls=[ft.Text(text, key="told"), ft.Button("開く", key="open", on_click=lambda: show(lambda _: True))])


@ft.component
def Sheets() -> ft.Control:
    return router([ft.Route(component=OnSheet)])


async def test_on_a_sheet_a_letter_that_comes_before_it_is_drawn_stays(open_session: Open) -> None:
    app = open_session()
    await app.mount(Sheets)
    await app.click("open")
    field = app.key("field")._i  # pyright: ignore[reportPrivateUsage]  as above
    app.session.apply_patch(field, {"value": "A"})
    await app.session.dispatch_event(field, "change", "A")
    app.session.apply_patch(field, {"value": "AB"})
    await app.settle()
    assert (app.key("told", ft.Text).value, shown(app)) == ("A", "AB")
    await app.session.dispatch_event(field, "change", "AB")
    await app.settle()
    assert (app.key("told", ft.Text).value, shown(app)) == ("AB", "AB")
    await app.type("field", "abc")
    assert shown(app) == "ABC"


async def test_a_sheet_that_is_opened_again_begins_anew(open_session: Open) -> None:
    app = open_session()
    await app.mount(Sheets)
    await app.click("open")
    await app.type("field", "a")
    app.session.apply_patch(app.key("field")._i, {"value": "AB"})  # pyright: ignore[reportPrivateUsage]  as above
    await app.click("close")
    await app.click("open")
    assert shown(app) == ""
