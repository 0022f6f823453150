"""A receipt brought back: what was bought, what the return changes, and one button that takes the whole of it back."""

import flet as ft

from app_staff.parts import buttons
from app_staff.parts.unsure import unsure
from app_staff.session import Returning, Session
from app_staff.tools import Tools, use_session, use_tools, words_of
from shared.i18n import Language, formats, pick
from shared.i18n.returning import RETURNING
from shared.i18n.returning import Returning as Words
from shared.ui import controls, theme
from shared.ui.hooks import keyed, use_state
from shared.ui.photo import Photo
from shared.wire.receipts import ReceiptLine
from shared.wire.returns import ReturnEffect, ReturnSale

WIDE = 1100
PICTURE = 48


@ft.component
def TakeBackPanel(step: Returning) -> ft.Control:
    tools, session = use_tools(), use_session()
    words, sale = RETURNING.of(session.language), step.sale
    received, tick = use_state("")
    checked = received == sale.id
    wide = session.width >= WIDE
    left, right = _goods(tools, sale, words), _changes(sale, words, session.language)
    columns: ft.Control = (
        ft.Row(
            [ft.Container(left, expand=True), ft.Container(right, width=380)], spacing=20, vertical_alignment=ft.CrossAxisAlignment.START
        )
        if wide
        else ft.Column([right, left], spacing=16)
    )

    def check(on: bool) -> None:  # noqa: FBT001 - what a tick says
        tools.door.touch()
        tick(sale.id if on else "")

    ticking = controls.tick(words.received, tools.guard(check), chosen=checked, key="received") if sale.state == "open" else None
    return ft.Column(
        [
            _head(sale, words, session.language),
            ft.Column([columns], scroll=ft.ScrollMode.AUTO, expand=wide),
            *([ticking] if ticking is not None and step.act is None else []),
            unsure(tools, words_of(session)) if step.unsure else _foot(tools, step, words, session, checked=checked),
        ],
        key="take-back",
        spacing=16,
        expand=wide,
    )


def _head(sale: ReturnSale, words: Words, language: Language) -> ft.Control:
    whose = words.member(sale.card) if sale.card else words.nobody
    icon = ft.Icons.PERSON_OUTLINE if sale.card else ft.Icons.NO_ACCOUNTS_OUTLINED
    who = ft.Column(
        [
            theme.text(words.title, size=28, bold=True),
            theme.quiet(words.sold(formats.moment(sale.at, language), words.till(sale.terminal), sale.number), size=14),
            ft.Row([controls.chip(whose, icon=icon, bgcolor=theme.SUNK, color=theme.INK, size=13, key="whose")]),
        ],
        spacing=8,
        expand=True,
    )
    total = ft.Column(
        [theme.quiet(words.total), theme.hero(formats.yen(sale.total), size=48, key="total")],
        spacing=2,
        horizontal_alignment=ft.CrossAxisAlignment.END,
        tight=True,
    )
    return controls.card(
        ft.Row([who, total], spacing=16, vertical_alignment=ft.CrossAxisAlignment.START),
        padding=ft.Padding.symmetric(horizontal=20, vertical=14),
    )


def _goods(tools: Tools, sale: ReturnSale, words: Words) -> ft.Control:
    rows = [_line(tools, line) for line in sale.lines]
    paid = [controls.pair(words.paid_by(tender.name or words.tenders[tender.kind]), formats.yen(tender.amount)) for tender in sale.tenders]
    return controls.card(ft.Column([theme.heading(words.goods), *rows, controls.rule(), *paid], spacing=10), key="goods")


def _line(tools: Tools, line: ReceiptLine) -> ft.Control:
    count = "" if line.quantity_milli == 1000 else f" ×{formats.quantity(line.quantity_milli)}"
    picture = [keyed(Photo, f"line-photo-{line.n}", tools.face.picture, line.picture, PICTURE)] if line.picture else []
    name = theme.text(f"{line.name}{count}{' ※' if line.reduced else ''}", size=16, expand=True)
    return ft.Row([*picture, name, theme.text(formats.yen(line.amount), size=16, bold=True, wrap=False)], spacing=12)


def _changes(sale: ReturnSale, words: Words, language: Language) -> ft.Control:
    title = theme.heading(words.changed if sale.returned_at is not None else words.changes)
    if sale.effect is None:
        return controls.card(ft.Column([title, theme.quiet(words.no_points, size=15)], spacing=10), key="changes")
    return controls.card(ft.Column([title, *_effect(sale.effect, words, language)], spacing=10), key="changes")


def _effect(effect: ReturnEffect, words: Words, language: Language) -> list[ft.Control]:
    rows: list[ft.Control] = []
    if effect.taken:
        rows.append(controls.pair(words.taken, formats.signed(-effect.taken), strong=True))
    if effect.restored:
        rows.append(controls.pair(words.restored, formats.signed(effect.restored), strong=True))
    for coupon in effect.coupons:
        icon = ft.Icon(ft.Icons.LOCAL_ACTIVITY_OUTLINED, size=20, color=theme.QUIET)
        rows.append(
            ft.Row([icon, theme.text(words.coupon(pick(language, coupon.name_ja, coupon.name_en)), size=15, expand=True)], spacing=8)
        )
    if not rows:
        rows.append(theme.quiet(words.no_points, size=15))
    if effect.borne:
        rows.append(controls.notice(words.borne(formats.points(effect.borne)), key="borne", icon=ft.Icons.STOREFRONT_OUTLINED))
    if effect.owed:
        rows.append(controls.notice(words.owed(formats.points(effect.owed)), key="owed", icon=ft.Icons.SAVINGS_OUTLINED))
    rows += [controls.rule(), controls.pair(words.balance, formats.points(effect.balance), strong=True, size=18)]
    return rows


def _foot(tools: Tools, step: Returning, words: Words, session: Session, *, checked: bool) -> ft.Control:
    sale, language = step.sale, session.language
    stop = buttons.beside(
        words.stop if sale.state == "open" else words_of(session).result.go_on,
        None if step.busy else tools.guard(tools.counter.leave),
        key="return-stop",
        icon=ft.Icons.CLOSE if sale.state == "open" else ft.Icons.ARROW_FORWARD,
    )
    if sale.state == "at_pos":
        return ft.Column([controls.notice(words.at_pos, key="at-pos", icon=ft.Icons.POINT_OF_SALE), ft.Row([stop])], spacing=12)
    if sale.returned_at is not None:
        said = words.part if sale.state == "part" else words.returned(formats.moment(sale.returned_at, language))
        return ft.Column([controls.notice(said, key="returned", icon=ft.Icons.ASSIGNMENT_RETURNED_OUTLINED), ft.Row([stop])], spacing=12)
    main = buttons.big(
        words_of(session).panel.sending if step.busy else words.confirm(formats.yen(sale.total)) if checked else words.confirm_first,
        tools.guard(tools.counter.returns.take) if checked else None,
        key="return-confirm",
        icon=ft.Icons.ASSIGNMENT_RETURN_OUTLINED if checked else None,
        busy=step.busy,
    )
    if session.width < WIDE:
        return ft.Column([main, ft.Row([stop])], spacing=12)
    return ft.Row([ft.Container(ft.Row([stop]), expand=2), ft.Container(main, expand=4)], spacing=12)
