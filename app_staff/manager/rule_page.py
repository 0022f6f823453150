"""ポイントのルール: the stored rules as sentences."""

import flet as ft

from app_staff.manager.loading import Loading
from app_staff.tools import use_session, use_tools, words_of
from shared.clock import to_datetime
from shared.i18n import Language, formats, rule_words
from shared.i18n.common import rank_name
from shared.i18n.settings import SETTINGS
from shared.i18n.settings import Rules as Words
from shared.ui import controls, states, theme
from shared.ui.hooks import use_state
from shared.wire.coupons import Coupon
from shared.wire.rules import Rules

Found = tuple[Rules, tuple[Coupon, ...] | None]
"""Without coupons where the shop has none."""


@ft.component
def RulePage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = SETTINGS.of(session.language).rules
    loading, _ = use_state(Loading[Found])
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)
    coupons = session.has("coupons")

    async def question() -> Found:
        rules = await tools.door.api.rules()
        return rules, await tools.door.api.coupon_list() if coupons else None

    async def load() -> None:
        tools.door.touch()
        await loading.ask(question)

    ft.use_effect(tools.guard(load), dependencies=[coupons])
    if loading.found is None:
        if loading.error is not None:
            return controls.card(states.failed(loading.error, session.language, tools.guard(load)))
        return states.skeleton([states.bone(140, radius=theme.CARD_RADIUS) for _ in range(4)], session.language, spacing=16)
    rules, offers = loading.found
    today = formats.here(to_datetime(tools.clock.now())).date()
    running = None if offers is None else sum(offer.starts_on <= today <= offer.ends_on for offer in offers)
    groups = told(rules, running, words, session.language, words_of(session).role)
    version = words.version(rules.version)
    if rules.since is not None:
        version = words.since(rules.version, formats.day(formats.here(rules.since).date(), session.language))
    head: list[ft.Control] = [
        theme.text(words.name, size=22, bold=True),
        theme.quiet(words.lead, size=14),
        theme.quiet(version, size=13, key="rules-version"),
    ]
    pieces = [_group(icon, name, sentences) for icon, name, sentences in groups]
    return controls.card(
        ft.Column([ft.Column(head, spacing=2), *pieces], spacing=20, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=20,
        key="rules",
    )


Group = tuple[ft.IconData, str, list[str]]


def told(rules: Rules, running: int | None, words: Words, language: Language, roles: dict[str, str]) -> list[Group]:
    """Every rule as a sentence; `running` coupons, None where the shop has none."""
    first, *more = rules.ranks

    def rate(permille: int) -> str:
        return formats.quantity(permille)

    ranks = [words.everybody(rank_name(first.id, language), rate(first.rate_permille))]
    ranks += [
        words.rank(
            rank_name(rank.id, language), rule_words.counted(rank.from_spent, rules.rules.rank_by, language), rate(rank.rate_permille)
        )
        for rank in more
    ]
    by_hand = [words.adjust(roles.get(rule.role, rule.role), formats.points(rule.points)) for rule in rules.adjustments]
    earning = [*rule_words.base(rules.rules, language), *(rule_words.bonus(bonus, language) for bonus in rules.rules.bonuses)]
    groups: list[Group] = [
        (ft.Icons.STARS_OUTLINED, words.earning, earning),
        (ft.Icons.WORKSPACE_PREMIUM_OUTLINED, words.ranks, [*ranks, rule_words.window(rules.rules, language)]),
        (ft.Icons.EVENT_OUTLINED, words.keeping, [*rule_words.life(rules.rules, language), words.first_out, words.grace(rules.grace_days)]),
        (ft.Icons.SHOPPING_BAG_OUTLINED, words.spending, [words.visit(formats.points(rules.visit_limit)), words.by_number]),
        (ft.Icons.TUNE, words.by_hand, [*by_hand, words.over(rules.adjustment_hours)]),
    ]
    if running is not None:
        groups.append((ft.Icons.LOCAL_ACTIVITY_OUTLINED, words.coupons, [words.running(running), words.one_each]))
    return groups


def _group(icon: ft.IconData, name: str, sentences: list[str]) -> ft.Control:
    lines: list[ft.Control] = [theme.heading(name), *(theme.text(sentence, size=15) for sentence in sentences)]
    return ft.Row(
        [controls.badge(icon, 40), ft.Column(lines, spacing=6, expand=True)], spacing=14, vertical_alignment=ft.CrossAxisAlignment.START
    )
