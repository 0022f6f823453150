"""What holds for every test."""

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def quiet_end() -> Iterator[None]:
    """Flet says at the interpreter's end that its sessions go; by then the streams of the last test's log are closed."""
    yield
    logging.getLogger().handlers.clear()
