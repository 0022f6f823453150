"""What every component of one session may reach, through contexts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from app_staff.actions import Door
from app_staff.doorstep import Doorstep
from app_staff.drafts import Drafts
from app_staff.exports import Exporter
from app_staff.host import Host
from app_staff.lens import Lens
from app_staff.naming import Names
from app_staff.scanner.gate import Scan
from app_staff.serving import Counter
from app_staff.session import Session, Till
from shared.client.face import Asking
from shared.clock import Clock
from shared.i18n.staff import STAFF, Staff
from shared.ids import Ids
from shared.scanner.decode import Decoder
from shared.scanner.source import FrameSource
from shared.ui.dressing import Dressing
from shared.ui.guard import Guard
from shared.ui.hooks import context

Preview = Callable[[bytes], None]


class Keys:
    """Who hears the keyboard when it is not a scanner gun's: the PIN, when it shows. And whether it was a key that opened something."""

    JUST = 1000
    """Milliseconds in which what a key has pressed comes after it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._listener: Callable[[str], object] | None = None
        self._pressed_at = -self.JUST

    def heard(self) -> None:
        """Any key, whoever it is for."""
        self._pressed_at = self._clock.now()

    @property
    def just_pressed(self) -> bool:
        """Whoever opens something now does it by keyboard: the focus goes with him."""
        return self._clock.now() - self._pressed_at < self.JUST

    def listen(self, listener: Callable[[str], object]) -> None:
        self._listener = listener

    def forget(self) -> None:
        self._listener = None

    def press(self, key: str) -> None:
        if self._listener is not None:
            self._listener(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    session: Session
    till: Till
    door: Door
    counter: Counter
    doorstep: Doorstep
    host: Host
    """For customers who check in by themselves."""
    guard: Guard
    clock: Clock
    ids: Ids
    decoder: Decoder
    keys: Keys
    lens: Lens
    """What the boards look at."""
    face: Asking
    """The shop's pictures."""
    dressing: Dressing
    """Puts a new face on this session at once."""
    clipboard: ft.Clipboard
    files: ft.FilePicker
    """Made once per session: it registers itself with the page."""
    exports: Exporter
    on_scan: Callable[[Scan], None]
    """Where a scan goes: to the counter, or to the enrolment."""
    source: Callable[[Callable[[], Any], Preview], FrameSource]
    """Makes this platform's source of frames from the mounted camera control (where there is one) and a taker of previews."""
    drafts: Drafts = field(default_factory=Drafts)
    known: Names = field(default_factory=Names)
    """What goods, stores and questionnaires are called."""
    plugin: bool
    """The platform has the camera plug-in: a browser or a phone."""


TOOLS = context(Tools)
SESSION = context(Session)
TILL = context(Till)


def use_tools() -> Tools:
    return ft.use_context(TOOLS)


def use_session() -> Session:
    """Drawn anew when anything of the session changes."""
    return ft.use_context(SESSION)


def use_till() -> Till:
    """Drawn anew when the panel changes."""
    return ft.use_context(TILL)


def words_of(session: Session) -> Staff:
    return STAFF.of(session.language)
