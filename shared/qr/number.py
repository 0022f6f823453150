"""The card number under the QR: 11 random digits and a check digit after ISO 7064 MOD 11,10, shown 4-4-4."""


def check_digit(digits: str) -> str:
    """The digit that completes 11 digits; it finds every single wrong digit and nearly all swapped neighbours."""
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def is_card_number(text: str) -> bool:
    return len(text) == 12 and text.isascii() and text.isdigit() and check_digit(text[:11]) == text[11]


def grouped(number: str) -> str:
    """1234 5678 9012"""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
