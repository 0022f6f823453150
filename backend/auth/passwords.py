"""Which passwords everybody tries first. No rules of composition: length, and not one of these.

The list is built from words and endings rather than kept as a file: the best known leaked ones are nearly all made that way.
"""

from itertools import product

WORDS = (
    "password", "passw0rd", "p@ssw0rd", "p@ssword", "qwerty", "qwertyui", "qwertyuiop", "asdfghjk", "asdfghjkl", "zxcvbnm", "letmein",
    "welcome", "iloveyou", "sunshine", "princess", "football", "baseball", "superman", "batman", "trustno1", "dragon", "monkey", "master",
    "shadow", "michael", "jordan", "computer", "internet", "samsung", "whatever", "starwars", "pokemon", "pikachu", "changeme", "secret",
    "default", "manager", "administrator", "admin", "root", "user", "guest", "test", "demo", "login", "system", "office", "tencho",
    "tenchou", "sakura", "nippon", "japan", "tokyo", "osaka", "kyoto", "doraemon", "naruto", "himawari", "arigato", "aishiteru", "tamaru",
    "tamarukun", "point", "points", "member", "omise", "honten", "abcd", "abcdef", "abcdefgh", "abc", "aaaa", "zaq12wsx", "1qaz2wsx",
    "1q2w3e4r", "1q2w3e4r5t", "q1w2e3r4", "asdf", "qazwsx", "qazwsxedc", "passpass",
)  # fmt: skip
ENDINGS = (
    "", "1", "2", "3", "7", "9", "0", "01", "11", "12", "21", "22", "23", "69", "77", "88", "99", "00", "111", "123", "321", "777", "007",
    "1234", "4321", "12345", "123456", "1234567", "12345678", "!", "!!", "1!", "12!", "123!", "1234!", "@", "@1", "@123", "#1", "#123", ".",
    "*", "?", "_1", "-1", "2020", "2021", "2022", "2023", "2024", "2025", "2026", "2027",
)  # fmt: skip
RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm")
COMMON = frozenset(word + ending for word, ending in product(WORDS, ENDINGS))


def is_common(password: str) -> bool:
    """Case does not help, nor does writing it twice."""
    plain = password.lower()
    half = plain[: len(plain) // 2]
    repeated = len(set(plain)) <= 2 or (half * 2 == plain and len(half) <= 6)
    run = any(plain in each or plain[::-1] in each for each in RUNS)
    return repeated or run or plain in COMMON
