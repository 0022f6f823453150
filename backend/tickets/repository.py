"""Ticket books as managers, tills and members see them. Only the till sells and uses."""

from collections.abc import Sequence
from typing import Any

from msgspec.json import encode
from sqlalchemy import BigInteger, Connection, Row, and_, case, cast, func, insert, not_, select, update

from backend.stores.tables import stores
from backend.tickets.rules import Book, Move, TicketOffer, refund, state, stores_of
from backend.tickets.tables import ticket_books, ticket_moves, ticket_offers
from shared import law
from shared.clock import DAY, business_date, end_of_day, to_date, to_datetime, tokyo
from shared.wire import tickets as wire

_OFFER = [ticket_offers.c[name] for name in TicketOffer.__struct_fields__]
_MOVE = [ticket_moves.c[name] for name in Move.__struct_fields__]
_BOOK = [ticket_books.c[name] for name in Book.__struct_fields__]
_UNSOLD = and_(ticket_books.c.ended_at.is_not(None), ticket_books.c.unused == 0)
"""Its sale was taken back: as if it had never been."""
SHOWN = 90 * DAY
"""So long a member sees what is used up or over, and what was done."""
ACTS = 50


def add(connection: Connection, new: wire.NewTicketOffer, now: int) -> None:
    connection.execute(
        insert(ticket_offers).values(
            id=new.id,
            name_ja=new.name_ja,
            name_en=new.name_en,
            goods_ja=new.goods_ja,
            goods_en=new.goods_en,
            tickets=new.tickets,
            price=new.price,
            months=new.months,
            days=new.days,
            stores=encode(new.stores).decode(),
            created_at=now,
        )
    )


def switch(connection: Connection, offer_id: str, *, on: bool) -> None:
    connection.execute(update(ticket_offers).where(ticket_offers.c.id == offer_id).values(stopped=not on))


def exists(connection: Connection, offer_id: str) -> bool:
    return connection.execute(select(ticket_offers.c.id).where(ticket_offers.c.id == offer_id)).first() is not None


def end(connection: Connection, member_id: str, now: int) -> None:
    """A member who leaves has no tickets any more."""
    book = ticket_books.c
    unused = book.member_id == member_id, book.ended_at.is_(None), book.unused > 0
    connection.execute(update(ticket_books).where(*unused).values(ended_at=now))


def offers(connection: Connection, now: int) -> wire.TicketOffers:
    """With the balance: what members may still use, and what they paid for that, each book rounded up."""
    book = ticket_books.c
    sold, usable = and_(book.id.is_not(None), not_(_UNSOLD)), and_(book.ended_at.is_(None), book.ends_on >= business_date(now))
    worth = (book.price * book.unused + book.tickets - 1) // book.tickets
    sums = [(sold, 1), (sold, book.tickets - book.unused), (usable, book.unused), (usable, worth)]
    counted = [cast(func.coalesce(func.sum(case((which, what), else_=0)), 0), BigInteger) for which, what in sums]
    query = (
        select(*_OFFER, *counted)
        .outerjoin(ticket_books, book.offer_id == ticket_offers.c.id)
        .group_by(ticket_offers.c.id)
        .order_by(ticket_offers.c.created_at.desc(), ticket_offers.c.id)
    )
    found = tuple(_offer(row) for row in connection.execute(query))
    return wire.TicketOffers(offers=found, left=sum([each.left for each in found]), value=sum([each.value for each in found]))


def own(connection: Connection, member_id: str, now: int) -> wire.Tickets:
    """What a member sees."""
    books, acts = _held(connection, member_id, now), _acts(connection, member_id, now - SHOWN)
    return wire.Tickets(books=books, acts=acts[:ACTS], on_sale=_on_sale(connection, now))


def at_till(connection: Connection, member_id: str, store: str, now: int) -> wire.Tickets:
    """What a clerk sees: what can be used and sold in this store, and what of today can be taken back in it."""
    books = tuple(each for each in _held(connection, member_id, now, store) if each.state in {"usable", "soon"})
    today = end_of_day(tokyo(now).date()) - DAY + 1
    acts = tuple(each for each in _acts(connection, member_id, today, store) if not each.undone)
    return wire.Tickets(books=books, acts=acts, on_sale=_on_sale(connection, now, store))


def _offer(row: Sequence[Any]) -> wire.TicketOffer:
    offer = TicketOffer(*row[: len(_OFFER)])
    sold, used, left, value = (int(each) for each in row[len(_OFFER) :])
    return wire.TicketOffer(
        id=offer.id,
        name_ja=offer.name_ja,
        name_en=offer.name_en,
        goods_ja=offer.goods_ja,
        goods_en=offer.goods_en,
        tickets=offer.tickets,
        price=offer.price,
        months=offer.months,
        days=offer.days,
        stores=stores_of(offer),
        stopped=bool(offer.stopped),
        sold=sold,
        used=used,
        left=left,
        value=value,
    )


def _held(connection: Connection, member_id: str, now: int, store: str | None = None) -> tuple[wire.TicketBook, ...]:
    """What can be used first, then the rest, the newest first."""
    names, today, since = _names(connection), business_date(now), business_date(now - SHOWN)
    query = (
        select(*_BOOK, *_OFFER)
        .join(ticket_offers, ticket_offers.c.id == ticket_books.c.offer_id)
        .where(ticket_books.c.member_id == member_id, ticket_books.c.ended_at.is_(None), ticket_books.c.ends_on >= since)
        .order_by(ticket_books.c.ends_on, ticket_books.c.sold_at, ticket_books.c.id)
    )
    split = len(_BOOK)
    pairs = [(Book(*row[:split]), TicketOffer(*row[split:])) for row in connection.execute(query)]
    found = [_book(book, offer, today, names) for book, offer in pairs if store is None or offer.at(store)]
    now_usable = [each for each in found if each.state in {"usable", "soon"}]
    return (*now_usable, *[each for each in reversed(found) if each.state in {"used_up", "over"}])


def _book(book: Book, offer: TicketOffer, today: int, names: dict[str, str]) -> wire.TicketBook:
    return wire.TicketBook(
        id=book.id,
        offer=offer.id,
        name_ja=offer.name_ja,
        name_en=offer.name_en,
        goods_ja=offer.goods_ja,
        goods_en=offer.goods_en,
        tickets=book.tickets,
        left=book.unused,
        sold_at=to_datetime(book.sold_at),
        ends_on=to_date(book.ends_on),
        state=state(book, today),
        stores=_places(offer, names),
        refund=refund(book),
    )


def _acts(connection: Connection, member_id: str, since: int, store: str | None = None) -> tuple[wire.TicketAct, ...]:
    """Sales, uses and refunds with what became of them, the newest first."""
    names, place = _names(connection), () if store is None else (ticket_moves.c.store_id == store,)
    query = (
        select(*_MOVE, ticket_books.c.unused, ticket_offers.c.name_ja, ticket_offers.c.name_en)
        .join(ticket_books, ticket_books.c.id == ticket_moves.c.book_id)
        .join(ticket_offers, ticket_offers.c.id == ticket_books.c.offer_id)
        .where(ticket_moves.c.member_id == member_id, ticket_moves.c.at >= since, *place)
        .order_by(ticket_moves.c.at.desc(), ticket_moves.c.act_id.desc())
    )
    acts: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(query):
        acts.setdefault(row.act_id, []).append(row)
    return tuple(_act(rows, names) for rows in acts.values())


def _act(rows: list[Row[Any]], names: dict[str, str]) -> wire.TicketAct:
    done = [row for row in rows if row.kind in {"sold", "used", "refunded"}]
    return wire.TicketAct(
        id=done[0].act_id,
        kind=done[0].kind,
        name_ja=done[0].name_ja,
        name_en=done[0].name_en,
        count=done[0].unused if done[0].kind == "refunded" else abs(sum([row.n for row in done])),
        at=to_datetime(done[0].at),
        store=names.get(done[0].store_id, ""),
        undone=len(rows) > len(done),
    )


def _on_sale(connection: Connection, now: int, store: str | None = None) -> tuple[wire.TicketsOnSale, ...]:
    names, today = _names(connection), tokyo(now).date()
    query = select(*_OFFER).where(ticket_offers.c.stopped.is_(False)).order_by(ticket_offers.c.created_at, ticket_offers.c.id)
    found = [TicketOffer(*row) for row in connection.execute(query)]
    return tuple(
        wire.TicketsOnSale(
            offer=each.id,
            name_ja=each.name_ja,
            name_en=each.name_en,
            goods_ja=each.goods_ja,
            goods_en=each.goods_en,
            tickets=each.tickets,
            price=each.price,
            ends_on=law.last_day(today, each.months, each.days),
            stores=_places(each, names),
        )
        for each in found
        if store is None or each.at(store)
    )


def _names(connection: Connection) -> dict[str, str]:
    return {row.id: row.name for row in connection.execute(select(stores.c.id, stores.c.name))}


def _places(offer: TicketOffer, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names[each] for each in stores_of(offer) if each in names)
