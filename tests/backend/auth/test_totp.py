"""The codes of RFC 6238, and that none works twice; what everybody tries first."""

import pytest

from backend.auth import passwords, totp

SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("seconds", "wanted"), [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
)
def test_the_vectors_of_the_rfc(seconds: int, wanted: str) -> None:
    assert totp.code(SECRET, seconds // 30) == wanted


def test_a_clock_may_be_a_step_off_and_a_code_is_used_once() -> None:
    step = 1_000_000
    found = [totp.match(SECRET, totp.code(SECRET, step + drift), step * 30, 0) for drift in (-2, -1, 0, 1, 2)]
    assert found == [None, step - 1, step, step + 1, None]
    assert totp.match(SECRET, totp.code(SECRET, step), step * 30, step) is None
    assert totp.match(SECRET, "だめ", step * 30, 0) is None


@pytest.mark.parametrize("common", ["Password123", "qwertyuiop", "12345678", "aaaaaaaa", "sakura2026", "abcdefgh", "Tencho-1", "abcdabcd"])
def test_what_everybody_tries_first(common: str) -> None:
    assert passwords.is_common(common)
    assert len(passwords.COMMON) > 3_000


def test_any_other_characters_will_do() -> None:
    assert not passwords.is_common("柿の木に雀が三羽とまる")
    assert not passwords.is_common("correct horse battery staple")
