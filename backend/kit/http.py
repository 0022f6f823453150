"""How an endpoint takes a body and gives an answer: strict JSON in, encoded bytes out.

Litestar's own body parameter converts leniently ("100" would pass for a number); money must not, so `read` decodes strictly.
"""

import re
from typing import TYPE_CHECKING, TypeVar

import msgspec

from backend.problems import AnyRequest, Refusal, Refused, refuse
from shared.wire.problems import Code
from shared.wire.sales import MOST_BATCH

if TYPE_CHECKING:
    from litestar.types import Receive, Scope, Send

T = TypeVar("T")
MAX_BODY = 1_048_576
"""Bytes. A sale of a thousand lines is about a fifth of that."""
LARGER = {"/v1/sales:batch": MOST_BATCH}
"""The few paths that take more."""
MAX_DEPTH = 32
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_NOT_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")
_SQUARE = bytes.maketrans(b"{}", b"[]")


class Reply:
    """An answer that is bytes already; an ASGI app, which Litestar sends as it is."""

    __slots__ = ("_body", "_headers", "_status")

    def __init__(self, body: bytes, status: int = 200, media_type: bytes = b"application/json") -> None:
        self._body = body
        self._status = status
        self._headers = [(b"content-type", media_type), (b"content-length", str(len(body)).encode())]

    async def __call__(self, _scope: "Scope", _receive: "Receive", send: "Send") -> None:
        await send({"type": "http.response.start", "status": self._status, "headers": self._headers})
        await send({"type": "http.response.body", "body": self._body, "more_body": False})


class Nothing(Reply):
    """204."""

    def __init__(self) -> None:
        super().__init__(b"", 204)
        self._headers = []


def reply(answer: msgspec.Struct | tuple[msgspec.Struct, ...], status: int = 200) -> Reply:
    return Reply(msgspec.json.encode(answer), status)


def answer(outcome: "msgspec.Struct | tuple[msgspec.Struct, ...] | Refused", status: int = 200) -> Reply:
    """The reply to an expected outcome; raises the Refusal when it is one."""
    if isinstance(outcome, Refused):
        raise refuse(outcome)
    return reply(outcome, status)


def is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def path_id(text: str) -> str:
    """An id from the path. Anything that is none is simply not found."""
    if not is_id(text):
        raise Refusal(Code.NOT_FOUND)
    return text


def path_slug(text: str) -> str:
    """A store's id from the path."""
    if not _SLUG.fullmatch(text):
        raise Refusal(Code.NOT_FOUND)
    return text


def cursor(request: AnyRequest, pattern: "re.Pattern[str]") -> str | None:
    """`before` of a page's `next`. One that we never gave out is told so, not guessed at."""
    before = request.query_params.get("before")
    if before is not None and not pattern.fullmatch(before):
        raise Refusal(Code.INVALID, where="before")
    return before


def found(answer: "msgspec.Struct | None") -> Reply:
    if answer is None:
        raise Refusal(Code.NOT_FOUND)
    return reply(answer)


async def read(request: AnyRequest, decoder: msgspec.json.Decoder[T]) -> T:
    """The body as the decoder's type. Raises Refusal(TOO_DEEP), msgspec.ValidationError (422) or msgspec.DecodeError (400)."""
    return decode(await raw(request), decoder)


async def raw(request: AnyRequest) -> bytes:
    """The body as it came. The edge has bounded it already."""
    message = await request.receive()
    if not message.get("more_body"):
        return message.get("body", b"")
    parts = [message.get("body", b"")]
    while message.get("more_body"):
        message = await request.receive()
        parts.append(message.get("body", b""))
    return b"".join(parts)


def decode(body: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    if too_deep(body):
        raise Refusal(Code.TOO_DEEP)
    if b"\\u0000" in body:  # PostgreSQL cannot keep it, and nobody types it
        raise Refusal(Code.INVALID, where="\\u0000")
    try:
        return decoder.decode(body)
    except UnicodeDecodeError as error:
        raise msgspec.DecodeError(str(error)) from error


def too_deep(body: bytes) -> bool:
    """Whether brackets nest deeper than MAX_DEPTH, found on the bytes before anything is built from them."""
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return False
    brackets = _STRING.sub(b"", body).translate(_SQUARE, _NOT_BRACKETS)
    for _ in range(MAX_DEPTH):
        brackets = brackets.replace(b"[]", b"")
    return b"[]" in brackets or brackets.count(b"[") > MAX_DEPTH  # a pair is left, or more are open than may be
