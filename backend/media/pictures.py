"""From whatever was uploaded to a picture that we made ourselves: nothing of the original file survives but its pixels.

A file's pixels are counted from its header before one of them is decoded, so that a small file cannot unfold into all memory.
"""

import io
from dataclasses import dataclass
from typing import cast

from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 16_000_000
LONGEST = 1600
"""Pixels of the longer side of what is kept."""
SHARP = 300_000
"""Bytes. A drawing (PNG) stays exact when it can be kept within these; photographs are kept at QUALITY."""
QUALITY = 86


@dataclass(frozen=True, slots=True)
class Made:
    content: bytes
    width: int
    height: int
    lightest: str
    """Of each of red, green and blue the most that any pixel has, as #RRGGBB: what text over the picture has to reckon with."""
    darkest: str


def make(upload: bytes) -> Made | None:
    """None when it is not a picture of the FORMATS, is broken, or has too many pixels."""
    try:
        with Image.open(io.BytesIO(upload), formats=FORMATS) as checked:
            if checked.width * checked.height > MOST_PIXELS:
                return None
            checked.verify()
        with Image.open(io.BytesIO(upload), formats=FORMATS) as opened:  # verify uses a file up
            exact = opened.format == "PNG"
            return _kept(_upright(opened), exact=exact)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None  # what Pillow raises for files that are broken in one way or another


def _upright(opened: Image.Image) -> Image.Image:
    """As the camera was held, in red, green and blue, no larger than needed."""
    opened.draft("RGB", (LONGEST, LONGEST))  # a large JPEG is decoded small at once
    upright = ImageOps.exif_transpose(opened)
    clear = upright.has_transparency_data
    plain = upright.convert("RGBA" if clear else "RGB")
    plain.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return plain


def _kept(picture: Image.Image, *, exact: bool) -> Made:
    content = _encoded(picture, lossless=True) if exact else b""
    if not content or len(content) > SHARP:
        content = _encoded(picture, lossless=False)
    darkest, lightest = _extremes(picture)
    return Made(content, picture.width, picture.height, lightest, darkest)


def _extremes(picture: Image.Image) -> tuple[str, str]:
    """(darkest, lightest). What lies behind a picture that can be seen through is anybody's guess."""
    if picture.mode == "RGBA":
        return "#000000", "#FFFFFF"
    spans = [cast("tuple[int, int]", band.getextrema()) for band in picture.split()]
    return "#" + "".join(f"{low:02X}" for low, _ in spans), "#" + "".join(f"{high:02X}" for _, high in spans)


def _encoded(picture: Image.Image, *, lossless: bool) -> bytes:
    into = io.BytesIO()
    picture.save(into, "WEBP", lossless=lossless, quality=QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return into.getvalue()
