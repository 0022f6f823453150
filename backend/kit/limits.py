"""Sliding windows in memory, for look-ups; counters that must outlive a restart (PINs, mailed codes) are tables of auth."""

from collections import OrderedDict, deque

from shared.clock import Clock

MOST_KEYS = 10_000


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
