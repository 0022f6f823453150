"""Rows as CSV or XLSX that spreadsheets open without running any of it."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Literal, Protocol

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]  half typed

Cell = str | int | date | None
Format = Literal["csv", "xlsx"]
_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_PIECE = 65_536


def cell(value: object) -> str:
    """A text that begins like a formula gets an apostrophe, which spreadsheets take as: this is text."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_STARTS) and not isinstance(value, int) else text


def to_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with the mark that spreadsheets need to see that it is."""
    return "\ufeff".encode() + _lines([head]) + _lines([cell(value) for value in row] for row in rows)


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


class Sheet(Protocol):
    """A table that is being written. `add` answers what can go out already, `close` the rest."""

    media_type: str

    def add(self, rows: Iterable[Sequence[Cell]]) -> bytes: ...

    def close(self) -> Iterator[bytes]: ...


class CsvSheet:
    media_type = "text/csv; charset=utf-8"

    def __init__(self, head: Sequence[str]) -> None:
        self._waiting = to_csv(head, ())

    def add(self, rows: Iterable[Sequence[Cell]]) -> bytes:
        waiting, self._waiting = self._waiting, b""
        return waiting + _lines([cell(value) for value in row] for row in rows)

    def close(self) -> Iterator[bytes]:
        yield self._waiting


class XlsxSheet:
    """Row by row into a file of the system's, never the whole of it in memory; it goes out when it is closed."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    most_rows = 1_048_575
    """Under the head: Excel's own limit."""

    def __init__(self, head: Sequence[str]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`, or with the last who holds it
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book: Any = xlsxwriter.Workbook(self._file, options)
        self._page = self._book.add_worksheet()
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._page.freeze_panes(1, 0)
        self._page.set_column(0, len(head) - 1, 16)
        self._page.write_row(0, 0, head, self._book.add_format({"bold": True}))
        self._next = 1

    def add(self, rows: Iterable[Sequence[Cell]]) -> bytes:
        for row in rows:
            for column, value in enumerate(row):
                if isinstance(value, int):
                    self._page.write_number(self._next, column, value)
                elif isinstance(value, date):
                    self._page.write_datetime(self._next, column, value, self._day)
                elif value:
                    self._page.write_string(self._next, column, value)
            self._next += 1
        return b""

    def close(self) -> Iterator[bytes]:
        self._book.close()
        with self._file as file:
            file.seek(0)
            while piece := file.read(_PIECE):
                yield piece


def sheet(kind: Format, head: Sequence[str]) -> Sheet:
    return CsvSheet(head) if kind == "csv" else XlsxSheet(head)
