"""The shop's rules as data: what the server stores, what a manager sets, and what the apps say in words.

A stored version is decoded for ever, so every field that comes later has the default that leaves older versions as they were.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from shared import law
from shared.wire.base import Answer, Instant, Points, Request, Slug, Yen
from shared.wire.spending import WHOLE, Spending

Name = Annotated[str, Meta(min_length=1, max_length=64)]
Names = Annotated[tuple[Name, ...], Meta(max_length=200)]
Permille = Annotated[int, Meta(ge=0, le=100_000)]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Minute = Annotated[int, Meta(ge=0, le=1440)]
Rounding = Literal["floor", "round", "ceil"]
Shortfall = Literal["debt", "hold", "clamp"]
"""Owed, and repaid from what is earned next; owed, and nothing is spent until it is repaid; or borne by the shop."""
Preset = Literal["tobacco", "gift_cards", "prescriptions"]
By = Literal["amount", "visits", "goods"]


class RankRule(Answer, frozen=True, kw_only=True):
    id: Slug
    from_spent: Count
    """Within the window of months, in what `rank_by` counts."""
    rate_permille: Permille


class StoreRate(Request, frozen=True, kw_only=True):
    store: Slug
    rate_permille: Permille


class Bonus(Request, frozen=True, kw_only=True, omit_defaults=True):
    """Points beyond the base, when all that it asks for holds. What is empty or 0 asks for nothing."""

    id: Slug
    """Stays the same over versions: caps and the budget are counted by it."""
    name_ja: Name
    name_en: Name

    starts_on: date | None = None
    ends_on: date | None = None
    """The last day."""
    weekdays: Annotated[tuple[Annotated[int, Meta(ge=0, le=6)], ...], Meta(max_length=7)] = ()
    """0 is Monday."""
    holidays: bool = False
    """National holidays, beside the weekdays."""
    from_minute: Minute = 0
    """Of the day; a band may go over midnight."""
    to_minute: Minute = 0
    """The first minute outside; the same as `from_minute` for the whole day."""
    stores: Names = ()
    channels: Annotated[tuple[Literal["store", "online", "app"], ...], Meta(max_length=3)] = ()

    ranks: Names = ()
    birthday_month: bool = False
    """Who was born on 29 February has it in February."""
    first_purchase: bool = False
    visit: bool = False
    """The card was scanned for this sale."""
    paperless: bool = False
    """The shopper took no paper receipt."""

    answered: bool = False
    """The member has answered a questionnaire at the tablet by the door."""
    surveys: Names = ()
    """One of these questionnaires, by id; none for whichever."""

    skus: Names = ()
    """Any of these goods, categories or tags; none for the whole receipt."""
    categories: Names = ()
    tags: Names = ()
    from_amount: Count = 0
    """yen that earn, of the receipt or of these goods"""

    permille: Permille = 1000
    """2000 doubles the base. Otherwise points: once, for every so many yen, or for every piece."""
    points: Count = 0
    per_amount: Count = 0
    accumulated: bool = False
    """`per_amount` goes on counting over the receipts of the calendar month."""
    per_piece: bool = False
    life_days: Annotated[int, Meta(ge=0, le=3650)] = 0
    """These points live only so many days, in a lot of their own."""

    stack: Literal["add", "multiply", "best_of"] = "add"
    """Added to the rest; times what has come together so far; or only the best of its group."""
    group: Annotated[str, Meta(max_length=32)] = ""
    order: Annotated[int, Meta(ge=-1000, le=1000)] = 0
    stop: bool = False
    """Nothing after this one."""
    receipt_cap: Count = 0
    day_cap: Count = 0
    """Points a day and member."""
    member_cap: Count = 0
    """Points a member altogether."""
    budget: Count = 0
    """Points altogether."""

    @property
    def goods(self) -> bool:
        return bool(self.skus or self.categories or self.tags)

    @property
    def asks_answered(self) -> bool:
        return self.answered or bool(self.surveys)

    @property
    def counted(self) -> bool:
        """Whether what it gave has to be remembered."""
        return bool(self.day_cap or self.member_cap or self.budget)


class RuleBody(Request, frozen=True, kw_only=True):
    """How points are earned, kept and spent. Every default is what a shop that never touched its rules has."""

    unit_amount: Annotated[int, Meta(ge=1, le=1_000_000)] = 100
    points_per_unit: Annotated[int, Meta(ge=0, le=100_000)] = 1
    rounding: Rounding = "floor"
    ranks: Annotated[tuple[RankRule, ...], Meta(min_length=1, max_length=10)] = (
        RankRule(id="regular", from_spent=0, rate_permille=1000),
        RankRule(id="silver", from_spent=50_000, rate_permille=1250),
        RankRule(id="gold", from_spent=120_000, rate_permille=1500),
    )
    rank_months: Annotated[int, Meta(ge=1, le=60)] = 12
    """Of a running window: the month of the sale and those before it."""
    rank_window: Literal["rolling", "year"] = "rolling"
    rank_by: By = "amount"
    """What `from_spent` counts: yen, receipts, or yen of chosen goods."""
    rank_grace: Annotated[int, Meta(ge=0, le=11)] = 0
    """Months for which a rank is kept after the review that would have ended it."""
    rank_skus: Names = ()
    rank_categories: Names = ()
    life_months: Annotated[int, Meta(ge=0, le=120)] = 12
    """Lots live to the end of this many months after the month of the grant."""
    life: Literal["months", "rolling"] = "months"
    """Rolling: with each purchase all of a member's rolling lots live as long as the new one."""
    life_until: date | None = None
    """A last day for everything that is granted, instead of months."""
    confirm_days: Annotated[int, Meta(ge=0, le=365)] = 0
    """Points of a sale can be used only so many days after it."""
    confirm_delivered: bool = False
    """Points of what is bought online or in the app count once the shop says that it was delivered."""
    visit_limit: Points = 3000
    """Points that a visit opened with the card's ordinary code may spend."""
    spend_unit: Annotated[int, Meta(ge=1, le=100_000)] = 1
    spend_yen: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    """What a step of `spend_unit` points pays; 0 for a yen a point."""
    spend_least: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    spend_permille: Annotated[int, Meta(ge=1, le=WHOLE)] = WHOLE
    """Of the bill that points may pay at most; all of it for no limit."""
    spend_barred: bool = False
    """Goods that earn nothing cannot be paid with points either."""
    grace_days: Annotated[int, Meta(ge=0, le=365)] = 30
    """What a return gives back to an expired lot can be used for so long."""
    shortfall: Shortfall = "debt"
    """What becomes of points that a return takes back and the member has spent."""
    per: Literal["receipt", "line"] = "receipt"
    """Where rounding happens."""
    net: bool = False
    """Points on 税抜 instead of 税込."""
    before_discounts: bool = False
    points_part_earns: bool = False
    """Whether what is paid with points earns points."""
    excluded_skus: Names = ()
    excluded_categories: Names = ()
    presets: Annotated[tuple[Preset, ...], Meta(max_length=3)] = ()
    """Goods that the law or common rules bar from points, found by their category or tag."""
    store_rates: Annotated[tuple[StoreRate, ...], Meta(max_length=500)] = ()
    """For members whose own rate and rank say nothing."""
    receipt_cap: Count = 0
    bonuses: Annotated[tuple[Bonus, ...], Meta(max_length=100)] = ()
    elsewhere: bool = False
    """The points are good in other people's shops too: then bonuses are gifts in the sense of 景品表示法, with their cap."""

    @property
    def spending(self) -> Spending:
        return Spending(
            unit=self.spend_unit, yen=self.spend_yen, least=self.spend_least, permille=self.spend_permille, barred=self.spend_barred
        )


def judged_bonus(rules: RuleBody, bonus: Bonus, *, goods: bool) -> tuple[law.Verdict, int]:
    """What a bonus is under 景品表示法, and its worth in yen: points of the own shop are a discount; good elsewhere too, or where they buy
    `goods` as well as money off, they are a gift.
    """
    if bonus.permille != 1000:
        points, trade = rules.points_per_unit * (bonus.permille - 1000), rules.unit_amount * 1000
    else:
        points, trade = bonus.points, max(bonus.from_amount, bonus.per_amount, law.VISIT)
    worth = rules.spending.given(points)
    return law.verdict(law.Offer(elsewhere=rules.elsewhere, goods=goods), worth, trade), worth


class SetRules(Request, frozen=True, kw_only=True):
    """A new version, whole. Sales before `effective_at` keep the rules that they had."""

    rules: RuleBody
    effective_at: Instant | None = None
    """None for at once; never in the past."""


class SetStanding(Request, frozen=True, kw_only=True):
    """What a manager gives one member beyond the rules; everything empty takes it away again."""

    rank: Slug | None = None
    until: date | None = None
    """The last day of that rank; needed with it."""
    own_rate: Permille | None = None
    """1500 is one and a half times the base, before any rank's rate."""
    reason: Annotated[str, Meta(min_length=1, max_length=200)]


class AdjustRule(Answer, frozen=True, kw_only=True):
    role: str
    points: Points
    """A day, given and taken together, alone."""


class Rules(Answer, frozen=True, kw_only=True):
    version: int
    since: datetime | None
    """None while no other set than the first was ever in force."""
    unit_amount: Yen
    points_per_unit: int
    rounding: str
    """`floor`: once per receipt."""
    ranks: tuple[RankRule, ...]
    rank_months: int
    """The running one and those before it."""
    life_months: int
    """To the end of this many months after the month of the grant."""
    visit_limit: Points
    """Spent per visit with the code that the card always shows."""
    grace_days: int
    """What a return gives back to points that have lapsed meanwhile."""
    adjustments: tuple[AdjustRule, ...]
    adjustment_hours: int
    """After which an adjustment over the limit counts where there is nobody to approve it."""
    rules: RuleBody = RuleBody()
    """All of it, as it may be set again with changes."""
    goods: bool = False
    """Something can be had for points: bonuses are gifts by law then, and have a cap."""
    next_at: datetime | None = None
    """When a version that is already set takes over."""
