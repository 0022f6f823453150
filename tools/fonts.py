"""Cut BIZ UDPGothic down to what a shop in Japan writes: `python -m tools.fonts [REGULAR.ttf BOLD.ttf]`.

The sources are the two TTFs of the BIZ UDGothic project (SIL OFL 1.1, assets/common/fonts/OFL.txt). The outlines are theirs,
without hinting and the layout features a screen never uses. Two things are changed: "1" is as wide as the other digits, or a
balance that counts up would tremble; and where a character is missing stands 〓. Phones and desktops read the TTFs
(assets/common/fonts). A browser cannot paint before it has its fonts, so it begins with what is written every day (WOFF2,
assets/web/assets/fonts) and asks for the whole Regular face at the first character beyond. Without arguments the web's are
made anew from the TTFs in the tree.
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
WEB = ASSETS / "web" / "assets" / "fonts"
WHOLE = "BIZUDPGothic-Whole.woff2"
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

FIRST_LEVEL_ENDS = b"\x98\x9f"
IBM_BEGINS = b"\xfa\x40"
"""As Windows encodes them: of its kanji, those between are the second level and NEC's doubles."""
OLD_FORMS = "髙﨑邊邉齋齊澤濱廣德眞瀨濵彅櫻惠榮藏國學會實與壽豐圓條來萬禮靜嶋嶌槇莉凜凛煌琉珈瑠璃翔颯彌彪昊晄晏曄杏梛椛榎楓橙櫂毬洸淳湊漣澪瀧熙燿玖皐祐祿禎穰笙綸羚翠耀聡舜芙苺茉茜莞菫萌萠葵蒼蓮蕾蘭虹衿裟詢詩譚迪遥遼邑郁釉鞠頌颯馨駿鳳鴻黛默龍龜"


def charset() -> set[int]:
    """JIS X 0208, JIS X 0213 (both planes) and the IBM extensions of Windows, with Latin and signs, as code points."""
    found = {point for first, last in BLOCKS for point in range(first, last + 1)}
    for codec, longest in (("shift_jis", 2), ("cp932", 2), ("euc_jis_2004", 3)):
        for text in _decodable(codec, longest):
            found |= {ord(letter) for letter in text}
    return {point for point in found if point >= 0x20}


def everyday() -> set[int]:
    """The first level of JIS X 0208, the IBM extensions, old forms in many names, and whatever this tree itself writes."""
    found = {point for first, last in BLOCKS for point in range(first, last + 1)}
    for text in _decodable("cp932", 2):
        lead = text.encode("cp932")
        if lead < FIRST_LEVEL_ENDS or lead >= IBM_BEGINS:
            found |= {ord(letter) for letter in text}
    for file in (file for folder in ("app_member", "app_staff", "backend", "shared") for file in (ASSETS.parent / folder).rglob("*.py")):
        found |= {ord(letter) for letter in file.read_text("utf-8")}
    return (found | {ord(letter) for letter in OLD_FORMS}) & charset()


def _decodable(codec: str, longest: int) -> Iterator[str]:
    for length in range(1, longest + 1):
        lead = (0x8F,) if length == 3 else range(256)  # three bytes only after EUC's single shift 3
        for code in product(lead, *[range(0x40 if codec != "euc_jis_2004" else 0xA1, 256)] * (length - 1)):
            try:
                yield bytes(code).decode(codec)
            except UnicodeDecodeError:
                continue


def cut(source: Path, target: Path, points: set[int]) -> Path:
    """Write a subset of `source`, as TTF or as WOFF2 after the name of `target`."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables = [*options.drop_tables, "vhea", "vmtx", "VORG", "BASE", "gasp", "meta"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # names, version and the licence
    font: Any = TTFont(source, recalcTimestamp=False)  # fontTools types its tables by attribute magic
    with font:
        subsetter: Any = Subsetter(options)
        subsetter.populate(unicodes=points)
        subsetter.subset(font)
        font["cmap"].tables = [table for table in font["cmap"].tables if table.format in {4, 12}]  # no variation selectors
        level_one(font)
        show_gaps(font)
        font.flavor = "woff2" if target.suffix == ".woff2" else None
        target.parent.mkdir(parents=True, exist_ok=True)
        font.save(target)
    return target


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
    path = WEB / "none.woff2"
    builder.save(path)
    return path


def main(sources: list[str]) -> None:
    whole = [ASSETS / "common" / "fonts" / f"{name}.ttf" for name in NAMES]
    written = [cut(Path(source), target, charset()) for source, target in zip(sources, whole, strict=True)] if sources else []
    written += [cut(source, WEB / f"{source.stem}.woff2", everyday()) for source in whole]
    written += [cut(whole[0], WEB / WHOLE, charset()), nothing()]
    for path in written:
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
