"""The member's receipts: found, read, and taken along as PDF and as a household book."""

import asyncio
import re
from collections.abc import Callable, Sequence
from datetime import date

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.db.engine import Database
from backend.kit.http import Reply, cursor, found, path_id
from backend.problems import Refusal, language_of
from backend.receipts import finding, repository
from backend.receipts.book import book
from backend.receipts.paper import paper
from backend.receipts.search import MOST_YEN, Search
from shared.clock import HOUR, SECOND, Clock
from shared.lines import Window
from shared.wire import receipts as wire
from shared.wire.problems import Code

CURSOR = re.compile(r"[0-9]{1,15}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
AMOUNT = re.compile(r"[0-9]{1,10}")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
LONGEST = 40
"""Characters of an item to look for."""
BOOK_DAYS = 400
"""A year, and a month to spare, in one household book."""
FILES_PER_HOUR = 120
"""Of one member: a PDF takes a quarter of a second."""
Coupons = Callable[[Connection, str], tuple[wire.ReceiptCoupon, ...]]
"""Those used on a sale, by its id."""


class ReceiptEndpoints:
    def __init__(self, database: Database, clock: Clock, coupons_of: Coupons) -> None:
        self._database = database
        self._clock = clock
        self._coupons_of = coupons_of
        self._files = Window(clock, FILES_PER_HOUR, HOUR // SECOND)

    async def page(self, request: Call) -> Reply:
        """The member's receipts, newest first: all, or those of a search, with the sums of the months on the page."""
        member, search, before = request.user.member_id, _search(request), cursor(request, CURSOR)
        return found(await self._database.read(lambda connection: finding.page(connection, member, search, before)))

    async def receipt(self, request: Call, receipt: FromPath[str]) -> Reply:
        """One of the member's receipts, with tax per rate, its coupons and its return code."""
        return found(await self._one(request, receipt))

    async def pdf(self, request: Call, receipt: FromPath[str]) -> Reply:
        """The same as a document, with its fonts inside, in the language of Accept-Language."""
        shown = await self._one(request, receipt)
        if shown is None:
            raise Refusal(Code.NOT_FOUND)
        self._count(request)
        language, now = _language(request), self._clock.now()
        return Reply(await asyncio.to_thread(paper, shown, language, now), media_type=b"application/pdf")

    async def csv(self, request: Call) -> Reply:
        """家計簿: one row for each line bought in a range of days (at most 400), as a spreadsheet; `store` narrows it."""
        search = _search(request)
        if search.since is None or search.until is None:
            raise Refusal(Code.INVALID, where="since")
        if not 0 <= (search.until - search.since).days < BOOK_DAYS:
            raise Refusal(Code.INVALID, where="until")
        self._count(request)
        member, language = request.user.member_id, _language(request)
        wanted = Search(search.since, search.until, store=search.store)
        lines = await self._database.read(lambda connection: finding.bought(connection, member, wanted))
        return Reply(book(lines, language), media_type=b"text/csv; charset=utf-8")

    async def _one(self, request: Call, receipt: str) -> wire.Receipt | None:
        member, sale = request.user.member_id, path_id(receipt)

        def look(connection: Connection) -> wire.Receipt | None:
            shown = repository.receipt(connection, member, sale)
            return None if shown is None else msgspec.structs.replace(shown, coupons=self._coupons_of(connection, sale))

        return await self._database.read(look)

    def _count(self, request: Call) -> None:
        if seconds := self._files.wait(request.user.member_id):
            raise Refusal(Code.RATE_LIMITED, seconds=seconds)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        every, one = "/v1/me/receipts", "/v1/me/receipts/{receipt:str}"
        return (
            route("GET", every, Action.READ_OWN_RECEIPTS, self.page, answer=wire.ReceiptsPage),
            route("GET", f"{every}.csv", Action.READ_OWN_RECEIPTS, self.csv, answer=dict, media_type="text/csv"),
            route("GET", one, Action.READ_OWN_RECEIPTS, self.receipt, answer=wire.Receipt),
            route("GET", f"{one}/pdf", Action.READ_OWN_RECEIPTS, self.pdf, answer=dict, media_type="application/pdf"),
        )


def _language(request: Call) -> str:
    return language_of(request.headers.get("accept-language", ""))


def _search(request: Call) -> Search:
    query = request.query_params
    store, text = query.get("store", ""), query.get("item", "")
    if store and not SLUG.fullmatch(store):
        raise Refusal(Code.INVALID, where="store")
    if len(text) > LONGEST or "\0" in text:
        raise Refusal(Code.INVALID, where="item")
    low, high = _amount(query.get("low", ""), "low"), _amount(query.get("high", ""), "high")
    return Search(_day(query.get("since", ""), "since"), _day(query.get("until", ""), "until"), low, high, store, text.strip())


def _day(text: str, where: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(Code.INVALID, where=where) from error


def _amount(text: str, where: str) -> int | None:
    if not text:
        return None
    if not AMOUNT.fullmatch(text) or int(text) > MOST_YEN:
        raise Refusal(Code.INVALID, where=where)
    return int(text)
