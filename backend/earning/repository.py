"""The shop's rule sets, by the instant from which they govern."""

import msgspec
from sqlalchemy import Connection, insert, select

from backend.earning.rules import RuleSet, governing
from backend.earning.tables import rule_sets


def current(connection: Connection, now: int) -> RuleSet:
    """What governs a sale now."""
    return governing(_all(connection), now)


def in_force(connection: Connection, now: int) -> tuple[RuleSet, int | None]:
    """The same, and since when; None for the first set, which has governed always."""
    sets = _all(connection)
    return governing(sets, now), max((effective for effective, _ in sets[1:] if effective <= now), default=None)


def _all(connection: Connection) -> list[tuple[int, RuleSet]]:
    found = connection.execute(select(rule_sets.c.effective_at, rule_sets.c.body).order_by(rule_sets.c.effective_at, rule_sets.c.version))
    return [(row.effective_at, msgspec.json.decode(row.body, type=RuleSet)) for row in found]


def add(connection: Connection, rules: RuleSet, effective_at: int, now: int) -> None:
    body = msgspec.json.encode(rules).decode()
    connection.execute(insert(rule_sets).values(version=rules.version, effective_at=effective_at, body=body, recorded_at=now))
