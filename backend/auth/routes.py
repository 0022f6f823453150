"""How a route is declared: method, path, action, endpoint, and what its documentation needs."""

from collections.abc import Awaitable, Callable
from inspect import getdoc
from typing import Any, Literal

from litestar.handlers import HTTPRouteHandler

from backend.auth.actions import Action

BYTES = "application/octet-stream"
"""What a route `takes` whose body is a file."""
Endpoint = Callable[..., Awaitable[Any]]


def route(  # noqa: PLR0913 - what is said of a route is said in one place
    method: Literal["GET", "POST", "DELETE"],
    path: str,
    action: Action,
    endpoint: Endpoint,
    *,
    body: Any = None,  # noqa: ANN401 - a type, or one of several
    answer: Any = None,  # noqa: ANN401 - a type, or a form such as tuple[Coupon, ...]
    status: int = 200,
    media_type: str = "application/json",
    takes: str = "application/json",
) -> HTTPRouteHandler:
    """`body` and `answer` are the wire's types; the endpoint's docstring becomes the description."""
    documentation = {
        "body": body,
        "answer": answer,
        "status": status,
        "media_type": media_type,
        "takes": takes,
        "text": getdoc(endpoint) or "",
    }
    options = {"action": action, "documentation": documentation}
    return HTTPRouteHandler(path, http_method=method, opt=options, status_code=200, media_type=media_type)(endpoint)
