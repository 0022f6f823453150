"""Where points pay a share of the bill: its amount is typed first, on the pad on which the points are typed then."""

import flet as ft

from app_staff.parts import buttons
from app_staff.session import Serving
from app_staff.slate import use_slate
from app_staff.tools import use_session, use_tools, words_of
from shared.i18n import formats
from shared.i18n.billing import BILLING
from shared.ui import controls, theme
from shared.ui.pad import grown, pad

LONGEST = 7


@ft.component
def BillPad(serving: Serving) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = BILLING.of(session.language)
    typed, put = use_slate(serving.slate, "bill", "")
    amount, free = int(typed or 0), serving.act is None

    def digit(value: str) -> None:
        tools.door.touch()
        put(lambda now: grown(now, value, LONGEST))

    def back() -> None:
        tools.door.touch()
        put(lambda now: now[:-1])

    async def go() -> None:
        await tools.counter.billing.ask(amount)

    shown = theme.hero(formats.yen(amount), key="bill", color=theme.INK if amount else theme.QUIET, size=36)
    return controls.card(
        ft.Column(
            [
                ft.Row([theme.heading(words.total), ft.Container(shown, expand=True, alignment=ft.Alignment.CENTER_RIGHT)]),
                note(words.share_first(formats.rate(serving.panel.spending.permille)), key="share-first"),
                ft.Semantics(
                    label=f"{words.total} {formats.yen(amount)}",
                    container=True,
                    content=pad(
                        tools.guard(digit),
                        tools.guard(back),
                        key="bill-pad",
                        back_label=words_of(session).panel.clear,
                        double_zero=True,
                    ),
                ),
                buttons.big(words.share_go, tools.guard(go) if amount and free else None, key="bill-go"),
            ],
            spacing=12,
        ),
        padding=16,
    )


def note(words: str, *, key: str) -> ft.Control:
    """Why it is not more."""
    return ft.Row(
        [ft.Icon(ft.Icons.INFO_OUTLINE, size=20, color=theme.BRAND), theme.text(words, size=14, color=theme.INK, expand=True, key=key)],
        spacing=10,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
