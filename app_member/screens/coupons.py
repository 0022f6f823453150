"""Coupons: usable now, coming, used. Each says its value, its condition and its last day at a glance."""

from dataclasses import dataclass

import flet as ft

from app_member.home import use_session
from app_member.parts import coupon
from app_member.parts.coupon_sheet import CouponSheet
from app_member.parts.frame import tab_head, tab_view
from app_member.parts.next_set import next_set
from app_member.parts.stamps import stamp_shelf
from app_member.parts.word import WordEntry
from shared.i18n import Language, formats
from shared.i18n.common import COMMON
from shared.i18n.member import Member
from shared.i18n.member.coupon import USING
from shared.ui import abreast, controls, states, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_observed, use_state
from shared.wire.coupons import Voucher

SHELVES = ("usable", "upcoming", "used")


def shelf_of(voucher: Voucher) -> str:
    """Which of the three lists a voucher belongs to; one at the till stays with the usable ones."""
    if voucher.state in ("used", "expired"):
        return "used"
    return "usable" if voucher.usable or voucher.state == "reserved" else "upcoming"


@ft.component
def CouponsScreen() -> ft.View:
    actions, session, words = use_session()
    shelf = use_observed(actions.state.vouchers)
    cards = use_observed(actions.state.stamps)
    card = use_observed(actions.state.card).value
    chosen, choose = use_state("usable")
    using, use = use_state("")
    use_work(actions.lists.load_vouchers, [card.version if card else None])
    use_work(actions.lists.load_stamps, [card.version if card else None])
    body: list[ft.Control] = []
    if shelf.value is None:
        if shelf.error is not None:
            body.append(
                states.failed(shelf.error, session.language, actions.guard(lambda: actions.guard.spawn(actions.lists.load_vouchers)))
            )
        else:
            body.append(
                states.skeleton(
                    [states.bone(44, radius=22), *(states.bone(104, radius=theme.CARD_RADIUS) for _ in range(3))], session.language
                )
            )
    else:
        if shelf.error is not None:
            body.append(states.StaleBar(session.language, lambda: actions.age(shelf.at)))
        body += stamp_shelf(cards, shelf.value, session.language, actions.guard(use), actions.guard(actions.lists.load_stamps))
        if chosen == "usable" and card is not None:
            body += next_set(card, shelf.value, session.language)
        body.append(_switch(chosen, words, shelf.value, actions.guard(choose)))
        mine = [voucher for voucher in shelf.value if shelf_of(voucher) == chosen]

        def open_receipt(receipt: str) -> None:
            actions.go(f"/receipts/{receipt}")

        does = Does(actions.guard(use), actions.guard(open_receipt) if session.has("receipts") else None)
        body += _list(mine, chosen, session.language, words, does)
        if chosen == "usable":
            body.append(WordEntry())
    open_one = next((voucher for voucher in shelf.value or () if voucher.id == using and voucher.usable), None)
    return tab_view("/coupons", tab_head(words.coupons.title), [*body, CouponSheet(open_one, lambda: use(""))])


@dataclass(frozen=True, slots=True)
class Does:
    """What a ticket's buttons do."""

    use: abreast.Choose
    open_receipt: abreast.Choose | None
    """None where the shop keeps no receipts."""


def _switch(chosen: str, words: Member, vouchers: tuple[Voucher, ...], choose: abreast.Choose) -> ft.Control:
    names = {"usable": words.coupons.usable, "upcoming": words.coupons.upcoming, "used": words.coupons.used}
    counts = {shelf: sum(shelf_of(voucher) == shelf for voucher in vouchers) for shelf in SHELVES}
    said = [(shelf, f"{names[shelf]} {counts[shelf]}" if counts[shelf] else names[shelf]) for shelf in SHELVES]
    return ft.Row([ft.Container(abreast.tabs(said, chosen, choose, key="shelf"), expand=True)])  # as wide as the tickets, however they wrap


def _list(mine: list[Voucher], shelf: str, language: Language, words: Member, does: Does) -> list[ft.Control]:
    if not mine:
        sentence = {"usable": words.coupons.empty, "upcoming": words.coupons.empty_upcoming, "used": words.coupons.empty_used}[shelf]
        return [states.empty(ft.Icons.LOCAL_ACTIVITY_OUTLINED, sentence)]
    tickets: list[ft.Control] = [
        coupon.ticket(voucher, language, faded=shelf == "used", foot=_foot(voucher, language, words, does)) for voucher in mine
    ]
    if shelf == "usable":
        tickets.append(theme.quiet(words.coupons.use_hint))
    return [ft.Column(tickets, spacing=12)]


def _since(voucher: Voucher, language: Language) -> list[ft.Control]:
    """One that waits for a weekday or a birthday has said so above."""
    terms = voucher.terms
    if terms.weekdays or terms.holidays or terms.birthday_month or terms.first_visit:
        return []
    return [coupon.state(COMMON.of(language).since(formats.day(voucher.starts_on, language)), ft.Icons.SCHEDULE)]


def _foot(voucher: Voucher, language: Language, words: Member, does: Does) -> list[ft.Control]:
    if voucher.state == "reserved":
        return [coupon.state(words.coupons.reserved, ft.Icons.POINT_OF_SALE), coupon.last_day(voucher, language)]
    if voucher.state == "expired":
        return [coupon.state(words.coupons.expired, ft.Icons.EVENT_BUSY), coupon.last_day(voucher, language)]
    if voucher.state == "used":
        foot: list[ft.Control] = []
        if voucher.used_at is not None:
            foot.append(coupon.state(words.coupons.used_on(formats.short_moment(voucher.used_at, language)), ft.Icons.CHECK))
        if voucher.receipt is not None and does.open_receipt is not None:
            opened = controls.bound(does.open_receipt, voucher.receipt)
            foot.append(controls.quiet_button(words.coupons.receipt, opened, key=f"receipt-{voucher.id}"))
        return foot
    if not voucher.usable:
        return [*_since(voucher, language), coupon.last_day(voucher, language)]
    using = USING.of(language)
    chosen = [controls.chip(using.chosen, icon=ft.Icons.CHECK_CIRCLE, key=f"chosen-{voucher.id}")] if voucher.chosen else []
    button = controls.secondary(
        using.show_code if voucher.chosen else using.use,
        controls.bound(does.use, voucher.id),
        key=f"use-{voucher.id}",
        icon=ft.Icons.QR_CODE_2 if voucher.chosen else None,
    )
    return [coupon.last_day(voucher, language), *chosen, ft.Container(button, alignment=ft.Alignment.CENTER_RIGHT)]
