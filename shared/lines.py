"""Who asks, by the line he has, and how often: sliding windows in memory. Counters that must outlive a restart (PINs, mailed codes) are the
server's tables.
"""

from collections import OrderedDict, deque
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from shared.clock import Clock

Address = IPv4Address | IPv6Address
MOST_KEYS = 10_000


def parsed(text: str) -> Address | None:
    """An address; one of IPv4 in the clothes of IPv6 is one of IPv4."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def line(address: Address) -> str:
    """What one line has: an address of IPv4, a /64 of IPv6."""
    return str(address) if isinstance(address, IPv4Address) else str(IPv6Network((address, 64), strict=False))


class Window:
    """At most `count` acts per key within `seconds`."""

    def __init__(self, clock: Clock, count: int, seconds: int) -> None:
        self._clock = clock
        self._count = count
        self._seconds = seconds
        self._acts: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, key: str) -> int:
        """Counts one act; 0 when it may go ahead, otherwise the seconds until the next may."""
        now = self._clock.monotonic()
        acts = self._acts.setdefault(key, deque(maxlen=self._count))
        self._acts.move_to_end(key)
        if len(self._acts) > MOST_KEYS:
            self._acts.popitem(last=False)
        if len(acts) == self._count and now - acts[0] < self._seconds:
            return max(1, int(self._seconds - (now - acts[0])))
        acts.append(now)
        return 0
