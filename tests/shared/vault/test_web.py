"""A browser's vault: private to its owner, unreadable without the key file, still there after a restart."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.clock import DAY, SetClock
from shared.vault.web import KEPT, WebStore

CLOCK = SetClock(1_795_000_000_000)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[WebStore]:
    opened = WebStore(tmp_path, CLOCK)
    yield opened
    opened.close()


async def test_each_browser_has_its_own(store: WebStore) -> None:
    await store.of("a").set("token", "of a")
    await store.of("b").set("token", "of b")
    assert await store.of("a").get("token") == "of a"
    await store.of("a").remove("token")
    assert await store.of("a").get("token") is None
    assert await store.of("b").get("token") == "of b"


async def test_a_restart_stays_signed_in(tmp_path: Path) -> None:
    first = WebStore(tmp_path, CLOCK)
    await first.of("a").set("token", "kept")
    first.close()
    second = WebStore(tmp_path, CLOCK)
    assert await second.of("a").get("token") == "kept"
    second.close()


def looked_at(directory: Path) -> None:
    files = list(directory.iterdir())
    assert {"vault.key", "vault.sqlite"} <= {file.name for file in files}
    for file in files:
        assert b"plain words" not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0, file.name


async def test_nothing_is_readable_in_the_files(store: WebStore, tmp_path: Path) -> None:
    await store.of("a").set("token", "plain words")
    store.close()
    looked_at(tmp_path)


async def test_a_row_copied_to_another_owner_does_not_open(store: WebStore, tmp_path: Path) -> None:
    await store.of("a").set("token", "of a")
    with sqlite3.connect(tmp_path / "vault.sqlite") as thief:
        thief.execute("INSERT INTO vault SELECT 'b', name, sealed, seen_at FROM vault")
    thief.close()
    assert await store.of("b").get("token") is None
    assert await store.of("a").get("token") == "of a"


async def test_what_nobody_asks_for_is_dropped(tmp_path: Path) -> None:
    clock = SetClock(1_795_000_000_000)
    first = WebStore(tmp_path, clock)
    await first.of("a").set("token", "old")
    first.close()
    clock.forward(KEPT + DAY)
    second = WebStore(tmp_path, clock)
    assert await second.of("a").get("token") is None
    second.close()


async def test_what_is_asked_for_now_and_then_stays(tmp_path: Path) -> None:
    clock = SetClock(1_795_000_000_000)
    for _ in range(3):
        store = WebStore(tmp_path, clock)
        if clock.at == 1_795_000_000_000:
            await store.of("a").set("token", "kept")
        assert await store.of("a").get("token") == "kept"
        store.close()
        clock.forward(KEPT - DAY)
