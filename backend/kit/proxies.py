"""Who asks, by address, and over which line. X-Forwarded-For and -Proto are read only when a proxy that the owner named hands the request over."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network

from shared.lines import Address, line, parsed

Network = IPv4Network | IPv6Network
HOPS = 16
ADDRESS = "tamaru.address"
"""Where the scope keeps who asks, when addresses are limited; empty when nobody is to be limited by it."""


class Proxies:
    def __init__(self, trusted: Iterable[str] = ()) -> None:
        """Addresses or networks; raises ValueError for what is neither."""
        self._trusted: tuple[Network, ...] = tuple(ip_network(text) for text in trusted)

    def address_of(self, client: tuple[str, int] | None, headers: Iterable[tuple[bytes, bytes]]) -> str:
        """The asker's line; empty when it is this machine or a proxy of ours that says nothing more."""
        asker = self.asker(client, headers)
        return "" if asker is None else line(asker)

    def asker(self, client: tuple[str, int] | None, headers: Iterable[tuple[bytes, bytes]]) -> Address | None:
        """The header is read from its end, where our own proxies write; the first address that is not one of them is who asks. A web host
        of ours is such a proxy too: it says whose browser it acts for.
        """
        peer = parsed(client[0]) if client else None
        if peer is None:
            return None
        if not self._is_ours(peer):
            return None if peer.is_loopback else peer
        given = ",".join(value.decode("latin-1") for name, value in headers if name == b"x-forwarded-for")
        if not given:
            return None
        for text in reversed(given.split(",")[-HOPS:]):
            hop = parsed(text.strip())
            if hop is None:
                return peer  # a broken chain is the peer's own doing
            if not self._is_ours(hop):
                return hop
        return None

    def stranger(self, client: tuple[str, int] | None) -> str:
        """The line of a peer that is neither this machine nor a proxy of ours; empty otherwise."""
        peer = parsed(client[0]) if client else None
        return "" if peer is None or peer.is_loopback or self._is_ours(peer) else line(peer)

    def encrypted(self, client: tuple[str, int] | None, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Whether the browser's line is: the nearest proxy of ours says so."""
        peer = parsed(client[0]) if client else None
        if peer is None or not self._is_ours(peer):
            return False
        given = [value.decode("latin-1") for name, value in headers if name == b"x-forwarded-proto"]
        return bool(given) and given[-1].split(",")[-1].strip() in {"https", "wss"}

    def _is_ours(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)
