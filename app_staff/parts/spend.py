"""How many points: three presets and a pad. What is typed never exceeds what may be spent, and what the bill takes."""

import flet as ft
from msgspec import structs

from app_staff import bill
from app_staff.parts import buttons
from app_staff.parts.bill_pad import BillPad, note
from app_staff.session import Serving, senior
from app_staff.tools import Tools, use_session, use_tools, words_of
from shared.i18n import Language, formats, paying
from shared.i18n.billing import BILLING
from shared.ui import controls, figures, text_size, theme
from shared.ui.hooks import keyed
from shared.ui.pad import grown, pad
from shared.wire.spending import WHOLE

LONGEST = 7


@ft.component
def Spending(serving: Serving) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = words_of(session).panel
    if bill.waits(serving):
        return keyed(BillPad, f"bill-{serving.panel.visit}", serving)
    most, spending = bill.most_of(serving), serving.panel.spending
    easy = spending.floor(min(serving.panel.spendable or most, most))
    some = bill.some(spending)
    asks = serving.points > serving.panel.spendable or (serving.panel.how == "card" and not senior(session))
    free = serving.act is None
    presets = [
        (words.all, formats.number(easy), easy, "preset-all"),
        (words.odd, formats.number(bill.odd_part(easy)), bill.odd_part(easy), "preset-odd"),
        (formats.number(some), "pt", some, "preset-500"),
    ]
    row = [
        buttons.choice(
            name,
            tools.guard(_picker(tools, serving, points)) if free and 0 < points <= most and spending.fits(points) else None,
            key=key,
            chosen=serving.points == points and points > 0,
            under=under,
        )
        for name, under, points, key in presets
    ]
    shown = figures.points_text(serving.points, size=36, color=theme.BRAND if serving.points else theme.QUIET, key="spend")
    title = ft.Container(theme.heading(words.spend), expand=True)
    large = session.text_size >= text_size.LARGE  # a pane is too narrow for both in one line
    head = [ft.Row([title]), ft.Row([shown], alignment=ft.MainAxisAlignment.END)] if large else [ft.Row([title, shown])]

    def digit(value: str) -> None:
        tools.counter.type_points(lambda points: int(grown(str(points), value, LONGEST) or 0))

    def back() -> None:
        tools.counter.type_points(lambda points: points // 10)

    return controls.card(
        ft.Column(
            [
                ft.Column([*head, *_pays(serving, session.language)], spacing=0),
                ft.Row(row, spacing=8),
                *_why(serving, most, session.language),
                *([_note(words.ask_note)] if asks else []),
                ft.Semantics(
                    label=f"{words.pad} {formats.points(serving.points)}",
                    container=True,
                    content=pad(tools.guard(digit), tools.guard(back), key="pad", back_label=words.clear, double_zero=True),
                ),
            ],
            spacing=12,
        ),
        padding=16,
    )


def _pays(serving: Serving, language: Language) -> list[ft.Control]:
    """What they take off the bill, where a point is not a yen."""
    spending = serving.panel.spending
    if spending.plain:
        return []
    said = theme.text(BILLING.of(language).pays(formats.yen(spending.value(serving.points))), size=16, bold=True, key="spend-yen")
    return [ft.Container(said, alignment=ft.Alignment.CENTER_RIGHT)]


def _why(serving: Serving, most: int, language: Language) -> list[ft.Control]:
    """What the rules say of this bill, in as few lines as the pad beneath can spare."""
    spending, words = serving.panel.spending, BILLING.of(language)
    rest = paying.short(structs.replace(spending, permille=WHOLE), language)
    said = [*([words.share_most(formats.points(most), formats.rate(spending.permille))] if spending.of_bill else []), *rest]
    stop = "。" if language == "ja" else ". "
    return [note("".join(f"{each.rstrip('。.')}{stop}" for each in said).strip(), key="why")] if said else []


def _note(words: str) -> ft.Control:
    return ft.Row(
        [
            ft.Icon(ft.Icons.PHONELINK_RING, size=20, color=theme.BRAND),
            theme.text(words, size=14, color=theme.INK, expand=True, key="asks"),
        ],
        spacing=10,
    )


def _picker(tools: Tools, serving: Serving, points: int) -> controls.Handler:
    """A preset chosen again is put back."""

    def choose() -> None:
        tools.counter.choose_points(0 if serving.points == points else points)

    return choose
