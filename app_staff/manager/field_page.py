"""お客さまについて聞くこと: the shop's own questions, answered on the member's panel."""

from collections.abc import Callable

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.loading import Loading, pending
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.tools import use_session, use_tools
from shared.i18n import Language, pick
from shared.i18n.counter import COUNTER
from shared.i18n.counter import Fields as Words
from shared.ui import controls, theme
from shared.ui.hooks import keyed, use_state
from shared.wire.notes import MOST_FIELDS, SaveField, ShopField

Found = tuple[ShopField, ...]
LONGEST = 40
"""Letters of a label."""


@ft.component
def FieldPage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = COUNTER.of(session.language).fields
    loading, _ = use_state(Loading[Found])
    editing, edit = use_state(_nothing)
    sure, ask = use_state("")
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)

    async def load() -> None:
        tools.door.touch()
        await loading.ask(tools.door.api.shop_fields, keep=True)

    def opener(field: ShopField | None) -> controls.Handler:
        def put() -> None:
            tools.door.touch()
            edit(field)

        return tools.guard(put)

    async def saved() -> None:
        edit(None)
        tools.guard.toast(words.saved, good=True)
        await load()

    def ender(field: str) -> controls.Handler:
        async def end() -> None:
            tools.door.touch()
            if sure != field:
                ask(field)
                return
            ask("")
            await tools.door.api.end_field(field)
            await load()

        return tools.guard(said(tools, end))

    ft.use_effect(tools.guard(load), dependencies=[])
    if loading.found is None:
        return pending(loading, session.language, tools.guard(load))
    rows: list[ft.Control] = []
    for field in loading.found:
        rows += [controls.rule(), _row(field, session.language, words, opener(field), ender(field.id), sure=sure == field.id)]
    form = _form(editing, len(loading.found), words, saved, opener(None))
    head: list[ft.Control] = [theme.text(words.title, size=22, bold=True), theme.quiet(words.lead, size=14)]
    body = rows or [theme.quiet(words.none, size=14, key="empty")]
    whole = [*head, *body, controls.rule(), form]
    return controls.card(ft.Column(whole, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="fields")


def _form(editing: ShopField | None, count: int, words: Words, saved: Callable[[], object], leave: controls.Handler) -> ft.Control:
    if editing is None and count >= MOST_FIELDS:
        return theme.quiet(words.full(MOST_FIELDS), size=14, key="full")
    return keyed(Form, f"form-{'' if editing is None else editing.id}-{count}", editing, saved, leave)


def _nothing() -> ShopField | None:
    return None


@ft.component
def Form(field: ShopField | None, saved: Callable[[], object], leave: controls.Handler) -> ft.Control:
    """A new question, or other words for one that is there."""
    tools, session = use_tools(), use_session()
    words = COUNTER.of(session.language).fields
    ja, write_ja = use_state("" if field is None else field.label_ja)
    en, write_en = use_state("" if field is None else field.label_en)

    async def save() -> None:
        label_ja, label_en = ja.strip(), en.strip() or ja.strip()
        await tools.door.api.save_field(SaveField(id=tools.ids.new() if field is None else field.id, label_ja=label_ja, label_en=label_en))
        await controls.bound(saved)()

    fits = ja.strip() and len(ja.strip()) <= LONGEST and len(en.strip()) <= LONGEST
    do = words.add if field is None else words.save
    pieces: list[ft.Control] = [
        theme.heading(words.add if field is None else words.change),
        entry(tools, words.label_ja, ja, write_ja, key="field-ja", hint=words.example),
        entry(tools, words.label_en, en, write_en, key="field-en"),
        buttons.big(do, tools.guard(said(tools, save)) if fits else None, key="save-field", icon=ft.Icons.CHECK),
    ]
    if field is not None:
        pieces.append(ft.Row([controls.quiet_button(words.leave, leave, key="leave-field")], wrap=True))
    return ft.Column(pieces, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _row(field: ShopField, language: Language, words: Words, edit: controls.Handler, end: controls.Handler, *, sure: bool) -> ft.Control:
    name, other = pick(language, field.label_ja, field.label_en), pick(language, field.label_en, field.label_ja)
    text = ft.Column([theme.text(name, size=16, bold=True), theme.quiet(other, size=13)], spacing=2, expand=True, tight=True)
    change = controls.icon_button(ft.Icons.EDIT_OUTLINED, f"{words.change} {name}", edit, key=f"edit-{field.id}")
    stop = controls.quiet_button(words.end_sure if sure else words.end, end, key=f"end-{field.id}", icon=ft.Icons.STOP_CIRCLE_OUTLINED)
    text.controls.append(ft.Row([stop], wrap=True))
    return ft.Row([text, change], spacing=4, vertical_alignment=ft.CrossAxisAlignment.START)
