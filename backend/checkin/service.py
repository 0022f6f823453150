"""The tablet that faces the customer: into that mode with a PIN, checking in, answering. Out of it leads only unlocking."""

import hashlib

import msgspec
from sqlalchemy import Connection, select

from backend.audit import trail
from backend.auth import repository as auth
from backend.auth.pins import Pins
from backend.auth.principal import Principal
from backend.auth.sessions import Sessions
from backend.checkin import repository, rules
from backend.coupons import repository as coupons
from backend.db.engine import Database
from backend.members.personal import Personal
from backend.members.tables import members
from backend.problems import Refused
from backend.stores import brand
from backend.till import lookups, reading
from backend.till.arriving import CameIn
from backend.till.identify import Identify, actor
from backend.till.operations import AnswerSurvey, CheckIn, Identified, Outcome, fingerprint
from backend.till.service import Till
from shared.clock import Clock
from shared.wire import checkin as wire
from shared.wire.problems import Code

SHOWN = 3
"""Coupons on the screen."""
_CAME = msgspec.json.Decoder(CameIn)


class Kiosk:
    def __init__(
        self, *, database: Database, clock: Clock, till: Till, identify: Identify, personal: Personal, pins: Pins, sessions: Sessions
    ) -> None:
        self._database = database
        self._clock = clock
        self._till = till
        self._identify = identify
        self._personal = personal
        self._pins = pins
        self._sessions = sessions

    async def start(self, person: Principal, pin: str) -> Refused | None:
        """The person's session ends with it."""
        refused = await self._pins.confirm(person, pin)
        if refused is not None:
            return refused
        now = self._clock.now()

        def turn(connection: Connection) -> None:
            auth.change_device(connection, person.device_id, kiosk_since=now)
            auth.end_session(connection, person.token_hash, now)
            trail.record(connection, now, person.actor, "kiosk.start", person.device_id)

        await self._database.transact(turn)
        self._sessions.forget_all()  # the tablet is somebody else from now on
        return None

    async def check_in(self, tablet: Principal, body: wire.CheckIn) -> wire.Arrival | Refused:
        mark = fingerprint(body)
        identified = await self._who(tablet, body, mark)
        if isinstance(identified, Refused):
            return identified
        points = await self._database.read(repository.points)
        outcome = await self._till.post(
            CheckIn(
                source=tablet.source,
                op_id=body.id,
                at=self._clock.now(),
                actor=actor(tablet, tablet.store_id),
                fingerprint=mark,
                identified=identified,
                points=points,
            )
        )
        if isinstance(outcome, Refused):
            return outcome
        came = _CAME.decode(outcome.answer)
        return await self._database.read(lambda connection: self._shown(connection, came))

    async def _who(self, tablet: Principal, body: wire.CheckIn, mark: bytes) -> Identified | Refused:
        """A code that has expired meanwhile still gets the answer it had: the tablet asks again when it heard none."""
        found = await self._identify.check(tablet, body.code)
        if isinstance(found, Identified):
            return found
        if isinstance(found, str):
            return Refused(Code.CHECKIN_NEEDS_CODE)  # a number is on every receipt: it would show a stranger's balance

        def done(connection: Connection) -> Identified | None:
            if not lookups.is_done(connection, tablet.source, body.id, mark):
                return None
            arrived = repository.arrival(connection, body.id)
            return None if arrived is None else Identified(member_id=arrived.member_id, how="code")

        return await self._database.read(done) or found

    def _shown(self, connection: Connection, came: CameIn) -> wire.Arrival | Refused:
        arrived = repository.arrival(connection, came.checkin)
        if arrived is None:
            return Refused(Code.CHECKIN_UNKNOWN)
        person = self._personal.open(connection.execute(select(members).where(members.c.id == arrived.member_id)).one())
        survey = repository.open_survey(connection, arrived.store_id, arrived.member_id)
        return wire.Arrival(
            checkin=came.checkin,
            name=rules.called(person.name),
            points=came.points,
            balance=came.balance,
            coupons=tuple(each.voucher for each in reading.usable(connection, arrived.member_id, self._clock.now())[:SHOWN]),
            survey=None if survey is None else _asked(connection, survey),
        )

    async def answer(self, tablet: Principal, checkin_id: str, body: wire.AnswerSurvey) -> Outcome:
        mark = hashlib.sha256(checkin_id.encode() + fingerprint(body)).digest()
        survey = await self._database.read(lambda connection: self._survey(connection, tablet, checkin_id, body))
        if isinstance(survey, Refused):
            return survey
        return await self._till.post(
            AnswerSurvey(
                source=tablet.source,
                op_id=body.op_id,
                at=self._clock.now(),
                actor=actor(tablet, tablet.store_id),
                fingerprint=mark,
                checkin_id=checkin_id,
                survey_id=survey.id,
                answers=msgspec.json.encode(body.answers).decode(),
                points=survey.points,
                coupon=survey.coupon,
            )
        )

    def _survey(self, connection: Connection, tablet: Principal, checkin_id: str, body: wire.AnswerSurvey) -> wire.Survey | Refused:
        """The questionnaire as it is now, its coupon only where the shop has coupons."""
        arrived = repository.arrival(connection, checkin_id)
        if arrived is None or arrived.store_id != tablet.store_id:
            return Refused(Code.CHECKIN_UNKNOWN)
        survey = repository.survey(connection, body.survey)
        if survey is None or tablet.store_id not in survey.stores:
            return Refused(Code.SURVEY_OVER)
        if not rules.fits(survey.questions, body.answers):
            return Refused(Code.ANSWERS_INCOMPLETE)
        return survey if brand.has(connection, "coupons") else msgspec.structs.replace(survey, coupon=None)


def _asked(connection: Connection, survey: wire.Survey) -> wire.Asked:
    named = survey.coupon is not None and brand.has(connection, "coupons")
    offer = coupons.offer(connection, survey.coupon or "") if named else None
    return wire.Asked(
        id=survey.id,
        title_ja=survey.title_ja,
        title_en=survey.title_en,
        questions=survey.questions,
        points=survey.points,
        coupon_ja="" if offer is None else offer.name_ja,
        coupon_en="" if offer is None else offer.name_en,
    )
