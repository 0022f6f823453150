"""A code is good for 90 seconds at most, for its own key only, and one flipped bit is enough to refuse it."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from shared.qr import m1

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
CREDENTIAL = "0102030405ff"
NOW = 1_790_000_000


def verdict(text: str, now: int = NOW) -> str:
    token = m1.parse(m1.normal(text))
    return "malformed" if token is None else token.judge(KEY.public_key(), now)[0]


def test_what_was_packed_comes_out() -> None:
    token = m1.parse(m1.make(KEY, CREDENTIAL, NOW, 65_537, purpose=2, kid=1))
    assert token is not None
    assert (token.kid, token.credential, token.issued_at, token.counter, token.life, token.purpose) == (1, CREDENTIAL, NOW, 1, 60, 2)


@pytest.mark.parametrize(
    ("age", "says"), [(-31, "ahead"), (-30, "good"), (0, "good"), (89, "good"), (90, "good"), (91, "expired"), (86_400, "expired")]
)
def test_life_of_a_screenshot(age: int, says: str) -> None:
    assert verdict(m1.make(KEY, CREDENTIAL, NOW, 7), NOW + age) == says


def test_every_flipped_bit_is_refused() -> None:
    raw = int(m1.make(KEY, CREDENTIAL, NOW, 7)[1:])
    assert {verdict("7" + str(raw ^ 1 << bit)) for bit in range(640)} <= {"forged", "malformed"}


def test_other_brands_key_is_forged() -> None:
    assert verdict(m1.make(Ed25519PrivateKey.generate(), CREDENTIAL, NOW, 7)) == "forged"


def test_a_japanese_keyboard_may_type_it() -> None:
    wide = m1.make(KEY, CREDENTIAL, NOW, 7).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert verdict(wide + "\r\n") == "good"


@given(st.one_of(st.text(max_size=300), st.text(alphabet="0123456789", min_size=193, max_size=195).map(lambda digits: "7" + digits[1:])))
def test_anything_else_is_nothing_and_never_raises(text: str) -> None:
    assert verdict(text) in {"malformed", "forged"}
