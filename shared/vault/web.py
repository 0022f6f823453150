"""The vault of an app served to browsers: a small SQLite file, AES-GCM under a key file beside it.

Rows belong to a browser by the hash of its cookie, so a new tab or a restart stays signed in, and signing out deletes the row. The owner
and the name are bound into the encryption: a row copied to another owner does not open.
"""

import asyncio
import os
import secrets
import sqlite3
import threading
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.clock import DAY, Clock

KEPT = 180 * DAY
"""What nobody has asked for in this time is deleted at the next start."""
_NONCE = 12
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vault (
    owner TEXT NOT NULL, name TEXT NOT NULL, sealed BLOB NOT NULL, seen_at INTEGER NOT NULL,
    PRIMARY KEY (owner, name)
) WITHOUT ROWID
"""


class WebStore:
    """One per process, at the composition root."""

    def __init__(self, directory: Path, clock: Clock) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._cipher = AESGCM(_key(directory / "vault.key"))
        self._clock = clock
        self._lock = threading.Lock()
        path = directory / "vault.sqlite"
        path.touch(mode=0o600)
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute(_SCHEMA)
        self._db.execute("DELETE FROM vault WHERE seen_at < ?", (clock.now() - KEPT,))

    def of(self, owner: str) -> "WebVault":
        """The vault of one browser; `owner` is the hash of its cookie."""
        return WebVault(self, owner)

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def read(self, owner: str, name: str) -> str | None:
        with self._lock:
            row = self._db.execute("SELECT sealed, seen_at FROM vault WHERE owner = ? AND name = ?", (owner, name)).fetchone()
            if row is None:
                return None
            if row[1] < self._clock.now() - DAY:  # a day's precision is enough, and a read costs no write
                self._db.execute("UPDATE vault SET seen_at = ? WHERE owner = ? AND name = ?", (self._clock.now(), owner, name))
        sealed: bytes = row[0]
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(owner, name)).decode()
        except InvalidTag:
            return None

    def write(self, owner: str, name: str, value: str) -> None:
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, value.encode(), _bound(owner, name))
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO vault VALUES (?, ?, ?, ?)", (owner, name, sealed, self._clock.now()))

    def delete(self, owner: str, name: str) -> None:
        with self._lock:
            self._db.execute("DELETE FROM vault WHERE owner = ? AND name = ?", (owner, name))


class WebVault:
    def __init__(self, store: WebStore, owner: str) -> None:
        self._store = store
        self._owner = owner

    async def get(self, name: str) -> str | None:
        return await asyncio.to_thread(self._store.read, self._owner, name)

    async def set(self, name: str, value: str) -> None:
        await asyncio.to_thread(self._store.write, self._owner, name, value)

    async def remove(self, name: str) -> None:
        await asyncio.to_thread(self._store.delete, self._owner, name)


def _bound(owner: str, name: str) -> bytes:
    return f"{owner}\0{name}".encode()


def _key(path: Path) -> bytes:
    """The key file's 32 bytes; made once, readable by its owner alone. Two processes that start at once agree on one."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        key = AESGCM.generate_key(256)
        file.write(key)
    return key
