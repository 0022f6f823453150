"""Log lines of the web hosts: nothing in them names a person or opens a door."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from shared import discreet

log = logging.getLogger("tamaru.test")


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """Where this process logs, for the time of the test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    root.handlers[:] = []
    discreet.configure(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def fail(words: str) -> None:
    known: dict[str, str] = {}
    try:
        known.pop(words)
    except KeyError as error:
        raise ValueError(words) from error


def test_an_exception_is_its_type_and_place_without_its_words(out: io.StringIO) -> None:
    try:
        fail("花子 hanako@example.jp card 123456789012")
    except ValueError:
        log.exception("a page failed for hanako@example.jp with m_%s", "x" * 40)
    (line,) = out.getvalue().splitlines()
    event = json.loads(line)
    assert event["error"] == ["ValueError", "KeyError"]
    assert event["places"][-1].endswith(" fail")
    assert event["event"] == "a page failed for [hidden] with [hidden]"
    assert not [canary for canary in ("hanako", "花子", "123456789012", "xxxx") if canary in line]


def test_what_is_no_warning_is_not_written(out: io.StringIO) -> None:
    logging.getLogger("httpx").info("GET http://api/v1/me/receipts?text=x")
    assert out.getvalue() == ""
