"""What was bought, line by line, and what of it comes back: picked by the piece, or in yen where the sale was typed as one sum."""

import flet as ft

from app_staff import picking
from app_staff.parts.entry import entry
from app_staff.session import Returning
from app_staff.slate import Slate, use_slate
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import formats
from shared.i18n.returning import RETURNING
from shared.i18n.returning import Returning as Words
from shared.ui import controls, text_size, theme
from shared.ui.hooks import keyed
from shared.ui.photo import Photo
from shared.wire.returns import ReturnLine

PICTURE = 48
LONGEST = 7
NARROW = 300
"""Of a screen, measured in text of the usual size."""


def goods_back(tools: Tools, step: Returning, words: Words) -> ft.Control:
    """`step.lines` are picked; nothing can be while the return is on its way, or is the POS's."""
    sale, typed = step.sale, picking.by_yen(step.sale)
    free = step.act is None and picking.open_to(sale)
    chooses = free and typed is None
    rows = [_line(tools, step, line, words, chooses=chooses) for line in sale.lines]
    if free and typed is not None:
        rows.append(keyed(YenBack, f"yen-{sale.id}", step.slate, typed))
    paid = [controls.pair(words.paid_by(tender.name or words.tenders[tender.kind]), formats.yen(tender.amount)) for tender in sale.tenders]
    return controls.card(ft.Column([_head(tools, step, words, chooses=chooses), *rows, controls.rule(), *paid], spacing=10), key="goods")


def _head(tools: Tools, step: Returning, words: Words, *, chooses: bool) -> ft.Control:
    title = theme.heading(words.choose if chooses else words.goods)
    if not chooses or len(step.sale.lines) == 1:
        return title
    everything = step.lines == picking.everything(step.sale)
    button = controls.quiet_button(
        words.pick_none if everything else words.pick_all,
        tools.guard(tools.counter.returns.pick_all),
        key="pick-all",
        icon=ft.Icons.DESELECT if everything else ft.Icons.SELECT_ALL,
    )
    if text_size.chosen() >= text_size.LARGE:
        return ft.Column([title, button], spacing=0)
    return ft.Row([ft.Container(title, expand=True), button], spacing=8)


def _line(tools: Tools, step: Returning, line: ReturnLine, words: Words, *, chooses: bool) -> ft.Control:
    """All of it by a tap; of several pieces some by the stepper under it."""
    left, chosen = picking.left(line), picking.picked(step.lines, line.n)
    gone, ink = not left and line.back > 0, theme.INK if left else theme.QUIET
    name = f"{line.name}{' ※' if line.reduced else ''}"
    notes = _notes(line, words)
    amount = theme.text(formats.yen(line.amount), size=16, bold=True, color=ink, wrap=False)
    below = tools.session.room < NARROW  # beside a picture, the name has the rest of the line for itself
    said = ft.Column(
        [theme.text(name, size=16, color=ink), *(theme.quiet(note, size=14) for note in notes), *([amount] if below else [])],
        spacing=2,
        expand=True,
    )
    beside = [] if below else [amount]
    picture = [keyed(Photo, f"line-photo-{line.n}", tools.face.picture, line.picture, PICTURE)] if line.picture else []
    if not chooses or not left:
        mark = [ft.Icon(ft.Icons.ASSIGNMENT_RETURNED_OUTLINED, size=24, color=theme.QUIET)] if gone else []
        return ft.Container(ft.Row([*mark, *picture, said, *beside], spacing=12), padding=ft.Padding.symmetric(vertical=6))
    box = ft.Icon(
        ft.Icons.CHECK_BOX if chosen == left else ft.Icons.INDETERMINATE_CHECK_BOX if chosen else ft.Icons.CHECK_BOX_OUTLINE_BLANK,
        size=28,
        color=theme.BRAND if chosen else theme.QUIET,
    )
    tap = tools.guard(_picker(tools, line.n, 0 if chosen == left else left))
    face = ft.Container(
        ft.Row([box, *picture, said, *beside], spacing=12),
        key=f"line-{line.n}",
        padding=ft.Padding.symmetric(horizontal=8, vertical=10),
        border_radius=theme.CONTROL_RADIUS,
        ink=True,
        on_click=tap,
    )
    row = controls.said(face, " ".join([name, *notes, formats.yen(line.amount)]), checked=chosen > 0)
    if not picking.countable(line):
        return row
    return ft.Column([row, _stepper(tools, line, chosen, left, words)], spacing=0)


def _notes(line: ReturnLine, words: Words) -> list[str]:
    """How many there were, and what of it came back before."""
    several = line.quantity_milli != picking.PIECE
    notes = [f"{formats.yen(line.unit_price)} × {formats.quantity(line.quantity_milli)}"] if several else []
    if line.back_milli and several:
        notes.append(words.back_pieces(formats.quantity(line.back_milli)))
    elif line.back:
        notes.append(words.back_yen(formats.yen(line.back)))
    return notes


def _stepper(tools: Tools, line: ReturnLine, chosen: int, left: int, words: Words) -> ft.Control:
    def button(icon: ft.IconData, label: str, milli: int, key: str) -> ft.Control:
        able = 0 <= milli <= left
        tap = tools.guard(_picker(tools, line.n, milli)) if able else None
        return ft.IconButton(
            icon=icon,
            tooltip=f"{label} {line.name}",
            key=f"{key}-{line.n}",
            on_click=tap,
            disabled=not able,
            icon_color=theme.INK if able else theme.QUIET,
            bgcolor=theme.SUNK,
            width=64,
            height=theme.TOUCH,
            style=ft.ButtonStyle(shape=ft.RoundedRectangleBorder(radius=theme.CONTROL_RADIUS)),
        )

    count = theme.text(
        words.pieces(formats.quantity(chosen), formats.quantity(left)), size=16, bold=True, align=ft.TextAlign.CENTER, key=f"count-{line.n}"
    )
    return ft.Row(
        [
            ft.MergeSemantics(button(ft.Icons.REMOVE, words.fewer, chosen - picking.PIECE, "fewer")),
            ft.Container(count, padding=ft.Padding.symmetric(horizontal=12)),
            ft.MergeSemantics(button(ft.Icons.ADD, words.more, chosen + picking.PIECE, "more")),
        ],
        alignment=ft.MainAxisAlignment.END,
        spacing=4,
    )


def _picker(tools: Tools, n: int, milli: int) -> controls.Handler:
    return lambda: tools.counter.returns.pick(n, milli)


@ft.component
def YenBack(slate: Slate, line: ReturnLine) -> ft.Control:
    """What of one typed sum comes back; all of it unless something less is typed."""
    tools, session = use_tools(), use_session()
    words, rest = RETURNING.of(session.language), line.amount - line.back
    typed, put = use_slate(slate, "yen", str(rest))
    wrong = not 0 < int(typed or 0) <= rest

    def put_yen(text: str) -> None:
        digits = "".join(each for each in text if each.isdecimal())[:LONGEST]
        put(digits)
        tools.counter.returns.pick_yen(line, int(digits or 0))

    return entry(
        tools,
        words.yen_back,
        typed,
        put_yen,
        key="yen-back",
        error=words.yen_wrong(formats.yen(rest)) if wrong else "",
        helper=words.yen_hint(formats.yen(rest)),
        keyboard=ft.KeyboardType.NUMBER,
    )
