"""The sheet on which a member writes one thing down: what it is, what to keep, a day, and whether to be reminded."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import flet as ft

from app_member.days import parse_day, typed
from app_member.home import use_session
from shared.clock import business_date, to_date
from shared.i18n.member.notices import FIELDS, Fields
from shared.ui import controls, events, theme
from shared.ui.guard import Guard
from shared.ui.hooks import Setter, use_state
from shared.ui.typed import SheetFields, use_sheet
from shared.wire.notices import OwnField

NEW, KNOWN = 400, 520
"""About what it takes at the usual text size."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been typed and not been saved; `of` says for which field, so that another sheet begins anew."""

    of: str
    label: str = ""
    value: str = ""
    day: str = ""
    remind: bool = False
    wrong: str = ""
    """What is wrong with the day."""


def _begun(field: OwnField | None) -> Draft:
    if field is None:
        return Draft("new")
    return Draft(field.id, field.label, field.value, typed(field.day), field.remind)


@ft.component
def OwnFieldSheet(field: OwnField | None, shown: bool, close: controls.Handler) -> ft.Control:  # noqa: FBT001 - the state of one thing
    actions, session, _ = use_session()
    words = FIELDS.of(session.language)
    kept, put = use_state(lambda: Draft(""))
    sheet = use_sheet(shown=shown)
    which = _begun(field)
    draft = kept if shown and kept.of == which.of else which

    def leave() -> None:
        put(Draft(""))
        close()

    async def save() -> None:
        day = parse_day(draft.day)
        wrong = _wrong(day, draft, to_date(business_date(actions.clock.now())), words, field)
        if wrong or day == "wrong":
            put(replace(draft, wrong=wrong))
            return
        remind = draft.remind and day is not None
        await actions.inbox.save_field(
            None if field is None else field.id, label=draft.label.strip(), value=draft.value.strip(), day=day, remind=remind
        )
        leave()
        actions.guard.toast(words.saved, good=True)

    async def remove() -> None:
        if field is not None:
            await actions.inbox.remove_field(field)
        leave()
        actions.guard.toast(words.removed, good=True)

    ready = bool(draft.label.strip())
    do = controls.primary(words.save, actions.guard(save) if ready else None, key="field-save", icon=ft.Icons.CHECK)
    pieces = _entries(draft, words, actions.guard, put, sheet)
    if field is not None:
        pieces.append(controls.danger(words.remove, actions.guard(remove), key="field-remove", icon=ft.Icons.DELETE_OUTLINE))
    head = ft.Column(
        [ft.Semantics(header=True, content=theme.title(words.add if field is None else words.edit)), theme.quiet(words.private, size=14)],
        spacing=6,
    )
    content = ft.Column([head, *pieces], spacing=18, tight=True, key="field-sheet")
    height = NEW if field is None else KNOWN
    ft.use_dialog(controls.sheet(content, actions.guard(leave), height=height, foot=do) if shown else None)
    return ft.Container()


def _entries(draft: Draft, words: Fields, guard: Guard, put: Setter[Draft], sheet: SheetFields) -> list[ft.Control]:
    def taker(change: Callable[[str], Draft]) -> Callable[[ft.Event[ft.TextField]], object]:
        return guard(lambda event: put(change(events.typed(event))))

    def turn() -> None:
        put(replace(draft, remind=not draft.remind, wrong=""))

    pieces: list[ft.Control] = [
        controls.field(
            words.label,
            draft.label,
            sheet=sheet,
            key="field-label",
            hint=words.label_hint,
            on_change=taker(lambda text: replace(draft, label=text[:40])),
        ),
        controls.field(
            words.value,
            draft.value,
            sheet=sheet,
            key="field-value",
            hint=words.value_hint,
            on_change=taker(lambda text: replace(draft, value=text[:200])),
        ),
        controls.field(
            words.day,
            draft.day,
            sheet=sheet,
            key="field-day",
            hint=words.day_hint,
            error=draft.wrong,
            keyboard=ft.KeyboardType.DATETIME,
            on_change=taker(lambda text: replace(draft, day=text, wrong="")),
        ),
    ]
    if draft.day:
        said = ft.Column([theme.text(words.remind, size=16, bold=True), theme.quiet(words.remind_more)], spacing=2, expand=True)
        switch = ft.Switch(value=draft.remind, key="field-remind", on_change=controls.bound(guard(turn)), active_color=theme.BRAND)
        pieces.append(ft.MergeSemantics(ft.Container(ft.Row([said, switch], spacing=16), padding=ft.Padding.symmetric(vertical=4))))
    return pieces


def _wrong(day: "date | Literal['wrong'] | None", draft: Draft, today: date, words: Fields, field: OwnField | None) -> str:
    if day == "wrong":
        return words.day_wrong
    told = field is not None and field.reminded and field.day == day
    return words.day_over if draft.remind and day is not None and day < today and not told else ""
