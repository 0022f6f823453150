"""The camera of a Windows, macOS or Linux tablet through OpenCV: frames for the decoder, and now and then one for the eye."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any

from PIL import Image

from shared.clock import Clock
from shared.scanner.source import CameraUnavailable, Frame

if TYPE_CHECKING:
    import cv2

PREVIEW_GAP = 0.12
"""Seconds between two pictures for the screen: 8 a second look alive and cost little."""


class VideoSource:
    """`device` is a camera's number or a clip's path. `on_preview` gets a small JPEG about eight times a second."""

    def __init__(self, device: int | str, clock: Clock, on_preview: Callable[[bytes], None] | None = None) -> None:
        self._device = device
        self._clock = clock
        self._on_preview = on_preview
        self._shown_at = float("-inf")
        self._capture: cv2.VideoCapture | None = None
        self._open = True

    async def frames(self) -> AsyncIterator[Frame]:
        """Raises CameraUnavailable when the camera cannot be opened or OpenCV is missing. A clip ends, a camera does not."""
        self._capture = capture = await asyncio.to_thread(_opened, self._device)
        while self._open:
            picture, preview = await asyncio.to_thread(self._next, capture)
            if picture is None:
                return
            if preview is not None and self._on_preview is not None:
                self._on_preview(preview)
            yield Frame(picture)

    def _next(self, capture: "cv2.VideoCapture") -> tuple[Image.Image | None, bytes | None]:
        import cv2  # noqa: PLC0415 - see _opened

        there, colour = capture.read()
        if not there:
            return None, None
        picture = Image.fromarray(cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY))
        now = self._clock.monotonic()
        if self._on_preview is None or now - self._shown_at < PREVIEW_GAP:
            return picture, None
        self._shown_at = now
        small: Any = cv2.resize(colour, (480, colour.shape[0] * 480 // colour.shape[1]))
        return picture, cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 60])[1].tobytes()

    async def close(self) -> None:
        self._open = False
        capture, self._capture = self._capture, None
        if capture is not None:
            await asyncio.to_thread(capture.release)


def _opened(device: int | str) -> "cv2.VideoCapture":
    try:
        import cv2  # noqa: PLC0415 - 44 MB, needs libGL; without it there is no camera here, and nothing else is lost
    except ImportError as error:
        raise CameraUnavailable(str(error)) from error
    capture = cv2.VideoCapture(device)
    if not capture.isOpened():
        raise CameraUnavailable(f"camera {device} cannot be opened")
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, 1280)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, 720)
    return capture
