"""The brand, its stores, terminals and people. Given a connection; nothing is decided here."""

from collections.abc import Sequence
from typing import Any

from msgspec.json import encode
from sqlalchemy import Connection, Row, delete, insert, select, update

from backend.stores.tables import brand, staff, stores, terminals
from shared.wire.brand import AT_FIRST, MODULES, SEED

Found = Row[Any] | None
BRAND = "brand"
"""One brand is one database: its row needs a key, not a name."""


def brand_name(connection: Connection) -> str | None:
    return connection.scalars(select(brand.c.name)).one_or_none()


def add_brand(connection: Connection, name: str, now: int) -> None:
    off = encode([module for module in MODULES if module not in AT_FIRST]).decode()
    connection.execute(insert(brand).values(id=BRAND, name=name, set_up_at=now, seed=SEED, modules_off=off, version=1))


def store(connection: Connection, store_id: str) -> Found:
    return connection.execute(select(stores).where(stores.c.id == store_id)).one_or_none()


def names(connection: Connection, store_ids: list[str]) -> tuple[str, ...]:
    """Of these stores, in the order of their ids."""
    return tuple(connection.scalars(select(stores.c.name).where(stores.c.id.in_(store_ids)).order_by(stores.c.id)))


def known(connection: Connection, store_ids: tuple[str, ...]) -> set[str]:
    return set(connection.scalars(select(stores.c.id).where(stores.c.id.in_(store_ids))))


def add_store(connection: Connection, **values: Any) -> None:  # noqa: ANN401 - the columns of the table
    connection.execute(insert(stores).values(**values))


def is_linked(connection: Connection, store_id: str, terminal: str | None) -> bool:
    """Whether a POS posts this terminal's sales."""
    found = select(terminals.c.id).where(terminals.c.store_id == store_id, terminals.c.id == terminal)
    return connection.scalars(found).one_or_none() is not None


def linked(connection: Connection, store_ids: tuple[str, ...], ids: tuple[str, ...]) -> list[str]:
    """Which of these terminals a POS is already linked to, as store/terminal."""
    found = connection.execute(select(terminals).where(terminals.c.store_id.in_(store_ids), terminals.c.id.in_(ids)))
    return [f"{row.store_id}/{row.id}" for row in found]


def link(connection: Connection, store_id: str, terminal: str, connector_id: str) -> None:
    connection.execute(insert(terminals).values(store_id=store_id, id=terminal, connector_id=connector_id))


def unlink(connection: Connection, store_id: str, terminal: str) -> None:
    """Its amounts are typed again."""
    connection.execute(delete(terminals).where(terminals.c.store_id == store_id, terminals.c.id == terminal))


def add_staff(connection: Connection, staff_id: str, name: str, now: int) -> None:
    connection.execute(insert(staff).values(id=staff_id, name=name, active=True, created_at=now))


def close_staff(connection: Connection, staff_id: str) -> None:
    connection.execute(update(staff).where(staff.c.id == staff_id).values(active=False, member_id=None))


def people(connection: Connection, staff_ids: list[str]) -> Sequence[Row[Any]]:
    """Active people, by name."""
    return connection.execute(select(staff).where(staff.c.id.in_(staff_ids), staff.c.active).order_by(staff.c.name)).all()


def link_card(connection: Connection, staff_id: str, member_id: str | None) -> None:
    connection.execute(update(staff).where(staff.c.id == staff_id).values(member_id=member_id))


def staff_names(connection: Connection, staff_ids: list[str]) -> dict[str, str]:
    """Active people only, by name."""
    found = connection.execute(select(staff.c.id, staff.c.name).where(staff.c.id.in_(staff_ids), staff.c.active).order_by(staff.c.name))
    return {row.id: row.name for row in found}


def own_member(connection: Connection, staff_id: str) -> str | None:
    """A staff member's own card: nobody serves himself."""
    return connection.scalars(select(staff.c.member_id).where(staff.c.id == staff_id)).one_or_none()
