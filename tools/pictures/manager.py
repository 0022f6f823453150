"""The manager's side of the staff's app, scene by scene."""

import asyncio
from datetime import UTC, date, datetime

import msgspec

from shared.wire.brand import SEED, Brand
from shared.wire.rules import Bonus, RuleBody, StoreRate
from tests.apps.held import book
from tests.apps.staff.fake_boards import FakeBoards
from tests.apps.staff.fake_kiosk import SURVEY, FakeKiosk
from tests.apps.staff.fake_members import FakeExports, FakeMembers
from tests.apps.staff.fake_news import FakeNews
from tests.apps.staff.fake_settings import WITH_TICKETS, FakeSettings, logo
from tests.apps.staff.fake_tickets import HELD
from tests.apps.staff.made_up import CLERK, MANAGER, adjustment, figure, today
from tools.pictures.manager_acts import (
    SHORT_RULES,
    asked_rule,
    deeper_coupon,
    deeper_rule,
    each_store,
    enrol_code,
    free_coupon,
    new_coupon,
    new_stamps,
    new_tickets,
    news,
    rule,
    saving,
    search,
    short_rule,
    spending_rule,
    stale,
    store_rule,
    tickets_off,
    until_rule,
    wrong_color,
)
from tools.pictures.staff_stage import Scene, cut, going
from tools.pictures.stage import press

FIGURES = ("sales", "member_sales", "receipts", "visits", "points_granted", "points_used", "coupons_used", "joined")
EMPTY_DAY = today(hours=(0,) * 24, latest=(), open_cases=0, **dict.fromkeys(FIGURES, figure(0, 0)))
ADJUSTED = (
    adjustment(),
    adjustment(32, points=-1200, reason="correction", here=True, note=""),
    adjustment(33, points=300, reason="missed", state="booked", note=""),
)
DUE = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
DELAYED = (adjustment(points=5000, asked_by=MANAGER.name, due_at=DUE, mine=True),)


PAINTED = FakeSettings()
SIGN = PAINTED.keep(logo())
PAINTED.brand = Brand(name="青葉屋", seed="#B3282D", logo=SIGN, picture=SIGN, version=4)
SHELF = FakeSettings()
CUP = SHELF.keep(logo("#2E6F9E"))
SHELF.goods = tuple(msgspec.structs.replace(good, picture=CUP.id if n % 2 else None) for n, good in enumerate(SHELF.goods))
FEW = FakeSettings(brand=Brand(name="こもれびベーカリー", seed=SEED, modules=("coupons", "receipts", "exchange"), version=2))
BONUSES = FakeSettings()
BONUSES.rules = msgspec.structs.replace(
    BONUSES.rules,
    rules=RuleBody(
        bonuses=(
            Bonus(id="bread", name_ja="火曜はパン 2 倍", name_en="Bread Tuesday", weekdays=(1,), categories=("パン",), permille=2000),
            Bonus(
                id="birth",
                name_ja="お誕生月",
                name_en="Birthday",
                birthday_month=True,
                from_amount=2000,
                points=100,
                member_cap=300,
                order=1,
            ),
        )
    ),
)
TOLD = FakeSettings(brand=Brand(name="こもれびベーカリー", seed=SEED, address="https://card.example.jp/member"))
SPECIAL = FakeSettings()
SPECIAL.rules = msgspec.structs.replace(
    SPECIAL.rules,
    rules=RuleBody(
        life_until=date(2027, 3, 31),
        shortfall="hold",
        spend_permille=500,
        spend_unit=100,
        spend_least=300,
        spend_barred=True,
        store_rates=(StoreRate(store="eki", rate_permille=1500),),
        bonuses=(
            Bonus(id="asked", name_ja="アンケートのお礼", name_en="Thanks", answered=True, surveys=(SURVEY.id,), points=10),
            Bonus(
                id="eki", name_ja="駅前の夕方", name_en="Evenings", stores=("eki",), from_minute=960, to_minute=1140, permille=2000, order=1
            ),
        ),
    ),
)
BOOKS = (*HELD.books, book(3, left=0, state="used_up"), book(4, left=3, ends_on=date(2026, 10, 31), state="over"))
SCENES = (
    Scene(name="today", person=MANAGER, route="/today"),
    Scene(name="today-delayed", person=MANAGER, route="/today", shop={"adjusted": DELAYED}),
    Scene(name="today-empty", person=MANAGER, route="/today", shop={"day": EMPTY_DAY}),
    Scene(name="today-stale", act=stale, person=MANAGER, route="/today"),
    Scene(name="today-failed", act=cut(going("/today")), person=MANAGER),
    Scene(name="board-sales", person=MANAGER, route="/sales"),
    Scene(name="board-sales-table", act=press("表で見る|Show table"), person=MANAGER, route="/sales"),
    Scene(name="board-sales-year", act=press("13 か月|13 months"), person=MANAGER, route="/sales"),
    Scene(name="board-sales-days", act=press("期間を選ぶ|Choose days"), person=MANAGER, route="/sales"),
    Scene(name="board-stores", act=each_store, person=MANAGER, route="/sales"),
    Scene(name="board-items", person=MANAGER, route="/items"),
    Scene(name="board-hours", person=MANAGER, route="/hours"),
    Scene(name="board-coupons", person=MANAGER, route="/coupons"),
    Scene(name="board-empty", person=MANAGER, route="/sales", shop={"boards": FakeBoards(empty=True)}),
    Scene(name="board-failed", act=cut(going("/sales")), person=MANAGER),
    Scene(name="checkin", person=MANAGER, route="/settings/checkin"),
    Scene(name="checkin-empty", person=MANAGER, route="/settings/checkin", shop={"kiosk": FakeKiosk(surveys=())}),
    Scene(name="checkin-results", act=press(f"{SURVEY.title_ja}|{SURVEY.title_en}"), person=MANAGER, route="/settings/checkin"),
    Scene(name="checkin-new", act=press("アンケートを作る|New questionnaire"), person=MANAGER, route="/settings/checkin"),
    Scene(
        name="checkin-edit",
        act=press(f"{SURVEY.title_ja}|{SURVEY.title_en}", "編集する|Edit"),
        person=MANAGER,
        route="/settings/checkin",
    ),
    Scene(name="checkin-failed", act=cut(going("/settings/checkin")), person=MANAGER),
    Scene(name="team", person=MANAGER, route="/team"),
    Scene(name="team-person", act=press(CLERK.name), person=MANAGER, route="/team"),
    Scene(name="team-pin", act=press(CLERK.name, "PIN を出し直す|New temporary PIN"), person=MANAGER, route="/team"),
    Scene(name="team-password", act=press(MANAGER.name, "店の外でも使う|Use it outside the shop"), person=MANAGER, route="/team"),
    Scene(name="team-connector", act=press("レジ POS"), person=MANAGER, route="/team"),
    Scene(name="team-key-new", act=press("レジ POS", "キーを追加|Add a key"), person=MANAGER, route="/team"),
    Scene(name="team-key", act=press("レジ POS", "キーを追加|Add a key", "キーを発行|Make the key"), person=MANAGER, route="/team"),
    Scene(name="team-enrol", act=enrol_code, person=MANAGER, route="/team"),
    Scene(name="members", person=MANAGER, route="/members"),
    Scene(name="members-none", act=search("0000"), person=MANAGER, route="/members"),
    Scene(name="members-empty", person=MANAGER, route="/members", shop={"members": FakeMembers(rows=())}),
    Scene(name="members-failed", act=cut(going("/members")), person=MANAGER),
    Scene(name="members-one", act=press("9014"), person=MANAGER, route="/members"),
    Scene(
        name="members-one-tickets",
        act=press("9014"),
        person=MANAGER,
        route="/members",
        shop={"members": FakeMembers(changes={"tickets": BOOKS}), "settings": FakeSettings(brand=WITH_TICKETS)},
    ),
    Scene(name="members-saving", act=saving, person=MANAGER, route="/members", shop={"exports": FakeExports(gate=asyncio.Event())}),
    Scene(name="settings", person=MANAGER, route="/settings"),
    Scene(name="settings-look", person=MANAGER, route="/settings/look"),
    Scene(name="settings-look-painted", person=MANAGER, route="/settings/look", shop={"settings": PAINTED}),
    Scene(name="settings-look-wrong", act=wrong_color, person=MANAGER, route="/settings/look"),
    Scene(name="settings-modules", person=MANAGER, route="/settings/modules", shop={"settings": FEW}),
    Scene(
        name="settings-modules-tickets",
        act=tickets_off,
        person=MANAGER,
        route="/settings/modules",
        shop={"settings": FakeSettings(brand=WITH_TICKETS)},
    ),
    Scene(name="settings-rules", person=MANAGER, route="/settings/rules"),
    Scene(
        name="settings-rules-form",
        act=press("ルールを変える|Change the rules"),
        person=MANAGER,
        route="/settings/rules",
        shop={"settings": BONUSES},
    ),
    Scene(name="settings-rules-change", act=rule, person=MANAGER, route="/settings/rules", shop={"settings": BONUSES}),
    Scene(name="settings-rules-deeper", act=deeper_rule, person=MANAGER, route="/settings/rules", shop={"settings": BONUSES}),
    Scene(name="settings-rules-answered", act=asked_rule, person=MANAGER, route="/settings/rules", shop={"settings": BONUSES}),
    Scene(name="settings-rules-stores", act=store_rule, person=MANAGER, route="/settings/rules", shop={"settings": SPECIAL}),
    Scene(name="settings-rules-spending", act=spending_rule, person=MANAGER, route="/settings/rules"),
    Scene(name="settings-rules-until", act=until_rule, person=MANAGER, route="/settings/rules"),
    *[
        Scene(name=f"settings-rules-{short}", act=short_rule(words), person=MANAGER, route="/settings/rules")
        for short, words in SHORT_RULES.items()
    ],
    Scene(name="settings-rules-told", person=MANAGER, route="/settings/rules", shop={"settings": SPECIAL}),
    Scene(name="settings-rules-version", act=press("第 1 版|Version 1"), person=MANAGER, route="/settings/rules"),
    Scene(name="keeping-coupons", person=MANAGER, route="/settings/coupons"),
    Scene(name="keeping-coupon-new", act=new_coupon, person=MANAGER, route="/settings/coupons"),
    Scene(name="keeping-coupon-free", act=free_coupon, person=MANAGER, route="/settings/coupons"),
    Scene(name="keeping-coupon-deeper", act=deeper_coupon, person=MANAGER, route="/settings/coupons"),
    Scene(name="keeping-stamps", person=MANAGER, route="/settings/stamps"),
    Scene(name="keeping-stamps-empty", person=MANAGER, route="/settings/stamps", shop={"settings": FakeSettings(cards=())}),
    Scene(name="keeping-stamps-new", act=new_stamps, person=MANAGER, route="/settings/stamps"),
    Scene(name="keeping-tickets", person=MANAGER, route="/settings/tickets", shop={"settings": FakeSettings(brand=WITH_TICKETS)}),
    Scene(
        name="keeping-tickets-new",
        act=new_tickets,
        person=MANAGER,
        route="/settings/tickets",
        shop={"settings": FakeSettings(brand=WITH_TICKETS)},
    ),
    Scene(
        name="keeping-tickets-empty",
        person=MANAGER,
        route="/settings/tickets",
        shop={"settings": FakeSettings(brand=WITH_TICKETS, books=())},
    ),
    Scene(name="keeping-goods", person=MANAGER, route="/settings/goods", shop={"settings": SHELF}),
    Scene(name="keeping-goods-empty", person=MANAGER, route="/settings/goods", shop={"settings": FakeSettings(goods=())}),
    Scene(name="keeping-good", act=press("保冷バッグ|Cooler bag"), person=MANAGER, route="/settings/goods"),
    Scene(name="keeping-fields", person=MANAGER, route="/settings/fields"),
    Scene(name="keeping-fields-change", act=press("直す 靴のサイズ|Change Shoe size"), person=MANAGER, route="/settings/fields"),
    Scene(name="keeping-tills", person=MANAGER, route="/settings/tills"),
    Scene(name="keeping-tills-link", act=press("r2"), person=MANAGER, route="/settings/tills"),
    Scene(name="keeping-tills-empty", person=MANAGER, route="/settings/tills", shop={"settings": FakeSettings(tills=())}),
    Scene(name="keeping-old-cards", person=MANAGER, route="/settings/old-cards"),
    Scene(name="settings-rules-failed", act=cut(going("/settings/rules")), person=MANAGER),
    Scene(name="settings-poster", person=MANAGER, route="/settings/poster", shop={"settings": TOLD}),
    Scene(name="settings-poster-unsaid", person=MANAGER, route="/settings/poster"),
    Scene(name="settings-news", person=MANAGER, route="/settings/notices"),
    Scene(name="settings-news-empty", person=MANAGER, route="/settings/notices", shop={"news": FakeNews(rows=())}),
    Scene(name="settings-news-failed", act=cut(going("/settings/notices")), person=MANAGER),
    Scene(name="settings-news-new", act=news, person=MANAGER, route="/settings/notices", shop={"news": FakeNews(rows=())}),
    Scene(name="settings-news-one", act=press("クロワッサンの日|Croissant day"), person=MANAGER, route="/settings/notices"),
    Scene(name="adjustments", person=MANAGER, route="/adjustments", shop={"adjusted": ADJUSTED}),
    Scene(name="adjustments-empty", person=MANAGER, route="/adjustments"),
    Scene(name="cases", person=MANAGER, route="/cases"),
    Scene(name="cases-one", act=press(CLERK.name), person=MANAGER, route="/cases"),
    Scene(name="cases-own", act=press(MANAGER.name), person=MANAGER, route="/cases"),
    Scene(name="cases-empty", person=MANAGER, route="/cases", shop={"cases": ()}),
    Scene(name="cases-failed", act=cut(going("/cases")), person=MANAGER),
    Scene(name="log", person=MANAGER, route="/log"),
    Scene(name="log-empty", person=MANAGER, route="/log", shop={"entries": ()}),
)
