"""One receipt, as paper: 適格簡易請求書 with its lines, ※, totals and tax per rate, how it was paid, and the points."""

from collections.abc import Awaitable, Callable

import flet as ft

from shared.i18n import Language, formats, pick
from shared.i18n.member import Member
from shared.i18n.member.paper import PAPER
from shared.ui import controls, theme
from shared.ui.hooks import keyed
from shared.ui.photo import Photo
from shared.wire.receipts import Receipt, ReceiptLine

PICTURE = 44
Fetch = Callable[[str], Awaitable[bytes | None]]


def paper(receipt: Receipt, language: Language, words: Member, fetch: Fetch, open_why: controls.Handler) -> ft.Control:
    """`fetch` gets the pictures of what was bought."""
    pieces: list[ft.Control] = [
        _head(receipt, language, words),
        _dashes(),
        *(_line(line, fetch) for line in receipt.lines),
        *(controls.pair(discount.name or words.receipts.discount, formats.yen(-abs(discount.amount))) for discount in receipt.discounts),
        _dashes(),
        _total(receipt, words),
        *_taxes(receipt, words),
        _dashes(),
        *(
            controls.pair(tender.name or words.receipts.tenders.get(tender.kind, tender.kind), formats.yen(tender.amount), size=14)
            for tender in receipt.tenders
        ),
    ]
    if receipt.coupons:
        pieces += [_dashes(), *_coupons(receipt, language)]
    if receipt.points or receipt.points_used:
        pieces.append(_points(receipt, words, open_why))
    return controls.card(ft.Column(pieces, spacing=10), padding=ft.Padding.symmetric(horizontal=20, vertical=24), key="paper")


def _total(receipt: Receipt, words: Member) -> ft.Control:
    """Beside each other, or below where large text has no room."""
    pieces: list[ft.Control] = [
        theme.text(words.receipts.total, size=18, bold=True),
        theme.text(formats.yen(receipt.total), size=26, bold=True, key="total"),
    ]
    line = ft.Row(
        pieces,
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        vertical_alignment=ft.CrossAxisAlignment.END,
        spacing=12,
        run_spacing=0,
        wrap=True,
    )
    return ft.Row([ft.Container(line, expand=True)])


def _head(receipt: Receipt, language: Language, words: Member) -> ft.Control:
    kind = words.receipts.returned if receipt.kind == "return" else words.receipts.simplified
    lines: list[ft.Control] = [
        theme.text(receipt.store_name, size=20, bold=True, align=ft.TextAlign.CENTER),
        theme.quiet(receipt.issuer, align=ft.TextAlign.CENTER),
    ]
    if receipt.registration:
        registration = f"{words.receipts.registration} {receipt.registration}"
        lines.append(theme.quiet(registration, size=12, align=ft.TextAlign.CENTER, key="registration"))
    lines += [
        ft.Container(height=2),
        theme.text(kind, size=13, bold=True, align=ft.TextAlign.CENTER),
        *([_given_back(receipt, language)] if receipt.returns else []),
        *_revised(receipt, language),
        theme.quiet(formats.moment(receipt.at, language), align=ft.TextAlign.CENTER),
        theme.quiet(f"{words.receipts.number} {receipt.terminal}-{receipt.number}", align=ft.TextAlign.CENTER),
    ]
    return ft.Row([ft.Column(lines, spacing=3, horizontal_alignment=ft.CrossAxisAlignment.CENTER, expand=True)])


def _revised(receipt: Receipt, language: Language) -> list[ft.Control]:
    words = PAPER.of(language).foot
    if receipt.amended_by is not None:
        return [controls.chip(words.former, icon=ft.Icons.EDIT_NOTE, bgcolor=theme.AMBER, color=theme.ON_AMBER, key="former-one")]
    if receipt.amends is None:
        return []
    return [controls.chip(words.amended, icon=ft.Icons.EDIT_NOTE, bgcolor=theme.SUNK, color=theme.QUIET, key="amended")]


def _given_back(receipt: Receipt, language: Language) -> ft.Control:
    words = PAPER.of(language).foot
    return controls.chip(
        words.partly_back if receipt.code else words.given_back,
        icon=ft.Icons.UNDO,
        bgcolor=theme.AMBER,
        color=theme.ON_AMBER,
        key="given-back",
    )


def _coupons(receipt: Receipt, language: Language) -> list[ft.Control]:
    rows: list[ft.Control] = [theme.quiet(PAPER.of(language).foot.coupons)]
    for coupon in receipt.coupons:
        name = theme.text(pick(language, coupon.name_ja, coupon.name_en), size=14, expand=True)
        rows.append(ft.Row([ft.Icon(ft.Icons.LOCAL_ACTIVITY_OUTLINED, size=18, color=theme.QUIET), name], spacing=8))
    return rows


def _line(line: ReceiptLine, fetch: Fetch) -> ft.Control:
    mark = " ※" if line.reduced else ""
    rows: list[ft.Control] = [controls.pair(f"{line.name}{mark}", formats.yen(line.amount))]
    if line.quantity_milli != 1000:
        rows.append(theme.quiet(f"   {formats.yen(line.unit_price)} × {formats.quantity(line.quantity_milli)}"))
    if line.discount:
        rows.append(theme.quiet(f"   {formats.yen(-abs(line.discount))}"))
    words = ft.Column(rows, spacing=1, expand=True)
    if line.picture is None:
        return words
    return ft.Row([keyed(Photo, f"photo-{line.n}", fetch, line.picture, PICTURE, 8), words], spacing=12)


def _taxes(receipt: Receipt, words: Member) -> list[ft.Control]:
    rows: list[ft.Control] = []
    for tax in receipt.taxes:
        mark = " ※" if tax.rate_permille == 80 else ""
        rows.append(
            controls.pair(words.receipts.tax(formats.rate(tax.rate_permille)) + mark, formats.yen(tax.taxable), size=14, color=theme.QUIET)
        )
        rows.append(ft.Row([theme.quiet(words.receipts.tax_inside(formats.yen(tax.tax)))], alignment=ft.MainAxisAlignment.END))
    if any(line.reduced for line in receipt.lines):
        rows.append(theme.quiet(words.receipts.reduced))
    return rows


def _points(receipt: Receipt, words: Member, open_why: controls.Handler) -> ft.Control:
    rows: list[ft.Control] = []
    if receipt.points_used:
        rows.append(controls.pair(words.receipts.used, formats.points(receipt.points_used), color=theme.ON_TINT))
    rows.append(controls.pair(words.receipts.earned, formats.signed(receipt.points), strong=True, color=theme.ON_TINT))
    if receipt.grant is not None:
        rows.append(
            ft.Container(
                controls.quiet_button(words.points.why(formats.points(receipt.points)), open_why, key="why"),
                alignment=ft.Alignment.CENTER_RIGHT,
            )
        )
    return ft.Container(
        ft.Column(rows, spacing=6),
        bgcolor=theme.TINT,
        border_radius=theme.CONTROL_RADIUS,
        padding=ft.Padding.only(left=16, right=16, top=14, bottom=6 if receipt.grant else 14),
        margin=ft.Margin.only(top=8),
    )


def _dashes() -> ft.Control:
    """The perforation of a till's paper."""
    line = ft.Text("- " * 80, size=11, color=theme.QUIET, max_lines=1, no_wrap=True, overflow=ft.TextOverflow.CLIP)
    return ft.Semantics(exclude_semantics=True, content=ft.Container(line, opacity=0.5, padding=ft.Padding.symmetric(vertical=2)))
