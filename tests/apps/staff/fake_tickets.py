"""The ticket books of the fake shop's member: sold, used and taken back as the server would."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import httpx
import msgspec

from shared.wire.problems import Code, problem
from shared.wire.tickets import RefundTickets, SellTickets, TicketAct, Tickets, TicketsDone, UseTickets
from tests.apps.held import book, on_sale, ticket_act
from tests.apps.staff.made_up import uid

if TYPE_CHECKING:
    from tests.apps.staff.fake_shop import FakeShop

AT = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
HELD = Tickets(
    books=(book(1, left=2, ends_on=date(2026, 11, 30), state="soon", refund=876), book(2, left=8, refund=3492)), on_sale=(on_sale(),)
)

SOLD = Tickets(on_sale=(on_sale(), on_sale(offer="care-5", name_ja="ハンドケア回数券", name_en="Hand care", tickets=5, price=9000)))


def answer(shop: "FakeShop", request: httpx.Request) -> httpx.Response | None:
    """None for what is no matter of tickets."""
    now, content = shop.member.tickets or Tickets(), request.content
    match request.url.path.strip("/").split("/")[1:]:
        case ["visits", _, "ticket-books"]:
            sold = msgspec.json.decode(content, type=SellTickets)
            return _good(shop, now, sold.op_id, "sold", 11)
        case ["visits", _, "tickets"]:
            used = msgspec.json.decode(content, type=UseTickets)
            left = _left(now)
            if used.count > left:
                found = problem(Code.TICKETS_INSUFFICIENT, {"left": left})
                return httpx.Response(found.status, content=msgspec.json.encode(found))
            return _good(shop, now, used.op_id, "used", -used.count)
        case ["visits", _, "ticket-books", which, "refund"]:
            act, one = msgspec.json.decode(content, type=RefundTickets).op_id, next(each for each in now.books if each.id == which)
            done = _done(act, "refunded", one.left, _left(now) - one.left)
            rest = tuple(each for each in now.books if each.id != which)
            shop.member = msgspec.structs.replace(shop.member, tickets=msgspec.structs.replace(now, books=rest))
            return httpx.Response(200, content=msgspec.json.encode(msgspec.structs.replace(done, refund=one.refund)))
        case ["tickets", which, "undo"]:
            act = next(each for each in now.acts if each.id == which)
            return _good(shop, now, act.id, "undone", act.count if act.kind == "used" else -act.count)
        case _:
            return None


def _left(now: Tickets) -> int:
    return sum(each.left for each in now.books)


def _good(shop: "FakeShop", now: Tickets, act: str, kind: Any, by: int) -> httpx.Response:
    """All of it in one book, which is enough for a tablet. The same act twice is one."""
    left = _left(now)
    acts: tuple[TicketAct, ...] = tuple(each for each in now.acts if each.id != act)
    if kind != "undone" and len(acts) == len(now.acts):
        acts, left = (ticket_act(1, id=act, kind=kind, count=abs(by), at=AT), *acts), left + by
    elif kind == "undone":
        left += by
    else:
        acts = now.acts
    books = (book(9, id=uid(959), left=left, tickets=max(11, left)),) if left else ()
    shop.member = msgspec.structs.replace(shop.member, tickets=msgspec.structs.replace(now, books=books, acts=acts))
    return httpx.Response(200, content=msgspec.json.encode(_done(act, kind, abs(by), left)))


def _done(act: str, kind: Any, count: int, left: int) -> TicketsDone:
    return TicketsDone(
        act=act, kind=kind, offer="coffee-11", name_ja="コーヒー回数券", name_en="Eleven coffees", count=count, left=left, ends_on=None
    )
