"""Frames in, scans out. The newest frame wins: a slow decoder sees fewer frames, never older ones."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from app_staff.scanner.gate import Gate, Scan
from shared.clock import Clock
from shared.scanner.decode import Decoder
from shared.scanner.source import Frame, FrameSource

REST = 0.4
"""Seconds without a new frame after a scan: taking pictures and drawing the panel share the browser's one thread."""


class Newest:
    """A queue of length one in which a new frame replaces the one that waits."""

    def __init__(self) -> None:
        self._frame: Frame | None = None
        self._stirred = asyncio.Event()
        self._ended = False
        self.dropped = 0

    def put(self, frame: Frame) -> None:
        self.dropped += self._frame is not None
        self._frame = frame
        self._stirred.set()

    def end(self) -> None:
        """No more frames come; the one that waits is still given."""
        self._ended = True
        self._stirred.set()

    async def get(self) -> Frame | None:
        """The newest frame, as soon as there is one; None after the end."""
        while self._frame is None and not self._ended:
            await self._stirred.wait()
            self._stirred.clear()
        frame, self._frame = self._frame, None
        return frame


class ScanLoop:
    """One source read by one decoder until the source ends or the task is cancelled."""

    def __init__(
        self,
        source: FrameSource,
        decoder: Decoder,
        on_scan: Callable[[Scan], None],
        clock: Clock,
        on_sight: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_sight` is called with each frame that comes: the camera sees."""
        self._source = source
        self._decoder = decoder
        self._on_scan = on_scan
        self._clock = clock
        self._on_sight = on_sight
        self._gate = Gate()
        self._newest = Newest()
        self._found = False
        self.frames = 0
        self.seconds_decoding = 0.0

    async def run(self) -> None:
        """Raises CameraUnavailable when the source cannot start, and whatever `on_scan` raised."""
        reading = asyncio.create_task(self._read())
        try:
            async for frame in self._source.frames():
                self._on_sight()
                self._newest.put(frame)
                await asyncio.sleep(REST if self._found else 0)  # 0: a source that never waits must not starve the reader
                self._found = False
                if reading.done():
                    break
            self._newest.end()
            await reading
        finally:
            reading.cancel()
            with suppress(asyncio.CancelledError):
                await reading
            await self._source.close()

    async def _read(self) -> None:
        while (frame := await self._newest.get()) is not None:
            began = self._clock.monotonic()
            found = await asyncio.to_thread(self._decoder.decode, frame)
            now = self._clock.monotonic()
            self.frames += 1
            self.seconds_decoding += now - began
            scan = self._gate.see(found, now)
            if scan is not None:
                self._found = True
                self._on_scan(replace(scan, millis=round((now - began) * 1000)))
