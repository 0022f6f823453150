"""The poster for the counter, A4: the brand's colour, the store's name, and the QR that opens the joining page of that store."""

from dataclasses import dataclass
from io import BytesIO

from fpdf import FPDF
from PIL import Image

from backend.kit.pdf import INK, QUIET, Sheet

WIDTH, HEIGHT = 210, 297
PANEL = 128
"""mm that the brand's colour takes."""
CODE, QUIET_ZONE = 68, 10
"""mm; the zone is more than the four modules that a code needs around it."""
READABLE = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    title: str
    more: str
    steps: tuple[tuple[str, str], ...]
    gift: str
    foot: str


WORDS = {
    "ja": Words(
        title="スマホが、会員証になります",
        more="アプリのダウンロードはいりません。登録は 1 分です。",
        steps=(
            ("読み取る", "スマホのカメラで\n上のコードを写します"),
            ("登録する", "メールアドレスと\nお名前を入れます"),
            ("見せる", "お会計のときに\n画面を見せるだけ"),
        ),
        gift="いま登録すると",
        foot="読み取れないときは",
    ),
    "en": Words(
        title="Your phone is your card",
        more="Nothing to install. It takes a minute.",
        steps=(
            ("Scan", "Point your camera\nat the code above"),
            ("Join", "Your e-mail address\nand your name"),
            ("Show", "Hold up the screen\nwhen you pay"),
        ),
        gift="When you join now",
        foot="If it cannot be read",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    brand: str
    seed: str
    """#RRGGBB"""
    logo: bytes | None
    """WebP."""
    store: str
    link: str
    """What the code says: …/join/<store>."""
    gift: str = ""
    """What every new member gets, or empty."""


def join_link(address: str, store: str) -> str:
    """`address`: where customers open the card, such as https://card.example.jp/member."""
    return f"{address.rstrip('/')}/join/{store}"


def poster(shown: Poster, language: str, made_at: int) -> bytes:
    words = WORDS[language]
    pdf = Sheet(f"{shown.brand} {shown.store}", made_at, foot="", margin=18, language=language, numbered=False)
    pdf.set_auto_page_break(False)
    pdf.add_page()
    ink = ink_on(shown.seed)
    _panel(pdf, shown, ink)
    _lines(pdf, 50, words.title, 27, ink, bold=True)
    _lines(pdf, 66, words.more, 12.5, ink)
    _code(pdf, shown)
    if shown.gift:
        _gift(pdf, 186, words.gift, shown.gift)
    _steps(pdf, 215 if shown.gift else 200, words, shown.seed, ink)
    _lines(pdf, 279, f"{words.foot}  {shown.link}", 8.5, _grey(QUIET))
    return bytes(pdf.output())


def ink_on(color: str) -> str:
    """White where it can be read, else nearly black."""
    return "#FFFFFF" if 1.05 / (_luminance(color) + 0.05) >= READABLE else _grey(INK)


def _panel(pdf: FPDF, shown: Poster, ink: str) -> None:
    """The colour, with light falling on it, and who it is."""
    _fill(pdf, shown.seed)
    pdf.rect(0, 0, WIDTH, PANEL, style="F")
    with pdf.rect_clip(0, 0, WIDTH, PANEL), pdf.local_context(fill_opacity=0.07):
        _fill(pdf, ink)
        for x, y, r in ((180, 8, 58), (26, 118, 44), (196, 104, 30)):
            pdf.circle(x, y, r, style="F")
    _set_size(pdf, 17, bold=True)
    name = shown.brand if shown.store in shown.brand else f"{shown.brand}  {shown.store}"
    side = 17 if shown.logo else 0
    width = pdf.get_string_width(name) + (side + 5 if side else 0)
    x = (WIDTH - width) / 2
    if shown.logo:
        with pdf.round_clip(x, 20, side):
            pdf.image(_square(shown.logo), x, 20, side, side)
        x += side + 5
    _color(pdf, ink)
    pdf.set_xy(x, 20)
    pdf.cell(pdf.get_string_width(name) + 2, 17, name)


def _code(pdf: Sheet, shown: Poster) -> None:
    """On white, half on the colour and half below it."""
    side = CODE + 2 * QUIET_ZONE
    x, y = (WIDTH - side) / 2, 84
    with pdf.local_context(fill_opacity=0.10):
        _fill(pdf, "#000000")
        pdf.rect(x, y + 1.6, side, side, style="F", round_corners=True, corner_radius=7)
    _fill(pdf, "#FFFFFF")
    pdf.rect(x, y, side, side, style="F", round_corners=True, corner_radius=7)
    pdf.code(shown.link, x + QUIET_ZONE, y + QUIET_ZONE, CODE)


def _gift(pdf: FPDF, y: float, when: str, gift: str) -> None:
    _fill(pdf, "#FFE7B8")
    pdf.rect(35, y, 140, 20, style="F", round_corners=True, corner_radius=6)
    _lines(pdf, y + 3.2, when, 10, "#5C3B00")
    _lines(pdf, y + 9.6, gift, 15, "#5C3B00", bold=True)


def _steps(pdf: FPDF, y: float, words: Words, seed: str, ink: str) -> None:
    width = (WIDTH - 36) / 3
    for n, (name, more) in enumerate(words.steps):
        x = 18 + n * width
        _fill(pdf, seed)
        pdf.circle(x + width / 2, y + 8, 8, style="F")
        _cell(pdf, x, y + 3, width, 10, str(n + 1), 17, ink, bold=True)
        _cell(pdf, x, y + 19, width, 8, name, 15, _grey(INK), bold=True)
        for line, text in enumerate(more.split("\n")):
            _cell(pdf, x, y + 29 + line * 5.5, width, 5.5, text, 10, _grey(70))


def _lines(pdf: FPDF, y: float, text: str, size: float, color: str, *, bold: bool = False) -> None:
    """One line across the page, smaller when it is long."""
    _set_size(pdf, size, bold=bold)
    wide = pdf.get_string_width(text)
    _cell(pdf, 18, y, WIDTH - 36, size * 0.5, text, size * min(1, (WIDTH - 38) / wide), color, bold=bold)


def _cell(pdf: FPDF, x: float, y: float, width: float, height: float, text: str, size: float, color: str, *, bold: bool = False) -> None:  # noqa: PLR0913 - a text has a place and a look
    _set_size(pdf, size, bold=bold)
    _color(pdf, color)
    pdf.set_xy(x, y)
    pdf.cell(width, height, text, align="C")


def _set_size(pdf: FPDF, size: float, *, bold: bool) -> None:
    pdf.set_font("UD", "B" if bold else "", size)


def _square(logo: bytes) -> Image.Image:
    """The middle of a picture, without what can be seen through: a poster has one ground."""
    with Image.open(BytesIO(logo)) as image:
        side = min(image.size)
        left, top = (image.width - side) // 2, (image.height - side) // 2
        ground = Image.new("RGB", (side, side), "#FFFFFF")
        part = image.convert("RGBA").crop((left, top, left + side, top + side))
        ground.paste(part, mask=part.getchannel("A"))
        return ground


def _fill(pdf: FPDF, color: str) -> None:
    pdf.set_fill_color(*_channels(color))


def _color(pdf: FPDF, color: str) -> None:
    pdf.set_text_color(*_channels(color))


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _grey(level: int) -> str:
    return f"#{level:02X}{level:02X}{level:02X}"


def _luminance(color: str) -> float:
    """WCAG's."""
    shares = [each / 255 for each in _channels(color)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
