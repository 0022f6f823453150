"""Which part gets which: read top to bottom, it is the server's wiring."""

import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from sqlalchemy import Connection

from backend.analytics import sums
from backend.analytics.directory import DirectoryEndpoints
from backend.analytics.endpoints import BoardEndpoints
from backend.analytics.terminals import TerminalEndpoints
from backend.app.edge import Edge
from backend.app.openapi import DocumentEndpoint
from backend.app.pages import PageEndpoints
from backend.auth.codes import Codes
from backend.auth.connectors import Connectors
from backend.auth.devices import Devices
from backend.auth.endpoints import AuthEndpoints
from backend.auth.guard import Guard, check, limits_of
from backend.auth.mail_codes import MailCodes
from backend.auth.office import Office
from backend.auth.pins import Pins
from backend.auth.sessions import Sessions
from backend.cases.endpoints import CaseEndpoints
from backend.cases.questions import Questions
from backend.cases.service import Cases
from backend.checkin.endpoints import CheckinEndpoints
from backend.checkin.service import Kiosk
from backend.checkin.surveys import Surveys
from backend.coupons.endpoints import CouponEndpoints
from backend.coupons.service import Coupons
from backend.db.engine import Database
from backend.db.writer import Unavailable
from backend.earning import gifts
from backend.events.endpoints import Beside, EventEndpoints
from backend.events.feed import Feed
from backend.goods.endpoints import GoodsEndpoints
from backend.goods.service import Goods
from backend.inbox.service import Inbox
from backend.jobs import alerts, birthdays, expiry, notices, retention, sealer, sweep
from backend.jobs.runner import Job, Jobs
from backend.kit import keys as kit_keys
from backend.kit.http import MAX_BODY
from backend.kit.ids import Ids, SystemIds
from backend.kit.mail import Mail, open_mail
from backend.kit.metrics import Metrics
from backend.kit.proxies import Proxies
from backend.ledger import repository as ledger
from backend.ledger.endpoints import LedgerEndpoints
from backend.media.endpoints import MediaEndpoints
from backend.members import repository as members
from backend.members.confirm import Confirm
from backend.members.endpoints import MemberEndpoints
from backend.members.own import Own
from backend.members.own_endpoints import OwnEndpoints
from backend.members.personal import Personal
from backend.members.service import Members
from backend.notices.endpoints import NoticeEndpoints
from backend.notices.fields import OwnFields
from backend.notices.service import Notices
from backend.pos.bulk import Bulk
from backend.pos.endpoints import PosEndpoints
from backend.pos.service import Sales
from backend.privacy.endpoints import PrivacyEndpoints
from backend.privacy.service import Privacy
from backend.problems import Handler
from backend.receipts.endpoints import ReceiptEndpoints
from backend.settings import Settings
from backend.stores import repository as stores
from backend.stores.brand import Brand
from backend.stores.brand_endpoints import BrandEndpoints
from backend.stores.connections import Connections
from backend.stores.endpoints import StoreEndpoints
from backend.stores.office_endpoints import OfficeEndpoints
from backend.stores.people import People
from backend.stores.people_endpoints import PeopleEndpoints
from backend.stores.service import Stores
from backend.takeover.endpoints import TakeoverEndpoints
from backend.takeover.service import Takeovers
from backend.tickets.endpoints import TicketEndpoints
from backend.tickets.service import TicketOffers
from backend.till.adjustments import Adjustments
from backend.till.approval_endpoints import ApprovalEndpoints
from backend.till.approvals import Approvals
from backend.till.choosing import ChoiceEndpoints
from backend.till.claiming import ClaimEndpoints
from backend.till.desk import Desk
from backend.till.endpoints import TillEndpoints
from backend.till.exchanges import Exchanges
from backend.till.identify import Identify
from backend.till.log_endpoints import LogEndpoints
from backend.till.note_endpoints import NoteEndpoints
from backend.till.proposing import ProposalEndpoints
from backend.till.return_desk import ReturnDesk
from backend.till.rule_endpoints import RuleEndpoints
from backend.till.service import Till
from backend.till.takeovers import TakeoverDesk
from backend.till.ticket_desk import TicketDesk
from backend.till.used_coupons import coupons_of_sale
from backend.till.view_endpoints import ViewEndpoints
from backend.till.words import WordEndpoints
from shared.clock import MINUTE, Clock, SystemClock
from shared.wire.problems import Code

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger("tamaru")


class Api:
    """The ASGI application. `close_streams` lets a server stop that has open event streams."""

    def __init__(self, app: "ASGIApp", feed: Feed, handlers: Sequence[HTTPRouteHandler], metrics: Metrics) -> None:
        self._edge = app
        self.metrics = metrics
        self._feed = feed
        self.handlers = handlers

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        await self._edge(scope, receive, send)

    def close_streams(self) -> None:
        self._feed.close()


class Shop:
    """What joining needs from the layers above members."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def has_store(self, connection: Connection, store: str) -> bool:
        return _has_store(connection, store)

    def join(self, connection: Connection, member_id: str, store: str) -> None:
        self._till.join(connection, member_id, store)


def _has_store(connection: Connection, store: str) -> bool:
    return stores.store(connection, store) is not None


def _member_of_card(connection: Connection, number: str) -> str | None:
    return members.ids_by_card(connection, [number]).get(number)


def _stream_of(connection: Connection, member_id: str) -> tuple[str, int] | None:
    held = ledger.held(connection, member_id)
    return None if held is None else (held.account_id, held.version)


def _inbox(database: Database, clock: Clock, personal: Personal, till: Till) -> Sequence[HTTPRouteHandler]:
    own = OwnFields(database, clock, personal)
    return (*NoticeEndpoints(Notices(database, clock, personal), own).routes(), *ClaimEndpoints(database, clock, till).routes())


def _beside(approvals: Approvals, notices: Notices) -> Beside:
    """What the member's stream says besides the account's events."""
    return lambda connection, member: [*approvals.told(connection, member), *notices.told(connection, member)]


def _old_cards(takeovers: Takeovers, clock: Clock, till: Till) -> Sequence[HTTPRouteHandler]:
    return (*TakeoverEndpoints(takeovers).routes(), *TakeoverDesk(clock, till, takeovers).routes())


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

    sessions = Sessions(database, keys, clock, stores.own_member, settings.idle_minutes * MINUTE)
    codes = Codes(database, keys, clock)
    connectors = Connectors(database, keys, clock, ids)
    till = Till(database, clock, ids)
    personal = Personal(keys)
    identify = Identify(database, codes, clock)
    pins = Pins(database, keys, clock, sessions)
    people = People(database, clock, ids, sessions, pins, _member_of_card)
    shop = Stores(
        database=database,
        clock=clock,
        ids=ids,
        sessions=sessions,
        pins=pins,
        devices=Devices(clock, ids),
        connectors=connectors,
        setup_token=settings.setup_token,
    )
    brand = Brand(database, clock, settings.card_address)
    confirm = Confirm(database, mail, MailCodes(database, keys, clock, ids), lambda connection: stores.brand_name(connection) or "")
    joining = Members(
        database=database, clock=clock, ids=ids, confirm=confirm, codes=codes, sessions=sessions, personal=personal, shop=Shop(till)
    )
    approvals = Approvals(database, clock, ids, codes)
    desk = Desk(database=database, clock=clock, till=till, identify=identify, approvals=approvals)
    privacy = Privacy(
        database=database,
        clock=clock,
        personal=personal,
        confirm=confirm,
        codes=codes,
        sessions=sessions,
        till=till,
        brand=lambda connection: stores.brand_name(connection) or "",
    )
    own = Own(database=database, clock=clock, personal=personal, confirm=confirm, codes=codes, sessions=sessions)
    sales = Sales(database=database, clock=clock, till=till, identify=identify, has_store=_has_store)
    inbox = Inbox(database, clock, sales.apply)
    adjustments = Adjustments(database, clock, till)
    recurring: dict[str, Job] = {
        sealer.NAME: sealer.Sealer(database, clock, keys).run,
        alerts.NAME: alerts.Alerts(database, clock, ids).run,
        "adjustments": adjustments.book_due,
        expiry.NAME: expiry.Expiry(database, clock, till).run,
        birthdays.NAME: birthdays.Birthdays(database, clock, personal).run,
        notices.NAME: notices.NoticeJob(database, clock, ids).run,
        sums.NAME: sums.Sums(database, clock).run,
        sweep.NAME: sweep.Sweep(database, clock).run,
    }
    if settings.retention_years:
        recurring[retention.NAME] = retention.Retention(database, clock, privacy, settings.retention_years).run
    jobs = Jobs(database, clock, recurring)
    feed = Feed(database, clock)
    database.writer.on_commit(feed.heard)
    metrics = Metrics(clock)
    database.writer.measure(metrics.batch)
    metrics.gauge("tamaru_till_waiting", "Work that waits for the writer.", lambda: database.writer.waiting)
    metrics.gauge("tamaru_inbox_waiting", "Events kept and not yet applied.", lambda: inbox.depth)
    metrics.gauge("tamaru_streams", "Open event streams.", lambda: feed.listeners)

    handlers = (
        *PageEndpoints(mail).routes(),
        *AuthEndpoints(sessions, codes, clock).routes(),
        *StoreEndpoints(shop).routes(),
        *Connections(database, clock, sessions, connectors).routes(),
        *PeopleEndpoints(people).routes(),
        *BrandEndpoints(brand).routes(),
        *RuleEndpoints(database, clock).routes(),
        *MediaEndpoints(database, clock).routes(),
        *OfficeEndpoints(Office(database, keys, clock, ids, sessions), pins, database, clock).routes(),
        *MemberEndpoints(joining, clock).routes(),
        *OwnEndpoints(own).routes(),
        *PrivacyEndpoints(privacy).routes(),
        *EventEndpoints(
            database=database,
            clock=clock,
            sessions=sessions,
            feed=feed,
            account_of=_stream_of,
            beside=_beside(approvals, Notices(database, clock, personal)),
        ).routes(),
        *_inbox(database, clock, personal, till),
        *CouponEndpoints(Coupons(database, clock), database, clock).routes(),
        *LedgerEndpoints(database, clock).routes(),
        *ReceiptEndpoints(database, clock, coupons_of_sale).routes(),
        *ReturnDesk(database, clock, ids, till).routes(),
        *TillEndpoints(desk, database, clock, personal).routes(),
        *adjustments.routes(),
        *GoodsEndpoints(Goods(database, clock, gifts.bar)).routes(),
        *Exchanges(database=database, clock=clock, ids=ids, till=till, approvals=approvals).routes(),
        *TicketEndpoints(TicketOffers(database, clock)).routes(),
        *TicketDesk(clock, till).routes(),
        *NoteEndpoints(database, clock, personal).routes(),
        *_old_cards(Takeovers(database=database, clock=clock, ids=ids, keys=keys, personal=personal), clock, till),
        *CheckinEndpoints(
            Kiosk(database=database, clock=clock, till=till, identify=identify, personal=personal, pins=pins, sessions=sessions),
            Surveys(database, clock),
        ).routes(),
        *ApprovalEndpoints(approvals).routes(),
        *ViewEndpoints(database, clock, personal).routes(),
        *ChoiceEndpoints(database, clock).routes(),
        *WordEndpoints(database, clock, till).routes(),
        *ProposalEndpoints(database, clock).routes(),
        *CaseEndpoints(Cases(database, clock)).routes(),
        *Questions(database, clock, ids).routes(),
        *LogEndpoints(database, clock, ids).routes(),
        *BoardEndpoints(database, clock).routes(),
        *DirectoryEndpoints(database, clock, personal).routes(),
        *TerminalEndpoints(database, clock).routes(),
        *PosEndpoints(sales, Bulk(sales, till), inbox, connectors, clock).routes(),
    )
    handlers = (*handlers, DocumentEndpoint(handlers).route())
    check(handlers)

    @asynccontextmanager
    async def running(_: Litestar) -> AsyncGenerator[None]:
        inbox.start()
        jobs.start()
        yield
        feed.close()
        await jobs.close()
        await inbox.close()
        await mail.close()
        await database.close()

    app = Litestar(
        handlers,
        guards=[Guard(sessions, limits_of(clock) if settings.rate_limits else {}, brand.has)],
        exception_handlers={Exception: Handler({Unavailable: Code.UNAVAILABLE})},
        lifespan=[running],
        openapi_config=None,
        logging_config=None,
        request_max_body_size=MAX_BODY,
    )
    edge = Edge(app, clock=clock, metrics=metrics, proxies=Proxies(settings.trusted_proxies), limited=settings.rate_limits)
    return Api(edge, feed, handlers, metrics)
