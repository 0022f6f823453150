"""Claims to old cards. What is answered to a claim is the same whether or not the shop knows the number, so that nobody learns by guessing
which numbers there are; only where the name in the shop's file is the member's own does he see at once what the card is worth.
"""

import asyncio
from typing import Any

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.principal import Principal
from backend.db.engine import Database
from backend.kit.ids import Ids
from backend.kit.keys import Keys
from backend.members import repository as members
from backend.members.personal import Box, Personal
from backend.problems import Refused
from backend.takeover import files, repository, rules
from shared.clock import DAY, HOUR, SECOND, Clock, business_date, to_date, to_datetime
from shared.lines import Window
from shared.wire import takeover as wire
from shared.wire.problems import Code

NUMBER = "takeovers/number"
MOST_WAITING = 3
PER_DAY = 6
"""Claims of one member."""
PER_ADDRESS = 20
"""Claims an hour from one address."""
ENDINGS = 10
"""Endings that one tablet may try in ten minutes."""
AT_ONCE = 500
"""Lines of a file in one transaction: the till goes on between them."""


class Takeovers:
    def __init__(self, *, database: Database, clock: Clock, ids: Ids, keys: Keys, personal: Personal) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._keys = keys
        self._personal = personal
        self._addresses = Window(clock, PER_ADDRESS, HOUR // SECOND)
        self._endings = Window(clock, ENDINGS, 600)

    # -- the member's side
    async def claim(self, member: Principal, body: wire.TakeOver, address: str) -> wire.MyTakeover | Refused:
        """The same number again is the claim that stands."""
        number = rules.folded(body.number)
        if not number:
            return Refused(Code.TAKEOVER_NUMBER)
        if address and (seconds := self._addresses.wait(address)):
            return Refused(Code.RATE_LIMITED, {"seconds": seconds})
        return await self._database.transact(lambda connection: self._claim(connection, member, body, number))

    def _claim(self, connection: Connection, member: Principal, body: wire.TakeOver, number: str) -> wire.MyTakeover | Refused:
        person, mark, now = members.member(connection, member.member_id), self._mark(number), self._clock.now()
        known = [row for row in repository.mine(connection, member.member_id) if bytes(row.mark) == mark and row.state != "refused"]
        if known:
            return self._mine(known[0], person)
        refused = self._refusal(connection, member.member_id, number, now)
        if refused is not None:
            return refused
        if repository.one(connection, body.id) is not None:
            return Refused(Code.IDEMPOTENCY_CONFLICT)
        sealed = self._personal.box(person).seal(NUMBER, number)
        repository.add(connection, body.id, member.member_id, mark, sealed, body.way, now)
        trail.record(connection, now, member.actor, "takeover.ask", member.member_id, takeover=body.id)
        row = repository.one(connection, body.id)
        return Refused(Code.NOT_FOUND) if row is None else self._mine(row, person)

    def _refusal(self, connection: Connection, member_id: str, number: str, now: int) -> Refused | None:
        if rules.is_misread(number, repository.shapes(connection)):
            return Refused(Code.TAKEOVER_MISREAD)
        if repository.count_waiting(connection, member_id) >= MOST_WAITING:
            return Refused(Code.TAKEOVER_MANY, {"most": MOST_WAITING})
        asked = repository.asked_since(connection, member_id, now - DAY)
        if len(asked) >= PER_DAY:
            return Refused(Code.RATE_LIMITED, {"seconds": max(1, (asked[-PER_DAY] + DAY - now) // SECOND)})
        return None

    async def mine(self, member: Principal) -> tuple[wire.MyTakeover, ...]:
        def look(connection: Connection) -> tuple[wire.MyTakeover, ...]:
            person = members.member(connection, member.member_id)
            return tuple(self._mine(row, person) for row in repository.mine(connection, member.member_id))

        return await self._database.read(look)

    def _mine(self, row: Any, person: Any) -> wire.MyTakeover:  # noqa: ANN401 - rows of claims and members
        points = row.points
        if row.state == "waiting" and row.taken_at is None and self._same_name(row, self._personal.open(person).name):
            points = row.worth
        return wire.MyTakeover(
            id=row.id,
            number=self._number(self._personal.box(person), row),
            state=row.state,
            asked_at=to_datetime(row.asked_at),
            points=points,
            reason=row.reason or None,
        )

    # -- the counter
    async def waiting(self) -> tuple[wire.TakeoverRow, ...]:
        rows = await self._database.read(repository.waiting)
        return tuple(self._row(row) for row in rows)

    def _row(self, row: Any) -> wire.TakeoverRow:  # noqa: ANN401 - a claim with the member's sealed columns
        person = _Person(row)
        name, number = self._personal.open(person).name, self._number(self._personal.box(person), row)
        taken = row.taken_at is not None
        return wire.TakeoverRow(
            id=row.id,
            name=name,
            number=rules.halves(number)[0],
            asked_at=to_datetime(row.asked_at),
            points=None if taken else row.worth,
            expires_on=None if row.expires_on is None else to_date(row.expires_on),
            taken=taken,
            same_name=None if row.name_hint is None else self._same_name(row, name),
        )

    async def shown(self, person: Principal, takeover_id: str, ending: str) -> Refused | None:
        """Whether the card was in the clerk's hand: its last places are on no screen."""
        if seconds := self._endings.wait(person.device_id):
            return Refused(Code.RATE_LIMITED, {"seconds": seconds})

        def look(connection: Connection) -> Refused | None:
            row = repository.one(connection, takeover_id)
            if row is None or row.number is None:
                return Refused(Code.NOT_FOUND)
            number = self._number(self._personal.box(members.member(connection, row.member_id)), row)
            return None if rules.halves(number)[1] == _ending(ending) else Refused(Code.TAKEOVER_ENDING)

        return await self._database.read(look)

    async def refuse(self, person: Principal, takeover_id: str, reason: wire.Reason) -> Refused | None:
        now = self._clock.now()

        def change(connection: Connection) -> Refused | None:
            row = repository.one(connection, takeover_id)
            if row is None:
                return Refused(Code.NOT_FOUND)
            if row.member_id == person.own_member_id:
                return Refused(Code.OWN_ACCOUNT)
            who = {"store_id": person.store_id, "staff_id": person.staff_id, "device_id": person.device_id}
            if not repository.refuse(connection, takeover_id, reason, **who, now=now):
                return Refused(Code.TAKEOVER_OVER)
            trail.record(connection, now, person.actor, "takeover.refuse", takeover_id, reason=reason)
            return None

        return await self._database.transact(change)

    # -- the manager
    async def load(self, manager: Principal, content: bytes) -> wire.Imported:
        """All of a file, or nothing and what is wrong with it. The same file again changes nothing."""
        entries, wrong = await asyncio.to_thread(self._entries, content)
        added = changed = skipped = 0
        now = self._clock.now()
        for some in repository.chunks(entries, AT_ONCE):
            more = await self._database.transact(lambda connection, some=some: repository.keep(connection, some, now))
            added, changed, skipped = added + more[0], changed + more[1], skipped + more[2]
        if entries:
            counts = [added, changed, skipped]
            await self._database.transact(
                lambda connection: trail.record(connection, now, manager.actor, "takeover.load", "", counts=counts)
            )
        return wire.Imported(added=added, changed=changed, skipped=skipped, wrong=wrong)

    def _entries(self, content: bytes) -> tuple[list[repository.Entry], tuple[wire.WrongLine, ...]]:
        cards, wrong = files.parse(content)
        return [self._entry(card) for card in cards], wrong

    def _entry(self, card: files.OldCard) -> repository.Entry:
        mark = self._mark(card.number)
        hint = self._keys.seal(card.name.encode(), _owner(mark)) if card.name else None
        return repository.Entry(self._ids.new(), mark, rules.shape(card.number), card.points, card.expires_on, hint)

    async def state(self) -> wire.LegacyState:
        def look(connection: Connection) -> wire.LegacyState:
            cards, points, taken, taken_points = repository.state(connection)
            waiting = len(repository.waiting(connection))
            return wire.LegacyState(cards=cards, points=points, taken=taken, taken_points=taken_points, waiting=waiting)

        return await self._database.read(look)

    # -- between number and mark
    def _mark(self, number: str) -> bytes:
        return self._keys.blind(f"legacy-card:{number}")

    def _number(self, box: Box, row: Any) -> str:  # noqa: ANN401 - a claim
        return "" if row.number is None else box.open(NUMBER, row.number)

    def _same_name(self, row: Any, name: str) -> bool:  # noqa: ANN401 - a claim with its card
        if row.name_hint is None or (row.expires_on is not None and row.expires_on < business_date(self._clock.now())):
            return False
        return rules.same_name(self._keys.unseal(row.name_hint, _owner(bytes(row.mark))).decode(), name)


class _Person:
    """The member's columns out of a row in which `id` is the claim's."""

    def __init__(self, row: Any) -> None:  # noqa: ANN401 - as above
        self.id = row.member_id
        self.data_key, self.name, self.email, self.birthday = row.data_key, row.name, row.email, row.birthday


def _ending(text: str) -> str:
    """As the number itself was folded; a short one as it is."""
    return rules.folded(text) or text.strip().upper()


def _owner(mark: bytes) -> str:
    return f"legacy-card:{mark.hex()}"
