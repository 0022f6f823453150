"""Joining and signing in: one mailed code, one transaction, and the new member has a card, an account and the joining coupons."""

import base64
from typing import Protocol

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.codes import Codes
from backend.auth.sessions import Sessions
from backend.db.engine import Database
from backend.kit.ids import Ids, digits
from backend.members import repository
from backend.members.confirm import Confirm
from backend.members.personal import Person, Personal
from backend.problems import Refused
from shared.clock import Clock, day_number
from shared.qr.number import check_digit
from shared.wire import members as wire
from shared.wire.problems import Code


class Shop(Protocol):
    """What joining needs from outer layers, in the caller's transaction."""

    def has_store(self, connection: Connection, store: str) -> bool: ...

    def join(self, connection: Connection, member_id: str, store: str) -> None:
        """Opens the member's accounts and gives the joining coupons."""
        ...


class Members:
    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        ids: Ids,
        confirm: Confirm,
        codes: Codes,
        sessions: Sessions,
        personal: Personal,
        shop: Shop,
    ) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._confirm = confirm
        self._codes = codes
        self._sessions = sessions
        self._personal = personal
        self._shop = shop

    async def send_code(self, body: wire.SendCode) -> wire.CodeSent | Refused:
        """Mails a code; says the same whether or not the address is known."""
        return await self._confirm.send(body.email, body.language, "sign-in")

    async def sign_in(self, body: wire.SignIn) -> wire.SignedIn | Refused:
        key = None if body.public_key is None else _key_of(body.public_key)
        if body.public_key is not None and key is None:
            return Refused(Code.INVALID, {"where": "$.public_key"})
        return await self._database.transact(lambda connection: self._sign_in(connection, body, key))

    def _sign_in(self, connection: Connection, body: wire.SignIn, key: bytes | None) -> wire.SignedIn | Refused:
        email = self._confirm.codes.check(connection, body.request, body.code)
        if email is None:
            return Refused(Code.CODE_WRONG)
        member_id = repository.id_by_email(connection, self._personal.index(email))
        joined = member_id is None
        if member_id is None:
            new = self._join(connection, email, body.profile)
            if isinstance(new, Refused):
                self._confirm.codes.keep(connection, body.request)
                return new
            member_id = new
        self._confirm.codes.use(connection, body.request)
        others = len(self._codes.of(connection, member_id))
        credential = self._codes.add(connection, member_id, key, body.device_name)
        pair = self._sessions.begin_member(connection, member_id, credential)
        kind = "web" if key is None else "device"
        trail.record(
            connection, self._clock.now(), trail.Actor(f"member:{member_id}"), "member.sign-in", member_id, credential=credential, kind=kind
        )
        return wire.SignedIn(
            token=pair.access, refresh=pair.refresh, member=member_id, credential=credential, kind=kind, joined=joined, others=others
        )

    def _join(self, connection: Connection, email: str, profile: wire.NewMember | None) -> str | Refused:
        if profile is None:
            return Refused(Code.PROFILE_REQUIRED)
        if not self._shop.has_store(connection, profile.store):
            return Refused(Code.STORE_UNKNOWN, {"store": profile.store})
        member_id, now = self._ids.new(), self._clock.now()
        birthday = None if profile.birthday is None else day_number(profile.birthday)
        sealed = self._personal.sealed(member_id, Person(profile.name, email, birthday))
        repository.add_member(connection, member_id, sealed, profile, now)
        repository.add_card(connection, _fresh_number(connection), member_id, now)
        self._shop.join(connection, member_id, profile.store)
        trail.record(connection, now, trail.Actor(f"member:{member_id}"), "member.join", member_id, store=profile.store)
        return member_id


def _fresh_number(connection: Connection) -> str:
    while True:
        eleven = digits(11)
        number = eleven + check_digit(eleven)
        if not repository.has_card(connection, number):
            return number


def _key_of(text: str) -> bytes | None:
    """32 bytes from base64url with or without its padding."""
    try:
        key = base64.b64decode(text.rstrip("=") + "=", altchars=b"-_", validate=True)
    except ValueError:  # also binascii.Error, and a text that is not ASCII
        return None
    return key if len(key) == 32 else None
