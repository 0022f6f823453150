"""What members do with what is theirs: see it, name and stop their devices, freeze the card, give and withdraw consent."""

from datetime import date

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.codes import Codes
from backend.auth.principal import Principal
from backend.auth.sessions import Sessions
from backend.db.engine import Database
from backend.members import repository, rules
from backend.members.confirm import Confirm
from backend.members.personal import Person, Personal
from backend.problems import Refused
from shared.clock import Clock, day_number, to_date, to_datetime, tokyo
from shared.wire import members as wire
from shared.wire.problems import Code

TERMS = "1"
"""The version of terms and purposes that is shown today."""


class Own:
    def __init__(self, *, database: Database, clock: Clock, personal: Personal, confirm: Confirm, codes: Codes, sessions: Sessions) -> None:
        self._database = database
        self._clock = clock
        self._personal = personal
        self._confirm = confirm
        self._codes = codes
        self._sessions = sessions

    async def profile(self, member: Principal) -> wire.Profile:
        row = await self._database.read(lambda connection: repository.member(connection, member.member_id))
        person = self._personal.open(row)
        return wire.Profile(
            name=person.name,
            email=person.email,
            birthday=None if person.birthday is None else to_date(person.birthday),
            language=row.language,
            joined_at=to_datetime(row.joined_at),
            frozen=row.frozen_at is not None,
            terms_version=TERMS,
            birthday_from=_still(rules.birthday_from(row.birthday_changed_at), self._clock.now()),
        )

    async def change(self, member: Principal, body: wire.ChangeProfile) -> Refused | None:
        """Name and birthday, both at once."""
        now, birthday = self._clock.now(), None if body.birthday is None else day_number(body.birthday)

        def change(connection: Connection) -> Refused | None:
            row = repository.locked(connection, member.member_id)
            was, is_now = self._personal.open(row), Person(body.name.strip(), "", birthday)
            what = [name for name in ("name", "birthday") if getattr(was, name) != getattr(is_now, name)]
            if not is_now.name:
                return Refused(Code.INVALID, {"where": "$.name"})
            values = self._personal.changed(row, is_now)
            if "birthday" in what:
                free = rules.birthday_from(row.birthday_changed_at)
                if free is not None and now < free:
                    return Refused(Code.BIRTHDAY_FIXED, {"on": tokyo(free).date().isoformat()})
                if was.birthday is not None:
                    values["birthday_changed_at"] = now
            if what:
                repository.change(connection, member.member_id, values)
                trail.record(connection, now, member.actor, "member.change", member.member_id, what=what)
            return None

        return await self._database.transact(change)

    async def devices(self, member: Principal) -> tuple[wire.MyDevice, ...]:
        rows = await self._database.read(lambda connection: self._codes.of(connection, member.member_id))
        return tuple(
            wire.MyDevice(
                id=row.id, name=row.name, kind=row.kind, since=to_datetime(row.created_at), current=row.id == member.credential_id
            )
            for row in rows
        )

    async def rename(self, member: Principal, device: str, name: str) -> Refused | None:
        def rename(connection: Connection) -> bool:
            done = self._codes.rename(connection, member.member_id, device, name)
            if done:
                trail.record(connection, self._clock.now(), member.actor, "member.rename-device", member.member_id, credential=device)
            return done

        return None if await self._database.transact(rename) else Refused(Code.DEVICE_UNKNOWN)

    async def stop(self, member: Principal, device: str) -> Refused | None:
        """A lost phone: its codes are refused and its sessions end with this commit."""

        def stop(connection: Connection) -> bool:
            if not self._codes.revoke(connection, member.member_id, device):
                return False
            self._sessions.end_member(connection, member.member_id, device)
            trail.record(connection, self._clock.now(), member.actor, "member.stop-device", member.member_id, credential=device)
            return True

        done = await self._database.transact(stop)
        self._sessions.forget_all()
        return None if done else Refused(Code.DEVICE_UNKNOWN)

    async def freeze(self, member: Principal) -> None:
        now = self._clock.now()

        def freeze(connection: Connection) -> None:
            repository.freeze(connection, member.member_id, now)
            trail.record(connection, now, member.actor, "member.freeze", member.member_id)

        await self._database.transact(freeze)

    async def unfreeze(self, member: Principal, body: wire.Confirmed) -> Refused | None:
        """Only with a fresh code by mail: whoever found the phone must not undo it."""

        def undo(connection: Connection) -> bool:
            email = self._personal.open(repository.member(connection, member.member_id)).email
            right = self._confirm.own(connection, email, body, "unfreeze")
            if right:
                repository.freeze(connection, member.member_id, None)
                trail.record(connection, self._clock.now(), member.actor, "member.unfreeze", member.member_id)
            return right

        return None if await self._database.transact(undo) else Refused(Code.CODE_WRONG)

    async def ask(self, member: Principal, body: wire.AskConfirmation) -> wire.CodeSent | Refused:
        """A code to the member's own address."""
        row = await self._database.read(lambda connection: repository.member(connection, member.member_id))
        return await self._confirm.send(self._personal.open(row).email, body.language, body.purpose)

    async def consents(self, member: Principal) -> tuple[wire.Consent, ...]:
        rows = await self._database.read(lambda connection: repository.consents_of(connection, member.member_id))
        return tuple(wire.Consent(purpose=row.purpose, version=row.version, given=row.given, at=to_datetime(row.at)) for row in rows)

    async def consent(self, member: Principal, body: wire.GiveConsent) -> tuple[wire.Consent, ...]:
        now = self._clock.now()

        def give(connection: Connection) -> None:
            repository.add_consent(connection, member.member_id, body, now)
            trail.record(connection, now, member.actor, "member.consent", member.member_id, purpose=body.purpose, given=body.given)

        await self._database.transact(give)
        return await self.consents(member)


def _still(free: int | None, now: int) -> date | None:
    """The day from which it is free again; None when it is now."""
    return None if free is None or free <= now else tokyo(free).date()
