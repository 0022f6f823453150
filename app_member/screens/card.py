"""The first screen: the card, open before anything is asked of anybody."""

import flet as ft

from app_member.home import use_session
from app_member.parts import coupon
from app_member.parts.arrival import ArrivalRow
from app_member.parts.brand_card import BrandCard
from app_member.parts.frame import tab_head, tab_view
from app_member.parts.tickets import tickets_tile
from shared.i18n import Language, formats, paying
from shared.i18n.common import rank_name
from shared.i18n.member import Member
from shared.i18n.member.account import ACCOUNT
from shared.i18n.rule_words import counted
from shared.ui import controls, figures, states, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_observed
from shared.wire.coupons import Voucher
from shared.wire.members import Card, RankView

NEAR = 300
"""Days within which a date needs no year."""


@ft.component
def CardScreen() -> ft.View:
    actions, session, words = use_session()
    shelf = use_observed(actions.state.card)
    card = shelf.value
    held = use_observed(actions.state.tickets).value
    use_work(actions.lists.load_tickets, [card.version if card else None, session.has("tickets")])
    ft.use_effect(actions.guard(actions.light.on), dependencies=[], cleanup=actions.guard(actions.light.off))
    pieces: list[ft.Control] = [BrandCard(card)]
    if shelf.error is not None and card is not None:  # below the code, which does not move under a scanner when the line goes
        pieces.append(states.StaleBar(session.language, lambda: actions.age(shelf.at)))
    if card is not None and card.frozen:
        pieces.append(_frozen(session.language, actions.guard(lambda: actions.go("/account"))))
    if session.others:
        pieces.append(_others(session.language, actions.guard(lambda: actions.go("/account"))))
    if session.arrival is not None:
        pieces.append(ArrivalRow(session.arrival))
    if card is not None:
        pieces.append(_balance(card, session.language, words, actions.guard(lambda: actions.go("/points"))))
        if held is not None and (held.books or held.on_sale):
            pieces.append(tickets_tile(held, session.language, actions.guard(lambda: actions.go("/tickets"))))
        if session.has("coupons"):
            pieces.append(_coupons(card, session.language, words, actions.guard(lambda: actions.go("/coupons"))))
    elif shelf.error is not None:
        pieces.append(states.failed(shelf.error, session.language, actions.guard(actions.retry), key="card-failed"))
    else:
        pieces.append(
            states.skeleton([states.bone(150, radius=theme.CARD_RADIUS), states.bone(64, radius=theme.CONTROL_RADIUS)], session.language)
        )
    return tab_view("/", tab_head(words.app), pieces)


def _frozen(language: Language, open_account: controls.Handler) -> ft.Control:
    words = ACCOUNT.of(language)
    return _notice(ft.Icons.AC_UNIT, words.frozen, words.unfreeze, open_account, key="frozen")


def _others(language: Language, open_account: controls.Handler) -> ft.Control:
    words = ACCOUNT.of(language)
    return _notice(ft.Icons.DEVICES, words.others, words.others_open, open_account, key="others")


def _notice(icon: ft.IconData, said: str, do: str, on_click: controls.Handler, *, key: str) -> ft.Control:
    """Something about the account that wants a look."""
    line = ft.Row([ft.Icon(icon, size=22, color=theme.ON_AMBER), theme.text(said, size=14, color=theme.ON_AMBER, expand=True)], spacing=12)
    button = ft.Container(controls.quiet_button(do, on_click, key=f"{key}-open"), alignment=ft.Alignment.CENTER_RIGHT)
    return ft.Container(
        ft.Column([line, button], spacing=2),
        key=key,
        bgcolor=theme.AMBER,
        border_radius=theme.CARD_RADIUS,
        padding=ft.Padding.only(left=16, right=8, top=12, bottom=4),
    )


def _balance(card: Card, language: Language, words: Member, open_points: controls.Handler) -> ft.Control:
    """The number this screen is about, and what comes next."""
    head = ft.Row(
        [
            theme.quiet(words.card.balance, size=14),
            ft.Row([theme.quiet(words.card.history), ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET)], spacing=2, tight=True),
        ],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
    )
    worth = paying.buys(card.spending, card.balance, language)
    notes: list[ft.Control] = [_note(ft.Icons.PAYMENTS_OUTLINED, worth, key="card-yen")] if worth else []
    notes.append(_note(ft.Icons.EVENT_OUTLINED, _expiry(card, language, words), key="next-expiry"))
    for n, coming in enumerate(card.waiting):
        day = words.card.delivery if coming.on is None else formats.short_day(coming.on, language)
        said = words.card.waiting(formats.points(coming.points), day)
        notes.append(_note(ft.Icons.HOURGLASS_TOP, said, key=f"waiting-{n}"))
    if card.debt:
        owed = words.card.held if card.held else words.card.debt
        notes.append(_note(ft.Icons.UNDO, owed(formats.points(card.debt)), key="debt"))
    face = ft.Container(
        ft.Column([head, figures.CountingPoints(card.balance), _rank(card.rank, language, words), *notes], spacing=10),
        key="open-points",
        padding=20,
        border_radius=theme.CARD_RADIUS,
        ink=True,
        on_click=open_points,
    )
    return controls.card(ft.Semantics(button=True, content=face), padding=0)


def _expiry(card: Card, language: Language, words: Member) -> str:
    """120 pt は 11/30 まで; with the year when that day is further than some months away."""
    expiry = card.next_expiry
    if expiry is None:
        return words.card.no_expiry
    near = (expiry.on - formats.here(card.server_now).date()).days < NEAR
    day = formats.short_day(expiry.on, language) if near else formats.day(expiry.on, language)
    return words.card.next_expiry(formats.points(expiry.points), day)


def _note(icon: ft.IconData, words: str, *, key: str) -> ft.Control:
    return ft.Row([ft.Icon(icon, size=17, color=theme.QUIET), ft.Container(theme.quiet(words, size=14, key=key), expand=True)], spacing=8)


def _rank(rank: RankView, language: Language, words: Member) -> ft.Control:
    if rank.next_rank is None:
        return theme.text(words.card.top_rank(rank_name(rank.rank, language)), size=14, bold=True, color=theme.BRAND, key="to-next")
    share = max(0.0, min(1.0, (rank.next_at - rank.to_next) / rank.next_at)) if rank.next_at else 0.0
    line = words.card.to_next(counted(rank.to_next, rank.by, language), rank_name(rank.next_rank, language))
    return ft.Column(
        [
            theme.text(line, size=14, bold=True, color=theme.INK, key="to-next"),
            ft.Semantics(
                exclude_semantics=True,
                content=ft.ProgressBar(value=share, bar_height=8, border_radius=4, color=theme.BRAND, bgcolor=theme.SUNK),
            ),
        ],
        spacing=8,
    )


def _usable(voucher: Voucher, language: Language, open_coupons: controls.Handler) -> ft.Control:
    face = ft.Container(
        coupon.chip(voucher, language), key=f"usable-{voucher.id}", ink=True, on_click=open_coupons, border_radius=theme.CONTROL_RADIUS
    )
    return controls.said(face, f"{coupon.value(voucher, language)} {coupon.name(voucher, language)}")


def _coupons(card: Card, language: Language, words: Member, open_coupons: controls.Handler) -> ft.Control:
    head = ft.Row(
        [
            ft.Container(theme.heading(words.card.usable), expand=True),
            controls.quiet_button(words.card.all_coupons, open_coupons, key="all-coupons"),
        ],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
    )
    if not card.vouchers:
        return ft.Column([head, theme.quiet(words.card.no_coupons, key="no-coupons")], spacing=4)
    chips = [_usable(voucher, language, open_coupons) for voucher in card.vouchers]
    return ft.Column([head, ft.Row(chips, spacing=10, run_spacing=10, wrap=True)], spacing=6)
