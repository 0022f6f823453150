"""One bonus on the form: its sentence, conditions to add, its place among the others, and more for those who want it."""

from collections.abc import Callable
from datetime import date

import flet as ft

from app_staff.manager.bonus_sentence import BonusLine, auto_name
from app_staff.manager.pieces import opener
from app_staff.manager.rule_draft import Draft
from app_staff.manager.sentence import sentence
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import pick
from shared.i18n.rule_form import RULE_FORM
from shared.ui import controls, theme
from shared.ui.hooks import use_state
from shared.wire.rules import Bonus
from shared.wire.staff import Store

Change = Callable[[Callable[[Draft], Draft]], None]


@ft.component
def BonusCard(
    draft: Draft, bonus: Bonus, change: Change, stores: tuple[Store, ...], today: date, opened: str, open_: Callable[[str], object]
) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = RULE_FORM.of(session.language)
    deeper, show = use_state(initial=False)
    adding, add = use_state(initial=False)
    line = BonusLine(tools, draft, bonus, change, stores, today)
    ja, en = auto_name(bonus, tools.known)
    name = pick(session.language, bonus.name_ja.strip() or ja, bonus.name_en.strip() or en)

    def asker(condition: str) -> Callable[[], None]:
        def ask() -> None:
            line.ask(condition)
            add(lambda _: False)
            open_(line.key(condition))

        return ask

    def field(label: str, which: str, helper: str = "") -> ft.Control:
        def put(text: str) -> None:
            line.change(**{which: text[:64]})

        return entry(tools, label, getattr(bonus, which), put, key=f"field-{line.key(which)}", helper=helper)

    at, last = draft.place(bonus.id), len(draft.rules.bonuses) - 1
    acts = [
        *(
            [_act(tools, words.up(name), ft.Icons.ARROW_UPWARD, lambda: change(lambda now: now.moved(bonus.id, -1)), f"up-{bonus.id}")]
            if at
            else []
        ),
        *(
            [_act(tools, words.down(name), ft.Icons.ARROW_DOWNWARD, lambda: change(lambda now: now.moved(bonus.id, 1)), f"down-{bonus.id}")]
            if at < last
            else []
        ),
        _act(tools, words.remove(name), ft.Icons.DELETE_OUTLINE, lambda: change(lambda now: now.without(bonus.id)), f"remove-{bonus.id}"),
    ]
    head = ft.Row([ft.Container(theme.quiet(name, size=14), expand=True), ft.Row([*acts], spacing=0)], spacing=8)
    pieces: list[ft.Control] = [head, sentence(tools, line.line(), opened, open_)]
    unasked = line.unasked()
    if adding:
        chips = [controls.secondary(words.conditions[each], tools.guard(asker(each)), key=f"ask-{line.key(each)}") for each in unasked]
        pieces.append(ft.Row([*chips], spacing=8, run_spacing=8, wrap=True))
    more = [
        controls.quiet_button(words.condition, tools.guard(lambda: add(lambda now: not now)), key=f"add-{bonus.id}", icon=ft.Icons.ADD),
        opener(words.deeper, tools.guard(lambda: show(lambda now: not now)), is_open=deeper, key=f"deeper-{bonus.id}"),
    ]
    pieces.append(ft.Row([*more[: 1 if unasked else 0], more[1]], wrap=True, spacing=4))
    if deeper:
        pieces += [sentence(tools, each, opened, open_, size=15) for each in line.deeper()]
        pieces += [field(words.name, "name_ja", words.name_hint(ja[:40])), field(words.name_en, "name_en")]
    return ft.Container(
        ft.Column(pieces, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        key=f"bonus-{bonus.id}",
        border=theme.hairline(),
        border_radius=theme.CARD_RADIUS,
        padding=16,
    )


def _act(tools: Tools, words: str, icon: ft.IconData, act: Callable[[], None], key: str) -> ft.Control:
    return controls.icon_button(icon, words, tools.guard(act), key=key)
