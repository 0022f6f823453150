"""Reads and writes of who may come in. Everything here is given a connection; nothing is decided."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, delete, func, insert, or_, select, update

from backend.auth.tables import (
    connector_keys,
    connector_stores,
    connectors,
    devices,
    enrolments,
    mail_codes,
    passwords,
    pin_counters,
    pins,
    recovery_codes,
    roles,
    sessions,
)
from shared.clock import DAY, HOUR

Found = Row[Any] | None
KNOWN = 90 * DAY
"""How long a used refresh token is recognised."""
OVER = 30 * DAY
"""How long a session that is over is still shown to whoever asks for his data."""


def session(connection: Connection, token_hash: bytes) -> Found:
    """A session that has not ended, expired or not, with the device it is bound to when that one is not revoked."""
    return connection.execute(
        select(sessions, devices.c.store_id, devices.c.terminal, devices.c.browser)
        .outerjoin(devices, and_(devices.c.id == sessions.c.device_id, devices.c.revoked_at.is_(None)))
        .where(sessions.c.token_hash == token_hash, sessions.c.ended_at.is_(None))
    ).one_or_none()


def session_by_refresh(connection: Connection, refresh_hash: bytes) -> Found:
    """Whatever became of it; locked, so that of two that refresh at the same time the second sees what the first did."""
    return connection.execute(select(sessions).where(sessions.c.refresh_hash == refresh_hash).with_for_update()).one_or_none()


def is_family_alive(connection: Connection, family: str) -> bool:
    found = select(sessions.c.token_hash).where(sessions.c.family == family, sessions.c.ended_at.is_(None))
    return connection.execute(found.limit(1)).first() is not None


def refreshed(connection: Connection, token_hash: bytes, now: int) -> None:
    """The access token ends now; the row stays, so that its refresh token is known when it comes again."""
    connection.execute(update(sessions).where(sessions.c.token_hash == token_hash).values(refreshed_at=now, expires_at=now))


def forget_refreshed(connection: Connection, family: str, before: int) -> None:
    connection.execute(delete(sessions).where(sessions.c.family == family, sessions.c.refreshed_at < before))


def saw(connection: Connection, token_hash: bytes, now: int) -> None:
    connection.execute(update(sessions).where(sessions.c.token_hash == token_hash).values(seen_at=now))


def add_session(connection: Connection, **values: Any) -> None:  # noqa: ANN401 - the columns of the table
    connection.execute(insert(sessions).values(**values))


def end_session(connection: Connection, token_hash: bytes, now: int) -> None:
    """With all of its family: nothing of it can be refreshed any more."""
    family = select(sessions.c.family).where(sessions.c.token_hash == token_hash).scalar_subquery()
    mine = or_(sessions.c.token_hash == token_hash, sessions.c.family == family)
    connection.execute(update(sessions).where(mine, sessions.c.ended_at.is_(None)).values(ended_at=now))


def end_family(connection: Connection, family: str, now: int) -> None:
    connection.execute(update(sessions).where(sessions.c.family == family, sessions.c.ended_at.is_(None)).values(ended_at=now))


def end_sessions_of_member(connection: Connection, member_id: str, credential: str | None, now: int) -> None:
    """All of a member's, or those of one credential."""
    mine = update(sessions).where(sessions.c.member_id == member_id, sessions.c.ended_at.is_(None))
    connection.execute((mine if credential is None else mine.where(sessions.c.credential_id == credential)).values(ended_at=now))


def roles_of(connection: Connection, staff_id: str) -> dict[str, str]:
    """Store → role of a person whose PIN is active; empty otherwise."""
    found = connection.execute(
        select(roles.c.store_id, roles.c.role)
        .join(pins, pins.c.staff_id == roles.c.staff_id)
        .where(roles.c.staff_id == staff_id, pins.c.active)
    )
    return {row.store_id: row.role for row in found}


def staff_at(connection: Connection, store: str) -> dict[str, str]:
    """Person → role, of everybody who can unlock a tablet of this store."""
    found = connection.execute(
        select(roles.c.staff_id, roles.c.role)
        .join(pins, pins.c.staff_id == roles.c.staff_id)
        .where(roles.c.store_id == store, pins.c.active)
    )
    return {row.staff_id: row.role for row in found}


def add_role(connection: Connection, staff_id: str, store: str, role: str) -> None:
    connection.execute(insert(roles).values(staff_id=staff_id, store_id=store, role=role))


def set_role(connection: Connection, staff_id: str, store: str, role: str) -> None:
    connection.execute(update(roles).where(roles.c.staff_id == staff_id, roles.c.store_id == store).values(role=role))


def remove_roles(connection: Connection, staff_id: str) -> None:
    connection.execute(delete(roles).where(roles.c.staff_id == staff_id))


def managers_but(connection: Connection, staff_id: str, store: str) -> int:
    """How many others manage the store."""
    found = select(func.count()).select_from(roles.join(pins, pins.c.staff_id == roles.c.staff_id))
    return connection.execute(
        found.where(roles.c.store_id == store, roles.c.role == "manager", pins.c.active, roles.c.staff_id != staff_id)
    ).scalar_one()


def add_pin(connection: Connection, staff_id: str, pin_hash: str, temporary_until: int | None = None) -> None:
    connection.execute(insert(pins).values(staff_id=staff_id, hash=pin_hash, active=True, temporary_until=temporary_until))


def set_pin(connection: Connection, staff_id: str, pin_hash: str, temporary_until: int | None = None) -> None:
    connection.execute(update(pins).where(pins.c.staff_id == staff_id).values(hash=pin_hash, temporary_until=temporary_until))


def pins_beside(connection: Connection, staff_id: str, stores: Sequence[str], most: int) -> list[tuple[str, str]]:
    """(person, stored hash) of the others who can unlock a tablet of these stores, `most` at most."""
    at_stores = select(roles.c.staff_id).where(roles.c.store_id.in_(stores))
    found = select(pins.c.staff_id, pins.c.hash).where(pins.c.staff_id.in_(at_stores), pins.c.staff_id != staff_id, pins.c.active)
    return [(row.staff_id, row.hash) for row in connection.execute(found.order_by(pins.c.staff_id).limit(most))]


def close_pin(connection: Connection, staff_id: str) -> None:
    """The person can unlock nothing any more, nor sign in from elsewhere; his address is free for whoever has it next."""
    connection.execute(update(pins).where(pins.c.staff_id == staff_id).values(active=False))
    for table in (passwords, recovery_codes):
        connection.execute(delete(table).where(table.c.staff_id == staff_id))


def pending_pins(connection: Connection, staff_ids: list[str]) -> set[str]:
    """Who has not yet chosen a PIN of his own."""
    return set(connection.scalars(select(pins.c.staff_id).where(pins.c.staff_id.in_(staff_ids), pins.c.temporary_until.is_not(None))))


def end_sessions_of(connection: Connection, column: Literal["staff_id", "device_id"], value: str, now: int) -> None:
    connection.execute(update(sessions).where(sessions.c[column] == value, sessions.c.ended_at.is_(None)).values(ended_at=now))


def end_sessions_in_browsers(connection: Connection, staff_id: str, now: int) -> None:
    """Of a person who signed in with a password."""
    browsers = select(devices.c.id).where(devices.c.browser)
    mine = update(sessions).where(sessions.c.staff_id == staff_id, sessions.c.ended_at.is_(None), sessions.c.device_id.in_(browsers))
    connection.execute(mine.values(ended_at=now))


def devices_at(connection: Connection, store: str) -> Sequence[Row[Any]]:
    found = select(devices).where(devices.c.store_id == store, devices.c.revoked_at.is_(None))
    return connection.execute(found.order_by(devices.c.enrolled_at)).all()


def change_device(connection: Connection, device_id: str, **values: Any) -> None:  # noqa: ANN401 - columns of the table
    connection.execute(update(devices).where(devices.c.id == device_id).values(**values))


def device_by_token(connection: Connection, token_hash: bytes) -> Found:
    return connection.execute(select(devices).where(devices.c.token_hash == token_hash, devices.c.revoked_at.is_(None))).one_or_none()


def device(connection: Connection, device_id: str) -> Found:
    return connection.execute(select(devices).where(devices.c.id == device_id, devices.c.revoked_at.is_(None))).one_or_none()


def add_device(connection: Connection, **values: Any) -> None:  # noqa: ANN401 - the columns of the table
    connection.execute(insert(devices).values(**values))


def add_enrolment(connection: Connection, **values: Any) -> None:  # noqa: ANN401 - the columns of the table
    connection.execute(insert(enrolments).values(**values))


def use_enrolment(connection: Connection, token_hash: bytes, now: int) -> Found:
    """Takes a fresh enrolment, once: of two that try at the same time the update finds it unused for one only."""
    return connection.execute(
        update(enrolments)
        .where(enrolments.c.token_hash == token_hash, enrolments.c.used_at.is_(None), enrolments.c.expires_at > now)
        .values(used_at=now)
        .returning(enrolments)
    ).one_or_none()


def connector_by_token(connection: Connection, token_hash: bytes) -> Found:
    """A key that is not revoked."""
    return connection.execute(
        select(connector_keys).where(connector_keys.c.token_hash == token_hash, connector_keys.c.revoked_at.is_(None))
    ).one_or_none()


def connector_secrets(connection: Connection) -> Sequence[Row[Any]]:
    """Every live key, for finding the one that signed."""
    return connection.execute(select(connector_keys).where(connector_keys.c.revoked_at.is_(None))).all()


def use_key(connection: Connection, key_id: str, now: int) -> None:
    connection.execute(update(connector_keys).where(connector_keys.c.id == key_id).values(used_at=now))


def stores_of_connector(connection: Connection, connector_id: str) -> list[str]:
    return list(connection.scalars(select(connector_stores.c.store_id).where(connector_stores.c.connector_id == connector_id)))


def add_connector(connection: Connection, stores: tuple[str, ...], **values: Any) -> None:  # noqa: ANN401 - the columns of the table
    connection.execute(insert(connectors).values(**values))
    connection.execute(insert(connector_stores), [{"connector_id": values["id"], "store_id": store} for store in stores])


def add_key(connection: Connection, **values: Any) -> None:  # noqa: ANN401 - the columns of the table
    connection.execute(insert(connector_keys).values(**values))


def connectors_at(connection: Connection, store: str) -> Sequence[Row[Any]]:
    at_store = select(connector_stores.c.connector_id).where(connector_stores.c.store_id == store)
    return connection.execute(select(connectors).where(connectors.c.id.in_(at_store)).order_by(connectors.c.created_at)).all()


def keys_of(connection: Connection, connector_ids: list[str]) -> Sequence[Row[Any]]:
    """Live and revoked, oldest first."""
    found = select(connector_keys).where(connector_keys.c.connector_id.in_(connector_ids))
    return connection.execute(found.order_by(connector_keys.c.created_at, connector_keys.c.id)).all()


def revoke_key(connection: Connection, connector_id: str, key_id: str, now: int) -> bool:
    """False when there is no such live key."""
    mine = update(connector_keys).where(connector_keys.c.id == key_id, connector_keys.c.connector_id == connector_id)
    return connection.execute(mine.where(connector_keys.c.revoked_at.is_(None)).values(revoked_at=now)).rowcount == 1


def sweep(connection: Connection, now: int) -> None:
    """Takes away what is long over. A counter of wrong tries goes after a quiet day: so much longer than any pause that waiting gains nothing."""
    connection.execute(delete(mail_codes).where(mail_codes.c.expires_at < now - HOUR))
    connection.execute(delete(enrolments).where(enrolments.c.expires_at < now - DAY))
    connection.execute(delete(pin_counters).where(pin_counters.c.paused_until < now - DAY))
    over = or_(
        sessions.c.refresh_until.is_(None),  # a person's at a tablet
        sessions.c.refresh_until < now,
        sessions.c.ended_at < now - OVER,
        sessions.c.refreshed_at < now - KNOWN,
    )
    connection.execute(delete(sessions).where(sessions.c.expires_at < now - OVER, over))
