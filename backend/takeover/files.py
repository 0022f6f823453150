"""The file of old cards as another system wrote it: number, points, and if it likes name and last day, in UTF-8 or in a spreadsheet's Shift_JIS."""

import csv
import io
import re
import unicodedata
from datetime import date
from typing import NamedTuple

from backend.takeover.rules import folded
from shared.clock import day_number
from shared.wire.takeover import WrongLine

HEADS = {
    "number": ("number", "card", "番号", "カード番号", "会員番号"),
    "points": ("points", "point", "ポイント", "残高", "ポイント残高"),
    "name": ("name", "名前", "氏名", "お名前"),
    "expires": ("expires", "expiry", "有効期限", "期限"),
}
ORDER = tuple(HEADS)
"""Of the columns where the first line names none."""
MOST_WRONG = 20
MOST_POINTS = 1_000_000_000
_DAY = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?")


class OldCard(NamedTuple):
    number: str
    points: int
    name: str
    expires_on: int | None
    """A business date."""


def decoded(content: bytes) -> str | None:
    """None for what is neither."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def parse(content: bytes) -> tuple[list[OldCard], tuple[WrongLine, ...]]:
    """The cards, or what is wrong: never both."""
    text = decoded(content)
    if text is None or "\0" in text:
        return [], (WrongLine(line=1, what="columns"),)
    rows = [(n, row) for n, row in enumerate(csv.reader(io.StringIO(text, newline="")), 1) if any(cell.strip() for cell in row)]
    columns = _columns(rows[0][1]) if rows else None
    if columns is not None:
        rows = rows[1:]
    columns = columns or {name: n for n, name in enumerate(ORDER)}
    cards: dict[str, OldCard] = {}
    wrong: list[WrongLine] = []
    for n, row in rows:
        card = _card(n, row, columns)
        if isinstance(card, OldCard) and card.number in cards:
            card = WrongLine(line=n, what="twice")
        if isinstance(card, OldCard):
            cards[card.number] = card
        else:
            wrong.append(card)
    if not rows:
        wrong.append(WrongLine(line=1, what="columns"))
    return ([], tuple(wrong[:MOST_WRONG])) if wrong else (list(cards.values()), ())


def _columns(head: list[str]) -> dict[str, int] | None:
    """Where each column stands, when the line is a head: it names a number and points."""
    found: dict[str, int] = {}
    for n, cell in enumerate(head):
        word = unicodedata.normalize("NFKC", cell).strip().lower()
        for name, words in HEADS.items():
            if word in words:
                found.setdefault(name, n)
    return found if {"number", "points"} <= found.keys() else None


def _card(n: int, row: list[str], columns: dict[str, int]) -> OldCard | WrongLine:
    cells = {name: unicodedata.normalize("NFKC", row[at]).strip() for name, at in columns.items() if at < len(row)}
    if not {"number", "points"} <= cells.keys():
        return WrongLine(line=n, what="columns")
    number, points = folded(cells["number"]), cells["points"].replace(",", "").removesuffix("pt").strip()
    if not number:
        return WrongLine(line=n, what="number")
    if not (points.isascii() and points.isdigit() and len(points) < 11 and 0 < int(points) <= MOST_POINTS):
        return WrongLine(line=n, what="points")
    expires = cells.get("expires", "")
    on = _day(expires)
    if expires and on is None:
        return WrongLine(line=n, what="expires")
    return OldCard(number, int(points), cells.get("name", "")[:60], on)


def _day(text: str) -> int | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return day_number(date(*(int(part) for part in found.groups())))
    except ValueError:
        return None
