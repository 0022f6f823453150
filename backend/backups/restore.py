"""`python -m backend restore FILE`: the shop as it was, in a folder that has none.

It is unpacked beside the folder, brought to this version's schema, and checked (books, seals over the log, sums) before it takes its
place, so a backup that is not sound changes nothing. With --force the shop that is there is moved aside, never deleted.
"""

import asyncio
import shutil
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from backend.app import verify
from backend.backups.backup import DATABASE, BackupError, Manifest, parser, read_back, secret_of, sums, told
from backend.db.engine import Database
from backend.kit.sealed_file import SealedFileError, Secret
from backend.migrations import migrate
from backend.settings import Settings, SettingsError
from shared.clock import SystemClock, to_datetime


def run(arguments: Sequence[str]) -> int:
    """0, or 1 with the reason."""
    options = parser("restore", "The shop as it was in a backup.")
    options.add_argument("--force", action="store_true", help="the shop that is there is moved aside")
    args = options.parse_args(arguments)
    settings = Settings(data=args.data, database=args.database)
    try:
        secret = secret_of(args.key_file, new=False)
        manifest, aside = restore(args.file, settings, secret, force=args.force)
    except (BackupError, SealedFileError, OSError, sqlite3.Error) as error:
        sys.stderr.write(f"nothing was restored: {error}\n")
        return 1
    sys.stdout.write(f"{settings.data} is restored and checked: all is well\n{told(manifest)}\n")
    sys.stdout.write("Sales since then are not in it: let the tills send them again. Whoever left since then has to be erased again.\n")
    if aside is not None:
        sys.stdout.write(f"What was there before is in {aside}\n")
    return 0


def restore(file: Path, settings: Settings, secret: Secret, *, force: bool = False) -> tuple[Manifest, Path | None]:
    """Answers what was restored, and where the former shop is now."""
    if settings.database:
        raise SettingsError("a backup is restored into --data; PostgreSQL restores its own (pg_restore)")
    data = settings.data.absolute()
    occupied = data.exists() and any(data.iterdir())
    if occupied and not force:
        raise BackupError(f"{data} is not empty; with --force what is there is moved aside")
    part = data.with_name(f".{data.name}.restoring")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700, parents=True)
    try:
        with file.open("rb") as sealed:
            manifest = read_back(sealed, secret, part)
        found = asyncio.run(_check(part)) + _compare(part, manifest)
        if found:
            raise BackupError("the backup is not sound: " + "; ".join(found[:5]))
        aside = _make_room(data) if occupied else None
        if data.exists() and not occupied:
            data.rmdir()
        part.rename(data)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return manifest, aside


async def _check(data: Path) -> list[str]:
    """What is wrong with the books and the seals, after the schema is this version's. Raises SchemaTooNew."""
    settings = Settings(data=data)
    database = Database.open(settings.url)
    try:
        await migrate(database)
        return await verify.wrong(database, settings)
    finally:
        await database.settle()
        await database.close()


def _compare(data: Path, manifest: Manifest) -> list[str]:
    here = sums(data / DATABASE)
    return [f"{what}: {here[what]}, not {n}" for what, n in manifest.sums.items() if here[what] != n]


def _make_room(data: Path) -> Path:
    """Moves the shop that is there aside; refuses while a server has it open, for that would go on writing into what was moved."""
    if (data / DATABASE).exists():
        try:
            with closing(sqlite3.connect(data / DATABASE, timeout=0)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE")  # works for the only one alone
        except sqlite3.OperationalError as error:
            raise BackupError(f"a server is running on {data}: end it first") from error
    aside = data.with_name(f"{data.name}.before-{to_datetime(SystemClock().now()):%Y%m%d-%H%M%S}")
    data.rename(aside)
    return aside
