"""The rules that are being written, tried on an example: the server's own evaluator says the points and why."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, cast

import flet as ft

from app_staff.manager.fillers import clock, minute
from app_staff.manager.loading import Loading
from app_staff.manager.pieces import part, pills
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.client import Refused
from shared.clock import day_number
from shared.holidays import is_holiday
from shared.i18n import formats, paying, pick, rule_words
from shared.i18n.rule_form import RULE_FORM, RuleForm
from shared.ui import controls, figures, states, theme
from shared.ui.guard import sentence, use_work
from shared.ui.hooks import use_state
from shared.wire.rules import Bonus, RuleBody
from shared.wire.staff import Store
from shared.wire.trying import Tried, TryLine, TryRules

QUIET = 0.3
"""Seconds without a change before the server is asked."""
Channel = Literal["store", "online", "app"]
MOST_LINES = 5
OTHER = ""
"""The name of the line that is none of the rules' goods."""
HOLIDAY = "holiday"
PRICE, OTHERS = 600, 1590
"""yen"""
FLAGS = ("birthday_month", "first_purchase", "visit", "paperless", "answered")
DEAREST = 10_000_000


@dataclass(frozen=True, slots=True)
class Example:
    """As typed and chosen; None is what `likely` makes of it."""

    day: str | None = None
    time: str | None = None
    prices: tuple[tuple[str, str], ...] = ()
    off: frozenset[str] = frozenset()
    """Of FLAGS."""
    store: str | None = None
    """Empty for one that the rules do not name."""
    channel: str | None = None
    rank: str | None = None
    month: str = ""

    def price(self, name: str) -> str:
        return dict(self.prices).get(name, "")


def likely(example: Example, rules: RuleBody, today: date) -> Example:
    """A sale for which the bonuses hold, as far as nobody has chosen otherwise: the newest bonus decides."""
    newest = rules.bonuses[::-1]
    dated = next((bonus for bonus in newest if bonus.weekdays or bonus.holidays), None)
    day = str(today.weekday()) if dated is None else str(dated.weekdays[0]) if dated.weekdays else HOLIDAY
    timed = next((bonus for bonus in newest if bonus.from_minute != bonus.to_minute), None)
    amount = max([OTHERS, *(bonus.from_amount for bonus in newest if not bonus.goods)])
    prices = {OTHER: str(amount), **{name: str(PRICE) for _, name in names(rules)}, **dict(example.prices)}
    return replace(
        example,
        day=day if example.day is None else example.day,
        time=clock(timed.from_minute if timed else 720) if example.time is None else example.time,
        prices=tuple(prices.items()),
        store=next((bonus.stores[0] for bonus in newest if bonus.stores), _rated(rules)) if example.store is None else example.store,
        channel=next((bonus.channels[0] for bonus in newest if bonus.channels), "store") if example.channel is None else example.channel,
        rank=next((bonus.ranks[0] for bonus in newest if bonus.ranks), rules.ranks[0].id) if example.rank is None else example.rank,
    )


def _rated(rules: RuleBody) -> str:
    return rules.store_rates[0].store if rules.store_rates else ""


def names(rules: RuleBody) -> list[tuple[str, str]]:
    """(kind, name) of the goods that the rules speak of."""
    found = [(kind, name) for bonus in rules.bonuses for kind in ("categories", "skus", "tags") for name in getattr(bonus, kind)]
    found += [("categories", name) for name in rules.excluded_categories] + [("skus", name) for name in rules.excluded_skus]
    return list(dict.fromkeys(found))[:MOST_LINES]


def asked(rules: RuleBody, example: Example, today: date) -> TryRules | None:
    """None while something typed is no number."""
    lines: list[TryLine] = []
    for kind, name in (*names(rules), ("", OTHER)):
        text = example.price(name).replace(",", "").strip()
        if text and not (text.isascii() and text.isdigit() and int(text) <= DEAREST):
            return None
        more: dict[str, Any] = {"categories": {"category": name}, "skus": {"sku": name}, "tags": {"tags": (name,)}}.get(kind, {})
        if text and int(text):
            lines.append(TryLine(name=name, price=int(text), **more))
    at, spent = minute(example.time or ""), example.month.replace(",", "").strip() or "0"
    if not lines or at is None or at >= 1440 or not (spent.isascii() and spent.isdigit() and len(spent) < 9):
        return None
    on = {flag: any(_asks(bonus, flag) for bonus in rules.bonuses) and flag not in example.off for flag in FLAGS}
    return TryRules(
        rules=rules, lines=tuple(lines), day=day_of(example.day or "0", today), minute=at, rank=example.rank, store=example.store or None,
        channel=cast("Channel", example.channel or "store"), birthday_month=on["birthday_month"], first=on["first_purchase"],
        visit=on["visit"], paperless=on["paperless"], answered=on["answered"],
        month_spent=int(spent),
    )  # fmt: skip


def _asks(bonus: Bonus, flag: str) -> bool:
    return bonus.asks_answered if flag == "answered" else bool(getattr(bonus, flag))


def day_of(chosen: str, today: date) -> date:
    """The next such day that is (not) a holiday."""
    for ahead in range(370):
        day = today + timedelta(days=ahead)
        holiday = is_holiday(day_number(day))
        if holiday if chosen == HOLIDAY else (not holiday and day.weekday() == int(chosen)):
            return day
    return today


@ft.component
def RuleTry(rules: RuleBody, stores: tuple[Store, ...], today: date, verdict: Callable[[str, Tried | None], object]) -> ft.Control:
    """`verdict` hears what is wrong with the rules, in words, and what the example brings when nothing is."""
    tools, session = use_tools(), use_session()
    words = RULE_FORM.of(session.language)
    chosen, put = use_state(Example)
    example = likely(chosen, rules, today)
    loading, _ = use_state(Loading[Tried])
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)
    ask = asked(rules, example, today)

    async def load() -> None:
        wanted = ask
        if wanted is None:
            return
        await asyncio.sleep(QUIET)
        await loading.ask(lambda: tools.door.api.try_rules(wanted), keep=True)
        error = loading.error
        said = sentence(error.problem, session.language) if isinstance(error, Refused) and error.problem.status < 500 else ""
        verdict(said, loading.found if error is None else None)

    use_work(load, [ask])

    def change(**values: object) -> None:
        tools.door.touch()
        put(lambda now: replace(now, **values))

    pieces: list[ft.Control] = [
        theme.heading(words.trying),
        theme.quiet(words.trying_lead, size=14),
        _result(loading, rules, words, tools, load),
        controls.rule(),
        *_lines(tools, rules, example, change, words),
        *_facts(tools, rules, stores, example, change, words),
    ]
    return controls.card(ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="rule-try")


Change = Callable[..., None]


def _result(loading: Loading[Tried], rules: RuleBody, words: RuleForm, tools: Tools, load: Callable[[], object]) -> ft.Control:
    language = tools.session.language
    error = loading.error
    if error is not None:
        said = controls.notice(sentence(error.problem, language), key="try-wrong")
        if isinstance(error, Refused) and error.problem.status < 500:
            return said
        retry = controls.secondary(
            "もう一度" if language == "ja" else "Try again", tools.guard(load), key="try-retry", icon=ft.Icons.REFRESH
        )
        return ft.Column([said, ft.Row([retry])], spacing=8)
    if loading.found is None:
        return states.skeleton([states.bone(44), states.bone(20), states.bone(20)], language)
    found = loading.found
    steps = [
        controls.pair(pick(language, step.text_ja, step.text_en), formats.signed(step.points) if step.points else "", size=14)
        for step in found.steps[0 if rules.net or rules.before_discounts else 1 :]  # the total is said above
    ]
    return ft.Column(
        [
            theme.quiet(words.result(formats.yen(found.total)), size=14),
            figures.points_text(found.points, size=36, key="try-points"),
            *steps,
            theme.quiet(words.last_day(formats.day(found.last_day, language)), size=14, key="try-last-day"),
            *(
                [theme.quiet(words.payable(paying.with_yen(found.payable, found.payable_yen, language)), size=14, key="try-payable")]
                if found.payable_yen < found.total
                else []
            ),
        ],
        spacing=6,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _lines(tools: Tools, rules: RuleBody, example: Example, change: Change, words: RuleForm) -> list[ft.Control]:
    def field(name: str) -> ft.Control:
        def typed(text: str) -> None:
            change(prices=(*((each, price) for each, price in example.prices if each != name), (name, text)))

        label = words.line_of(tools.known.good(name, tools.session.language)) if name else words.line_other
        return entry(tools, label, example.price(name), typed, key=f"try-price-{name or 'other'}", keyboard=ft.KeyboardType.NUMBER)

    return [field(name) for _, name in (*names(rules), ("", OTHER))]


def _facts(tools: Tools, rules: RuleBody, stores: tuple[Store, ...], example: Example, change: Change, words: RuleForm) -> list[ft.Control]:
    """Only what the rules ask about."""
    bonuses, ja = rules.bonuses, tools.session.language == "ja"
    found: list[ft.Control] = []
    if any(bonus.weekdays or bonus.holidays for bonus in bonuses):
        days = [(str(n), day) for n, day in enumerate(rule_words.DAYS[tools.session.language])] + [(HOLIDAY, words.holiday)]
        found.append(part(words.try_day, pills(tools, "try-day", days, {example.day or ""}, lambda day: change(day=day))))
    if any(bonus.from_minute != bonus.to_minute for bonus in bonuses):
        found.append(entry(tools, words.try_time, example.time or "", lambda text: change(time=text), key="try-time", hint=clock(900)))
    if stores and (rules.store_rates or any(bonus.stores for bonus in bonuses)):
        places = [*((store.id, store.name) for store in stores), *([] if len(stores) > 1 else [("", words.other_store)])]
        found.append(part(words.try_store, pills(tools, "try-store", places, {example.store or ""}, lambda store: change(store=store))))
    who: list[ft.Control] = []
    if any(bonus.ranks for bonus in bonuses) or len(rules.ranks) > 1:
        ranks = [(rank.id, rule_words.rank_name(rank.id, tools.session.language)) for rank in rules.ranks]
        who.append(pills(tools, "try-rank", ranks, {example.rank or ""}, lambda rank: change(rank=rank)))
    flags = [(flag, words.try_facts[flag]) for flag in FLAGS if any(_asks(bonus, flag) for bonus in bonuses)]
    if flags:
        on = [flag for flag, _ in flags if flag not in example.off]
        who.append(pills(tools, "try-fact", flags, on, lambda flag: change(off=example.off ^ {flag})))
    if any(bonus.channels for bonus in bonuses):
        channels = [(each, said[not ja]) for each, said in rule_words.CHANNELS.items()]
        who.append(pills(tools, "try-channel", channels, {example.channel or ""}, lambda channel: change(channel=channel)))
    if who:
        found.append(part(words.try_who, *who))
    if any(bonus.accumulated for bonus in bonuses):
        found.append(entry(tools, words.month_spent, example.month, lambda text: change(month=text), key="try-month"))
    return found
