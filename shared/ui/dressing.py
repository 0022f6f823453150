"""Puts the shop's face on one session: the colour on the theme, name, pictures and switches into what the session knows."""

from collections.abc import Callable
from typing import Protocol

from shared.ui import theme
from shared.ui.card_face import Look
from shared.wire.brand import UNKNOWN, Brand, Picture


class Wardrobe(Protocol):
    async def recall(self) -> Brand:
        """What this process or device remembers."""
        ...

    async def present(self) -> Brand:
        """As it is now, as far as it can be heard."""
        ...

    async def picture(self, picture: str) -> bytes | None: ...

    def held(self) -> tuple[Brand, bytes | None, bytes | None]:
        """What this process has already: the face, its logo, its picture."""
        ...


class Dressing:
    """`show` gives the session its look."""

    def __init__(self, wardrobe: Wardrobe, show: Callable[[Look], None]) -> None:
        self._wardrobe = wardrobe
        self._show = show
        self._worn = Look(UNKNOWN)

    def begin(self) -> None:
        """What is known, before the first picture."""
        look = Look(*self._wardrobe.held())
        theme.dye(look.brand.seed)
        self._put(look)

    async def start(self) -> None:
        """What is remembered, at once, and then as it is now."""
        await self.wear(await self._wardrobe.recall())
        await self.renew()

    async def renew(self) -> None:
        await self.wear(await self._wardrobe.present())

    async def heard(self, version: int) -> None:
        """The face has this version now."""
        if version != self._worn.brand.version:
            await self.renew()

    async def wear(self, brand: Brand) -> None:
        """The switches and the colour first; the pictures when they have come, and again when they did not come the last time."""
        theme.dye(brand.seed)
        if brand != self._worn.brand:
            self._put(Look(brand))
        if brand.logo is not None or brand.picture is not None:
            self._put(Look(brand, await self._fetched(brand.logo), await self._fetched(brand.picture)))

    def _put(self, look: Look) -> None:
        if look != self._worn:
            self._worn = look
            self._show(look)

    async def _fetched(self, picture: Picture | None) -> bytes | None:
        return None if picture is None else await self._wardrobe.picture(picture.id)
