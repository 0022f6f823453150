"""Who may stand here: enrolling the tablet, the PIN, the lock. What happens at the till is in `serving`.

Two bearers: the device's, which lives as long as the enrolment, and the person's at the device, which ends with the lock. Both lie in the
vault, never in a browser. A 401 for the person shows the lock; a 401 for the device shows the enrolment.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from app_staff import preferences, unsettled
from app_staff.desk import Act
from app_staff.line import Line
from app_staff.preferences import Preferences
from app_staff.session import Session, Till, Waiting
from shared.client import ManagerApi, Refused, SignedOut, StaffApi, Unreachable
from shared.client.face import Face
from shared.clock import Clock
from shared.i18n import Language, nearest
from shared.i18n.staff import STAFF, Staff
from shared.ui import text_size, theme
from shared.vault import Vault
from shared.wire.checkin import StartKiosk
from shared.wire.office import OfficeSignedIn, OfficeSignIn
from shared.wire.problems import Code, Problem
from shared.wire.staff import Unlock, Unlocked

DEVICE = "device"
PERSON = "person"
OFFICE = "office"
BROWSER = "browser"
"""What a browser that has signed in with a password shows at the next time; it outlives signing out."""
LANGUAGE = "language"
READ = frozenset({"/today", "/cases", "/log", "/members", "/settings"})
READING = 10
"""A manager who reads the day or the log touches nothing for a while: so many times longer until the lock."""
TICK = 1.0
LINE_CHECK = 10.0
"""Seconds of silence after which the server is asked whether it is there."""

log = logging.getLogger("tamaru.staff")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Of one tablet."""

    api: str
    lock_after: float = 60.0
    """Seconds without a touch, a key or a scan."""
    result_for: float = 3.0
    """Seconds that a result stays before the screen returns by itself."""
    face: Face = field(default_factory=Face)
    """Shared by all sessions of a web host."""


async def _nobody(_: int) -> None:
    """Before the session has a face to change."""


class Door:
    """Lets people in and out. `device` asks as the tablet, `api` as the person at it."""

    def __init__(self, settings: Settings, session: Session, till: Till, vault: Vault, clock: Clock, line: Line) -> None:
        self._settings = settings
        self._session = session
        self._till = till
        self._vault = vault
        self._clock = clock
        self._line = line
        self._touched_at = clock.monotonic()
        self._remembered: tuple[Act, ...] = ()
        """As the vault has them."""
        self.on_brand: Callable[[int], Awaitable[None]] = _nobody
        """Told the version of the shop's face."""
        self.device = StaffApi(settings.api, transport=line)
        self.api = ManagerApi(settings.api, transport=line)

    @property
    def words(self) -> Staff:
        return STAFF.of(self._session.language)

    def touch(self) -> None:
        """Somebody is here."""
        self._touched_at = self._clock.monotonic()

    def speak(self, language: Language) -> None:
        self._session.language = language
        self.device.language = self.api.language = language

    async def switch_language(self) -> None:
        """To the other language; this tablet remembers it."""
        self.touch()
        self.speak("en" if self._session.language == "ja" else "ja")
        await self._vault.set(LANGUAGE, self._session.language)

    async def enlarge(self, percent: int) -> None:
        """Text of one of `text_size.SIZES`; this tablet remembers it."""
        self.touch()
        self._enlarge(percent)
        await self._vault.set(text_size.DRAWER, str(percent))

    def _enlarge(self, percent: int) -> None:
        theme.enlarge(percent)
        self._session.text_size = percent

    async def prefer(self, chosen: Preferences) -> None:
        """What is chosen for this tablet; it remembers it."""
        self.touch()
        self._session.preferences = chosen
        await self._vault.set(preferences.DRAWER, preferences.written(chosen))

    @property
    def longest(self) -> float:
        """Seconds without use that the shop allows."""
        return self._settings.lock_after

    async def open(self) -> None:
        """The first look: is this tablet enrolled, can the server be heard, is somebody still signed in?"""
        self._session.phase = "opening"
        spoken = await self._vault.get(LANGUAGE)
        if spoken is not None:
            self.speak(nearest(spoken))
        self._enlarge(text_size.nearest(await self._vault.get(text_size.DRAWER)))
        self._session.preferences = preferences.kept(await self._vault.get(preferences.DRAWER))
        self._till.unsettled = self._till.unsettled or unsettled.read(await self._vault.get(unsettled.DRAWER))
        token = await self._vault.get(DEVICE)
        if token is None:
            await self._return_to_office()
            return
        self.device.token = token
        if await self._know_desk():
            await self._return_to_person()

    async def enrol(self, token: str) -> Problem | None:
        """Makes this tablet one of the shop's. A refusal is given back for the screen to say."""
        try:
            enrolled = await self.device.enrol(token.strip())
        except Unreachable:
            raise
        except Refused as refused:
            return refused.problem
        await self._vault.set(DEVICE, enrolled.token)
        self.device.token = enrolled.token
        self._session.notice = ""
        if await self._know_desk():
            self._session.phase = "lock"
        return None

    async def unlock(self, staff: str, pin: str, new_pin: str | None = None) -> Problem | None:
        """Signs a person in. A wrong PIN, a pause and a temporary PIN that wants a new one are given back for the screen to say."""
        try:
            unlocked = await self.device.unlock(Unlock(staff=staff, pin=pin, new_pin=new_pin))
        except SignedOut:
            raise
        except Refused as refused:
            return refused.problem
        await self._vault.set(PERSON, msgspec.json.encode(unlocked).decode())
        self._admit(unlocked)
        return None

    async def start_kiosk(self, pin: str) -> Problem | None:
        """Turns the tablet to the customers; the person is signed out. A wrong PIN is given back for the screen to say."""
        try:
            await self.api.start_kiosk(StartKiosk(pin=pin))
        except SignedOut:
            raise
        except Refused as refused:
            return refused.problem
        self.api.token = ""
        await self._vault.remove(PERSON)
        self._shut("kiosk", "")
        return None

    async def sign_in(self, email: str, password: str, code: str) -> Problem | None:
        """With a password, in any browser. A refusal is given back for the screen to say."""
        browser = await self._vault.get(BROWSER)
        try:
            signed = await self.api.office_sign_in(OfficeSignIn(email=email, password=password, code=code, browser=browser))
        except Unreachable:
            raise
        except Refused as refused:
            return refused.problem
        await self._vault.set(BROWSER, signed.browser)
        await self._vault.set(OFFICE, msgspec.json.encode(signed).decode())
        await self._admit_office(signed)
        return None

    async def lock(self, notice: str = "") -> None:
        """The screen locks at once; the server hears of it when it can."""
        token = self.api.token
        self._shut("lock", notice)
        await self._vault.remove(PERSON)
        await self._vault.remove(OFFICE)
        if not token:
            return
        try:
            await self.api.lock()
        except (Unreachable, Refused) as error:
            log.info("the lock was not heard: %s", error.code)
        if self.api.token == token:
            self.api.token = ""

    def intercept(self, problem: Problem) -> bool:
        """For the guard: a bearer that is no longer good is an event of the door, not a banner."""
        if problem.code != Code.UNAUTHENTICATED.slug:
            return False
        self._shut("lock", self.words.signed_out)
        return True

    async def after_signed_out(self) -> None:
        """A 401 at the lock: is it the person's bearer alone, or is the tablet itself revoked?"""
        await self._vault.remove(PERSON)
        await self._vault.remove(OFFICE)
        if self._session.phase == "office":
            return
        await self._know_desk()

    async def watch(self) -> None:
        """Beside the screen for the whole session."""
        while True:
            await asyncio.sleep(TICK)
            await self.check()

    async def check(self) -> None:
        """Locks when nobody has touched anything for a while, and asks for the server when nothing was heard of it."""
        await self._remember()
        if self._session.phase == "open" and self._idle():
            await self.lock(self.words.locked_idle)
        if self._session.phase in {"open", "lock", "kiosk"} and self._line.quiet_for > LINE_CHECK:
            await self._know_desk()

    async def _remember(self) -> None:
        """What has no answer yet, before the tablet may be switched off."""
        kept = (*self._till.unanswered, *self._till.refused)
        if kept != self._remembered:
            self._remembered = kept
            await self._vault.set(unsettled.DRAWER, unsettled.written(self._remembered))

    async def close(self) -> None:
        await self.api.close()
        await self.device.close()

    def _idle(self) -> bool:
        if self._session.office:
            return self._clock.monotonic() - self._touched_at > self._settings.lock_after * READING
        patience = preferences.patience(self._session.preferences, self._settings.lock_after)
        patience *= READING if self._session.place in READ else 1
        return self._clock.monotonic() - self._touched_at > patience

    async def _know_desk(self) -> bool:
        """Asks who stands where. False when there is no answer, or when this tablet is no longer the shop's."""
        try:
            desk = self._session.desk = await (self.api if self._session.office else self.device).desk()
        except SignedOut:
            if self._session.office:
                self._shut("office", self.words.signed_out)
                return False
            await self._forget()
            return False
        except (Unreachable, Refused):
            if self._session.desk is None:
                self._session.phase = "unreachable"
            return False
        if self._session.phase in {"lock", "kiosk"}:
            self._session.phase = "kiosk" if desk.kiosk else "lock"
        await self.on_brand(desk.brand_version)
        return True

    async def _return_to_person(self) -> None:
        if self._session.desk is not None and self._session.desk.kiosk:
            self._session.phase = "kiosk"
            return
        kept = await self._vault.get(PERSON)
        if kept is not None:
            try:
                unlocked = msgspec.json.decode(kept, type=Unlocked)
            except msgspec.MsgspecError:
                unlocked = None
            if unlocked is not None and unlocked.expires_at.timestamp() * 1000 > self._clock.now():
                self._admit(unlocked)
                return
        self._session.phase = "lock"

    async def _return_to_office(self) -> None:
        kept = await self._vault.get(OFFICE)
        signed = None
        if kept is not None:
            with suppress(msgspec.MsgspecError):
                signed = msgspec.json.decode(kept, type=OfficeSignedIn)
        if signed is None:
            self._session.phase = "enrol" if await self._vault.get(BROWSER) is None else "office"
        elif signed.expires_at.timestamp() * 1000 > self._clock.now():
            await self._admit_office(signed)
        else:
            self._session.phase = "office"

    async def _admit_office(self, signed: OfficeSignedIn) -> None:
        self.touch()
        self.api.token = signed.token
        self._session.office = True
        self._session.person = signed.staff
        self._session.notice = ""
        if await self._know_desk():
            self._session.phase = "open"

    def _admit(self, unlocked: Unlocked) -> None:
        self.touch()
        self.api.token = unlocked.token
        self._session.person = unlocked.staff
        self._session.notice = ""
        self._session.phase = "open"

    def _shut(self, phase: Literal["lock", "enrol", "office", "kiosk"], notice: str) -> None:
        self._session.person = None
        if self._session.office:
            phase, self._session.office, self._session.desk = "office", False, None
        self._session.notice = notice
        self._till.park()
        self._till.step = Waiting()
        self._session.phase = phase

    async def _forget(self) -> None:
        self.device.token = self.api.token = ""
        await self._vault.remove(DEVICE)
        await self._vault.remove(PERSON)
        self._session.desk = None
        self._shut("enrol", self.words.device_gone)
