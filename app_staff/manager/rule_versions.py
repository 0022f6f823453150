"""Every version of the rules: which governs, which are over, which come."""

from collections.abc import Callable

import flet as ft

from app_staff.tools import Tools
from shared.i18n import Language, formats
from shared.i18n.rule_form import RULE_FORM, RuleForm
from shared.ui import controls, theme
from shared.wire.trying import RuleVersion

ICONS = {"now": ft.Icons.CHECK, "coming": ft.Icons.SCHEDULE, "over": ft.Icons.HISTORY, "never": ft.Icons.BLOCK}


def version_list(tools: Tools, versions: tuple[RuleVersion, ...], show: Callable[[int], object]) -> ft.Control:
    words = RULE_FORM.of(tools.session.language)
    rows = [_row(tools, each, words, show) for each in versions]
    head: list[ft.Control] = [theme.heading(words.versions), theme.quiet(words.versions_lead, size=14)]
    return controls.card(ft.Column([*head, *rows], spacing=6), padding=20, key="rule-versions")


def since(version: RuleVersion, language: Language) -> str:
    words = RULE_FORM.of(language)
    return words.always if version.since is None else words.from_(formats.moment(version.since, language))


def chip(version: RuleVersion, words: RuleForm) -> ft.Control:
    live = version.state in {"now", "coming"}
    return controls.chip(
        words.states[version.state],
        icon=ICONS[version.state],
        bgcolor=theme.TINT if live else theme.SUNK,
        color=theme.ON_TINT if live else theme.QUIET,
    )


def _row(tools: Tools, version: RuleVersion, words: RuleForm, show: Callable[[int], object]) -> ft.Control:
    name, under = words.version(version.version), since(version, tools.session.language)
    inside = ft.Row(
        [
            ft.Column([theme.text(name, size=16, bold=True), theme.quiet(under, size=13)], spacing=2, expand=True, tight=True),
            chip(version, words),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET),
        ],
        spacing=12,
    )
    label = f"{name} {under} {words.states[version.state]}"
    open_it = tools.guard(lambda: show(version.version))
    return controls.tappable(inside, open_it, key=f"version-{version.version}", label=label, padding=10, bare=True)
