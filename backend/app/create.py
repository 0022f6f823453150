"""Which part gets which: read top to bottom, it is the server's wiring."""

import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from sqlalchemy import Connection

from backend.app.edge import Edge
from backend.app.pages import PageEndpoints
from backend.auth.codes import Codes
from backend.auth.connectors import Connectors
from backend.auth.devices import Devices
from backend.auth.endpoints import AuthEndpoints
from backend.auth.guard import Guard, check
from backend.auth.mail_codes import MailCodes
from backend.auth.pins import Pins
from backend.auth.sessions import Sessions
from backend.db.engine import Database
from backend.db.writer import Unavailable
from backend.events.endpoints import EventEndpoints
from backend.events.feed import Feed
from backend.kit import keys as kit_keys
from backend.kit.http import MAX_BODY
from backend.kit.ids import Ids, SystemIds
from backend.kit.mail import Mail, open_mail
from backend.members.endpoints import MemberEndpoints
from backend.members.service import Members
from backend.problems import Handler
from backend.settings import Settings
from backend.stores import repository as stores
from backend.stores.endpoints import StoreEndpoints
from backend.stores.service import Stores
from shared.clock import Clock, SystemClock
from shared.wire.problems import Code

if TYPE_CHECKING:
    from litestar.types import Receive, Scope, Send

log = logging.getLogger("tamaru")


class Api:
    """The ASGI application. `close_streams` lets a server stop that has open event streams."""

    def __init__(self, app: Litestar, feed: Feed, handlers: Sequence[HTTPRouteHandler]) -> None:
        self._edge = Edge(app)
        self._feed = feed
        self.handlers = handlers

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        await self._edge(scope, receive, send)

    def close_streams(self) -> None:
        self._feed.close()


class Shop:
    """What joining needs from the layers above members."""

    def brand(self, connection: Connection) -> str:
        return stores.brand_name(connection) or ""

    def has_store(self, connection: Connection, store: str) -> bool:
        return stores.store(connection, store) is not None

    def join(self, connection: Connection, member_id: str, store: str, now: int) -> None:
        raise NotImplementedError


def create(
    settings: Settings,
    *,
    database: Database | None = None,
    clock: Clock | None = None,
    ids: Ids | None = None,
    mail: Mail | None = None,
) -> Api:
    """The API over a database whose schema is there already. What is not given is the real thing."""
    clock = clock or SystemClock()
    ids = ids or SystemIds(clock)
    mail = mail or open_mail(settings.mail, settings.mail_from, clock)
    database = database or Database.open(settings.url)
    keys = kit_keys.load(settings.data)

    sessions = Sessions(database, clock, stores.own_member)
    codes = Codes(database, keys, clock)
    connectors = Connectors(database, keys, clock, ids)
    shop = Stores(
        database=database,
        clock=clock,
        ids=ids,
        pins=Pins(database, keys, clock, sessions),
        devices=Devices(clock, ids),
        connectors=connectors,
        open_store=lambda connection, store: None,
        setup_token=settings.setup_token,
    )
    mail_codes = MailCodes(database, keys, clock, ids)
    members = Members(
        database=database, clock=clock, ids=ids, mail=mail, mail_codes=mail_codes, codes=codes, sessions=sessions, shop=Shop()
    )
    feed = Feed(database, clock)
    database.writer.on_commit(feed.heard)

    handlers = (
        *PageEndpoints(mail).routes(),
        *AuthEndpoints(sessions, codes, clock).routes(),
        *StoreEndpoints(shop).routes(),
        *MemberEndpoints(members).routes(),
        *EventEndpoints(database=database, clock=clock, sessions=sessions, feed=feed, account_of=lambda connection, member: None).routes(),
    )
    check(handlers)

    @asynccontextmanager
    async def running(_: Litestar) -> AsyncGenerator[None]:
        yield
        feed.close()
        await mail.close()
        await database.close()

    app = Litestar(
        handlers,
        guards=[Guard(sessions)],
        exception_handlers={Exception: Handler({Unavailable: Code.UNAVAILABLE})},
        lifespan=[running],
        openapi_config=None,
        logging_config=None,
        request_max_body_size=MAX_BODY,
    )
    return Api(app, feed, handlers)
