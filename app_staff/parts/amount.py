"""金額入力: at a till without a POS the clerk types what was paid."""

import flet as ft

from app_staff.parts import buttons
from app_staff.parts.unsure import unsure
from app_staff.session import Serving, Session
from app_staff.slate import use_slate
from app_staff.tools import use_session, use_tools, words_of
from shared.i18n import formats, paying
from shared.i18n.staff.words import Amount
from shared.ui import controls, text_size, theme
from shared.ui.hooks import Setter
from shared.ui.pad import grown, pad

LONGEST = 7
NARROW = 600
FRESH = "amount-fresh"
STANDARD, REDUCED = 100, 80
"""Tax in permille."""


@ft.component
def AmountEntry(serving: Serving, below: list[ft.Control]) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = words_of(session).amount
    known = serving.due or 0
    typed, set_typed = use_slate(serving.slate, "amount", str(known or ""))
    _, set_fresh = use_slate(serving.slate, FRESH, bool(known))  # what is known already gives way to the first digit
    rate, set_rate = use_slate(serving.slate, "rate", STANDARD)
    amount = int(typed or 0)
    free = serving.act is None

    def digit(value: str) -> None:
        tools.door.touch()
        fresh = serving.slate.of(FRESH, bool(known))  # asked now: two digits may come before the screen is drawn again
        set_typed(lambda now: grown("" if fresh else now, value, LONGEST))
        set_fresh(lambda _: False)

    def back() -> None:
        tools.door.touch()
        set_typed(lambda now: now[:-1])
        set_fresh(lambda _: False)

    async def record() -> None:
        await tools.counter.record(amount, rate)

    async def leave_it() -> None:
        """What was typed is what the bill comes to, for whatever is done next."""
        serving.slate.wipe("amount")
        serving.slate.wipe(FRESH)
        tools.counter.enter(amount=False)
        if amount != known:
            await tools.counter.billing.ask(amount)

    rates = [
        buttons.choice(name, tools.guard(_setter(set_rate, value)) if free else None, key=f"rate-{value}", chosen=rate == value)
        for name, value in ((words.standard, STANDARD), (words.reduced, REDUCED))
    ]
    stacked = session.text_size >= text_size.LARGE and session.width < NARROW
    tax = theme.text(words.tax, size=14, color=theme.QUIET)
    taxed = ft.Column([tax, ft.Row([*rates], spacing=12)], spacing=4) if stacked else ft.Row([tax, *rates], spacing=12)
    busy = serving.busy
    said = words_of(session).panel.sending if busy else words.button(formats.yen(amount)) if amount else words.button_empty
    go = buttons.big(
        said, tools.guard(record) if amount and free else None, key="record", icon=ft.Icons.CHECK if amount else None, busy=busy
    )
    leave = buttons.beside(words.back, tools.guard(leave_it) if free else None, key="amount-back", icon=ft.Icons.ARROW_BACK)
    face = controls.card(
        ft.Column(
            [
                *_top(serving, session, words, amount),
                taxed,
                pad(tools.guard(digit), tools.guard(back), key="pad", back_label=words.back, double_zero=True),
            ],
            spacing=16,
        ),
        padding=24 if session.width >= NARROW else 16,
    )
    share = 3 if session.width >= NARROW else 2  # the way back keeps its icon beside its word
    both = ft.Column([go, ft.Row([leave])], spacing=12) if stacked else ft.Row([leave, ft.Container(go, expand=share)], spacing=12)
    acts = unsure(tools, words_of(session)) if serving.unsure else both
    above = ft.Column([face, *below], spacing=16, scroll=ft.ScrollMode.AUTO, expand=True)  # what is to be pressed stays in sight
    return ft.Column([above, acts], key="amount-entry", spacing=16, expand=True)


def _top(serving: Serving, session: Session, words: Amount, amount: int) -> list[ft.Control]:
    """Whose bill, what it comes to, and what of it points paid."""
    wide, large = session.width >= NARROW, session.text_size >= text_size.LARGE
    who = theme.text(serving.panel.name, size=18, bold=True, key="member")
    lead = theme.quiet(words.lead, size=14)
    figure = theme.hero(formats.yen(amount), key="amount", color=theme.INK if amount else theme.QUIET, size=64 if wide else 40)
    by_points = min(serving.used_yen, amount)
    points = paying.with_yen(serving.used_points if by_points == serving.used_yen else by_points, by_points, session.language)
    paid = [theme.quiet(words.paid_by_points(points), size=14, align=ft.TextAlign.END)] if serving.used_points else []
    if large and wide:  # the pad wants the height
        beside = ft.Row([ft.Column([who, lead], spacing=4, expand=True), figure], spacing=16)
        return [ft.Row([ft.Column([beside, *paid], spacing=0, horizontal_alignment=ft.CrossAxisAlignment.END, expand=True)])]
    titled = ft.Column([theme.title(words.title), lead], spacing=4, expand=True)
    head = ft.Column([who, ft.Row([titled])], spacing=4) if large else ft.Row([titled, who], spacing=16)
    both = ft.Column([figure, *paid], spacing=0, horizontal_alignment=ft.CrossAxisAlignment.END)
    return [head, ft.Container(both, alignment=ft.Alignment.CENTER_RIGHT)]


def _setter(set_rate: Setter[int], rate: int) -> controls.Handler:
    return lambda: set_rate(rate)
