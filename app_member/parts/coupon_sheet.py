"""Using a coupon: what the shop will do; then the choice for the next scan, and the code to show."""

import flet as ft

from app_member.home import use_session
from app_member.parts import coupon
from app_member.session import Shown
from shared.i18n import Language, worth
from shared.i18n.member import MEMBER
from shared.i18n.member.coupon import USING
from shared.qr.number import grouped
from shared.ui import controls, theme, ticket_face
from shared.ui.hooks import use_observed
from shared.wire.coupons import Voucher

HEIGHT, CHOSEN = 360, 600
CODE = 220
"""Logical pixels: the sheet's code is for a till's scanner an arm away."""


@ft.component
def CouponSheet(voucher: Voucher | None, close: controls.Handler) -> ft.Control:
    """Open while there is a coupon: one sheet before it is picked, a higher one afterwards."""
    picked = voucher is not None and voucher.chosen
    return ft.Column([HowSheet(None if picked else voucher, close), PickedSheet(voucher if picked else None, close)], spacing=0)


@ft.component
def HowSheet(voucher: Voucher | None, close: controls.Handler) -> ft.Control:
    actions, session, _ = use_session()

    async def choose() -> None:
        if voucher is not None:
            await actions.lists.choose(voucher.id)

    def put_away() -> None:
        """Also heard when the other sheet takes this one's place: then nothing was put away."""
        held = actions.state.vouchers.value or ()
        if not any(each.chosen for each in held if voucher is not None and each.id == voucher.id):
            close()

    content = None
    if voucher is not None:
        content = ft.Column([_head(voucher, session.language), _how(session.language)], spacing=18, tight=True, key="coupon-sheet")
    do = controls.primary(USING.of(session.language).choose, actions.guard(choose), key="choose", icon=ft.Icons.CHECK)
    ft.use_dialog(controls.sheet(content, actions.guard(put_away), height=HEIGHT, foot=do) if content is not None else None)
    return ft.Container()


@ft.component
def PickedSheet(voucher: Voucher | None, close: controls.Handler) -> ft.Control:
    actions, session, _ = use_session()
    shown = use_observed(actions.state.shown)
    card = use_observed(actions.state.card).value
    words = USING.of(session.language)

    async def drop() -> None:
        if voucher is not None:
            close()
            await actions.lists.drop(voucher.id)
            actions.guard.toast(words.dropped, good=True)

    content = None
    if voucher is not None:
        rest = _chosen(voucher, shown, "" if card is None else card.number, session.language, actions.guard(drop))
        head = ft.Column(_named(voucher, session.language), spacing=4)
        content = ft.Column([head, *rest], spacing=18, tight=True, key="picked-sheet")
    ft.use_dialog(controls.sheet(content, actions.guard(close), height=CHOSEN) if content is not None else None)
    return ft.Container()


def _head(voucher: Voucher, language: Language) -> ft.Control:
    return ft.Column([*_named(voucher, language), *_terms(voucher, language)], spacing=4)


def _named(voucher: Voucher, language: Language) -> list[ft.Control]:
    return [
        ft.Semantics(header=True, content=theme.title(coupon.value(voucher, language))),
        theme.text(coupon.name(voucher, language), size=16, bold=True),
    ]


def _terms(voucher: Voucher, language: Language) -> list[ft.Control]:
    return [
        theme.quiet(ticket_face.asked(voucher, language)),
        *([theme.quiet(worth.WORDS.of(language).stackable)] if voucher.terms.stackable else []),
        coupon.last_day(voucher, language),
    ]


def _how(language: Language) -> ft.Control:
    words = USING.of(language)
    steps: list[ft.Control] = [theme.quiet(words.how, size=14)]
    for number, step in enumerate(words.steps, 1):
        row = [coupon.mark(number), theme.text(step, size=15, expand=True)]
        steps.append(ft.Row(row, spacing=12, vertical_alignment=ft.CrossAxisAlignment.START))
    return ft.Column(steps, spacing=10)


def _chosen(voucher: Voucher, shown: Shown, number: str, language: Language, drop: controls.Handler) -> list[ft.Control]:
    """The code comes first: it is held out at a till, and whole at any size of text."""
    words = USING.of(language)
    chip = controls.chip(words.chosen, icon=ft.Icons.CHECK_CIRCLE, size=14, key="chosen")
    more = ft.Column([theme.quiet(words.chosen_more, size=14), *_terms(voucher, language)], spacing=4)
    undo = ft.Container(controls.quiet_button(words.drop, drop, key="drop", icon=ft.Icons.UNDO), alignment=ft.Alignment.CENTER)
    return [ft.Semantics(live_region=True, container=True, content=ft.Row([chip])), _code(shown, number, language), more, undo]


def _code(shown: Shown, number: str, language: Language) -> ft.Control:
    """The card's own code, dark on white in both themes; without one the number, which earns and redeems as well."""
    words = USING.of(language)
    pieces: list[ft.Control] = []
    if shown.png is not None:
        pieces.append(
            ft.Image(
                src=shown.png,
                key="coupon-code",
                width=CODE,
                height=CODE,
                filter_quality=ft.FilterQuality.NONE,
                gapless_playback=True,
                semantics_label=words.code,
            )
        )
    elif shown.failed:
        pieces.append(theme.text(MEMBER.of(language).card.code_offline, size=15, bold=True, color=theme.PAPER_INK, key="coupon-no-code"))
    pieces.append(theme.text(grouped(number), size=16, bold=True, color=theme.PAPER_INK, align=ft.TextAlign.CENTER))
    pieces.append(theme.text(words.code_more, size=12, color=theme.PAPER_QUIET, align=ft.TextAlign.CENTER))
    inside = ft.Column(pieces, spacing=6, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
    paper = ft.Container(
        inside, bgcolor=theme.PAPER, border=ft.Border.all(1, theme.PAPER_HAIR), border_radius=theme.CARD_RADIUS, padding=14
    )
    return ft.Row([ft.Container(paper, expand=True)])
