"""A control that has lost its parents cannot be asked for anything: the camera must keep its own through every redraw."""

import flet as ft
import pytest

from tests.apps.staff.conftest import OpenTablet
from tests.apps.staff.made_up import MANAGER

WRAPS = ("alignment", "scale", "padding", "width", "height", "left", "right", "top", "bottom", "bgcolor", "border_radius")


async def test_the_camera_keeps_its_page_through_every_redraw(tablet: OpenTablet) -> None:
    here = await tablet(person=MANAGER)

    def on_the_page() -> bool:
        control: ft.BaseControl | None = here.app.key("camera")
        while control is not None and not isinstance(control, ft.Page):
            control = control.parent
        return control is here.app.page

    assert on_the_page()
    here.staff.session.online = False
    await here.app.settle()
    assert on_the_page()
    await here.scan()
    await here.app.click("preset-500")
    here.shop.cut = True
    await here.app.click("confirm")
    await here.app.click("language")
    assert on_the_page()
    here.shop.cut = False
    await here.app.click("resend")
    await here.app.click("go-today")
    await here.app.followed()
    await here.app.click("go-scan")
    await here.app.followed()
    assert on_the_page()


@pytest.mark.parametrize("width", [390, 800, 1280])
async def test_what_is_around_the_camera_is_there_at_every_step(tablet: OpenTablet, width: float) -> None:
    """Flutter takes what is wrapped otherwise for something else, and a camera that leaves the screen starts anew."""
    here = await tablet(width=width)

    def around() -> list[tuple[int, set[str]]]:
        control: ft.BaseControl | None = here.app.key("camera").parent
        found: list[tuple[int, set[str]]] = []
        while isinstance(control, ft.Container):
            found.append((place(control), {name for name in WRAPS if getattr(control, name) is not None}))
            control = control.parent
        return found

    before = around()
    await here.scan()
    assert here.app.has("panel")
    assert around() == before


def place(control: ft.Control) -> int:
    """Among those on top of each other; 0 where it is alone."""
    return control.parent.controls.index(control) if isinstance(control.parent, ft.Stack) else 0
