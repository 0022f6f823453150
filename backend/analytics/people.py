"""Members by what they spent and when they came, without a name; and one member's page."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, cast, exists, func, literal, or_, select, tuple_, union_all

from backend.auth.principal import Call
from backend.db.columns import UUID
from backend.earning import repository as earning
from backend.earning.rules import RuleSet
from backend.earning.tables import standings
from backend.kit.http import is_id
from backend.ledger.tables import holdings, lots
from backend.members.tables import cards, members
from backend.problems import Refusal
from backend.ranks.rules import COLUMN, month_of, windows
from backend.ranks.view import counting
from backend.receipts.tables import receipts, sales
from backend.stats.tables import member_month
from backend.stores.tables import stores as shops
from backend.till.tables import visits
from shared.clock import business_date, to_datetime
from shared.wire import directory as wire
from shared.wire.problems import Code

PAGE = 50
SORTS: tuple[wire.Sort, ...] = ("joined", "visited", "spent")
CARD = re.compile(r"[0-9]{4}|[0-9]{12}")
RANK = re.compile(r"[a-z0-9-]{1,32}")


class Wanted(NamedTuple):
    card: str = ""
    """A whole number, or its last four digits."""
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
    query, key = _found(connection, stores, what, now)
    if before is not None:
        value, _, member = before.partition(".")
        if not (value.isdecimal() and len(value) < 16 and is_id(member)):
            raise Refusal(Code.INVALID, where="before")
        query = query.where(tuple_(key, members.c.id) < tuple_(literal(int(value)), literal(member, UUID)))
    rows = connection.execute(query.order_by(key.desc(), members.c.id.desc()).limit(most + 1)).all()
    last = rows[most - 1] if len(rows) > most else None
    shown = _rows(connection, [row.id for row in rows[:most]], now)
    return wire.MembersPage(rows=shown, next=None if last is None else f"{last.key}.{last.id}")


def count(connection: Connection, stores: Sequence[str], what: Wanted, now: int) -> int:
    query, _ = _found(connection, stores, what, now)
    return connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()


def row(connection: Connection, stores: Sequence[str], member_id: str, now: int) -> wire.MemberRow | None:
    """None for nobody, and for a member who has nothing to do with these stores."""
    mine = select(members.c.id).where(members.c.id == member_id, members.c.erased_at.is_(None), *_theirs(connection, stores))
    known = connection.scalars(mine).one_or_none()
    return None if known is None else _rows(connection, [known], now)[0]


def _theirs(connection: Connection, stores: Sequence[str]) -> list[Any]:
    """A store's members are who joined or bought there. Whoever has every store of the brand has everybody."""
    if set(connection.scalars(select(shops.c.id))) <= set(stores):
        return []
    bought = exists().where(receipts.c.member_id == members.c.id, receipts.c.sale_id == sales.c.id, sales.c.store_id.in_(stores))
    came = exists().where(visits.c.member_id == members.c.id, visits.c.store_id.in_(stores))
    return [or_(members.c.store_id.in_(stores), bought, came)]


def _found(connection: Connection, stores: Sequence[str], what: Wanted, now: int) -> tuple["Select[*tuple[Any, ...]]", Any]:
    """(members with their sorting key, that key)"""
    key: Any = members.c.joined_at
    source: Any = members
    where = [members.c.erased_at.is_(None), *_theirs(connection, stores)]
    if what.rank:
        rules = earning.current(connection, now)
        ranked = _held(rules, now).subquery()
        source = source.join(ranked, ranked.c.member_id == members.c.id, isouter=True)
        given = and_(standings.c.member_id == members.c.id, standings.c.rank_until >= business_date(now))
        source = source.join(standings, given, isouter=True)
        where.append(_on(func.coalesce(ranked.c.held, 0), rules, what.rank))
    if what.sort == "spent":
        spent = _spent(connection, now).subquery()
        source = source.join(spent, spent.c.member_id == members.c.id, isouter=True)
        key = cast(func.coalesce(spent.c.spent, 0), members.c.joined_at.type)
    if what.sort == "visited":
        last = _visited().subquery()
        source = source.join(last, last.c.member_id == members.c.id, isouter=True)
        key = func.coalesce(last.c.at, 0)
    if what.card:
        number = cards.c.number == what.card if len(what.card) == 12 else func.substr(cards.c.number, 9, 4) == what.card
        where.append(members.c.id.in_(select(cards.c.member_id).where(cards.c.ended_at.is_(None), number)))  # the few first, then theirs
    return select(members.c.id, key.label("key")).select_from(source).where(*where), key


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


def _held(rules: RuleSet, now: int, ids: Collection[str] | None = None) -> "Select[*tuple[Any, ...]]":
    """The sum that each member's rank stands on."""
    counted = func.sum(member_month.c[COLUMN[rules.rank_by]]).label("sum")
    sums = [
        select(member_month.c.member_id, counted).where(member_month.c.month.between(*window)).group_by(member_month.c.member_id)
        for window in windows(rules, month_of(now))
    ]
    every = union_all(*[each if ids is None else each.where(member_month.c.member_id.in_(ids)) for each in sums]).subquery()
    return select(every.c.member_id, func.max(every.c.sum).label("held")).group_by(every.c.member_id)


def _spent(connection: Connection, now: int, ids: Collection[str] | None = None) -> "Select[*tuple[Any, ...]]":
    window = windows(earning.current(connection, now), month_of(now))[0]
    query = select(member_month.c.member_id, func.sum(member_month.c.amount).label("spent"))
    query = query.where(member_month.c.month.between(*window)).group_by(member_month.c.member_id)
    return query if ids is None else query.where(member_month.c.member_id.in_(ids))


def _visited(ids: Collection[str] | None = None) -> "Select[*tuple[Any, ...]]":
    """When a member was last seen: by a scan, or by a sale that named the card."""
    scans = select(visits.c.member_id, visits.c.opened_at.label("at"))
    bought = select(receipts.c.member_id, receipts.c.occurred_at.label("at"))
    if ids is not None:
        scans, bought = scans.where(visits.c.member_id.in_(ids)), bought.where(receipts.c.member_id.in_(ids))
    every = union_all(scans, bought).subquery()
    return select(every.c.member_id, func.max(every.c.at).label("at")).group_by(every.c.member_id)


def _rows(connection: Connection, ids: list[str], now: int) -> tuple[wire.MemberRow, ...]:
    """In the order of the ids."""
    if not ids:
        return ()
    rules = earning.current(connection, now)
    spent = _by_member(connection.execute(_spent(connection, now, ids)))
    held = _by_member(connection.execute(_held(rules, now, ids)))
    given = earning.given_ranks(connection, ids, business_date(now))
    seen = _by_member(connection.execute(_visited(ids)))
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
