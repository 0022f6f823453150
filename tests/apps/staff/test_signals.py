import io
import wave

from app_staff.signals import RATE, TONES, tone_wave


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
