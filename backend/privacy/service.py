"""Disclosure and erasure: what the law calls 開示 and 利用停止・消去, as two things a member does alone."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.codes import Codes
from backend.auth.principal import Principal
from backend.auth.sessions import Sessions
from backend.db.engine import Database
from backend.members import repository as members
from backend.members.confirm import Confirm
from backend.members.personal import Personal
from backend.privacy import repository, words
from backend.privacy.disclosure import gather, packed
from backend.privacy.page import page
from backend.problems import Refused
from shared.clock import HOUR, SECOND, Clock
from shared.lines import Window
from shared.wire import members as wire
from shared.wire.problems import Code

PER_HOUR = 5
"""Disclosures of one member: each costs a second of work."""


class Lapse(Protocol):
    """What the till does when a member leaves, in the caller's transaction."""

    def leave(self, connection: Connection, member_id: str, store_id: str) -> None: ...


class Privacy:
    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        personal: Personal,
        confirm: Confirm,
        codes: Codes,
        sessions: Sessions,
        till: Lapse,
        brand: Callable[[Connection], str],
    ) -> None:
        self._database = database
        self._clock = clock
        self._personal = personal
        self._confirm = confirm
        self._codes = codes
        self._sessions = sessions
        self._till = till
        self._brand = brand
        self._made = Window(clock, PER_HOUR, HOUR // SECOND)

    async def disclose(self, member: Principal) -> bytes | Refused:
        """A ZIP with everything."""
        if seconds := self._made.wait(member.member_id):
            return Refused(Code.RATE_LIMITED, {"seconds": seconds})
        rows = await self._database.read(lambda connection: gather(connection, self._personal, member.member_id))
        brand = await self._database.read(self._brand)
        now = self._clock.now()
        await self._database.transact(lambda connection: trail.record(connection, now, member.actor, "member.disclosure", member.member_id))
        return await asyncio.to_thread(lambda: packed(rows, page(rows, brand, now)))

    async def leave(self, member: Principal, body: wire.Confirmed) -> Refused | None:
        """With a fresh code by mail; then nothing leads back to the person."""

        def leave(connection: Connection) -> bool:
            email = self._personal.open(members.member(connection, member.member_id)).email
            right = self._confirm.own(connection, email, body, "leave")
            if right:
                self.erase(connection, member.member_id)
                trail.record(connection, self._clock.now(), member.actor, "member.leave", member.member_id)
            return right

        if not await self._database.transact(leave):
            return Refused(Code.CODE_WRONG)
        await self.settle()
        return None

    def erase(self, connection: Connection, member_id: str) -> None:
        """Points lapse, the key is destroyed, what names the person is cleared; sales and ledger stay under an id that is nobody's."""
        row = members.member(connection, member_id)
        self._till.leave(connection, member_id, row.store_id)
        self._confirm.codes.forget(connection, self._personal.open(row).email)
        self._codes.erase(connection, member_id)
        self._sessions.end_member(connection, member_id)
        words.forget(connection, member_id)
        repository.erase(connection, member_id, self._clock.now())

    async def settle(self) -> None:
        """After erasures: no session is remembered, and no page of a file still holds the old bytes."""
        self._sessions.forget_all()
        await self._database.settle()
