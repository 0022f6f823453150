"""The shop's face as this process last heard it: nothing in it is anybody's own, so all sessions of a web host share one."""

import asyncio
import contextlib
import hashlib
from collections import OrderedDict
from pathlib import Path

import msgspec

from shared.client.base import Api, ApiError
from shared.wire.brand import UNKNOWN, Brand

MOST_PICTURES = 64
"""Kept in memory, about 10 MB."""


class Face:
    """On a device a `folder` keeps what was heard, for starts without a line."""

    def __init__(self, folder: Path | None = None) -> None:
        self.brand = UNKNOWN
        self._folder = folder
        self._pictures: OrderedDict[str, bytes] = OrderedDict()

    async def recall(self) -> Brand:
        """What the device remembers."""
        if self._folder is not None and self.brand is UNKNOWN:
            kept = await asyncio.to_thread(_read, self._folder / "brand.json")
            if kept is not None:
                try:
                    self.brand = msgspec.json.decode(kept, type=Brand)
                except msgspec.MsgspecError:
                    return self.brand  # of an older app: the server will tell
        return self.brand

    async def ask(self, api: Api) -> Brand:
        """As it is now; raises ApiError when the server does not say."""
        self.brand = await api.brand()
        if self._folder is not None:
            await asyncio.to_thread(_write, self._folder / "brand.json", msgspec.json.encode(self.brand))
        return self.brand

    def held(self) -> tuple[Brand, bytes | None, bytes | None]:
        """What needs no asking: the face, its logo, its picture."""
        logo, picture = (self._pictures.get(one.id) if one else None for one in (self.brand.logo, self.brand.picture))
        return self.brand, logo, picture

    async def picture(self, api: Api, picture: str) -> bytes:
        """WebP, asked for once; raises ApiError."""
        found = self._pictures.get(picture)
        if found is None and self._folder is not None:
            found = await asyncio.to_thread(_read, self._folder / f"{picture}.webp")
            if found is not None and hashlib.sha256(found).hexdigest() != picture:
                found = None  # half written when the battery died
        if found is None:
            found = await api.picture(picture)
            if self._folder is not None:
                await asyncio.to_thread(_write, self._folder / f"{picture}.webp", found)
        self._pictures[picture] = found
        self._pictures.move_to_end(picture)
        if len(self._pictures) > MOST_PICTURES:
            self._pictures.popitem(last=False)
        return found


class Asking:
    """One session's way to the face. Without a line it stays as it was: a shop's face is never a reason for an error."""

    def __init__(self, face: Face, api: Api) -> None:
        self._face = face
        self._api = api

    async def recall(self) -> Brand:
        return await self._face.recall()

    async def present(self) -> Brand:
        with contextlib.suppress(ApiError):
            return await self._face.ask(self._api)
        return self._face.brand

    def held(self) -> tuple[Brand, bytes | None, bytes | None]:
        return self._face.held()

    async def picture(self, picture: str) -> bytes | None:
        """Of the brand, of goods, of notices: WebP for `ft.Image(src=…)`; None when it cannot be had now."""
        with contextlib.suppress(ApiError):
            return await self._face.picture(self._api, picture)
        return None


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
