"""The point rules as sentences with blanks; tried on an example beside them, and saved as a new version."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.base_sentences import Base
from app_staff.manager.bonus_card import BonusCard
from app_staff.manager.bonus_sentence import auto_name
from app_staff.manager.days import DayButton
from app_staff.manager.drafting import use_draft
from app_staff.manager.in_view import beside
from app_staff.manager.keeping_sentences import Keeping
from app_staff.manager.law_strip import law_strip
from app_staff.manager.pieces import opener, part, radios, switch
from app_staff.manager.rank_sentences import Ranks
from app_staff.manager.rule_draft import CLEARED, Draft, begun, start_of
from app_staff.manager.rule_try import RuleTry
from app_staff.manager.sentence import Piece, sentence
from app_staff.manager.spending_sentences import Paying, worth_less
from app_staff.parts import buttons
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import formats, law_words
from shared.i18n.rule_form import RULE_FORM, RuleForm
from shared.ui import controls, theme
from shared.ui.hooks import keyed, use_state
from shared.wire.rules import Bonus, judged_bonus
from shared.wire.staff import Store
from shared.wire.trying import Tried

RULES = "rules"
"""The draft's name."""
YEAR = timedelta(days=365)
NOW, LATER = "now", "later"
ID = 20
"""Letters of a new bonus's id."""


@ft.component
def RuleEditor(
    start: Draft,
    stores: tuple[Store, ...],
    today: date,
    coming: date | None,
    goods: bool,  # noqa: FBT001 - as above
    saved: Callable[[], object],
) -> ft.Control:
    """`coming`: the day on which another version takes over; `goods`: points buy some."""
    tools, session = use_tools(), use_session()
    words = RULE_FORM.of(session.language)
    drafting = use_draft(RULES, lambda: start)
    draft, change = drafting.now, drafting.change
    opened, open_ = use_state("")
    (wrong, tried_), tell = use_state(_untried)
    busy, work = use_state(initial=False)
    deeper, show = use_state(initial=False)

    def called(bonus: Bonus) -> tuple[str, str]:
        return auto_name(bonus, tools.known)

    def turn_to(blank: str) -> None:
        change(lambda now: replace(now, wrong=""))
        open_(lambda _: blank)

    async def save() -> None:
        work(lambda _: True)
        try:
            await tools.door.api.set_rules(draft.request(called))
            drafting.drop()
            later = draft.starts_on
            said_ = words.saved if later is None else words.saved_later(formats.day(later, session.language))
            tools.guard.toast(said_, good=True)
            saved()
        finally:
            work(lambda _: False)

    def judge(found: str, brings: Tried | None) -> None:
        tell(lambda _: (found, brings))

    def lines(*every: list[Piece]) -> list[ft.Control]:
        return [sentence(tools, each, opened, turn_to) for each in every]

    def begin(condition: str) -> Callable[[], None]:
        def put() -> None:
            start_ = start_of(condition, today, [rank.id for rank in draft.rules.ranks], [store.id for store in stores])
            bonus = begun("b" + tools.ids.new().replace("-", "")[-ID:], condition, start_)
            change(lambda now: now.with_bonus(bonus))
            if condition in CLEARED:
                change(lambda now: now.opened(bonus.id, condition))
            turn_to(f"{bonus.id}-{condition if condition != 'month' else 'how'}")

        return put

    base, keeping, ranks = Base(tools, draft, change, stores), Keeping(tools, draft, change, today), Ranks(tools, draft, change)
    ready = not (draft.wrong or draft.unfilled or wrong or busy or _forbidden(draft, goods=goods))
    more = [*lines(*base.deeper()), _elsewhere(tools, draft, change, words)]
    first: list[ft.Control] = [
        theme.text(words.title, size=22, bold=True),
        theme.quiet(words.lead, size=14),
        part(words.base, *lines(*base.first())),
        opener(words.deeper, tools.guard(lambda: show(lambda now: not now)), is_open=deeper, key="rules-deeper"),
        *(more if deeper else []),
        controls.rule(),
        theme.heading(words.bonuses),
        theme.quiet(words.bonuses_lead if draft.rules.bonuses else words.no_bonus, size=14),
        *[_bonus(draft, each, change, stores, today, opened, turn_to) for each in draft.rules.bonuses],
        part(words.add, ft.Row([*_starters(tools, words, begin)], spacing=8, run_spacing=8, wrap=True)),
        controls.rule(),
        part(words.keeping, *lines(*keeping.keeping())),
        part(words.spending, *lines(*Paying(tools, draft, change).spending()), *_lower(start, draft, words)),
        part(words.ranks, *lines(*ranks.ranks())),
        controls.rule(),
        _starts(tools, draft, change, today, coming, words),
        *_law(draft, tools, goods=goods),
        *_before_saving(draft, wrong, tried_, words),
        buttons.big(words.save, tools.guard(said(tools, save)) if ready else None, key="save-rules", busy=busy, icon=ft.Icons.CHECK),
    ]
    form = controls.card(ft.Column(first, spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="rule-form")
    tried = keyed(RuleTry, "rule-try", draft.body(called), stores, today, judge)
    return beside(session, form, tried)


Change = Callable[[Callable[[Draft], Draft]], None]


def _bonus(
    draft: Draft, bonus: Bonus, change: Change, stores: tuple[Store, ...], today: date, opened: str, open_: Callable[[str], object]
) -> ft.Control:
    return keyed(BonusCard, f"card-{bonus.id}", draft, bonus, change, stores, today, opened, open_)


def _starters(tools: Tools, words: RuleForm, begin: Callable[[str], Callable[[], None]]) -> list[ft.Control]:
    return [
        controls.secondary(name, tools.guard(begin(condition)), key=f"begin-{condition}", icon=ft.Icons.ADD)
        for condition, name in words.starters.items()
    ]


def _elsewhere(tools: Tools, draft: Draft, change: Change, words: RuleForm) -> ft.Control:
    turn = tools.guard(lambda: change(lambda now: now.put(elsewhere=not now.rules.elsewhere)))
    return switch(words.elsewhere, words.elsewhere_hint, turn, on=draft.rules.elsewhere, key="rules-elsewhere")


def _starts(tools: Tools, draft: Draft, change: Change, today: date, coming: date | None, words: RuleForm) -> ft.Control:
    language, day = tools.session.language, draft.starts_on
    tomorrow = today + timedelta(days=1)

    def choose(value: str) -> None:
        change(lambda now: now.starting(tomorrow if value == LATER else None))

    def choose_day(found: date) -> None:
        change(lambda now: now.starting(found))

    ways = radios(tools, "starts", [(NOW, words.starts_now), (LATER, words.starts_later)], NOW if day is None else LATER, choose)
    more: list[ft.Control] = []
    if day is not None:
        button = keyed(
            DayButton, "starts", formats.day(day, language), max(day, tomorrow), (tomorrow, today + YEAR), choose_day, "starts-day"
        )
        more = [ft.Row([button], wrap=True), theme.quiet(words.starts_hint, size=14)]
    if coming is not None and (day is None or day < coming):
        more.append(controls.notice(words.covers(formats.day(coming, language)), key="covers"))
    return part(words.starts, ways, *more)


def _lower(start: Draft, draft: Draft, words: RuleForm) -> list[ft.Control]:
    if not worth_less(start.rules.spending, draft.rules.spending):
        return []
    return [controls.notice(words.spend_lower, icon=ft.Icons.GAVEL, key="worth-less")]


def _untried() -> tuple[str, Tried | None]:
    return "", None


def _before_saving(draft: Draft, wrong: str, tried: Tried | None, words: RuleForm) -> list[ft.Control]:
    """Why it cannot be saved, or once more what the example brings: it may have gone off above."""
    if draft.unfilled:
        return [controls.notice(words.fill(words.conditions[draft.unfilled]), key="rules-wrong")]
    if draft.wrong or wrong:
        return [controls.notice(wrong or words.mend, key="rules-wrong")]
    if tried is None:
        return []
    return [theme.text(words.example(formats.yen(tried.total), formats.points(tried.points)), bold=True, key="rules-example")]


def _forbidden(draft: Draft, *, goods: bool) -> bool:
    return any(not judged_bonus(draft.rules, bonus, goods=goods)[0].allowed for bonus in draft.rules.bonuses)


def _law(draft: Draft, tools: Tools, *, goods: bool) -> list[ft.Control]:
    """The first that is too much, else that they are a discount."""
    bonuses, language = draft.rules.bonuses, tools.session.language
    if not bonuses:
        return []
    found = [judged_bonus(draft.rules, bonus, goods=goods) for bonus in bonuses]
    verdict, worth = next((each for each in found if not each[0].allowed), found[0])
    return [law_strip(verdict, worth, law_words.advice_points(verdict, language), language)]
