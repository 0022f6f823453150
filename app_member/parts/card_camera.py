"""The camera over the number of an old card. Imported when it is opened: the card itself must not wait for it."""

from collections.abc import Callable

import flet as ft
import flet_camera as fc  # pyright: ignore[reportMissingTypeStubs]  typed inline, but without a py.typed

from app_member.home import use_session
from app_member.old_card import read_patiently
from shared.clock import Clock
from shared.i18n.member.balance import BALANCE
from shared.scanner.camera import CameraSource
from shared.scanner.decode import Decoder
from shared.scanner.source import CameraUnavailable, FrameSource
from shared.ui import controls, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_state

HEIGHT = 260
BLACK = "#0C100E"


@ft.component
def CardCamera(found: Callable[[str], object], gone: Callable[[], object], close: controls.Handler) -> ft.Control:
    """Looks as long as it is on the screen. `gone`: there is no camera."""
    actions, session, _ = use_session()
    words = BALANCE.of(session.language).takeover
    camera, _ = use_state(_reference)
    source, _ = use_state(_eye)

    def another() -> FrameSource:
        source.current = made = _source(actions.eyes, camera, actions.clock)
        return made

    async def look() -> None:
        try:
            number = await read_patiently(another, Decoder(), pause=actions.camera_pause)
        except CameraUnavailable:
            gone()
            return
        found(number)

    def streamed(event: fc.CameraImageEvent) -> None:
        if isinstance(source.current, CameraSource):
            source.current.stream_frame(event)

    use_work(look, [])
    lens = fc.Camera(ref=camera, preview_enabled=True, key="card-camera", on_stream_image=streamed)
    window = ft.Container(
        ft.Container(lens, alignment=ft.Alignment.CENTER, scale=16 / 9),
        height=HEIGHT,
        bgcolor=BLACK,
        border_radius=theme.CARD_RADIUS,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    return ft.Column(
        [
            ft.Semantics(label=words.camera_view, container=True, content=window),
            theme.quiet(words.camera_aim, size=14, align=ft.TextAlign.CENTER),
            controls.quiet_button(words.camera_close, close, key="camera-close"),
        ],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _reference() -> "ft.Ref[fc.Camera]":
    return ft.Ref()


def _eye() -> "ft.Ref[FrameSource]":
    return ft.Ref()


def _source(eyes: Callable[[], FrameSource] | None, camera: "ft.Ref[fc.Camera]", clock: Clock) -> FrameSource:
    return CameraSource(lambda: camera.current, clock) if eyes is None else eyes()
