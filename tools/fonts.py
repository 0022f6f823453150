"""Cut BIZ UDPGothic down to what a shop in Japan writes: `tools/fonts.py REGULAR.ttf BOLD.ttf`.

The sources are the two TTFs of the BIZ UDGothic project (SIL OFL 1.1, assets/common/fonts/OFL.txt). The outlines are theirs,
without hinting and the layout features a screen never uses. Two things are changed: "1" is as wide as the other digits, or a
balance that counts up would tremble; and where a character is missing stands 〓. Phones and desktops read the TTFs
(assets/common/fonts), browsers the same as WOFF2 at half the size (assets/web/assets/fonts).
"""

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder  # pyright: ignore[reportMissingTypeStubs]  fontTools ships none
from fontTools.pens.ttGlyphPen import TTGlyphPen  # pyright: ignore[reportMissingTypeStubs]  as above
from fontTools.subset import Options, Subsetter  # pyright: ignore[reportMissingTypeStubs]  as above
from fontTools.ttLib import TTFont  # pyright: ignore[reportMissingTypeStubs]  as above

ASSETS = Path(__file__).resolve().parents[1] / "assets"
NAMES = ("BIZUDPGothic-Regular", "BIZUDPGothic-Bold")
BLOCKS = (
    (0x20, 0x17F),  # Latin as Europe writes names
    (0x2010, 0x2044),  # dashes, quotes, ellipsis, reference mark
    (0x20AC, 0x20AC),  # euro
    (0x2100, 0x21FF),  # letter-like signs, Roman numerals, arrows
    (0x2212, 0x22A5),  # minus and relations
    (0x2460, 0x24FF),  # circled numbers
    (0x2500, 0x266F),  # boxes, geometric shapes, stars, notes
    (0x3000, 0x30FF),  # kana
    (0x3200, 0x33FF),  # ㈱ ㌘ and the like
    (0xFF01, 0xFFEF),  # full and half width forms
)


def charset() -> set[int]:
    """JIS X 0208, JIS X 0213 (both planes) and the IBM extensions of Windows, with Latin and signs, as code points."""
    found = {point for first, last in BLOCKS for point in range(first, last + 1)}
    for codec, longest in (("shift_jis", 2), ("cp932", 2), ("euc_jis_2004", 3)):
        for text in _decodable(codec, longest):
            found |= {ord(letter) for letter in text}
    return {point for point in found if point >= 0x20}


def _decodable(codec: str, longest: int) -> Iterator[str]:
    for length in range(1, longest + 1):
        lead = (0x8F,) if length == 3 else range(256)  # three bytes only after EUC's single shift 3
        for code in product(lead, *[range(0x40 if codec != "euc_jis_2004" else 0xA1, 256)] * (length - 1)):
            try:
                yield bytes(code).decode(codec)
            except UnicodeDecodeError:
                continue


def cut(source: Path, name: str) -> list[Path]:
    """Write the subset as TTF and as WOFF2; answers the two files."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables = [*options.drop_tables, "vhea", "vmtx", "VORG", "BASE", "gasp", "meta"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # names, version and the licence
    written = [ASSETS / "common" / "fonts" / f"{name}.ttf", ASSETS / "web" / "assets" / "fonts" / f"{name}.woff2"]
    font: Any = TTFont(source, recalcTimestamp=False)  # fontTools types its tables by attribute magic
    with font:
        subsetter: Any = Subsetter(options)
        subsetter.populate(unicodes=charset())
        subsetter.subset(font)
        font["cmap"].tables = [table for table in font["cmap"].tables if table.format in {4, 12}]  # no variation selectors
        level_one(font)
        show_gaps(font)
        for path in written:
            font.flavor = "woff2" if path.suffix == ".woff2" else None
            path.parent.mkdir(parents=True, exist_ok=True)
            font.save(path)
    return written


def level_one(font: Any) -> None:  # noqa: ANN401 - a TTFont, see cut
    """Give "1" the width of "0", its outline in the middle."""
    names = font.getBestCmap()
    one, zero = names[ord("1")], names[ord("0")]
    advance, bearing = font["hmtx"][one]
    shift = (font["hmtx"][zero][0] - advance) // 2
    glyph = font["glyf"][one]
    glyph.coordinates.translate((shift, 0))
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][one] = (font["hmtx"][zero][0], bearing + shift)


def show_gaps(font: Any) -> None:  # noqa: ANN401 - as above
    """Print the geta mark where a glyph is missing, as Japanese printers do: a name must not lose a character in silence."""
    geta = font.getBestCmap()[ord("〓")]
    font["glyf"][".notdef"] = font["glyf"][geta]
    font["hmtx"][".notdef"] = font["hmtx"][geta]


def nothing() -> Path:
    """A font with a dot at U+E000 and nothing else: the answer where the engine looks for a character that no font of ours has."""
    pen: Any = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 10))
    pen.lineTo((10, 0))
    pen.closePath()
    builder: Any = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "dot"])
    builder.setupCharacterMap({0xE000: "dot"})
    builder.setupGlyf({".notdef": pen.glyph(), "dot": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "dot": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "None", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font.flavor = "woff2"
    builder.updateHead(created=3_800_000_000, modified=3_800_000_000)
    builder.font.recalcTimestamp = False  # the same bytes each time
    path = ASSETS / "web" / "assets" / "fonts" / "none.woff2"
    builder.save(path)
    return path


def main(sources: list[str]) -> None:
    for source, name in zip(sources, NAMES, strict=True):
        for path in [*cut(Path(source), name), nothing()]:
            print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
