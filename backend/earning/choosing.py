"""Which of a shop's rules concern one sale. A rule set is compiled once; a sale then looks up its goods and the bonuses of its day."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Protocol

import msgspec
from msgspec.structs import force_setattr, replace

from backend.earning.deriving import Applied, Derivation, Earned, Line, Snapshot, evaluate
from backend.earning.rules import Bonus, Rank, RuleSet
from shared.clock import to_date
from shared.holidays import is_holiday
from shared.wire import sales

PRESETS = {
    "tobacco": frozenset({"tobacco", "たばこ", "タバコ", "煙草"}),
    "gift_cards": frozenset({"gift_cards", "gift_card", "金券", "商品券", "ギフトカード", "プリペイドカード", "切手", "印紙", "はがき"}),
    "prescriptions": frozenset({"prescriptions", "prescription", "処方薬", "処方\u7b8b", "処方せん", "調剤"}),
}
"""Categories and tags that a POS may call them by."""


class Given(msgspec.Struct, frozen=True, gc=False):
    """What a counted bonus gave before this sale."""

    today: int
    """To this member."""
    ever: int
    """To this member."""
    all: int


NOTHING = Given(0, 0, 0)


class Goods(Protocol):
    """A line, sold or returned."""

    @property
    def sku(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def amount(self) -> int: ...


class Facts(msgspec.Struct, frozen=True, gc=False):
    """What the rules ask about a sale, beside its lines."""

    store: str
    day: int
    minute: int
    """Of the day."""
    rank: Rank
    spent: int
    """What the rank is based on."""
    own_rate: int | None = None
    birth_month: int = 0
    first: bool = False
    visit: bool = False
    month_spent: int = 0
    """yen of the calendar month, before this sale."""
    given: Mapping[str, Given] = {}
    answered: frozenset[str] = frozenset()
    """Questionnaires."""


class Chosen:
    """A rule set made ready for sales."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.bonuses = sorted(rules.bonuses, key=lambda bonus: (bonus.order, bonus.id))
        self.counted = [bonus.id for bonus in self.bonuses if bonus.counted]
        self.budgets = [bonus.id for bonus in self.bonuses if bonus.budget]
        self.asks_answered = any(bonus.asks_answered for bonus in rules.bonuses)
        self.asks_first = any(bonus.first_purchase for bonus in self.bonuses)
        self._bits = {"sku": dict[str, int](), "category": dict[str, int](), "tag": dict[str, int]()}
        self._applied: dict[str, Applied] = {}
        bit = 1
        for bonus in self.bonuses:
            self._applied[bonus.id] = _applied(bonus, bit if bonus.goods else 0)
            if bonus.goods:
                for kind, names in (("sku", bonus.skus), ("category", bonus.categories), ("tag", bonus.tags)):
                    for name in names:
                        self._bits[kind][name] = self._bits[kind].get(name, 0) | bit
                bit <<= 1
        self._rank_goods = (frozenset(rules.rank_skus), frozenset(rules.rank_categories))
        words = frozenset[str]().union(*[PRESETS[each] for each in rules.presets])
        self._barred = (frozenset(rules.excluded_skus), words | frozenset(rules.excluded_categories), words)
        self._plain = not (any(self._barred) or rules.net or rules.before_discounts)
        self._stores = {each.store: each.rate_permille for each in rules.store_rates}
        self._days: dict[int, list[tuple[Bonus, Applied, bool, bool]]] = {}
        self._snapshots: dict[tuple[object, ...], Snapshot] = {}

    def derive(self, sale: sales.Sale, lines: int, excluded: int, paid: int, facts: Facts) -> tuple[Derivation, Earned]:
        """The points of a sale; `lines`, `excluded` and `paid` (by points) are its sums in yen."""
        goods: tuple[Line, ...] = ()
        total = sale.total
        seen = -1
        if not self._plain or self.bonuses or self.rules.per == "line":
            goods, seen = self._goods(sale)
        bonuses = self._met(sale, facts, seen) if self.bonuses else ()
        snapshot = self._snapshot(facts, bonuses)
        if not self._plain:
            total, paid, lines, excluded = self._measure(sale, goods, paid)
        why = Derivation(
            snapshot,
            total,
            0 if self.rules.points_part_earns else paid,
            lines,
            excluded,
            facts.spent,
            0,
            goods,
        )
        earned = evaluate(snapshot, why)
        last = earned.gains[-1].bonus if earned.gains else None
        if last is not None and last.stop:  # what it kept from counting must not come back when lines are returned
            snapshot = replace(snapshot, bonuses=_until(bonuses, last))
            force_setattr(why, "rules", snapshot)
        if goods and self._plain and not snapshot.by_line:
            force_setattr(why, "goods", ())
        force_setattr(why, "points", earned.points)  # nobody else has seen it yet
        return why, earned

    def barred(self, sale: sales.Sale) -> int:
        """Yen of the lines that earn nothing."""
        return sum([line.amount for line in sale.lines if self._bars(line)])

    def bars(self, sku: str, category: str, tags: Iterable[str] = (), *, flagged: bool = False) -> bool:
        """Whether goods that nobody has rung up yet earn nothing, as far as the basket tells."""
        skus, categories, words = self._barred
        return flagged or sku in skus or category in categories or not words.isdisjoint(tags)

    def rank_goods(self, lines: Iterable[Goods]) -> int:
        """Yen of the goods that count for ranks."""
        skus, categories = self._rank_goods
        return sum([line.amount for line in lines if line.sku in skus or line.category in categories]) if skus or categories else 0

    def _goods(self, sale: sales.Sale) -> tuple[tuple[Line, ...], int]:
        """(the lines that earn, the bits of all of them)"""
        skus, categories, tags = self._bits.values()
        found: list[Line] = []
        seen = 0
        for line in sale.lines:
            if self._bars(line):
                continue
            bits = skus.get(line.sku, 0) | categories.get(line.category, 0)
            for tag in line.tags:
                bits |= tags.get(tag, 0)
            seen |= bits
            found.append((line.n, line.amount if self._plain else self._yen(line), line.quantity_milli, bits))
        return tuple(found), seen

    def _bars(self, line: sales.Line) -> bool:
        if line.points_excluded or self._plain:
            return line.points_excluded
        skus, categories, tags = self._barred
        return line.sku in skus or line.category in categories or not tags.isdisjoint(line.tags)

    def _yen(self, line: sales.Line) -> int:
        """Of a line, in the measure of the rules."""
        amount = line.amount + (max(0, line.discount) if self.rules.before_discounts else 0)
        return amount * 1000 // (1000 + line.tax_rate_permille) if self.rules.net else amount

    def _measure(self, sale: sales.Sale, goods: tuple[Line, ...], paid: int) -> tuple[int, int, int, int]:
        """(total, paid by points, lines, of which excluded) in the measure of the rules."""
        lines = sum([self._yen(line) for line in sale.lines])
        excluded = lines - sum([line[1] for line in goods])
        total = sale.total - sum([tax.tax for tax in sale.taxes]) if self.rules.net else sale.total
        if self.rules.net and sale.total:
            paid = paid * total // sale.total
        return lines if self.rules.before_discounts else total, paid, lines, excluded

    def _met(self, sale: sales.Sale, facts: Facts, seen: int) -> tuple[Applied, ...]:
        """The bonuses whose conditions hold, but for what the lines have to come to."""
        today = self._days.get(facts.day)
        if today is None:
            if len(self._days) > 64:
                self._days.clear()
            today = self._days[facts.day] = [
                (bonus, self._applied[bonus.id], _asks(bonus), bonus.counted or bonus.accumulated)
                for bonus in self.bonuses
                if _on_day(bonus, facts.day)
            ]
        found: list[Applied] = []
        for bonus, applied, asks, remembers in today:
            if (applied.bit and not applied.bit & seen) or (asks and not _holds(bonus, sale, facts)):
                continue
            found.append(_figures(bonus, applied, facts) if remembers else applied)
        return tuple(found)

    def _snapshot(self, facts: Facts, bonuses: tuple[Applied, ...]) -> Snapshot:
        by, rate = self._rate(facts)
        key = (facts.rank.id, by, rate)
        known = self._snapshots.get(key) if not bonuses else None
        if known is None:
            rules = self.rules
            known = Snapshot(
                rules.version, rules.unit_amount, rules.points_per_unit, rules.rounding, facts.rank.id, rate, by,
                rules.per, rules.net, rules.before_discounts, rules.receipt_cap, bonuses,
            )  # fmt: skip
            if not bonuses:
                self._snapshots[key] = known
        return known

    def _rate(self, facts: Facts) -> tuple[str, int]:
        """The member's own, else that of a rank above the plain one, else the store's."""
        if facts.own_rate is not None:
            return "member", facts.own_rate
        if facts.rank.rate_permille != 1000 or facts.store not in self._stores:
            return "rank", facts.rank.rate_permille
        return "store", self._stores[facts.store]


chosen = lru_cache(64)(Chosen)
"""One for each version of the rules."""


def _applied(bonus: Bonus, bit: int) -> Applied:
    return Applied(
        id=bonus.id,
        name_ja=bonus.name_ja,
        name_en=bonus.name_en,
        bit=bit,
        points=bonus.points,
        per_amount=bonus.per_amount,
        per_piece=bonus.per_piece,
        accumulated=bonus.accumulated,
        permille=bonus.permille,
        from_amount=bonus.from_amount,
        stack=bonus.stack,
        group=bonus.group,
        stop=bonus.stop,
        most=bonus.receipt_cap or -1,
        life_days=bonus.life_days,
        counted=bonus.counted,
        budget=bool(bonus.budget),
    )


def _figures(bonus: Bonus, applied: Applied, facts: Facts) -> Applied:
    """With what the member's past leaves of it."""
    if not bonus.counted:
        return replace(applied, before=facts.month_spent)
    given = facts.given.get(bonus.id, NOTHING)
    caps = (
        (bonus.receipt_cap, 0),
        (bonus.day_cap, given.today),
        (bonus.member_cap, given.ever),
        (bonus.budget, given.all),
    )
    most = min([max(0, cap - used) for cap, used in caps if cap])
    return replace(applied, most=most, before=facts.month_spent if bonus.accumulated else 0)


def _until(bonuses: tuple[Applied, ...], last: Applied) -> tuple[Applied, ...]:
    """Those that had their turn: up to the last one, and what competed in a group with one of these."""
    at = next(n for n, each in enumerate(bonuses) if each is last or (each.stack == last.stack == "best_of" and each.group == last.group))
    groups = {each.group for each in bonuses[: at + 1] if each.stack == "best_of"}
    return tuple(each for n, each in enumerate(bonuses) if n <= at or (each.stack == "best_of" and each.group in groups))


def _on_day(bonus: Bonus, day: int) -> bool:
    here = to_date(day)
    if (bonus.starts_on and here < bonus.starts_on) or (bonus.ends_on and here > bonus.ends_on):
        return False
    if not bonus.weekdays and not bonus.holidays:
        return True
    return here.weekday() in bonus.weekdays or (bonus.holidays and is_holiday(day))


def _asks(bonus: Bonus) -> bool:
    """Whether it asks for more than a day and goods."""
    return bool(
        bonus.from_minute != bonus.to_minute
        or bonus.stores
        or bonus.channels
        or bonus.ranks
        or bonus.birthday_month
        or bonus.first_purchase
        or bonus.visit
        or bonus.paperless
        or bonus.asks_answered
    )


def _holds(bonus: Bonus, sale: sales.Sale, facts: Facts) -> bool:
    return _here(bonus, sale, facts) and not (
        (bonus.ranks and facts.rank.id not in bonus.ranks)
        or (bonus.birthday_month and facts.birth_month != facts.day // 100 % 100)
        or (bonus.first_purchase and not facts.first)
        or (bonus.visit and not facts.visit)
        or (bonus.paperless and sale.paperless is not True)
        or (bonus.asks_answered and not _answered(bonus, facts))
    )


def _answered(bonus: Bonus, facts: Facts) -> bool:
    return not facts.answered.isdisjoint(bonus.surveys) if bonus.surveys else bool(facts.answered)


def _here(bonus: Bonus, sale: sales.Sale, facts: Facts) -> bool:
    """The time of the day, the store, the channel."""
    start, end = bonus.from_minute, bonus.to_minute
    if start != end:
        inside = start <= facts.minute < end if start < end else facts.minute >= start or facts.minute < end
        if not inside:
            return False
    if bonus.stores and facts.store not in bonus.stores:
        return False
    return not bonus.channels or (sale.channel or "store") in bonus.channels
