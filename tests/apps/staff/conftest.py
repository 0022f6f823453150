"""A tablet in this process: its own composition root, over a fake shop and a clock that is set by hand."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from app_staff.actions import DEVICE, LANGUAGE, Settings
from app_staff.main import Staff
from app_staff.scanner.gate import Scan
from shared.clock import SetClock
from shared.i18n import Language
from shared.scanner.source import FrameSource
from shared.vault import MemoryVault
from shared.wire.staff import StaffMember
from tests.apps.harness import Harness
from tests.apps.staff.fake_shop import FakeShop
from tests.apps.staff.made_up import CLERK, PIN

NOW = 1_795_338_000_000
"""2026-11-22 18:00 in Tokyo."""
CODE = "7" + "1" * 193
NEXT = "7" + "2" * 193


class Counted:
    """Ids in a row, so that tests can tell them apart."""

    def __init__(self) -> None:
        self.count = 0

    def new(self) -> str:
        self.count += 1
        return f"01950000-0000-7000-8000-{self.count:012x}"


@dataclass
class Tablet:
    """A session on a screen, with everything around it within reach."""

    app: Harness
    shop: FakeShop
    staff: Staff
    vault: MemoryVault
    clock: SetClock

    async def scan(self, text: str = CODE) -> None:
        self.staff.scanned(Scan(text, "camera"))
        await self.app.settle()

    async def enter_pin(self, person: StaffMember, pin: str = PIN) -> None:
        await self.app.click(f"person-{person.id}")
        for digit in pin:
            await self.app.click(f"pin-{digit}")
        await self.app.settle()


OpenTablet = Callable[..., Awaitable[Tablet]]


@pytest.fixture
async def tablet() -> AsyncIterator[OpenTablet]:
    """Opens tablets: enrolled unless said otherwise, and with `person` signed in. At the end none may have crashed."""
    opened: list[Tablet] = []

    async def open_one(
        route: str = "/",
        *,
        person: StaffMember | None = CLERK,
        enrolled: bool = True,
        language: Language = "ja",
        width: float = 1280,
        linked: bool = False,
        cut: bool = False,
        result_for: float = 60.0,
        vault: MemoryVault | None = None,
        source: Callable[..., FrameSource] | None = None,
        **shop: Any,
    ) -> Tablet:
        clock = SetClock(NOW)
        fake = FakeShop(clock, linked=linked, cut=cut, **shop)
        app = Harness(route)
        app.page.width = width
        kept = vault or MemoryVault()
        await kept.set(LANGUAGE, language)
        if enrolled:
            await kept.set(DEVICE, "device-1")
        settings = Settings(api="http://fake", lock_after=60, result_for=result_for)

        def start(page: Any) -> Staff:
            staff = Staff(page, settings, kept, clock=clock, ids=Counted(), transport=fake, source=source)
            staff.start()
            return staff

        staff = app.run(start)
        await app.settle()
        one = Tablet(app, fake, staff, kept, clock)
        opened.append(one)
        if person is not None and enrolled and not cut:
            await one.enter_pin(person)
            assert staff.session.phase == "open"
        return one

    yield open_one
    for one in opened:
        one.app.sound()
        await one.app.close()
