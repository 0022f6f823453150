"""What came of it: one picture, one sentence, then back by itself. The scanner goes on meanwhile."""

import asyncio

import flet as ft

from app_staff.manager.acting import said
from app_staff.parts import buttons
from app_staff.session import Done, Missed, Session, Tone
from app_staff.tools import Tools, use_session, use_tools, words_of
from shared.i18n import Language, formats
from shared.i18n.counter import COUNTER
from shared.ui import controls, figures, states, text_size, theme
from shared.ui.guard import sentence
from shared.ui.hooks import use_state

PATIENCE = 0.25
NEXT = 320
WIDE = 1100
NARROW = 600
PICTURES: dict[Tone, tuple[ft.IconData, ft.ColorValue, ft.ColorValue]] = {
    "good": (ft.Icons.CHECK_ROUNDED, theme.BRAND, theme.ON_BRAND),
    "amber": (ft.Icons.PRIORITY_HIGH_ROUNDED, theme.AMBER, theme.ON_AMBER),
    "bad": (ft.Icons.CLOSE_ROUNDED, theme.RED, ft.Colors.ON_ERROR),
}


@ft.component
def Result(done: Done) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = words_of(session).result
    rows: list[ft.Control] = []
    if done.balance is not None:
        change = (
            [theme.text(formats.signed(done.change), size=20, bold=True, color=theme.BRAND if done.change > 0 else theme.QUIET)]
            if done.change
            else []
        )
        rows.append(
            ft.Column(
                [
                    theme.quiet(words.balance, align=ft.TextAlign.CENTER),
                    ft.Row(
                        [figures.points_text(done.balance, size=52, key="balance"), *change],
                        alignment=ft.MainAxisAlignment.CENTER,
                        spacing=16,
                        wrap=True,
                    ),
                ],
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
                spacing=2,
            )
        )
    if done.facts:
        rows.append(
            ft.Column(
                [theme.text(fact, size=16, align=ft.TextAlign.CENTER) for fact in done.facts],
                spacing=6,
                key="facts",
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            )
        )
    back = COUNTER.of(session.language).exchange.back
    forward = back if done.exchange else words.next_amount if done.after is not None and done.tone == "good" else words.go_on
    rows.append(_next(forward, tools.guard(tools.counter.go_on), key="go-on", icon=ft.Icons.ARROW_FORWARD))
    if done.exchange:
        rows.append(_mistaken(tools, done.exchange, session.language))
    return _picture(session, done.tone, done.title, done.sentence, rows, key=f"result-{done.tone}")


def _next(words: str, on_click: controls.Handler, *, key: str, icon: ft.IconData) -> ft.Control:
    """Where the thumb finds it without aiming."""
    return ft.Container(ft.Row([buttons.beside(words, on_click, key=key, icon=icon)]), width=NEXT)


def _mistaken(tools: Tools, exchange: str, language: Language) -> ft.Control:
    async def tell() -> None:
        await tools.counter.mistaken(exchange)

    words = COUNTER.of(language).exchange.mistaken
    return controls.quiet_button(words, tools.guard(said(tools, tell)), key="mistaken", icon=ft.Icons.HELP_OUTLINE)


@ft.component
def MissedResult(missed: Missed) -> ft.Control:
    """A scan that led nowhere: refused with its reason, or not answered."""
    tools, session = use_tools(), use_session()
    words = words_of(session).panel
    if missed.problem is not None:
        leave = _next(words.next_scan, tools.guard(tools.counter.go_on), key="go-on", icon=ft.Icons.QR_CODE_SCANNER)
        return _picture(session, "bad", words.refused_title, sentence(missed.problem, session.language), [leave], key="result-bad")
    again = _next(words.missed_retry, tools.guard(tools.counter.again), key="again", icon=ft.Icons.REFRESH)
    return _picture(session, "amber", words.missed_title, words.missed, [again], key="result-amber")


def waiting(session: Session, title: str = "") -> ft.Control:
    """Nobody is being served: what to do next. With a `title`: the answer is a blink away."""
    words = words_of(session).scan_page
    return ft.Container(
        ft.Column(
            [
                controls.badge(ft.Icons.QR_CODE_SCANNER, 128),
                theme.text(title or words.waiting_title, size=28, bold=True, align=ft.TextAlign.CENTER),
                theme.text(words.waiting, size=16, color=theme.QUIET, align=ft.TextAlign.CENTER),
                controls.chip(words.gun, icon=ft.Icons.BARCODE_READER, bgcolor=theme.SUNK, color=theme.QUIET, size=13),
            ],
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            alignment=ft.MainAxisAlignment.CENTER,
            spacing=16,
        ),
        key="coming" if title else "waiting",
        padding=40 if session.width >= NARROW else 12,
        alignment=ft.Alignment.CENTER,
        expand=True,
    )


@ft.component
def Coming(title: str = "") -> ft.Control:
    """The answer usually comes before an eye could take in a skeleton, and drawing one would delay the panel: it waits a moment."""
    tools, session = use_tools(), use_session()
    late, set_late = use_state(initial=False)

    async def wait() -> None:
        await asyncio.sleep(PATIENCE)
        set_late(True)

    ft.use_effect(tools.guard(wait), dependencies=[])
    return _shape(session) if late else controls.card(waiting(session, title or words_of(session).panel.looking))


def _shape(session: Session) -> ft.Control:
    """The panel that is coming, in its own shape."""
    rows: list[ft.Control] = [
        states.bone(124, radius=theme.CARD_RADIUS),
        ft.Row(
            [
                ft.Container(
                    ft.Column([states.bone(84, radius=16), states.bone(84, radius=16), states.bone(110, radius=16)], spacing=12),
                    expand=True,
                ),
                ft.Container(states.bone(404, radius=theme.CARD_RADIUS), width=336),
            ],
            spacing=20,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        if session.width >= WIDE
        else states.bone(300, radius=theme.CARD_RADIUS),
        states.bone(64, radius=theme.CONTROL_RADIUS),
    ]
    return states.skeleton(rows, session.language, spacing=16)


def _picture(session: Session, tone: Tone, title: str, said: str, more: list[ft.Control], *, key: str) -> ft.Control:
    icon, ground, ink = PICTURES[tone]
    low = session.text_size >= text_size.LARGE  # more than the window is high
    badge = controls.badge(icon, 72 if low else 128, bgcolor=ground, color=ink)
    inside = ft.Column(
        [
            badge,
            theme.text(title, size=36, bold=True, align=ft.TextAlign.CENTER, key="result-title"),
            theme.text(said, size=18, align=ft.TextAlign.CENTER, key="result-sentence"),
            *more,
        ],
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        alignment=ft.MainAxisAlignment.CENTER,
        spacing=12 if low else 20,
        scroll=ft.ScrollMode.AUTO if low and session.width >= WIDE else None,
        expand=True,  # as wide as there is room, whatever it says
    )
    card = controls.card(ft.Row([inside]), key=key, padding=ft.Padding.symmetric(horizontal=20, vertical=20 if low else 40))
    return ft.Semantics(live_region=True, container=True, content=card)
