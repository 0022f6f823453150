"""Where frames come from. `camera` (browser, phones) and `video` (desktops) are the real ones; `FileSource` plays pictures."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PIL import Image


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture: an encoded JPEG or PNG as a camera plug-in gives it, or a greyscale picture already in memory."""

    picture: bytes | Image.Image


class FrameSource(Protocol):
    """Gives frames until it is closed. A camera that cannot be opened raises CameraUnavailable from the first step."""

    def frames(self) -> AsyncIterator[Frame]: ...

    async def close(self) -> None: ...


class CameraUnavailable(Exception):  # noqa: N818 - it names the state of the camera
    """No camera, no permission, or no driver: the screen says so and offers the other two ways in."""


class FileSource:
    """Plays pictures from files, once, at a steady pace."""

    def __init__(self, paths: Sequence[Path], *, seconds_between: float = 0.0) -> None:
        self._paths = paths
        self._pause = seconds_between
        self._open = True

    async def frames(self) -> AsyncIterator[Frame]:
        for path in self._paths:
            if not self._open:
                return
            yield Frame(await asyncio.to_thread(path.read_bytes))
            await asyncio.sleep(self._pause)

    async def close(self) -> None:
        self._open = False
