"""An old paper or plastic card: its number goes to the shop, and here stands what became of it."""

from collections.abc import Callable

import flet as ft

from app_member.home import use_session
from app_member.parts.frame import sub_view
from shared.i18n import Language, formats
from shared.i18n.member.balance import BALANCE
from shared.ui import controls, events, states, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_observed, use_state
from shared.wire.takeover import MyTakeover

LONGEST = 64
LOOKS = {
    "waiting": (ft.Icons.SCHEDULE, theme.AMBER, theme.ON_AMBER),
    "confirmed": (ft.Icons.CHECK_CIRCLE, theme.TINT, theme.ON_TINT),
    "refused": (ft.Icons.BLOCK, theme.RED_TINT, theme.ON_RED_TINT),
}


@ft.component
def TakeoverScreen() -> ft.View:
    actions, session, _ = use_session()
    shelf = use_observed(actions.state.takeovers)
    card = use_observed(actions.state.card).value
    words = BALANCE.of(session.language).takeover
    use_work(actions.lists.load_takeovers, [card.version if card else None])
    body: list[ft.Control] = [NumberEntry()]
    if shelf.value is None:
        if shelf.error is not None:
            retry = actions.guard(lambda: actions.guard.spawn(actions.lists.load_takeovers))
            body.append(states.failed(shelf.error, session.language, retry))
        else:
            body.append(states.skeleton_rows(2, session.language))
    else:
        if shelf.error is not None:
            body.append(states.StaleBar(session.language, lambda: actions.age(shelf.at)))
        body.append(_mine(shelf.value, session.language))
    return sub_view(words.title, body, back="/points", spacing=24)


@ft.component
def NumberEntry() -> ft.Control:
    """By hand, or by the camera where there is one: what it has read is checked by eye before it is sent."""
    actions, session, _ = use_session()
    words = BALANCE.of(session.language).takeover
    number, write = use_state("")
    error, tell = use_state("")
    busy, set_busy = use_state(initial=False)
    looking, set_looking = use_state(initial=False)
    seen, note = use_state("")

    def typed(event: ft.Event[ft.TextField]) -> None:
        write(events.typed(event)[:LONGEST])
        tell("")

    def found(text: str) -> None:
        set_looking(False)
        write(text[:LONGEST])
        note(text[:LONGEST])
        tell("")
        actions.guard.toast(words.camera_read, good=True)

    def gone() -> None:
        set_looking(False)
        actions.guard.toast(words.camera_gone)

    async def ask() -> None:
        if not number.strip():
            tell(words.number_missing)
            return
        set_busy(True)
        try:
            await actions.lists.take_over(number.strip(), "read" if number == seen else "typed")
        finally:
            set_busy(False)
        write("")
        actions.guard.toast(words.sent, good=True)

    guard = actions.guard
    eye: list[ft.Control] = []
    if looking:
        eye.append(_camera()(guard(found), guard(gone), guard(lambda: set_looking(False))))
    elif actions.sees:
        button = controls.secondary(words.camera, guard(lambda: set_looking(True)), key="camera", icon=ft.Icons.PHOTO_CAMERA_OUTLINED)
        eye.append(ft.Container(button, alignment=ft.Alignment.CENTER))
    return ft.Column(
        [
            theme.quiet(words.lead, size=15),
            *eye,
            controls.field(
                words.number, number, key="old-number", on_change=guard(typed), on_submit=guard(ask), error=error, hint=words.number_hint
            ),
            controls.primary(words.do, guard(ask), key="take-over", icon=ft.Icons.CREDIT_CARD, busy=busy),
        ],
        spacing=16,
    )


def _camera() -> Callable[..., ft.Control]:
    """Flet's plug-in and the decoders are loaded for those who want them."""
    from app_member.parts.card_camera import CardCamera  # noqa: PLC0415 - 0.1 s that no card should wait for

    return CardCamera


def _mine(takeovers: tuple[MyTakeover, ...], language: Language) -> ft.Control:
    words = BALANCE.of(language).takeover
    if not takeovers:
        return states.empty(ft.Icons.CREDIT_CARD, words.empty)
    cards = [_one(takeover, language) for takeover in takeovers]
    return ft.Column([ft.Semantics(header=True, content=theme.heading(words.mine)), *cards], spacing=10)


def _one(takeover: MyTakeover, language: Language) -> ft.Control:
    words = BALANCE.of(language).takeover
    icon, ground, ink = LOOKS[takeover.state]
    number = theme.text(takeover.number, size=18, bold=True)
    chip = controls.chip(words.states[takeover.state], icon=icon, bgcolor=ground, color=ink, key=f"state-{takeover.id}")
    pieces: list[ft.Control] = [
        ft.Row([number, chip], spacing=10, run_spacing=6, wrap=True, alignment=ft.MainAxisAlignment.SPACE_BETWEEN),
        theme.quiet(words.asked(formats.short_moment(takeover.asked_at, language))),
    ]
    if takeover.state == "waiting":
        pieces += [theme.text(words.waiting, size=14)]
    if takeover.points is not None and takeover.state != "refused":
        said = (words.expected if takeover.state == "waiting" else words.granted)(formats.points(takeover.points))
        pieces.append(theme.text(said, size=15, bold=True, color=theme.BRAND, key=f"points-{takeover.id}"))
    if takeover.reason is not None:
        pieces.append(theme.text(words.reasons[takeover.reason], size=14))
    return controls.card(ft.Row([ft.Column(pieces, spacing=6, expand=True)]), key=f"takeover-{takeover.id}")
