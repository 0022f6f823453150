"""What the bill comes to, so that the best coupons and the most points are said; and the word of a coupon."""

import flet as ft

from app_staff import bill
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.session import Serving
from app_staff.slate import use_slate
from app_staff.tools import use_session, use_tools
from shared.i18n import Language, formats, paying
from shared.i18n.billing import BILLING
from shared.ui import controls, theme

LONGEST = 7
NARROW = 600
SHORTEST_WORD, LONGEST_WORD = 4, 24


@ft.component
def Due(serving: Serving) -> ft.Control:
    """`serving` is free: nothing of it is on its way."""
    tools, session = use_tools(), use_session()
    words, coupons = BILLING.of(session.language), session.has("coupons")
    opened, set_opened = use_slate(serving.slate, "due-open", "")
    typed, put = use_slate(serving.slate, "due", "")

    def show(what: str) -> controls.Handler:
        def do() -> None:
            tools.door.touch()
            put(str(serving.due or "") if what == "due" else "")
            set_opened("" if opened == what else what)

        return tools.guard(do)

    async def ask() -> None:
        set_opened("")
        await tools.counter.billing.ask(int(typed or 0))

    async def claim() -> None:
        if await tools.counter.billing.enter_word(_word(typed)):
            set_opened("")
            tools.guard.toast(words.word_done, good=True)

    async def forget() -> None:
        await tools.counter.billing.ask(0)

    pieces: list[ft.Control] = []
    if serving.due is not None:
        pieces.append(_known(serving, session.language, tools.guard(forget), narrow=session.width < NARROW))
    pieces.append(
        ft.Row(
            [
                *([] if bill.waits(serving) else [_open(words.change if serving.due is not None else words.due, show("due"))]),
                *([controls.quiet_button(words.word, show("word"), key="open-word", icon=ft.Icons.PASSWORD)] if coupons else []),
            ],
            spacing=8,
            wrap=True,
        )
    )
    if opened == "due":
        digits = _digits(typed)
        field = entry(
            tools,
            words.due_field,
            typed,
            lambda text: put(_digits(text)),
            key="due",
            keyboard=ft.KeyboardType.NUMBER,
            on_submit=ask if digits else None,
        )
        pieces += [field, buttons.big(words.due_do, tools.guard(ask) if digits else None, key="due-go")]
    elif opened == "word":
        good = SHORTEST_WORD <= len(_word(typed)) <= LONGEST_WORD and _word(typed).isascii() and _word(typed).isalnum()
        field = entry(tools, words.word_field, typed, put, key="word", helper=words.word_hint, on_submit=claim if good else None)
        pieces += [field, buttons.big(words.word_do, tools.guard(claim) if good else None, key="word-go")]
    column = ft.Column(pieces, spacing=12, tight=True, expand=True)
    return controls.card(ft.Row([column]), key="billing", padding=ft.Padding.symmetric(horizontal=12, vertical=8))


def _open(words: str, show: controls.Handler) -> ft.Control:
    return controls.quiet_button(words, show, key="open-due", icon=ft.Icons.RECEIPT_OUTLINED)


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdecimal()).lstrip("0")[:LONGEST]


def _word(text: str) -> str:
    return "".join(text.split()).upper()


def _known(serving: Serving, language: Language, forget: controls.Handler, *, narrow: bool) -> ft.Control:
    """The bill, what the coupons take off it, and how many points it takes at most."""
    words, due = BILLING.of(language), serving.due or 0
    off, most = bill.taken(serving), bill.most_of(serving)
    rows: list[ft.Control] = [controls.pair(words.total, formats.yen(due), strong=True)]
    if off:
        rows.append(controls.pair(words.off, formats.yen(-off)))
    at_most = words.at_most(paying.with_yen(most, serving.panel.spending.value(most), language))
    rows.append(controls.pair(words.points, at_most, narrow=narrow))
    close = controls.icon_button(ft.Icons.CLOSE, words.forget, forget, key="due-forget", color=theme.QUIET)
    return ft.Row([ft.Column(rows, spacing=4, expand=True), close], spacing=4, key="due-known")
