"""What a seal says: leaves of rows, a Merkle tree over them (as RFC 6962 keeps leaves and nodes apart), and the head that chains seals."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

FIRST = bytes(32)
"""What stands before the first seal."""
SIGNED = b"tamaru-seal/1"
_encode = msgspec.json.Encoder().encode


class Seal(NamedTuple):
    number: int
    at: int
    leaves: int
    root: bytes
    previous: bytes


def leaf(table: str, values: Iterable[object]) -> bytes:
    """SHA-256 of a row. `values` are the columns in their fixed order; both engines give the same bytes."""
    plain = [int(value) if isinstance(value, bool) else value for value in values]
    return hashlib.sha256(b"\0" + table.encode() + b"\0" + _encode(plain)).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Of leaves in any order: they are sorted, so that a seal does not depend on how the engine reads."""
    level = sorted(leaves)
    if not level:
        return FIRST
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\1" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
        level = [*pairs, *level[len(pairs) * 2 :]]
    return level[0]


def head(seal: Seal) -> bytes:
    """What is signed, what the next seal names, and what tablets keep as witnesses."""
    said = _encode([seal.number, seal.at, seal.leaves, seal.root.hex(), seal.previous.hex()])
    return hashlib.sha256(SIGNED + said).digest()
