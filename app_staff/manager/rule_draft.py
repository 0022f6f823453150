"""The shop's rules while they are written. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import structs

from shared.clock import JST
from shared.wire.rules import Bonus, RuleBody, SetRules

LONGEST_NAME = 64
MONTH = timedelta(days=29)
PLAIN = 1000
"""permille: once the base"""
How = str
HOWS: tuple[How, ...] = ("times", "points", "per_amount", "month", "per_piece")
STARTS = {
    "days": {"weekdays": (1,)},
    "goods": {},
    "birthday_month": {"birthday_month": True},
    "first_purchase": {"first_purchase": True},
    "amount": {"from_amount": 2000},
    "time": {"from_minute": 14 * 60, "to_minute": 17 * 60},
    "visit": {"visit": True},
    "period": {},
    "channels": {"channels": ("online",)},
    "paperless": {"paperless": True},
    "answered": {"answered": True},
    "ranks": {},
    "stores": {},
}
"""What each condition begins with; those that are empty are filled from what the shop has."""
CLEARED = {
    "days": {"weekdays": (), "holidays": False},
    "goods": {"skus": (), "categories": (), "tags": ()},
    "birthday_month": {"birthday_month": False},
    "first_purchase": {"first_purchase": False},
    "amount": {"from_amount": 0},
    "time": {"from_minute": 0, "to_minute": 0},
    "visit": {"visit": False},
    "period": {"starts_on": None, "ends_on": None},
    "channels": {"channels": ()},
    "paperless": {"paperless": False},
    "answered": {"answered": False, "surveys": ()},
    "ranks": {"ranks": ()},
    "stores": {"stores": ()},
}


@dataclass(frozen=True, slots=True)
class Draft:
    rules: RuleBody
    version: int
    """The one that it began as."""
    starts: datetime | None = None
    """None for at once."""
    wrong: str = ""
    """The blank in which something is typed that is no number."""
    open: tuple[str, ...] = ()
    """Conditions that are shown without anything in them yet: (bonus:condition)."""

    @classmethod
    def of(cls, rules: RuleBody, version: int, starts: datetime | None = None) -> "Draft":
        ordered = tuple(sorted(rules.bonuses, key=lambda bonus: (bonus.order, bonus.id)))
        return cls(structs.replace(rules, bonuses=ordered), version, starts)

    @property
    def starts_on(self) -> date | None:
        return None if self.starts is None else self.starts.astimezone(JST).date()

    def starting(self, day: date | None) -> "Draft":
        """At its midnight; None for at once."""
        return replace(self, starts=None if day is None else datetime(day.year, day.month, day.day, tzinfo=JST))

    def put(self, **values: object) -> "Draft":
        return replace(self, rules=structs.replace(self.rules, **values), wrong="")

    def filled(self, key: str, name: str, value: int | None) -> "Draft":
        """A number of the rules was typed."""
        return replace(self, wrong=key) if value is None else self.put(**{name: value})

    @property
    def unfilled(self) -> str:
        """A condition that was added and asks for nothing yet; empty when there is none."""
        kept = {bonus.id: bonus for bonus in self.rules.bonuses}
        for each in self.open:
            bonus_id, _, condition = each.partition(":")
            bonus = kept.get(bonus_id)
            if bonus is not None and all(getattr(bonus, name) == value for name, value in CLEARED[condition].items()):
                return condition
        return ""

    def with_bonus(self, bonus: Bonus) -> "Draft":
        """Beneath those that there are, or in its place."""
        kept = self.rules.bonuses
        known = any(each.id == bonus.id for each in kept)
        return self.put(bonuses=tuple(bonus if each.id == bonus.id else each for each in kept) if known else (*kept, bonus))

    def change(self, bonus_id: str, make: Callable[[Bonus], Bonus]) -> "Draft":
        return self.put(bonuses=tuple(fitted(make(each)) if each.id == bonus_id else each for each in self.rules.bonuses))

    def opened(self, bonus_id: str, condition: str) -> "Draft":
        """The condition stands in the sentence, though nothing is in it yet."""
        return replace(self, open=(*self.closed(bonus_id, condition).open, f"{bonus_id}:{condition}"))

    def closed(self, bonus_id: str, condition: str) -> "Draft":
        return replace(self, open=tuple(each for each in self.open if each != f"{bonus_id}:{condition}"))

    def without(self, bonus_id: str) -> "Draft":
        return self.put(bonuses=tuple(each for each in self.rules.bonuses if each.id != bonus_id))

    def place(self, bonus_id: str) -> int:
        return next(n for n, each in enumerate(self.rules.bonuses) if each.id == bonus_id)

    def moved(self, bonus_id: str, by: int) -> "Draft":
        """Up (-1) or down: they count from above."""
        kept, at = [*self.rules.bonuses], self.place(bonus_id)
        to = at + by
        if not 0 <= to < len(kept):
            return self
        kept[at], kept[to] = kept[to], kept[at]
        return self.put(bonuses=tuple(kept))

    def body(self, name: Callable[[Bonus], tuple[str, str]]) -> RuleBody:
        """As it is saved; `name` (ja, en) for bonuses that were given none."""

        def finished(n: int, bonus: Bonus) -> Bonus:
            ja, en = name(bonus)
            named_ja, named_en = bonus.name_ja.strip() or ja, bonus.name_en.strip() or bonus.name_ja.strip() or en
            return structs.replace(bonus, order=n, name_ja=named_ja[:LONGEST_NAME], name_en=named_en[:LONGEST_NAME])

        return structs.replace(self.rules, bonuses=tuple(finished(n, each) for n, each in enumerate(self.rules.bonuses)))

    def request(self, name: Callable[[Bonus], tuple[str, str]]) -> SetRules:
        return SetRules(rules=self.body(name), effective_at=self.starts)


def how_of(bonus: Bonus) -> How:
    if bonus.permille != PLAIN:
        return "times"
    if bonus.accumulated:
        return "month"
    return "per_amount" if bonus.per_amount else "per_piece" if bonus.per_piece else "points"


def of_how(bonus: Bonus, how: How) -> Bonus:
    """Gives in another way, with figures to begin with."""
    plain = structs.replace(bonus, permille=PLAIN, points=bonus.points or 10, per_amount=0, per_piece=False, accumulated=False)
    match how:
        case "times":
            return structs.replace(plain, permille=2000, points=0)
        case "per_amount" | "month":
            return structs.replace(plain, per_amount=bonus.per_amount or 1000, accumulated=how == "month")
        case "per_piece":
            return structs.replace(plain, per_piece=True)
        case _:
            return plain


def fitted(bonus: Bonus) -> Bonus:
    """Without what does not go together: pieces need goods, the month's sum has none, and only times of everything multiply."""
    if (bonus.per_piece and not bonus.goods) or (bonus.accumulated and bonus.goods):
        bonus = of_how(bonus, "points")
    if bonus.stack == "multiply" and (bonus.goods or bonus.points):
        bonus = structs.replace(bonus, stack="add")
    if bonus.stack != "best_of":
        return structs.replace(bonus, group="")
    return structs.replace(bonus, group=bonus.group or "A")


def start_of(condition: str, today: date, ranks: Sequence[str], stores: Sequence[str]) -> dict[str, Any]:
    """What a condition begins with; nothing where only the shop can say."""
    match condition:
        case "period":
            return {"starts_on": today, "ends_on": today + MONTH}
        case "ranks":
            return {"ranks": tuple(ranks[-1:])}
        case "stores":
            return {"stores": tuple(stores[:1])}
        case _:
            return dict(STARTS.get(condition, {}))


def begun(bonus_id: str, condition: str, start: Mapping[str, Any]) -> Bonus:
    """A new one that asks for one thing."""
    plain = Bonus(id=bonus_id, name_ja="", name_en="", **start)
    hows = {
        "visit": "points",
        "first_purchase": "points",
        "paperless": "points",
        "answered": "points",
        "amount": "points",
        "month": "month",
    }
    return of_how(plain, hows.get(condition, "times"))
