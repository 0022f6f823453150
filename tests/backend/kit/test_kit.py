"""The small things that others rely on."""

import json
import stat
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.kit.http import MAX_DEPTH, too_deep
from backend.kit.keys import Keys, hash_of, load
from backend.kit.mail import Mailbox, NoMail, SmtpMail, open_mail
from backend.problems import language_of
from backend.settings import Settings, SettingsError, check, read
from shared.clock import SetClock
from shared.lines import Window

CLOCK = SetClock(0)
VALUES = st.recursive(st.none() | st.text(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3))


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max((depth(each) for each in value.values()), default=0)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  any JSON
    if isinstance(value, list):
        return 1 + max((depth(each) for each in value), default=0)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  any JSON
    return 0


@settings(max_examples=60, deadline=None)
@given(VALUES, st.integers(0, 40), st.booleans())
def test_depth_is_counted_on_the_bytes_as_the_parser_would(value: object, more: int, escaped: bool) -> None:  # noqa: FBT001 - hypothesis gives it by position
    for _ in range(more):
        value = [value, "[{[{"]
    assert too_deep(json.dumps(value, ensure_ascii=escaped).encode()) == (depth(value) > MAX_DEPTH)


@pytest.mark.parametrize(("body", "deep"), [(b"[" * 32, False), (b"[" * 33, True), (b"[]" * 500_000, False), (b'"' + b"[" * 99, True)])
def test_depth_of_what_is_not_json(body: bytes, *, deep: bool) -> None:
    assert too_deep(body) is deep


def test_the_secret_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    first, again = load(tmp_path / "new"), load(tmp_path / "new")
    assert first.peppered("a") == again.peppered("a")
    assert stat.S_IMODE((tmp_path / "new" / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret.key"]
    assert Keys(b"x" * 32).peppered("a") != first.peppered("a")


def test_what_is_sealed_opens_for_its_owner_only() -> None:
    keys = Keys(b"x" * 32)
    sealed = keys.seal(b"secret", "one")
    assert (keys.unseal(sealed, "one"), b"secret" in sealed) == (b"secret", False)
    for bad, owner in ((sealed, "two"), (sealed[:-1] + bytes([sealed[-1] ^ 1]), "one")):
        with pytest.raises(InvalidTag):
            keys.unseal(bad, owner)
    assert keys.peppered("ab", "c") != keys.peppered("a", "bc")
    assert len(hash_of("token")) == 32


def test_a_window_slides() -> None:
    clock = SetClock(0)
    window = Window(clock, 2, 60)
    assert [window.wait("a"), window.wait("a"), window.wait("a"), window.wait("b")] == [0, 0, 60, 0]
    clock.forward(59_000)
    assert window.wait("a") == 1
    clock.forward(1_000)
    assert window.wait("a") == 0


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "ja"), ("en-GB,en;q=0.9", "en"), ("de, en;q=0.1, ja;q=0.2", "ja"), ("ja;q=0, en", "en"), (";;,q=x", "ja"), ("en;q=x", "ja")],
)
def test_the_language_asked_for(header: str, language: str) -> None:
    assert language_of(header) == language


def test_the_mailbox_page_stays_at_home(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="loopback"):
        check(Settings(data=tmp_path, mail="mailbox", host="0.0.0.0"))  # noqa: S104 - what must not start
    with pytest.raises(SettingsError, match="smtp"):
        check(Settings(data=tmp_path, mail="pigeon"))
    check(Settings(data=tmp_path, mail="mailbox", host="::1"))


def test_settings_come_from_the_line_then_the_environment(tmp_path: Path) -> None:
    environment = {"TAMARU_PORT": "9000", "TAMARU_DATA": str(tmp_path), "TAMARU_SETUP_TOKEN": "t"}
    found = read(["--port", "9001"], environment)
    assert (found.port, found.data, found.setup_token, found.url) == (9001, tmp_path, "t", f"sqlite:///{tmp_path}/tamaru.db")
    assert read(["--database", "postgresql://x/y"], {}).url == "postgresql://x/y"


def test_where_the_card_is_opened_is_said_whole(tmp_path: Path) -> None:
    assert (
        read(["--data", str(tmp_path), "--card-address", "https://card.example.jp/member/"], {}).card_address
        == "https://card.example.jp/member"
    )
    for wrong in ("card.example.jp", "https://card.example.jp/?a=b"):
        with pytest.raises(SettingsError, match="the card's address"):
            read(["--data", str(tmp_path)], {"TAMARU_CARD_ADDRESS": wrong})


def test_the_mail_that_is_set() -> None:
    kinds = [type(open_mail(setting, "a@b.example", CLOCK)) for setting in ("mailbox", "", "smtp://relay:25")]
    assert kinds == [Mailbox, NoMail, SmtpMail]
