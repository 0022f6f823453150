"""What holds for every test."""

import functools
import logging
import os
from collections.abc import Iterator

import pytest
from xdist.remote import Producer  # pyright: ignore[reportMissingTypeStubs]  typed, but does not say so
from xdist.scheduler import LoadScopeScheduling  # pyright: ignore[reportMissingTypeStubs]  as above

BROWSER = "tests/browser/"


@pytest.fixture(scope="session", autouse=True)
def quiet_end() -> Iterator[None]:
    """Flet says at the interpreter's end that its sessions go; by then the streams of the last test's log are closed."""
    yield
    logging.getLogger().handlers.clear()


class ByFile(LoadScopeScheduling):
    """A file stays in one process. All that drives Chromium does: two at once take the cores from each other."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return BROWSER if path.startswith(BROWSER) else path


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """For every `--dist`. The groups of xdist 3.8 hang on a name inside pytest that 9.2 does not have: they held nothing together."""
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Chromium's come first: they take longest."""
    items.sort(key=lambda item: not _drives_chromium(item))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ and not _drives_chromium(item):
        _step_back()


@functools.cache
def _step_back() -> None:
    """Chromium, its servers and its tests go first: people do not wait half a minute for a screen either."""
    os.nice(10)


def _drives_chromium(item: pytest.Item) -> bool:
    return item.nodeid.startswith(BROWSER)
