"""The card itself: the shop's paint, the member's name and rank, and on white the code with its ring."""

import asyncio

import flet as ft

from app_member.codes import RENEW
from app_member.home import use_session
from app_member.session import Shown
from shared.i18n import Language
from shared.i18n.common import COMMON, rank_name
from shared.i18n.member import Member
from shared.qr.number import grouped
from shared.ui import card_face, palette, text_size, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_observed, use_state
from shared.wire.members import Card

RING = 36
"""Logical pixels at the usual size of text."""
RANK_ICONS = {"regular": ft.Icons.SPA_OUTLINED, "silver": ft.Icons.WORKSPACE_PREMIUM_OUTLINED, "gold": ft.Icons.WORKSPACE_PREMIUM}


@ft.component
def BrandCard(card: Card | None) -> ft.Control:
    """Without a card yet, its shape."""
    actions, session, _ = use_session()
    head = _head(card, session.look, session.language) if card else _bones(session.look)
    code = ft.Container(CodePanel(actions.state.shown, card.number if card else None), padding=16)
    return card_face.painted(ft.Column([head, code], spacing=0), session.look, key="brand-card")


def _head(card: Card, look: card_face.Look, language: Language) -> ft.Control:
    honorific = " 様" if language == "ja" else ""
    icon = RANK_ICONS.get(card.rank.rank, ft.Icons.SPA_OUTLINED)
    return card_face.head(look, card.brand, f"{card.name}{honorific}", rank_name(card.rank.rank, language), icon)


def _bones(look: card_face.Look) -> ft.Control:
    def bone(width: int, height: int) -> ft.Container:
        return ft.Container(width=width, height=height, bgcolor=look.paint.chip, border_radius=8)

    return ft.Container(ft.Column([bone(90, 14), bone(160, 22)], spacing=8), padding=ft.Padding.only(left=20, top=20))


@ft.component
def CodePanel(shown: Shown, number: str | None) -> ft.Control:
    """Dark on white in both themes: most scanners cannot read it the other way round."""
    actions, session, words = use_session()
    side = shown.width
    if shown.png is not None:
        face: ft.Control = ft.Image(
            src=shown.png,
            key="qr",
            width=side,
            height=side,
            fit=ft.BoxFit.FILL,
            filter_quality=ft.FilterQuality.NONE,
            gapless_playback=True,
            semantics_label=words.card.qr_label,
        )
    elif shown.failed:
        face = _no_code(
            side, words, ft.TextButton(content=COMMON.of(session.language).retry, key="code-retry", on_click=actions.guard(actions.retry))
        )
    else:
        face = ft.Container(
            ft.Shimmer(ft.Container(bgcolor=theme.PAPER_BONE, border_radius=12), base_color=theme.PAPER_BONE, highlight_color=theme.PAPER),
            width=side,
            height=side,
            padding=24,
            key="qr-coming",
        )
    return ft.Container(
        ft.Column(
            [
                face,
                ft.Container(
                    ft.Row([_number(number, words), Ring(shown)], alignment=ft.MainAxisAlignment.SPACE_BETWEEN),
                    border=ft.Border.only(top=ft.BorderSide(1, theme.PAPER_HAIR)),
                    padding=ft.Padding.only(left=8, right=8, top=12),
                    margin=ft.Margin.symmetric(horizontal=8),
                ),
            ],
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        bgcolor=theme.PAPER,
        border_radius=theme.CARD_RADIUS,
        padding=ft.Padding.only(left=4, right=4, top=4, bottom=14),
        alignment=ft.Alignment.CENTER,
    )


def _no_code(side: float, words: Member, retry: ft.Control) -> ft.Control:
    return ft.Container(
        ft.Column(
            [
                ft.Icon(ft.Icons.CLOUD_OFF, size=40, color=theme.PAPER_QUIET),
                theme.text(words.card.code_offline, size=16, bold=True, color=theme.PAPER_INK, align=ft.TextAlign.CENTER, key="no-code"),
                theme.text(words.card.code_offline_more, size=13, color=theme.PAPER_QUIET, align=ft.TextAlign.CENTER),
                retry,
            ],
            alignment=ft.MainAxisAlignment.CENTER,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            spacing=10,
        ),
        width=side,
        padding=ft.Padding.symmetric(horizontal=8, vertical=40),
    )


def _number(number: str | None, words: Member) -> ft.Control:
    if number is None:
        return ft.Container(width=180, height=22, bgcolor=theme.PAPER_BONE, border_radius=8)
    return ft.Column(
        [
            theme.text(words.card.number, size=12, color=theme.PAPER_QUIET),
            theme.text(grouped(number), size=19, bold=True, color=theme.PAPER_INK, key="number"),
        ],
        spacing=1,
        expand=True,
    )


@ft.component
def Ring(shown: Shown) -> ft.Control:
    """The seconds until the code renews itself, as a ring and as a number."""
    actions, session, words = use_session()
    observed = use_observed(shown)
    _, turn = use_state(0)

    async def tick() -> None:
        while True:
            await asyncio.sleep(1)
            turn(lambda count: count + 1)

    use_work(tick, [])
    side = text_size.scaled(RING)
    left = max(0, round(observed.renews_at - actions.clock.monotonic())) if observed.png else 0
    ring = ft.Stack(
        [
            ft.ProgressRing(
                value=min(1.0, left / RENEW),
                width=side,
                height=side,
                stroke_width=3,
                color=palette.readable(session.look.brand.seed, theme.PAPER),
                bgcolor=theme.PAPER_HAIR,
                key="ring",
            ),
            ft.Container(
                theme.text(str(left) if observed.png else "", size=13, bold=True, color=theme.PAPER_INK, key="seconds", wrap=False),
                width=side,
                height=side,
                alignment=ft.Alignment.CENTER,
            ),
        ],
        width=side,
        height=side,
    )
    return ft.Semantics(label=words.card.seconds(left), image=True, exclude_semantics=True, content=ring)
