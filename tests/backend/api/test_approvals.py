"""The member's word on the phone: when it is needed, what it is good for, and for how long."""

from dataclasses import dataclass

import msgspec
import pytest

from backend.till.approvals import LASTS
from backend.till.verify import verify
from shared.client import ManagerApi, MemberApi, Refused
from shared.wire import sales, visits
from shared.wire.rules import RuleBody, SetRules
from shared.wire.spending import Spending
from tests.backend.api.harness import House


@dataclass
class Scene:
    """A member with 5,000 pt, whose number a cashier has typed."""

    house: House
    member: MemberApi
    cashier: ManagerApi
    visit: str

    def wish(self, points: int = 100, **more: str) -> visits.Redeem:
        return visits.Redeem(op_id=self.house.ids.new(), points=points, **more)  # pyright: ignore[reportArgumentType]  no more than its fields

    async def asked(self, wish: visits.Redeem) -> str:
        """The id of the approval that is waited for."""
        with pytest.raises(Refused, match="approval-needed") as refused:
            await self.cashier.redeem(self.visit, wish)
        return refused.value.problem.args["approval"]

    async def spend(self, wish: visits.Redeem) -> visits.Redemption:
        return await self.cashier.redeem(self.visit, wish)


async def scene(house: House, *, by_number: bool = True) -> Scene:
    member = await house.member()
    number = (await member.card()).number
    await house.pos.sale(house.sale("1", 500_000, member=sales.Ref(kind="card", value=number)))
    cashier = await house.unlocked("cashier")
    visit = visits.OpenVisit(id=house.ids.new(), code=number if by_number else (await member.code()).code)
    await cashier.open_visit(visit)
    return Scene(house, member, cashier, visit.id)


async def test_a_number_spends_once_the_member_has_allowed_it(each_shop: House) -> None:
    here = await scene(each_shop)
    panel = await here.cashier.panel(here.visit)
    assert (panel.spendable, panel.askable, panel.spend_limited_by) == (0, 5000, "card")
    wish = here.wish()
    approval = await here.asked(wish)
    assert await here.asked(wish) == approval  # asking again is the same question
    assert (await here.cashier.approval(here.visit, approval)).state == "waiting"
    given = await here.member.decide(approval, allow=True)
    assert (given.state, given.points, given.store_name) == ("given", 100, "本店")
    assert (await here.cashier.approval(here.visit, approval)).state == "given"
    spent = await here.spend(wish)
    assert (spent.state, spent.balance) == ("committed", 4900)
    each_shop.clock.forward(10 * LASTS)
    assert await here.spend(wish) == spent  # it was applied once, and answers so for ever
    assert (await here.member.card()).balance == 4900
    assert await each_shop.database.read(verify) == []


async def test_above_the_limit_the_member_is_asked_too(shop: House) -> None:
    here = await scene(shop, by_number=False)
    panel = await here.cashier.panel(here.visit)
    assert (panel.spendable, panel.askable, panel.spend_limited_by) == (3000, 5000, "limit")
    wish = here.wish(4000)
    await here.member.decide(await here.asked(wish), allow=True)
    assert (await here.spend(wish)).balance == 1000


async def test_the_member_is_told_what_the_points_pay(shop: House) -> None:
    here = await scene(shop, by_number=False)
    await shop.manager.set_rules(SetRules(rules=RuleBody(spend_unit=1000, spend_yen=700)))
    panel, card = await here.cashier.panel(here.visit), await here.member.card()
    assert panel.spending == card.spending == Spending(unit=1000, yen=700)
    wish = here.wish(4000)
    given = await here.member.decide(await here.asked(wish), allow=True)
    assert (given.points, given.yen) == (4000, 2800)
    assert (await here.spend(wish)).points_value == 2800


async def test_a_word_is_good_for_its_own_redemption_alone(shop: House) -> None:
    here = await scene(shop)
    wish = here.wish()
    await here.member.decide(await here.asked(wish), allow=True)
    assert await here.asked(here.wish())  # the same points, another act
    more = msgspec.structs.replace(wish, points=200)
    await here.asked(more)  # the same act, other points
    await here.spend(wish)
    with pytest.raises(Refused, match="idempotency-conflict"):
        await here.spend(more)


async def test_what_is_denied_stays_denied(shop: House) -> None:
    here = await scene(shop)
    wish = here.wish()
    approval = await here.asked(wish)
    assert (await here.member.decide(approval, allow=False)).state == "denied"
    with pytest.raises(Refused, match="approval-over"):
        await here.member.decide(approval, allow=True)
    for _ in range(2):
        with pytest.raises(Refused, match="approval-denied"):
            await here.spend(wish)


async def test_a_question_lasts_a_minute_and_so_does_its_answer(shop: House) -> None:
    here = await scene(shop)
    wish = here.wish()
    late = await here.asked(wish)
    shop.clock.forward(LASTS)
    assert (await here.cashier.approval(here.visit, late)).state == "expired"
    with pytest.raises(Refused, match="approval-over"):
        await here.member.decide(late, allow=True)
    again = await here.asked(wish)
    assert again != late
    await here.member.decide(again, allow=True)
    shop.clock.forward(LASTS + 1)
    assert await here.asked(wish) not in (late, again)


async def test_nobody_else_answers_and_no_other_store_looks(shop: House) -> None:
    here = await scene(shop)
    approval = await here.asked(here.wish())
    taro = await shop.member("taro@example.jp")
    with pytest.raises(Refused, match="not-found"):
        await taro.decide(approval, allow=True)
    with pytest.raises(Refused, match="not-found"):
        await here.cashier.approval(shop.ids.new(), approval)


async def test_without_a_phone_nobody_is_asked(shop: House) -> None:
    here = await scene(shop)
    await here.member.stop_device((await here.member.devices())[0].id)
    with pytest.raises(Refused, match="points-need-code"):
        await here.spend(here.wish())


async def test_a_shift_lead_still_answers_for_a_number(shop: House) -> None:
    here = await scene(shop)
    lead = await shop.unlocked("shift_lead")
    assert (await lead.redeem(here.visit, here.wish())).balance == 4900
