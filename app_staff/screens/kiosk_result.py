"""What came of a card or of answers: said large for a few seconds, with no more of anybody than what strangers may read."""

import flet as ft

from app_staff.doorstep import Sorry, Thanks
from app_staff.parts import buttons
from app_staff.tools import Tools
from shared.i18n import Language, formats, pick
from shared.i18n.kiosk import Kiosk
from shared.i18n.worth import worth
from shared.ui import controls, figures, text_size, theme
from shared.ui.guard import sentence
from shared.wire.checkin import Arrival, Asked
from shared.wire.coupons import Voucher
from shared.wire.problems import Code, Problem

BADGE = 96
NARROW = 600


def sheet(tools: Tools, pieces: list[ft.Control], foot: ft.Control | None = None, *, key: str, centred: bool = True) -> ft.Control:
    """A card over the shop's colour, with what is to be pressed at its `foot`. Where little has room it takes all of it, and what is told
    scrolls over the foot.
    """
    across = ft.CrossAxisAlignment.CENTER if centred else ft.CrossAxisAlignment.STRETCH
    tight = _phone(tools) or _large()
    told = ft.Column(
        pieces,
        spacing=12 if tight else 16,
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=across,
        scroll=ft.ScrollMode.AUTO if tight else None,
        tight=not tight,
        expand=tight,
    )
    inside = ft.Column(
        [told, *([foot] if foot else [])],
        spacing=16 if tight else 24,
        tight=not tight,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    card = ft.Container(
        inside, key=key, bgcolor=theme.CARD, border_radius=28, padding=20 if tight else 28, shadow=theme.LIFTED, expand=tight
    )
    return ft.Semantics(
        live_region=True,
        container=True,
        content=ft.Column(
            [card],
            alignment=ft.MainAxisAlignment.CENTER,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            scroll=None if tight else ft.ScrollMode.AUTO,
            expand=True,
        ),
    )


def _large() -> bool:
    return text_size.chosen() >= text_size.LARGE


def _phone(tools: Tools) -> bool:
    return tools.session.width < NARROW


def ways(tools: Tools, less: ft.Control, more: ft.Control) -> ft.Control:
    """What else one may do, and what one is asked to do; both as high as the till wants it, below each other where there is little room."""
    if tools.session.room < NARROW:
        return ft.Column([more, ft.Row([less])], spacing=12)
    high = None if _large() else theme.TILL_TOUCH
    return ft.Row([ft.Container(less, height=high, expand=2), ft.Container(more, expand=3 if _large() else 4)], spacing=12)


def checking(tools: Tools, words: Kiosk) -> ft.Control:
    ring = ft.ProgressRing(width=BADGE * 0.7, height=BADGE * 0.7, stroke_width=6, color=theme.BRAND, semantics_label=words.looking)
    return sheet(tools, [ring, _title(tools, words.looking)], key="kiosk-checking")


def greeting(arrival: Arrival, tools: Tools, words: Kiosk, language: Language) -> ft.Control:
    """Points, balance, coupons of today; and the way to the questionnaire."""
    hello = words.welcome(arrival.name) if arrival.name else words.welcome_nobody
    got = words.got(formats.points(arrival.points)) if arrival.points else words.no_points
    pieces: list[ft.Control] = [
        *_badge(ft.Icons.CHECK_ROUNDED, theme.BRAND, theme.ON_BRAND),
        _title(tools, hello, key="kiosk-hello"),
        theme.text(got, size=22, align=ft.TextAlign.CENTER, key="kiosk-got"),
        ft.Row(
            [
                theme.quiet(words.balance, size=15),
                figures.points_text(arrival.balance, size=44 if _phone(tools) else 56, key="kiosk-balance"),
            ],
            spacing=12,
            run_spacing=0,
            alignment=ft.MainAxisAlignment.CENTER,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
            wrap=True,
        )
        if _large()
        else ft.Column(
            [
                theme.quiet(words.balance, size=15),
                figures.points_text(arrival.balance, size=44 if _phone(tools) else 56, key="kiosk-balance"),
            ],
            spacing=2,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            tight=True,
        ),
    ]
    if arrival.survey is not None:
        foot = ways(
            tools,
            buttons.beside(words.later, tools.guard(tools.host.go_on), key="kiosk-later"),
            buttons.big(words.answer, tools.guard(tools.host.begin), key="kiosk-answer", icon=ft.Icons.EDIT_NOTE),
        )
        return sheet(tools, [*pieces, _offer(arrival.survey, words, language)], foot, key="kiosk-arrived")
    if arrival.coupons:
        pieces.append(_coupons(arrival.coupons, tools, words, language))
    return sheet(tools, pieces, _done(tools, words), key="kiosk-arrived")


def _done(tools: Tools, words: Kiosk) -> ft.Control:
    button = buttons.beside(words.done, tools.guard(tools.host.go_on), key="kiosk-done", expand=False)
    return ft.Row([button], alignment=ft.MainAxisAlignment.CENTER)


def _offer(survey: Asked, words: Kiosk, language: Language) -> ft.Control:
    more = [words.ask_more(len(survey.questions))]
    if gift := gift_of(survey, language):
        more.append(words.ask_gift(gift))
    offer = ft.Container(
        ft.Column(
            [
                theme.text(words.ask, size=20, bold=True, color=theme.ON_TINT, align=ft.TextAlign.CENTER),
                *[theme.text(line, size=16, color=theme.ON_TINT, align=ft.TextAlign.CENTER) for line in more],
            ],
            spacing=4 if _large() else 8,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        bgcolor=theme.TINT,
        border_radius=theme.CARD_RADIUS,
        padding=12 if _large() else 20,
        expand=True,
    )
    return ft.Row([offer])


def gift_of(survey: Asked, language: Language) -> str:
    """What the answers bring, in words; empty for nothing."""
    coupon = pick(language, survey.coupon_ja, survey.coupon_en)
    gifts = [*([coupon] if coupon else []), *([formats.points(survey.points)] if survey.points else [])]
    return " + ".join(gifts)


def _coupons(coupons: tuple[Voucher, ...], tools: Tools, words: Kiosk, language: Language) -> ft.Control:
    rows = [_coupon(voucher, language, below=tools.session.room < NARROW) for voucher in coupons]
    return ft.Container(
        ft.Column([theme.heading(words.coupons), *rows, theme.quiet(words.coupons_more, size=14)], spacing=10, tight=True),
        key="kiosk-coupons",
        bgcolor=theme.SUNK,
        border_radius=theme.CARD_RADIUS,
        padding=20,
    )


def _coupon(voucher: Voucher, language: Language, *, below: bool) -> ft.Control:
    value = theme.text(worth(voucher, language), size=18, bold=True)
    name = theme.text(pick(language, voucher.name_ja, voucher.name_en), size=16, expand=not below)
    said = [ft.Column([value, name], spacing=0, expand=True)] if below else [value, name]
    return ft.Row([ft.Icon(ft.Icons.LOCAL_ACTIVITY_OUTLINED, size=24, color=theme.BRAND), *said], spacing=12)


def thanked(step: Thanks, tools: Tools, words: Kiosk, language: Language) -> ft.Control:
    thanks = step.thanks
    pieces: list[ft.Control] = [
        *_badge(ft.Icons.FAVORITE_ROUNDED, theme.BRAND, theme.ON_BRAND),
        _title(tools, words.thanks),
        theme.text(words.thanks_more, size=18, align=ft.TextAlign.CENTER),
    ]
    if thanks.coupon is not None:
        pieces.append(_received(thanks.coupon, tools, words, language))
    if thanks.points:
        pieces.append(controls.chip(formats.signed(thanks.points), icon=ft.Icons.STARS_ROUNDED, size=20, key="kiosk-thanks-points"))
    return sheet(tools, pieces, _done(tools, words), key="kiosk-thanks")


def _received(coupon: Voucher, tools: Tools, words: Kiosk, language: Language) -> ft.Control:
    return ft.Container(
        ft.Column(
            [
                theme.text(words.coupon_got, size=16, bold=True, color=theme.ON_TINT, align=ft.TextAlign.CENTER),
                theme.text(
                    worth(coupon, language), size=32 if _phone(tools) else 44, bold=True, color=theme.ON_TINT, align=ft.TextAlign.CENTER
                ),
                theme.text(pick(language, coupon.name_ja, coupon.name_en), size=18, color=theme.ON_TINT, align=ft.TextAlign.CENTER),
                theme.text(words.coupon_more, size=15, color=theme.ON_TINT, align=ft.TextAlign.CENTER),
            ],
            spacing=6,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        key="kiosk-coupon",
        bgcolor=theme.TINT,
        border_radius=theme.CARD_RADIUS,
        padding=24,
    )


def sorry(step: Sorry, tools: Tools, words: Kiosk, language: Language) -> ft.Control:
    """What helps: to show the card anew, to send again, or to come tomorrow."""
    if step.problem is None:
        pieces = [*_badge(ft.Icons.CLOUD_OFF, theme.AMBER, theme.ON_AMBER), _title(tools, words.unsure), _sentence(words.unsure_more)]
        again = buttons.big(words.retry, tools.guard(tools.host.again), key="kiosk-again", icon=ft.Icons.REFRESH)
        return sheet(tools, pieces, again, key="kiosk-unsure")
    kindly = step.problem.code == Code.CHECKIN_DONE.slug
    badge = (
        _badge(ft.Icons.FAVORITE_ROUNDED, theme.TINT, theme.ON_TINT)
        if kindly
        else _badge(ft.Icons.PRIORITY_HIGH_ROUNDED, theme.AMBER, theme.ON_AMBER)
    )
    title, more = helped(step.problem, words, language)
    pieces = [*badge, _title(tools, title, key="kiosk-sorry-title"), _sentence(more)]
    return sheet(tools, pieces, _done(tools, words), key="kiosk-sorry")


def helped(found: Problem, words: Kiosk, language: Language) -> tuple[str, str]:
    """A title and a sentence that say what to do."""
    special = {
        Code.CODE_EXPIRED.slug: (words.show_again, words.show_again_more),
        Code.CODE_USED.slug: (words.used, words.used_more),
        Code.MODULE_OFF.slug: (words.closed, words.closed_more),
        Code.CHECKIN_DONE.slug: (words.again_today, words.again_today_more),
    }
    title = words.needs_code if found.code == Code.CHECKIN_NEEDS_CODE.slug else words.sorry
    return special.get(found.code) or (title, sentence(found, language))


def _badge(icon: ft.IconData, ground: ft.ColorValue, ink: ft.ColorValue) -> list[ft.Control]:
    """The words say it too: large ones get its place."""
    return [] if _large() else [controls.badge(icon, BADGE, bgcolor=ground, color=ink)]


def _title(tools: Tools, words: str, key: str | None = None) -> ft.Control:
    return theme.text(words, size=22 if _phone(tools) else 38, bold=True, align=ft.TextAlign.CENTER, key=key)


def _sentence(words: str) -> ft.Control:
    return theme.text(words, size=18, align=ft.TextAlign.CENTER)
