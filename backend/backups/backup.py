"""`python -m backend backup FILE`: everything that a shop is, in one encrypted file, while the server runs.

The file holds `tamaru.db` (with the pictures), `secret.key`, and the web apps' vaults with their keys, as of one moment each. The database
is copied by SQLite's own online backup in one read transaction: nothing waits for it, and what is committed meanwhile is in the next one.
When it is written it is read back and compared.
"""

import argparse
import getpass
import gzip
import hashlib
import io
import os
import secrets
import shutil
import sqlite3
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from backend.kit.sealed_file import KEY_FILE, PASSPHRASE, SealedFileError, SealedReader, SealedWriter, Secret
from backend.settings import Settings, SettingsError, place
from shared.clock import SystemClock, to_datetime

DATABASE = "tamaru.db"
DATABASES = (DATABASE, "member/vault.sqlite", "staff/vault.sqlite")
FILES = ("secret.key", "member/vault.key", "staff/vault.key")
MANIFEST = "manifest.json"
SHORTEST = 12
"""Characters of a passphrase."""
ASKED = "TAMARU_BACKUP_PASSPHRASE"
SUMS = {
    "members": "SELECT count(*) FROM members WHERE erased_at IS NULL",
    "sales": "SELECT count(*) FROM sales",
    "transactions": "SELECT count(*) FROM transactions",
    "points": "SELECT coalesce(sum(balance), 0) FROM accounts WHERE kind = 'points'",
}


class Kept(msgspec.Struct, frozen=True):
    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """The first thing in the file."""

    made_at: int
    files: tuple[Kept, ...]
    sums: dict[str, int]
    """What the shop amounts to: compared again when it is restored."""


class BackupError(Exception):
    """It could not be done; the text says what to do."""


def parser(name: str, does: str) -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog=f"python -m backend {name}", description=does)
    place(found)
    found.add_argument("file", type=Path)
    found.add_argument(
        "--key-file", type=Path, help=f"32 random bytes that encrypt it; without one a passphrase, from {ASKED} or asked for"
    )
    return found


def run(arguments: Sequence[str]) -> int:
    """0, or 1 with the reason."""
    args = parser("backup", "Everything that the shop is, in one encrypted file.").parse_args(arguments)
    settings = Settings(data=args.data, database=args.database)
    try:
        secret = secret_of(args.key_file, new=True)
        manifest = backup(settings, args.file, secret, SystemClock().now())
    except (BackupError, SealedFileError, OSError, sqlite3.Error) as error:
        sys.stderr.write(f"no backup was made: {error}\n")
        return 1
    sys.stdout.write(f"{args.file}  {args.file.stat().st_size / 1e6:,.1f} MB, read back and compared\n{told(manifest)}\n")
    return 0


def told(manifest: Manifest) -> str:
    return f"as of {to_datetime(manifest.made_at):%Y-%m-%d %H:%M:%S} UTC: " + ", ".join(
        f"{n:,} {what}" for what, n in manifest.sums.items()
    )


def secret_of(key_file: Path | None, *, new: bool) -> Secret:
    """The key file, made if it is `new` and not there; or the passphrase. Raises BackupError for one that will not do."""
    if key_file is not None:
        if new and not key_file.exists():
            with os.fdopen(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(32))
            sys.stderr.write(f"{key_file} was made. Keep a copy of it away from this machine: without it no backup opens.\n")
        value = key_file.read_bytes()
        if len(value) < 32:
            raise BackupError(f"{key_file} is no key file: it has {len(value)} bytes, not 32")
        return Secret(KEY_FILE, value)
    phrase = os.environ.get(ASKED) or (getpass.getpass("Passphrase of the backup: ") if sys.stdin.isatty() else "")
    if new and len(phrase) < SHORTEST:
        raise BackupError(f"give a --key-file, or a passphrase of at least {SHORTEST} characters in {ASKED}")
    return Secret(PASSPHRASE, phrase.encode())


def backup(settings: Settings, out: Path, secret: Secret, now: int) -> Manifest:
    """Writes `out`, which must not be there yet. The server may run."""
    if settings.database:
        raise SettingsError("PostgreSQL keeps its own backups (pg_dump); of --data, copy secret.key and the two vaults beside it")
    if out.exists():
        raise BackupError(f"{out} is there already")
    if not (settings.data / DATABASE).exists():
        raise BackupError(f"there is no shop in {settings.data}")
    part = out.with_name(f".{out.name}.part")
    with tempfile.TemporaryDirectory(prefix=".tamaru-", dir=out.absolute().parent) as folder:  # 0700, on the disk that has the room
        copy = Path(folder)
        _copy(settings.data, copy)
        names = [name for name in (*FILES, *DATABASES) if (copy / name).exists()]
        manifest = Manifest(now, tuple(_kept(copy, name) for name in names), sums(copy / DATABASE))
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                _write(file, secret, copy, manifest)
                file.flush()
                os.fsync(file.fileno())
            with part.open("rb") as file:
                read_back(file, secret, None)
            part.rename(out)
        finally:
            part.unlink(missing_ok=True)
    return manifest


def sums(database: Path) -> dict[str, int]:
    with closing(sqlite3.connect(database)) as connection:
        return {what: connection.execute(query).fetchone()[0] for what, query in SUMS.items()}


def _copy(data: Path, into: Path) -> None:
    """The keys first: what a database says is never older than its key."""
    for name in FILES:
        if (data / name).exists():
            (into / name).parent.mkdir(mode=0o700, exist_ok=True)
            shutil.copyfile(data / name, into / name)
    for name in DATABASES:
        if (data / name).exists():
            (into / name).parent.mkdir(mode=0o700, exist_ok=True)
            with closing(sqlite3.connect(f"file:{data / name}?mode=ro", uri=True)) as here, closing(sqlite3.connect(into / name)) as there:
                here.backup(there)
                there.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it


def _kept(folder: Path, name: str) -> Kept:
    with (folder / name).open("rb") as file:
        return Kept(name, (folder / name).stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _write(file: BinaryIO, secret: Secret, folder: Path, manifest: Manifest) -> None:
    with (
        SealedWriter(file, secret) as sealed,
        gzip.GzipFile(fileobj=sealed, mode="wb", compresslevel=3, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        said = msgspec.json.encode(manifest)
        head = tarfile.TarInfo(MANIFEST)
        head.size = len(said)
        tar.addfile(head, io.BytesIO(said))
        for each in manifest.files:
            info = tarfile.TarInfo(each.name)
            info.size, info.mode = each.size, 0o600
            with (folder / each.name).open("rb") as content:
                tar.addfile(info, content)


def read_back(file: BinaryIO, secret: Secret, into: Path | None) -> Manifest:
    """Compares every file with the manifest, and keeps it `into` a folder if one is given. Raises SealedFileError for what is not whole."""
    with (
        SealedReader(file, secret) as sealed,
        gzip.GzipFile(fileobj=sealed, mode="rb") as packed,
        tarfile.open(fileobj=packed, mode="r|") as tar,
    ):
        head = tar.next()
        said = None if head is None or head.name != MANIFEST else tar.extractfile(head)
        if said is None:
            raise SealedFileError("it has no manifest")
        manifest = msgspec.json.decode(said.read(), type=Manifest)
        waiting = {each.name: each for each in manifest.files}
        while (info := tar.next()) is not None:
            expected, content = waiting.pop(info.name, None), tar.extractfile(info)
            if expected is None or content is None or info.name not in (*FILES, *DATABASES):
                raise SealedFileError(f"{info.name} does not belong in it")
            _take(content, expected, into)
    if waiting:
        raise SealedFileError(f"{', '.join(waiting)} is missing in it")
    return manifest


def _take(content: IO[bytes], expected: Kept, into: Path | None) -> None:
    digest = hashlib.sha256()
    target = Path(os.devnull) if into is None else into / expected.name
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with target.open("wb") as out:
        if into is not None:
            target.chmod(0o600)
        while piece := content.read(1 << 20):
            digest.update(piece)
            out.write(piece)
        out.flush()
        if into is not None:
            os.fsync(out.fileno())
    if digest.hexdigest() != expected.sha256:
        raise SealedFileError(f"{expected.name} is not what was backed up")
