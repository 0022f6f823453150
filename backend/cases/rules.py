"""What looks like misuse, as arithmetic over what happened. Each rule says how often and compares with what is usual; none looks at names.

A rule answers an alert with a subject that stays the same while it is the same affair, so that one affair opens one case.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from statistics import median
from typing import NamedTuple, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
HOUR = 3_600_000
MINUTE = 60_000
PER_HOUR = 5
"""Receipts of one card at one store within an hour; more is an alert."""
PER_DAY = 8
CLERK_VISITS = 10
"""A card must come at least so often in seven days (well over once a day) before anybody asks who serves it …"""
CLERK_SHARE = 0.8
"""… and the same clerk then serves at least this part of its visits, though not of everybody's."""
RETURNS = 5
RETURNS_MEDIANS = 3
NEAR_CAP = 0.9
NEAR_CAP_TIMES = 3
SOON = 10 * MINUTE
GRANTS = 3
"""Points by hand for one card by one person in seven days."""
TYPED = 3
TYPED_SHARE = 0.1
"""Where less than this part of a week's receipts is typed, the tills report by themselves, and typing is the exception that is looked at."""
NEW_ACCOUNTS = 6
YOUNG = HOUR
"""Accounts shown at a tablet within an hour of their making."""


class Alert(NamedTuple):
    kind: str
    store: str
    subject: str
    data: dict[str, object]
    member: str | None = None
    staff: str | None = None
    """Whose act it is about: he does not close the case."""


class Earn(NamedTuple):
    """A member's sale."""

    sale: str
    store: str
    member: str
    staff: str | None
    at: int
    day: int
    total: int
    points: int
    typed_cap: int | None = None
    """The clerk typed the amount, up to this many yen."""


class Served(NamedTuple):
    """A visit."""

    visit: str
    store: str
    member: str
    staff: str | None
    device: str | None
    at: int
    day: int
    joined_at: int


class Spent(NamedTuple):
    redemption: str
    store: str
    member: str
    staff: str | None
    at: int
    points: int


class Grant(NamedTuple):
    """Points given by hand."""

    adjustment: str
    store: str
    member: str
    staff: str
    at: int
    day: int
    points: int
    limit: int
    """That the person may give a day without a second one; 0 when he may no more."""


def frequent(earns: Iterable[Earn]) -> list[Alert]:
    """One card more than five times within an hour, or eight times a day, at one store."""
    found: list[Alert] = []
    for (store, member, day), mine in _by(earns, lambda each: (each.store, each.member, each.day)).items():
        times = sorted(each.at for each in mine)
        rushed = any(later - first < HOUR for first, later in zip(times, times[PER_HOUR:], strict=False))
        if rushed or len(times) > PER_DAY:
            data: dict[str, object] = {"day": day, "receipts": len(times), "points": sum([each.points for each in mine])}
            found.append(Alert("frequent", store, f"frequent:{store}:{member}:{day}", data, member, _mostly(each.staff for each in mine)))
    return found


def one_clerk(visits: Iterable[Served], shares: dict[tuple[str, str], float], period: int) -> list[Alert]:
    """A card that comes more than once a day and is nearly always served by the same person. `shares`: his part of all the store's visits."""
    found: list[Alert] = []
    for (store, member), mine in _by(visits, lambda each: (each.store, each.member)).items():
        served = Counter(each.staff for each in mine if each.staff is not None)
        if len(mine) < CLERK_VISITS or not served:
            continue
        staff, times = served.most_common(1)[0]
        if times >= CLERK_SHARE * len(mine) and shares.get((store, staff), 1.0) < CLERK_SHARE:
            data: dict[str, object] = {"visits": len(mine), "times": times}
            found.append(Alert("one_clerk", store, f"one_clerk:{store}:{member}:{staff}:{period}", data, member, staff))
    return found


def many_returns(returns: dict[str, int], store: str, period: int) -> list[Alert]:
    """A clerk with more than three times the store's median of returns in seven days. `returns`: of everybody who served, 0 included."""
    usual = max(median(returns.values()), 1) if returns else 1
    return [
        Alert("returns", store, f"returns:{store}:{staff}:{period}", {"returns": count, "median": usual}, None, staff)
        for staff, count in returns.items()
        if count >= RETURNS and count > RETURNS_MEDIANS * usual
    ]


def below_cap(earns: Iterable[Earn]) -> list[Alert]:
    """Amounts typed just below what the clerk may type, three times a day."""
    near = [each for each in earns if each.typed_cap is not None and NEAR_CAP * each.typed_cap <= each.total <= each.typed_cap]
    found: list[Alert] = []
    for (store, staff, day), mine in _by(near, lambda each: (each.store, each.staff or "", each.day)).items():
        if staff and len(mine) >= NEAR_CAP_TIMES:
            data: dict[str, object] = {"day": day, "sales": len(mine), "total": sum([each.total for each in mine])}
            member = _mostly(each.member for each in mine)
            found.append(Alert("below_cap", store, f"below_cap:{store}:{staff}:{day}", data, member, staff))
    return found


def by_hand(grants: Iterable[Grant], period: int) -> list[Alert]:
    """A person who on three days of seven gave nearly all that he may alone (or more, where nobody else is), or gave to one card three times. `period` as in `one_clerk`."""
    found: list[Alert] = []
    for (store, staff), mine in _by((each for each in grants if each.points > 0), lambda each: (each.store, each.staff)).items():
        days = _by(mine, lambda each: each.day).values()
        full = [day for day in days if sum([each.points for each in day]) >= NEAR_CAP * day[0].limit > 0]
        member, times = Counter(each.member for each in mine).most_common(1)[0]
        if len(full) >= NEAR_CAP_TIMES or times >= GRANTS:
            data: dict[str, object] = {"times": len(mine), "days": len(full), "points": sum([each.points for each in mine])}
            found.append(Alert("by_hand", store, f"by_hand:{store}:{staff}:{period}", data, member, staff))
    return found


def unreceipted(earns: Iterable[Earn], share: float, period: int) -> list[Alert]:
    """Where the tills report by themselves: one card for which one person typed three receipts in seven days. `share`: the typed part of
    the store's receipts.
    """
    if share >= TYPED_SHARE:
        return []
    typed = (each for each in earns if each.typed_cap is not None and each.points > 0)
    found: list[Alert] = []
    for (store, member, staff), mine in _by(typed, lambda each: (each.store, each.member, each.staff or "")).items():
        if staff and len(mine) >= TYPED:
            data: dict[str, object] = {"sales": len(mine), "total": sum([each.total for each in mine])}
            found.append(Alert("unreceipted", store, f"unreceipted:{store}:{member}:{staff}:{period}", data, member, staff))
    return found


def spent_at_once(earns: Iterable[Earn], spent: Iterable[Spent], grants: Iterable[Grant] = ()) -> list[Alert]:
    """Points of typed sales, or given by hand, used within ten minutes by the hand that gave them; small parts count together."""
    given = [(each.store, each.member, each.staff, each.at, each.points) for each in earns if each.typed_cap is not None]
    given += [(each.store, each.member, each.staff, each.at, each.points) for each in grants]
    parts = _by((each for each in given if each[4] > 0), lambda each: each[:3])
    found: list[Alert] = []
    for use in spent:
        lately = [(at, points) for *_, at, points in parts.get((use.store, use.member, use.staff), ()) if 0 <= use.at - at <= SOON]
        granted = sum([points for _, points in lately])
        if use.staff and lately and 2 * granted >= use.points > 0:
            data: dict[str, object] = {"granted": granted, "used": use.points, "minutes": (use.at - max(lately)[0]) // MINUTE}
            found.append(Alert("spent_at_once", use.store, f"spent_at_once:{use.redemption}", data, use.member, use.staff))
    return found


def new_accounts(visits: Iterable[Served]) -> list[Alert]:
    """Many accounts that were made within the hour, all shown at one tablet."""
    found: list[Alert] = []
    young = [each for each in visits if each.device is not None and 0 <= each.at - each.joined_at < YOUNG]
    for (store, device, day), mine in _by(young, lambda each: (each.store, each.device, each.day)).items():
        first = sorted({each.member: each.at for each in sorted(mine, key=lambda each: -each.at)}.values())
        if any(later - early < HOUR for early, later in zip(first, first[NEW_ACCOUNTS:], strict=False)):
            data: dict[str, object] = {"day": day, "accounts": len(first), "device": device}
            staff = _mostly(each.staff for each in mine)
            found.append(Alert("new_accounts", store, f"new_accounts:{store}:{device}:{day}", data, None, staff))
    return found


def _by(things: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = {}
    for each in things:
        found.setdefault(key(each), []).append(each)
    return found


def _mostly(values: Iterable[str | None]) -> str | None:
    """Who stands behind more than half of them."""
    every: Sequence[str | None] = list(values)
    common = Counter(every).most_common(1)
    return common[0][0] if common and 2 * common[0][1] > len(every) else None
