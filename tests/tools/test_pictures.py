"""What the pictures are judged by: that what is not drawn is a fault, that half a line at the edge is no fault, and that letters below each other are one."""

import pytest
from PIL import Image, ImageDraw

from tools.pictures.checks import judge
from tools.pictures.semantics import Box, Node

PAPER, INK, PALE = "#FFFFFF", "#202020", "#E4E4E4"
SIZE = 200


def node(box: Box, *, own: str = "", taps: bool = False, cut: bool = False) -> Node:
    return Node(
        role="button" if taps else "", label="", own=own, all=own or "押す", taps=taps, focusable=taps, off=False, whole=box, seen=box,
        across=False, down=True, cut=cut,
    )  # fmt: skip


def drawn(box: Box, color: str) -> Image.Image:
    picture = Image.new("RGB", (SIZE, SIZE), PAPER)
    ImageDraw.Draw(picture).rectangle(box, fill=color)
    return picture


def rules(found: Node, picture: Image.Image) -> list[str]:
    return sorted(each.rule for each in judge([found], picture, SIZE, SIZE, "ja"))


@pytest.mark.parametrize(("cut", "said"), [(True, []), (False, ["faint"])])
def test_what_the_edge_cuts_is_not_called_faint(*, cut: bool, said: list[str]) -> None:
    row = (10, 20, 190, 80)
    assert rules(node(row, taps=True, cut=cut), drawn((40, 66, 90, 79), PALE)) == said
    assert rules(node((10, 20, 90, 40), own="合計", cut=cut), drawn((20, 30, 40, 39), PALE)) == said


def test_what_stands_whole_on_a_row_that_is_cut_is_still_measured() -> None:
    assert rules(node((10, 20, 190, 80), taps=True, cut=True), drawn((40, 35, 90, 50), PALE)) == ["faint"]


def test_what_flutter_could_not_draw_is_found() -> None:
    label = node((10, 10, 90, 40), own="Kamakura")
    assert rules(label, drawn((60, 60, 180, 180), "#C4C4C3")) == ["faint", "not drawn"]
    assert rules(label, drawn((12, 12, 80, 38), INK)) == []


def test_letters_below_each_other_are_no_text() -> None:
    assert rules(node((10, 10, 26, 190), own="Kamakura"), drawn((12, 12, 24, 188), INK)) == ["a letter a line"]
    assert rules(node((10, 10, 90, 40), own="Kamakura"), drawn((12, 12, 80, 38), INK)) == []
