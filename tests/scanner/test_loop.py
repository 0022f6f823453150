import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app_staff.scanner.gate import Scan
from app_staff.scanner.loop import ScanLoop
from shared.clock import SystemClock
from shared.scanner.decode import Decoder, Reading
from shared.scanner.source import CameraUnavailable, FileSource, Frame
from tests.scanner.pictures import CODE, jpeg, qr, scene


class Burst:
    """Gives its frames without a pause."""

    def __init__(self, contents: list[bytes], then: BaseException | None = None) -> None:
        self._contents = contents
        self._then = then
        self.closed = False

    async def frames(self) -> AsyncIterator[Frame]:
        for content in self._contents:
            yield Frame(content)
        if self._then is not None:
            raise self._then

    async def close(self) -> None:
        self.closed = True


class Slow(Decoder):
    """Reads the frame's own bytes as its text, and waits at the first one until it is let go."""

    def __init__(self) -> None:
        super().__init__(())
        self.go = threading.Event()

    def decode(self, frame: Frame) -> Reading | None:
        self.go.wait(5)
        assert isinstance(frame.picture, bytes)
        return Reading(frame.picture.decode(), "qr")


def ignore(_: Scan) -> None:
    """A listener that does nothing."""


async def test_a_file_becomes_a_scan(tmp_path: Path) -> None:
    path = tmp_path / "frame.jpg"
    path.write_bytes(jpeg(scene(qr())))
    scans: list[Scan] = []
    await ScanLoop(FileSource([path, path]), Decoder(), scans.append, SystemClock()).run()
    assert scans == [Scan(CODE, "camera")]


async def test_the_newest_frame_wins() -> None:
    scans: list[Scan] = []
    decoder = Slow()
    source = Burst([b"1", b"2", b"3", b"4"])
    running = asyncio.create_task(ScanLoop(source, decoder, scans.append, SystemClock()).run())
    await asyncio.sleep(0.02)
    decoder.go.set()
    await running
    assert [scan.text for scan in scans] == ["1", "4"]
    assert source.closed


async def test_a_camera_that_is_gone_says_so_and_is_closed() -> None:
    source = Burst([], CameraUnavailable("unplugged"))
    with pytest.raises(CameraUnavailable):
        await ScanLoop(source, Decoder(()), ignore, SystemClock()).run()
    assert source.closed


async def test_a_fault_in_the_listener_ends_the_loop_with_its_exception() -> None:
    def faulty(_: Scan) -> None:
        raise LookupError("listener")

    decoder = Slow()
    decoder.go.set()
    with pytest.raises(LookupError):
        await ScanLoop(Burst([b"1"]), decoder, faulty, SystemClock()).run()


async def test_cancelling_closes_the_source() -> None:
    source = Burst([b"1"])
    running = asyncio.create_task(ScanLoop(source, Slow(), ignore, SystemClock()).run())
    await asyncio.sleep(0.01)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert source.closed
