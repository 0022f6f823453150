"""Members for those who look after them, and every board as a spreadsheet."""

import re
from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.analytics import member, people, sums
from backend.analytics.asking import asked
from backend.analytics.endpoints import by_of
from backend.analytics.exports import Exports
from backend.analytics.headings import BOARDS
from backend.audit import trail
from backend.auth.actions import Action
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.db.engine import Database
from backend.earning import repository as earning
from backend.kit.http import Reply, answer, cursor, found, path_id, read, reply
from backend.kit.streamed import Streamed
from backend.members.personal import Personal
from backend.problems import Refusal, Refused
from backend.till import reading
from shared.clock import Clock, business_date, day_number
from shared.wire import directory as wire
from shared.wire.members import RankView
from shared.wire.problems import Code
from shared.wire.rules import SetStanding

FIND = msgspec.json.Decoder(wire.FindMember)
STAND = msgspec.json.Decoder(SetStanding)
CURSOR = re.compile(r"[0-9]{1,15}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class DirectoryEndpoints:
    def __init__(self, database: Database, clock: Clock, personal: Personal) -> None:
        self._database = database
        self._clock = clock
        self._personal = personal
        self._sums = sums.Sums(database, clock)
        self._exports = Exports(database, clock)

    async def page(self, request: Call) -> Reply:
        """Who joined or bought at the stores: by a card's last four digits or rank, the newest, the last seen or the best customers first."""
        now, before = self._clock.now(), cursor(request, CURSOR)
        stores, wanted = asked(request, Action.READ_MEMBERS, now).stores, people.wanted(request)
        await self._sums.catch_up()
        return reply(await self._database.read(lambda connection: people.page(connection, stores, wanted, now, before=before)))

    async def find(self, request: Call) -> Reply:
        """The one whose card has this number; an empty page when there is none at the stores."""
        body, now = await read(request, FIND), self._clock.now()
        stores = asked(request, Action.READ_MEMBERS, now).stores
        return reply(await self._database.read(lambda connection: people.find(connection, stores, body.number, now)))

    async def member(self, request: Call, member: FromPath[str]) -> Reply:
        """One member: points, coupons, receipts, devices. That it was opened, and by whom, is kept."""
        who, now = path_id(member), self._clock.now()
        stores = asked(request, Action.READ_MEMBERS, now).stores
        if not await self._database.transact(lambda connection: self._opened(connection, request, stores, who)):
            raise Refusal(Code.NOT_FOUND)
        personal_too = any(request.user.may(Action.READ_PERSONAL, store) for store in stores)
        return found(await self._database.read(lambda connection: _page(connection, self._personal, stores, who, now, personal_too)))

    def _opened(self, connection: Connection, request: Call, stores: Sequence[str], who: str) -> bool:
        if people.row(connection, stores, who, self._clock.now()) is None:
            return False
        trail.record(connection, self._clock.now(), request.user.actor, "member.open", who)
        return True

    async def stand(self, request: Call, member: FromPath[str]) -> Reply:
        """A rank until a day, or a rate of one's own: instead of what was given before. Nobody gives it to himself."""
        body, who, now = await read(request, STAND), path_id(member), self._clock.now()
        stores = asked(request, Action.SET_STANDING, now).stores
        return answer(await self._database.transact(lambda connection: _stand(connection, request.user, stores, who, body, now)))

    async def export(self, request: Call, board: FromPath[str]) -> Streamed:
        """A board as `csv` or `xlsx`, all of its rows, in the language that is asked for. Who took it along is kept."""
        if board not in BOARDS:
            raise Refusal(Code.NOT_FOUND)
        return await self._exports.board(request, board, by_of(request))

    async def export_members(self, request: Call) -> Streamed:
        """The list of members as `csv` or `xlsx`, without names. Who took it along is kept."""
        await self._sums.catch_up()
        return await self._exports.members(request)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        members, csv = Action.READ_MEMBERS, "text/csv"
        return (
            route("GET", "/v1/boards/members", members, self.page, answer=wire.MembersPage),
            route("POST", "/v1/boards/members:find", members, self.find, body=wire.FindMember, answer=wire.MembersPage),
            route("GET", "/v1/boards/members/{member:str}", members, self.member, answer=wire.MemberPage),
            route("POST", "/v1/boards/members/{member:str}/standing", Action.SET_STANDING, self.stand, body=SetStanding, answer=RankView),
            route("GET", "/v1/exports/members", members, self.export_members, answer=dict, media_type=csv),
            route("GET", "/v1/exports/{board:str}", Action.READ_BOARDS, self.export, answer=dict, media_type=csv),
        )


def _stand(connection: Connection, manager: Principal, stores: Sequence[str], who: str, body: SetStanding, now: int) -> RankView | Refused:
    if people.row(connection, stores, who, now) is None:
        return Refused(Code.NOT_FOUND)
    if who == manager.own_member_id:
        return Refused(Code.OWN_ACCOUNT)
    rules = earning.current(connection, now)
    if body.rank is not None:
        if body.rank not in {step.id for step in rules.ranks}:
            return Refused(Code.RANK_UNKNOWN)
        if body.until is None or day_number(body.until) < business_date(now):
            return Refused(Code.RANK_UNTIL)
    earning.stand(connection, who, body, now)
    until = None if body.until is None else day_number(body.until)
    trail.record(
        connection, now, manager.actor, "member.standing", who, reason=body.reason, rank=body.rank, until=until, own_rate=body.own_rate
    )
    return reading.rank(connection, who, rules, now)


def _page(
    connection: Connection,
    personal: Personal,
    stores: Sequence[str],
    who: str,
    now: int,
    personal_too: bool,  # noqa: FBT001 - handed on
) -> wire.MemberPage | None:
    return member.page(connection, personal, stores, who, now, personal_too=personal_too)
