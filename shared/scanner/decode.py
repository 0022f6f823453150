"""Picture to text: a chain of decoders, the quickest and surest first.

Measured on 296 photographs: zxing-cpp reads 95 %, then zbar at half and full size brings it to 97 %. zbar at full size sees the pixel grid
of a phone's screen, at half size it does not. zxing-cpp has no wheel for phones: there zbar leads and OpenCV closes the chain.
Every library is imported when first needed: one that is missing takes itself out of the chain and nothing else.
"""

import importlib.util
import io
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from PIL import Image

from shared.scanner.source import Frame

LONGEST = 1280
"""Pixels. More costs time and finds nothing more."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a picture says. A signed QR may be believed at once; a bar code is misread now and then and is not."""

    text: str
    kind: Literal["qr", "bar"]
    reader: str = field(default="", compare=False)
    """The decoder's name."""


Reader = Callable[[Image.Image], Reading | None]


def grey(frame: Frame) -> Image.Image | None:
    """The frame as greyscale, at most LONGEST pixels wide; None for anything that is not a picture."""
    picture = frame.picture
    if isinstance(picture, bytes):
        try:
            picture = _opened(picture)
        except Exception as error:  # noqa: BLE001 - bytes from outside: Pillow raises a dozen kinds, none may stop the scanner
            log.debug("not a picture: %s", type(error).__name__)
            return None
    longest = max(picture.size)
    if longest > LONGEST:
        share = LONGEST / longest
        picture = picture.resize((max(1, int(picture.width * share)), max(1, int(picture.height * share))))
    return picture


def _opened(content: bytes) -> Image.Image:
    opened = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    if max(opened.size) > 8 * LONGEST:
        raise ValueError("larger than any camera's picture")
    opened.draft("L", (LONGEST, LONGEST))  # JPEG decodes straight to grey, and by powers of two to size
    return opened.convert("L")


def zxing(picture: Image.Image) -> Reading | None:
    import zxingcpp  # noqa: PLC0415 - not on phones

    found = zxingcpp.read_barcode(picture)
    if found is None or not found.valid:
        return None
    return Reading(found.text, "qr" if found.format == zxingcpp.BarcodeFormat.QRCode else "bar")


def zbar(picture: Image.Image) -> Reading | None:
    from pyzbar import pyzbar  # noqa: PLC0415 - needs a system library on desktops  # pyright: ignore[reportMissingTypeStubs]  untyped

    decode = cast("Callable[[Image.Image], list[Any]]", pyzbar.decode)  # pyright: ignore[reportUnknownMemberType]  untyped
    try:
        found = decode(picture)
    except ValueError:  # pyzbar 0.1.9 does not know every orientation that zbar 0.23.92 reports
        return None
    for one in found:
        text = one.data.decode("utf-8", "replace")
        if text:
            return Reading(text, "qr" if one.type == "QRCODE" else "bar")
    return None


def opencv(picture: Image.Image) -> Reading | None:
    import cv2  # noqa: PLC0415 - 44 MB, and only phones get this far
    import numpy as np  # noqa: PLC0415 - as cv2

    try:
        text, _, _ = cv2.QRCodeDetector().detectAndDecode(np.asarray(picture))
    except cv2.error:
        return None
    return Reading(text, "qr") if text else None


def half(reader: Reader) -> Reader:
    def at_half(picture: Image.Image) -> Reading | None:
        return reader(picture.reduce(2)) if min(picture.size) >= 2 else None

    at_half.__name__ = f"{reader.__name__} ½"
    return at_half


def chain() -> tuple[Reader, ...]:
    """The readers that this machine can have, in order."""
    if importlib.util.find_spec("zxingcpp") is not None:
        return (zxing, half(zbar), zbar)
    return (half(zbar), zbar, half(opencv))


class Decoder:
    """Runs the chain. Called from worker threads; a reader whose library is missing is dropped after its first try."""

    def __init__(self, readers: Sequence[Reader] | None = None) -> None:
        self._readers = list(chain() if readers is None else readers)
        self._dropping = threading.Lock()

    @property
    def blind(self) -> bool:
        """No decoder is left: the camera is of no use on this machine."""
        return not self._readers

    def decode(self, frame: Frame) -> Reading | None:
        """The first reading of the chain, or None. Never raises."""
        picture = grey(frame)
        if picture is None:
            return None
        for reader in tuple(self._readers):
            found = self._try(reader, picture)
            if found is not None:
                return replace(found, reader=reader.__name__)
        return None

    def _try(self, reader: Reader, picture: Image.Image) -> Reading | None:
        try:
            return reader(picture)
        except ImportError as error:
            log.warning("a decoder is missing: %s", error)
            with self._dropping:
                if reader in self._readers:
                    self._readers.remove(reader)
        except Exception:
            log.exception("a decoder failed")
        return None
