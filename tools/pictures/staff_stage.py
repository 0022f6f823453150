"""The stage of the staff's app, its scenes, and what one does in many of them."""

import asyncio
import copy
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import flet as ft
import msgspec

from app_staff.actions import DEVICE, LANGUAGE, PERSON, Settings
from app_staff.main import Staff
from app_staff.scanner.gate import Scan
from app_staff.session import Looking, Seeking
from shared.clock import SystemClock
from shared.i18n import Language
from shared.wire.problems import Code
from shared.wire.staff import StaffMember, Unlocked
from tests.apps.staff.fake_shop import FakeShop
from tests.apps.staff.made_up import CLERK, uid
from tools.pictures.stage import Stage, nothing

CODE = "7" + "".join(str((digit * 7 + 3) % 10) for digit in range(193))
NEXT = "7" + "2" * 193


class StaffStage(Stage):
    app = "staff"
    title = "スタッフ"
    scene: "Scene"

    def __init__(self, scene: "Scene", language: Language) -> None:
        super().__init__(scene, language)
        self.shop = FakeShop(SystemClock(), **copy.deepcopy(scene.shop))  # one for each look

    async def prepare(self) -> None:
        await self.vault.set(LANGUAGE, self.language)
        if self.scene.enrolled:
            await self.vault.set(DEVICE, "device-1")
        if self.scene.person is not None:
            self.shop.people_tokens.add("person-1")
            unlocked = Unlocked(token="person-1", staff=self.scene.person, expires_at=datetime(2099, 1, 1, tzinfo=UTC))  # noqa: S106 - made up
            await self.vault.set(PERSON, msgspec.json.encode(unlocked).decode())

    def begin(self, page: ft.Page) -> None:
        settings = Settings(api="http://shop", lock_after=3600, result_for=3600)
        self.staff = Staff(page, settings, self.vault, transport=self.shop)
        self.staff.start()

    def opened(self) -> bool:
        return self.staff.session.phase != "opening"

    async def scan(self, code: str = CODE) -> None:
        if self.camera is not None:
            self.camera.show(code)
        self.staff.scanned(Scan(code, "camera"))
        await self.until_told()
        await self.rest()

    async def until_told(self) -> None:
        """The shop has answered, unless its answers are held back: on a busy machine that takes longer than a rest."""
        for _ in range(200):
            if not self.shop.held.is_set() or not isinstance(self.staff.till.step, Looking | Seeking):
                return
            await asyncio.sleep(0.05)

    async def choose(self) -> None:
        self.staff.counter.choose_voucher(uid(901))
        self.staff.counter.choose_points(500)
        await self.rest()


Act = Callable[[StaffStage], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    name: str
    act: Act = nothing
    person: StaffMember | None = CLERK
    """Who is signed in."""
    route: str = "/"
    enrolled: bool = True
    camera: bool = True
    shop: dict[str, Any] = field(default_factory=dict[str, Any])
    """What the made-up shop has that differs from FakeShop's own."""


def scanned(then: Act = nothing) -> Act:
    """A member on the panel, then more."""

    async def act(stage: StaffStage) -> None:
        await stage.scan()
        await then(stage)

    return act


def refused(ending: str, code: Code, then: Act) -> Act:
    """The server says no to a path."""

    async def act(stage: StaffStage) -> None:
        stage.shop.refuse(ending, code)
        await then(stage)

    return act


def going(route: str) -> Act:
    async def act(stage: StaffStage) -> None:
        await stage.go(route)

    return act


def cut(then: Act) -> Act:
    """Without a line from here on."""

    async def act(stage: StaffStage) -> None:
        stage.shop.cut = True
        await then(stage)

    return act
