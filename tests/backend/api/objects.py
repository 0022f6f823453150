"""One maker for each kind of object that a path names. A route with an object that no maker knows fails the matrix test."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec
import pytest

from backend.app.examples import EXAMPLES
from backend.cases import repository as cases
from backend.cases.rules import Alert
from backend.notices import repository as inbox
from shared.client import ConnectorApi, ManagerApi, MemberApi, Refused
from shared.wire import adjustments, checkin, coupons, goods, notes, notices, sales, staff, stamps, takeover, tickets, visits
from tests.backend.api.harness import House, transport

RICH = 500_000
"""Yen of a first sale: its points are above what a visit may spend without a word."""


@dataclass
class Side:
    """A store with its people and its till, and a member of whom nobody else knows. What is made here is foreign to the other side."""

    house: House
    store: str
    terminal: str
    manager: ManagerApi
    connector: staff.Connector
    member: MemberApi
    made: dict[str, str] = field(default_factory=dict[str, str])
    """What this side's paths already name, so that a visit's approval is that visit's."""

    @property
    def pos(self) -> ConnectorApi:
        return ConnectorApi("http://shop", self.connector.token, transport=transport(self.house.api))

    async def rich(self) -> None:
        number = (await self.member.card()).number
        ref = sales.Ref(kind="card", value=number)
        await self.pos.sale(self.house.sale(self.house.ids.new()[:18], RICH, store=self.store, terminal=self.terminal, member=ref))


Maker = Callable[[Side], Awaitable[str]]


async def a_store(side: Side) -> str:
    return side.store


async def a_till(side: Side) -> str:
    return side.terminal


async def a_colleague(side: Side) -> str:
    return (await side.manager.add_staff(staff.NewStaff(name="鈴木", role="cashier", stores=(side.store,)))).id


async def a_tablet(side: Side) -> str:
    invited = await side.manager.enrolment(staff.NewEnrolment(store=side.store, device_name="タブレット"))
    return (await side.house.at_tablet("").enrol(invited.token)).device


async def a_connector(side: Side) -> str:
    return (await side.manager.add_connector(staff.NewConnector(name="カート", stores=(side.store,)))).id


async def a_key(side: Side) -> str:
    return (await side.manager.add_connector_key(side.made["connector"], staff.NewConnectorKey())).key


async def a_phone(side: Side) -> str:
    return (await side.member.devices())[0].id


async def a_receipt(side: Side) -> str:
    await side.rich()
    return (await side.member.receipts()).rows[0].id


async def a_typed_sale(side: Side) -> str:
    """At a till without a POS."""
    sale = side.house.sale(side.house.ids.new()[:18], 800, store=side.store, terminal="manual")
    return (await side.manager.sale(sale)).sale


async def a_voucher(side: Side) -> str:
    return (await side.member.vouchers())[0].id


async def a_row(side: Side) -> str:
    await side.rich()
    return (await side.member.points()).rows[0].id


async def a_visit(side: Side) -> str:
    visit = visits.OpenVisit(id=side.house.ids.new(), code=(await side.member.code()).code)
    return (await side.manager.open_visit(visit)).visit


async def an_approval(side: Side) -> str:
    """Of this side's visit, when the path has named it."""
    await side.rich()
    visit = side.made.get("visit") or await a_visit(side)
    with pytest.raises(Refused, match="approval-needed") as refused:
        await side.manager.redeem(visit, visits.Redeem(op_id=side.house.ids.new(), points=4_000))
    return refused.value.problem.args["approval"]


async def a_redemption(side: Side) -> str:
    await side.rich()
    code = (await side.member.code()).code
    body = visits.Reserve(op_id=side.house.ids.new(), store=side.store, member=code, points=100)
    return (await side.pos.reserve(body)).redemption


async def an_adjustment(side: Side) -> str:
    body = adjustments.Adjust(op_id=side.house.ids.new(), points=5_000, reason="missed")
    return (await side.manager.adjust(await a_visit(side), body)).id


async def a_case(side: Side) -> str:
    made = side.house.ids.new()
    alert = Alert("parked_return", side.store, f"case:{made}", {})
    await side.house.database.transact(lambda connection: cases.add(connection, made, side.house.clock.now(), alert))
    return made


async def a_note(side: Side) -> str:
    """About the member of this side's visit, when the path has named it."""
    note = notes.WriteNote(id=side.house.ids.new(), text="左足が少し大きい")
    await side.manager.write_note(side.made.get("visit") or await a_visit(side), note)
    return note.id


async def a_field(side: Side) -> str:
    field = notes.SaveField(id=side.house.ids.new(), label_ja="靴のサイズ", label_en="Shoe size")
    if len(asked := await side.manager.shop_fields()) == notes.MOST_FIELDS:
        await side.manager.end_field(asked[0].id)
    await side.manager.save_field(field)
    return field.id


async def an_exchange(side: Side) -> str:
    await side.rich()
    await side.manager.save_good(goods.SaveGood(sku="P01", name_ja="あんぱん", points=100))
    body = goods.Exchange(op_id=side.house.ids.new(), sku="P01", points=100)
    return (await side.manager.exchange(await a_visit(side), body)).id


async def a_takeover(side: Side) -> str:
    claim = takeover.TakeOver(id=side.house.ids.new(), number=side.house.ids.new()[-12:])
    return (await side.member.take_over(claim)).id


async def a_checkin(side: Side) -> str:
    """With a questionnaire that the example answers."""
    await a_survey(side)
    tablet = await side.house.kiosk(side.store, side.manager)
    body = checkin.CheckIn(id=side.house.ids.new(), code=(await side.member.code()).code)
    return (await tablet.check_in(body)).checkin


async def a_survey(side: Side) -> str:
    body = msgspec.convert(EXAMPLES[checkin.SaveSurvey] | {"stores": (side.store,)}, checkin.SaveSurvey)
    return (await side.manager.save_survey(body)).id


async def an_offer(side: Side) -> str:
    """For all stores of the brand, as every offer."""
    body = msgspec.convert(EXAMPLES[coupons.NewCoupon] | {"id": side.house.ids.new().replace("-", "")}, coupons.NewCoupon)
    return (await side.manager.add_coupon(body)).id


async def a_stamp_card(side: Side) -> str:
    """Of the brand, as every offer."""
    name, gift = (side.house.ids.new().replace("-", "") for _ in range(2))
    example = EXAMPLES[stamps.NewStampCard]
    body = msgspec.convert(example | {"id": name, "reward": example["reward"] | {"id": gift}}, stamps.NewStampCard)
    return (await side.manager.add_stamp_card(body)).id


async def a_ticket_offer(side: Side) -> str:
    """Of the brand, as every offer."""
    body = msgspec.convert(EXAMPLES[tickets.NewTicketOffer] | {"id": side.house.ids.new().replace("-", "")}, tickets.NewTicketOffer)
    return (await side.manager.add_ticket_offer(body)).id


async def a_ticket_act(side: Side) -> str:
    """Of this side's visit, when the path has named it: the sale of a book."""
    body = tickets.SellTickets(op_id=side.house.ids.new(), offer=await a_ticket_offer(side), receipt="1")
    return (await side.manager.sell_tickets(side.made.get("visit") or await a_visit(side), body)).act


async def a_notice(side: Side) -> str:
    """To this side's member alone, with a coupon inside."""
    words = dict.fromkeys(("title_ja", "title_en", "text_ja", "text_en"), "お知らせ")
    made, member = side.house.ids.new(), (await side.member.card()).member
    row = {"id": made, "kind": "coupon", "member_id": member, "coupon_id": "welcome", "published_at": side.house.clock.now(), **words}
    await side.house.database.transact(lambda connection: inbox.add(connection, [row]))
    return made


async def a_publication(side: Side) -> str:
    new = notices.NewNotice(id=side.house.ids.new(), store=side.store, title_ja="臨時休業", text_ja="本日は休業します。")
    return (await side.manager.publish(new)).id


async def an_own_field(side: Side) -> str:
    field = notices.SaveOwnField(id=side.house.ids.new(), label="防犯登録番号", value="A-1234567")
    await side.member.save_own_field(field)
    return field.id


async def a_customer(side: Side) -> str:
    """Someone whom the boards of this side's store list, and no other's."""
    await side.rich()
    return (await side.member.card()).member


async def a_board(_: Side) -> str:
    return "sales"


MAKERS: Final[Mapping[str, Maker]] = {
    "/v1/stores/{store}": a_store,
    "/v1/stores/{store}/terminals/{terminal}": a_till,
    "/v1/boards/members/{member}": a_customer,
    "/v1/boards/members/{member}/standing": a_customer,
    "/v1/exports/{board}": a_board,
    "/v1/coupons/{coupon}": an_offer,
    "/v1/stamp-cards/{card}": a_stamp_card,
    "/v1/ticket-offers/{offer}": a_ticket_offer,
    "/v1/tickets/{act}": a_ticket_act,
    "/v1/visits/{visit}/ticket-books/{book}": a_ticket_act,  # a book is named as its sale is
    "/v1/staff/{staff}": a_colleague,
    "/v1/devices/{device}": a_tablet,
    "/v1/connectors/{connector}": a_connector,
    "/v1/connectors/{connector}/keys/{key}": a_key,
    "/v1/me/devices/{device}": a_phone,
    "/v1/me/receipts/{receipt}": a_receipt,
    "/v1/returns/{receipt}": a_typed_sale,
    "/v1/me/points/{row}": a_row,
    "/v1/me/coupons/{voucher}": a_voucher,
    "/v1/me/approvals/{approval}": an_approval,
    "/v1/me/notices/{notice}": a_notice,
    "/v1/me/fields/{field}": an_own_field,
    "/v1/notices/{notice}": a_publication,
    "/v1/visits/{visit}": a_visit,
    "/v1/visits/{visit}/approvals/{approval}": an_approval,
    "/v1/visits/{visit}/notes/{note}": a_note,
    "/v1/visits/{visit}/details/{field}": a_field,
    "/v1/shop-fields/{field}": a_field,
    "/v1/exchanges/{exchange}": an_exchange,
    "/v1/checkins/{checkin}": a_checkin,
    "/v1/surveys/{survey}": a_survey,
    "/v1/takeovers/{takeover}": a_takeover,
    "/v1/redemptions/{redemption}": a_redemption,
    "/v1/adjustments/{adjustment}": an_adjustment,
    "/v1/cases/{case}": a_case,
}
"""By the path up to and with its parameter: routes that only go on from there need no line of their own."""
BRANDS: Final = frozenset(
    {
        "/v1/visits/{visit}/details/{field}",
        "/v1/shop-fields/{field}",
        "/v1/coupons/{coupon}",
        "/v1/stamp-cards/{card}",
        "/v1/ticket-offers/{offer}",
        "/v1/takeovers/{takeover}",
        "/v1/surveys/{survey}",
        "/v1/exports/{board}",
        "/v1/stores/{store}/terminals/{terminal}",
    }
)
"""These belong to the brand, or are names that each store gives anew: none of its stores is a stranger to them."""
