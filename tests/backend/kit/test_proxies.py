import pytest

from backend.kit.proxies import Proxies

OURS = Proxies(("10.0.0.0/8", "::1"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "asker"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),  # anybody can write a header
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # what stands before our proxy's entry is the asker's own invention
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "", ""),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("127.0.0.1", "198.51.100.1", ""),  # this machine, and not named as a proxy
        ("::1", "2001:db8::1", "2001:db8::/64"),
        ("::ffff:203.0.113.7", "", "203.0.113.7"),
    ],
)
def test_who_asks(peer: str, forwarded: str, asker: str) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    assert OURS.address_of((peer, 1), headers) == asker


def test_many_hops_cost_little() -> None:
    assert OURS.address_of(("10.0.0.1", 1), [(b"x-forwarded-for", b"1.1.1.1," * 10_000 + b"9.9.9.9")]) == "9.9.9.9"


@pytest.mark.parametrize(
    ("peer", "said", "is_so"),
    [
        ("127.0.0.1", "https", True),
        ("127.0.0.1", "wss", True),
        ("127.0.0.1", "http", False),
        ("127.0.0.1", "https, http", False),
        ("127.0.0.1", None, False),
        ("203.0.113.9", "https", False),
    ],
)
def test_only_a_proxy_of_ours_says_that_the_line_is_encrypted(peer: str, said: str | None, is_so: bool) -> None:  # noqa: FBT001 - a row of the table
    headers = [] if said is None else [(b"x-forwarded-proto", said.encode())]
    assert Proxies(["127.0.0.1"]).encrypted((peer, 1), headers) is is_so
