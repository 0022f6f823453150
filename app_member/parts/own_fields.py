"""自分のメモ: what a member writes down for himself, as a part of the account page."""

import flet as ft

from app_member.home import use_session
from app_member.parts.own_field_sheet import OwnFieldSheet
from shared.i18n import Language, formats
from shared.i18n.member.notices import FIELDS, Fields
from shared.ui import controls, states, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_observed, use_state
from shared.wire.notices import MOST_FIELDS, OwnField

NEW = "new"


def _closed() -> OwnField | str | None:
    """NEW, one that is there, or none."""
    return None


@ft.component
def OwnFields() -> ft.Control:
    actions, session, _ = use_session()
    words = FIELDS.of(session.language)
    shelf = use_observed(actions.state.fields)
    open_one, show = use_state(_closed)
    use_work(actions.inbox.load_fields, [])

    def opener(what: OwnField | str) -> controls.Handler:
        return actions.guard(lambda: show(what))

    head: list[ft.Control] = [ft.Semantics(header=True, content=theme.heading(words.title)), theme.quiet(words.lead)]
    body: ft.Control
    if shelf.value is None and shelf.error is not None:
        retry = actions.guard(lambda: actions.guard.spawn(actions.inbox.load_fields))
        body = controls.card(states.failed(shelf.error, session.language, retry, key="fields-failed"))
    elif shelf.value is None:
        body = states.skeleton([states.bone(120, radius=theme.CARD_RADIUS)], session.language)
    else:
        rows = [_row(each, session.language, words, opener(each)) for each in shelf.value]
        body = controls.card(_ruled(rows, words, opener(NEW)), padding=0, key="own-fields")
    sheet = OwnFieldSheet(open_one if isinstance(open_one, OwnField) else None, open_one is not None, lambda: show(None))
    return ft.Column([ft.Column([ft.Column(head, spacing=2), body], spacing=10), sheet], spacing=0)


def _ruled(rows: list[ft.Control], words: Fields, add: controls.Handler) -> ft.Control:
    lines: list[ft.Control] = []
    for row in rows:
        lines += [row, ft.Container(controls.rule(), padding=ft.Padding.only(left=56))]
    if not rows:
        lines.append(ft.Container(theme.quiet(words.empty, size=14), padding=ft.Padding.only(left=16, right=16, top=16)))
    if len(rows) < MOST_FIELDS:
        button = controls.quiet_button(words.add, add, key="field-add", icon=ft.Icons.ADD)
        lines.append(ft.Container(ft.Row([button], wrap=True), padding=ft.Padding.symmetric(horizontal=8, vertical=4)))
    return ft.Column(lines, spacing=0)


def _row(field: OwnField, language: Language, words: Fields, open_it: controls.Handler) -> ft.Control:
    said: list[ft.Control] = [theme.quiet(field.label, size=14)]
    if field.value:
        said.append(theme.text(field.value, size=16, bold=True))
    spoken = f"{field.label} {field.value}"
    if field.day is not None:
        day = formats.day(field.day, language)
        state = words.reminded if field.reminded else words.reminds
        mark = controls.chip(state, icon=ft.Icons.NOTIFICATIONS_OUTLINED) if field.remind else None
        said.append(ft.Row([theme.text(day, size=14), *([mark] if mark else [])], spacing=8, run_spacing=4, wrap=True))
        spoken += f" {day} {state if field.remind else ''}"
    icon = ft.Icons.EVENT_NOTE if field.day is not None else ft.Icons.EDIT_NOTE
    return controls.tappable(
        ft.Row(
            [
                ft.Icon(icon, size=24, color=theme.QUIET),
                ft.Column(said, spacing=3, expand=True, tight=True),
                ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET),
            ],
            spacing=16,
        ),
        open_it,
        key=f"field-{field.id}",
        label=spoken.strip(),
        bare=True,
    )
