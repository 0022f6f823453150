"""What may be written down: texts without what names a person or opens a door, and exceptions as types and places, never their words,
because those are where values of rows and requests turn up.
"""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from typing import TextIO

HIDDEN = "[hidden]"
_WORDS = re.compile(
    r"(?P<id>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)"  # an id names a row and stays
    r"|[^\s@\"'<>=(]+@[^\s@\"'<>)]+"  # a mail address
    r"|\b(?:[a-z]_|whsec_)[\w+/=-]{16,}"  # a bearer, a secret
    r"|(?i:bearer|basic) [^\s\"']+"
    r"|[\w-]{40,}"  # any long random text
    r"|(?<!\d)\d(?:[ -]?\d){5,}(?!\d)"  # a code, a PIN, a card or telephone number
)


def plain(text: str) -> str:
    """Without addresses, tokens, codes and numbers."""
    return _WORDS.sub(lambda found: found["id"] or HIDDEN, text)


def fault(error: BaseException) -> dict[str, list[str]]:
    """`error`: the exception's type and its causes'; `places`: the innermost frames."""
    names: list[str] = []
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    cause: BaseException | None = error
    while cause is not None and len(names) < 8:
        names.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return {"error": names, "places": [f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}" for frame in frames]}


class Lines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        event: dict[str, object] = {"at": at, "level": record.levelname.lower(), "logger": record.name, "event": plain(record.getMessage())}
        if record.exc_info is not None and record.exc_info[1] is not None:
            event |= fault(record.exc_info[1])
        return json.dumps(event, ensure_ascii=False)


def configure(stream: TextIO | None = None) -> None:
    """Every warning of this process, also from libraries, goes this way."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
