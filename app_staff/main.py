"""The composition root of one session: everything is made here and handed down."""

import logging
import os
from collections.abc import Callable
from typing import Any

import flet as ft
import httpx

from app_staff.actions import Door, Settings
from app_staff.app import App
from app_staff.desk import OnlineDesk
from app_staff.doorstep import Doorstep
from app_staff.exports import Exporter
from app_staff.host import Host
from app_staff.lens import Lens
from app_staff.line import Line, State
from app_staff.scanner.gate import Scan
from app_staff.scanner.video import VideoSource
from app_staff.scanner.wedge import Wedge
from app_staff.screens.room import NARROW
from app_staff.serving import Counter
from app_staff.session import Session, Shown, Till, Tone
from app_staff.signals import signals_for
from app_staff.tools import Keys, Preview, Tools
from app_staff.witness import Witness
from shared.client.face import Asking, Face
from shared.clock import Clock, SystemClock
from shared.i18n import nearest
from shared.i18n.staff import STAFF
from shared.ids import Ids, SystemIds
from shared.scanner.camera import CameraSource
from shared.scanner.decode import Decoder
from shared.scanner.source import FrameSource
from shared.ui import theme
from shared.ui.card_face import Look
from shared.ui.dressing import Dressing
from shared.ui.guard import Guard, sentence
from shared.ui.toast import HEAD
from shared.ui.upstream import settle_session
from shared.vault import Vault
from shared.vault.device import device_vault, own_folder
from shared.wire.problems import Problem

log = logging.getLogger("tamaru.staff")
TRYING = "/device"
"""Where a scan is only looked at."""
TRIED = 5
API = "http://127.0.0.1:8550"
SERVICE = "jp.tamaru.staff"
WAY_OUT = "L"
"""With Ctrl and Shift: what the hidden corner of a tablet that faces the customers is to a finger."""
PHONES = (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)


class Staff:
    """One tablet's session on one page. The keyword arguments are the seams: tests hand in their own."""

    def __init__(
        self,
        page: ft.Page,
        settings: Settings,
        vault: Vault,
        *,
        clock: Clock | None = None,
        ids: Ids | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        source: Callable[[Callable[[], Any], Preview], FrameSource] | None = None,
        locale: str | None = None,
    ) -> None:
        self.page = page
        self._clock = clock or SystemClock()
        self.session = Session(width=page.width or 1280)
        self.till = Till()
        self.line = Line(transport or httpx.AsyncHTTPTransport(), self._clock, self._line_changed)
        self.door = Door(settings, self.session, self.till, vault, self._clock, self.line)
        self.door.speak(nearest(locale))
        self.guard = Guard(page, lambda: self.session.language, self._intercept, self._head)
        self.face = Asking(settings.face, self.door.device)
        self.dressing = Dressing(self.face, self._dress)
        self.door.on_brand = self.dressing.heard
        desk = OnlineDesk(self.door.api)
        files = ft.FilePicker()
        ids = ids or SystemIds(self._clock)
        self.counter = Counter(self.session, self.till, self.door, desk, self.guard, self._clock, ids, result_for=settings.result_for)
        self.doorstep = Doorstep()
        self.host = Host(self.session, self.doorstep, self.door, self.guard, ids, result_for=settings.result_for)
        self.witness = Witness(self.door, vault, lambda problem: self.guard.toast(sentence(problem, self.session.language)))
        self._wedge = Wedge(self._clock)
        self.keys = Keys(self._clock)
        self.tools = Tools(
            session=self.session,
            till=self.till,
            door=self.door,
            counter=self.counter,
            doorstep=self.doorstep,
            host=self.host,
            guard=self.guard,
            clock=self._clock,
            ids=ids,
            decoder=Decoder(),
            keys=self.keys,
            lens=Lens(),
            face=self.face,
            dressing=self.dressing,
            clipboard=ft.Clipboard(),
            files=files,
            exports=Exporter(self.door.api, files, self.guard, self.session, self.door.touch),
            on_scan=self.guard(self.scanned),
            source=source or self._source,
            plugin=page.web or page.platform in PHONES,
        )

    def start(self) -> None:
        """Draws the first screen and begins everything that runs beside it."""
        page = self.page
        settle_session(page)
        theme.dress(page, STAFF.ja.app_title)
        signals = signals_for(page)

        def signal(tone: Tone) -> None:
            chosen = self.session.preferences
            self.guard.spawn(lambda: signals.give(tone, chosen.volume if chosen.sound else 0))

        self.counter.on_result = self.host.on_result = signal
        page.on_keyboard_event = self.guard(self.key)
        page.on_resize = self.guard(self.resized)
        page.on_app_lifecycle_state_change = self.guard(self.woke)
        page.on_connect = self.guard(self.reconnected)
        page.on_close = self.guard(self.closed)
        page.render_views(App, self.tools)
        self.guard.spawn(self.dressing.start)
        self.guard.spawn(self.door.open)
        self.guard.spawn(self.door.watch)
        self.guard.spawn(self.witness.watch)

    def scanned(self, scan: Scan) -> None:
        """Where a scan goes depends on what stands open; at the lock it goes nowhere."""
        if self.session.phase == "enrol":
            self.session.shown = Shown(scan.text)
        elif self.session.phase == "open" and self.session.place == TRYING:
            self.door.touch()
            self.till.tried = (scan, *self.till.tried[: TRIED - 1])
        elif self.session.phase == "open":
            self.counter.scanned(scan)
        elif self.session.phase == "kiosk":
            self.host.scanned(scan)

    def key(self, event: ft.KeyboardEvent) -> None:
        """A field's keys are its own; a gun's burst becomes a scan; the PIN hears digits. Whoever presses keys is there."""
        self.keys.heard()
        if self.session.phase == "open":
            self.door.touch()
        if self.session.typing:
            return
        if self.session.phase == "kiosk" and event.ctrl and event.shift and event.key.upper() == WAY_OUT:
            self.host.ask_to_leave()
        elif self.session.phase == "lock" or (self.session.phase == "kiosk" and (self.doorstep.leaving or not self.session.has("kiosk"))):
            self.keys.press(event.key)
        elif (scan := self._wedge.key(event.key)) is not None:
            self.scanned(scan)

    def resized(self, event: ft.PageResizeEvent) -> None:
        self.session.width = event.width

    def _head(self) -> float:
        """On a phone the places to go lie across the top."""
        return HEAD if self.session.width < NARROW else 0

    def woke(self, event: ft.AppLifecycleStateChangeEvent) -> None:
        if event.state == ft.AppLifecycleState.RESUME:
            self.session.wakes += 1

    def reconnected(self) -> None:
        """A browser that slept: what the camera was asked meanwhile has no answer."""
        self.session.wakes += 1

    async def closed(self) -> None:
        self.guard.close()
        await self.door.close()

    def _dress(self, look: Look) -> None:
        self.session.look = look

    def _line_changed(self, state: State) -> None:
        self.session.online = state == "heard"

    def _source(self, camera: Callable[[], Any], preview: Preview) -> FrameSource:
        if not self.tools.plugin:
            return VideoSource(0, self._clock, preview)
        chosen = self.session.preferences

        def found(names: tuple[str, ...], lit: bool) -> None:  # noqa: FBT001 - said by the camera
            self.till.cameras, self.till.dark = names, not lit

        return CameraSource(camera, self._clock, wanted=chosen.camera, torch=chosen.torch, found=found)

    def _intercept(self, problem: Problem) -> bool:
        if not self.door.intercept(problem):
            return False
        self.guard.spawn(self.door.after_signed_out)
        return True


def run() -> None:
    """On the shop's own tablet."""
    settings = Settings(api=os.environ.get("TAMARU_API", API), face=Face(own_folder()))

    def main(page: ft.Page) -> None:
        Staff(page, settings, device_vault(page, SERVICE)).start()

    ft.run(main, before_main=theme.wear, assets_dir="assets")


if __name__ == "__main__":
    run()
