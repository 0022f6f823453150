"""Putting what was asked for on its shelf: a failure stands beside what was there before."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec

from app_member.session import Shelf
from shared.client import ApiError, SignedOut
from shared.clock import Clock
from shared.wire.members import PointsPage
from shared.wire.notices import NoticesPage

T = TypeVar("T")
P = TypeVar("P", PointsPage, NoticesPage)


async def fill(shelf: Shelf[T], ask: Callable[[], Awaitable[T]], clock: Clock) -> None:
    """Only SignedOut is raised: it is about more than a list."""
    try:
        shelf.put(await ask(), clock.now())
    except SignedOut:
        raise
    except ApiError as error:
        shelf.error = error


async def fill_page(shelf: Shelf[P], ask: Callable[[str | None], Awaitable[P]], clock: Clock, *, more: bool = False) -> None:
    """The first page, or one `more` under those that are there; as `fill`."""
    before = shelf.value if more else None
    if more and (before is None or before.next is None):
        return

    async def page() -> P:
        found = await ask(None if before is None else before.next)
        return found if before is None else msgspec.structs.replace(found, rows=(*before.rows, *found.rows))

    await fill(shelf, page, clock)
