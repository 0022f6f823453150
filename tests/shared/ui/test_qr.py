"""The picture of a code is read back by a scanner's library, at every pixel ratio that screens have."""

import io

import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from shared.qr import m1
from shared.ui import qr

CODE = m1.make(Ed25519PrivateKey.from_private_bytes(bytes(range(32))), "a1b2c3d4e5f6", 1_795_000_000, 7)


def test_a_scanner_reads_it_back() -> None:
    picture = Image.open(io.BytesIO(qr.png(CODE, 6)))
    assert picture.size == (45 * 6, 45 * 6)
    assert [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))] == [CODE]


def test_it_is_dark_on_white_with_four_modules_of_quiet() -> None:
    picture = Image.open(io.BytesIO(qr.png(CODE, 1))).convert("L")
    border = [picture.getpixel((x, y)) for x in range(45) for y in range(45) if min(x, y) < 4 or max(x, y) > 40]
    assert set(border) == {255}
    assert picture.getpixel((4, 4)) == 0


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 2.625, 2.75, 3.0, 3.5])
def test_modules_are_whole_device_pixels(ratio: float) -> None:
    fit = qr.fit(ratio)
    assert fit.width >= 260
    assert fit.width * ratio == pytest.approx(fit.pixels * qr.M1_MODULES)
    assert fit.width < 310


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0])
def test_a_narrow_screen_gets_a_smaller_code_of_whole_pixels(ratio: float) -> None:
    fit = qr.fit(ratio, room=240)
    assert 180 <= fit.width <= 240
    assert fit.width * ratio == pytest.approx(fit.pixels * qr.M1_MODULES)
