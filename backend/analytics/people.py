"""Members by what they spent and when they came, without a name; and one member's page."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, exists, func, literal, or_, select, tuple_

from backend.analytics import sums
from backend.auth.principal import Call
from backend.db.columns import UUID
from backend.earning import repository as earning
from backend.earning.rules import RuleSet
from backend.earning.tables import standings
from backend.kit.http import is_id
from backend.ledger.tables import holdings, lots
from backend.members.tables import cards, members
from backend.problems import Refusal
from backend.ranks.view import counting
from backend.receipts.tables import receipts, sales
from backend.stats.tables import member_sums
from backend.stores.tables import stores as shops
from backend.tickets.tables import ticket_books
from backend.till.tables import visits
from shared.clock import business_date, to_datetime
from shared.wire import directory as wire
from shared.wire.problems import Code

PAGE = 50
FEW = 4000
SORTS: tuple[wire.Sort, ...] = ("joined", "visited", "spent")
CARD = re.compile(r"[0-9]{4}")
RANK = re.compile(r"[a-z0-9-]{1,32}")


class Wanted(NamedTuple):
    card: str = ""
    """Its last four digits; a whole number is asked for with `find`."""
    rank: str = ""
    sort: wire.Sort = "joined"


def wanted(request: Call) -> Wanted:
    query = request.query_params
    card, rank, sort = re.sub(r"[\s-]", "", query.get("card", "")), query.get("rank", ""), query.get("sort", "joined")
    if card and not CARD.fullmatch(card):
        raise Refusal(Code.INVALID, where="card")
    if rank and not RANK.fullmatch(rank):
        raise Refusal(Code.INVALID, where="rank")
    if sort not in SORTS:
        raise Refusal(Code.INVALID, where="sort")
    return Wanted(card, rank, sort)


def page(
    connection: Connection, stores: Sequence[str], what: Wanted, now: int, *, before: str | None = None, most: int = PAGE
) -> wire.MembersPage:
    """The greatest first; `before` is a page's `next`."""
    query, key, who = _found(connection, stores, what, now)
    if before is not None:
        value, _, member = before.partition(".")
        if not (value.isdecimal() and len(value) < 16 and is_id(member)):
            raise Refusal(Code.INVALID, where="before")
        query = query.where(tuple_(key, who) < tuple_(literal(int(value)), literal(member, UUID)))
    rows = connection.execute(query.order_by(key.desc(), who.desc()).limit(most + 1)).all()
    last = rows[most - 1] if len(rows) > most else None
    shown = _rows(connection, [row.id for row in rows[:most]], now)
    return wire.MembersPage(rows=shown, next=None if last is None else f"{last.key}.{last.id}")


def count(connection: Connection, stores: Sequence[str], what: Wanted, now: int) -> int:
    query, *_ = _found(connection, stores, what, now)
    return connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()


def tickets_left(connection: Connection, ids: Sequence[str], now: int) -> dict[str, int]:
    """That they may still use, of whoever has some."""
    book = ticket_books.c
    usable = book.member_id.in_(ids), book.ended_at.is_(None), book.unused > 0, book.ends_on >= business_date(now)
    query = select(book.member_id, func.sum(book.unused)).where(*usable).group_by(book.member_id)
    return {member_id: int(left) for member_id, left in connection.execute(query)}


def row(connection: Connection, stores: Sequence[str], member_id: str, now: int) -> wire.MemberRow | None:
    """None for nobody, and for a member who has nothing to do with these stores."""
    mine = select(members.c.id).where(members.c.id == member_id, members.c.erased_at.is_(None), *_theirs(connection, stores))
    known = connection.scalars(mine).one_or_none()
    return None if known is None else _rows(connection, [known], now)[0]


def find(connection: Connection, stores: Sequence[str], number: str, now: int) -> wire.MembersPage:
    """Who has this card, if he has to do with these stores."""
    who = connection.scalars(select(cards.c.member_id).where(cards.c.number == number, cards.c.ended_at.is_(None))).one_or_none()
    found = None if who is None else row(connection, stores, who, now)
    return wire.MembersPage(rows=() if found is None else (found,), next=None)


def _theirs(connection: Connection, stores: Sequence[str]) -> list[Any]:
    """A store's members are who joined or bought there. Whoever has every store of the brand has everybody."""
    if set(connection.scalars(select(shops.c.id))) <= set(stores):
        return []
    bought = exists().where(receipts.c.member_id == members.c.id, receipts.c.sale_id == sales.c.id, sales.c.store_id.in_(stores))
    came = exists().where(visits.c.member_id == members.c.id, visits.c.store_id.in_(stores))
    return [or_(members.c.store_id.in_(stores), bought, came)]


def _found(connection: Connection, stores: Sequence[str], what: Wanted, now: int) -> tuple["Select[*tuple[Any, ...]]", Any, Any]:
    """(members with their sorting key, that key, what says who they are in its index)"""
    key: Any = members.c.joined_at
    who: Any = members.c.id
    source: Any = members
    where = [members.c.erased_at.is_(None), *_theirs(connection, stores)]
    if what.rank or what.sort != "joined":
        source = source.join(member_sums, member_sums.c.member_id == members.c.id)
        if what.sort != "joined":
            key, who = member_sums.c["spent" if what.sort == "spent" else "seen_at"], member_sums.c.member_id
        if what.rank:
            given = and_(standings.c.member_id == members.c.id, standings.c.rank_until >= business_date(now))
            source = source.join(standings, given, isouter=True)
            rules = earning.current(connection, now)
            few = _few(connection, rules, what.rank, now)
            held = member_sums.c.held if few else member_sums.c.held + 0  # of many the first are found in order, not by their sums
            where += [_on(held, rules, what.rank), *few]
    if what.card:
        number = func.substr(cards.c.number, 9, 4) == what.card
        where.append(members.c.id.in_(select(cards.c.member_id).where(cards.c.ended_at.is_(None), number)))  # the few first, then theirs
    return select(members.c.id, key.label("key")).select_from(source).where(*where), key, who


def _on(held: Any, rules: RuleSet, rank: str) -> Any:  # noqa: ANN401 - expressions
    """Reached and nothing higher given, or given and nothing higher reached."""
    ladder = rules.ranks
    place = next((place for place, step in enumerate(ladder) if step.id == rank), None)
    if place is None:
        return literal(value=False)
    higher = standings.c.rank.in_([step.id for step in ladder[place + 1 :]])
    below = held < ladder[place + 1].from_spent if place + 1 < len(ladder) else literal(value=True)
    reached = held >= ladder[place].from_spent if place else literal(value=True)  # returns may have left less than nothing
    return and_(below, or_(and_(reached, or_(standings.c.rank.is_(None), ~higher)), standings.c.rank == rank))


def _few(connection: Connection, rules: RuleSet, rank: str, now: int) -> list[Any]:
    """Who can be on a rank, where they are few: they are looked up then, instead of looked for among everybody in order."""
    step = next((each for each in rules.ranks[1:] if each.id == rank), None)
    if step is None:
        return []
    reached = select(member_sums.c.member_id).where(member_sums.c.held >= step.from_spent).limit(FEW + 1)
    given = select(standings.c.member_id).where(standings.c.rank == rank, standings.c.rank_until >= business_date(now)).limit(FEW + 1)
    ids = {*connection.scalars(reached), *connection.scalars(given)}
    return [members.c.id.in_(ids)] if len(ids) <= FEW else []


def _rows(connection: Connection, ids: list[str], now: int) -> tuple[wire.MemberRow, ...]:
    """In the order of the ids."""
    if not ids:
        return ()
    rules, these = earning.current(connection, now), sums.among(ids)
    spent = _by_member(connection.execute(sums.spent(rules, now, these)))
    held = _by_member(connection.execute(sums.held(rules, now, these)))
    given = earning.given_ranks(connection, ids, business_date(now))
    seen = _by_member(connection.execute(sums.visited(these)))
    points = _by_member(connection.execute(_points(ids, now)))
    ends = select(cards.c.member_id, func.max(func.substr(cards.c.number, 9, 4))).where(
        cards.c.member_id.in_(ids), cards.c.ended_at.is_(None)
    )
    card = _by_member(connection.execute(ends.group_by(cards.c.member_id)))
    query = select(members, shops.c.name.label("store")).join(shops, shops.c.id == members.c.store_id, isouter=True)
    known = {row.id: row for row in connection.execute(query.where(members.c.id.in_(ids)))}
    return tuple(
        wire.MemberRow(
            id=each,
            card=card.get(each, ""),
            rank=counting(rules.ranks, int(held.get(each, 0)), given.get(each)).id,
            spent=int(spent.get(each, 0)),
            balance=int(points.get(each, 0)),
            last_visit_at=to_datetime(seen[each]) if each in seen else None,
            joined_at=to_datetime(known[each].joined_at),
            store=known[each].store or "",
            frozen=known[each].frozen_at is not None,
        )
        for each in ids
    )


def _by_member(found: Iterable[Any]) -> dict[str, Any]:
    return {row[0]: row[1] for row in found}


def _points(ids: Collection[str], now: int) -> "Select[*tuple[Any, ...]]":
    """Live lots, as everywhere."""
    live = and_(lots.c.left > 0, lots.c.confirm_at <= now, lots.c.expire_at >= now)
    joined = holdings.join(lots, lots.c.account_id == holdings.c.account_id)
    return (
        select(holdings.c.member_id, func.sum(lots.c.left))
        .select_from(joined)
        .where(holdings.c.member_id.in_(ids), holdings.c.until.is_(None), live)
        .group_by(holdings.c.member_id)
    )
