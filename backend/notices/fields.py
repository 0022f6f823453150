"""The member's own fields, such as 防犯登録番号 or 保険の期限: sealed under his key, and read by nobody else."""

from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from backend.audit import trail
from backend.auth.principal import Principal
from backend.db.engine import Database
from backend.members import repository as members
from backend.members.personal import Box, Personal
from backend.notices.reading import LABEL, VALUE
from backend.notices.tables import notice_reads, notices, own_fields
from backend.problems import Refused
from shared.clock import Clock, business_date, day_number, to_date
from shared.wire import notices as wire
from shared.wire.problems import Code

Fields = tuple[wire.OwnField, ...]


class OwnFields:
    def __init__(self, database: Database, clock: Clock, personal: Personal) -> None:
        self._database = database
        self._clock = clock
        self._personal = personal

    async def all(self, member: Principal) -> Fields:
        return await self._database.read(lambda connection: self._all(connection, member.member_id))

    async def save(self, member: Principal, body: wire.SaveOwnField) -> Fields | Refused:
        """Refused `invalid` for a reminder on a day that is over, `fields-full` beyond MOST_FIELDS."""
        who, now = member.member_id, self._clock.now()
        day = None if body.day is None else day_number(body.day)

        def save(connection: Connection) -> Fields | Refused:
            kept = {row.id: row for row in _rows(connection, who)}
            old = kept.get(body.id)
            if old is None and _taken(connection, body.id):
                return Refused(Code.ALREADY_EXISTS, {"what": body.id})
            if old is None and len(kept) >= wire.MOST_FIELDS:
                return Refused(Code.FIELDS_FULL, {"most": wire.MOST_FIELDS})
            told = old.reminded_at if old is not None and old.day == day else None
            if body.remind and told is None and (day is None or day < business_date(now)):
                return Refused(Code.INVALID, {"where": "$.day"})
            values = _sealed(self._box(connection, who), body) | {"day": day, "remind": body.remind, "reminded_at": told, "changed_at": now}
            if old is None:
                connection.execute(insert(own_fields).values(id=body.id, member_id=who, **values))
            else:
                connection.execute(update(own_fields).where(own_fields.c.id == body.id).values(**values))
            trail.record(connection, now, member.actor, "own-field.save", body.id)
            return self._all(connection, who)

        return await self._database.transact(save)

    async def remove(self, member: Principal, field_id: str) -> Refused | None:
        """With the notices that remind of it."""
        who, now = member.member_id, self._clock.now()

        def remove(connection: Connection) -> Refused | None:
            if field_id not in {row.id for row in _rows(connection, who)}:
                return Refused(Code.NOT_FOUND)
            about = select(notices.c.id).where(notices.c.field_id == field_id)
            connection.execute(delete(notice_reads).where(notice_reads.c.notice_id.in_(about)))
            connection.execute(delete(notices).where(notices.c.field_id == field_id))
            connection.execute(delete(own_fields).where(own_fields.c.id == field_id))
            trail.record(connection, now, member.actor, "own-field.remove", field_id)
            return None

        return await self._database.transact(remove)

    def _all(self, connection: Connection, member_id: str) -> Fields:
        rows = _rows(connection, member_id)
        if not rows:
            return ()
        box = self._box(connection, member_id)
        return tuple(_field(row, box) for row in rows)

    def _box(self, connection: Connection, member_id: str) -> Box:
        return self._personal.box(members.member(connection, member_id))


def _rows(connection: Connection, member_id: str) -> list[Row[Any]]:
    """In the order in which they were made."""
    return list(connection.execute(select(own_fields).where(own_fields.c.member_id == member_id).order_by(own_fields.c.id)))


def _taken(connection: Connection, field_id: str) -> bool:
    return bool(connection.execute(select(func.count()).where(own_fields.c.id == field_id)).scalar_one())


def _sealed(box: Box, body: wire.SaveOwnField) -> dict[str, Any]:
    return {"label": box.seal(LABEL, body.label.strip()), "value": box.seal(VALUE, body.value.strip())}


def _field(row: Row[Any], box: Box) -> wire.OwnField:
    return wire.OwnField(
        id=row.id,
        label=box.open(LABEL, row.label),
        value=box.open(VALUE, row.value),
        day=None if row.day is None else to_date(row.day),
        remind=bool(row.remind),
        reminded=row.reminded_at is not None,
    )
