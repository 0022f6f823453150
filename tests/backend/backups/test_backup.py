"""A shop is backed up while its tills ring, and stands up again elsewhere as it was."""

import asyncio
import os
import shutil
import sqlite3
import stat
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from backend.__main__ import main
from backend.backups import backup, restore
from backend.kit.sealed_file import KEY_FILE, SealedFileError, Secret
from backend.settings import Settings, SettingsError
from shared.client import ConnectorApi
from shared.clock import JST, SECOND, SetClock, to_instant
from shared.vault.web import WebStore
from shared.wire.sales import Ref, Sale, SaleKey
from tools.demo import shopper
from tools.demo.history import IDLE_MINUTES, Maker
from tools.demo.server import in_process
from tools.demo.shop import Shop

KEY = Secret(KEY_FILE, bytes(32))
EVENING = to_instant(datetime(2026, 12, 2, 20, tzinfo=JST))


@asynccontextmanager
async def at_work(data: Path) -> AsyncGenerator[tuple[ConnectorApi, Shop, SetClock]]:
    """A small shop that is open."""
    clock = SetClock(EVENING)
    async with in_process(data, clock, IDLE_MINUTES) as server:
        shop = await Maker(server.url, clock, server.mailbox, days=0, members=4).make(server.setup_token, lambda _: None)
        async with ConnectorApi(server.url, shop.connector_token) as pos:
            yield pos, shop, clock


def sale(shop: Shop, n: int, at: int, dice: Random) -> Sale:
    till = shop.tills[n % len(shop.tills)]
    key = SaleKey(store=till.store, terminal=till.terminal, number=f"load-{n}")
    return shopper.sale(shopper.basket(dice, 12), key, at, member=Ref(kind="card", value=shop.people[n % 4].number))


def books(data: Path) -> list[list[tuple[object, ...]]]:
    queries = (
        "SELECT id, kind, balance, version FROM accounts ORDER BY id",
        'SELECT id, points, "left", expire_at FROM lots ORDER BY id',
        "SELECT id, total FROM sales ORDER BY id",
        "SELECT id, content FROM media ORDER BY id",
        "SELECT id, data_key, name FROM members ORDER BY id",
    )
    with closing(sqlite3.connect(f"file:{data / 'tamaru.db'}?mode=ro", uri=True)) as connection:
        return [connection.execute(query).fetchall() for query in queries]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop that is closed for the day."""
    data = tmp_path_factory.mktemp("closed")

    async def make() -> None:
        async with at_work(data):
            pass

    asyncio.run(make())
    return data


@pytest.fixture
def shop_folder(closed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(closed, tmp_path / "shop"))


async def test_backed_up_while_the_tills_ring_and_restored_elsewhere(tmp_path: Path) -> None:
    data, out = tmp_path / "shop", tmp_path / "night.tamaru"
    data.mkdir()
    dice, rung = Random(5), 0  # noqa: S311 - baskets, the same each time
    begun, done = asyncio.Event(), asyncio.Event()
    async with at_work(data) as (pos, shop, clock):

        async def ring() -> None:
            nonlocal rung
            while not done.is_set():
                rung += 1
                await pos.sale(sale(shop, rung, clock.now(), dice))
                begun.set()

        ringing = asyncio.create_task(ring())
        await begun.wait()
        before = rung
        manifest = await asyncio.to_thread(backup.backup, Settings(data=data), out, KEY, clock.now())
        after = rung
        done.set()
        await ringing
        assert after > before, "the tills did not wait for it"
        elsewhere = tmp_path / "elsewhere"
        found, aside = await asyncio.to_thread(restore.restore, out, Settings(data=elsewhere), KEY)
        assert (found, aside) == (manifest, None)
        quiet = tmp_path / "quiet.tamaru"
        await asyncio.to_thread(backup.backup, Settings(data=data), quiet, KEY, clock.now())
        now = books(data)
    later = tmp_path / "later"
    await asyncio.to_thread(restore.restore, quiet, Settings(data=later), KEY)
    assert books(later) == now
    assert manifest.sums["sales"] <= len(now[2])
    assert (later / "secret.key").read_bytes() == (data / "secret.key").read_bytes()
    assert stat.S_IMODE((later / "secret.key").stat().st_mode) == 0o600


def test_a_restored_shop_goes_on(shop_folder: Path, tmp_path: Path) -> None:
    out, there = tmp_path / "b", tmp_path / "there"
    WebStore(shop_folder / "member", SetClock(EVENING)).write("browser", "token", "signed in")
    backup.backup(Settings(data=shop_folder), out, KEY, EVENING)
    assert b"signed in" not in out.read_bytes()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    restore.restore(out, Settings(data=there), KEY)
    store = WebStore(there / "member", SetClock(EVENING + SECOND))
    assert store.read("browser", "token") == "signed in"
    store.close()
    assert main(["verify", "--audit", "--data", str(there)]) == 0


def test_what_is_there_is_never_overwritten(shop_folder: Path, tmp_path: Path) -> None:
    out, there = tmp_path / "b", tmp_path / "there"
    backup.backup(Settings(data=shop_folder), out, KEY, EVENING)
    with pytest.raises(backup.BackupError, match="is there already"):
        backup.backup(Settings(data=shop_folder), out, KEY, EVENING)
    restore.restore(out, Settings(data=there), KEY)
    with pytest.raises(backup.BackupError, match="--force"):
        restore.restore(out, Settings(data=there), KEY)
    (there / "mine.txt").write_text("kept")
    _, aside = restore.restore(out, Settings(data=there), KEY, force=True)
    assert aside is not None
    assert (aside / "mine.txt").read_text() == "kept"
    assert books(aside) == books(there)


async def test_it_is_not_put_under_a_server_that_runs(tmp_path: Path) -> None:
    data, out = tmp_path / "shop", tmp_path / "b"
    data.mkdir()
    async with at_work(data):
        await asyncio.to_thread(backup.backup, Settings(data=data), out, KEY, EVENING)
        with pytest.raises(backup.BackupError, match="end it first"):
            await asyncio.to_thread(restore.restore, out, Settings(data=data), KEY, force=True)
    assert not (tmp_path / ".shop.restoring").exists()


def test_a_damaged_one_or_another_key_changes_nothing(shop_folder: Path, tmp_path: Path) -> None:
    out, there = tmp_path / "b", tmp_path / "there"
    backup.backup(Settings(data=shop_folder), out, KEY, EVENING)
    with pytest.raises(SealedFileError, match="not its key"):
        restore.restore(out, Settings(data=there), Secret(KEY_FILE, bytes(31) + b"1"))
    damaged = bytearray(out.read_bytes())
    damaged[-100] ^= 1
    out.write_bytes(damaged)
    with pytest.raises(SealedFileError):
        restore.restore(out, Settings(data=there), KEY)
    assert not there.exists()


def test_books_that_were_bent_are_not_restored(shop_folder: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(shop_folder / "tamaru.db", isolation_level=None)) as connection:
        connection.execute("UPDATE accounts SET balance = balance + 1000 WHERE kind = 'points'")
    out = tmp_path / "b"
    backup.backup(Settings(data=shop_folder), out, KEY, EVENING)
    with pytest.raises(backup.BackupError, match="not sound"):
        restore.restore(out, Settings(data=tmp_path / "there"), KEY)


def test_one_command_each(shop_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, there, key = tmp_path / "b", tmp_path / "there", tmp_path / "backup.key"
    assert main(["backup", str(out), "--key-file", str(key), "--data", str(shop_folder)]) == 0
    told = capsys.readouterr()
    assert "Keep a copy of it away from this machine" in told.err
    assert "4 members" in told.out
    assert main(["restore", "--data", str(there), "--key-file", str(key), str(out)]) == 0, "in any order"
    assert "all is well" in capsys.readouterr().out
    assert main(["restore", str(out), "--key-file", str(key), "--data", str(there)]) == 1
    assert "nothing was restored" in capsys.readouterr().err


def test_a_passphrase_comes_from_the_environment(shop_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, backup.ASKED, "short")
    assert main(["backup", str(tmp_path / "b"), "--data", str(shop_folder)]) == 1
    monkeypatch.setitem(os.environ, backup.ASKED, "long enough to be one")
    assert main(["backup", str(tmp_path / "b"), "--data", str(shop_folder)]) == 0
    assert main(["restore", str(tmp_path / "b"), "--data", str(tmp_path / "there")]) == 0


def test_postgresql_keeps_its_own(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database="postgresql://localhost/tamaru")
    with pytest.raises(SettingsError, match="pg_dump"):
        backup.backup(settings, tmp_path / "b", KEY, EVENING)


def test_a_folder_without_a_shop_is_named(tmp_path: Path) -> None:
    with pytest.raises(backup.BackupError, match="no shop"):
        backup.backup(Settings(data=tmp_path), tmp_path / "b", KEY, EVENING)
