"""Points by hand, for those who may: how many, why, and what comes of it. Over the day's limit it waits for somebody else."""

from dataclasses import dataclass, replace
from typing import Literal, cast

import flet as ft

from app_staff.manager.acting import said
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.slate import Slate, use_slate
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import Language, formats
from shared.i18n.team import TEAM, Adjusting
from shared.ui import abreast, controls, theme
from shared.ui.hooks import Setter
from shared.wire.adjustments import LIMITS, Adjust, Adjustment, Reason
from shared.wire.visits import Panel

LONGEST = 5
DRAFT, WAITS = "adjust", "adjust-waits"
"""What is being entered, and what waits for somebody else."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being entered. Its id goes with it each time it is sent, and another content is another act."""

    op_id: str
    way: Literal["give", "take"] = "give"
    points: str = ""
    reason: str = "missed"
    note: str = ""

    @property
    def signed(self) -> int:
        number = int(self.points or 0)
        return number if self.way == "give" else -number


def adjust_button(tools: Tools, slate: Slate, open_form: controls.Handler) -> ft.Control:
    """Opens the form, and says what waits."""
    language = tools.session.language
    words = TEAM.of(language).adjust

    def open_() -> None:
        tools.door.touch()
        slate.wipe(WAITS)
        open_form()

    waiting = slate.of(WAITS, _none)
    pieces = [_waiting(waiting, words, language)] if waiting else []
    button = buttons.beside(words.open, tools.guard(open_), key="adjust", icon=ft.Icons.TUNE, expand=False)
    return ft.Column([*pieces, button], spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@ft.component
def AdjustForm(panel: Panel, slate: Slate, close_form: controls.Handler) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = TEAM.of(session.language).adjust
    draft, put = use_slate(slate, DRAFT, lambda: Draft(tools.ids.new()))

    def close() -> None:
        tools.door.touch()
        slate.wipe(DRAFT)
        close_form()

    async def send() -> None:
        body = Adjust(op_id=draft.op_id, points=draft.signed, reason=cast("Reason", draft.reason), note=draft.note.strip())
        done = await tools.door.api.adjust(panel.visit, body)
        slate.put(WAITS, done if done.state == "waiting" else None)
        close()
        if done.state == "waiting":
            return
        tools.guard.toast(words.booked_sentence(formats.signed(done.points)), good=True)
        await tools.counter.look_again()

    limit = LIMITS.get(session.person.role if session.person else "", 0)
    return _form(tools, draft, put, words, limit, tools.guard(said(tools, send)), tools.guard(close))


def _form(
    tools: Tools,
    draft: Draft,
    put: Setter[Draft],
    words: Adjusting,
    limit: int,
    send: controls.Handler,
    close: controls.Handler,
) -> ft.Control:
    def change(**values: str) -> None:
        tools.door.touch()
        put(replace(draft, op_id=tools.ids.new(), **values))  # pyright: ignore[reportArgumentType]  the tabs give the words of `way`

    def number(text: str) -> None:
        change(points="".join(each for each in text if each.isascii() and each.isdigit())[:LONGEST].lstrip("0"))

    ways = [("give", words.give), ("take", words.take)]
    what = words.confirm(formats.signed(draft.signed))
    pieces = [
        buttons.form_head(words.title, words.cancel, close, key="adjust-close"),
        abreast.tabs(ways, draft.way, tools.guard(lambda way: change(way=way)), key="way"),
        entry(tools, words.points, draft.points, number, key="adjust-points", keyboard=ft.KeyboardType.NUMBER),
        theme.quiet(words.reason, size=13),
        abreast.tabs(list(words.reasons.items()), draft.reason, tools.guard(lambda reason: change(reason=reason)), key="reason"),
        entry(tools, words.note, draft.note, lambda text: change(note=text[:200]), key="adjust-note", hint=words.note_hint),
        theme.quiet(words.limit(formats.points(limit)), size=13),
        buttons.big(what if draft.signed else words.points, send if draft.signed else None, key="adjust-send", icon=ft.Icons.CHECK),
    ]
    return controls.card(ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), key="adjust-card")


def _none() -> Adjustment | None:
    return None


def _waiting(asked: Adjustment, words: Adjusting, language: Language) -> ft.Control:
    due = None if asked.due_at is None else words.waiting_alone(formats.moment(asked.due_at, language))
    return ft.Container(
        ft.Row(
            [
                ft.Icon(ft.Icons.HOURGLASS_TOP, size=22, color=theme.ON_AMBER),
                ft.Column(
                    [
                        theme.text(f"{words.waiting} ・ {formats.signed(asked.points)}", size=16, bold=True, color=theme.ON_AMBER),
                        theme.text(due or words.waiting_sentence, size=14, color=theme.ON_AMBER),
                    ],
                    spacing=2,
                    expand=True,
                    tight=True,
                ),
            ],
            spacing=12,
        ),
        key="adjust-waiting",
        bgcolor=theme.AMBER,
        border_radius=theme.CONTROL_RADIUS,
        padding=14,
    )
