"""What a board is asked: which stores, which days. Without words: every store where the person may look, the last 30 days."""

from datetime import date, timedelta

from backend.analytics.boards import Asked
from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.kit.http import path_slug
from backend.problems import Refusal
from shared.clock import tokyo
from shared.wire.problems import Code

USUAL = 30
LONGEST = 800
"""Days of a board: two years and the months that lie around them."""


def asked(request: Call, action: Action, now: int) -> Asked:
    """Raises Refusal: FORBIDDEN for a store where the person may not look, INVALID for days that are none."""
    today = tokyo(now).date()
    until = min(_day(request, "until") or today, today)
    since = _day(request, "since") or until - timedelta(days=USUAL - 1)
    if not 0 <= (until - since).days < LONGEST:
        raise Refusal(Code.INVALID, where="since")
    return Asked(_stores(request, action), since, until)


def _stores(request: Call, action: Action) -> tuple[str, ...]:
    named = request.query_params.get("stores", "")
    if not named:
        return tuple(store for store in request.user.parts if request.user.may(action, store))
    return tuple(dict.fromkeys(request.user.at(action, path_slug(store)) for store in named.split(",")))


def _day(request: Call, name: str) -> date | None:
    text = request.query_params.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(Code.INVALID, where=name) from error
