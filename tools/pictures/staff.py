"""The staff's app, scene by scene. A new screen is one line in SCENES: its name, who looks, its address, and what one does there."""

from datetime import UTC, datetime

import msgspec

from shared.wire.problems import Code
from shared.wire.spending import Spending
from shared.wire.visits import LastPurchase
from tests.apps.held import stamp_card
from tests.apps.staff.fake_counter import DETAILS, NOTES, OLD_CARDS, PICTURE, PRIZES, FakeCounter
from tests.apps.staff.fake_kiosk import arrival
from tests.apps.staff.fake_receipts import BACK, OWING, REPAYING, line, sale
from tests.apps.staff.fake_tickets import HELD, SOLD
from tests.apps.staff.made_up import CLERK, LEAD, MANAGER, panel, together
from tools.pictures import manager
from tools.pictures.staff_acts import (
    amount,
    answered,
    asked,
    billed,
    brought,
    choose,
    confirmed,
    cut_line,
    door,
    exchanged,
    granted,
    idle,
    known_amount,
    leaving,
    looking,
    many_receipts,
    none_back,
    on_half,
    over_share,
    part_taken,
    pending,
    pin,
    queued,
    sent_again,
    settled,
    shelf,
    some_back,
    taken_back,
    ticked,
    tried,
    two_steps,
    type_odd,
    unsure,
    wanted,
)
from tools.pictures.staff_stage import Scene, cut, going, refused, scanned
from tools.pictures.stage import press

BARE = panel(
    name="髙﨑 鷗外",
    rank="regular",
    rate_permille=1000,
    balance=0,
    spendable=0,
    vouchers=(),
    next_expiry=None,
    last_purchase=None,
    birthday_month=False,
    visits=1,
)
KNOWN = panel(
    details=DETAILS,
    notes=NOTES,
    prizes=PRIZES,
    takeovers=1,
    last_purchase=LastPurchase(
        at=datetime(2026, 11, 16, 6, 10, tzinfo=UTC), store="本店", total=740, items=("あんぱん", "バゲット", "牛乳"), picture=PICTURE
    ),
)
CARD = panel(how="card", spendable=0, spend_limited_by="card")
GONE = (msgspec.structs.replace(sale().lines[0], back_milli=1000, back=310), *sale().lines[1:])
SHARED = panel(vouchers=(), proposal=None, spending=Spending(permille=500))
WORTH = panel(vouchers=(), proposal=None, balance=5234, spendable=5234, spending=Spending(unit=1000, yen=700))
STEPS = panel(vouchers=(), proposal=None, spending=Spending(unit=100, least=200, barred=True))
SCENES = (
    # -- the doors
    Scene(name="enrol", enrolled=False, person=None),
    Scene(name="office", act=press("監査の方のサインイン|Sign in as manager"), enrolled=False, person=None),
    Scene(name="lock", person=None),
    Scene(name="lock-idle", act=idle),
    Scene(name="pin", act=pin, person=None),
    Scene(name="pin-change", act=press(CLERK.name, "PIN を変える|Change PIN"), person=None),
    Scene(name="unreachable", person=None, shop={"cut": True}),
    # -- the till
    Scene(name="scan"),
    Scene(name="scan-no-camera", camera=False),
    Scene(name="looking", act=looking),
    Scene(name="panel", act=scanned()),
    Scene(name="panel-coupons", act=scanned(), shop={"member": msgspec.structs.replace(together(), stamps=(stamp_card(),))}),
    Scene(name="panel-tickets", act=scanned(), shop={"member": panel(tickets=HELD)}),
    Scene(name="panel-tickets-use", act=scanned(press("^使う|^Use")), shop={"member": panel(tickets=HELD)}),
    Scene(name="panel-tickets-used", act=scanned(press("^使う|^Use", "1 枚使う|Use 1 ticket")), shop={"member": panel(tickets=HELD)}),
    Scene(
        name="panel-tickets-refund",
        act=scanned(press("払い戻す|Refund", "払い戻す|Refund")),
        person=LEAD,
        shop={"member": panel(tickets=HELD)},
    ),
    Scene(name="panel-tickets-sell", act=scanned(press("回数券を売る|Sell a ticket book")), shop={"member": panel(tickets=SOLD)}),
    Scene(name="panel-bill", act=scanned(billed), shop={"member": together()}),
    Scene(name="panel-share", act=scanned(), shop={"member": SHARED}),
    Scene(name="panel-share-bill", act=scanned(on_half), shop={"member": SHARED}),
    Scene(name="panel-steps", act=scanned(type_odd), shop={"member": STEPS}),
    Scene(name="panel-worth", act=scanned(two_steps), shop={"member": WORTH}),
    Scene(name="panel-bill-entry", act=scanned(press("お会計の金額から選ぶ|Choose for the bill")), shop={"member": together()}),
    Scene(name="panel-word", act=scanned(press("合言葉を入れる|Enter a word"))),
    Scene(name="panel-new", act=scanned(), shop={"member": BARE}),
    Scene(name="panel-card", act=scanned(), shop={"member": CARD}),
    Scene(name="panel-linked", act=scanned(choose), shop={"linked": True}),
    Scene(name="redeem", act=scanned(choose)),
    Scene(name="panel-known", act=scanned(), shop={"member": KNOWN}),
    Scene(name="panel-notes", act=scanned(press("メモ・サイズを記入|Notes and sizes")), shop={"member": KNOWN}),
    Scene(name="exchange", act=scanned(wanted), shop={"member": KNOWN}),
    Scene(name="result-exchange", act=scanned(exchanged), shop={"member": KNOWN}),
    Scene(name="old-cards", route="/old-cards", shop={"counter": FakeCounter(old_cards=OLD_CARDS)}),
    Scene(
        name="old-cards-refuse",
        act=press("引き継がない|Do not take over"),
        route="/old-cards",
        shop={"counter": FakeCounter(old_cards=OLD_CARDS)},
    ),
    Scene(name="old-cards-empty", route="/old-cards"),
    Scene(name="old-cards-failed", act=cut(going("/old-cards"))),
    Scene(name="return", act=brought(ticked)),
    Scene(name="return-owing", act=brought(), shop=shelf(effect=OWING)),
    Scene(name="return-repaying", act=brought(), shop=shelf(effect=REPAYING)),
    Scene(name="return-at-pos", act=brought(), shop=shelf(terminal="r1", state="at_pos") | {"linked": True}),
    Scene(name="return-again", act=brought(), shop=shelf(state="returned", returned_at=BACK)),
    Scene(name="return-part", act=brought(some_back), shop=shelf(state="part", returned_at=BACK, lines=GONE)),
    Scene(name="return-none", act=brought(none_back)),
    Scene(name="return-typed", act=brought(), shop=shelf(lines=(line(1, "お買い上げ", 2750),), card="", effect=None)),
    Scene(name="return-missed", act=brought(cut(some_back))),
    Scene(name="result-return-part", act=brought(part_taken)),
    Scene(name="return-find", act=press("返品する|Take a return")),
    Scene(name="return-several", act=many_receipts, shop=shelf()),
    Scene(name="result-return", act=brought(taken_back)),
    Scene(name="unsure", act=scanned(unsure)),
    Scene(name="pending", act=scanned(pending)),
    Scene(name="result", act=scanned(confirmed)),
    Scene(name="result-refused", act=scanned(refused("/redemptions", Code.VOUCHER_USED, confirmed))),
    Scene(name="result-misread", act=refused("/visits", Code.CODE_EXPIRED, scanned())),
    Scene(name="result-missed", act=cut(scanned())),
    Scene(name="amount", act=scanned(amount)),
    Scene(name="amount-known", act=scanned(known_amount), shop={"member": SHARED}),
    Scene(name="result-share", act=scanned(over_share("/redemptions")), shop={"member": SHARED}),
    Scene(name="granted", act=scanned(granted)),
    Scene(name="adjust", act=scanned(press("ポイントを調整|Adjust points")), person=LEAD),
    # -- the tablet by the door
    Scene(name="kiosk-start", act=press("^2$", "^7$"), route="/kiosk"),
    Scene(name="kiosk", person=None, shop=door()),
    Scene(name="kiosk-bare", person=None, camera=False, shop=door(points=0, arrival=arrival(survey=None))),
    Scene(name="kiosk-offline", act=cut_line, person=None, shop=door()),
    Scene(name="kiosk-checking", act=looking, person=None, shop=door()),
    Scene(name="kiosk-arrived", act=scanned(), person=None, shop=door()),
    Scene(name="kiosk-coupons", act=scanned(), person=None, shop=door(arrival=arrival(survey=None))),
    Scene(name="kiosk-question", act=scanned(asked(1)), person=None, shop=door()),
    Scene(name="kiosk-many", act=scanned(asked(1, 2)), person=None, shop=door()),
    Scene(name="kiosk-scale", act=scanned(asked(1, 0, 4)), person=None, shop=door()),
    Scene(name="kiosk-thanks", act=scanned(answered), person=None, shop=door()),
    Scene(name="kiosk-expired", act=refused("/checkins", Code.CODE_EXPIRED, scanned()), person=None, shop=door()),
    Scene(name="kiosk-again", act=refused("/checkins", Code.CHECKIN_DONE, scanned()), person=None, shop=door()),
    Scene(name="kiosk-unsure", act=cut(scanned()), person=None, shop=door()),
    Scene(name="kiosk-staff", act=leaving, person=None, shop=door()),
    Scene(name="queue", act=queued, person=LEAD, shop={"adjusted": manager.ADJUSTED, "counter": FakeCounter(old_cards=OLD_CARDS)}),
    Scene(name="queue-sending", act=sent_again),
    Scene(name="queue-settled", act=settled),
    Scene(name="queue-empty", route="/queue"),
    Scene(name="queue-failed", act=cut(going("/queue"))),
    Scene(name="device", act=tried, route="/device"),
    Scene(name="device-manager", person=MANAGER, route="/device"),
    # -- the manager
    *manager.SCENES,
)
