"""What a screen can ask for. Each verb changes the models; what goes wrong is raised as ApiError, unless the model has a place for it."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import flet as ft
import msgspec

from app_member.account import Account
from app_member.ahead import Ahead
from app_member.codes import Codes, Identity, PhoneCodes, WebCodes, new_key
from app_member.inbox import Inbox
from app_member.light import Light
from app_member.lists import Lists
from app_member.live import Live
from app_member.papers import Papers
from app_member.renewal import Renewal
from app_member.session import State
from app_member.tokens import LANGUAGE, REFRESH, TOKEN, Tokens
from shared.client import ApiError, MemberApi
from shared.client.face import Asking, Face
from shared.clock import Clock, to_instant, tokyo
from shared.i18n import Language, nearest
from shared.scanner.source import FrameSource
from shared.ui import qr, text_size, theme
from shared.ui.card_face import Look
from shared.ui.dressing import Dressing
from shared.ui.guard import Guard
from shared.ui.hooks import follow_route
from shared.vault import Vault
from shared.wire.members import Card, CodeSent, NewMember, SendCode, SignIn, Welcome, Why
from shared.wire.problems import Code, Problem
from shared.wire.questions import Question
from shared.wire.receipts import Receipt

IDENTITY = "identity"
SNAPSHOT = "card"
CODE_SIDE = 260
"""Logical pixels of the card's code, at least."""
AROUND_CODE = 80
"""Logical pixels of margin and card at both sides of the code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the composition root hands to a session."""

    page: ft.Page
    api: MemberApi
    vault: Vault
    clock: Clock
    phone: bool
    """The app runs on the member's own device: it signs its codes and works without a line."""
    light: Light
    locale: str | None = None
    face: Face = field(default_factory=Face)
    """Shared by all sessions of a web host."""


class Actions:
    def __init__(self, home: Home, state: State) -> None:
        self.state = state
        self._page = home.page
        self._api = home.api
        self._vault = home.vault
        self._tokens = home.api.keeper = Tokens(home.vault)
        self.clock = home.clock
        self._phone = home.phone
        self.light = home.light
        self._locale = home.locale
        self.lists = Lists(home.api, state, home.clock)
        self.inbox = Inbox(home.api, state, home.clock)
        self.account = Account(home.api, state, home.clock, self._leave)
        self._codes: Codes = WebCodes(home.api)
        self.guard = Guard(home.page, lambda: state.session.language, self._intercept)
        self._live = Live(home.api, state, home.clock, self.refresh, self.inbox.heard)
        self._renewal = Renewal(lambda: self._codes, state.shown, home.clock, self._fit, self._live.wake)
        self.face = Asking(home.face, home.api)
        self.dressing = Dressing(self.face, self._dress)
        self.eyes: Callable[[], FrameSource] | None = None
        self.camera_pause = 1.0
        """Seconds before a camera that did not start is tried again."""
        """Frames from elsewhere than the page's own camera."""
        self.sees = bool(home.page.web) or home.page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)
        """There may be a camera: the plug-in has none on computers."""
        self._running: list[asyncio.Task[None]] = []
        self.papers = Papers(home.page, home.api)

    # -- the session's life
    def begin(self, ahead: Ahead) -> None:
        """Before the first picture: what the page itself has shown already."""
        self._speak(ahead.language)
        self._enlarge(ahead.text_size)
        self.dressing.begin()
        self.state.card.put(ahead.card, self.clock.now())
        self._renewal.begin(ahead.code, ahead.asked_at)
        self.state.session.signed = "in"

    async def start(self) -> None:
        """Reads the vault: who was signed in here still is."""
        language = await self._vault.get(LANGUAGE)
        self._speak("en" if language == "en" else "ja" if language == "ja" else nearest(self._locale))
        self._enlarge(text_size.nearest(await self._vault.get(text_size.DRAWER)))
        self.guard.spawn(self.dressing.start)
        token, refresh = await self._tokens.kept()
        if not token:
            self.state.session.signed = "out"
            return
        self._api.token, self._api.refresh = token, refresh
        if self._phone:
            await self._wake_phone()
        self.state.session.signed = "in"
        self.resume()

    async def _wake_phone(self) -> None:
        """What a phone shows before it has heard the server: its own code and the card as it was."""
        identity = await self._vault.get(IDENTITY)
        if identity is not None:
            self._codes = PhoneCodes(msgspec.json.decode(identity, type=Identity), self.clock)
        snapshot = await self._vault.get(SNAPSHOT)
        if snapshot is not None:
            with contextlib.suppress(msgspec.MsgspecError):  # of an older app: the server will send a new one
                card = msgspec.json.decode(snapshot, type=Card)
                self.state.card.put(card, to_instant(card.server_now))

    def resume(self) -> None:
        """Somebody looks: follow the events, renew the code."""
        if self.state.session.signed == "in" and not self._running:
            self._running = [self.guard.spawn(self._renewal.keep), self.guard.spawn(self._live.follow)]

    def wake(self) -> None:
        """The app is in the foreground again. What slept may have died unnoticed: a new code, the card and its stream from the beginning."""
        self.pause()
        self._renewal.wake()
        self.resume()

    def pause(self) -> None:
        """Nobody looks: no stream, no codes."""
        for task in self._running:
            task.cancel()
        self._running = []

    def reconnected(self) -> None:
        """A browser came back to a session that was kept for it, perhaps at another address: what changed is drawn, and followed again."""
        follow_route(self._page)
        self.state.touch()
        self.resume()

    async def close(self) -> None:
        """The session is over."""
        self.guard.close()
        await self._api.close()

    def retry(self) -> None:
        """Asks again now instead of after the wait."""
        self._live.wake()
        self._renewal.wake()

    def go(self, route: str) -> None:
        """To another screen."""
        self.guard.spawn(lambda: self._page.push_route(route))

    def leave_sheet(self, below: str) -> None:
        """A sheet with an address of its own was closed: to the screen below, unless it closed because somebody went elsewhere."""
        if self._page.route.startswith(f"{below}/"):
            self.go(below)

    def fit(self, modules: int, at_least: int) -> qr.Fit:
        """How large a code of so many modules is on this screen."""
        ratio = self._page.media.device_pixel_ratio or 1.0
        return qr.fit(ratio, at_least, room=self.state.session.width - AROUND_CODE, modules=modules)

    def _fit(self) -> qr.Fit:
        return self.fit(qr.M1_MODULES, CODE_SIDE)

    def _intercept(self, found: Problem) -> bool:
        """A bearer that is no longer good: back to signing in, and say so."""
        if found.code == Code.UNAUTHENTICATED.slug and self.state.session.signed == "in":
            self.guard.spawn(self._leave)
        return False

    # -- joining
    async def send_code(self, email: str) -> CodeSent:
        return await self._api.send_code(SendCode(email=email, language=self.state.session.language))

    async def sign_in(self, request: str, code: str, profile: NewMember | None = None) -> bool:
        """True when this made the member. Refused with `profile-required` while the code stays good."""
        private, public = new_key() if self._phone else ("", None)
        made = await self._api.sign_in(
            SignIn(request=request, code=code, profile=profile, public_key=public, device_name="app" if self._phone else "web")
        )
        self._api.token, self._api.refresh = made.token, made.refresh
        await self._tokens.keep(made.token, made.refresh)
        if self._phone:
            identity = Identity(private, made.credential)
            await self._vault.set(IDENTITY, msgspec.json.encode(identity).decode())
            self._codes = PhoneCodes(identity, self.clock)
        self.state.session.others = made.others
        self.state.session.signed = "in"
        self.resume()
        return made.joined

    async def sign_out(self) -> None:
        """Ends the session on the server if it can be heard, and here in any case."""
        with contextlib.suppress(ApiError):
            await self._api.sign_out()
        await self._leave()

    async def _leave(self) -> None:
        self.pause()
        for name in (TOKEN, REFRESH, IDENTITY, SNAPSHOT):
            await self._vault.remove(name)
        self._api.token = self._api.refresh = ""
        self._codes = WebCodes(self._api)
        self.state.session.signed = "out"
        self.state.forget()

    async def speak(self, language: Language) -> None:
        self._speak(language)
        await self._vault.set(LANGUAGE, language)

    async def enlarge(self, percent: int) -> None:
        """Text of one of `text_size.SIZES`; this device remembers it."""
        self._enlarge(percent)
        await self._vault.set(text_size.DRAWER, str(percent))

    def _enlarge(self, percent: int) -> None:
        theme.enlarge(percent)
        self.state.session.text_size = percent
        self.state.touch()

    def _dress(self, look: Look) -> None:
        self.state.session.look = look

    def _speak(self, language: Language) -> None:
        self.state.session.language = language
        self._api.language = language

    # -- what there is to see
    async def refresh(self) -> None:
        """The card. An answer that was overtaken by an event is dropped."""
        card = await self._api.card()
        before = self.state.card.value
        if before is None or before.member != card.member or card.version >= before.version:
            self.state.card.put(card, self.clock.now())
        await self.dressing.heard(card.brand_version)
        if self._phone:
            await self._remember(card)

    async def _remember(self, card: Card) -> None:
        if isinstance(self._codes, PhoneCodes):
            offset = to_instant(card.server_now) - self.clock.now()
            if abs(offset - self._codes.offset) > 500:
                identity = await self._vault.get(IDENTITY)
                if identity is not None:
                    kept = msgspec.structs.replace(msgspec.json.decode(identity, type=Identity), offset=offset)
                    await self._vault.set(IDENTITY, msgspec.json.encode(kept).decode())
            self._codes.offset = offset
        await self._vault.set(SNAPSHOT, msgspec.json.encode(card).decode())

    async def why(self, row: str) -> Why:
        return await self._api.why(row)

    async def ask_about(self, row: str, text: str) -> Question:
        return await self._api.ask_about(row, text)

    async def receipt(self, receipt: str) -> Receipt:
        return await self._api.receipt(receipt)

    async def welcome(self, store: str) -> Welcome:
        return await self._api.welcome(store)

    def today(self) -> date:
        """In the shop's calendar."""
        return tokyo(self.clock.now()).date()

    def age(self, at: int) -> float:
        """Seconds since an instant, for data that is shown with its age."""
        return (self.clock.now() - at) / 1000
