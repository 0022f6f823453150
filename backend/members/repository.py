"""People, their cards and consents. Given a connection; nothing is decided here."""

from typing import Any

from sqlalchemy import Connection, insert, select

from backend.members.tables import cards, consents, members
from shared.clock import day_number
from shared.wire.members import NewMember


def id_by_email(connection: Connection, email: str) -> str | None:
    return connection.scalars(select(members.c.id).where(members.c.email == email)).one_or_none()


def ids_by_card(connection: Connection, numbers: list[str]) -> dict[str, str]:
    """Member by number, of cards that have not ended."""
    found = connection.execute(select(cards.c.number, cards.c.member_id).where(cards.c.number.in_(numbers), cards.c.ended_at.is_(None)))
    return {number: member_id for number, member_id in found}  # noqa: C416 - rows, which dict() would take for sequences of their own


def has_card(connection: Connection, number: str) -> bool:
    return connection.scalars(select(cards.c.number).where(cards.c.number == number)).one_or_none() is not None


def card(connection: Connection, member_id: str) -> Any:  # noqa: ANN401 - a row: name, number
    """The member's name and the number of the newest live card."""
    return connection.execute(
        select(members.c.name, cards.c.number)
        .join(cards, cards.c.member_id == members.c.id)
        .where(members.c.id == member_id, cards.c.ended_at.is_(None))
        .order_by(cards.c.issued_at.desc())
        .limit(1)
    ).one_or_none()


def add_member(connection: Connection, member_id: str, email: str, profile: NewMember, now: int) -> None:
    connection.execute(
        insert(members).values(
            id=member_id,
            name=profile.name,
            email=email,
            birthday=None if profile.birthday is None else day_number(profile.birthday),
            language=profile.language,
            store_id=profile.store,
            joined_at=now,
        )
    )
    given = [{"purpose": "terms", "version": profile.terms_version}]
    given += [{"purpose": purpose, "version": profile.terms_version} for purpose in dict.fromkeys(profile.consents)]
    connection.execute(insert(consents), [{"member_id": member_id, "given": True, "at": now, **one} for one in given])


def add_card(connection: Connection, number: str, member_id: str, now: int) -> None:
    connection.execute(insert(cards).values(number=number, member_id=member_id, issued_at=now))
