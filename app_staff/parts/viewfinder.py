"""The viewfinder: what the camera sees, a frame to aim with, and what to do when there is no camera."""

import asyncio
import logging
import math
from typing import cast

import flet as ft
import flet.canvas as cv
import flet_camera as fc  # pyright: ignore[reportMissingTypeStubs]  typed inline, but without a py.typed

from app_staff.scanner.loop import ScanLoop
from app_staff.tools import Preview, Tools, use_session, use_till, use_tools, words_of
from shared.i18n.staff import Staff
from shared.scanner.camera import CameraSource
from shared.scanner.source import CameraUnavailable, FrameSource
from shared.ui import controls, text_size, theme
from shared.ui.hooks import use_state

SOON, SELDOM = 0.25, 60.0
"""Seconds until a lost camera is looked for again: half of the first pause, and the longest."""
CORNER = 44
LEAST = 160
"""The lowest viewfinder with a frame in it; a lower one shows all that the camera sees, and beside it what to do."""
SHAPE = 16 / 9
"""What a camera sees, as wide to as high."""
NARROW = 600
"""Logical pixels of a window, in which nothing fits beside the frame."""
BLACK = "#0C100E"
WHITE = "#F2FFFFFF"
log = logging.getLogger("tamaru.staff")


class Eye:
    """The scan of one viewfinder. It outlives renders."""

    def __init__(self, tools: Tools) -> None:
        self.camera: ft.Ref[fc.Camera] = ft.Ref()
        self._tools = tools
        self._task: asyncio.Task[None] | None = None
        self._source: FrameSource | None = None
        self.on_preview: Preview = lambda _: None

    def start(self) -> None:
        """Scans from now on; a scan that runs is ended first."""
        self.stop()
        self._task = self._tools.guard.spawn(self._scan)

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def streamed(self, event: fc.CameraImageEvent) -> None:
        if isinstance(self._source, CameraSource):
            self._source.stream_frame(event)

    async def _scan(self) -> None:
        """A camera that is lost is looked for again by itself, less and less often."""
        till, tools = self._tools.till, self._tools
        if tools.decoder.blind:
            till.camera = "off"
            return
        failures = 0
        while True:
            self._source = tools.source(lambda: self.camera.current, self.on_preview)
            try:
                await ScanLoop(self._source, tools.decoder, tools.on_scan, tools.clock, self._sees).run()
            except CameraUnavailable as error:
                log.info("no camera: %s", error)
                failures = 1 if till.camera == "on" else failures + 1
                till.camera = "starting" if failures == 1 else "off"  # the first time it may be only slow, or another page's still
            else:
                return
            await asyncio.sleep(min(SOON * 2**failures, SELDOM))

    def _sees(self) -> None:
        if self._tools.till.camera != "on":
            self._tools.till.camera = "on"


@ft.component
def Viewfinder(aim: str, height: float | None = None) -> ft.Control:
    """Scans as long as it is on the screen. `aim` says what to hold inside the frame; nothing when that is said elsewhere."""
    tools, session, till = use_tools(), use_session(), use_till()
    words = words_of(session)
    eye, _ = use_state(lambda: Eye(tools))
    picture, show = use_state(cast("bytes | None", None))
    eye.on_preview = show
    ft.use_effect(
        tools.guard(eye.start),
        dependencies=[session.wakes, session.preferences.camera, session.preferences.torch],
        cleanup=tools.guard(eye.stop),
    )
    low, large = height is not None, session.text_size >= text_size.LARGE
    tiny = height is not None and height < LEAST
    under = not low or (large and not tiny) or session.width < NARROW
    if till.camera == "off":
        over = [_off(tools, words, tools.guard(eye.start), low=low, tiny=tiny)]
    else:
        said = aim if till.camera == "on" else words.scan_page.starting
        hint = _beside(said, height, session.width) if height and tiny else _hint(said, low=low, under=under)
        over = [*([] if tiny else [_brackets(low=low, under=under)]), *([hint] if said else [])]
    room = height if tiny else None
    lens = _lens(eye, tiny=tiny) if tools.plugin else _window(picture, room)
    return ft.Semantics(
        label=words.scan_page.viewfinder,
        container=True,
        content=ft.Container(
            ft.Stack([_ground(room), lens, *over], expand=True, fit=ft.StackFit.EXPAND),
            bgcolor=theme.SUNK if tiny else BLACK,
            border_radius=theme.CARD_RADIUS,
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
            height=height,
            aspect_ratio=None if height else 1,
        ),
    )


def filled(width: float, least: float) -> float:
    """The height of a viewfinder so wide at which the preview leaves no bars; `least` where that is more."""
    return max(least, width / SHAPE / SHAPE)


def _ground(tiny: float | None) -> ft.Control:
    """Under a tiny picture, that is `tiny` high: there before the camera is."""
    return ft.Container(ft.Container(width=0 if tiny is None else tiny * SHAPE, bgcolor=BLACK), alignment=ft.Alignment.CENTER_LEFT)


def _lens(eye: Eye, *, tiny: bool) -> ft.Control:
    """The plug-in's preview keeps its shape: the scale fills a square. The reference follows the control from render to render, and what is
    set here is set at every size: a control that is wrapped otherwise is another one to Flutter, and the camera starts anew.
    """
    camera = fc.Camera(ref=eye.camera, preview_enabled=True, key="camera", on_stream_image=eye.streamed)
    return ft.Container(camera, alignment=ft.Alignment.CENTER_LEFT if tiny else ft.Alignment.CENTER, scale=1 if tiny else SHAPE)


def _window(picture: bytes | None, tiny: float | None) -> ft.Control:
    if picture is None:
        return ft.Container()
    if tiny is None:
        return ft.Image(src=picture, fit=ft.BoxFit.COVER, gapless_playback=True, key="camera")
    whole = ft.Image(src=picture, width=tiny * SHAPE, height=tiny, fit=ft.BoxFit.CONTAIN, gapless_playback=True, key="camera")
    return ft.Container(whole, alignment=ft.Alignment.CENTER_LEFT)


def _brackets(*, low: bool, under: bool) -> ft.Control:
    """Four corners, drawn to whatever size there is."""
    corners = (ft.Alignment.TOP_LEFT, ft.Alignment.TOP_RIGHT, ft.Alignment.BOTTOM_RIGHT, ft.Alignment.BOTTOM_LEFT)
    arm = CORNER // 2 if low and under else CORNER
    frame = ft.Stack([ft.Container(_corner(turn, arm), alignment=corner) for turn, corner in enumerate(corners)], fit=ft.StackFit.EXPAND)
    large = text_size.chosen() >= text_size.LARGE
    if low:
        around = ft.Padding.only(top=12, bottom=96 if large else 48) if under else ft.Padding.symmetric(vertical=16)
    else:
        around = ft.Padding.only(left=36, right=36, top=24, bottom=136 if large else 64)
    return ft.Container(ft.Container(frame, aspect_ratio=1), alignment=ft.Alignment.CENTER, padding=around)


def _corner(turn: int, size: int) -> ft.Control:
    paint = ft.Paint(color=WHITE, stroke_width=5, style=ft.PaintingStyle.STROKE, stroke_cap=ft.StrokeCap.ROUND)
    arm = cv.Path(
        [cv.Path.MoveTo(3, size), cv.Path.LineTo(3, 17), cv.Path.QuadraticTo(3, 3, 17, 3), cv.Path.LineTo(size, 3)],
        paint=paint,
    )
    canvas = cv.Canvas([arm], width=size, height=size)
    return ft.Container(canvas, width=size, height=size, rotate=turn * math.pi / 2)


def _hint(words: str, *, low: bool, under: bool) -> ft.Control:
    """Under the frame, or beside it in a viewfinder that is low and wide."""
    pill = ft.Container(
        theme.text(words, size=12 if low else 15, bold=True, color="#FFFFFF", align=ft.TextAlign.CENTER),
        bgcolor="#B3101412",
        border_radius=24,
        padding=ft.Padding.symmetric(horizontal=10 if low else 16, vertical=5 if low else 8),
    )
    place = ft.Alignment.BOTTOM_CENTER if under else ft.Alignment.TOP_LEFT
    return ft.Container(pill, alignment=place, padding=10 if low else 16)


def _beside(words: str, height: float, width: float) -> ft.Control:
    """At the right of a tiny picture."""
    text = theme.text(words, size=12 if width < NARROW else 16, bold=True)
    return ft.Container(text, alignment=ft.Alignment.CENTER_LEFT, padding=ft.Padding.only(left=height * SHAPE + 16, right=12))


def _off(tools: Tools, words: Staff, again: controls.Handler, *, low: bool, tiny: bool) -> ft.Control:
    """In a tiny one no more than what is the matter: it is looked for by itself."""
    page = words.scan_page
    large = text_size.chosen() >= text_size.LARGE  # it must not push the button out
    facing = tools.session.phase == "kiosk"  # customers can neither allow a camera nor type a number
    why = tools.host.words.no_camera if facing else page.blind if tools.decoder.blind else page.off_hint
    hint = theme.quiet(why, align=ft.TextAlign.CENTER)
    button = controls.secondary(page.camera_again, again, key="camera-again", icon=ft.Icons.REFRESH)
    return ft.Container(
        ft.Column(
            [
                *([] if large or tiny else [ft.Icon(ft.Icons.NO_PHOTOGRAPHY_OUTLINED, size=40, color=theme.QUIET)]),
                theme.text(page.off, size=15 if large and low else 17, bold=True, align=ft.TextAlign.CENTER),
                *([] if tiny or (large and low) else [hint]),
                *([] if tiny else [button]),
            ],
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            alignment=ft.MainAxisAlignment.CENTER,
            spacing=4 if large else 12,
        ),
        key="camera-off",
        bgcolor=theme.SUNK,
        padding=12 if large else 20,
    )
