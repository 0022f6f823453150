"""What the shop keeps of the member who stands at the counter: read with the panel, written as long as his visit is open."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from backend.audit import trail
from backend.auth.principal import Principal
from backend.members import notes
from backend.members import repository as members
from backend.members.personal import Box, Personal
from backend.members.tables import member_notes
from backend.problems import Refused
from backend.stores.tables import staff, stores
from backend.till.tables import visits
from shared.clock import to_datetime
from shared.wire import notes as wire
from shared.wire.problems import Code

SHOWN = 5
"""Notes on the panel."""


class Here(NamedTuple):
    """A member at the counter."""

    member_id: str
    box: Box


def here(connection: Connection, personal: Personal, person: Principal, visit_id: str) -> Here | Refused:
    """Whose open visit it is, at the store where the person works."""
    visit = connection.execute(select(visits).where(visits.c.id == visit_id)).one_or_none()
    if visit is None or visit.store_id != person.store_id:
        return Refused(Code.VISIT_UNKNOWN)
    if visit.closed_at is not None:
        return Refused(Code.VISIT_CLOSED)
    row = members.member(connection, visit.member_id)
    return Refused(Code.VISIT_UNKNOWN) if row.data_key is None else Here(visit.member_id, personal.box(row))


def details(connection: Connection, box: Box, member_id: str) -> tuple[wire.Detail, ...]:
    return tuple(
        wire.Detail(
            field=row.id,
            label_ja=row.label_ja,
            label_en=row.label_en,
            value="" if row.value is None else box.open(notes.DETAIL, row.value),
        )
        for row in notes.details(connection, member_id)
    )


def shown_notes(connection: Connection, box: Box, member_id: str) -> tuple[wire.Note, ...]:
    """The newest first, with who wrote them and where."""
    query = (
        select(member_notes, staff.c.name, staff.c.active, stores.c.name.label("store"))
        .outerjoin(staff, staff.c.id == member_notes.c.staff_id)
        .join(stores, stores.c.id == member_notes.c.store_id)
        .where(member_notes.c.member_id == member_id)
        .order_by(member_notes.c.at.desc(), member_notes.c.id.desc())
        .limit(SHOWN)
    )
    return tuple(
        wire.Note(
            id=row.id,
            text=box.open(notes.NOTE, row.text),
            at=to_datetime(row.at),
            staff=row.name if row.active else "",
            store=row.store,
        )
        for row in connection.execute(query)
    )


def write(connection: Connection, at: Here, person: Principal, body: wire.WriteNote, now: int) -> Refused | None:
    """The same note twice is one."""
    if notes.has_note(connection, body.id):
        return None
    if notes.count_notes(connection, at.member_id) >= wire.MOST_NOTES:
        return Refused(Code.NOTES_FULL, {"most": wire.MOST_NOTES})
    notes.add_note(connection, at.box, at.member_id, body.id, body.text, store_id=person.store_id, staff_id=person.staff_id, now=now)
    trail.record(connection, now, person.actor, "note.write", at.member_id, note=body.id)
    return None


def remove(connection: Connection, at: Here, person: Principal, note_id: str, now: int) -> Refused | None:
    if not notes.remove_note(connection, at.member_id, note_id):
        return Refused(Code.NOT_FOUND)
    trail.record(connection, now, person.actor, "note.remove", at.member_id, note=note_id)
    return None


def note_detail(connection: Connection, at: Here, person: Principal, field_id: str, value: str, now: int) -> Refused | None:
    if field_id not in {row.id for row in notes.fields(connection)}:
        return Refused(Code.NOT_FOUND)
    notes.put_detail(connection, at.box, at.member_id, field_id, value, store_id=person.store_id, staff_id=person.staff_id, now=now)
    trail.record(connection, now, person.actor, "detail.note", at.member_id, field=field_id, empty=not value)
    return None
