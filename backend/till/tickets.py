"""Tickets at the till: a book is sold, tickets of it are used, and either is taken back on its own day; later a book is refunded.

No points are in it.
"""

from msgspec.structs import replace

from backend.kit.ids import Ids
from backend.problems import Refused
from backend.tickets.rules import Book, Move, TicketOffer, left, live, refund, take
from backend.till.draft import Draft, encode
from backend.till.operations import RefundTickets, SellTickets, UndoTickets, UseTickets
from backend.till.redeeming import SENIOR
from backend.till.state import State, Visit
from backend.till.visiting import visit_of
from shared import law
from shared.clock import day_number, to_date
from shared.wire.problems import Code
from shared.wire.tickets import TicketsDone

UNDOES = {"sold": "unsold", "used": "back", "refunded": "kept"}


def decide_sell(state: State, op: SellTickets, ids: Ids) -> tuple[Draft, bytes] | Refused:
    """The member has paid at the till: that is what the receipt's number says."""
    found = _asked(state, op, op.body.offer)
    if isinstance(found, Refused):
        return found
    visit, offer = found
    if offer.stopped:
        return Refused(Code.TICKETS_STOPPED, {})
    draft = Draft(state, op, ids)
    until = day_number(law.last_day(to_date(draft.when.day), offer.months, offer.days))
    book = Book(
        ids.new(), offer.id, visit.member_id, visit.store_id, offer.tickets, 0, offer.price, op.body.receipt.strip(), op.at, until
    )  # fmt: skip
    _move(draft, book.id, "sold", book, offer.tickets)
    return draft, _done(draft, book.id, "sold", offer, visit.member_id, offer.tickets)


def decide_use(state: State, op: UseTickets, ids: Ids) -> tuple[Draft, bytes] | Refused:
    found = _asked(state, op, op.body.offer)
    if isinstance(found, Refused):
        return found
    visit, offer = found
    if state.holders[visit.member_id].frozen_at is not None:
        return Refused(Code.MEMBER_FROZEN, {})
    if visit.how == "card" and op.actor.role not in SENIOR:
        return Refused(Code.TICKETS_NEED_CODE, {})
    draft, count = Draft(state, op, ids), op.body.count
    taken = take(_books(draft, visit.member_id, offer), count, draft.when.day)
    if sum([n for _, n in taken]) < count:
        return Refused(Code.TICKETS_INSUFFICIENT, {"left": sum([n for _, n in taken])})
    act = ids.new()
    for book, n in taken:
        _move(draft, act, "used", book, -n)
    return draft, _done(draft, act, "used", offer, visit.member_id, count)


def decide_refund(state: State, op: RefundTickets, ids: Ids) -> tuple[Draft, bytes] | Refused:
    """The receipt came back: the till hands the money back, and what is left of the book goes. What was used stays used."""
    book, here = state.ticket_books.get(op.book_id), visit_of(state, op.visit_id, op.actor.store_id)
    if isinstance(here, Refused):
        return here
    if book is None or book.member_id != here.member_id:
        return Refused(Code.NOT_FOUND, {})
    found = _asked(state, op, book.offer_id)
    if isinstance(found, Refused):
        return found
    visit, offer = found
    if state.holders[visit.member_id].frozen_at is not None:
        return Refused(Code.MEMBER_FROZEN, {})
    draft = Draft(state, op, ids)
    if book not in live([book], draft.when.day):
        return Refused(Code.TICKETS_NOT_REFUNDED, {})
    act = ids.new()
    _move(draft, act, "refunded", replace(book, ended_at=op.at), 0)
    return draft, _done(draft, act, "refunded", offer, visit.member_id, book.unused, refund(book))


def decide_undo(state: State, op: UndoTickets, ids: Ids) -> tuple[Draft, bytes] | Refused:
    """Of this store and this day alone; a book whose tickets have been used stays sold."""
    moves = state.ticket_moves.get(op.act_id, [])
    if not moves or moves[0].store_id != op.actor.store_id:
        return Refused(Code.NOT_FOUND, {})
    first, draft = moves[0], Draft(state, op, ids)
    if first.member_id == op.actor.own_member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    done = [each for each in moves if each.kind in UNDOES]
    if len(moves) > len(done):
        return Refused(Code.TICKETS_UNDONE, {})
    if first.day != draft.when.day:
        return Refused(Code.TICKETS_UNDO_LATE, {})
    books = state.ticket_books
    if first.kind == "sold" and books[first.book_id].unused < first.n:
        return Refused(Code.TICKETS_BEGUN, {})
    for each in done:
        book = books[each.book_id]
        ended = {"sold": op.at, "refunded": None}.get(each.kind, book.ended_at)
        _move(draft, op.act_id, UNDOES[each.kind], replace(book, ended_at=ended), -each.n)
    offer = state.ticket_offers[books[first.book_id].offer_id]
    count = books[first.book_id].unused if first.kind == "refunded" else abs(sum([each.n for each in done]))
    return draft, _done(draft, op.act_id, "undone", offer, first.member_id, count)


def _asked(state: State, op: SellTickets | UseTickets | RefundTickets, name: str) -> tuple[Visit, TicketOffer] | Refused:
    visit = visit_of(state, op.visit_id, op.actor.store_id)
    if isinstance(visit, Refused):
        return visit
    offer = state.ticket_offers.get(name)
    if offer is None:
        return Refused(Code.TICKETS_UNKNOWN, {})
    if visit.member_id == op.actor.own_member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    return (visit, offer) if offer.at(visit.store_id) else Refused(Code.TICKETS_ELSEWHERE, {})


def _books(draft: Draft, member_id: str, offer: TicketOffer) -> list[Book]:
    every = {**draft.state.ticket_books, **draft.ticket_books}
    return [each for each in every.values() if each.member_id == member_id and each.offer_id == offer.id]


def _move(draft: Draft, act: str, kind: str, book: Book, n: int) -> None:
    """Tickets come or go; the member's account is locked, which keeps two tills from using one ticket twice."""
    draft.ticket_books[book.id] = replace(book, unused=book.unused + n)
    draft.ticket_moves.append(Move(act, book.id, book.member_id, kind, n, draft.when.day, draft.op.actor.store_id, draft.op.at))


def _done(draft: Draft, act: str, kind: str, offer: TicketOffer, member_id: str, count: int, back: int = 0) -> bytes:
    draft.event(draft.state.holders[member_id], "tickets", store=draft.op.actor.store_id, hint=None)
    books = _books(draft, member_id, offer)
    first = next(iter(live(books, draft.when.day)), None)
    return encode(
        TicketsDone(
            act=act,
            kind=kind,  # pyright: ignore[reportArgumentType]  the callers pass its literals
            offer=offer.id,
            name_ja=offer.name_ja,
            name_en=offer.name_en,
            count=count,
            left=left(books, draft.when.day),
            ends_on=None if first is None else to_date(first.ends_on),
            refund=back,
        )
    )
