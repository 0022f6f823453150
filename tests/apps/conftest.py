"""What the tests of both apps share: a harness that looks for crashes when the test is over."""

from collections.abc import AsyncIterator, Callable

import pytest

from tests.apps.harness import Harness

Open = Callable[..., Harness]


@pytest.fixture
async def open_session() -> AsyncIterator[Open]:
    """Makes harnesses; at the end every session closes, and none may have told its client that it crashed."""
    opened: list[Harness] = []

    def open_one(route: str = "/", **given: object) -> Harness:
        opened.append(Harness(route, **given))  # pyright: ignore[reportArgumentType]  the harness checks them
        return opened[-1]

    yield open_one
    for harness in opened:
        harness.sound()
        await harness.close()
