"""Who asks, by address, and over which line. X-Forwarded-For and -Proto are read only when a proxy that the owner named hands the request over."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
HOPS = 16
ADDRESS = "tamaru.address"
"""Where the scope keeps who asks, when addresses are limited; empty when nobody is to be limited by it."""


class Proxies:
    def __init__(self, trusted: Iterable[str] = ()) -> None:
        """Addresses or networks; raises ValueError for what is neither."""
        self._trusted: tuple[Network, ...] = tuple(ip_network(text) for text in trusted)

    def address_of(self, client: tuple[str, int] | None, headers: Iterable[tuple[bytes, bytes]]) -> str:
        """The asker's address, of IPv6 the /64 that one line has; empty when it is this machine (a web host of ours) or a proxy that
        says nothing more.

        The header is read from its end, where our own proxies write; the first address that is not one of them is who asks.
        """
        peer = _parsed(client[0]) if client else None
        if peer is None:
            return ""
        if not self._is_ours(peer):
            return "" if peer.is_loopback else _line(peer)
        given = ",".join(value.decode("latin-1") for name, value in headers if name == b"x-forwarded-for")
        if not given:
            return ""
        for text in reversed(given.split(",")[-HOPS:]):
            hop = _parsed(text.strip())
            if hop is None:
                return _line(peer)  # a broken chain is the peer's own doing
            if not self._is_ours(hop):
                return _line(hop)
        return ""

    def encrypted(self, client: tuple[str, int] | None, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Whether the browser's line is: the nearest proxy of ours says so."""
        peer = _parsed(client[0]) if client else None
        if peer is None or not self._is_ours(peer):
            return False
        given = [value.decode("latin-1") for name, value in headers if name == b"x-forwarded-proto"]
        return bool(given) and given[-1].split(",")[-1].strip() in {"https", "wss"}

    def _is_ours(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)


def _line(address: Address) -> str:
    return str(address) if isinstance(address, IPv4Address) else str(IPv6Network((address, 64), strict=False))


def _parsed(text: str) -> Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
