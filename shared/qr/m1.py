"""Member code M1: 80 signed bytes as 194 decimal digits (QR numeric mode, ECC M, version 5: 37x37 modules).

    offset bytes field
    0      1     version 1, which also names the algorithm: Ed25519
    1      1     kid: 0 = the phone's own key signs, >= 1 = the server's key of that number signs for a web credential
    2      6     credential id: random, one per device, revocable alone; not the member's number
    8      4     issued at, seconds, in the server's time
    12     2     counter, one up per code made; with the time it is the replay key
    14     1     time to live in steps of 5 s
    15     1     purpose: 1 = what the card always shows, 2 = made after the member tapped "use points"
    16     64    Ed25519 over CONTEXT + the first 16 bytes

The text is "7" and the decimal number of byte 0x01 followed by the 80 bytes. Digits survive every scanner gun, keyboard layout and
Japanese input method; the leading 7 and the length tell it from receipts and old cards.
"""

import struct
import unicodedata
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

CONTEXT = b"member-qr/1\0"
HEAD = struct.Struct(">BB6sIHBB")
LENGTH = 194
LIFE = 60
SKEW = 30
"""Seconds that a clock may be off either way."""

Verdict = Literal["good", "forged", "ahead", "expired"]


@dataclass(frozen=True, slots=True)
class Token:
    """A code taken apart; nothing in it is true before `judge` says `good`."""

    kid: int
    credential: str
    """12 hex digits."""
    issued_at: int
    """Seconds since the epoch, server time."""
    counter: int
    life: int
    """Seconds."""
    purpose: int
    signed: bytes
    signature: bytes

    def judge(self, key: Ed25519PublicKey, now: int) -> tuple[Verdict, int]:
        """The verdict at `now` (seconds), and for `ahead` and `expired` by how many seconds it is outside."""
        try:
            key.verify(self.signature, CONTEXT + self.signed)
        except InvalidSignature:
            return "forged", 0
        if self.issued_at > now + SKEW:
            return "ahead", self.issued_at - now
        late = now - self.issued_at - min(self.life, LIFE) - SKEW
        return ("expired", late) if late > 0 else ("good", 0)


def make(key: Ed25519PrivateKey, credential: str, issued_at: int, counter: int, *, purpose: int = 1, kid: int = 0) -> str:
    """194 digits. `issued_at` is server time in seconds; `counter` wraps at 65,536."""
    head = HEAD.pack(1, kid, bytes.fromhex(credential), issued_at, counter % 65_536, LIFE // 5, purpose)
    return "7" + str(int.from_bytes(b"\x01" + head + key.sign(CONTEXT + head), "big"))


def normal(text: str) -> str:
    """What a scanner, a gun or a person typed, as plain digits where it can be: full-width forms folded, blanks and hyphens dropped."""
    if text.isascii() and text.isdigit():
        return text
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character not in " -\t\r\n")


def looks_like_code(text: str) -> bool:
    return len(text) == LENGTH and text[0] == "7" and text.isascii() and text.isdigit()


def parse(text: str) -> Token | None:
    """Takes a normalised text apart; None for anything that is not an M1. Never raises."""
    if not looks_like_code(text):
        return None
    number = int(text[1:])
    if number.bit_length() != 641:  # the leading byte is 0x01
        return None
    raw = number.to_bytes(81, "big")[1:]
    version, kid, credential, issued_at, counter, life, purpose = HEAD.unpack(raw[:16])
    if version != 1 or purpose not in (1, 2):
        return None
    return Token(kid, credential.hex(), issued_at, counter, life * 5, purpose, raw[:16], raw[16:])
