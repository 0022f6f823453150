"""The shop's rule sets, by the instant from which they govern."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, insert, select

from backend.earning.rules import RuleSet, governing
from backend.earning.tables import rule_sets, standings


def current(connection: Connection, now: int) -> RuleSet:
    """What governs a sale now."""
    return governing(_all(connection), now)


def in_force(connection: Connection, now: int) -> tuple[RuleSet, int | None]:
    """The same, and since when; None for the first set, which has governed always."""
    sets = _all(connection)
    return governing(sets, now), max((effective for effective, _ in sets[1:] if effective <= now), default=None)


def given_rank(connection: Connection, member_id: str, day: int) -> str | None:
    """What a manager gave a member, as long as it holds."""
    query = select(standings.c.rank).where(standings.c.member_id == member_id, standings.c.rank_until >= day)
    return connection.execute(query).scalar_one_or_none()


def given_ranks(connection: Connection, members: Collection[str], day: int) -> dict[str, str]:
    query = select(standings.c.member_id, standings.c.rank).where(standings.c.member_id.in_(members), standings.c.rank_until >= day)
    return {row.member_id: row.rank for row in connection.execute(query) if row.rank is not None}


def _all(connection: Connection) -> list[tuple[int, RuleSet]]:
    found = connection.execute(select(rule_sets.c.effective_at, rule_sets.c.body).order_by(rule_sets.c.effective_at, rule_sets.c.version))
    return [(row.effective_at, msgspec.json.decode(row.body, type=RuleSet)) for row in found]


def add(connection: Connection, rules: RuleSet, effective_at: int, now: int) -> None:
    body = msgspec.json.encode(rules).decode()
    connection.execute(insert(rule_sets).values(version=rules.version, effective_at=effective_at, body=body, recorded_at=now))
