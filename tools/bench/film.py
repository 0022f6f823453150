"""What a page really showed and when: Chromium's screencast, one picture for every frame that it swapped onto the screen.

A label in Flutter's semantics is there before its paint; a frame of the screencast is the paint. Its time is the browser's own,
taken at the swap, so how long the picture takes to reach us costs no figure anything. What a person's display adds (up to one
refresh) is not in it; what filming costs the machine is.
"""

import asyncio
import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from playwright.async_api import Page

Picture = NDArray[np.uint8]
LOUD = 24
"""Of 255: by how much a pixel must change to count, above what JPEG does to still ones."""
SEEN = 12
"""So many pixels make a change; one thin digit has more."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the page, in CSS pixels."""

    left: int
    top: int
    right: int
    bottom: int

    def of(self, picture: Picture) -> Picture:
        return picture[self.top : self.bottom, self.left : self.right]


@dataclass(frozen=True, slots=True)
class Still:
    """One frame: when it was swapped (seconds since 1970) and what it shows, as JPEG, one pixel for each CSS pixel."""

    at: float
    jpeg: bytes

    def grey(self) -> Picture:
        decoded = cv2.imdecode(np.frombuffer(self.jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
        if decoded is None:
            raise ValueError("not a picture")
        return decoded.astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Change:
    """In a part of the page: the first frame that differs from before, and the one since which nothing has changed."""

    first: float
    settled: float


class Film:
    """Films one page from `roll` until the page is closed."""

    def __init__(self, line: Any) -> None:  # noqa: ANN401 - Chromium's own protocol: its events and answers carry no types
        self._line = line
        self._acks: set[asyncio.Task[Any]] = set()
        self.stills: list[Still] = []

    @classmethod
    async def roll(cls, page: Page) -> "Film":
        size = page.viewport_size or {"width": 1280, "height": 800}
        film = cls(await page.context.new_cdp_session(page))
        film._line.on("Page.screencastFrame", film._keep)
        asked = {"format": "jpeg", "quality": 80, "maxWidth": size["width"], "maxHeight": size["height"], "everyNthFrame": 1}
        await film._line.send("Page.startScreencast", asked)
        return film

    def _keep(self, frame: dict[str, Any]) -> None:
        ack: asyncio.Task[Any] = asyncio.ensure_future(self._line.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]}))
        self._acks.add(ack)  # Chromium waits for it before it sends more than a few
        ack.add_done_callback(self._forget)
        self.stills.append(Still(float(frame["metadata"]["timestamp"]), base64.b64decode(frame["data"])))

    def _forget(self, ack: asyncio.Task[Any]) -> None:
        self._acks.discard(ack)
        if not ack.cancelled():
            ack.exception()  # the page may be closed by now

    def cut(self, since: float) -> list[Still]:
        """Takes out the frames up to now: the last one before `since` and those after it."""
        taken, self.stills = sorted(self.stills, key=lambda still: still.at), self.stills[-1:]
        before = [index for index, still in enumerate(taken) if still.at < since]
        return taken[before[-1] if before else 0 :]


def differs(one: Picture, other: Picture) -> bool:
    """Would a person see that these are two pictures?"""
    return one.shape != other.shape or int(np.count_nonzero(cv2.absdiff(one, other) > LOUD)) >= SEEN


def change(stills: Sequence[Still], box: Box) -> Change | None:
    """What happened inside `box`, compared with the first of `stills`; None when nothing did."""
    parts = [box.of(still.grey()) for still in stills]
    first = next((at for at, part in enumerate(parts) if differs(parts[0], part)), None)
    if first is None:
        return None
    settled = next(at for at in range(len(parts) - 1, -1, -1) if at == 0 or differs(parts[at - 1], parts[-1]))
    return Change(stills[first].at, stills[settled].at)


def quantile(values: Iterable[float], share: float) -> float:
    """The nearest-rank quantile: a value that was measured, and of 20 the 95th per cent is the 19th."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 100) * len(ordered) // 100) - 1)]
