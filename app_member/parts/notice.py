"""A notice as a row of the list, and the coupon inside it."""

import flet as ft

from shared.i18n import Language, formats, pick
from shared.i18n.common import COMMON
from shared.i18n.member.notices import Notices as Words
from shared.ui import abreast, controls, theme
from shared.ui.hooks import keyed
from shared.ui.photo import Fetch, Photo
from shared.wire.notices import Kind, Notice, NoticeCoupon

ICONS: dict[Kind, ft.IconData] = {
    "shop": ft.Icons.STOREFRONT_OUTLINED,
    "expiry": ft.Icons.HOURGLASS_BOTTOM,
    "coupon": ft.Icons.LOCAL_ACTIVITY_OUTLINED,
    "tickets": ft.Icons.CONFIRMATION_NUMBER_OUTLINED,
    "rank": ft.Icons.WORKSPACE_PREMIUM_OUTLINED,
    "reminder": ft.Icons.EVENT_NOTE,
    "account": ft.Icons.SHIELD_OUTLINED,
}
SIDE = 56


def title(notice: Notice, language: Language) -> str:
    return pick(language, notice.title_ja, notice.title_en)


def text(notice: Notice, language: Language) -> str:
    return pick(language, notice.text_ja, notice.text_en)


def sender(notice: Notice, words: Words) -> str:
    """The store, or what it is about."""
    return notice.store_name or words.kinds[notice.kind]


def row(notice: Notice, language: Language, words: Words, fetch: Fetch, open_notice: abreast.Choose) -> ft.Control:
    who, when = sender(notice, words), formats.short_moment(notice.at, language)
    urgent = {"bgcolor": theme.AMBER, "color": theme.ON_AMBER} if notice.kind in ("expiry", "tickets", "account") else {}
    lead = (
        keyed(Photo, f"photo-{notice.id}", fetch, notice.picture, SIDE)
        if notice.picture
        else controls.badge(ICONS[notice.kind], SIDE, **urgent)
    )
    said: list[ft.Control] = [
        theme.text(title(notice, language), size=16, bold=not notice.read),
        theme.text(text(notice, language), size=14, color=theme.QUIET, lines=2),
        ft.Row([theme.quiet(who), theme.quiet(when)], spacing=10, run_spacing=0, wrap=True),
    ]
    if notice.coupon is not None:
        said.append(controls.chip(words.with_coupon, icon=ft.Icons.LOCAL_ACTIVITY_OUTLINED))
    dot = ft.Container(width=10, height=10, bgcolor=None if notice.read else theme.RED, border_radius=5)
    label = f"{'' if notice.read else words.new + ' '}{title(notice, language)} {text(notice, language)} {who} {when}"
    return controls.tappable(
        ft.Row(
            [lead, ft.Column(said, spacing=4, expand=True, tight=True), dot],
            spacing=14,
            vertical_alignment=ft.CrossAxisAlignment.START,
        ),
        lambda: open_notice(notice.id),
        key=f"notice-{notice.id}",
        label=label if notice.coupon is None else f"{label} {words.with_coupon}",
        bare=True,
    )


def inside(offer: NoticeCoupon, language: Language, words: Words, take: controls.Handler, see: controls.Handler) -> ft.Control:
    """The coupon in a notice: what it is worth, until when, and the way to it."""
    common = COMMON.of(language)
    worth = {"percent": common.percent_off(offer.value), "amount": common.yen_off(formats.yen(offer.value))}.get(offer.kind)
    facts = [common.until(formats.day(offer.ends_on, language))]
    if offer.minimum:
        facts.insert(0, common.minimum(formats.yen(offer.minimum)))
    gone = offer.state in ("used", "over")
    ground, ink = (theme.SUNK, theme.QUIET) if gone else (theme.TINT, theme.ON_TINT)
    said: list[ft.Control] = [
        *([theme.text(worth, size=24, bold=True, color=ink)] if worth else []),  # of the other kinds the name says what one gets
        theme.text(pick(language, offer.name_ja, offer.name_en), size=16, bold=True, color=ink),
        *(theme.text(fact, size=13, color=ink) for fact in facts),
    ]
    if offer.state == "open":
        foot = controls.primary(words.take, take, key="take-coupon", icon=ft.Icons.DOWNLOAD)
    elif offer.state == "held":
        foot = controls.primary(words.see_coupon, see, key="see-coupon", icon=ft.Icons.LOCAL_ACTIVITY_OUTLINED)
    else:
        icon = ft.Icons.CHECK if offer.state == "used" else ft.Icons.EVENT_BUSY
        foot = controls.chip(words.used if offer.state == "used" else words.over, icon=icon, bgcolor=theme.CARD, color=theme.QUIET)
    return ft.Container(
        ft.Column([ft.Column(said, spacing=4, tight=True), foot], spacing=16, tight=True),
        key="inside",
        bgcolor=ground,
        border_radius=theme.CARD_RADIUS,
        padding=20,
    )
