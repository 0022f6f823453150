from pathlib import Path

import cv2
import numpy as np
import pytest

from app_staff.scanner.gate import Scan
from app_staff.scanner.loop import ScanLoop
from app_staff.scanner.video import VideoSource
from shared.clock import SystemClock
from shared.scanner.decode import Decoder
from shared.scanner.source import CameraUnavailable
from tests.scanner.pictures import CODE, qr, scene


async def test_a_clip_plays_through_opencv(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mjpeg"
    frame = cv2.cvtColor(scene(qr()), cv2.COLOR_GRAY2BGR)
    clip.write_bytes(cv2.imencode(".jpg", frame)[1].tobytes() * 5)
    previews: list[bytes] = []
    scans: list[Scan] = []
    clock = SystemClock()
    await ScanLoop(VideoSource(str(clip), clock, previews.append), Decoder(), scans.append, clock).run()
    assert scans == [Scan(CODE, "camera")]
    small = cv2.imdecode(np.frombuffer(previews[0], np.uint8), cv2.IMREAD_COLOR)
    assert small is not None
    assert small.shape[1] == 480


async def test_no_camera_is_said(tmp_path: Path) -> None:
    source = VideoSource(str(tmp_path / "none.avi"), SystemClock())
    with pytest.raises(CameraUnavailable):
        await anext(source.frames())
    await source.close()
