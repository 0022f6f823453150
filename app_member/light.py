"""A bright screen that does not fall asleep, while the card shows: a scanner reads light."""

import logging
from typing import Protocol

import flet as ft

log = logging.getLogger("tamaru.member")


class Light(Protocol):
    async def on(self) -> None: ...

    async def off(self) -> None:
        """As it was before."""
        ...


class NoLight:
    """Browsers and desktops decide for themselves."""

    async def on(self) -> None: ...

    async def off(self) -> None: ...


class PhoneLight:
    """Made once per session: it registers two services with the page. A phone that refuses keeps its light as it is."""

    def __init__(self) -> None:
        self._brightness = ft.ScreenBrightness()
        self._wakelock = ft.Wakelock()

    async def on(self) -> None:
        try:
            await self._brightness.set_application_screen_brightness(1.0)
            await self._wakelock.enable()
        except (RuntimeError, TimeoutError) as error:
            log.warning("the screen's light stays: %s", error)

    async def off(self) -> None:
        try:
            await self._brightness.reset_application_screen_brightness()
            await self._wakelock.disable()
        except (RuntimeError, TimeoutError) as error:
            log.warning("the screen's light stays: %s", error)


def light_of(page: ft.Page) -> Light:
    phone = page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS) and not page.web
    return PhoneLight() if phone else NoLight()
