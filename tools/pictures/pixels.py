"""Contrast as people meet it: measured on the picture. Ratios are those of WCAG 2, from 1 to 21."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[Any]
INK = 1.2
"""From this contrast with the ground on, a pixel is drawn on."""


def text_contrast(picture: Image.Image) -> float:
    """Between the ground, which is the most frequent colour, and the strongest strokes; edges are blended, so they do not count."""
    return _strongest(_against_ground(np.asarray(picture.convert("RGB"))))


def faintest(picture: Image.Image, ratio: float, *, cut: bool = False) -> float:
    """Of the separate things on a control (words, icons), how well the faintest can be seen. `ratio` is device per logical pixels. Of a
    control that is `cut` by the edge of what scrolls, what stands at the edge is not whole.
    """
    edge = round(4 * ratio)
    contrast = _against_ground(np.asarray(picture.convert("RGB")))[edge:-edge, edge:-edge]
    return min((_strongest(part) for part in _things(contrast > INK, contrast, ratio, cut=cut)), default=21.0)


def share_of(picture: Image.Image, grey: tuple[int, int, int], opacity: float = 0xF0 / 0xFF) -> float:
    """How much of a picture is this colour, over any neutral ground."""
    small = np.asarray(picture.convert("RGB"))[::4, ::4].astype(np.int32)
    darkest, lightest = (round(grey[0] * opacity + ground * (1 - opacity)) for ground in (0, 255))
    neutral = small.max(axis=2) - small.min(axis=2) <= 2
    within = (small.min(axis=2) >= darkest) & (small.max(axis=2) <= lightest)
    same = small[neutral & within]
    if not len(same):
        return 0.0
    return float(np.unique(same[:, 0], return_counts=True)[1].max() / (small.shape[0] * small.shape[1]))


def luminance(colour: Pixels) -> Pixels:
    """Relative luminance of colours 0…255 in the last axis."""
    share = colour.astype(np.float32) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)


def ratio_of(one: Pixels, other: Pixels) -> Pixels:
    """The contrast of two luminances."""
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


def _against_ground(colours: Pixels) -> Pixels:
    """Of every pixel, its contrast with the most frequent colour."""
    coarse = (colours.astype(np.int32) >> 2) @ np.array([1 << 12, 1 << 6, 1])
    values, first, counts = np.unique(coarse.ravel(), return_index=True, return_counts=True)
    ground = colours.reshape(-1, 3)[first[int(counts.argmax())]] if len(values) else colours[0, 0]
    return ratio_of(luminance(colours), luminance(ground))


def _strongest(contrast: Pixels) -> float:
    """The contrast that at least a few pixels reach."""
    flat = np.sort(contrast.ravel())
    return float(flat[-min(4, len(flat))])


def _things(drawn: Pixels, contrast: Pixels, ratio: float, *, cut: bool) -> Iterator[Pixels]:
    """Lines of what is drawn, cut where nothing is for 12 logical pixels; what is thinner than a letter is a border."""
    for top, bottom in _runs(np.any(drawn, axis=1), round(2 * ratio)):
        if not 6 * ratio <= bottom - top <= 60 * ratio or (cut and (top == 0 or bottom == len(drawn))):
            continue
        for left, right in _runs(np.any(drawn[top:bottom], axis=0), round(12 * ratio)):
            if right - left >= 5 * ratio and left > 0 and right < drawn.shape[1]:  # at the edge it is what the corners leave of the page
                yield contrast[top:bottom, left:right]


def _runs(marks: Pixels, gap: int) -> Iterator[tuple[int, int]]:
    """Stretches of marks with less than `gap` between them."""
    places = np.flatnonzero(marks)
    if not len(places):
        return
    cuts = np.flatnonzero(np.diff(places) > max(1, gap))
    starts, ends = [0, *(cuts + 1)], [*cuts, len(places) - 1]
    for start, end in zip(starts, ends, strict=True):
        yield int(places[start]), int(places[end]) + 1
