"""Receipt code R1: which sale an electronic receipt is, as 41 decimal digits (QR numeric mode, ECC M, version 2: 25x25 modules).

    digits  field
    1       8: the kind of code
    2-40    the sale's id, a UUIDv7, as a decimal number with leading zeros
    41      check digit over the former 40, ISO 7064 MOD 11,10

It holds no secret and gives no right: it names a receipt for somebody who may take a return, as the number on paper does, but cannot
be guessed. Digits survive every scanner gun and keyboard; the leading 8 and the length tell it from M1 codes and card numbers.
"""

import uuid

from shared.qr.number import check_digit

LENGTH = 41


def make(sale_id: str) -> str:
    """41 digits. `sale_id` is a UUID as text."""
    digits = f"8{uuid.UUID(sale_id).int:039}"
    return digits + check_digit(digits)


def looks_like_receipt(text: str) -> bool:
    return len(text) == LENGTH and text[0] == "8" and text.isascii() and text.isdigit()


def parse(text: str) -> str | None:
    """The sale's id in a text that `m1.normal` has made plain; None for anything that is not an R1. Never raises."""
    if not looks_like_receipt(text) or check_digit(text[:-1]) != text[-1]:
        return None
    number = int(text[1:-1])
    return str(uuid.UUID(int=number)) if number.bit_length() <= 128 else None
