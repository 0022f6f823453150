"""The rules that are being written, tried on an example: the server's own evaluator says the points and why."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import flet as ft

from app_staff.manager.fillers import clock, minute
from app_staff.manager.loading import Loading
from app_staff.manager.pieces import part, pills
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.client import Refused
from shared.clock import day_number
from shared.holidays import is_holiday
from shared.i18n import formats, pick, rule_words
from shared.i18n.rule_form import RULE_FORM, RuleForm
from shared.ui import controls, states, theme
from shared.ui.guard import sentence, use_work
from shared.ui.hooks import use_state
from shared.wire.rules import RuleBody
from shared.wire.trying import Tried, TryLine, TryRules

QUIET = 0.3
"""Seconds without a change before the server is asked."""
MOST_LINES = 5
OTHER = ""
"""The name of the line that is none of the rules' goods."""
HOLIDAY = "holiday"
PRICES = {OTHER: "1590"}
PRICE = "600"
DEAREST = 10_000_000


@dataclass(frozen=True, slots=True)
class Example:
    """As typed."""

    day: str
    time: str = "12:00"
    prices: tuple[tuple[str, str], ...] = ()
    facts: frozenset[str] = frozenset({"visit"})
    rank: str = ""
    month: str = ""

    def price(self, name: str) -> str:
        return dict(self.prices).get(name, PRICES.get(name, PRICE))


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
    at, spent = minute(example.time), example.month.replace(",", "").strip() or "0"
    if not lines or at is None or at >= 1440 or not (spent.isascii() and spent.isdigit() and len(spent) < 9):
        return None
    facts = example.facts
    channel = "online" if "online" in facts else "app" if "app" in facts else "store"
    return TryRules(
        rules=rules, lines=tuple(lines), day=day_of(example.day, today), minute=at, channel=channel, rank=example.rank or None,
        birthday_month="birthday_month" in facts, first="first" in facts, visit="visit" in facts, paperless="paperless" in facts,
        month_spent=int(spent),
    )  # fmt: skip


def day_of(chosen: str, today: date) -> date:
    """The next such day that is (not) a holiday."""
    for ahead in range(370):
        day = today + timedelta(days=ahead)
        holiday = is_holiday(day_number(day))
        if holiday if chosen == HOLIDAY else (not holiday and day.weekday() == int(chosen)):
            return day
    return today


@ft.component
def RuleTry(rules: RuleBody, today: date, verdict: Callable[[str], object]) -> ft.Control:
    """`verdict` hears what is wrong with the rules, in words; nothing when they do."""
    tools, session = use_tools(), use_session()
    words = RULE_FORM.of(session.language)
    example, put = use_state(lambda: Example(str(today.weekday())))
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
        verdict(sentence(error.problem, session.language) if isinstance(error, Refused) and error.problem.status < 500 else "")

    use_work(load, [ask])

    def change(**values: object) -> None:
        tools.door.touch()
        put(lambda now: replace(now, **values))

    pieces: list[ft.Control] = [
        theme.heading(words.trying),
        theme.quiet(words.trying_lead, size=14),
        _result(loading, words, tools, load),
        controls.rule(),
        *_lines(tools, rules, example, change, words),
        *_facts(tools, rules, example, change, words),
    ]
    return controls.card(ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="rule-try")


Change = Callable[..., None]


def _result(loading: Loading[Tried], words: RuleForm, tools: Tools, load: Callable[[], object]) -> ft.Control:
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
        for step in found.steps
    ]
    return ft.Column(
        [
            theme.quiet(words.result(formats.yen(found.total)), size=14),
            controls.points_text(found.points, size=36, key="try-points"),
            *steps,
        ],
        spacing=6,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _lines(tools: Tools, rules: RuleBody, example: Example, change: Change, words: RuleForm) -> list[ft.Control]:
    def field(name: str) -> ft.Control:
        def typed(text: str) -> None:
            change(prices=(*((each, price) for each, price in example.prices if each != name), (name, text)))

        label = words.line_of(name) if name else words.line_other
        return entry(tools, label, example.price(name), typed, key=f"try-price-{name or 'other'}", keyboard=ft.KeyboardType.NUMBER)

    return [field(name) for _, name in (*names(rules), ("", OTHER))]


def _facts(tools: Tools, rules: RuleBody, example: Example, change: Change, words: RuleForm) -> list[ft.Control]:
    """Only what the rules ask about."""
    bonuses, ja = rules.bonuses, tools.session.language == "ja"
    found: list[ft.Control] = []
    if any(bonus.weekdays or bonus.holidays for bonus in bonuses):
        days = [(str(n), day) for n, day in enumerate(rule_words.DAYS[tools.session.language])] + [(HOLIDAY, "祝日" if ja else "Holiday")]
        found.append(part(words.try_day, pills(tools, "try-day", days, {example.day}, lambda day: change(day=day))))
    if any(bonus.from_minute != bonus.to_minute for bonus in bonuses):
        found.append(entry(tools, words.try_time, example.time, lambda text: change(time=text), key="try-time", hint=clock(900)))
    asks = {
        "birthday_month": any(bonus.birthday_month for bonus in bonuses),
        "first": any(bonus.first_purchase for bonus in bonuses),
        "visit": any(bonus.visit for bonus in bonuses),
        "paperless": any(bonus.paperless for bonus in bonuses),
        "online": any(bonus.channels for bonus in bonuses),
        "app": any(bonus.channels for bonus in bonuses),
    }
    shown = [(name, words.try_facts[name]) for name, is_asked in asks.items() if is_asked]
    ranks = [(rank.id, rule_words.rank_name(rank.id, tools.session.language)) for rank in rules.ranks]
    who: list[ft.Control] = []
    if len(ranks) > 1:
        who.append(pills(tools, "try-rank", ranks, {example.rank or ranks[0][0]}, lambda rank: change(rank=rank)))
    if shown:
        who.append(pills(tools, "try-fact", shown, example.facts, lambda fact: change(facts=example.facts ^ {fact})))
    if who:
        found.append(part(words.try_who, *who))
    if any(bonus.accumulated for bonus in bonuses):
        found.append(entry(tools, words.month_spent, example.month, lambda text: change(month=text), key="try-month"))
    return found
