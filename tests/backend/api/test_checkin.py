"""The tablet by the door: turned to the customers with a PIN, points once a day, a questionnaire, and what the manager sees of it."""

import io
import zipfile
from datetime import date

import msgspec
import pytest
from sqlalchemy import func, select

from backend.app.examples import EXAMPLES
from backend.till.tables import survey_replies
from backend.till.verify import verify
from shared.client import ManagerApi, MemberApi, Refused
from shared.clock import DAY, SECOND
from shared.wire import checkin, coupons, members, staff
from shared.wire.brand import SwitchModule
from tests.backend.api.harness import PINS, House

THANKS = coupons.NewCoupon(
    id="thanks",
    kind="amount",
    value=100,
    name_ja="アンケートのお礼 100 円引き",
    name_en="¥100 off, with our thanks",
    starts_on=date(2026, 11, 1),
    ends_on=date(2026, 12, 31),
)


def survey(shop: House, **more: object) -> checkin.SaveSurvey:
    plain = {"id": shop.ids.new(), "coupon": "thanks", "points": 10}
    return msgspec.convert(EXAMPLES[checkin.SaveSurvey] | plain | more, checkin.SaveSurvey)


async def come(shop: House, tablet: ManagerApi, member: MemberApi) -> checkin.Arrival:
    return await tablet.check_in(checkin.CheckIn(id=shop.ids.new(), code=(await member.code()).code))


def answers(shop: House, asked: str, *chosen: tuple[int, ...]) -> checkin.AnswerSurvey:
    return checkin.AnswerSurvey(op_id=shop.ids.new(), survey=asked, answers=chosen)


async def test_points_a_questionnaire_and_a_coupon(each_shop: House) -> None:
    shop = each_shop
    await shop.manager.add_coupon(THANKS)
    saved = await shop.manager.save_survey(survey(shop))
    tablet, member = await shop.kiosk(), await shop.member(name="佐藤 花子")
    assert await tablet.kiosk() == checkin.Offered(points=5, survey=True)
    came = await come(shop, tablet, member)
    assert (came.name, came.points, came.balance) == ("花子", 5, 5)
    assert [each.coupon for each in came.coupons] == ["welcome"]
    assert came.survey is not None
    assert (came.survey.id, came.survey.points, came.survey.coupon_en) == (saved.id, 10, THANKS.name_en)
    body = answers(shop, saved.id, (1,), (5,))
    thanks = await tablet.answer_survey(came.checkin, body)
    assert (thanks.points, thanks.balance) == (10, 15)
    assert thanks.coupon is not None
    assert await tablet.answer_survey(came.checkin, body) == thanks
    assert {each.coupon for each in await member.vouchers()} == {"welcome", "thanks"}
    rows = (await member.points()).rows
    assert [(row.kind, row.reason, row.points, row.store) for row in rows[:2]] == [
        ("gift", "survey", 10, "本店"),
        ("gift", "checkin", 5, "本店"),
    ]
    (step,) = (await member.why(rows[1].id)).steps
    assert step.text_ja.startswith("来店ポイント")
    assert (await shop.manager.today("honten")).points_granted.now == 15
    with pytest.raises(Refused, match="checkin-done"):
        await come(shop, tablet, member)
    result = await shop.manager.survey_results(saved.id)
    assert (result.survey.answered, [each.counts for each in result.questions]) == (1, [(0, 1), (0, 0, 0, 0, 1)])
    shop.clock.forward(DAY)
    again = await come(shop, tablet, member)
    assert (again.balance, again.survey) == (20, None)  # answered once is answered
    assert await shop.database.read(verify) == []


async def test_who_left_the_questions_is_asked_at_the_next_visit(shop: House) -> None:
    saved = await shop.manager.save_survey(survey(shop, coupon=None))
    tablet, member = await shop.kiosk(), await shop.member()
    for _ in range(2):
        came = await come(shop, tablet, member)
        assert came.survey is not None
        assert came.survey.id == saved.id
        shop.clock.forward(DAY)


async def test_heard_once_and_asked_again_it_is_the_same_answer(shop: House) -> None:
    tablet, member = await shop.kiosk(), await shop.member()
    body = checkin.CheckIn(id=shop.ids.new(), code=(await member.code()).code)
    came = await tablet.check_in(body)
    shop.clock.forward(600 * SECOND)  # the code has expired long ago
    assert await tablet.check_in(body) == came
    with pytest.raises(Refused, match="code-expired"):
        await tablet.check_in(msgspec.structs.replace(body, id=shop.ids.new()))
    with pytest.raises(Refused, match="checkin-needs-code"):  # a number tells nobody's balance
        await tablet.check_in(checkin.CheckIn(id=shop.ids.new(), code=(await member.card()).number))


async def test_in_with_a_pin_and_out_with_a_pin(shop: House) -> None:
    cashier = await shop.unlocked("cashier")
    device = shop.at_tablet(shop.device.token)
    with pytest.raises(Refused, match="pin-wrong"):
        await cashier.start_kiosk(checkin.StartKiosk(pin="271828"))
    assert not (await device.desk()).kiosk
    await cashier.start_kiosk(checkin.StartKiosk(pin=PINS["cashier"]))
    with pytest.raises(Refused, match="unauthenticated"):  # the person is gone
        await cashier.desk()
    assert (await device.desk()).kiosk
    assert (await come(shop, device, await shop.member())).points == 5
    assert (await shop.ask("GET", "/v1/stores/honten", device.token)).status_code == 403
    with pytest.raises(Refused, match="pin-wrong"):
        await device.unlock(staff.Unlock(staff=shop.people["cashier"].id, pin="271828"))
    assert (await device.desk()).kiosk
    await device.unlock(staff.Unlock(staff=shop.people["cashier"].id, pin=PINS["cashier"]))
    assert not (await device.desk()).kiosk
    with pytest.raises(Refused, match="forbidden"):  # a till checks nobody in
        await come(shop, device, await shop.member("taro@example.jp"))


async def test_gifts_stay_small(shop: House) -> None:
    assert await shop.manager.visit_points() == checkin.VisitPoints(points=5, most=200)
    await shop.manager.add_coupon(THANKS)
    with pytest.raises(Refused, match="gift-too-large") as refused:
        await shop.manager.save_survey(survey(shop, points=196))
    assert refused.value.problem.args == {"most": 200, "room": 195}
    asked = await shop.manager.save_survey(survey(shop, points=150))
    with pytest.raises(Refused, match="gift-too-large"):
        await shop.manager.set_visit_points(checkin.SetVisitPoints(points=51))
    assert await shop.manager.set_visit_points(checkin.SetVisitPoints(points=50)) == checkin.VisitPoints(points=50, most=50)
    await shop.manager.save_survey(survey(shop, id=asked.id, points=150, active=False))
    await shop.manager.set_visit_points(checkin.SetVisitPoints(points=0))
    assert (await come(shop, await shop.kiosk(), await shop.member())).points == 0


async def test_what_a_questionnaire_may_be(shop: House) -> None:
    await shop.manager.add_coupon(THANKS)
    with pytest.raises(Refused, match="coupon-unknown"):
        await shop.manager.save_survey(survey(shop, coupon="none"))
    lone = {"kind": "one", "ja": "?", "en": "?", "choices": [{"ja": "はい", "en": "Yes"}]}
    with pytest.raises(Refused, match="invalid"):
        await shop.manager.save_survey(survey(shop, questions=[lone]))
    saved = await shop.manager.save_survey(survey(shop))
    tablet, member = await shop.kiosk(), await shop.member()
    came = await come(shop, tablet, member)
    for chosen in (((1,),), ((1,), (6,)), ((), (5,))):
        with pytest.raises(Refused, match="answers-incomplete"):
            await tablet.answer_survey(came.checkin, answers(shop, saved.id, *chosen))
    await tablet.answer_survey(came.checkin, answers(shop, saved.id, (0,), (3,)))
    with pytest.raises(Refused, match="survey-fixed"):
        await shop.manager.save_survey(survey(shop, id=saved.id, questions=[{"kind": "scale", "ja": "?", "en": "?"}]))
    renamed = await shop.manager.save_survey(survey(shop, id=saved.id, title_ja="秋のアンケート", stores=["eki"]))
    assert (renamed.title_ja, renamed.answered, renamed.stores) == ("秋のアンケート", 1, ("eki",))
    taro = await shop.member("taro@example.jp")
    assert (await come(shop, tablet, taro)).survey is None  # it is asked elsewhere


async def test_a_shop_without_coupons_thanks_with_points_alone(shop: House) -> None:
    await shop.manager.add_coupon(THANKS)
    saved = await shop.manager.save_survey(survey(shop))
    await shop.manager.switch_module(SwitchModule(module="coupons", on=False))
    tablet, member = await shop.kiosk(), await shop.member()
    came = await come(shop, tablet, member)
    assert came.coupons == ()
    assert came.survey is not None
    assert came.survey.coupon_ja == ""
    assert (await tablet.answer_survey(came.checkin, answers(shop, saved.id, (0,), (3,)))).coupon is None


async def test_a_shop_without_the_module_has_none_of_it(shop: House) -> None:
    tablet, member = await shop.kiosk(), await shop.member()
    await shop.manager.switch_module(SwitchModule(module="kiosk", on=False))
    for act in (
        lambda: come(shop, tablet, member),
        shop.manager.surveys,
        lambda: shop.manager.start_kiosk(checkin.StartKiosk(pin=PINS["manager"])),
    ):
        with pytest.raises(Refused, match="module-off"):
            await act()
    assert (await tablet.desk()).kiosk  # and somebody's PIN still makes a till of it


async def test_answers_are_disclosed_and_go_with_the_member(shop: House) -> None:
    await shop.manager.add_coupon(THANKS)
    saved = await shop.manager.save_survey(survey(shop))
    tablet, member = await shop.kiosk(), await shop.member()
    came = await come(shop, tablet, member)
    await tablet.answer_survey(came.checkin, answers(shop, saved.id, (0,), (3,)))
    with zipfile.ZipFile(io.BytesIO(await member.disclosure())) as archive:
        kept = msgspec.json.decode(archive.read("data.json"))
    assert [row["answers"] for row in kept["survey_replies"]] == ["[[0],[3]]"]
    assert len(kept["checkins"]) == 1
    sent = await member.ask_confirmation(members.AskConfirmation(purpose="leave"))
    await member.leave(members.Confirmed(request=sent.request, code=shop.code()))
    assert (
        await shop.database.read(lambda connection: connection.execute(select(func.count()).select_from(survey_replies)).scalar_one()) == 0
    )
    assert (await shop.manager.survey_results(saved.id)).survey.answered == 0
    assert await shop.database.read(verify) == []
