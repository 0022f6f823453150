"""What holds for every test."""

import functools
import logging
import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def quiet_end() -> Iterator[None]:
    """Flet says at the interpreter's end that its sessions go; by then the streams of the last test's log are closed."""
    yield
    logging.getLogger().handlers.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file stays in one process. All that drives Chromium does, and comes first: it takes longest, and two at once take the cores from
    each other.
    """
    items.sort(key=lambda item: not _drives_chromium(item))
    for item in items:
        item.add_marker(pytest.mark.xdist_group("browser" if _drives_chromium(item) else str(item.path)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ and not _drives_chromium(item):
        _step_back()


@functools.cache
def _step_back() -> None:
    """Chromium, its servers and its tests go first: people do not wait half a minute for a screen either."""
    os.nice(10)


def _drives_chromium(item: pytest.Item) -> bool:
    return item.path.parent.name == "browser"
