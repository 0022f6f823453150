import asyncio
from typing import Any, cast

import flet_camera as fc  # pyright: ignore[reportMissingTypeStubs]  typed inline, but without a py.typed
import pytest

from shared.clock import SystemClock
from shared.scanner.camera import CameraSource
from shared.scanner.source import CameraUnavailable, Frame

FRONT = fc.CameraDescription(name="front", lens_direction=fc.CameraLensDirection.FRONT, sensor_orientation=0)
BACK = fc.CameraDescription(name="back", lens_direction=fc.CameraLensDirection.BACK, sensor_orientation=90)


class Plugin:
    """What the plug-in answers, in the control's own words."""

    def __init__(self, *cameras: fc.CameraDescription, streaming: bool = False) -> None:
        self.cameras = cameras
        self.streaming = streaming
        self.used: Any = None
        self.taken = 0
        self.dead = False

    async def get_available_cameras(self) -> list[fc.CameraDescription]:
        return list(self.cameras)

    async def initialize(self, description: fc.CameraDescription, *_: object, enable_audio: bool, **__: object) -> None:
        assert not enable_audio
        self.used = description

    async def supports_image_streaming(self) -> bool:
        return self.streaming

    async def start_image_stream(self) -> None:
        """Pictures come by event."""

    async def take_picture(self) -> bytes:
        if self.dead:
            raise RuntimeError("the camera was unplugged")
        self.taken += 1
        return b"picture %d" % self.taken


def source_of(plugin: Plugin | None) -> CameraSource:
    return CameraSource(lambda: cast("fc.Camera | None", plugin), SystemClock())


async def test_a_browser_takes_pictures_one_after_the_other_with_the_back_camera() -> None:
    plugin = Plugin(FRONT, BACK)
    frames = source_of(plugin).frames()
    assert [await anext(frames), await anext(frames)] == [Frame(b"picture 1"), Frame(b"picture 2")]
    assert plugin.used == BACK


async def test_a_phone_streams_and_the_newest_picture_wins() -> None:
    source = source_of(Plugin(FRONT, streaming=True))
    frames = source.frames()
    first = asyncio.ensure_future(anext(frames))
    await asyncio.sleep(0.01)
    source.stream_frame(_event(b"1"))
    assert await first == Frame(b"1")
    source.stream_frame(_event(b"2"))
    source.stream_frame(_event(b"3"))
    assert await anext(frames) == Frame(b"3")


async def test_no_camera_at_all_is_said() -> None:
    with pytest.raises(CameraUnavailable):
        await anext(source_of(Plugin()).frames())


async def test_a_camera_that_goes_is_said() -> None:
    plugin = Plugin(FRONT)
    frames = source_of(plugin).frames()
    await anext(frames)
    plugin.dead = True
    with pytest.raises(CameraUnavailable, match="unplugged"):
        await anext(frames)


async def test_closing_ends_the_pictures() -> None:
    source = source_of(Plugin(FRONT))
    frames = source.frames()
    await anext(frames)
    await source.close()
    with pytest.raises(StopAsyncIteration):
        await anext(frames)


def _event(picture: bytes) -> fc.CameraImageEvent:
    control: Any = None
    return fc.CameraImageEvent(
        name="stream_image", control=control, width=1280, height=720, format=fc.ImageFormatGroup.JPEG, encoded_format="jpeg", bytes=picture
    )
