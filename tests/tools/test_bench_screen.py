"""The parts of the screen bench that need no browser: what counts as a change, and the sums."""

import cv2
import numpy as np
import pytest

from tools.bench.film import Box, Change, Picture, Still, change, differs, quantile
from tools.bench.sessions import slope
from tools.bench.starts import writes

WHOLE = Box(0, 0, 160, 160)
PAPER = 250


def _picture(*squares: tuple[int, int, int]) -> Picture:
    """Paper with dark squares, each (left, top, side)."""
    picture = np.full((160, 160), PAPER, np.uint8)
    for left, top, side in squares:
        picture[top : top + side, left : left + side] = 10
    return picture


def _still(at: float, *squares: tuple[int, int, int]) -> Still:
    fine, jpeg = cv2.imencode(".jpg", _picture(*squares), [cv2.IMWRITE_JPEG_QUALITY, 80])
    assert fine
    return Still(at, jpeg.tobytes())


def test_the_same_picture_does_not_differ_and_a_thin_stroke_does() -> None:
    assert not differs(_picture(), _picture())
    assert not differs(_picture(), _picture() - np.uint8(20))
    assert differs(_picture(), _picture((40, 40, 4)))


def test_the_first_change_and_the_rest() -> None:
    film = [_still(1.0), _still(1.5, (8, 8, 24)), _still(1.7, (8, 8, 40)), _still(2.0, (8, 8, 40))]
    assert change(film, WHOLE) == Change(first=1.5, settled=1.7)


def test_what_changes_elsewhere_is_no_change() -> None:
    film = [_still(1.0), _still(1.5, (120, 120, 24))]
    assert change(film, Box(0, 0, 80, 80)) is None
    assert change(film[:1], WHOLE) is None


def test_a_picture_that_comes_back_settles_when_it_is_back() -> None:
    film = [_still(1.0), _still(1.2, (8, 8, 24)), _still(1.4)]
    assert change(film, WHOLE) == Change(first=1.2, settled=1.4)


@pytest.mark.parametrize(("share", "value"), [(0.5, 10), (0.95, 19), (1.0, 20), (0.0, 1)])
def test_quantiles_are_values_that_were_measured(share: float, value: int) -> None:
    assert quantile(range(20, 0, -1), share) == value


def test_the_slope_is_bytes_a_page() -> None:
    assert slope([(6, 106), (12, 112), (18, 118)]) == pytest.approx(1.0)


def test_dark_text_at_the_top_left_is_seen() -> None:
    assert writes(_picture((20, 20, 12)))
    assert not writes(_picture((130, 130, 24)))
    assert not writes(_picture())
