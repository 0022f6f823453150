"""Cut BIZ UDPGothic down to what a shop in Japan writes: `tools/fonts.py REGULAR.ttf BOLD.ttf` -> assets/common/fonts/.

The sources are the two TTFs of the BIZ UDGothic project (SIL OFL 1.1, assets/common/fonts/OFL.txt). The result has the same
outlines and widths without hinting and without layout features that a screen never uses. TTF, because every Flutter engine
(web, phone, desktop) reads it.
"""

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "assets" / "common" / "fonts"
NAMES = {"Regular": "BIZUDPGothic-Regular.ttf", "Bold": "BIZUDPGothic-Bold.ttf"}
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


def cut(source: Path, target: Path) -> int:
    """Write the subset; answers its size in bytes."""
    options = Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = ["ccmp", "locl", "mark", "mkmk", "kern"]
    options.drop_tables = [*options.drop_tables, "vhea", "vmtx", "VORG", "BASE", "gasp", "meta"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # names, version and the licence
    options.recalc_timestamp = False
    with TTFont(source) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=charset())
        subsetter.subset(font)
        font.save(target)
    return target.stat().st_size


def main(sources: list[str]) -> None:
    for source, name in zip(sources, NAMES.values(), strict=True):
        print(f"{name}: {cut(Path(source), FONTS / name):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
