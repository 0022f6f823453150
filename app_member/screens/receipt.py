"""One receipt, as paper: 適格簡易請求書 with its lines, ※, totals and tax per rate, how it was paid, and the points."""

import flet as ft

from app_member.home import use_session
from app_member.parts.frame import sub_view
from shared.client import ApiError, SignedOut
from shared.i18n import Language, formats
from shared.i18n.member import Member
from shared.ui import controls, states, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_state
from shared.wire.receipts import Receipt, ReceiptLine


@ft.component
def ReceiptScreen() -> ft.View:
    actions, session, words = use_session()
    receipt_id = ft.use_route_params().get("receipt", "")
    found, show = use_state(_nothing)
    failed, fail = use_state(_no_error)

    async def load() -> None:
        fail(None)
        try:
            show(await actions.receipt(receipt_id))
        except SignedOut:
            raise
        except ApiError as error:
            fail(error)

    use_work(load, [receipt_id])
    if found is not None:
        body: ft.Control = _paper(found, session.language, words, actions.guard(lambda: actions.go(f"/points/{found.grant}")))
    elif failed is not None:
        body = states.failed(failed, session.language, actions.guard(lambda: actions.guard.spawn(load)))
    else:
        body = states.skeleton([states.bone(520, radius=theme.CARD_RADIUS)], session.language)
    return sub_view(words.receipts.title, [body], back="/receipts")


def _nothing() -> Receipt | None:
    return None


def _no_error() -> ApiError | None:
    return None


def _paper(receipt: Receipt, language: Language, words: Member, open_why: controls.Handler) -> ft.Control:
    pieces: list[ft.Control] = [
        _head(receipt, language, words),
        _dashes(),
        *(_line(line) for line in receipt.lines),
        *(controls.pair(discount.name or words.receipts.discount, formats.yen(-abs(discount.amount))) for discount in receipt.discounts),
        _dashes(),
        ft.Row(
            [
                theme.text(words.receipts.total, size=18, bold=True, expand=True),
                theme.text(formats.yen(receipt.total), size=26, bold=True, key="total"),
            ],
            vertical_alignment=ft.CrossAxisAlignment.END,
        ),
        *_taxes(receipt, words),
        _dashes(),
        *(
            controls.pair(tender.name or words.receipts.tenders.get(tender.kind, tender.kind), formats.yen(tender.amount), size=14)
            for tender in receipt.tenders
        ),
    ]
    if receipt.points or receipt.points_used:
        pieces.append(_points(receipt, words, open_why))
    return controls.card(ft.Column(pieces, spacing=10), padding=ft.Padding.symmetric(horizontal=20, vertical=24), key="paper")


def _head(receipt: Receipt, language: Language, words: Member) -> ft.Control:
    kind = words.receipts.returned if receipt.kind == "return" else words.receipts.simplified
    lines: list[ft.Control] = [
        theme.text(receipt.store_name, size=20, bold=True, align=ft.TextAlign.CENTER),
        theme.quiet(receipt.issuer, align=ft.TextAlign.CENTER),
    ]
    if receipt.registration:
        lines.append(theme.quiet(f"{words.receipts.registration} {receipt.registration}", align=ft.TextAlign.CENTER, key="registration"))
    lines += [
        ft.Container(height=2),
        theme.text(kind, size=13, bold=True, align=ft.TextAlign.CENTER),
        theme.quiet(formats.moment(receipt.at, language), align=ft.TextAlign.CENTER),
        theme.quiet(f"{words.receipts.number} {receipt.terminal}-{receipt.number}", align=ft.TextAlign.CENTER),
    ]
    return ft.Row([ft.Column(lines, spacing=3, horizontal_alignment=ft.CrossAxisAlignment.CENTER, expand=True)])


def _line(line: ReceiptLine) -> ft.Control:
    mark = " ※" if line.reduced else ""
    rows: list[ft.Control] = [controls.pair(f"{line.name}{mark}", formats.yen(line.amount))]
    if line.quantity_milli != 1000:
        rows.append(theme.quiet(f"   {formats.yen(line.unit_price)} × {formats.quantity(line.quantity_milli)}"))
    if line.discount:
        rows.append(theme.quiet(f"   {formats.yen(-abs(line.discount))}"))
    return ft.Column(rows, spacing=1)


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
            ft.Row(
                [controls.quiet_button(words.points.why(formats.points(receipt.points)), open_why, key="why")],
                alignment=ft.MainAxisAlignment.END,
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
