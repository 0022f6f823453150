"""How the demo's goods are drawn: each in a light and a dark colour, within 480 by 480."""

import math
from collections.abc import Callable

from PIL import ImageDraw

FINE = 4 / 3
"""Pixels for each of the 480: drawn larger, then made smaller, so that edges are smooth."""
WHITE = "#FFFDF8"
Box = tuple[float, float, float, float]


class Pen:
    """Draws in pixels of SIDE, whatever the image's own."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw = draw

    def oval(self, box: Box, fill: str) -> None:
        self._draw.ellipse([at * FINE for at in box], fill=fill)

    def block(self, box: Box, fill: str, radius: float = 0) -> None:
        self._draw.rounded_rectangle([at * FINE for at in box], radius * FINE, fill=fill)

    def line(self, ends: Box, fill: str, width: int) -> None:
        self._draw.line([at * FINE for at in ends], fill=fill, width=round(width * FINE))
        for x, y in (ends[:2], ends[2:]):
            self.oval((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill)

    def shape(self, points: list[tuple[float, float]], fill: str) -> None:
        self._draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=fill)

    def arc(self, box: Box, start: int, end: int, fill: str, width: int) -> None:
        self._draw.arc([at * FINE for at in box], start, end, fill=fill, width=round(width * FINE))

    def leaf(self, x: float, y: float, r: float, fill: str) -> None:
        steps = [n / 24 for n in range(25)]
        right = [(x + math.sin(at * math.pi) ** 1.4 * r * 0.58, y - r + 2 * r * at) for at in steps]
        left = [(2 * x - across, down) for across, down in reversed(right)]
        self.shape(right + left, fill)


def _round(pen: Pen, light: str, dark: str) -> None:
    pen.oval((90, 130, 390, 390), dark)
    pen.oval((90, 120, 390, 372), light)
    for n in range(9):
        pen.oval(
            (
                214 + math.cos(n * 2.4) * n * 5,
                170 + math.sin(n * 2.4) * n * 4,
                222 + math.cos(n * 2.4) * n * 5,
                176 + math.sin(n * 2.4) * n * 4,
            ),
            WHITE,
        )


def _roll(pen: Pen, light: str, dark: str) -> None:
    pen.oval((70, 170, 410, 380), dark)
    pen.oval((70, 160, 410, 362), light)
    for x in (150, 215, 280):
        pen.line((x, 215, x + 36, 300), dark, 12)


def _loaf(pen: Pen, light: str, dark: str) -> None:
    pen.block((85, 190, 395, 385), dark, 24)
    for x in (85, 188, 291):
        pen.oval((x, 125, x + 104, 250), dark)
    pen.block((99, 200, 381, 371), light, 16)
    for x in (97, 196, 295):
        pen.oval((x, 138, x + 88, 250), light)


def _crescent(pen: Pen, light: str, dark: str) -> None:
    for n in range(7):
        turn = math.pi * (0.06 + n * 0.147)
        x, y, r = 240 - math.cos(turn) * 140, 345 - math.sin(turn) * 160, 36 + 26 * math.sin(turn)
        pen.oval((x - r, y - r + 8, x + r, y + r + 8), dark)
        pen.oval((x - r, y - r, x + r, y + r - 2), light)
        pen.line((x - r * 0.3, y - r * 0.6, x + r * 0.2, y + r * 0.5), dark, 6)


def _stick(pen: Pen, light: str, dark: str) -> None:
    pen.line((110, 358, 372, 150), dark, 96)
    pen.line((108, 350, 370, 142), light, 86)
    for n in range(4):
        x, y = 150 + n * 58, 300 - n * 46
        pen.line((x - 8, y - 22, x + 30, y + 26), dark, 10)


def _melon(pen: Pen, light: str, dark: str) -> None:
    pen.oval((90, 130, 390, 392), dark)
    pen.oval((90, 120, 390, 374), light)
    for offset in (-90, -45, 0, 45, 90):
        half = math.sqrt(1 - (offset / 125) ** 2) * 0.94
        x, y = 240 + offset * 0.85, 247 + offset * 0.72
        pen.line((x - 104 * half, y + 88 * half, x + 104 * half, y - 88 * half), dark, 6)
        y = 247 - offset * 0.72
        pen.line((x - 104 * half, y - 88 * half, x + 104 * half, y + 88 * half), dark, 6)


def _sandwich(pen: Pen, light: str, dark: str) -> None:
    pen.shape([(80, 360), (240, 120), (400, 360)], WHITE)
    pen.shape([(112, 352), (240, 160), (368, 352)], light)
    for x, y, color in ((200, 300, "#D9534F"), (262, 310, "#F2B84B"), (232, 250, "#7FA77C"), (290, 325, "#D9534F"), (180, 326, "#7FA77C")):
        pen.oval((x - 22, y - 22, x + 22, y + 22), color)
    pen.line((80, 366, 400, 366), dark, 14)


def _cup(pen: Pen, light: str, dark: str) -> None:
    pen.shape([(120, 170), (360, 170), (325, 385), (155, 385)], WHITE)
    pen.shape([(132, 220), (348, 220), (322, 375), (158, 375)], light)
    pen.oval((120, 138, 360, 202), dark)
    pen.oval((134, 144, 346, 192), "#8A4A1D")


def _bar(pen: Pen, light: str, dark: str) -> None:
    for y in (290, 205):
        pen.block((95, y, 385, y + 88), dark, 22)
        pen.block((95, y - 10, 385, y + 66), light, 22)


def _cake(pen: Pen, light: str, dark: str) -> None:
    pen.block((100, 215, 380, 385), light, 20)
    pen.block((100, 290, 380, 312), WHITE)
    pen.oval((100, 175, 380, 262), WHITE)
    for n in range(7):
        x, y = 240 + math.cos(n * 0.9) * 88, 216 + math.sin(n * 0.9) * 22
        pen.oval((x - 19, y - 25, x + 19, y + 13), dark)


def _box(pen: Pen, light: str, dark: str) -> None:
    pen.block((90, 200, 390, 390), light, 10)
    pen.block((78, 165, 402, 232), dark, 10)
    pen.block((220, 165, 260, 390), WHITE)
    for sign in (-1, 1):
        pen.oval((240 - 40 + sign * 46, 110, 240 + 40 + sign * 46, 172), WHITE)
        pen.oval((240 - 20 + sign * 46, 124, 240 + 20 + sign * 46, 160), dark)


def _mug(pen: Pen, light: str, dark: str) -> None:
    pen.oval((310, 210, 420, 330), WHITE)
    pen.oval((334, 234, 396, 306), "#E9DCCB")
    pen.block((100, 170, 350, 385), WHITE, 40)
    pen.oval((100, 140, 350, 208), dark)
    pen.oval((116, 150, 334, 200), light)
    pen.block((100, 300, 350, 320), light)


def _glass(pen: Pen, light: str, dark: str) -> None:
    pen.shape([(140, 120), (340, 120), (315, 388), (165, 388)], WHITE)
    pen.shape([(152, 190), (328, 190), (308, 378), (172, 378)], light)
    for x, y in ((200, 240), (262, 270), (216, 310)):
        pen.block((x, y, x + 44, y + 44), WHITE, 8)
    pen.oval((276, 84, 366, 174), dark)
    pen.oval((286, 94, 356, 164), light)


def _ice(pen: Pen, light: str, dark: str) -> None:
    pen.shape([(120, 290), (360, 290), (315, 388), (165, 388)], "#A8D3E6")
    pen.oval((110, 130, 370, 330), WHITE)
    pen.oval((142, 124, 338, 250), light)
    for x in (170, 235, 296):
        pen.line((x, 220, x - 6, 268), light, 24)
    pen.oval((218, 104, 262, 148), dark)


def _bag(pen: Pen, light: str, dark: str) -> None:
    pen.arc((170, 80, 310, 260), 180, 360, dark, 16)
    pen.block((110, 165, 370, 390), light, 18)
    pen.block((110, 165, 370, 200), dark, 12)
    pen.oval((180, 235, 300, 355), WHITE)
    pen.leaf(240, 295, 46, dark)


def _jar(pen: Pen, light: str, dark: str) -> None:
    pen.block((125, 165, 355, 390), WHITE, 40)
    pen.block((137, 200, 343, 380), light, 32)
    pen.block((140, 115, 340, 172), dark, 14)
    pen.block((165, 255, 315, 335), WHITE, 8)
    pen.leaf(240, 295, 30, dark)


SHAPES: dict[str, Callable[[Pen, str, str], None]] = {
    "round": _round,
    "roll": _roll,
    "loaf": _loaf,
    "crescent": _crescent,
    "stick": _stick,
    "melon": _melon,
    "sandwich": _sandwich,
    "cup": _cup,
    "bar": _bar,
    "cake": _cake,
    "box": _box,
    "mug": _mug,
    "glass": _glass,
    "ice": _ice,
    "bag": _bag,
    "jar": _jar,
}
