"""The shop's rule sets, by the instant from which they govern."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from backend.earning.rules import DEFAULT, RuleSet, governing
from backend.earning.tables import rule_sets, standings
from shared.clock import day_number
from shared.wire.rules import RuleBody, SetStanding


def current(connection: Connection, now: int) -> RuleSet:
    """What governs a sale now."""
    return governing(every(connection), now)


def in_force(connection: Connection, now: int) -> tuple[RuleSet, int | None]:
    """The same, and since when; None for the first set, which has governed always."""
    sets = every(connection)
    return governing(sets, now), max((effective for effective, _ in sets[1:] if effective <= now), default=None)


def set_next(connection: Connection, body: RuleBody, effective_at: int, now: int) -> int:
    """Adds a version; answers its number. The first version, until one is stored, is the default."""
    if not every(connection):
        add(connection, DEFAULT, 0, now)
    version = connection.execute(select(func.max(rule_sets.c.version))).scalar_one() + 1
    add(connection, RuleSet(**{name: getattr(body, name) for name in body.__struct_fields__}, version=version), effective_at, now)
    return version


def body_of(rules: RuleSet) -> RuleBody:
    return RuleBody(**{name: getattr(rules, name) for name in RuleBody.__struct_fields__})


def coming(connection: Connection, now: int) -> int | None:
    """When the next version takes over."""
    return connection.execute(select(func.min(rule_sets.c.effective_at)).where(rule_sets.c.effective_at > now)).scalar_one()


def versions(connection: Connection, limit: int) -> list[tuple[RuleSet, int, int]]:
    """(rules, from when, made when), the newest first; none while nothing but the default ever governed."""
    query = select(rule_sets.c.body, rule_sets.c.effective_at, rule_sets.c.recorded_at).order_by(rule_sets.c.version.desc()).limit(limit)
    found = connection.execute(query)
    return [(msgspec.json.decode(row.body, type=RuleSet), row.effective_at, row.recorded_at) for row in found]


def stand(connection: Connection, member_id: str, body: SetStanding, now: int) -> None:
    """Replaces what a manager gave a member before."""
    connection.execute(delete(standings).where(standings.c.member_id == member_id))
    until = None if body.until is None else day_number(body.until)
    row = {"member_id": member_id, "rank": body.rank, "rank_until": until, "own_rate": body.own_rate, "changed_at": now}
    connection.execute(insert(standings).values(row))


def given_rank(connection: Connection, member_id: str, day: int) -> str | None:
    """What a manager gave a member, as long as it holds."""
    query = select(standings.c.rank).where(standings.c.member_id == member_id, standings.c.rank_until >= day)
    return connection.execute(query).scalar_one_or_none()


def given_ranks(connection: Connection, members: Collection[str], day: int) -> dict[str, str]:
    query = select(standings.c.member_id, standings.c.rank).where(standings.c.member_id.in_(members), standings.c.rank_until >= day)
    return {row.member_id: row.rank for row in connection.execute(query) if row.rank is not None}


def every(connection: Connection) -> list[tuple[int, RuleSet]]:
    """With the instant from which each governs, in that order."""
    found = connection.execute(select(rule_sets.c.effective_at, rule_sets.c.body).order_by(rule_sets.c.effective_at, rule_sets.c.version))
    return [(row.effective_at, msgspec.json.decode(row.body, type=RuleSet)) for row in found]


def add(connection: Connection, rules: RuleSet, effective_at: int, now: int) -> None:
    body = msgspec.json.encode(rules).decode()
    connection.execute(insert(rule_sets).values(version=rules.version, effective_at=effective_at, body=body, recorded_at=now))
