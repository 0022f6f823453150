"""The demo shop's coupons through the year, and who is given one when."""

import asyncio
import random
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec import structs

from shared.client import ManagerApi
from shared.ids import Ids
from shared.wire.coupons import IssueVoucher, NewCoupon, NewTerms
from shared.wire.notices import NewNotice
from shared.wire.rules import Bonus, SetRules
from shared.wire.stamps import NewStampCard
from tools.demo import pictures
from tools.demo.shop import Desk, Person

AT_ONCE = 8
LATELY = 30
"""Days that what is new has been there for."""
TUESDAY = Bonus(
    id="tuesday-bread",
    name_ja="火曜はパン 2 倍",
    name_en="Bread counts twice on Tuesdays",
    weekdays=(1,),
    categories=("パン",),
    permille=2000,
)
NOTES = (
    "パンはスライス(8 枚切り)がお好みです。",
    "お連れのお子さまは卵アレルギー。原材料をお伝えしています。",
    "毎月末にまとめ買い。前日に取り置きの電話があります。",
    "コーヒーは浅煎り派。新しい豆が入ったらお声がけを。",
)


@dataclass(frozen=True, slots=True)
class News:
    ago: int
    """Days before the history ends."""
    store: str | None
    ja: tuple[str, str]
    """Title and text."""
    en: tuple[str, str]
    look: str
    """Its picture, as `pictures` draws it."""


NEWS = (
    News(
        46,
        None,
        ("かぼちゃのデニッシュ、はじめました", "北海道産のえびすかぼちゃを、皮ごと炊いてのせました。11 月末までの焼き上がりです。"),
        ("Pumpkin danishes are here", "Ebisu pumpkins from Hokkaido, cooked with their skin. Until the end of November."),
        "melon:amber",
    ),
    News(
        13,
        "koen",
        ("公園前店、朝 7 時半から", "今月から開店を 30 分早めました。お散歩の前にどうぞ。"),
        ("Park store opens at 7:30", "Half an hour earlier from this month on: before your morning walk."),
        "crescent:amber",
    ),
    News(
        2,
        None,
        (
            "シュトレンのご予約を承ります",
            "ことしは洋酒に半年漬けたいちじくを加えました。数に限りがあります。お会計のときにお申し付けください。",
        ),
        ("Stollen: order yours", "With figs that have been in spirits for half a year. There are not many: tell us when you pay."),
        "loaf:sugar",
    ),
)


@dataclass(frozen=True, slots=True)
class Season:
    id: str
    ja: str
    en: str
    off: str
    month: int
    """Begins on its first day, and lasts for six weeks."""


SEASONS = (
    Season("winter", "冬のギフト 10% 引き", "10% off winter gifts", "10%", 12),
    Season("spring", "春の新作 100 円引き", "¥100 off spring breads", "100", 3),
    Season("summer", "夏のカフェ 150 円引き", "¥150 off at the summer café", "150", 7),
    Season("autumn", "実りの秋 10% 引き", "10% off, harvest time", "10%", 10),
)


class Offers:
    """`until`: the day on which the history ends. What begins within a month after it is handed out on that day already."""

    def __init__(self, manager: Desk, ids: Ids, dice: random.Random, until: date) -> None:
        self._manager = manager
        self._ids = ids
        self._dice = dice
        self._until = until
        self._greeted = False
        self._new_ways = False

    async def of_day(self, day: date, people: list[Person]) -> None:
        """Before the doors open."""
        if not self._new_ways and day > self._until - timedelta(days=LATELY):
            await self._go_new_ways(day)
        given = [*self._seasons(day, people), *_birthdays(day, people)]
        greetings = () if self._greeted else self._greetings(day)
        self._greeted = True
        news = [each for each in NEWS if day == self._until - timedelta(days=each.ago)]
        if not given and not greetings and not news:
            return
        async with self._manager.at_work() as api:
            for coupon in greetings:
                await api.add_coupon(coupon)
            for coupon, holders in given:
                await api.add_coupon(coupon)
                for start in range(0, len(holders), AT_ONCE):
                    given_to = holders[start : start + AT_ONCE]
                    await asyncio.gather(
                        *(api.issue(IssueVoucher(op_id=self._ids.new(), coupon=coupon.id, member=each.member)) for each in given_to)
                    )

            for each in news:
                await self._tell(api, each)

    async def _go_new_ways(self, day: date) -> None:
        """A stamp card, and double points for bread on Tuesdays."""
        self._new_ways = True
        async with self._manager.at_work() as api:
            await api.add_stamp_card(_coffee_card(day, self._until + timedelta(days=120)))
            rules = (await api.rules()).rules
            await api.set_rules(SetRules(rules=structs.replace(rules, bonuses=(TUESDAY,))))

    async def _tell(self, api: ManagerApi, news: News) -> None:
        shown = await api.add_picture(pictures.picture(news.look))
        (title_ja, text_ja), (title_en, text_en) = news.ja, news.en
        await api.publish(
            NewNotice(
                id=self._ids.new(),
                store=news.store,
                title_ja=title_ja,
                title_en=title_en,
                text_ja=text_ja,
                text_en=text_en,
                picture=shown.id,
            )
        )

    def _greetings(self, day: date) -> tuple[NewCoupon, ...]:
        """What every new member gets."""
        days = day, self._until + timedelta(days=60)
        return (
            _offer("welcome", ("はじめての 10% 引き", "10% off your first visit"), "10%", days, on_join=True),
            _offer("thanks-200", ("ありがとう 200 円引き", "¥200 off"), "200", days, minimum=1_000, on_join=True),
        )

    def _seasons(self, day: date, people: list[Person]) -> Iterator[tuple[NewCoupon, list[Person]]]:
        for season in SEASONS:
            start = date(day.year, season.month, 1)
            soon = day == self._until and timedelta(0) < start - day <= timedelta(days=31)
            if day != start and not soon:
                continue
            days = start, start + timedelta(days=42)
            offer = _offer(f"{season.id}-{start.year}", (season.ja, season.en), season.off, days)
            yield offer, [person for n, person in enumerate(people) if n == 0 or self._dice.random() < 0.4]


def _coffee_card(first: date, last: date) -> NewStampCard:
    reward = NewCoupon(
        id="coffee-free",
        kind="free",
        value=440,
        name_ja="コーヒー 1 杯プレゼント",
        name_en="A coffee on us",
        starts_on=first,
        ends_on=last + timedelta(days=90),
        terms=NewTerms(skus=("D01",), goods_ja="ブレンドコーヒー", goods_en="House blend"),
    )
    return NewStampCard(
        id="coffee-10",
        name_ja="コーヒーのスタンプカード",
        name_en="Coffee card",
        size=10,
        basis="yen",
        yen=500,
        starts_on=first,
        ends_on=last,
        reward=reward,
    )


def _birthdays(day: date, people: list[Person]) -> Iterator[tuple[NewCoupon, list[Person]]]:
    """On the first of the month, to those whose it is."""
    if day.day == 1:
        end = day.replace(day=monthrange(day.year, day.month)[1])
        words = f"{day.month} 月生まれの方へ 300 円引き", f"¥300 off, born in {day:%B}"
        offer = _offer(f"birthday-{day:%Y%m}", words, "300", (day, end), minimum=800)
        yield offer, [person for person in people if person.born.month == day.month]


def _offer(id_: str, words: tuple[str, str], off: str, days: tuple[date, date], *, minimum: int = 0, on_join: bool = False) -> NewCoupon:
    """`off`: `10%` or `300`; `words`: its name in Japanese and English; `days`: the first and the last."""
    return NewCoupon(
        id=id_,
        kind="percent" if off.endswith("%") else "amount",
        value=int(off.rstrip("%")),
        name_ja=words[0],
        name_en=words[1],
        starts_on=days[0],
        ends_on=days[1],
        minimum=minimum,
        on_join=on_join,
    )
