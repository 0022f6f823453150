import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from shared.scanner.decode import Decoder, Reader, Reading, chain, half, opencv, zbar, zxing
from shared.scanner.source import Frame
from tests.scanner.pictures import CODE, bar, jpeg, qr, scene

PHONES: tuple[Reader, ...] = (half(zbar), zbar, half(opencv))


@pytest.mark.parametrize("readers", [chain(), PHONES], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("name", "picture"),
    [
        ("plain", scene(qr())),
        ("turned 20", scene(qr(), turn=20)),
        ("upside down", scene(qr(), turn=180)),
        ("small", scene(qr(module=4))),
        ("blurred", scene(qr(), blur=2.0)),
        ("dark and noisy", scene(qr(), light=0.25, noise=6)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_member_code_is_read(readers: tuple[Reader, ...], name: str, picture: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> None:
    assert Decoder(readers).decode(Frame(jpeg(picture))) == Reading(CODE, "qr"), name


def test_a_bar_code_says_that_it_is_one() -> None:
    assert Decoder().decode(Frame(jpeg(scene(bar("123456789012"))))) == Reading("123456789012", "bar")


def test_each_reader_alone() -> None:
    picture = Image.fromarray(scene(qr(module=10)))
    for reader in (zxing, zbar, half(zbar), opencv):
        found = reader(picture)
        assert found is not None
        assert found.text == CODE


def test_a_picture_without_a_code_gives_nothing() -> None:
    empty = np.full((720, 1280), 128, np.uint8)
    assert Decoder().decode(Frame(jpeg(empty))) is None
    assert Decoder(PHONES).decode(Frame(Image.fromarray(empty))) is None


def test_a_large_picture_is_made_smaller_first() -> None:
    large = Image.fromarray(scene(qr())).resize((2560, 1440))
    content = io.BytesIO()
    large.save(content, "PNG")
    assert Decoder().decode(Frame(content.getvalue())) == Reading(CODE, "qr")


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_garbage_never_raises(content: bytes) -> None:
    assert Decoder().decode(Frame(content)) is None


GOOD = jpeg(scene(qr(module=4)))


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255), st.integers(0, len(GOOD)))
@settings(max_examples=40, deadline=None)
def test_a_damaged_picture_never_raises_nor_lies(at: int, flip: int, cut: int) -> None:
    damaged = bytearray(GOOD)
    damaged[at] ^= flip
    found = Decoder().decode(Frame(bytes(damaged[: max(cut, len(GOOD) // 2)])))
    assert found is None or found.text == CODE or found.kind == "bar"


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_noise_of_any_size_never_raises(width: int, height: int, seed: int) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (height, width), dtype=np.uint8)
    assert Decoder(PHONES).decode(Frame(Image.fromarray(noise))) is None


def test_a_missing_library_takes_away_its_own_reader_only() -> None:
    def missing(_: Image.Image) -> Reading | None:
        raise ImportError("libzbar.so.0")

    decoder = Decoder((missing, zxing))
    assert decoder.decode(Frame(GOOD)) == Reading(CODE, "qr")
    assert not decoder.blind
    alone = Decoder((missing,))
    assert alone.decode(Frame(GOOD)) is None
    assert alone.blind


def test_a_reader_that_fails_lets_the_next_one_try() -> None:
    def failing(_: Image.Image) -> Reading | None:
        raise ValueError("not a valid orientation")

    assert Decoder((failing, zxing)).decode(Frame(GOOD)) == Reading(CODE, "qr")
