"""The page of the point rules, and the form on it, for the tests of both."""

from typing import Any

import msgspec

from shared.wire.rules import RuleBody
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_settings import FakeSettings
from tests.apps.staff.made_up import MANAGER


def shop(**more: Any) -> FakeSettings:
    settings = FakeSettings()
    settings.rules = msgspec.structs.replace(settings.rules, rules=RuleBody(**more))
    return settings


async def opened(tablet: OpenTablet, **more: object) -> Tablet:
    here = await tablet("/settings/rules", person=MANAGER, **more)
    await here.app.until(lambda: here.app.has("rules"))
    return here


async def writing(tablet: OpenTablet, **more: object) -> Tablet:
    here = await opened(tablet, **more)
    await here.app.click("change-rules")
    await here.app.until(lambda: here.app.has("try-points") or here.app.has("try-wrong"))
    return here


def sent(here: Tablet) -> dict[str, Any]:
    return here.shop.calls("/v1/rules")[-1]


async def save(here: Tablet) -> dict[str, Any]:
    """What was sent."""
    before = len(here.shop.settings.versions)
    await here.app.click("save-rules")
    await here.app.until(lambda: len(here.shop.settings.versions) > before)
    return next(call for call in reversed(here.shop.calls("/v1/rules")) if call)


def shut(here: Tablet) -> bool:
    return bool(getattr(here.app.key("save-rules"), "disabled", False))


async def new_bonus(here: Tablet, condition: str) -> str:
    known = here.app.keys()
    await here.app.click(f"begin-{condition}")
    now = here.app.keys()
    return next(key.removeprefix("bonus-") for key in now if key.startswith("bonus-b") and key not in known)
