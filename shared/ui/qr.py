"""A member's code as a picture: dark on white in every theme, whole device pixels per module, four modules of quiet around it."""

import io
import math
from dataclasses import dataclass
from typing import Literal

import qrcode
import qrcode.constants
import qrcode.util
from PIL import Image

QUIET_ZONE = 4
NUMERIC: Literal[1] = 1
"""`qrcode.util.MODE_NUMBER`, whose own type is too wide."""
M1_MODULES = 37 + 2 * QUIET_ZONE
"""A version 5 code with its quiet zone."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How large to draw: device pixels per module, and the width on the screen in logical pixels."""

    pixels: int
    width: float


def fit(pixel_ratio: float, at_least: int = 260, room: float = math.inf, modules: int = M1_MODULES) -> Fit:
    """The smallest size of at least `at_least` logical pixels at which every module is a whole number of device pixels; less where there
    is no room for that.
    """
    ratio = max(pixel_ratio, 0.5)
    pixels = math.ceil(at_least * ratio / modules)
    if pixels * modules / ratio > room:
        pixels = max(1, int(room * ratio / modules))
    return Fit(pixels, pixels * modules / ratio)


def png(digits: str, pixels: int = 6) -> bytes:
    """A numeric QR code, error correction M, as a one-bit PNG with `pixels` per module; about 10 ms, so call it in a thread."""
    return _draw(qrcode.util.QRData(digits, mode=NUMERIC), pixels)


def text_png(text: str, pixels: int = 6) -> bytes:
    """Any text as `png` draws digits: an enrolment token, an authenticator's secret."""
    return _draw(qrcode.util.QRData(text), pixels)


def svg(digits: str) -> str:
    """What `png` draws, as an SVG to be written into a page; one unit per module."""
    rows = _rows(qrcode.util.QRData(digits, mode=NUMERIC))
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return f'<svg viewBox="0 0 {len(rows)} {len(rows)}" shape-rendering="crispEdges"><path d="{dark}"/></svg>'


def _rows(data: qrcode.util.QRData) -> list[list[bool]]:
    """Its modules with the quiet zone, True where it is dark."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(data, optimize=0)
    code.make(fit=True)
    return code.get_matrix()


def _draw(data: qrcode.util.QRData, pixels: int) -> bytes:
    rows = _rows(data)
    side = len(rows)
    picture = Image.new("1", (side, side), 1)
    picture.putdata([0 if dark else 1 for row in rows for dark in row])
    out = io.BytesIO()
    picture.resize((side * pixels, side * pixels), Image.Resampling.NEAREST).save(out, "PNG", optimize=False)
    return out.getvalue()
