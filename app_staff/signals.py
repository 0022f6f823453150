"""A result is also felt and heard: a touch on phones, and a tone everywhere. The tones are our own: `assets/staff/sounds` holds what
`tone_wave` makes, for the players that want a file.
"""

import asyncio
import logging
import math
import shutil
import struct
import sys
import tempfile
import wave
from pathlib import Path
from typing import Protocol

import flet as ft
import flet_audio as fa  # pyright: ignore[reportMissingTypeStubs]  typed inline, but without a py.typed

from app_staff.session import Tone

RATE = 22_050
TONES: dict[Tone, tuple[tuple[int, float], ...]] = {
    "good": ((880, 0.08), (1320, 0.12)),
    "amber": ((660, 0.12), (660, 0.12)),
    "bad": ((330, 0.18), (220, 0.25)),
}
"""(Hz, seconds): rising, level, falling, so that they differ without looking."""
PLAYERS = ("afplay", "pw-play", "paplay", "aplay")
log = logging.getLogger("tamaru.staff")


class Signals(Protocol):
    async def give(self, tone: Tone, volume: int) -> None:
        """`volume` in per cent; at 0 nothing is heard, and what is felt is felt."""
        ...


def signals_for(page: ft.Page) -> Signals:
    if page.web:
        return Heard()
    return Touch() if page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS) else Sound()


class Heard:
    """Through the client's own player: in browsers and on phones. A browser plays once its page has been touched, and a till's has."""

    def __init__(self) -> None:
        self._tones = {tone: fa.Audio(src=f"sounds/{tone}.wav", release_mode=fa.ReleaseMode.STOP) for tone in TONES}

    async def give(self, tone: Tone, volume: int) -> None:
        if not volume:
            return
        audio = self._tones[tone]
        if audio.volume != volume / 100:
            audio.volume = volume / 100
            audio.update()
        try:
            await audio.play()
        except (RuntimeError, TimeoutError) as error:
            log.info("no tone: %s", error)  # a result must not fail for its sound


class Touch:
    def __init__(self) -> None:
        self._haptic = ft.HapticFeedback()
        self._heard = Heard()

    async def give(self, tone: Tone, volume: int) -> None:
        if tone == "good":
            await self._haptic.medium_impact()
        else:
            await self._haptic.vibrate()
        await self._heard.give(tone, volume)


class Sound:
    """Plays through the platform's own player; without one it stays silent and says so once."""

    def __init__(self) -> None:
        self._player = next((found for name in PLAYERS if (found := shutil.which(name))), None)
        self._folder = Path(tempfile.mkdtemp(prefix="tamaru-"))
        if self._player is None and sys.platform != "win32":
            log.info("no sound player: %s", ", ".join(PLAYERS))

    async def give(self, tone: Tone, volume: int) -> None:
        if not volume:
            return
        path = self._folder / f"{tone}-{volume}.wav"
        if not path.exists():
            path.write_bytes(await asyncio.to_thread(tone_wave, TONES[tone], volume))
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415 - only there

            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC)
        elif self._player is not None:
            playing = await asyncio.create_subprocess_exec(
                self._player, str(path), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
            )
            await playing.wait()


def tone_wave(parts: tuple[tuple[int, float], ...], volume: int = 100) -> bytes:
    """A mono 16-bit WAV; each part fades in and out so that it does not click. `volume` in per cent."""
    loudness = 90 * volume
    samples: list[int] = []
    for hertz, seconds in parts:
        count = int(RATE * seconds)
        for place in range(count):
            fade = min(1.0, place / 200, (count - place) / 200)
            samples.append(int(loudness * fade * math.sin(2 * math.pi * hertz * place / RATE)))
    with tempfile.TemporaryFile() as file:
        with wave.open(file, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(struct.pack(f"<{len(samples)}h", *samples))
        file.seek(0)
        return file.read()
