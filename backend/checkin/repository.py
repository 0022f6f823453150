"""Visit points and questionnaires. Given a connection; nothing is decided here."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, select

from backend.checkin.rules import Answers
from backend.checkin.tables import surveys, visit_points
from backend.till.tables import checkins, survey_replies
from shared.wire import checkin as wire

_QUESTIONS = msgspec.json.Decoder(tuple[wire.SurveyQuestion, ...])
_STORES = msgspec.json.Decoder(tuple[str, ...])
_ANSWERS = msgspec.json.Decoder(Answers)


def points(connection: Connection) -> int:
    """For coming."""
    found = connection.scalars(select(visit_points.c.points)).one_or_none()
    return wire.USUAL if found is None else found


def set_points(connection: Connection, given: int) -> None:
    connection.execute(delete(visit_points))
    connection.execute(insert(visit_points).values(id=1, points=given))


def all_surveys(connection: Connection) -> tuple[wire.Survey, ...]:
    """The newest first."""
    answered = select(survey_replies.c.survey_id, func.count()).group_by(survey_replies.c.survey_id)
    by = {row[0]: row[1] for row in connection.execute(answered)}
    rows = connection.execute(select(surveys).order_by(surveys.c.made_at.desc(), surveys.c.id))
    return tuple(_survey(row, by.get(row.id, 0)) for row in rows)


def survey(connection: Connection, survey_id: str) -> wire.Survey | None:
    row = connection.execute(select(surveys).where(surveys.c.id == survey_id)).one_or_none()
    return None if row is None else _survey(row, _answered(connection, survey_id))


def open_survey(connection: Connection, store: str, member_id: str) -> wire.Survey | None:
    """The oldest that is asked at this store and that the member has not answered."""
    done = set(connection.scalars(select(survey_replies.c.survey_id).where(survey_replies.c.member_id == member_id)))
    rows = connection.execute(select(surveys).where(surveys.c.active).order_by(surveys.c.made_at, surveys.c.id))
    fitting = (row for row in rows if row.id not in done and store in _STORES.decode(row.stores))
    row = next(fitting, None)
    return None if row is None else _survey(row, 0)


def save(connection: Connection, body: wire.SaveSurvey, now: int) -> None:
    """A change keeps its place in the order."""
    made = connection.scalars(select(surveys.c.made_at).where(surveys.c.id == body.id)).one_or_none()
    connection.execute(delete(surveys).where(surveys.c.id == body.id))
    plain = {name: getattr(body, name) for name in ("id", "title_ja", "title_en", "active", "points", "coupon")}
    questions, stores = (msgspec.json.encode(each).decode() for each in (body.questions, body.stores))
    connection.execute(insert(surveys).values(**plain, questions=questions, stores=stores, made_at=now if made is None else made))


def answers(connection: Connection, survey_id: str) -> list[Answers]:
    return [
        _ANSWERS.decode(each)
        for each in connection.scalars(select(survey_replies.c.answers).where(survey_replies.c.survey_id == survey_id))
    ]


def arrival(connection: Connection, checkin_id: str) -> Row[Any] | None:
    return connection.execute(select(checkins).where(checkins.c.id == checkin_id)).one_or_none()


def _answered(connection: Connection, survey_id: str) -> int:
    return connection.execute(select(func.count()).where(survey_replies.c.survey_id == survey_id)).scalar_one()


def _survey(row: Row[Any], answered: int) -> wire.Survey:
    return wire.Survey(
        id=row.id,
        title_ja=row.title_ja,
        title_en=row.title_en,
        questions=_QUESTIONS.decode(row.questions),
        stores=_STORES.decode(row.stores),
        active=row.active,
        points=row.points,
        coupon=row.coupon,
        answered=answered,
    )
