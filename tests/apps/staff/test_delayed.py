"""What will be booked by itself stands on the manager's day, with who, to which card, how much, when, and the way to stop it."""

import pytest

from shared.clock import to_datetime
from tests.apps.staff.conftest import NOW, OpenTablet
from tests.apps.staff.made_up import MANAGER, adjustment, uid

DUE = to_datetime(NOW + 86_400_000)


@pytest.mark.parametrize("width", [1280, 390])
async def test_what_waits_its_day_can_be_stopped_in_time(tablet: OpenTablet, width: float) -> None:
    waits = adjustment(points=5_000, mine=True, due_at=DUE, asked_by=MANAGER.name)
    here = await tablet("/today", person=MANAGER, width=width, adjusted=(waits, adjustment(32), adjustment(33, state="booked")))
    await here.app.until(lambda: here.app.has("delayed"))
    for words in ("まもなく反映される調整", "+5,000 pt", MANAGER.name, "会員証 下 4 桁 9014", "2026/11/23"):
        assert here.app.shows(words), words
    assert not here.app.has(f"row-{uid(32)}")  # it waits for somebody else, on its own page
    await here.app.click(f"back-{uid(31)}")
    assert here.shop.calls(f"/adjustments/{uid(31)}")[-1]["approve"] is False
    await here.app.until(lambda: not here.app.has("delayed"))


async def test_another_manager_decides_in_english(tablet: OpenTablet) -> None:
    here = await tablet("/today", person=MANAGER, language="en", adjusted=(adjustment(due_at=DUE),))
    await here.app.until(lambda: here.app.has("delayed"))
    assert here.app.shows("Adjustments about to be booked")
    assert here.app.shows("Card ending in 9014")
    await here.app.click(f"yes-{uid(31)}")
    assert here.app.shows("Approved")


async def test_a_day_without_any_has_no_room_for_them(tablet: OpenTablet) -> None:
    here = await tablet("/today", person=MANAGER, adjusted=(adjustment(),))
    await here.app.until(lambda: here.app.has("sales"))
    assert not here.app.has("delayed")
