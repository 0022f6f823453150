"""`python -m backend verify`: whether the books balance, and whether the log is what was sealed."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from typing import TextIO

from sqlalchemy import Connection, text

from backend import settings as backend_settings
from backend.analytics import sums
from backend.audit import sealing
from backend.db.engine import Database
from backend.jobs.sealer import LOGS
from backend.kit import keys as kit_keys
from backend.ledger.verify import Told, silent
from backend.settings import Settings, SettingsError
from backend.till import verify as till
from shared.clock import SystemClock

WIDTH = 100
"""Of a line of progress."""


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(
        prog="python -m backend verify",
        description="Checks the books and the seals over the log, while the server runs or not. Ends with 1 and a list when anything is off.",
    )
    backend_settings.place(found)
    many = found.add_mutually_exclusive_group()
    many.add_argument("--sample", type=int, metavar="N", help="computes only about N derivations again, spread over the history")
    many.add_argument("--all", action="store_true", help="computes every derivation again, as it does anyway")
    found.add_argument("--audit", action="store_true", help="walks the seals over the log, as it does anyway")
    return found


async def run(arguments: Sequence[str]) -> int:
    """0 when all is well; 1, with a list, when anything is off. Raises SettingsError where there is no shop."""
    args = parser().parse_args(arguments)
    settings = Settings(data=args.data, database=args.database)
    if not settings.database and not (settings.data / "tamaru.db").exists():
        raise SettingsError(f"there is no shop in {settings.data}")
    database = Database.open(settings.url)
    told = Progress(sys.stderr)
    try:
        found = await wrong(database, settings, told, args.sample)
    finally:
        await database.close()
        told.end()
    for each in found:
        sys.stdout.write(f"{each}\n")
    sys.stdout.write(f"{len(found)} found\n" if found else "all is well\n")
    return 1 if found else 0


async def wrong(database: Database, settings: Settings, told: Told = silent, sample: int | None = None) -> list[str]:
    """What is wrong with the books and with the chain of seals."""
    books = await till.verify_all(database, told, sample)
    books += await database.read(partial(sums.verify, now=SystemClock().now()))
    return books + await database.read(partial(_chain, settings=settings, told=told))


def _chain(connection: Connection, settings: Settings, told: Told) -> list[str]:
    if not (settings.data / kit_keys.FILE).exists():
        sealed = connection.scalars(text("SELECT count(*) FROM seals")).one()
        return [f"I5 {sealed} seals cannot be checked: {settings.data / kit_keys.FILE} is not there"] if sealed else []
    key = kit_keys.load(settings.data).audit.public_key()
    return [f"I5 {each}" for each in sealing.verify(connection, LOGS, key, partial(told, "I5 seals over the log"))]


class Progress:
    """One line that moves on a terminal; elsewhere a line for each check, and for each tenth of what takes long."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._moves = out.isatty()
        self._last: dict[str, int] = {}

    def __call__(self, what: str, done: int, of: int) -> None:
        said, tenth = f"{done:,} of {of:,}  {what}", 10 * done // max(1, of)
        if self._moves:
            self._out.write(f"\r{said[:WIDTH]:<{WIDTH}}")
        elif tenth != self._last.get(what):
            self._out.write(f"{said}\n")
        self._last[what] = tenth
        self._out.flush()

    def end(self) -> None:
        if self._moves:
            self._out.write(f"\r{'':<{WIDTH}}\r")
