from app_staff.witness import KEPT
from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet


async def test_the_newest_head_is_kept_and_shown_again(tablet: OpenTablet) -> None:
    here = await tablet()
    for _ in range(3):
        await here.staff.witness.call()
    assert here.shop.witnessed == [0, 1, 2]


async def test_a_bent_log_is_told_and_the_kept_head_stays(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.staff.witness.call()
    kept = await here.vault.get(KEPT)
    here.shop.refuse("/witness", Code.AUDIT_BROKEN)
    await here.staff.witness.call()
    await here.app.until(lambda: here.app.shows("この端末の控えと合いません"))
    here.shop.accept("/witness")
    here.shop.cut = True
    await here.staff.witness.call()
    assert await here.vault.get(KEPT) == kept


async def test_without_an_enrolment_nothing_is_asked(tablet: OpenTablet) -> None:
    here = await tablet(enrolled=False)
    await here.staff.witness.call()
    assert here.shop.calls("/witness") == []
