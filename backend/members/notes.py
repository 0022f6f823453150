"""What the shop keeps of a member, given a connection: notes, and answers to its own fields. Sealed with the member's key."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from backend.members.personal import Box
from backend.members.tables import member_details, member_notes, shop_fields

NOTE, DETAIL = "member_notes/text", "member_details/value"


def fields(connection: Connection) -> list[Row[Any]]:
    """Those that are asked today, in their order."""
    return list(connection.execute(select(shop_fields).where(shop_fields.c.ended_at.is_(None)).order_by(shop_fields.c.place)))


def save_field(connection: Connection, field_id: str, label_ja: str, label_en: str) -> None:
    """A new one comes last; one that had ended is asked again."""
    labels = {"label_ja": label_ja, "label_en": label_en}
    if connection.execute(update(shop_fields).where(shop_fields.c.id == field_id).values(**labels, ended_at=None)).rowcount:
        return
    last = connection.execute(select(func.coalesce(func.max(shop_fields.c.place), 0))).scalar_one()
    connection.execute(insert(shop_fields).values(id=field_id, place=last + 1, **labels))


def end_field(connection: Connection, field_id: str, now: int) -> bool:
    ended = update(shop_fields).where(shop_fields.c.id == field_id, shop_fields.c.ended_at.is_(None)).values(ended_at=now)
    return connection.execute(ended).rowcount == 1


def put_detail(
    connection: Connection, box: Box, member_id: str, field_id: str, value: str, *, store_id: str, staff_id: str, now: int
) -> None:
    """An empty one takes it away."""
    mine = (member_details.c.member_id == member_id, member_details.c.field_id == field_id)
    connection.execute(delete(member_details).where(*mine))
    if value:
        sealed = box.seal(DETAIL, value)
        row = {"member_id": member_id, "field_id": field_id, "value": sealed, "store_id": store_id, "staff_id": staff_id, "at": now}
        connection.execute(insert(member_details).values(**row))


def details(connection: Connection, member_id: str) -> Sequence[Any]:
    """Every field that is asked, with the member's sealed answer or None."""
    query = (
        select(shop_fields.c.id, shop_fields.c.label_ja, shop_fields.c.label_en, member_details.c.value)
        .outerjoin(member_details, (member_details.c.field_id == shop_fields.c.id) & (member_details.c.member_id == member_id))
        .where(shop_fields.c.ended_at.is_(None))
        .order_by(shop_fields.c.place)
    )
    return connection.execute(query).all()


def has_note(connection: Connection, note_id: str) -> bool:
    return connection.scalars(select(member_notes.c.id).where(member_notes.c.id == note_id)).one_or_none() is not None


def count_notes(connection: Connection, member_id: str) -> int:
    return connection.execute(select(func.count()).where(member_notes.c.member_id == member_id)).scalar_one()


def add_note(connection: Connection, box: Box, member_id: str, note_id: str, text: str, *, store_id: str, staff_id: str, now: int) -> None:
    row = {"id": note_id, "member_id": member_id, "text": box.seal(NOTE, text), "store_id": store_id, "staff_id": staff_id, "at": now}
    connection.execute(insert(member_notes).values(**row))


def remove_note(connection: Connection, member_id: str, note_id: str) -> bool:
    found = delete(member_notes).where(member_notes.c.id == note_id, member_notes.c.member_id == member_id)
    return connection.execute(found).rowcount == 1


def forget(connection: Connection, member_id: str) -> None:
    """All of them, when the member is erased."""
    connection.execute(delete(member_notes).where(member_notes.c.member_id == member_id))
    connection.execute(delete(member_details).where(member_details.c.member_id == member_id))
