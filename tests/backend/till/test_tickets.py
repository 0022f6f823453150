"""Ticket books at the till: sold, used, taken back; never twice, never after the last day, the ones that end first go first."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from backend.db.engine import Database
from backend.members.tables import members
from backend.tickets import repository
from backend.tickets.tables import ticket_books
from backend.till.operations import Accepted, Identified, Outcome, RefundTickets, SellTickets, UndoTickets, UseTickets, fingerprint
from shared.clock import DAY, HOUR, end_of_day
from shared.wire import tickets as wire
from shared.wire.tickets import NewTicketOffer, TicketsDone
from tests.backend.till.shop import TABLET, Shop, accepted, args_of, refused, sale


def offer(name: str = "coffee", **more: Any) -> NewTicketOffer:
    plain: dict[str, Any] = {"tickets": 3, "price": 1000, "months": 6}
    return NewTicketOffer(id=name, name_ja=name, name_en=name, goods_ja="コーヒー 1 杯", goods_en="A coffee", **(plain | more))


class Counter:
    """The acts of a tablet in a shop."""

    def __init__(self, shop: Shop, source: str = TABLET) -> None:
        self.shop = shop
        self.source = source

    def _plain(self, body: Any, **actor: Any) -> dict[str, Any]:
        mark = fingerprint(body)
        return {"source": self.source, "op_id": body.op_id, "at": self.shop.now, "actor": self.shop.actor(**actor), "fingerprint": mark}

    async def sell(self, visit: str, name: str = "coffee", **actor: Any) -> Outcome:
        body = wire.SellTickets(op_id=self.shop.ids.new(), offer=name, receipt="0012")
        return await self.shop.till.post(SellTickets(**self._plain(body, **actor), visit_id=visit, body=body))

    async def use(self, visit: str, count: int = 1, name: str = "coffee", op: str | None = None, **actor: Any) -> Outcome:
        body = wire.UseTickets(op_id=op or self.shop.ids.new(), offer=name, count=count)
        return await self.shop.till.post(UseTickets(**self._plain(body, **actor), visit_id=visit, body=body))

    async def refund(self, visit: str, book: str, op: str | None = None, **actor: Any) -> Outcome:
        body = wire.RefundTickets(op_id=op or self.shop.ids.new())
        return await self.shop.till.post(RefundTickets(**self._plain(body, **actor), visit_id=visit, book_id=book))

    async def undo(self, act: str, op: str | None = None, **actor: Any) -> Outcome:
        body = wire.UndoTickets(op_id=op or self.shop.ids.new())
        return await self.shop.till.post(UndoTickets(**self._plain(body, **actor), act_id=act))


def done(outcome: Outcome) -> TicketsDone:
    return accepted(outcome, TicketsDone)


async def opened(database: Database, *offers: NewTicketOffer) -> Shop:
    shop = Shop(database)
    await shop.open("hanako", "taro")

    def add(connection: Connection) -> None:
        for each in offers or (offer(),):
            repository.add(connection, each, shop.now)

    await database.transact(add)
    return shop


@pytest.fixture
async def shop(database: Database) -> AsyncIterator[Shop]:
    made = await opened(database, offer(), offer("week", days=7), offer("station", stores=("eki",)))
    yield made
    await made.sound()


@pytest.fixture
def counter(shop: Shop) -> Counter:
    return Counter(shop)


async def of(shop: Shop, name: str = "hanako") -> wire.Tickets:
    return await shop.database.read(lambda connection: repository.own(connection, shop.members[name], shop.now))


async def shown(shop: Shop) -> wire.Tickets:
    """To a clerk in honten."""
    return await shop.database.read(lambda connection: repository.at_till(connection, shop.members["hanako"], "honten", shop.now))


async def left(shop: Shop, name: str = "hanako") -> list[tuple[str, int]]:
    return [(each.offer, each.left) for each in (await of(shop, name)).books]


async def test_a_book_is_sold_and_used_ticket_by_ticket(shop: Shop, counter: Counter) -> None:
    visit = await shop.visit("hanako")
    sold = done(await counter.sell(visit))
    assert (sold.kind, sold.count, sold.left, str(sold.ends_on)) == ("sold", 3, 3, "2027-05-19")
    used = done(await counter.use(visit))
    assert (used.kind, used.count, used.left) == ("used", 1, 2)
    assert args_of(await counter.use(visit, 3)) == {"left": 2}  # all or none
    assert done(await counter.use(visit, 2)).ends_on is None
    assert refused(await counter.use(visit)) == "TICKETS_INSUFFICIENT"
    assert [(each.left, each.state) for each in (await of(shop)).books] == [(0, "used_up")]
    assert [(each.kind, each.count) for each in (await of(shop)).acts] == [("used", 2), ("used", 1), ("sold", 3)]


async def test_sent_again_it_is_one_use_and_the_same_answer(shop: Shop, counter: Counter) -> None:
    visit = await shop.visit("hanako")
    await counter.sell(visit)
    op = shop.ids.new()
    answers = {each.answer for each in await asyncio.gather(*[counter.use(visit, op=op) for _ in range(4)]) if isinstance(each, Accepted)}
    assert len(answers) == 1
    assert await left(shop) == [("coffee", 2)]
    assert refused(await counter.use(visit, 2, op=op)) == "IDEMPOTENCY_CONFLICT"


async def test_the_last_ticket_goes_once_at_two_tablets(shop: Shop) -> None:
    one, two = Counter(shop), Counter(shop, "device:other")
    visits = [await shop.visit("hanako"), await shop.visit("hanako", actor=shop.actor(device=shop.ids.new()))]
    await one.sell(visits[0])
    await one.use(visits[0], 2)
    outcomes = await asyncio.gather(one.use(visits[0]), two.use(visits[1]))
    assert sorted(type(each).__name__ for each in outcomes) == ["Accepted", "Refused"]
    assert await left(shop) == [("coffee", 0)]


async def test_two_servers_give_the_last_ticket_once(postgres_url: str) -> None:
    first, second = Database.open(postgres_url), Database.open(postgres_url)
    shop = await opened(first)
    rival = Shop(second, shop.clock)
    rival.members = shop.members
    visit = await shop.visit("hanako")
    for _ in range(4):
        await Counter(shop).sell(visit)
        counters = [Counter(shop), Counter(rival, "device:other"), Counter(shop), Counter(rival, "device:other")]
        outcomes = await asyncio.gather(*[each.use(visit) for each in counters])
        assert sorted(type(each).__name__ for each in outcomes) == ["Accepted", "Accepted", "Accepted", "Refused"]
    await shop.sound()
    await first.close()
    await second.close()


async def test_it_counts_to_the_end_of_its_last_day_in_tokyo(shop: Shop, counter: Counter) -> None:
    sold = done(await counter.sell(await shop.visit("hanako"), "week"))
    assert sold.ends_on is not None
    shop.clock.forward(end_of_day(sold.ends_on) - shop.now)
    visit = await shop.visit("hanako")
    assert done(await counter.use(visit, name="week")).left == 2
    assert [each.state for each in (await of(shop)).books] == ["soon"]
    shop.clock.forward(1)
    assert args_of(await counter.use(visit, name="week")) == {"left": 0}
    assert [(each.left, each.state) for each in (await of(shop)).books] == [(2, "over")]
    assert (await shop.database.read(lambda connection: repository.offers(connection, shop.now))).left == 0


async def test_what_ends_first_goes_first(shop: Shop, counter: Counter) -> None:
    ends: list[str] = []
    for _ in range(3):
        ends.append(str(done(await counter.sell(await shop.visit("hanako"))).ends_on))
        shop.clock.forward(40 * DAY)
    assert ends == ["2027-05-19"] * 3  # the first is what is used next
    visit = await shop.visit("hanako")
    used = done(await counter.use(visit, 4))
    assert str(used.ends_on) == "2027-06-29"
    assert await left(shop) == [("coffee", 2), ("coffee", 3), ("coffee", 0)]
    assert done(await counter.undo(used.act)).left == 9  # what came of two books goes back to both
    assert await left(shop) == [("coffee", 3)] * 3


async def test_a_use_is_taken_back_once_on_its_day(shop: Shop, counter: Counter) -> None:
    visit = await shop.visit("hanako")
    await counter.sell(visit)
    used, op = done(await counter.use(visit, 2)), shop.ids.new()
    back = [done(await counter.undo(used.act, op)) for _ in range(2)]
    assert [(each.kind, each.count, each.left) for each in back] == [("undone", 2, 3)] * 2
    assert refused(await counter.undo(used.act)) == "TICKETS_UNDONE"
    late = done(await counter.use(visit))
    assert refused(await counter.undo(late.act, store="eki")) == "NOT_FOUND"
    assert refused(await counter.undo(shop.ids.new())) == "NOT_FOUND"
    assert [(each.kind, each.count) for each in (await shown(shop)).acts] == [("used", 1), ("sold", 3)]
    shop.clock.forward(12 * HOUR)  # from noon
    assert refused(await counter.undo(late.act)) == "TICKETS_UNDO_LATE"
    assert (await shown(shop)).acts == ()  # of yesterday
    assert [(each.count, each.undone) for each in (await of(shop)).acts] == [(1, False), (2, True), (3, False)]


async def test_a_sale_is_taken_back_while_nothing_of_it_is_used(shop: Shop, counter: Counter) -> None:
    visit = await shop.visit("hanako")
    sold = done(await counter.sell(visit))
    used = done(await counter.use(visit))
    assert refused(await counter.undo(sold.act)) == "TICKETS_BEGUN"
    await counter.undo(used.act)
    assert done(await counter.undo(sold.act)).left == 0
    assert refused(await counter.use(visit)) == "TICKETS_INSUFFICIENT"
    assert refused(await counter.undo(sold.act)) == "TICKETS_UNDONE"
    assert await left(shop) == []
    balance = await shop.database.read(lambda connection: repository.offers(connection, shop.now))
    assert {(each.sold, each.used, each.left) for each in balance.offers} == {(0, 0, 0)}


async def test_what_is_left_is_refunded_on_a_later_day(shop: Shop, counter: Counter) -> None:
    """¥1,000 for three: a used one counts ¥333, and the yen that does not divide is the member's."""
    visit = await shop.visit("hanako")
    book, op = done(await counter.sell(visit)).act, shop.ids.new()
    await counter.use(visit)
    shop.clock.forward(3 * DAY)
    later = await shop.visit("hanako")
    assert [each.refund for each in (await shown(shop)).books] == [667]
    answers = [done(await counter.refund(later, book, op)) for _ in range(2)]
    assert [(each.kind, each.count, each.refund, each.left) for each in answers] == [("refunded", 2, 667, 0)] * 2
    assert refused(await counter.use(later)) == "TICKETS_INSUFFICIENT"
    assert refused(await counter.refund(later, book)) == "TICKETS_NOT_REFUNDED"
    assert await left(shop) == []
    assert [(each.kind, each.count) for each in (await of(shop)).acts] == [("refunded", 2), ("used", 1), ("sold", 3)]
    balance = await shop.database.read(lambda connection: repository.offers(connection, shop.now))
    assert (balance.left, balance.value, sum(each.used for each in balance.offers)) == (0, 0, 1)
    assert done(await counter.undo(answers[0].act)).left == 2  # it was a mistake
    assert done(await counter.use(later)).left == 1


async def test_what_is_not_refunded(shop: Shop, counter: Counter) -> None:
    visit = await shop.visit("hanako")
    book = done(await counter.sell(visit, "week")).act
    assert refused(await counter.refund(visit, shop.ids.new())) == "NOT_FOUND"
    assert refused(await counter.refund(visit, book, own_member_id=shop.members["hanako"])) == "OWN_ACCOUNT"
    assert refused(await counter.refund(await shop.visit("taro"), book)) == "NOT_FOUND"
    shop.clock.forward(200 * DAY)
    assert refused(await counter.refund(await shop.visit("hanako"), book)) == "TICKETS_NOT_REFUNDED"


async def test_who_may_use_what_where(shop: Shop, counter: Counter) -> None:
    visit = await shop.visit("hanako")
    assert refused(await counter.sell(visit, "nothing")) == "TICKETS_UNKNOWN"
    assert refused(await counter.sell(visit, "station")) == "TICKETS_ELSEWHERE"
    own = shop.members["hanako"]
    assert refused(await counter.sell(visit, own_member_id=own)) == "OWN_ACCOUNT"
    sold = done(await counter.sell(visit))
    assert refused(await counter.use(visit, own_member_id=own)) == "OWN_ACCOUNT"
    assert refused(await counter.undo(sold.act, own_member_id=own)) == "OWN_ACCOUNT"
    await shop.database.transact(lambda connection: repository.switch(connection, "coffee", on=False))
    assert refused(await counter.sell(visit)) == "TICKETS_STOPPED"
    assert done(await counter.use(visit)).left == 2  # what was sold can be used
    typed = await shop.visit(Identified(member_id=own, how="card"))
    assert refused(await counter.use(typed)) == "TICKETS_NEED_CODE"
    assert done(await counter.use(typed, role="shift_lead")).left == 1
    assert refused(await counter.use(await shop.visit("taro"))) == "TICKETS_INSUFFICIENT"
    await shop.database.transact(lambda connection: connection.execute(update(members).values(frozen_at=shop.now)))
    again = await shop.visit("hanako")
    assert refused(await counter.use(again)) == "MEMBER_FROZEN"
    await shop.close_visit(again)
    assert refused(await counter.use(again)) == "VISIT_CLOSED"


async def test_no_points_come_of_it_and_the_card_hears_of_it(shop: Shop, counter: Counter) -> None:
    visit = await shop.visit("hanako")
    await counter.sell(visit)
    await counter.use(visit)
    answer = await shop.sell(sale("1", 500), who=shop.code("hanako"))
    assert answer.points == 5


async def test_the_balance_is_what_was_paid_for_what_is_left(shop: Shop, counter: Counter) -> None:
    visit = await shop.visit("hanako")
    await counter.sell(visit)
    await counter.sell(visit)
    await counter.use(visit, 2)
    found = await shop.database.read(lambda connection: repository.offers(connection, shop.now))
    coffee = next(each for each in found.offers if each.id == "coffee")
    assert (coffee.sold, coffee.used, coffee.left, coffee.value) == (2, 2, 4, 334 + 1000)  # a third of ¥1,000, rounded up
    assert (found.left, found.value) == (4, 1334)
    await shop.database.transact(lambda connection: repository.end(connection, shop.members["hanako"], shop.now))
    gone = await shop.database.read(lambda connection: repository.offers(connection, shop.now))
    assert (gone.left, gone.value) == (0, 0)
    receipts = select(ticket_books.c.receipt).distinct()
    assert await shop.database.read(lambda connection: list(connection.scalars(receipts))) == ["0012"]
