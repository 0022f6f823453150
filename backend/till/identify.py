"""From what a scanner read, or what a person typed, to a member; and from a principal to the actor of an operation."""

from typing import cast

from backend.auth.codes import Codes
from backend.auth.principal import Principal
from backend.db.engine import Database
from backend.kit.gather import Gather
from backend.members import repository as members
from backend.problems import Refused
from backend.till.operations import Actor, Identified
from shared.clock import Clock
from shared.lines import Window
from shared.qr import m1
from shared.qr.number import is_card_number
from shared.wire.problems import Code
from shared.wire.staff import Role

LOOK_UPS = 20
"""Card numbers a minute that one tablet may try: they are short enough to guess."""


class Identify:
    def __init__(self, database: Database, codes: Codes, clock: Clock) -> None:
        self._codes = codes
        self._cards = Gather(lambda numbers: database.read(lambda connection: members.ids_by_card(connection, numbers)))
        self._look_ups = Window(clock, LOOK_UPS, 60)

    async def find(self, principal: Principal, text: str) -> Identified | Refused:
        """Who an M1 code or a card number stands for, now."""
        found = await self.check(principal, text)
        if not isinstance(found, str):
            return found
        member_id = await self._cards.find(found)
        return Refused(Code.CARD_NUMBER_WRONG) if member_id is None else Identified(member_id=member_id, how="card")

    async def check(self, principal: Principal, text: str, at: int | None = None) -> Identified | str | Refused:
        """Who an M1 code stands for, shown at `at` or now; or a card number that may be looked up. A number alone costs no read."""
        plain = m1.normal(text)
        if not m1.looks_like_code(plain):
            return self._number(principal, plain)
        found = await self._codes.verify(plain, at)
        if isinstance(found, Refused):
            return found
        return Identified(
            member_id=found.member_id,
            how="code",
            credential_id=found.credential_id,
            issued_at=found.issued_at,
            counter=found.counter,
            purpose=found.purpose,
        )

    def _number(self, principal: Principal, plain: str) -> str | Refused:
        if not (len(plain) == 12 and plain.isascii() and plain.isdigit()):
            return Refused(Code.CODE_INVALID)
        if principal.device_id and (seconds := self._look_ups.wait(principal.device_id)):
            return Refused(Code.RATE_LIMITED, {"seconds": seconds})
        return plain if is_card_number(plain) else Refused(Code.CARD_NUMBER_WRONG)


def actor(principal: Principal, store: str) -> Actor:
    """Who acts at this store, which the caller has checked."""
    return Actor(
        store_id=store,
        staff_id=principal.staff_id or None,
        device_id=principal.device_id or None,
        role=cast("Role", principal.part) if principal.kind == "staff" else None,
        own_member_id=principal.own_member_id,
    )
