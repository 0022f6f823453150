"""The faces in the tree: what shops in Japan write, digits that stand under each other, the licence beside them."""

from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont  # pyright: ignore[reportMissingTypeStubs]  fontTools ships none

from tools import fonts

FACES = [*(fonts.ASSETS / "common" / "fonts" / f"{name}.ttf" for name in fonts.NAMES), fonts.WEB / fonts.WHOLE]
FIRST = [fonts.WEB / f"{name}.woff2" for name in fonts.NAMES]


@pytest.fixture(scope="module", params=FACES, ids=[path.name for path in FACES])
def face(request: pytest.FixtureRequest) -> Any:
    return TTFont(request.param)


def test_names_and_signs_have_glyphs(face: Any) -> None:
    for letter in "髙﨑鷗𠮟彅德濵塚凜※¥①→㈱〒々ー～・★✓":
        assert ord(letter) in face.getBestCmap(), letter


@pytest.mark.parametrize("path", FIRST, ids=[path.name for path in FIRST])
def test_a_browser_begins_with_what_is_written_every_day(path: Path) -> None:
    font: Any = TTFont(path)
    assert fonts.everyday() & set(_whole()) <= set(font.getBestCmap())
    assert {ord(letter) for letter in "山本花子髙﨑渡邉齋澤円ポイント※¥①→㈱々"} <= set(font.getBestCmap())
    assert path.stat().st_size < 650_000


def _whole() -> Any:
    font: Any = TTFont(FACES[0])
    return font.getBestCmap()


def test_digits_are_as_wide_as_each_other(face: Any) -> None:
    names = face.getBestCmap()
    assert len({face["hmtx"][names[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_a_missing_character_shows(face: Any) -> None:
    assert face["glyf"][".notdef"] == face["glyf"][face.getBestCmap()[ord("〓")]]


@pytest.mark.parametrize(("codec", "fewest"), [("shift_jis", 7000), ("cp932", 9000), ("euc_jis_2004", 11_000)])
def test_the_standards_are_asked_for_whole(codec: str, fewest: int) -> None:
    wanted = [chr(point) for point in fonts.charset()]
    assert sum(1 for letter in wanted if _known(letter, codec)) > fewest


def _known(letter: str, codec: str) -> bool:
    try:
        return bool(letter.encode(codec))
    except UnicodeEncodeError:
        return False


def test_the_licence_lies_beside_them() -> None:
    licence = Path(fonts.ASSETS / "common" / "fonts" / "OFL.txt").read_text("utf-8")
    assert "SIL Open Font License, Version 1.1" in licence
    assert "The BIZ UDGothic Project Authors" in licence
