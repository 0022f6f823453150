"""The poster for the counter: its words, its colour, and a QR that a camera reads and that opens the joining page of its store."""

import asyncio
import re
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from backend.__main__ import main
from backend.stores.poster import Poster, ink_on, join_link, poster
from shared.clock import SystemClock
from shared.scanner.decode import zxing
from tests.backend.receipts.pdf_text import text_of
from tools.demo.pictures import logo
from tools.demo.server import in_process
from tools.demo.shop import set_up

AT = 1_795_000_000_000
LINK = "https://card.example.jp/member/join/honten"
SHOWN = Poster(brand="こもれびベーカリー", seed="#A65E2E", logo=logo(), store="本店", link=LINK, gift="はじめての 10% 引き")
SQUARE = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (-?[\d.]+) re f")


def seen(document: bytes) -> str:
    """What a camera reads: the page's small black squares, drawn, then given to the tablet's own scanner."""
    page = next(
        text for match in re.finditer(rb"stream\n(.*?)\nendstream", document, re.DOTALL) if b" re f" in (text := _inflated(match[1]))
    )
    squares = [tuple(map(float, match.groups())) for match in SQUARE.finditer(page)]
    side = min(width for _, _, width, _ in squares)
    modules = [(x, y) for x, y, width, _ in squares if abs(width - side) < 0.01]
    left, top = min(x for x, _ in modules), max(y for _, y in modules)
    image = Image.new("RGB", (800, 800), "white")
    pen = ImageDraw.Draw(image)
    for x, y in modules:
        across, down = round((x - left) / side), round((top - y) / side)
        pen.rectangle((80 + across * 16, 80 + down * 16, 95 + across * 16, 95 + down * 16), fill="black")
    found = zxing(image.convert("L"))
    assert found is not None
    return found.text


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", ("スマホが、会員証になります", "いま登録すると", "読み取る")),
        ("en", ("Your phone is your card", "When you join now", "Scan")),
    ],
)
def test_it_says_whose_it_is_and_what_to_do(language: str, words: tuple[str, ...]) -> None:
    document = poster(SHOWN, language, AT)
    text = text_of(document)
    for expected in (*words, "こもれびベーカリー", "本店", "はじめての 10% 引き", LINK):
        assert expected in text, expected
    assert document.count(b"/Type /Page\n") == 1
    assert document.count(b"/FontFile2") == 2, "both faces travel inside"


def test_the_code_says_the_joining_page_of_the_store() -> None:
    assert seen(poster(SHOWN, "ja", AT)) == LINK


def test_an_address_may_end_with_a_stroke() -> None:
    assert join_link("https://card.example.jp/member/", "honten") == LINK


@pytest.mark.parametrize("color", ["#000000", "#1F6F54", "#A65E2E", "#F2C94C", "#FFFFFF", "#767676", "#808080"])
def test_words_can_be_read_on_any_colour(color: str) -> None:
    ink = ink_on(color)
    dark, light = sorted((_luminance(ink), _luminance(color)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(color: str) -> float:
    shares = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_one_command_draws_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "shop"
    data.mkdir()
    async with in_process(data, SystemClock()) as server:
        await set_up(server.url, server.setup_token)
    asked = ["--data", str(data), "--address", "https://card.example.jp/member"]
    out = tmp_path / "poster.pdf"
    assert await asyncio.to_thread(main, ["poster", "--store", "honten", *asked, str(out)]) == 0
    assert capsys.readouterr().out.endswith(f"{LINK}\n")
    assert seen(out.read_bytes()) == LINK
    assert await asyncio.to_thread(main, ["poster", "--store", "nowhere", *asked, str(out)]) == 1
