"""The two streams. A client that was away sends its last id and misses nothing."""

from collections.abc import Awaitable, Callable, Sequence

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.auth.actions import Action
from backend.auth.guard import bearer
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.auth.sessions import Sessions
from backend.db.engine import Database
from backend.events import repository
from backend.events.feed import BEFORE, EVERYBODY, Feed
from backend.events.sources import AccountSource, StoreSource, Told
from backend.events.stream import EventStream
from backend.problems import Refusal
from shared.clock import Clock
from shared.wire.events import AccountEvent, StoreHint
from shared.wire.problems import Code

STREAM = "text/event-stream"
AccountOf = Callable[[Connection, str], tuple[str, int] | None]
"""(account, its version) of a member: holdings lie in an outer layer."""
Beside = Callable[[Connection, str], list[Told]]
"""What a member is told beside the account's events: approvals and notices lie in outer layers too."""


class EventEndpoints:
    def __init__(self, *, database: Database, clock: Clock, sessions: Sessions, feed: Feed, account_of: AccountOf, beside: Beside) -> None:
        self._database = database
        self._clock = clock
        self._sessions = sessions
        self._feed = feed
        self._account_of = account_of
        self._beside = beside

    async def mine(self, request: Call) -> EventStream:
        """Events of the member's account. `Last-Event-ID` is the last version seen; everything after it comes first, then what happens."""
        member = request.user.member_id
        found = await self._database.read(lambda connection: self._account_of(connection, member))
        if found is None:
            raise Refusal(Code.NOT_FOUND)
        account_id, version = found
        last = request.headers.get("last-event-id", "")
        after = min(int(last), version) if last.isascii() and last.isdigit() and len(last) < 16 else version
        source = AccountSource(self._database, account_id, after, lambda connection: self._beside(connection, member))
        return EventStream(lambda: self._feed.listen(account_id, request.user.source, EVERYBODY), source, self._still(request))

    async def store(self, request: Call, store: FromPath[str]) -> EventStream:
        """Hints of a store: something changed, ask. They carry no data, and begin a little before now rather than a little after."""
        request.user.at(Action.HEAR_STORE, store)
        start = max(0, await self._database.read(repository.last_id) - BEFORE)
        source = StoreSource(self._database, self._clock, store, start)
        return EventStream(lambda: self._feed.listen(store, request.user.source), source, self._still(request))

    def _still(self, request: Call) -> Callable[[], Awaitable[bool]]:
        token = bearer(request.scope["headers"])

        async def alive() -> bool:
            found = await self._sessions.principal(token, acts=False)
            return isinstance(found, Principal) and not found.idle

        return alive

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("GET", "/v1/me/events", Action.READ_OWN, self.mine, answer=AccountEvent, media_type=STREAM),
            route("GET", "/v1/stores/{store:str}/events", Action.HEAR_STORE, self.store, answer=StoreHint, media_type=STREAM),
        )
