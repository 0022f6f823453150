"""The screen that waits: what to do, large, in both languages by turns, and a card that moves gently."""

import asyncio

import flet as ft

from app_staff.session import Session
from app_staff.tools import use_session, use_tools
from shared.i18n import Language, formats
from shared.i18n.kiosk import KIOSK, Kiosk
from shared.ui import text_size, theme
from shared.ui.hooks import use_observed, use_state
from shared.ui.palette import Paint
from shared.wire.checkin import Offered

BREATH = 3.0
"""Seconds of the card's way up, and of its way down."""
CARD = (210, 300)
CODE = 140
LARGE = 125
"""Per cent of text above which the card gives the words its place."""
NARROW = 600
UPRIGHT = 1000
"""Logical pixels of a window, below which the greeting is a little smaller."""


@ft.component
def Attract() -> ft.Control:
    tools, session = use_tools(), use_session()
    doorstep = use_observed(tools.doorstep)
    other, turn = use_state(initial=False)

    async def alternate() -> None:
        while True:
            await asyncio.sleep(tools.host.turn_after)
            turn(lambda now: not now)

    ft.use_effect(tools.guard(alternate), dependencies=[])
    own = doorstep.language or session.language
    language: Language = ("en" if own == "ja" else "ja") if other and doorstep.language is None else own
    words, paint = KIOSK.of(language), session.look.paint
    if not session.online:
        return _offline(words, session)
    said = ft.AnimatedSwitcher(
        _said(language, words, doorstep.offered, session),
        duration=ft.Duration(milliseconds=theme.MOTION * 3),
        transition=ft.AnimatedSwitcherTransition.FADE,
    )
    if session.width < NARROW or session.text_size > LARGE:
        pieces: list[ft.Control] = [said]
    else:
        pieces = [ft.Row([ft.Container(said, expand=True), _Breathing(paint)], spacing=24)]
    return ft.Column(
        pieces,
        key="attract",
        spacing=28,
        alignment=ft.MainAxisAlignment.CENTER,
        scroll=ft.ScrollMode.HIDDEN,
        expand=True,
    )


def _said(language: Language, words: Kiosk, offered: Offered | None, session: Session) -> ft.Control:
    paint = session.look.paint
    promises: list[ft.Control] = []
    if offered is not None and offered.points:
        promises.append(_promise(ft.Icons.STARS_ROUNDED, words.points(formats.points(offered.points)), paint))
    if offered is not None and offered.survey:
        promises.append(_promise(ft.Icons.CARD_GIFTCARD, words.survey, paint))
    lines = ft.Column(
        [
            theme.text(
                words.hold,
                size=60 if session.width >= UPRIGHT else 50 if session.width >= NARROW else 36,
                bold=True,
                color=paint.ink,
                key="attract-hold",
            ),
            theme.text(words.how, size=20, color=paint.ink),
            ft.Row(promises, spacing=12, run_spacing=12, wrap=True),
        ],
        spacing=18,
        tight=True,
    )
    return ft.Container(lines, key=f"said-{language}", alignment=ft.Alignment.CENTER_LEFT)  # the switcher would centre it


def _promise(icon: ft.IconData, words: str, paint: Paint) -> ft.Control:
    mark = [ft.Icon(icon, size=24, color=paint.ink)] if text_size.chosen() < text_size.LARGE else []
    return ft.Container(
        ft.Row(
            [*mark, ft.Container(theme.text(words, size=20, bold=True, color=paint.ink), expand=True, expand_loose=True)],
            spacing=10,
            tight=True,
        ),
        bgcolor=paint.chip,
        border_radius=28,
        padding=ft.Padding.symmetric(horizontal=20, vertical=12),
    )


@ft.component
def _Breathing(paint: Paint) -> ft.Control:
    """A phone with the card on it, that goes up and down as if somebody held it."""
    tools = use_tools()
    up, move = use_state(initial=False)

    async def breathe() -> None:
        while True:
            move(lambda now: not now)
            await asyncio.sleep(BREATH)

    ft.use_effect(tools.guard(breathe), dependencies=[])
    gently = ft.Animation(int(BREATH * 1000), ft.AnimationCurve.EASE_IN_OUT)
    phone = ft.Container(
        _phone(paint),
        rotate=ft.Rotate(-0.06 if up else 0.03),
        offset=ft.Offset(0, -0.04 if up else 0.04),
        animate_rotation=gently,
        animate_offset=gently,
    )
    return ft.Semantics(exclude_semantics=True, content=ft.Container(phone, padding=ft.Padding.symmetric(vertical=16, horizontal=24)))


def _phone(paint: Paint) -> ft.Control:
    width, height = CARD
    head = ft.Container(
        height=72,
        gradient=ft.LinearGradient(begin=ft.Alignment.TOP_LEFT, end=ft.Alignment.BOTTOM_RIGHT, colors=list(paint.colors)),
        border_radius=ft.BorderRadius.only(top_left=14, top_right=14),
    )
    code = ft.Icon(ft.Icons.QR_CODE_2, size=CODE, color=theme.PAPER_INK)
    line = ft.Container(width=104, height=10, border_radius=5, bgcolor=theme.PAPER_HAIR)
    return ft.Container(
        ft.Column([head, code, line], spacing=12, horizontal_alignment=ft.CrossAxisAlignment.CENTER),
        width=width,
        height=height,
        bgcolor=theme.PAPER,
        border_radius=22,
        padding=8,
        shadow=theme.LIFTED,
    )


def _offline(words: Kiosk, session: Session) -> ft.Control:
    """Nobody is sent away without a reason."""
    paint = session.look.paint
    return ft.Column(
        [
            ft.Icon(ft.Icons.CLOUD_OFF, size=88, color=paint.ink),
            theme.text(words.offline, size=44 if session.width >= NARROW else 30, bold=True, color=paint.ink),
            theme.text(words.offline_more, size=20, color=paint.ink),
        ],
        key="kiosk-offline",
        spacing=20,
        alignment=ft.MainAxisAlignment.CENTER,
        scroll=ft.ScrollMode.HIDDEN,
        expand=True,
    )
