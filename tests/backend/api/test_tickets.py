"""Ticket books from the manager's page to the counter and the phone; nowhere until a shop wants them."""

import csv
import io
from typing import Any

import msgspec
import pytest

from backend.app.examples import EXAMPLES
from backend.db.engine import Database
from backend.stores import repository
from backend.stores.brand import present
from shared.client import MemberApi, Refused
from shared.wire import brand, tickets, visits
from shared.wire.tickets import NewTicketOffer, RefundTickets, SellTickets, SwitchTicketOffer, UndoTickets, UseTickets
from tests.backend.api.harness import House


def offer(name: str = "coffee-11", **more: Any) -> NewTicketOffer:
    return msgspec.convert(EXAMPLES[tickets.NewTicketOffer] | {"id": name} | more, NewTicketOffer)


async def scan(shop: House, member: MemberApi) -> visits.Panel:
    return await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code))


async def test_from_the_manager_to_the_phone(each_shop: House) -> None:
    shop, member = each_shop, await each_shop.member()
    made = await shop.manager.add_ticket_offer(offer(stores=("honten",)))
    assert (made.tickets, made.price, made.months, made.stores, made.stopped, made.value) == (11, 4800, 6, ("honten",), False, 0)
    panel = await scan(shop, member)
    assert panel.tickets is not None
    assert [(each.offer, str(each.ends_on)) for each in panel.tickets.on_sale] == [("coffee-11", "2027-05-29")]
    sold = await shop.manager.sell_tickets(panel.visit, SellTickets(op_id=shop.ids.new(), offer="coffee-11", receipt="001234"))
    used = await shop.manager.use_tickets(panel.visit, UseTickets(op_id=shop.ids.new(), offer="coffee-11", count=2))
    assert (sold.left, used.left) == (11, 9)
    here = (await shop.manager.panel(panel.visit)).tickets
    assert here is not None
    assert [(each.left, each.state, each.stores) for each in here.books] == [(9, "usable", ("本店",))]
    assert [(each.kind, each.count) for each in here.acts] == [("used", 2), ("sold", 11)]
    await shop.manager.undo_tickets(used.act, UndoTickets(op_id=shop.ids.new()))
    mine = await member.tickets()
    assert [(each.left, each.name_en) for each in mine.books] == [(11, "Eleven coffees")]
    assert [(each.kind, each.count, each.undone, each.store) for each in mine.acts] == [
        ("used", 2, True, "本店"),
        ("sold", 11, False, "本店"),
    ]
    back = await shop.manager.refund_tickets(panel.visit, here.books[0].id, RefundTickets(op_id=shop.ids.new()))
    assert (back.kind, back.count, back.refund) == ("refunded", 11, 4800)
    assert (await member.tickets()).books == ()
    await shop.manager.undo_tickets(back.act, UndoTickets(op_id=shop.ids.new()))
    balance = await shop.manager.ticket_offers()
    assert (balance.left, balance.value, balance.offers[0].sold) == (11, 4800, 1)
    stopped = await shop.manager.switch_ticket_offer("coffee-11", SwitchTicketOffer(on=False))
    assert stopped.stopped
    assert (await member.tickets()).on_sale == ()


async def test_those_who_look_after_members_see_what_is_paid_ahead(each_shop: House) -> None:
    shop, member = each_shop, await each_shop.member()
    await shop.manager.add_ticket_offer(offer())
    panel = await scan(shop, member)
    await shop.manager.sell_tickets(panel.visit, SellTickets(op_id=shop.ids.new(), offer="coffee-11", receipt="001234"))
    await shop.manager.use_tickets(panel.visit, UseTickets(op_id=shop.ids.new(), offer="coffee-11", count=2))
    who = (await shop.manager.members_board()).rows[0].id
    assert [(each.left, str(each.ends_on)) for each in (await shop.manager.member_page(who)).tickets] == [(9, "2027-05-29")]

    async def exported() -> tuple[int, str]:
        """Columns, and what stands in the last one."""
        content = await shop.manager.export("members", "csv", lambda _come, _rows: None)
        head, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        assert len(head) == len(row)
        return len(row), row[-1]

    assert await exported() == (9, "9")
    await shop.manager.switch_module(brand.SwitchModule(module="tickets", on=False))
    assert (await shop.manager.member_page(who)).tickets == ()
    assert await exported() == (8, "0")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"months": 7}, "tickets-too-long"),
        ({"months": None, "days": 182}, "tickets-too-long"),
        ({"days": 30}, "invalid"),
        ({"months": None}, "invalid"),
        ({"stores": ["mars"]}, "store-unknown"),
    ],
)
async def test_what_the_law_would_regulate_or_nobody_understands_is_refused(shop: House, more: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        await shop.manager.add_ticket_offer(offer(**more))
    assert (await shop.manager.ticket_offers()).offers == ()


async def test_the_longest_that_may_be(shop: House) -> None:
    for name, more in (("months", {}), ("days", {"months": None, "days": 181})):
        await shop.manager.add_ticket_offer(offer(name, **more))
    with pytest.raises(Refused, match="already-exists"):
        await shop.manager.add_ticket_offer(offer("months"))
    with pytest.raises(Refused, match="not-found"):
        await shop.manager.switch_ticket_offer("no-such", SwitchTicketOffer(on=False))


async def test_nowhere_once_they_are_off_and_there_again(shop: House) -> None:
    member = await shop.member()
    await shop.manager.add_ticket_offer(offer())
    panel = await scan(shop, member)
    body = SellTickets(op_id=shop.ids.new(), offer="coffee-11", receipt="1")
    await shop.manager.sell_tickets(panel.visit, body)
    await shop.manager.switch_module(brand.SwitchModule(module="tickets", on=False))
    for asked in (member.tickets, shop.manager.ticket_offers, lambda: shop.manager.sell_tickets(panel.visit, body)):
        with pytest.raises(Refused, match="module-off"):
            await asked()
    assert (await shop.manager.panel(panel.visit)).tickets is None
    await shop.manager.switch_module(brand.SwitchModule(module="tickets", on=True))
    assert [each.left for each in (await member.tickets()).books] == [11]


async def test_a_new_shop_has_none_until_it_wants_them(database: Database) -> None:
    assert not (await database.read(present)).has("tickets")
    await database.transact(lambda connection: repository.add_brand(connection, "x", 0))
    fresh = await database.read(present)
    assert (fresh.has("tickets"), fresh.has("stamps")) == (False, True)
