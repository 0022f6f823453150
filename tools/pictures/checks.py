"""What every screen keeps, whatever it shows; looked for in its tree of labels and in its picture.

Flutter's yellow and black stripes exist in its debug builds alone; in the client that people get, what has no room is painted over its
neighbours or off the window. So that is what is looked for.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import combinations
from typing import Any

from PIL import Image, ImageFont

import shared.i18n
from shared.i18n import LANGUAGES, Catalogue, Language
from shared.i18n.kiosk import KIOSK
from tests.browser.harness import ROOT
from tools.pictures import pixels
from tools.pictures.semantics import Box, Node

TOUCH = 48
"""Logical pixels that a finger needs."""
SLACK = 0.75
"""Logical pixels: layout rounds."""
FONT = ROOT / "assets" / "common" / "fonts" / "BIZUDPGothic-Regular.ttf"
BROKEN = ("None", "{", "}", "<function", "<lambda", "undefined", "%s")
READABLE, LARGE_READABLE = 4.5, 3.0
LARGE = 34.0
"""Logical pixels of a line of 24."""
SMALLEST = 11
"""Logical pixels of the smallest letters of the scale."""
BARRIER = "Dismiss"
"""Flutter's own, behind an open sheet: by keyboard Escape does the same."""
UNSEEN = {KIOSK.of(language).staff for language in LANGUAGES}
"""Heard and not seen on purpose: the corner by which staff leave the kiosk."""
ICON = 24
"""Logical pixels of the largest icon that a name stands for: what is said of it is not written on it."""
GREY = (0xC0, 0xC0, 0xC0)
"""Of what could not be drawn, nearly opaque."""
INDENT = 8
"""Logical pixels: what begins further in than this does not end at the very edge on purpose."""
LINE = 1.6
"""The height of a line by that of its letters, at most."""
UPRIGHT = 5
"""So many letters below each other are no text any more."""
SPREAD = 6000
"""Square pixels a character takes at most; what has more is a place with a name, not a text."""


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    about: str
    """The control, as a person would name it."""
    detail: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.about!r} {self.detail}".rstrip()


def judge(nodes: Sequence[Node], picture: Image.Image, width: int, height: int, language: Language, percent: int = 100) -> list[Finding]:
    """Everything that is wrong with one screen of `width` × `height` logical pixels, with text at `percent`."""
    ratio = picture.width / width
    return [
        *_broken(picture),
        *_controls(nodes),
        *_places(nodes, width, height),
        *_columns(nodes),
        *_cut_off(nodes, SMALLEST * percent / 100),
        *_collisions(nodes),
        *_words(nodes, language),
        *_contrast([node for node in nodes if _within(node.seen, width, height)], picture, ratio),
    ]


def _broken(picture: Image.Image) -> Iterator[Finding]:
    """Where a control cannot be laid out, Flutter's release client paints its place grey and says nothing."""
    share = pixels.share_of(picture, GREY)
    if share > 0.01:
        yield Finding("not drawn", "a control", f"{share:.0%} of the picture is grey")


def _controls(nodes: Sequence[Node]) -> Iterator[Finding]:
    for node in nodes:
        if not node.taps:
            continue
        if not node.name:
            yield Finding("nameless", f"{node.role or 'tappable'} at {_at(node.whole)}", "")
        if not (node.focusable or node.off or node.name == BARRIER):
            yield Finding("without a key", _short(node.name), node.role)
        wide, high = node.whole[2] - node.whole[0], node.whole[3] - node.whole[1]
        if not node.cut and min(wide, high) < TOUCH - SLACK:
            yield Finding("small target", _short(node.name), f"{wide:.0f}x{high:.0f}")


def _places(nodes: Sequence[Node], width: int, height: int) -> Iterator[Finding]:
    for node in nodes:
        if not (node.text or node.taps):
            continue
        left, top, right, bottom = node.whole
        if not node.across and (left < -SLACK or right > width + SLACK):
            yield Finding("off the side", _short(node.name), f"{left:.0f}…{right:.0f} of {width}")
        elif not node.across and node.role != "tab" and left > INDENT and right > width - SLACK:  # what is beyond, Flutter does not report
            yield Finding("off the side", _short(node.name), f"{left:.0f}…, up to the window's edge")
        if not node.down and (top < -SLACK or bottom > height + SLACK):
            yield Finding("out of reach", _short(node.name), f"{top:.0f}…{bottom:.0f} of {height}")
        if node.text and not node.cut and (bottom - top < 11 or right - left < 4):
            yield Finding("clipped", _short(node.name), f"{right - left:.0f}x{bottom - top:.0f}")


def _columns(nodes: Sequence[Node]) -> Iterator[Finding]:
    """A text with so little room that its letters stand below each other."""
    for node in nodes:
        wide, high = node.whole[2] - node.whole[0], node.whole[3] - node.whole[1]
        if node.text and len(node.text) >= UPRIGHT and high > UPRIGHT * wide:
            yield Finding("a letter a line", _short(node.name), f"{wide:.0f}x{high:.0f}")


def _cut_off(nodes: Sequence[Node], smallest: float) -> Iterator[Finding]:
    """Text whose rectangle has no room for all of it, however its letters would be set."""
    for node in nodes:
        if not node.text or node.cut or _spread(node):
            continue
        wide, high = node.whole[2] - node.whole[0], node.whole[3] - node.whole[1]
        if wide == high <= ICON:
            continue
        counts = range(1, max(1, int(high / smallest / 1.35)) + 1)
        if not any(_length(node.text) * high / count / LINE <= wide * count * 1.1 for count in counts):
            yield Finding("cut off", _short(node.name), f"{wide:.0f}x{high:.0f}")


@cache
def _length(text: str) -> float:
    """Of one line, in heights of its letters."""
    return ImageFont.truetype(str(FONT), 100).getlength(text.replace("\n", "")) / 100


def _spread(node: Node) -> bool:
    area = (node.whole[2] - node.whole[0]) * (node.whole[3] - node.whole[1])
    return area > SPREAD * len(node.own)


def _collisions(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Two pieces of text, or two controls, on the same spot."""
    for kind in ([node for node in nodes if node.text], [node for node in nodes if node.taps]):
        for one, other in combinations(kind, 2):
            wide = min(one.seen[2], other.seen[2]) - max(one.seen[0], other.seen[0])
            high = min(one.seen[3], other.seen[3]) - max(one.seen[1], other.seen[1])
            if wide > 4 and high > 4 and not _inside(one.seen, other.seen) and not _inside(other.seen, one.seen):
                yield Finding("on top of each other", _short(one.name), f"and {_short(other.name)!r}, {wide:.0f}x{high:.0f}")


def _words(nodes: Sequence[Node], language: Language) -> Iterator[Finding]:
    foreign = _only_in("en" if language == "ja" else "ja")
    for node in nodes:
        for words in {node.label, node.own} - {""}:
            if words in foreign:
                yield Finding("other language", _short(words), "")
            if any(mark in words for mark in BROKEN):
                yield Finding("no words", _short(words), "")


def _contrast(nodes: Sequence[Node], picture: Image.Image, ratio: float) -> Iterator[Finding]:
    for node in nodes:
        left, top, right, bottom = node.seen
        if bottom - top < 8 or right - left < 4 or node.name in UNSEEN:
            continue
        box = (round(left * ratio), round(top * ratio), round(right * ratio), round(bottom * ratio))
        if node.text and not _spread(node):
            if node.cut:
                continue  # of half a line nobody can say how dark it is
            measured = pixels.text_contrast(picture.crop(box))
            needed = LARGE_READABLE if bottom - top >= LARGE and len(node.text) < 12 else READABLE
            if measured < needed:
                yield Finding("faint", _short(node.name), f"{measured:.1f}:1")
        elif node.taps and not node.off and node.role != "textbox":
            measured = pixels.faintest(picture.crop(box), ratio, cut=node.cut)
            if measured < LARGE_READABLE:
                yield Finding("faint", _short(node.name), f"a part with {measured:.1f}:1")


def _inside(one: Box, other: Box) -> bool:
    return one[0] >= other[0] - 1 and one[1] >= other[1] - 1 and one[2] <= other[2] + 1 and one[3] <= other[3] + 1


def _within(box: Box, width: int, height: int) -> bool:
    return box[0] >= -SLACK and box[1] >= -SLACK and box[2] <= width + SLACK and box[3] <= height + SLACK


def _at(box: Box) -> str:
    return f"{box[0]:.0f},{box[1]:.0f} {box[2] - box[0]:.0f}x{box[3] - box[1]:.0f}"


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"


@cache
def _only_in(language: Language) -> frozenset[str]:
    """Sentences of the catalogues that the other language does not have."""
    said: dict[Language, set[str]] = {one: set() for one in LANGUAGES}
    for module in pkgutil.walk_packages(shared.i18n.__path__, "shared.i18n."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Catalogue):
                for one in LANGUAGES:
                    said[one] |= set(_sentences(value.of(one)))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]  any catalogue
    names = {"日本語", "English"}  # the switch shows the language one would get
    return frozenset(said[language] - said["ja" if language == "en" else "en"] - names)


def _sentences(words: Any) -> Iterator[str]:  # noqa: ANN401 - a catalogue's tree
    if isinstance(words, str):
        yield words
    elif isinstance(words, dict):
        for value in words.values():  # pyright: ignore[reportUnknownVariableType]  as above
            yield from _sentences(value)
    elif is_dataclass(words):
        for part in fields(words):
            yield from _sentences(getattr(words, part.name))
