"""Canaries: what must never stand in a log, by whatever way it comes."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from backend.kit import logs
from backend.kit.ids import token

CANARIES = (
    "hanako@example.jp",
    "m_" + token(),
    "whsec_" + "QUJD" * 10 + "=",
    "1234 5678 9012",
    "123456789012",
    "090-1234-5678",
    "482915",
    "7" + "0123456789" * 19,
    "Bearer abc.def",
)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.formatter())
    logger = logging.getLogger("canary")
    logger.addHandler(handler)
    logger.propagate = False
    yield stream
    logger.removeHandler(handler)
    logger.propagate = True


@pytest.mark.parametrize("canary", CANARIES, ids=map(str, range(len(CANARIES))))
def test_a_canary_is_hidden_wherever_it_sits(written: io.StringIO, canary: str) -> None:
    log = logging.getLogger("canary")
    log.warning("hello %s, and good bye", canary)
    log.warning(canary)
    log.warning("an odd field", extra={"what": canary, "nested": {"list": [canary], "deep": {"er": canary}}})
    log.warning("a key", extra={"token": canary, "email": canary, "nested": {"pin": canary}})
    try:
        _fail(canary)
    except ValueError:
        log.exception("a fault")
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert len(lines) == 5
    assert canary not in written.getvalue()
    assert lines[4]["error"] == ["ValueError", "KeyError"]
    assert "_fail" in lines[4]["places"][-1]


def test_a_name_is_hidden_by_its_key(written: io.StringIO) -> None:
    logging.getLogger("canary").warning("x", extra={"card": "山田花子", "nested": {"birthday": "1990-01-01"}})
    assert "花子" not in written.getvalue()
    assert "1990" not in written.getvalue()


def test_ids_stay_and_a_line_stays_a_line(written: io.StringIO) -> None:
    logging.getLogger("canary").warning("visit %s\n{}", "01934567-1234-7890-8123-123456789012")
    (line,) = written.getvalue().splitlines()
    assert json.loads(line)["event"] == "visit 01934567-1234-7890-8123-123456789012\n{}"


def _fail(text: str) -> None:
    try:
        dict[str, str]()[text]
    except KeyError as error:
        raise ValueError(f"cannot read {text}") from error
