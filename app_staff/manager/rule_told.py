"""A version of the rules, every rule of it as a sentence."""

import flet as ft
from msgspec import structs

from shared.i18n import Language, formats, paying, rule_words
from shared.i18n.common import rank_name
from shared.i18n.settings import SETTINGS
from shared.i18n.settings import Rules as Words
from shared.ui import controls, theme
from shared.wire.rules import Rules
from shared.wire.trying import RuleVersion

Group = tuple[ft.IconData, str, list[str]]


def told(rules: Rules, running: int | None, language: Language, roles: dict[str, str]) -> list[ft.Control]:
    """Every rule as a sentence; `running` coupons, None where nothing is to be said of them."""
    return [_group(*group) for group in _groups(rules, running, SETTINGS.of(language).rules, language, roles)]


def as_rules(version: RuleVersion, rules: Rules) -> Rules:
    """The rules as they would stand under another version."""
    body = version.rules
    same = ("unit_amount", "points_per_unit", "rounding", "ranks", "rank_months", "life_months", "visit_limit", "grace_days")
    return structs.replace(rules, version=version.version, rules=body, **{name: getattr(body, name) for name in same})


def _groups(rules: Rules, running: int | None, words: Words, language: Language, roles: dict[str, str]) -> list[Group]:
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
        (
            ft.Icons.EVENT_OUTLINED,
            words.keeping,
            [
                *rule_words.life(rules.rules, language),
                words.first_out,
                words.grace(rules.grace_days),
                rule_words.short(rules.rules, language),
            ],
        ),
        (
            ft.Icons.SHOPPING_BAG_OUTLINED,
            words.spending,
            [
                words.visit(formats.points(rules.visit_limit)),
                *paying.limits(rules.rules.spending, language),
                words.by_number,
            ],
        ),
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
