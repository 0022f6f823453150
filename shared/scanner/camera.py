"""The plug-in camera of browsers and phones as a source of frames.

A browser has no image stream: pictures are taken one after another, each asked for when the last has come (36-81 ms each). Phones stream.
The camera is always reached through `current`: after a re-render the Python control is another object and the old one is dead.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable

import flet_camera as fc  # pyright: ignore[reportMissingTypeStubs]  typed inline, but without a py.typed

from shared.clock import Clock
from shared.scanner.source import CameraUnavailable, Frame

PATIENCE = 8.0
"""Seconds for one answer of the plug-in: longer means that the tab sleeps or the camera is gone."""
log = logging.getLogger("tamaru.staff")


class CameraSource:
    """`current` gives the mounted control. `stream_frame` is to be called from its `on_stream_image`.

    `wanted` is a camera's name, or empty; `found` hears the names of all, and whether a light that was asked for is there.
    """

    def __init__(
        self,
        current: Callable[[], fc.Camera | None],
        clock: Clock,
        *,
        wanted: str = "",
        torch: bool = False,
        found: Callable[[tuple[str, ...], bool], None] = lambda _names, _lit: None,
    ) -> None:
        self._current = current
        self._clock = clock
        self._wanted = wanted
        self._torch = torch
        self._found = found
        self._took = 0.0
        self._open = True
        self._streamed: asyncio.Queue[Frame] = asyncio.Queue(maxsize=1)

    async def frames(self) -> AsyncIterator[Frame]:
        """Raises CameraUnavailable when there is no camera or it stops answering; start again on resume."""
        try:
            async with asyncio.timeout(2 * PATIENCE):
                streaming = await self._start()
            while self._open:
                async with asyncio.timeout(PATIENCE):
                    frame = await self._streamed.get() if streaming else await self._picture()
                yield frame
        except (RuntimeError, TimeoutError) as error:
            raise CameraUnavailable(str(error)) from error

    def stream_frame(self, event: fc.CameraImageEvent) -> None:
        """The newest frame replaces one that nobody took."""
        if self._streamed.full():
            self._streamed.get_nowait()
        self._streamed.put_nowait(Frame(event.bytes))

    async def _picture(self) -> Frame:
        """A picture, and half as long a pause as the last one took: fingers want the browser's one thread too."""
        await asyncio.sleep(min(0.1, self._took / 2))
        began = self._clock.monotonic()
        picture = await self._camera().take_picture()
        self._took = self._clock.monotonic() - began
        return Frame(picture)

    async def close(self) -> None:
        self._open = False

    async def _start(self) -> bool:
        while self._current() is None:  # noqa: ASYNC110 - Flet tells nobody when a control is mounted; the caller's patience ends this
            await asyncio.sleep(0.02)
        camera = self._camera()
        found = await camera.get_available_cameras()
        if not found:
            raise CameraUnavailable("no camera")
        named = [one for one in found if one.name == self._wanted]
        back = [one for one in found if one.lens_direction == fc.CameraLensDirection.BACK]
        await camera.initialize(
            (named or back or found)[0],
            fc.ResolutionPreset.HIGH,
            enable_audio=False,
            image_format_group=fc.ImageFormatGroup.JPEG,
        )
        self._found(tuple(one.name for one in found), await self._lit(camera))
        streaming = await camera.supports_image_streaming()
        if streaming:
            await camera.start_image_stream()
        return streaming

    async def _lit(self, camera: fc.Camera) -> bool:
        """Whether the light is as it was asked for; a camera without one says so only when it is tried."""
        if not self._torch:
            return True
        try:
            await camera.set_flash_mode(fc.FlashMode.TORCH)
        except RuntimeError as error:
            log.info("no light: %s", error)
            return False
        return True

    def _camera(self) -> fc.Camera:
        camera = self._current()
        if camera is None:
            raise CameraUnavailable("the viewfinder is not on the screen")
        return camera
