"""From the store's QR to the card: an address, the mailed code, a name. The same door lets in who is a member already."""

from dataclasses import dataclass, replace
from typing import Literal

import flet as ft

from app_member.home import use_session
from app_member.parts.frame import plain_view
from app_member.parts.join_profile import ProfileStep
from app_member.parts.join_steps import CodeStep, EmailStep
from shared.client import ApiError
from shared.i18n import Language, pick
from shared.i18n.common import COMMON
from shared.i18n.member import Member
from shared.ui import card_face, controls, states, text_size, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_state
from shared.wire.members import Welcome


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody has come; the pieces are kept so that going back loses nothing."""

    step: Literal["email", "code", "profile"] = "email"
    email: str = ""
    request: str = ""
    code: str = ""


def _start() -> Progress:
    return Progress()


def _nothing() -> Welcome | None:
    return None


def _no_error() -> ApiError | None:
    return None


@ft.component
def JoinScreen() -> ft.View:
    """With a store in the address it is for joining; without one, for those who have a card already."""
    actions, session, words = use_session()
    store = ft.use_route_params().get("store", "")
    welcome, show = use_state(_nothing)
    failed, fail = use_state(_no_error)
    progress, move = use_state(_start)
    pieces: list[ft.Control]

    async def load() -> None:
        fail(None)
        if not store:
            return
        try:
            show(await actions.welcome(store))
        except ApiError as error:
            fail(error)

    use_work(load, [store])
    ft.use_effect(lambda: actions.go("/") if session.signed == "in" else None, dependencies=[session.signed])
    top = ft.Row([_language_button()], alignment=ft.MainAxisAlignment.END)
    if failed is not None:
        return plain_view([top, states.failed(failed, session.language, actions.guard(lambda: actions.guard.spawn(load)))])
    if store and welcome is None:
        return plain_view(
            [top, states.skeleton([states.bone(180, radius=24), states.bone(56, radius=12), states.bone(48, radius=12)], session.language)]
        )
    if progress.step == "email":

        def sent(email: str, request: str) -> None:
            move(replace(progress, step="code", email=email, request=request))

        pieces = [
            _hero(welcome, session.look, words),
            *_gift(welcome, words, session.language),
            EmailStep(progress.email, sent, welcome is not None),
        ]
    elif progress.step == "code":

        def profile_wanted(code: str) -> None:
            move(replace(progress, step="profile", code=code))

        pieces = [
            CodeStep(progress.email, progress.request, profile_wanted, lambda: move(replace(progress, step="email")), welcome is not None)
        ]
    else:
        pieces = [ProfileStep(progress.request, progress.code, welcome, lambda: move(replace(progress, step="code")))]
    return plain_view([top, *pieces])


def _language_button() -> ft.Control:
    actions, session, _ = use_session()

    async def other() -> None:
        await actions.speak("ja" if session.language == "en" else "en")

    return controls.quiet_button(
        COMMON.of(session.language).other_language, actions.guard(other), key="other-language", icon=ft.Icons.TRANSLATE
    )


def _hero(welcome: Welcome | None, look: card_face.Look, words: Member) -> ft.Control:
    """The shop's paint with the welcome on it."""
    head = _place(welcome) if welcome else words.join.sign_in
    lead = words.join.lead if welcome else words.join.sign_in_lead
    paint = look.paint
    brand: list[ft.Control] = [theme.text(words.join.welcome, size=15, bold=True, color=paint.quiet)] if welcome else []
    mark = ft.Container(ft.Icon(ft.Icons.QR_CODE_2, size=30, color=paint.ink), bgcolor=paint.chip, border_radius=14, padding=10)
    picture: list[ft.Control] = [mark if look.logo is None else card_face.logo(look.logo, 56), ft.Container(height=8)]
    pieces: list[ft.Control] = [
        *(picture if text_size.chosen() < text_size.LARGE else []),  # large words need the room
        *brand,
        ft.Semantics(header=True, content=theme.text(head, size=26, bold=True, color=paint.ink, key="welcome")),
        theme.text(lead, size=15, color=paint.quiet),
    ]
    return card_face.painted(ft.Column(pieces, spacing=6), look, padding=24)


def _place(welcome: Welcome) -> str:
    """The brand and the store; a store that carries the brand in its name says enough by itself."""
    return welcome.store_name if welcome.brand in welcome.store_name else f"{welcome.brand} {welcome.store_name}"


def _gift(welcome: Welcome | None, words: Member, language: Language) -> list[ft.Control]:
    if welcome is None or not welcome.gift_ja:
        return []
    icon = ft.Icon(ft.Icons.CARD_GIFTCARD, size=28, color=theme.ON_AMBER)
    row = ft.Row(
        [
            *([icon] if text_size.chosen() < text_size.LARGE else []),
            ft.Column(
                [
                    theme.text(words.join.gift, size=12, bold=True, color=theme.ON_AMBER),
                    theme.text(pick(language, welcome.gift_ja, welcome.gift_en), size=17, bold=True, color=theme.ON_AMBER, key="gift"),
                    theme.text(words.join.gift_use, size=12, color=theme.ON_AMBER),
                ],
                spacing=1,
                expand=True,
            ),
        ],
        spacing=14,
    )
    return [
        ft.Container(row, bgcolor=theme.AMBER, border_radius=theme.CARD_RADIUS, padding=ft.Padding.symmetric(horizontal=18, vertical=14))
    ]
