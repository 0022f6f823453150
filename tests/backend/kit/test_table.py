"""Tables as files: what looks like a formula is text, in both kinds."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest

from backend.kit.table import Cell, CsvSheet, Sheet, XlsxSheet, cell

HEAD = ("名前", "数", "日")
ROWS: list[tuple[Cell, ...]] = [("パン", 3, date(2026, 11, 30)), ("=1+1", -5, None), ("@x", 0, None), ("", 10**9, None)]


def written(sheet: Sheet) -> bytes:
    return b"".join([sheet.add(ROWS[:2]), sheet.add(ROWS[2:]), *sheet.close()])


def test_csv_reads_back() -> None:
    content = written(CsvSheet(HEAD))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [[*HEAD], ["パン", "3", "2026-11-30"], ["'=1+1", "-5", ""], ["'@x", "0", ""], ["", "1000000000", ""]]


def test_xlsx_holds_no_formula() -> None:
    book = zipfile.ZipFile(io.BytesIO(written(XlsxSheet(HEAD))))
    page = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert "=1+1" in page
    assert re.findall(r'<c r="B\d"><v>(-?\d+)</v>', page) == ["3", "-5", "0", "1000000000"]


@pytest.mark.parametrize("text", ["=x", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝x", "＋1", "－1", "＠x"])
def test_what_would_run_becomes_text(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_numbers_stay_numbers() -> None:
    assert (cell(-1), cell("1"), cell(None)) == ("-1", "1", "")
