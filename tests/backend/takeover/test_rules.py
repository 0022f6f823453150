"""Numbers as people write them, check digits, and files as other systems wrote them."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from backend.takeover.files import MOST_WRONG, parse
from backend.takeover.rules import LegacyCard, Takeover, folded, halves, is_misread, refusal, same_name, shape
from shared.wire.problems import Code

NUMBERS = st.text("0123456789ABCDEFGHJKLMNP", min_size=4, max_size=32)


def with_check(twelve: str) -> str:
    weighted = sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(twelve))
    return twelve + str(-weighted % 10)


@given(NUMBERS, st.sampled_from([" ", "-", "‐", " "]))
def test_blanks_hyphens_and_width_do_not_matter(number: str, between: str) -> None:
    wide = "".join(chr(ord(each) + 0xFEE0) for each in number)
    assert folded(between.join(wide)) == folded(number.lower()) == number


def test_what_is_no_number() -> None:
    assert {folded(text) for text in ("", "123", "1" * 33, "12 3?", "カード", "12_34")} == {""}


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 12), st.integers(1, 9))
def test_every_misread_digit_of_an_ean_is_told(twelve: str, place: int, off: int) -> None:
    number = with_check(twelve)
    wrong = number[:place] + str((int(number[place]) + off) % 10) + number[place + 1 :]
    assert (shape(number), shape(wrong)) == ("ean13", "digits13")
    assert is_misread(wrong, {"ean13"})
    assert not is_misread(number, {"ean13"})
    assert not is_misread(wrong, {"ean13", "digits13"})  # this shop's numbers have no check digit
    assert not is_misread(wrong, set())


@given(NUMBERS)
def test_the_end_is_hidden(number: str) -> None:
    shown, hidden = halves(number)
    assert shown + hidden == number
    assert len(hidden) == 4


def test_names_are_compared_without_blanks_and_width() -> None:
    assert same_name("山田 太郎", "山田 太郎")
    assert same_name("Yamada Taro", "yamada taro")
    assert not same_name("", "")
    assert not same_name("山田 太郎", "山田 花子")


def claim(state: str = "waiting") -> Takeover:
    return Takeover("t", "m", state, "c", None, None, None, None, None, None)


def test_when_the_shop_cannot_confirm() -> None:
    card = LegacyCard("c", 100, 20261130, None)
    assert refusal(claim(), card, 20261130) is None
    assert refusal(claim(), card, 20261201) == (Code.TAKEOVER_EXPIRED, {"on": "2026-11-30"})
    assert refusal(claim("refused"), card, 20261130) == (Code.TAKEOVER_OVER, {})
    assert refusal(claim(), None, 20261130) == (Code.TAKEOVER_NOT_LISTED, {})
    assert refusal(claim(), LegacyCard("c", 100, None, 1), 20261130) == (Code.TAKEOVER_TAKEN, {})


@given(
    st.lists(
        st.tuples(NUMBERS, st.integers(1, 10**9), st.text('山田太郎 ,"\n', max_size=8)),
        min_size=1,
        max_size=20,
        unique_by=lambda row: row[0],
    ),
    st.booleans(),
    st.sampled_from(["utf-8", "utf-8-sig", "cp932"]),
)
def test_what_was_written_is_read(rows: list[tuple[str, int, str]], head: bool, encoding: str) -> None:  # noqa: FBT001 - hypothesis draws it
    out = io.StringIO()
    writer = csv.writer(out)
    if head:
        writer.writerow(("カード番号", "ポイント残高", "氏名", "有効期限"))
    writer.writerows((number, f"{points:,}", name, "2027/3/31") for number, points, name in rows)
    cards, wrong = parse(out.getvalue().encode(encoding))
    assert wrong == ()
    assert [(card.number, card.points, card.expires_on) for card in cards] == [(number, points, 20270331) for number, points, _ in rows]


def test_columns_may_stand_in_any_order() -> None:
    cards, wrong = parse("有効期限,points,Number\n2027年3月31日,12,ab-12\n,7,ab-13\n".encode())
    assert wrong == ()
    assert [(card.number, card.points, card.expires_on) for card in cards] == [("AB12", 12, 20270331), ("AB13", 7, None)]


def test_what_is_wrong_is_named_by_its_line() -> None:
    lines = ["A1001,5,,2027-02-30", "A1002", "A1003,0", "A1004,1.5", "A1005,1,,soon"]
    cards, wrong = parse("\n".join(lines).encode())
    assert cards == []
    assert [(each.line, each.what) for each in wrong] == [(1, "expires"), (2, "columns"), (3, "points"), (4, "points"), (5, "expires")]
    assert [each.what for each in parse(b"")[1]] == ["columns"]
    assert [each.what for each in parse(b"\xff\xfe\x00")[1]] == ["columns"]
    assert len(parse("\n".join("?" for _ in range(50)).encode())[1]) == MOST_WRONG
