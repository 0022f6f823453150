"""Reads the words back out of a PDF of ours, by its own tables from glyphs to characters: what a reader copies and searches."""

import re
import zlib

_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4,8})>")
_SHOWN = re.compile(rb"/F(\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
_ESCAPED = {b"\\n": b"\n", b"\\r": b"\r", b"\\t": b"\t", b"\\b": b"\b", b"\\f": b"\f"}


def text_of(pdf: bytes) -> str:
    """One line for each piece of text, in the order of the pages."""
    streams = [_open(match[1]) for match in _STREAM.finditer(pdf)]
    fonts = [_characters(stream) for stream in streams if b"beginbfchar" in stream]
    return "\n".join(_words(stream, fonts) for stream in streams if b" Tf ET" in stream)


def _open(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _characters(table: bytes) -> dict[int, str]:
    inside = table[table.index(b"beginbfchar") :]
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in _PAIR.findall(inside)}


def _words(page: bytes, fonts: list[dict[int, str]]) -> str:
    lines: list[str] = []
    font = fonts[0]
    for match in _SHOWN.finditer(page):
        if match[1]:
            font = fonts[int(match[1]) - 1]
            continue
        raw = re.sub(rb"\\(.)", lambda found: _ESCAPED.get(found[0], found[1]), match[2], flags=re.DOTALL)
        lines.append("".join(font[int.from_bytes(raw[at : at + 2], "big")] for at in range(0, len(raw), 2)))
    return "\n".join(lines)
