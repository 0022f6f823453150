import io
import wave
from pathlib import Path

import pytest

from app_staff.session import Tone
from app_staff.signals import RATE, TONES, tone_wave
from tests.apps.staff.conftest import CODE, OpenTablet

FILES = Path(__file__).parents[3] / "assets" / "staff" / "sounds"


def test_each_outcome_has_its_own_tone_and_none_clicks() -> None:
    heard: set[bytes] = set()
    for parts in TONES.values():
        with wave.open(io.BytesIO(tone_wave(parts)), "rb") as tone:
            assert tone.getframerate() == RATE
            frames = tone.readframes(tone.getnframes())
        assert abs(int.from_bytes(frames[:2], "little", signed=True)) < 100
        assert abs(int.from_bytes(frames[-2:], "little", signed=True)) < 100
        heard.add(frames)
    assert len(heard) == 3


@pytest.mark.parametrize("tone", list(TONES))
def test_the_files_are_what_our_own_code_makes(tone: Tone) -> None:
    assert (FILES / f"{tone}.wav").read_bytes() == tone_wave(TONES[tone])


def test_a_smaller_volume_is_quieter() -> None:
    def loudest(sound: bytes) -> int:
        with wave.open(io.BytesIO(sound), "rb") as tone:
            frames = tone.readframes(tone.getnframes())
        return max(abs(int.from_bytes(frames[at : at + 2], "little", signed=True)) for at in range(0, len(frames), 2))

    assert loudest(tone_wave(TONES["good"], 25)) * 3 < loudest(tone_wave(TONES["good"]))


async def test_a_scan_is_heard_in_the_browser_unless_sounds_are_off(tablet: OpenTablet) -> None:
    here = await tablet("/device")
    before = here.app.called().count("play")
    await here.app.click("listen-good")
    assert here.app.called().count("play") == before + 1
    await here.app.click("sound-off")
    await here.app.go("/")
    await here.scan(CODE)
    assert here.app.has("panel")
    assert here.app.called().count("play") == before + 1
