import pytest
from hypothesis import given
from hypothesis import strategies as st

from app_staff.scanner.gate import Scan
from app_staff.scanner.wedge import Wedge
from shared.clock import SetClock

CODE = "7" + "1" * 193


class Gun:
    def __init__(self) -> None:
        self.clock = SetClock(0)
        self.wedge = Wedge(self.clock)

    def type(self, keys: list[str], gap: int) -> list[Scan]:
        """Types with `gap` milliseconds before each key."""
        scans: list[Scan] = []
        for key in keys:
            self.clock.forward(gap)
            scan = self.wedge.key(key)
            if scan is not None:
                scans.append(scan)
        return scans


@pytest.mark.parametrize("end", ["Enter", "Numpad Enter", "Tab"])
@pytest.mark.parametrize("gap", [0, 4, 30])
def test_a_burst_is_a_scan(end: str, gap: int) -> None:
    assert Gun().type([*CODE, end], gap) == [Scan(CODE, "gun")]


def test_the_numeric_pad_is_the_same() -> None:
    assert Gun().type([*(f"Numpad {digit}" for digit in "490123"), "Enter"], 4) == [Scan("490123", "gun")]


def test_a_person_types_too_slowly() -> None:
    assert Gun().type([*"123456789012", "Enter"], 300) == []


def test_an_aborted_burst_is_forgotten() -> None:
    gun = Gun()
    gun.type([*"99999"], 4)
    gun.clock.forward(1000)
    assert gun.type([*"4901234567894", "Enter"], 4) == [Scan("4901234567894", "gun")]


def test_modifiers_and_letters_are_not_digits() -> None:
    assert Gun().type(["Shift Left", *"123", "A", "Arrow Up", *"456", "Enter"], 4) == [Scan("123456", "gun")]


def test_too_short_for_a_code() -> None:
    assert Gun().type([*"12345", "Enter"], 4) == []


@given(st.lists(st.one_of(st.sampled_from(["Enter", "Tab", *"0123456789", "Numpad 5"]), st.text(max_size=12)), max_size=600))
def test_any_keys_at_all_never_raise_and_never_grow(keys: list[str]) -> None:
    for scan in Gun().type(keys, 1):
        assert scan.text.isdigit()
        assert 6 <= len(scan.text) <= 388
