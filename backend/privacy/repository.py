"""Clears what names a person. Rows that the books need stay, pseudonymous."""

from sqlalchemy import Connection, delete, literal, select, update

from backend.cases.tables import cases
from backend.coupons.tables import coupon_choices, vouchers
from backend.inbox import repository as inbox
from backend.members import notes
from backend.members.tables import cards, members
from backend.notices import repository as notices
from backend.receipts.tables import receipts
from backend.stats import repository as stats
from backend.stores.tables import staff
from backend.takeover import repository as takeovers
from backend.tickets import repository as tickets
from backend.till.tables import checkins, survey_replies, visits


def erase(connection: Connection, member_id: str, now: int) -> None:
    numbers = list(connection.scalars(select(cards.c.number).where(cards.c.member_id == member_id)))
    for number in numbers:
        inbox.forget(connection, number)
    notes.forget(connection, member_id)
    takeovers.forget(connection, member_id)
    notices.forget(connection, member_id)
    tickets.end(connection, member_id, now)
    stats.forget(connection, member_id)
    connection.execute(delete(cards).where(cards.c.member_id == member_id))
    asked = update(cases).where(cases.c.member_id == member_id, cases.c.kind == "question")
    connection.execute(asked.values(data="{}", reason=None))  # the member's own words, and what was answered
    connection.execute(delete(survey_replies).where(survey_replies.c.member_id == member_id))
    connection.execute(delete(coupon_choices).where(coupon_choices.c.member_id == member_id))
    connection.execute(update(staff).where(staff.c.member_id == member_id).values(member_id=None))
    connection.execute(update(visits).where(visits.c.member_id == member_id, visits.c.closed_at.is_(None)).values(closed_at=now))
    connection.execute(update(vouchers).where(vouchers.c.member_id == member_id, vouchers.c.state == "issued").values(state="expired"))
    connection.execute(
        update(members)
        .where(members.c.id == member_id)
        .values(
            data_key=None,
            email_index=None,
            name=None,
            email=None,
            birthday=None,
            birth_month=None,
            birthday_changed_at=None,
            frozen_at=None,
            erased_at=now,
        )
    )


def inactive(connection: Connection, before: int, most: int) -> list[str]:
    """Members who neither joined nor came nor bought anything since, oldest first."""
    seen = select(literal(1)).where(visits.c.member_id == members.c.id, visits.c.opened_at >= before).exists()
    came = select(literal(1)).where(checkins.c.member_id == members.c.id, checkins.c.at >= before).exists()
    bought = select(literal(1)).where(receipts.c.member_id == members.c.id, receipts.c.occurred_at >= before).exists()
    query = select(members.c.id).where(members.c.erased_at.is_(None), members.c.joined_at < before, ~seen, ~came, ~bought)
    return list(connection.scalars(query.order_by(members.c.joined_at).limit(most)))
