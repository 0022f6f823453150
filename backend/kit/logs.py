"""Logs: one JSON object a line on standard error, with nothing in it that identifies a person or opens a door.

Two nets. Nothing personal is given to a logger in the first place: ids only. And whatever comes, also from libraries, passes `redact`.
An exception is written as its types and places without its words, because those are where values of rows and requests turn up.
"""

import logging
import sys
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any, TextIO, cast

import structlog

from shared.discreet import HIDDEN, fault, plain

Event = MutableMapping[str, Any]
SECRET_KEYS = frozenset(
    {"address", "authorization", "birthday", "body", "card", "code", "email", "name", "new_pin", "password", "phone", "pin", "refresh"}
    | {"secret", "token", "totp", "client"}
)
"""Hidden whatever they hold."""


def configure(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Everything that is logged in this process goes this way."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # ninety lines for each PDF
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it would write addresses asked for


def formatter() -> logging.Formatter:
    processors = [_from_record, structlog.contextvars.merge_contextvars, structlog.stdlib.ExtraAdder(), _fault]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=processors,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            redact,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def redact(_logger: object, _method: str, event: Event) -> Event:
    """A processor of structlog: hides by the key's name and by what a text looks like."""
    return cast("Event", {key: HIDDEN if key in SECRET_KEYS else _clean(value, key) for key, value in event.items()})


def _clean(value: object, key: str = "") -> object:
    match value:
        case bool() | int() | float() | None:
            return value
        case dict():
            return redact(None, "", cast("Event", value))
        case list() | tuple():
            return [_clean(each) for each in cast("list[object]", value)]
        case _ if key in ("at", "request"):
            return value  # ours, and digits
        case _:
            return plain(str(value))


def _from_record(_logger: object, _method: str, event: Event) -> Event:
    record = cast("logging.LogRecord", event["_record"])
    event["at"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    event["level"] = record.levelname.lower()
    event["logger"] = record.name
    return event


def _fault(_logger: object, _method: str, event: Event) -> Event:
    """`error`: the exception's type and its causes'; `places`: the innermost frames. Never its message."""
    found = event.pop("exc_info", None)
    error = cast("tuple[object, object, object]", found)[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event.update(fault(error))
    return event
