r"""A file that only its key opens: AES-256-GCM in pieces of a mebibyte, each bound to its place, the last one marked (the STREAM construction).

    header  = "TAMARU-BACKUP-1\n"  kind (1 byte: 0 key file, 1 passphrase)  salt (16)  prefix (7)
    piece n = AES-256-GCM(key, nonce = prefix  n (4 bytes)  last (1 byte), header as associated data)

What was altered, cut short, reordered or sealed with another key does not open. Memory stays at a few pieces, however long the file.
"""

import io
import os
from typing import BinaryIO, Final, NamedTuple

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC: Final = b"TAMARU-BACKUP-1\n"
PIECE: Final = 1 << 20
TAG: Final = 16
SALT, PREFIX = 16, 7
KEY_FILE, PASSPHRASE = 0, 1
ARGON = {"time_cost": 3, "memory_cost": 65_536, "parallelism": 1}
"""A second factor of a guess: some 0.1 s and 64 MiB."""


class Secret(NamedTuple):
    kind: int
    value: bytes

    def key(self, salt: bytes) -> AESGCM:
        if self.kind == PASSPHRASE:
            return AESGCM(hash_secret_raw(self.value, salt, hash_len=32, type=Type.ID, **ARGON))
        return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"tamaru/backup/1").derive(self.value))


class SealedFileError(Exception):
    """It is no such file, was altered or cut short, or this key is not its key; the text says which."""


class SealedWriter(io.RawIOBase):
    """Writes to `file`, which stays open; `close` seals the last piece."""

    def __init__(self, file: BinaryIO, secret: Secret) -> None:
        super().__init__()
        self._file = file
        salt, self._prefix = os.urandom(SALT), os.urandom(PREFIX)
        self._header = MAGIC + bytes([secret.kind]) + salt + self._prefix
        self._key = secret.key(salt)
        self._rest = bytearray()
        self._n = 0
        file.write(self._header)

    def writable(self) -> bool:
        return True

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # pyright: ignore[reportIncompatibleMethodOverride]  no arrays come here
        self._rest += data
        while len(self._rest) > PIECE:  # one piece is kept back: the last is marked
            self._seal(bytes(self._rest[:PIECE]), last=False)
            del self._rest[:PIECE]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self._rest), last=True)
            super().close()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._key.encrypt(_nonce(self._prefix, self._n, last=last), piece, self._header))
        self._n += 1


class SealedReader(io.RawIOBase):
    """Reads what `SealedWriter` wrote. Raises SealedFileError at once for another kind of file or key, later for a damaged piece."""

    def __init__(self, file: BinaryIO, secret: Secret) -> None:
        super().__init__()
        self._file = file
        self._header = file.read(len(MAGIC) + 1 + SALT + PREFIX)
        if len(self._header) < len(MAGIC) + 1 + SALT + PREFIX or not self._header.startswith(MAGIC):
            raise SealedFileError("this is no backup of Tamaru")
        kind = self._header[len(MAGIC)]
        if kind != secret.kind:
            raise SealedFileError("it was made with a passphrase" if kind == PASSPHRASE else "it was made with a key file")
        salt, self._prefix = self._header[len(MAGIC) + 1 : -PREFIX], self._header[-PREFIX:]
        self._key = secret.key(salt)
        self._n = 0
        self._ahead = file.read(PIECE + TAG)
        self._open = b""
        self._next()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # pyright: ignore[reportIncompatibleMethodOverride]  as above
        if not self._open and self._ahead:
            self._next()
        part = self._open[: len(buffer)]
        buffer[: len(part)] = part
        self._open = self._open[len(part) :]
        return len(part)

    def _next(self) -> None:
        piece, self._ahead = self._ahead, self._file.read(PIECE + TAG)
        try:
            self._open = self._key.decrypt(_nonce(self._prefix, self._n, last=not self._ahead), piece, self._header)
        except InvalidTag as error:
            why = "this is not its key, or it was altered" if self._n == 0 else "it was altered or cut short"
            raise SealedFileError(why) from error
        self._n += 1


def _nonce(prefix: bytes, n: int, *, last: bool) -> bytes:
    return prefix + n.to_bytes(4, "big") + bytes([last])
