"""The log of what is not the till's: every effect writes its row in its own transaction."""

from collections.abc import Collection
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, insert, select

from backend.audit.tables import audit


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted, where and with what. `source` is what was authenticated."""

    source: str
    staff_id: str | None = None
    device_id: str | None = None
    store_id: str | None = None


def record(
    connection: Connection,
    at: int,
    actor: Actor,
    action: str,
    target: str,
    *,
    store: str | None = None,
    reason: str = "",
    **data: object,
) -> None:
    """`action` is dotted (`staff.add`), `target` an id, `store` where it counts if not where the actor stands; no personal data anywhere."""
    connection.execute(
        insert(audit).values(
            at=at,
            source=actor.source,
            staff_id=actor.staff_id,
            device_id=actor.device_id,
            store_id=store or actor.store_id,
            action=action,
            target=target,
            reason=reason,
            data=msgspec.json.encode(data).decode(),
        )
    )


def doers(connection: Connection, actions: Collection[str], target: str, since: int) -> frozenset[str]:
    """Which persons did one of these to a target since then."""
    found = select(audit.c.staff_id).where(audit.c.target == target, audit.c.action.in_(actions), audit.c.at >= since)
    return frozenset(connection.scalars(found.where(audit.c.staff_id.is_not(None))))
