"""What one does at the till and at the tablet by the door, in front of the camera."""

from typing import Any

from app_staff.scanner.gate import Scan
from shared.wire.problems import Code
from tests.apps.staff.fake_counter import PRIZES, FakeCounter
from tests.apps.staff.fake_kiosk import FakeKiosk
from tests.apps.staff.fake_receipts import CODE as RECEIPT
from tests.apps.staff.fake_receipts import FakeReceipts, sale
from tests.apps.staff.made_up import CLERK, uid
from tools.pictures.staff_stage import CODE, NEXT, Act, StaffStage
from tools.pictures.stage import nothing


async def pin(stage: StaffStage) -> None:
    await stage.press(CLERK.name)
    for key in "27":
        stage.staff.keys.press(key)
    await stage.rest()


async def choose(stage: StaffStage) -> None:
    await stage.choose()


async def confirmed(stage: StaffStage) -> None:
    await stage.choose()
    await stage.staff.counter.confirm()


async def wanted(stage: StaffStage) -> None:
    stage.staff.counter.choose_prize(PRIZES[0])
    await stage.rest()


async def exchanged(stage: StaffStage) -> None:
    await wanted(stage)
    await stage.staff.counter.confirm()


def brought(then: Act = nothing, code: str = RECEIPT) -> Act:
    """A receipt's code was read."""

    async def act(stage: StaffStage) -> None:
        await stage.scan(code)
        await then(stage)

    return act


def shelf(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - the fields of a sale
    """A shop with one sale that may come back."""
    return {"counter": FakeCounter(receipts=FakeReceipts(sales=(sale(**changes), sale(82, total=640))))}


async def ticked(stage: StaffStage) -> None:
    await stage.screen.page.get_by_role("checkbox").first.click(timeout=15_000)
    await stage.rest()


async def tried(stage: StaffStage) -> None:
    for scan in (Scan("4901234567894", "gun", millis=52), Scan("123456789014", "hand"), Scan(RECEIPT, "camera", "zxing", 9)):
        stage.staff.scanned(scan)
    await stage.rest()


async def queued(stage: StaffStage) -> None:
    """A redemption without an answer, another that its member is asked about, and the next customer."""
    await stage.scan()
    await pending(stage)
    stage.staff.counter.choose_points(500)
    stage.shop.refuse("/redemptions", Code.APPROVAL_NEEDED, approval=uid(77), limit=100)
    await stage.staff.counter.confirm()
    await stage.scan(CODE)
    await stage.go("/queue")


async def settled(stage: StaffStage) -> None:
    """Two acts that are sent again from the queue: one is refused, one is done."""
    await stage.scan()
    await pending(stage)
    await unsure(stage)
    stage.shop.cut = False
    await stage.go("/queue")
    first, second = stage.staff.till.unsettled
    stage.shop.refuse("/redemptions", Code.VOUCHER_USED)
    await stage.staff.counter.settle(first)
    stage.shop.accept("/redemptions")
    await stage.staff.counter.settle(second)
    await stage.rest()


async def sent_again(stage: StaffStage) -> None:
    """From the queue, while it is still on its panel."""
    await stage.scan()
    await unsure(stage)
    stage.shop.cut = False
    await stage.go("/queue")
    stage.shop.held.clear()
    (act,) = stage.staff.till.unsettled
    stage.staff.guard.spawn(lambda: stage.staff.counter.settle(act))
    await stage.rest()


async def billed(stage: StaffStage) -> None:
    await stage.staff.counter.billing.ask(1200)
    stage.staff.counter.choose_points(1000)
    await stage.rest()


async def on_half(stage: StaffStage) -> None:
    """A bill of which points pay half, and all of that."""
    await stage.staff.counter.billing.ask(1280)
    stage.staff.counter.choose_points(10_000)
    await stage.rest()


async def two_steps(stage: StaffStage) -> None:
    """Of points that are worth something else than a yen."""
    await stage.staff.counter.billing.ask(1590)
    stage.staff.counter.choose_points(2000)
    await stage.rest()


async def type_odd(stage: StaffStage) -> None:
    stage.staff.counter.type_points(lambda _: 250)
    await stage.rest()


async def known_amount(stage: StaffStage) -> None:
    """The pad of the sale begins with the bill that coupons and points were used on."""
    await on_half(stage)
    await stage.staff.counter.confirm()
    stage.staff.counter.go_on()
    stage.staff.counter.enter(amount=True)
    await stage.rest()


def over_share(ending: str) -> Act:
    async def act(stage: StaffStage) -> None:
        await on_half(stage)
        stage.shop.refuse(ending, Code.POINTS_OVER_SHARE, most=300)
        await stage.staff.counter.confirm()

    return act


async def some_back(stage: StaffStage) -> None:
    stage.staff.counter.returns.pick(3, 0)
    stage.staff.counter.returns.pick(1, 2000)
    await stage.rest()


async def none_back(stage: StaffStage) -> None:
    stage.staff.counter.returns.pick_all()
    await stage.rest()


async def part_taken(stage: StaffStage) -> None:
    await some_back(stage)
    await stage.staff.counter.returns.take()


async def taken_back(stage: StaffStage) -> None:
    await stage.staff.counter.returns.take()


async def many_receipts(stage: StaffStage) -> None:
    stage.staff.counter.take_return()
    await stage.staff.counter.returns.find(sale().number)


async def unsure(stage: StaffStage) -> None:
    await stage.choose()
    stage.shop.cut = True
    await stage.staff.counter.confirm()


async def pending(stage: StaffStage) -> None:
    await unsure(stage)
    stage.shop.cut = False
    await stage.scan(NEXT)


async def looking(stage: StaffStage) -> None:
    stage.shop.held.clear()
    await stage.scan()


async def amount(stage: StaffStage) -> None:
    stage.staff.counter.enter(amount=True)
    await stage.rest()
    for digit in ("^1$", "^2$", "^8$", "^0$"):
        await stage.press(digit)


async def granted(stage: StaffStage) -> None:
    await stage.staff.counter.record(1280, 100)


def door(**kiosk: object) -> dict[str, Any]:
    """A shop whose tablet faces the customers."""
    return {"kiosk": FakeKiosk(facing=True, **kiosk)}  # pyright: ignore[reportArgumentType]  its own fields


def asked(*chosen: int) -> Act:
    """The questionnaire: these are taken, one for each question."""

    async def act(stage: StaffStage) -> None:
        host = stage.staff.host
        host.begin()
        for n, value in enumerate(chosen):
            host.turn(min(n, 1))
            host.choose(value)
        await stage.rest()

    return act


async def answered(stage: StaffStage) -> None:
    await asked(1, 2, 4)(stage)
    await stage.staff.host.send()
    await stage.rest()


async def cut_line(stage: StaffStage) -> None:
    stage.shop.cut = True
    stage.staff.session.online = False
    await stage.rest()


async def leaving(stage: StaffStage) -> None:
    stage.staff.host.ask_to_leave()
    await stage.rest()


async def idle(stage: StaffStage) -> None:
    await stage.staff.door.lock(stage.staff.door.words.locked_idle)
