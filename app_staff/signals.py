"""A result is also felt or heard: a touch on phones, a tone on desktops. A browser gives a page of ours neither; there the screen speaks alone."""

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
    async def give(self, tone: Tone) -> None: ...


def signals_for(page: ft.Page) -> Signals:
    if page.web:
        return Silent()
    return Touch() if page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS) else Sound()


class Silent:
    async def give(self, tone: Tone) -> None:
        """Nothing to give here."""


class Touch:
    def __init__(self) -> None:
        self._haptic = ft.HapticFeedback()

    async def give(self, tone: Tone) -> None:
        if tone == "good":
            await self._haptic.medium_impact()
        else:
            await self._haptic.vibrate()


class Sound:
    """Plays through the platform's own player; without one it stays silent and says so once."""

    def __init__(self) -> None:
        self._player = next((found for name in PLAYERS if (found := shutil.which(name))), None)
        self._folder = Path(tempfile.mkdtemp(prefix="tamaru-"))
        if self._player is None and sys.platform != "win32":
            log.info("no sound player: %s", ", ".join(PLAYERS))

    async def give(self, tone: Tone) -> None:
        path = self._folder / f"{tone}.wav"
        if not path.exists():
            path.write_bytes(await asyncio.to_thread(tone_wave, TONES[tone]))
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415 - only there

            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC)
        elif self._player is not None:
            playing = await asyncio.create_subprocess_exec(
                self._player, str(path), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
            )
            await playing.wait()


def tone_wave(parts: tuple[tuple[int, float], ...]) -> bytes:
    """A mono 16-bit WAV; each part fades in and out so that it does not click."""
    samples: list[int] = []
    for hertz, seconds in parts:
        count = int(RATE * seconds)
        for place in range(count):
            fade = min(1.0, place / 200, (count - place) / 200)
            samples.append(int(9000 * fade * math.sin(2 * math.pi * hertz * place / RATE)))
    with tempfile.TemporaryFile() as file:
        with wave.open(file, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(struct.pack(f"<{len(samples)}h", *samples))
        file.seek(0)
        return file.read()
