from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app_staff.scanner.gate import Gate, Scan
from shared.qr.m1 import make
from shared.qr.number import check_digit
from shared.scanner.decode import Reading

NUMBER = "12345678901" + check_digit("12345678901")
CARD = Reading(NUMBER, "bar")
CODE = Reading("7" + "1" * 193, "qr")


def test_a_code_in_view_is_one_scan() -> None:
    gate = Gate()
    assert gate.see(CODE, 0.0) == Scan(CODE.text, "camera")
    assert [gate.see(CODE, 0.1 * step) for step in range(1, 60)] == [None] * 59


def test_a_blurred_frame_between_is_still_the_same_showing() -> None:
    gate = Gate()
    gate.see(CODE, 0.0)
    assert gate.see(None, 0.5) is None
    assert gate.see(CODE, 1.0) is None


def test_taken_away_and_shown_again_is_a_new_scan() -> None:
    gate = Gate()
    gate.see(CODE, 0.0)
    assert gate.see(CODE, 2.0) == Scan(CODE.text, "camera")


def test_the_next_customer_is_accepted_at_once() -> None:
    gate = Gate()
    gate.see(CODE, 0.0)
    assert gate.see(Reading("7" + "2" * 193, "qr"), 0.1) == Scan("7" + "2" * 193, "camera")


def test_a_bar_code_needs_two_equal_readings_and_its_check_digit() -> None:
    gate = Gate()
    assert gate.see(CARD, 0.0) is None
    assert gate.see(CARD, 0.1) == Scan(NUMBER, "camera")
    wrong = Reading(NUMBER[:11] + str((int(NUMBER[11]) + 1) % 10), "bar")
    assert gate.see(wrong, 0.2) is None
    assert gate.see(wrong, 0.3) is None


def test_two_different_readings_of_a_bar_code_do_not_agree() -> None:
    gate = Gate()
    other = "22345678901" + check_digit("22345678901")
    assert gate.see(CARD, 0.0) is None
    assert gate.see(Reading(other, "bar"), 0.1) is None


def test_full_width_digits_are_plain_digits() -> None:
    assert Gate().see(Reading("7123", "qr"), 0.0) == Scan("7123", "camera")


def test_what_is_no_number_keeps_its_hyphens() -> None:
    assert Gate().see(Reading(" aB-c_d \n", "qr"), 0.0) == Scan("aB-c_d", "camera")


def test_a_phone_that_makes_a_new_code_while_it_is_held_up_is_one_scan() -> None:
    key = Ed25519PrivateKey.generate()
    first, second, other = (make(key, credential, at, 1) for credential, at in (("0a" * 6, 1000), ("0a" * 6, 1030), ("0b" * 6, 1030)))
    gate = Gate()
    assert gate.see(Reading(first, "qr"), 0.0) == Scan(first, "camera")
    assert gate.see(Reading(first, "qr"), 1.0) is None
    assert gate.see(Reading(second, "qr"), 2.0) is None
    assert gate.see(Reading(other, "qr"), 2.1) == Scan(other, "camera")
    assert gate.see(Reading(second, "qr"), 5.0) == Scan(second, "camera")
