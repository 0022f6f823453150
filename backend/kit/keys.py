"""Everything the server keeps secret follows from 32 random bytes in `DATA/secret.key`; each use has its own derived key.

Whoever has the file can sign codes of web credentials and open connector secrets: a backup holds it encrypted, never bare.
"""

import base64
import contextlib
import hashlib
import hmac
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KID = 1
"""The number of the signing key in an M1 code; 0 is a phone's own key."""
FILE = "secret.key"
_NONCE = 12


class Keys:
    def __init__(self, secret: bytes) -> None:
        if len(secret) != 32:
            raise ValueError("secret.key holds 32 bytes")
        self._secret = secret
        self.signing = Ed25519PrivateKey.from_private_bytes(self._derive("member-code/1"))
        self.audit = Ed25519PrivateKey.from_private_bytes(self._derive("audit/1"))
        self._seal = AESGCM(self._derive("seal/1"))
        self._pepper = self._derive("pepper/1")
        self._blind = self._derive("blind/1")

    def _derive(self, use: str) -> bytes:
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"tamaru/{use}".encode()).derive(self._secret)

    def peppered(self, *parts: str) -> bytes:
        """HMAC of short secrets (PINs, mailed codes), which a bare hash would not hide from whoever reads the database."""
        return hmac.digest(self._pepper, "\0".join(parts).encode(), "sha256")

    def follow(self, refresh: str) -> tuple[str, str]:
        """The one pair of secrets that comes after a refresh token: asked twice, the same, so that a lost answer loses nobody."""
        return self._after("access", refresh), self._after("refresh", refresh)

    def _after(self, use: str, refresh: str) -> str:
        return base64.urlsafe_b64encode(self.peppered("follow", use, refresh)).decode().rstrip("=")

    def blind(self, text: str) -> bytes:
        """The index under which a sealed text is found again: an HMAC, so that nobody can try texts against the database alone."""
        return hmac.digest(self._blind, text.encode(), "sha256")

    def seal(self, plain: bytes, owner: str) -> bytes:
        """Encrypts for one owner: the result opens under no other owner's name."""
        nonce = os.urandom(_NONCE)
        return nonce + self._seal.encrypt(nonce, plain, owner.encode())

    def unseal(self, sealed: bytes, owner: str) -> bytes:
        """Raises cryptography.exceptions.InvalidTag when it was altered or is another's."""
        return self._seal.decrypt(sealed[:_NONCE], sealed[_NONCE:], owner.encode())


def hash_of(token: str) -> bytes:
    """How a token of 256 random bits is stored."""
    return hashlib.sha256(token.encode()).digest()


def load(data: Path) -> Keys:
    """The keys of this data folder, made at the first start."""
    path = data / FILE
    if not path.exists():
        _make(path)
    path.chmod(0o600)
    return Keys(path.read_bytes())


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(os.urandom(32))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):  # another process of the same shop was first: its secret counts
        os.link(draft, path)
    draft.unlink()
