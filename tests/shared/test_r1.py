"""The receipt code: what it holds comes back, and what was typed wrongly names nothing."""

import io
import uuid

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from shared.clock import SystemClock
from shared.ids import SystemIds
from shared.qr import m1, r1
from shared.qr.number import is_card_number
from shared.ui import qr

IDS = SystemIds(SystemClock())
SALES = st.uuids().map(str)


@given(SALES)
def test_a_code_names_its_sale(sale: str) -> None:
    code = r1.make(sale)
    assert len(code) == r1.LENGTH
    assert r1.parse(code) == sale
    assert not m1.looks_like_code(code)
    assert not is_card_number(code)


@given(SALES, st.integers(0, 40), st.integers(1, 9))
def test_one_wrong_digit_names_nothing(sale: str, place: int, by: int) -> None:
    code = r1.make(sale)
    wrong = code[:place] + str((int(code[place]) + by) % 10) + code[place + 1 :]
    assert r1.parse(wrong) is None


@given(st.text(max_size=60) | st.text("0123456789", min_size=41, max_size=41))
def test_anything_else_is_no_receipt_and_no_error(text: str) -> None:
    found = r1.parse(text)
    assert found is None or r1.make(found) == text


def test_a_typed_code_may_be_grouped_and_full_width() -> None:
    sale = IDS.new()
    code = r1.make(sale)
    typed = " ".join(code[start : start + 4] for start in range(0, len(code), 4)).translate(
        {ord(str(n)): chr(0xFF10 + n) for n in range(10)}
    )
    assert r1.parse(m1.normal(typed)) == sale


def test_a_number_beyond_every_id_is_none() -> None:
    digits = "8" + "9" * 39
    assert r1.parse(digits + r1.check_digit(digits)) is None


def test_the_picture_is_small_and_is_read() -> None:
    sale = str(uuid.UUID(int=2**128 - 1))
    picture = Image.open(io.BytesIO(qr.png(r1.make(sale), 4))).convert("L")
    assert picture.width == (25 + 2 * qr.QUIET_ZONE) * 4
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(np.array(picture))
    assert r1.parse(text) == sale
