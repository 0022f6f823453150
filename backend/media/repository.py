import msgspec
from sqlalchemy import Connection, insert, select

from backend.media.tables import media
from shared.wire.brand import Picture


def find(connection: Connection, picture_id: str) -> Picture | None:
    known = select(*(media.c[name] for name in Picture.__struct_fields__)).where(media.c.id == picture_id)
    row = connection.execute(known).mappings().one_or_none()
    return None if row is None else Picture(**row)


def content(connection: Connection, picture_id: str) -> bytes | None:
    return connection.scalars(select(media.c.content).where(media.c.id == picture_id)).one_or_none()


def add(connection: Connection, made: Picture, content: bytes, now: int) -> None:
    values = msgspec.structs.asdict(made)
    connection.execute(insert(media).values(**values, content=content, created_at=now))
