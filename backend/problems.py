"""The one problem handler: whatever goes wrong leaves here as RFC 9457 `application/problem+json`, in the asker's language.

A refusal is a value (`Refused`) inside the server; at the edge it becomes the exception `Refusal`, so that an endpoint stays five lines.
A fault is logged with the request's id and answered 500 without a word about its cause.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias, cast

import msgspec
from litestar import Request
from litestar.datastructures import State
from litestar.exceptions import ClientException, MethodNotAllowedException, NotFoundException
from litestar.response import Response

from shared.wire.problems import Code, problem

log = logging.getLogger("tamaru.problems")
MEDIA_TYPE = "application/problem+json"
REQUEST = "tamaru.request"
"""Where the scope keeps the request's id."""
SAID = "tamaru.problem"
"""Where the scope keeps the code of the problem that was answered."""
AnyRequest: TypeAlias = Request[Any, Any, State]


@dataclass(frozen=True, slots=True)
class Refused:
    """What was asked is understood and declined: an expected outcome."""

    code: Code
    args: dict[str, Any] = field(default_factory=dict[str, Any])


class Refusal(Exception):  # noqa: N818 - it carries an outcome, not a fault
    """A refusal on its way out of an endpoint."""

    def __init__(self, code: Code, **args: Any) -> None:  # noqa: ANN401 - the catalogue's arguments are of any JSON type
        super().__init__(code.slug)
        self.code = code
        self.args_of = args


class Declined(Protocol):
    """`Refused`, or the till's own."""

    @property
    def code(self) -> Code: ...
    @property
    def args(self) -> dict[str, Any]: ...


def refuse(declined: Declined) -> Refusal:
    return Refusal(declined.code, **declined.args)


def language_of(header: str) -> str:
    """`ja` or `en`, whichever Accept-Language prefers; Japanese when it says neither."""
    best, weight = "ja", 0.0
    for part in header[:200].lower().split(","):
        name, _, parameters = part.strip().partition(";")
        language = name.strip()[:2]
        quality = _quality(parameters)
        if language in ("ja", "en") and quality > weight:
            best, weight = language, quality
    return best


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def body_of(code: Code, args: dict[str, Any], headers: Iterable[tuple[bytes, bytes]], instance: str = "") -> bytes:
    """The encoded problem, in the language that the request's headers ask for."""
    accept = next((value.decode("latin-1") for name, value in headers if name == b"accept-language"), "")
    return msgspec.json.encode(problem(code, args, language=language_of(accept), instance=instance))


def reason(error: BaseException, known: Mapping[type[Exception], Code]) -> tuple[Code, dict[str, Any]]:
    """The code and arguments of whatever went wrong: a refusal's own, `known`'s for an expected exception, else a fault's."""
    if isinstance(error, Refusal):
        return error.code, error.args_of
    if isinstance(error, msgspec.ValidationError):
        return Code.INVALID, {"where": _where(str(error))}
    return next((code for kind, code in known.items() if isinstance(error, kind)), Code.INTERNAL), {}


class Handler:
    """Litestar's handler for every exception. `known` adds exceptions of outer layers, which this one must not import."""

    def __init__(self, known: Mapping[type[Exception], Code]) -> None:
        self._known = {**_KNOWN, **known}

    def __call__(self, request: AnyRequest, error: Exception) -> Response[bytes]:
        code, args = reason(error, self._known)
        scope: dict[str, Any] = cast("dict[str, Any]", request.scope)
        instance = scope.get(REQUEST, "")
        scope[SAID] = code.slug
        if code is Code.INTERNAL:
            log.error("%s %s failed, request %s", request.method, scope.get("path_template", ""), instance, exc_info=error)
        headers = {"retry-after": str(args["seconds"])} if "seconds" in args else {}
        if code in (Code.UNAUTHENTICATED, Code.SESSION_EXPIRED, Code.SESSION_IDLE):
            headers["www-authenticate"] = "Bearer"
        content = body_of(code, args, scope["headers"], instance)
        return Response(content, status_code=code.status, media_type=MEDIA_TYPE, headers=headers)


_KNOWN: dict[type[Exception], Code] = {
    msgspec.DecodeError: Code.MALFORMED,
    NotFoundException: Code.NOT_FOUND,
    MethodNotAllowedException: Code.METHOD_NOT_ALLOWED,
    ClientException: Code.MALFORMED,
}


def _where(message: str) -> str:
    """A validation message of msgspec ends with "- at `$.lines[0].amount`"; a missing or unknown field is named in its beginning."""
    head, _, path = message.partition(" - at `")
    where = path.removesuffix("`") or "$"
    if "field `" in head:
        where += "." + head.split("field `", 1)[1].split("`", 1)[0]
    return where
