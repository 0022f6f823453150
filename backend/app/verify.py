"""`python -m backend verify [--audit]`: whether the books balance, and whether the log is what was sealed."""

import sys
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection

from backend import settings as backend_settings
from backend.audit import sealing
from backend.db.engine import Database
from backend.jobs.sealer import LOGS
from backend.kit import keys as kit_keys
from backend.settings import Settings
from backend.till import verify as till

STEP = 1_000
"""Seals between two lines of progress."""


async def run(arguments: Sequence[str]) -> int:
    """0 when all is well; 1, with a list, when anything is off. `--audit` also walks the chain of seals from the first."""
    settings = backend_settings.read([each for each in arguments if each != "--audit"])
    database = Database.open(settings.url)
    found = await wrong(database, settings, audit="--audit" in arguments)
    await database.close()
    for each in found:
        sys.stdout.write(f"{each}\n")
    sys.stdout.write(f"{len(found)} found\n" if found else "all is well\n")
    return 1 if found else 0


async def wrong(database: Database, settings: Settings, *, audit: bool) -> list[str]:
    """What is wrong with the books and, with `audit`, with the chain of seals."""
    found = await database.read(till.verify)
    if audit:
        key = kit_keys.load(settings.data).audit.public_key()
        found += await database.read(lambda connection: _chain(connection, key))
    return found


def _chain(connection: Connection, key: Ed25519PublicKey) -> list[str]:
    def progress(done: int, total: int) -> None:
        if done % STEP == 0 or done == total:
            sys.stderr.write(f"seal {done} of {total}\n")

    return sealing.verify(connection, LOGS, key, progress)
