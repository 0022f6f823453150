"""A mistyped card number is caught before anybody is looked up."""

from hypothesis import given
from hypothesis import strategies as st

from shared.qr.number import check_digit, grouped, is_card_number

NUMBERS = st.text(alphabet="0123456789", min_size=11, max_size=11).map(lambda digits: digits + check_digit(digits))


@given(NUMBERS, st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_caught(number: str, at: int, by: int) -> None:
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert is_card_number(number)
    assert not is_card_number(wrong)


def test_known_answer_of_the_standard() -> None:
    assert check_digit("079") == "2"  # ISO 7064's own example for MOD 11,10: 0792


def test_shown_in_fours() -> None:
    assert grouped("123456789012") == "1234 5678 9012"
