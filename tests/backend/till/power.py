"""The till on a disk that loses power: what was not synced is there or not, as the dice fall.

The product's own statements run through apsw, whose VFS can be written in Python; pragmas are those of `backend.db.engine`. After the
cut the files are what had been synced plus a random half of the later writes, and the product opens them with its own driver.
"""

import contextlib
import random
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import apsw
from sqlalchemy import text

from backend.db.engine import Database
from backend.kit.ids import Ids
from backend.till.batch import Batcher
from backend.till.operations import Operation
from backend.till.sqlite import SqliteEngine
from backend.till.verify import verify
from tests.backend.till.shop import Shop, sale

Write = tuple[int, bytes | None]
"""(offset, what was written there), or (size, None) for a file cut to it."""
BATCHES = 14
MEMBERS = ("hanako", "taro", "jiro")


class Disk:
    """What the drive has for certain, and what it was told since."""

    def __init__(self, dice: random.Random, writes: int) -> None:
        self.files: dict[str, tuple[bytearray, list[Write]]] = {}
        self._dice = dice
        self._left = writes

    def open(self, name: str) -> None:
        self.files.setdefault(name, (bytearray(Path(name).read_bytes() if Path(name).exists() else b""), []))

    def write(self, name: str, write: Write) -> None:
        """Raises apsw.IOError once the power is gone."""
        self._left -= 1
        self._alive()
        self.files[name][1].append(write)

    def sync(self, name: str) -> None:
        self._alive()
        durable, pending = self.files[name]
        for each in pending:
            _put(durable, each)
        pending.clear()

    def forget(self, name: str) -> None:
        self._alive()
        self.files.pop(name, None)

    def after_the_cut(self, folder: Path) -> None:
        for name, (durable, pending) in self.files.items():
            for each in pending:
                if self._dice.random() < 0.5:
                    _put(durable, each)
            (folder / Path(name).name).write_bytes(durable)

    def _alive(self) -> None:
        if self._left < 0:
            raise apsw.IOError("the power is gone")


def _put(content: bytearray, write: Write) -> None:
    at, data = write
    if data is None:
        del content[at:]
        return
    content.extend(bytes(max(0, at + len(data) - len(content))))
    content[at : at + len(data)] = data


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self._disk, self._name = disk, name if isinstance(name, str) else name.filename()
        disk.open(self._name)

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802 - SQLite's own name
        self._disk.write(self._name, (offset, bytes(data)))
        super().xWrite(data, offset)  # pyright: ignore[reportUnknownMemberType]  its stubs leave the buffer open

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - as above
        self._disk.write(self._name, (newsize, None))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802 - as above
        super().xSync(flags)
        self._disk.sync(self._name)


class _Vfs(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        super().__init__("lossy", "")
        self._disk = disk

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's own name
        return _File(self._disk, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, FBT001 - as above
        super().xDelete(filename, syncdir)
        self._disk.forget(filename)


async def ready(url: str, *names: str) -> Shop:
    """A shop in a file with the schema, which is whole afterwards, without a log beside it. It makes operations; its own till is closed."""
    database = Database.open(url)
    shop = Shop(database)
    await shop.open(*names)
    await database.close()
    return shop


class Cut(NamedTuple):
    acknowledged: int
    lost: int
    """Of the acknowledged."""
    wrong: tuple[str, ...]
    """What the books or the file itself say against themselves afterwards."""


async def cut(shop: Shop, template: Path, folder: Path, seed: int, synchronous: str = "FULL") -> Cut:
    """One life of a till in `folder`: sales by the batch until the power goes. `shop` only makes the operations."""
    dice = random.Random(seed)  # noqa: S311 - the cut has to be the same again
    before, after = folder / "before", folder / "after"
    for each in (before, after):
        shutil.rmtree(each, ignore_errors=True)
        each.mkdir(parents=True)
    path = before / "brand.db"
    shutil.copy(template, path)
    disk = Disk(dice, dice.randrange(20, 700))
    acknowledged = _ring(shop, disk, path, dice, synchronous)
    disk.after_the_cut(after)
    database = Database.open(f"sqlite:///{after / 'brand.db'}")
    try:
        kept, wrong = await database.read(_kept)
    finally:
        await database.close()
    return Cut(len(acknowledged), len([key for key in acknowledged if key not in kept]), wrong)


def _ring(shop: Shop, disk: Disk, path: Path, dice: random.Random, synchronous: str) -> list[tuple[str, str]]:
    """The keys of what was acknowledged before the power went."""
    vfs = _Vfs(disk)
    acknowledged: list[tuple[str, str]] = []
    line: Any = apsw.Connection(str(path), vfs="lossy")  # its stubs leave types open
    try:
        for pragma in ("locking_mode = exclusive", "journal_mode = wal", f"synchronous = {synchronous}", "foreign_keys = on"):
            line.execute(f"PRAGMA {pragma}")
        line.execute("PRAGMA wal_autocheckpoint = 60")  # pages: some cuts shall hit a checkpoint
        for number in range(BATCHES):
            batch = [_sale(shop, dice, f"{number}-{n}") for n in range(dice.randrange(1, 8))]
            _commit(line, shop.ids, batch)
            acknowledged += [op.key for op in batch]
    except apsw.IOError:
        pass
    finally:
        with contextlib.suppress(apsw.Error):
            line.close(force=True)
        vfs.unregister()
    return acknowledged


def _commit(line: Any, ids: Ids, batch: list[Operation]) -> None:
    line.execute("BEGIN IMMEDIATE")
    result = Batcher(ids).run(SqliteEngine(line), batch)  # the few methods that the engine calls are the same
    fault = next((each for each in result.outcomes if isinstance(each, Exception)), None)
    if fault is not None:
        raise fault
    line.execute("COMMIT")


def _sale(shop: Shop, dice: random.Random, number: str) -> Operation:
    return shop.ring_op(sale(number, dice.randrange(1, 60) * 100), who=shop.code(dice.choice(MEMBERS)))


def _kept(connection: Any) -> tuple[set[tuple[str, str]], tuple[str, ...]]:
    sound = connection.execute(text("PRAGMA integrity_check")).scalar()
    kept = {(row.source, row.op_id) for row in connection.execute(text("SELECT source, op_id FROM operations"))}
    return kept, (*([] if sound == "ok" else [str(sound)]), *verify(connection))
