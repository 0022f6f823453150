"""A receipt brought back: what was bought and what of it is picked, what its return changes, and one button that takes it back."""

import flet as ft

from app_staff import picking
from app_staff.parts import buttons
from app_staff.parts.goods_back import goods_back
from app_staff.parts.unsure import unsure
from app_staff.session import Returning, Session
from app_staff.slate import use_slate
from app_staff.tools import Tools, use_session, use_tools, words_of
from shared.i18n import Language, formats, pick
from shared.i18n.returning import RETURNING
from shared.i18n.returning import Returning as Words
from shared.ui import controls, states, text_size, theme
from shared.wire.returns import ReturnEffect, ReturnSale

WIDE = 1100
NARROW = 600


@ft.component
def TakeBackPanel(step: Returning, below: list[ft.Control]) -> ft.Control:
    """On a narrow screen `below` comes last of what scrolls."""
    tools, session = use_tools(), use_session()
    words, sale = RETURNING.of(session.language), step.sale
    received, tick = use_slate(step.slate, "received", "")
    choice = f"{sale.id} {step.lines}"
    checked = received == choice  # another choice is looked at anew
    wide = session.width >= WIDE and session.text_size < text_size.LARGE
    left, right = goods_back(tools, step, words), _changes(tools, step, words, session.language)
    columns: ft.Control = (
        ft.Row(
            [ft.Container(left, expand=True), ft.Container(right, width=360)], spacing=20, vertical_alignment=ft.CrossAxisAlignment.START
        )
        if wide
        else ft.Column([left, right], spacing=16, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    )

    def check(on: bool) -> None:  # noqa: FBT001 - what a tick says
        tools.door.touch()
        tick(choice if on else "")

    ticks = picking.open_to(sale) and bool(step.lines) and step.act is None
    ticking = [controls.tick(words.received, tools.guard(check), chosen=checked, key="received")] if ticks else []
    head, roomy = _head(sale, words, session), session.room >= NARROW and session.text_size < text_size.LARGE
    scrolled: list[ft.Control] = [columns] if wide else [head, columns, *([] if roomy else ticking), *below]
    return ft.Column(
        [
            *([head] if wide else []),
            ft.Column(scrolled, spacing=16, scroll=ft.ScrollMode.AUTO, expand=True),
            *(ticking if roomy else []),
            unsure(tools, words_of(session)) if step.unsure else _foot(tools, step, words, session, checked=checked),
        ],
        key="take-back",
        spacing=16,
        expand=True,
    )


def _head(sale: ReturnSale, words: Words, session: Session) -> ft.Control:
    narrow = session.room < NARROW
    whose = words.member(sale.card) if sale.card else words.nobody
    icon = ft.Icons.PERSON_OUTLINE if sale.card else ft.Icons.NO_ACCOUNTS_OUTLINED
    who = ft.Column(
        [
            theme.text(words.title, size=28, bold=True),
            theme.quiet(words.sold(formats.moment(sale.at, session.language), words.till(sale.terminal), sale.number), size=14),
            ft.Row([controls.chip(whose, icon=icon, bgcolor=theme.SUNK, color=theme.INK, size=13, key="whose")], wrap=True),
        ],
        spacing=8,
        expand=not narrow,
    )
    total = ft.Column(
        [theme.quiet(words.total), theme.hero(formats.yen(sale.total), size=48, key="total")],
        spacing=2,
        horizontal_alignment=ft.CrossAxisAlignment.START if narrow else ft.CrossAxisAlignment.END,
        tight=True,
    )
    both: list[ft.Control] = [who, total]
    return controls.card(
        ft.Row([ft.Column(both, spacing=12, expand=True)])
        if narrow
        else ft.Row(both, spacing=16, vertical_alignment=ft.CrossAxisAlignment.START),
        padding=ft.Padding.symmetric(horizontal=20, vertical=14),
    )


def _changes(tools: Tools, step: Returning, words: Words, language: Language) -> ft.Control:
    sale = step.sale
    title = theme.heading(words.changed if sale.state == "returned" else words.changes)
    if picking.open_to(sale) and not step.lines:
        rows: list[ft.Control] = [theme.quiet(words.choose_first, size=15)]
    elif step.missed:
        again = tools.guard(tools.counter.returns.ask)
        rows = [controls.notice(words.missed, key="changes-missed"), controls.secondary(words.again, again, key="changes-again")]
    elif step.asking:
        rows = [states.skeleton([states.bone(24), states.bone(24), states.bone(24)], language)]
    else:
        rows = [*_money(sale, words), *_effect(sale.effect, words, language)]
    return controls.card(ft.Column([title, *rows], spacing=10), key="changes")


def _money(sale: ReturnSale, words: Words) -> list[ft.Control]:
    part = [controls.pair(words.back, formats.yen(sale.back))] if sale.money != sale.back or sale.back != sale.total else []
    return [*part, controls.pair(words.money, formats.yen(sale.money), strong=True, size=18), controls.rule()]


def _effect(effect: ReturnEffect | None, words: Words, language: Language) -> list[ft.Control]:
    if effect is None:
        return [theme.quiet(words.no_points, size=15)]
    rows: list[ft.Control] = []
    if effect.taken:
        rows.append(controls.pair(words.taken if effect.taken > 0 else words.given, formats.signed(-effect.taken), strong=True))
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
    if effect.repaid:
        rows.append(controls.notice(words.repaid(formats.points(effect.repaid)), key="repaid", icon=ft.Icons.SAVINGS_OUTLINED))
    rows += [controls.rule(), controls.pair(words.balance, formats.points(effect.balance), strong=True, size=18)]
    return rows


def _foot(tools: Tools, step: Returning, words: Words, session: Session, *, checked: bool) -> ft.Control:
    sale, language = step.sale, session.language
    open_ = picking.open_to(sale)
    stop = buttons.beside(
        words.stop if open_ else words_of(session).result.go_on,
        None if step.busy else tools.guard(tools.counter.leave),
        key="return-stop",
        icon=ft.Icons.CLOSE if open_ else ft.Icons.ARROW_FORWARD,
    )
    if sale.state == "at_pos":
        return ft.Column([controls.notice(words.at_pos, key="at-pos", icon=ft.Icons.POINT_OF_SALE), ft.Row([stop])], spacing=12)
    if sale.state == "returned" and sale.returned_at is not None and step.act is None:
        said = words.returned(formats.moment(sale.returned_at, language))
        return ft.Column([controls.notice(said, key="returned", icon=ft.Icons.ASSIGNMENT_RETURNED_OUTLINED), ft.Row([stop])], spacing=12)
    ready = checked and bool(step.lines) and not (step.asking or step.missed)
    main = buttons.big(
        _said(step, words, session, ready=ready),
        tools.guard(tools.counter.returns.take) if ready else None,
        key="return-confirm",
        icon=ft.Icons.ASSIGNMENT_RETURN_OUTLINED if ready else None,
        busy=step.busy,
    )
    if session.width < WIDE:
        return ft.Column([main, ft.Row([stop])], spacing=12)
    return ft.Row([ft.Container(ft.Row([stop]), expand=2), ft.Container(main, expand=4)], spacing=12)


def _said(step: Returning, words: Words, session: Session, *, ready: bool) -> str:
    if step.busy:
        return words_of(session).panel.sending
    if not step.lines:
        return words.choose_first
    whole = step.sale.state == "open" and step.lines == picking.everything(step.sale)
    return (words.confirm if whole else words.confirm_part)(formats.yen(step.sale.back)) if ready else words.confirm_first
