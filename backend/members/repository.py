"""People, their cards and consents. Given a connection; nothing is decided here."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from backend.members.tables import cards, consents, members
from shared.wire.members import GiveConsent, NewMember


def id_by_email(connection: Connection, index: bytes) -> str | None:
    """By the blind index of the address."""
    return connection.scalars(select(members.c.id).where(members.c.email_index == index)).one_or_none()


def ids_by_card(connection: Connection, numbers: list[str]) -> dict[str, str]:
    """Member by number, of cards that have not ended."""
    found = connection.execute(select(cards.c.number, cards.c.member_id).where(cards.c.number.in_(numbers), cards.c.ended_at.is_(None)))
    return {number: member_id for number, member_id in found}  # noqa: C416 - rows, which dict() would take for sequences of their own


def has_card(connection: Connection, number: str) -> bool:
    return connection.scalars(select(cards.c.number).where(cards.c.number == number)).one_or_none() is not None


def card(connection: Connection, member_id: str) -> Any:  # noqa: ANN401 - a row of members with the number
    """The member, still sealed, and the number of the newest live card."""
    return connection.execute(
        select(members, cards.c.number)
        .join(cards, cards.c.member_id == members.c.id)
        .where(members.c.id == member_id, cards.c.ended_at.is_(None))
        .order_by(cards.c.issued_at.desc())
        .limit(1)
    ).one_or_none()


def add_member(connection: Connection, member_id: str, sealed: Mapping[str, bytes | int | None], profile: NewMember, now: int) -> None:
    connection.execute(
        insert(members).values(
            id=member_id,
            language=profile.language,
            store_id=profile.store,
            joined_at=now,
            **sealed,
        )
    )
    given = [{"purpose": "terms", "version": profile.terms_version}]
    given += [{"purpose": purpose, "version": profile.terms_version} for purpose in dict.fromkeys(profile.consents)]
    connection.execute(insert(consents), [{"member_id": member_id, "given": True, "at": now, **one} for one in given])


def add_card(connection: Connection, number: str, member_id: str, now: int) -> None:
    connection.execute(insert(cards).values(number=number, member_id=member_id, issued_at=now))


def member(connection: Connection, member_id: str) -> Any:  # noqa: ANN401 - a row of members, still sealed
    return connection.execute(select(members).where(members.c.id == member_id)).one()


def locked(connection: Connection, member_id: str) -> Any:  # noqa: ANN401 - as above
    """The same, and nobody else changes it until this transaction ends."""
    return connection.execute(select(members).where(members.c.id == member_id).with_for_update()).one()


def change(connection: Connection, member_id: str, values: Mapping[str, bytes | int | None]) -> None:
    connection.execute(update(members).where(members.c.id == member_id).values(**values))


def freeze(connection: Connection, member_id: str, at: int | None) -> None:
    """None ends it."""
    connection.execute(update(members).where(members.c.id == member_id).values(frozen_at=at))


def consents_of(connection: Connection, member_id: str) -> list[Row[Any]]:
    """What stands now: the newest word on each purpose."""
    rows = connection.execute(select(consents).where(consents.c.member_id == member_id).order_by(consents.c.at))
    return list({row.purpose: row for row in rows}.values())


def add_consent(connection: Connection, member_id: str, word: GiveConsent, now: int) -> None:
    """Append-only: a withdrawal is a row of its own. Two words within one millisecond are one, the later."""
    same = (consents.c.member_id == member_id, consents.c.purpose == word.purpose, consents.c.at == now)
    connection.execute(delete(consents).where(*same))
    connection.execute(insert(consents).values(member_id=member_id, purpose=word.purpose, version=word.version, given=word.given, at=now))
