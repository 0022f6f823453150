"""The staff app's web host with a witness at the camera: `python -m tools.bench.watched_tablet [arguments of app_staff]`.

The product does not write down when a picture reached it, so its frame source and its decoder are replaced by subclasses that do.
For every text that is read anew, a line goes to the file named by TAMARU_BENCH_TRACE: `text, delivered, read` (seconds since
1970), where `delivered` is the first frame that showed it, found by looking again, later, at all that came.
"""

import json
import os
import threading
import time
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path

from app_staff import main as product
from app_staff import web
from shared.scanner.camera import CameraSource
from shared.scanner.decode import Decoder, Reading
from shared.scanner.source import Frame

LATER = 1.5
"""Seconds until the witness looks again, so that it takes no time from what is measured."""
delivered: deque[tuple[float, Frame]] = deque(maxlen=60)


class WatchedSource(CameraSource):
    async def frames(self) -> AsyncIterator[Frame]:
        async for frame in super().frames():
            delivered.append((time.time(), frame))
            yield frame


class WatchedDecoder(Decoder):
    def __init__(self) -> None:
        super().__init__()
        self._last = ""

    def decode(self, frame: Frame) -> Reading | None:
        found = super().decode(frame)
        if found is not None and found.text != self._last:
            self._last = found.text
            threading.Timer(LATER, self._witness, (found.text, list(delivered), time.time())).start()
        return found

    def _witness(self, text: str, frames: list[tuple[float, Frame]], read_at: float) -> None:
        shows = (at for at, frame in frames if (again := super(WatchedDecoder, self).decode(frame)) is not None and again.text == text)
        line = json.dumps({"text": text, "delivered": next(shows), "read": read_at})
        with Path(os.environ["TAMARU_BENCH_TRACE"]).open("a", encoding="utf-8") as trace:
            trace.write(line + "\n")


if __name__ == "__main__":
    product.CameraSource = WatchedSource  # pyright: ignore[reportPrivateImportUsage]  the seam: the product makes its source by this name
    product.Decoder = WatchedDecoder  # pyright: ignore[reportPrivateImportUsage]  as above
    web.main()
