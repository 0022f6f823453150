"""The number of an old card, read by the camera: believed when two frames in a row say the same.

Where a kind of bar code has a check digit the decoder has tested it; whether the shop's own numbers have one, only the shop knows.
"""

import asyncio
import unicodedata
from collections.abc import Callable
from typing import Protocol

from shared.scanner.source import CameraUnavailable, Frame, FrameSource

SHORTEST, LONGEST = 4, 32


class Says(Protocol):
    @property
    def text(self) -> str: ...


class Decodes(Protocol):
    """What `shared.scanner.decode.Decoder` does, called from a worker thread."""

    @property
    def blind(self) -> bool: ...

    def decode(self, frame: Frame) -> Says | None: ...


class Twice:
    def __init__(self) -> None:
        self._last = ""

    def see(self, text: str) -> str | None:
        """The number once it was read twice in a row; a frame without one says nothing. A web address is no number."""
        plain = unicodedata.normalize("NFKC", text).strip()
        bare = plain.replace(" ", "").replace("-", "")
        if not (SHORTEST <= len(bare) <= LONGEST and bare.isascii() and bare.isalnum()):
            return None
        again = plain == self._last
        self._last = plain
        return plain if again else None


TRIES = 3
"""A camera may only be slow to start, or another page's still."""


async def read_patiently(make: Callable[[], FrameSource], decoder: Decodes, *, pause: float) -> str:
    """As `read`, with another source each time the camera does not start; the pause between in seconds."""
    for _ in range(TRIES - 1):
        try:
            return await read(make(), decoder)
        except CameraUnavailable:
            if decoder.blind:
                raise
            await asyncio.sleep(pause)
    return await read(make(), decoder)


async def read(source: FrameSource, decoder: Decodes) -> str:
    """Looks until there is a number. Raises CameraUnavailable where there is no camera, or nothing that could read it."""
    if decoder.blind:
        raise CameraUnavailable("no decoder")
    twice = Twice()
    try:
        async for frame in source.frames():
            reading = await asyncio.to_thread(decoder.decode, frame)
            number = None if reading is None else twice.see(reading.text)
            if number is not None:
                return number
    finally:
        await source.close()
    raise CameraUnavailable("it stopped")
