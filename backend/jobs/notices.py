"""Each minute: what members are told by the server itself. Points, tickets and coupons that end and the members' own reminders each morning, new
coupons, ranks and devices at once.

Every notice has a subject (`expiry:<account>:<day>:30`) that is unique in the table, so that however often a turn runs, after whatever
break, each is written once. Two processes at once: one commits, the other fails and finds it written a minute later.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, case, func, select, text, update

from backend.audit import trail
from backend.audit.trail import Actor
from backend.auth.tables import credentials
from backend.coupons.tables import coupons, vouchers
from backend.db.engine import Database
from backend.earning import repository as earning
from backend.earning.rules import RuleSet
from backend.earning.steps import RANKS
from backend.kit.ids import Ids
from backend.ledger.tables import holdings, lots
from backend.members.tables import members
from backend.notices import repository, rules
from backend.notices.rules import Words
from backend.notices.tables import own_fields
from backend.ranks.rules import COLUMN, held, month_of, oldest, rung
from backend.receipts.tables import receipts, sales
from backend.stats.tables import member_month
from backend.stores import brand
from backend.stores.tables import stores
from backend.tickets.tables import ticket_books, ticket_offers
from shared.clock import DAY, MINUTE, Clock, day_number, end_of_day, to_date, tokyo
from shared.wire.notices import Kind

NAME = "notices"
LATE = 2 * MINUTE
"""So far back a turn looks for what was committed late: what is not durable within seconds is refused."""
BATCH = 200
PAGE = 5_000
"""Members that are looked at together."""
Page = tuple[list["Item"], str | None]
"""With the id after which the next page begins, if there is one."""
ACTOR = Actor("job:notices")


class Item(NamedTuple):
    """A notice to one member."""

    subject: str
    member: str
    words: Words
    coupon: str | None = None
    field: str | None = None


class NoticeJob:
    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    async def run(self, seen: int) -> int:
        """A job: its cursor is the instant of the last look."""
        now = self._clock.now()
        on = await self._database.read(
            lambda connection: {name for name in ("notices", "coupons", "fields", "tickets") if brand.has(connection, name)}
        )
        if "notices" not in on:
            return now
        since = seen - LATE
        for day in rules.mornings(seen, now):
            for ahead in rules.EXPIRY_DAYS:
                await self._tell("expiry", partial(_expiring, last=day + timedelta(ahead), ahead=ahead))
                if "tickets" in on:
                    await self._tell("tickets", partial(_lapsing, last=day + timedelta(ahead), ahead=ahead))
            if "coupons" in on:
                await self._tell("coupon", partial(_ending, last=day + timedelta(rules.COUPON_DAYS)))
        if "coupons" in on:
            await self._tell("coupon", partial(_arrived, since=since))
        if "fields" in on:
            await self._tell("reminder", partial(_due, day=day_number(rules.morning(now))))
        await self._tell("rank", partial(_promoted, since=since, now=now))
        await self._tell("account", partial(_signed_in, since=since))
        return now

    async def _tell(self, kind: Kind, look: Callable[[Connection, str], Page]) -> None:
        """Page by page: a million members have points that end on the same day."""
        place: str | None = ""
        while place is not None:
            found, place = await self._database.read(partial(_looked, look=look, place=place))
            for start in range(0, len(found), BATCH):
                part = found[start : start + BATCH]
                await self._database.transact(lambda connection, part=part: self._write(connection, kind, part))

    def _write(self, connection: Connection, kind: Kind, items: list[Item]) -> None:
        now = self._clock.now()
        known = repository.known(connection, [item.subject for item in items])
        fresh = list({item.subject: item for item in items if item.subject not in known}.values())
        if fresh:
            repository.add(connection, [self._row(kind, item, now) for item in fresh])
            trail.record(connection, now, ACTOR, f"notice.{kind}", "", count=len(fresh))
            repository.ring(connection, {item.member for item in fresh}, now)
        fields = [item.field for item in items if item.field is not None]
        if fields:
            connection.execute(update(own_fields).where(own_fields.c.id.in_(fields)).values(reminded_at=now))

    def _row(self, kind: Kind, item: Item, now: int) -> dict[str, Any]:
        return {
            "id": self._ids.new(),
            "kind": kind,
            "member_id": item.member,
            "subject": item.subject,
            **item.words._asdict(),
            "coupon_id": item.coupon,
            "field_id": item.field,
            "published_at": now,
        }


def _looked(connection: Connection, look: Callable[[Connection, str], Page], place: str) -> Page:
    return look(connection, place)


def _expiring(connection: Connection, place: str, last: date, ahead: int) -> Page:
    """Whose points count for the last time on that day, with how many they are: accounts in the order of the index of what expires."""
    due = select(lots.c.account_id, func.sum(lots.c.left).label("points")).where(lots.c.left > 0, lots.c.expire_at == end_of_day(last))
    if place:
        due = due.where(lots.c.account_id > place)
    page = connection.execute(due.group_by(lots.c.account_id).order_by(lots.c.account_id).limit(PAGE)).all()
    whose = _holders(connection, [row.account_id for row in page])
    items = [
        Item(f"expiry:{row.account_id}:{day_number(last)}:{ahead}", whose[row.account_id], rules.expiring(int(row.points), last, ahead))
        for row in page
        if row.account_id in whose
    ]
    return items, page[-1].account_id if len(page) == PAGE else None


def _lapsing(connection: Connection, place: str, last: date, ahead: int) -> Page:
    """Ticket books whose last day that is, with what is left of them: it was paid for."""
    book = ticket_books.c
    query = (
        select(book.id, book.member_id, book.unused, ticket_offers.c.name_ja, ticket_offers.c.name_en)
        .join(ticket_offers, ticket_offers.c.id == book.offer_id)
        .where(book.ends_on == day_number(last), book.unused > 0, book.ended_at.is_(None))
        .order_by(book.id)
        .limit(PAGE)
    )
    rows = connection.execute(query.where(book.id > place) if place else query).all()
    items = [
        Item(f"tickets:{row.id}:{ahead}", row.member_id, rules.lapsing(row.name_ja, row.name_en, row.unused, last, ahead)) for row in rows
    ]
    return items, rows[-1].id if len(rows) == PAGE else None


def _holders(connection: Connection, accounts: list[str]) -> dict[str, str]:
    """The member of each account that has one."""
    query = select(holdings.c.account_id, holdings.c.member_id).join(members, members.c.id == holdings.c.member_id)
    query = query.where(holdings.c.until.is_(None), members.c.erased_at.is_(None))
    parts = (accounts[start : start + BATCH] for start in range(0, len(accounts), BATCH))
    return {row.account_id: row.member_id for part in parts for row in connection.execute(query.where(holdings.c.account_id.in_(part)))}


def _held(connection: Connection, place: str, *where: Any) -> tuple[Sequence[Any], str | None]:  # noqa: ANN401 - conditions
    query = (
        select(vouchers.c.id, vouchers.c.member_id, coupons.c.id.label("coupon"), coupons.c.name_ja, coupons.c.name_en, coupons.c.ends_on)
        .join(coupons, coupons.c.id == vouchers.c.coupon_id)
        .where(vouchers.c.state == "issued", *where)
        .order_by(vouchers.c.id)
        .limit(PAGE)
    )
    rows = connection.execute(query.where(vouchers.c.id > place) if place else query).all()
    return rows, rows[-1].id if len(rows) == PAGE else None


def _ending(connection: Connection, place: str, last: date) -> Page:
    rows, after = _held(connection, place, coupons.c.ends_on == day_number(last))
    return [Item(f"ending:{row.id}", row.member_id, rules.ending(row.name_ja, row.name_en, last), row.coupon) for row in rows], after


def _arrived(connection: Connection, place: str, since: int) -> Page:
    """Those that come with joining stand on the new card already; those that the member took himself are no news to him."""
    fresh = (vouchers.c.issued_at > since, coupons.c.on_join.is_(False), coupons.c.id.not_in(repository.offered()))
    rows, after = _held(connection, place, *fresh)
    return [
        Item(f"arrived:{row.id}", row.member_id, rules.arrived(row.name_ja, row.name_en, to_date(row.ends_on)), row.coupon) for row in rows
    ], after


def _due(connection: Connection, _: str, day: int) -> Page:
    query = select(own_fields.c.id, own_fields.c.member_id, own_fields.c.day).where(
        text("own_fields.remind"),
        own_fields.c.reminded_at.is_(None),
        own_fields.c.day <= day,  # as the index says it
    )
    return [
        Item(f"reminder:{row.id}:{row.day}", row.member_id, Words("", "", "", ""), field=row.id)
        for row in connection.execute(query.order_by(own_fields.c.day, own_fields.c.id))
    ], None


def _promoted(connection: Connection, _: str, since: int, now: int) -> Page:
    """Whose purchases since then made the step to a higher rank. What a till sends of long ago is no news."""
    first = day_number(tokyo(now - DAY).date())
    bought = (
        select(receipts.c.member_id, func.sum(sales.c.total).label("total"), func.count().label("receipts"))
        .join(sales, sales.c.id == receipts.c.sale_id)
        .where(sales.c.store_id.in_(select(stores.c.id)), sales.c.business_date >= first, sales.c.recorded_at > since)
        .where(sales.c.kind == "sale", sales.c.effective_at > now - DAY)
        .group_by(receipts.c.member_id)
    )
    added = {row.member_id: row for row in connection.execute(bought)}
    sets, month = earning.current(connection, now), month_of(now)
    column, found = COLUMN[sets.rank_by], list[Item]()
    for member, amounts in _able(connection, sorted(added), sets, oldest(sets, month), column).items():
        spent = held(sets, amounts, month)
        more = int(added[member].receipts if column == "receipts" else added[member].total)
        before, after = rung(sets.ranks, max(0, spent - more)), rung(sets.ranks, spent)
        if after.from_spent > before.from_spent:
            ja, en = RANKS.get(after.id, (after.id, after.id))
            rate = f"{after.rate_permille / 1000:g}"
            found.append(Item(f"rank:{member}:{after.id}:{month}", member, rules.promoted(ja, en, rate)))
    return found, None


def _able(connection: Connection, who: list[str], sets: RuleSet, first: int, column: str) -> dict[str, dict[int, int]]:
    """The months of those of them whose months together could reach the second rank: nobody else was promoted."""
    least = sets.ranks[1].from_spent if len(sets.ranks) > 1 else 0
    counted, found = member_month.c[column], dict[str, dict[int, int]]()
    for start in range(0, len(who) if least else 0, BATCH):
        mine = and_(member_month.c.member_id.in_(who[start : start + BATCH]), member_month.c.month >= first)
        most = func.sum(case((counted > 0, counted), else_=0))  # a return may have left less than nothing in a month beside the window
        able = select(member_month.c.member_id).where(mine).group_by(member_month.c.member_id).having(most >= least)
        months = select(member_month.c.member_id, member_month.c.month, counted).where(mine, member_month.c.member_id.in_(able))
        for member, month, number in connection.execute(months):
            found.setdefault(member, {})[month] = number
    return found


def _signed_in(connection: Connection, _: str, since: int) -> Page:
    """On a further device: the first one of all is the joining."""
    other = credentials.alias()
    earlier = select(other.c.id).where(other.c.member_id == credentials.c.member_id, other.c.created_at < credentials.c.created_at)
    query = select(credentials.c.id, credentials.c.member_id).where(credentials.c.created_at > since, earlier.exists())
    rows = connection.execute(query.order_by(credentials.c.created_at)).all()
    return [Item(f"device:{row.id}", row.member_id, rules.signed_in()) for row in rows], None
