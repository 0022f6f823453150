"""A return without a code: the receipt is looked for by its number."""

import flet as ft

from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.session import Finding
from app_staff.slate import use_slate
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import Language, formats
from shared.i18n.returning import RETURNING, Returning
from shared.ui import controls, theme
from shared.wire.returns import ReturnRow

LONGEST = 64
NARROW = 450
"""Of a screen, measured in text of the usual size."""


@ft.component
def FindReceipt(step: Finding) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = RETURNING.of(session.language)
    number, type_ = use_slate(step.slate, "number", step.number)

    async def find() -> None:
        if number.strip():
            await tools.counter.returns.find(number.strip())

    stop = buttons.beside(words.stop, tools.guard(tools.counter.leave), key="return-stop", icon=ft.Icons.CLOSE)
    go = buttons.big(
        words.looking if step.busy else words.find,
        tools.guard(find) if number.strip() else None,
        key="receipt-find",
        icon=ft.Icons.SEARCH,
        busy=step.busy,
    )
    pieces: list[ft.Control] = [
        ft.Row([controls.badge(ft.Icons.ASSIGNMENT_RETURN_OUTLINED, 64), theme.text(words.title, size=28, bold=True)], spacing=16),
        theme.text(words.lead, size=16, color=theme.QUIET),
        entry(
            tools,
            words.number,
            number,
            lambda text: type_(text[:LONGEST]),
            key="receipt-number",
            helper=words.number_hint,
            on_submit=find,
        ),
        ft.Column([go, ft.Row([stop])], spacing=12) if session.room < NARROW else ft.Row([stop, ft.Container(go, expand=2)], spacing=12),
    ]
    if step.number and not step.busy:
        pieces += _found(tools, step, words, session.language)
    return controls.card(
        ft.Column(pieces, spacing=16, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, scroll=ft.ScrollMode.AUTO),
        key="find-receipt",
        padding=16 if session.room < NARROW else 28,
    )


def _found(tools: Tools, step: Finding, words: Returning, language: Language) -> list[ft.Control]:
    if not step.rows:
        return [controls.notice(words.none(step.number), key="receipt-none")]
    return [theme.quiet(words.several, size=15), *[_row(tools, row, words, language) for row in step.rows]]


def _row(tools: Tools, row: ReturnRow, words: Returning, language: Language) -> ft.Control:
    when = f"{formats.moment(row.at, language)} ・ {words.till(row.terminal)}"
    face = ft.Row(
        [
            ft.Column([theme.text(row.item, size=16), theme.quiet(when, size=14)], spacing=2, expand=True),
            theme.text(formats.yen(row.total), size=20, bold=True, wrap=False),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=22, color=theme.QUIET),
        ],
        spacing=12,
    )

    def open_() -> None:
        tools.counter.returns.open(row.id)

    label = f"{when} {formats.yen(row.total)} {row.item}"
    return controls.tappable(face, tools.guard(open_), key=f"receipt-{row.id}", label=label)
