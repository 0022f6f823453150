"""What the shop keeps of the member who is here: sizes and likes, and notes; read at a glance, written in the same place."""

from dataclasses import dataclass

import flet as ft

from app_staff.manager.acting import said
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.slate import Slate, use_slate
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import Language, formats, pick
from shared.i18n.counter import COUNTER, Knowing
from shared.ui import controls, theme
from shared.ui.hooks import Setter
from shared.wire.notes import Detail, Note, NoteDetail, WriteNote
from shared.wire.visits import Panel

READ = 2
"""Notes that stand on the panel; all of them stand where they are written."""
LONGEST = 300
NOTE, DETAILS = "note", "details"


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that is being written. Its id goes with it each time it is sent; another text is another note."""

    id: str
    text: str = ""


def details(panel: Panel, language: Language) -> list[ft.Control]:
    """What is known, as chips for the head of the panel."""
    return [
        controls.chip(
            f"{pick(language, one.label_ja, one.label_en)} {one.value}",
            icon=ft.Icons.STRAIGHTEN,
            bgcolor=theme.SUNK,
            color=theme.INK,
            size=13,
            key=f"detail-{one.field}",
        )
        for one in panel.details
        if one.value
    ]


def knows(panel: Panel, language: Language, on_open: controls.Handler) -> ft.Control:
    """The newest notes, and the way to write."""
    words = COUNTER.of(language).knows
    shown: list[ft.Control] = [_note(note, words, language) for note in panel.notes[:READ]]
    if not shown:
        shown = [theme.quiet(words.nothing, size=14)]
    title = ft.Row([ft.Icon(ft.Icons.STICKY_NOTE_2_OUTLINED, size=20, color=theme.QUIET), theme.heading(words.title)], spacing=8)
    button = buttons.beside(words.open, on_open, key="notes", icon=ft.Icons.EDIT_NOTE)
    return controls.card(ft.Column([title, *shown, ft.Row([button])], spacing=10, tight=True), key="knows")


def _note(note: Note, words: Knowing, language: Language) -> ft.Control:
    by = words.by(formats.short_moment(note.at, language), note.staff, note.store)
    return ft.Column([theme.text(note.text, size=15), theme.quiet(by)], spacing=2, tight=True)


@ft.component
def NotesForm(panel: Panel, slate: Slate, close_form: controls.Handler) -> ft.Control:
    """Sizes first, each kept as soon as it is left; then the notes."""
    tools, session = use_tools(), use_session()
    words = COUNTER.of(session.language).knows
    draft, put = use_slate(slate, NOTE, lambda: Draft(tools.ids.new()))
    typed, type_ = use_slate(slate, DETAILS, dict[str, str])

    def close() -> None:
        slate.wipe(NOTE)
        slate.wipe(DETAILS)
        close_form()

    async def keep() -> None:
        await tools.door.api.write_note(panel.visit, WriteNote(id=draft.id, text=draft.text.strip()))
        put(Draft(tools.ids.new()))
        tools.guard.toast(words.kept, good=True)
        await tools.counter.look_again()

    def write(text: str) -> None:
        put(Draft(tools.ids.new(), text[:LONGEST]))

    pieces: list[ft.Control] = [buttons.form_head(words.title, words.close, tools.guard(close), key="notes-close")]
    pieces += [_detail(tools, panel, one, typed, type_, session.language) for one in panel.details]
    pieces += [
        entry(tools, words.write, draft.text, write, key="note", hint=words.hint),
        buttons.big(words.keep, tools.guard(said(tools, keep)) if draft.text.strip() else None, key="note-keep", icon=ft.Icons.CHECK),
        *(_removable(tools, panel, note, words, session.language) for note in panel.notes),
        theme.quiet(words.who_reads),
    ]
    return controls.card(ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), key="notes-form")


def _detail(
    tools: Tools, panel: Panel, one: Detail, typed: dict[str, str], type_: Setter[dict[str, str]], language: Language
) -> ft.Control:
    words = COUNTER.of(language).knows
    label = pick(language, one.label_ja, one.label_en)
    value = typed.get(one.field, one.value)

    async def keep() -> None:
        await tools.door.api.note_detail(panel.visit, one.field, NoteDetail(value=value.strip()))
        tools.guard.toast(words.kept, good=True)
        await tools.counter.look_again()

    field = entry(
        tools, label, value, lambda text: type_(lambda all_: all_ | {one.field: text[:80]}), key=f"field-{one.field}", hint=words.ask
    )
    changed = value.strip() != one.value
    button = controls.icon_button(
        ft.Icons.CHECK_CIRCLE, words.detail(label), tools.guard(said(tools, keep)), key=f"field-keep-{one.field}", color=theme.BRAND
    )
    return ft.Row([ft.Container(field, expand=True), *([button] if changed else [])], spacing=8)


def _removable(tools: Tools, panel: Panel, note: Note, words: Knowing, language: Language) -> ft.Control:
    async def remove() -> None:
        await tools.door.api.remove_note(panel.visit, note.id)
        tools.guard.toast(words.removed, good=True)
        await tools.counter.look_again()

    button = controls.icon_button(
        ft.Icons.DELETE_OUTLINE, words.remove, tools.guard(said(tools, remove)), key=f"note-remove-{note.id}", color=theme.QUIET
    )
    return ft.Row([ft.Container(_note(note, words, language), expand=True), button], spacing=8)
