"""Points for coming: once a member, store and day, whoever asks at the same time; thanks for answers, once each."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.db.engine import Database
from backend.kit.ids import SystemIds
from backend.ledger.rules import Account
from backend.problems import Refused
from backend.till.arriving import ANSWERS_FOR, CameIn, decide_check_in, decide_reply
from backend.till.operations import Accepted, Actor, AnswerSurvey, CheckIn, Identified, Outcome
from backend.till.state import Holder, State
from backend.till.write import Batch
from shared.clock import DAY, HOUR, SetClock, to_date
from shared.wire.checkin import Thanked
from tests.backend.till.conftest import HUNDRED_YEN, LAST_DAY, TEN_PERCENT
from tests.backend.till.shop import NOON, Shop, accepted, refused

KIOSK = "device:kiosk"
SURVEY = "0192f0c4-1b6e-7c7a-9f5e-00000000b001"


async def come(shop: Shop, who: str | Identified, *, points: int = 5, store: str = "honten", op: str | None = None) -> Outcome:
    op = op or shop.ids.new()
    identified = shop.code(who) if isinstance(who, str) else who
    return await shop.till.post(
        CheckIn(
            source=KIOSK,
            op_id=op,
            at=shop.now,
            actor=Actor(store_id=store, device_id=shop.actor().device_id),
            fingerprint=op.encode(),
            identified=identified,
            points=points,
        )
    )


async def reply(shop: Shop, checkin: str, *, points: int = 0, coupon: str | None = None, op: str | None = None) -> Outcome:
    op = op or shop.ids.new()
    return await shop.till.post(
        AnswerSurvey(
            source=KIOSK,
            op_id=op,
            at=shop.now,
            actor=Actor(store_id="honten", device_id=shop.actor().device_id),
            fingerprint=op.encode(),
            checkin_id=checkin,
            survey_id=SURVEY,
            answers="[[0]]",
            points=points,
            coupon=coupon,
        )
    )


async def test_once_a_store_and_day(shop: Shop) -> None:
    came = accepted(await come(shop, "hanako"), CameIn)
    assert (came.points, came.balance, came.day) == (5, 5, to_date(20261120))
    assert refused(await come(shop, "hanako")) == "CHECKIN_DONE"
    assert accepted(await come(shop, "hanako", store="eki"), CameIn).balance == 10
    assert accepted(await come(shop, "taro"), CameIn).balance == 5
    shop.clock.forward(12 * HOUR)  # midnight in Tokyo has passed
    assert accepted(await come(shop, "hanako"), CameIn).balance == 15


async def test_sent_again_it_is_answered_again(shop: Shop) -> None:
    code, op = shop.code("hanako"), shop.ids.new()
    first = await come(shop, code, op=op)
    shop.clock.forward(HOUR)
    assert await come(shop, code, op=op) == first


async def test_a_code_is_good_once_and_a_number_is_not(shop: Shop) -> None:
    code = shop.code("hanako")
    await come(shop, code)
    assert refused(await shop.scan(code)) == "CODE_USED"
    spent = shop.code("taro")
    await shop.visit(spent)
    assert refused(await come(shop, spent)) == "CODE_USED"
    assert refused(await come(shop, Identified(member_id=shop.members["taro"], how="card"))) == "CHECKIN_NEEDS_CODE"


async def test_a_shop_may_give_nothing_for_coming(shop: Shop) -> None:
    assert accepted(await come(shop, "hanako", points=0), CameIn).balance == 0
    assert refused(await come(shop, "hanako")) == "CHECKIN_DONE"


async def test_answers_are_thanked_for_once(shop: Shop) -> None:
    came = accepted(await come(shop, "hanako"), CameIn)
    thanks = accepted(await reply(shop, came.checkin, points=10, coupon=HUNDRED_YEN.id), Thanked)
    assert (thanks.points, thanks.balance) == (10, 15)
    assert thanks.coupon is not None
    assert (thanks.coupon.coupon, thanks.coupon.usable) == (HUNDRED_YEN.id, True)
    assert refused(await reply(shop, came.checkin, points=10)) == "SURVEY_ANSWERED"
    assert refused(await reply(shop, shop.ids.new())) == "CHECKIN_UNKNOWN"


async def test_an_answer_comes_soon_or_never_and_an_ended_coupon_stops_nobody(shop: Shop) -> None:
    came = accepted(await come(shop, "hanako"), CameIn)
    shop.clock.forward(ANSWERS_FOR + 1)
    assert refused(await reply(shop, came.checkin)) == "CHECKIN_OVER"
    shop.clock.forward(DAY)
    came = accepted(await come(shop, "hanako"), CameIn)
    assert accepted(await reply(shop, came.checkin, coupon=LAST_DAY.id), Thanked).coupon is None


@pytest.fixture
async def rivals(database_url: str) -> AsyncIterator[tuple[Shop, Shop]]:
    """Two processes on one database, whichever engine it is."""
    first, second = Database.open(database_url), Database.open(database_url)
    one = Shop(first)
    await one.open("hanako", "taro", offers=(TEN_PERCENT,))
    two = Shop(second, one.clock)
    two.members = one.members
    yield one, two
    await one.sound()
    await first.close()
    await second.close()


async def test_two_tablets_at_once_give_once(rivals: tuple[Shop, Shop]) -> None:
    """The phone goes from one tablet to the next within the second, each time with a fresh code."""
    for _ in range(8):
        codes = [rivals[0].code("hanako") for _ in range(6)]
        outcomes = await asyncio.gather(*[come(rivals[n % 2], code) for n, code in enumerate(codes)])
        assert sum(isinstance(each, Accepted) for each in outcomes) == 1
        rivals[0].clock.forward(DAY)
    assert accepted(await come(rivals[0], "hanako"), CameIn).balance == 45


async def test_two_answers_at_once_are_one(rivals: tuple[Shop, Shop]) -> None:
    came = accepted(await come(rivals[0], "hanako"), CameIn)
    outcomes = await asyncio.gather(*[reply(rivals[n % 2], came.checkin, points=10, coupon="ten") for n in range(6)])
    assert sum(isinstance(each, Accepted) for each in outcomes) == 1


class Door:
    """`decide` and `apply` alone: one member, one tablet, one questionnaire."""

    def __init__(self) -> None:
        self.clock = SetClock(NOON)
        self.ids = SystemIds(self.clock)
        self.state = State()
        self.state.holders["m"] = Holder("m", "points", "debt")
        self.state.accounts = {"points": Account("points", "points", 0, 0), "debt": Account("debt", "debt", 0, 0)}
        self.days: set[int] = set()
        self.codes = 0
        self.given = 0
        self.last = ""

    def come(self, points: int) -> None:
        self.codes += 1
        who = Identified(member_id="m", how="code", credential_id="c", issued_at=self.clock.now(), counter=self.codes, purpose=1)
        op = CheckIn(
            source=KIOSK, op_id=self.ids.new(), at=self.clock.now(), actor=Actor(store_id="honten"), fingerprint=b"", identified=who, points=points
        )  # fmt: skip
        decided = decide_check_in(self.state, op, self.ids)
        day = (self.clock.now() + 9 * HOUR) // DAY
        assert isinstance(decided, Refused) == (day in self.days)
        if not isinstance(decided, Refused):
            Batch(self.state).apply(decided[0])
            self.days.add(day)
            self.given += points
            self.last = op.op_id

    def reply(self, points: int) -> None:
        op = AnswerSurvey(
            source=KIOSK, op_id=self.ids.new(), at=self.clock.now(), actor=Actor(store_id="honten"), fingerprint=b"",
            checkin_id=self.last, survey_id=SURVEY, answers="[]", points=points, coupon=None,
        )  # fmt: skip
        before = len(self.state.replied)
        decided = decide_reply(self.state, op, self.ids)
        if not isinstance(decided, Refused):
            assert before == 0
            Batch(self.state).apply(decided[0])
            self.given += points


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["come", "reply", "wait"]), st.integers(0, 200)), max_size=25))
def test_whatever_happens_a_day_gives_once(story: list[tuple[str, int]]) -> None:
    door = Door()
    for act, number in story:
        match act:
            case "come":
                door.come(number)
            case "reply":
                door.reply(number)
            case _:
                door.clock.forward(number * HOUR // 4)
        lots = door.state.lots.get("points", {}).values()
        assert door.given == sum([lot.left for lot in lots]) == door.state.accounts["points"].balance
