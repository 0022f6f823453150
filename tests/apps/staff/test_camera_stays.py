"""A control that has lost its parents cannot be asked for anything: the camera must keep its own through every redraw."""

import flet as ft

from tests.apps.staff.conftest import OpenTablet
from tests.apps.staff.made_up import MANAGER


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
