"""Rows as CSV that spreadsheets open without running any of it."""

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: object) -> str:
    """A text that begins like a formula gets an apostrophe, which spreadsheets take as: this is text."""
    text = str(value)
    return f"'{text}" if text.startswith(_STARTS) and not isinstance(value, int) else text


def to_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with the mark that spreadsheets need to see that it is."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
