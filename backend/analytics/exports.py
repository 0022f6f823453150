"""The boards as spreadsheets: read a page at a time, written as they go, and in the log before the first byte leaves."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection

from backend.analytics import lines, people
from backend.analytics.asking import asked
from backend.analytics.boards import Asked
from backend.analytics.headings import HEADS, TICKETS_LEFT, Board
from backend.analytics.lines import Row
from backend.analytics.rules import By
from backend.audit import trail
from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.db.engine import Database
from backend.kit.streamed import Streamed
from backend.kit.table import Format, Sheet, XlsxSheet, sheet
from backend.problems import Refusal, language_of
from backend.stores import brand
from shared.clock import Clock
from shared.wire.problems import Code

PAGE = 500
"""Rows that are read and written at a time."""


@dataclass(frozen=True, slots=True)
class Export:
    """A table on its way out: what stands over it, how many rows it will have, and the rows after one (None: from the beginning)."""

    head: tuple[str, ...]
    count: int
    after: Callable[[Connection, object], tuple[Sequence[Row], object]]
    """Answers a page and where the next begins; None when there is none."""


class Exports:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def board(self, request: Call, board: Board, by: By) -> Streamed:
        what, language = asked(request, Action.READ_BOARDS, self._clock.now()), _language(request)
        rows = await self._database.read(lambda connection: lines.of(connection, what, board, by, language, self._clock.now()))

        def after(_: Connection, place: object) -> tuple[Sequence[Row], object]:
            start = cast("int", place or 0)
            return rows[start : start + PAGE], start + PAGE if start + PAGE < len(rows) else None

        return await self._send(request, board, what, Export(HEADS[board][language], len(rows), after))

    async def members(self, request: Call) -> Streamed:
        what, wanted, language = asked(request, Action.READ_MEMBERS, self._clock.now()), people.wanted(request), _language(request)
        now = self._clock.now()

        def begin(connection: Connection) -> tuple[int, bool]:
            return people.count(connection, what.stores, wanted, now), brand.has(connection, "tickets")

        count, tickets_too = await self._database.read(begin)

        def after(connection: Connection, place: object) -> tuple[Sequence[Row], object]:
            page = people.page(connection, what.stores, wanted, now, before=cast("str | None", place), most=PAGE)
            left = people.tickets_left(connection, [row.id for row in page.rows], now) if tickets_too else None
            return [lines.of_member(row, language, left) for row in page.rows], page.next

        head = (*HEADS["members"][language], *((TICKETS_LEFT[language],) if tickets_too else ()))
        return await self._send(request, "members", what, Export(head, count, after))

    async def _send(self, request: Call, board: Board, what: Asked, export: Export) -> Streamed:
        kind = _format(request)
        if kind == "xlsx" and export.count > XlsxSheet.most_rows:
            raise Refusal(Code.EXPORT_TOO_LONG, most=XlsxSheet.most_rows)
        now, actor = self._clock.now(), request.user.actor

        def record(connection: Connection) -> None:
            for store in what.stores:
                days = {"since": what.since.isoformat(), "until": what.until.isoformat()}
                trail.record(connection, now, actor, "board.export", board, store=store, format=kind, rows=export.count, **days)

        await self._database.transact(record)
        out = sheet(kind, export.head)
        name = f"{board}-{what.since.isoformat()}-{what.until.isoformat()}.{kind}"
        headers = {"content-disposition": f'attachment; filename="{name}"', "tamaru-rows": str(export.count)}
        return Streamed(self._pieces(out, export), out.media_type, headers)

    async def _pieces(self, out: Sheet, export: Export) -> AsyncIterator[bytes]:
        place: object = None
        while True:
            here = place
            rows, place = await self._database.read(lambda connection: export.after(connection, here))  # noqa: B023 - awaited in the same turn
            yield await asyncio.to_thread(out.add, rows)
            if place is None:
                break
        pieces: Iterator[bytes] = out.close()
        while (piece := await asyncio.to_thread(_next, pieces)) is not None:
            yield piece


def _next(pieces: Iterator[bytes]) -> bytes | None:
    return next(pieces, None)


def _language(request: Call) -> str:
    return language_of(request.headers.get("accept-language", ""))


def _format(request: Call) -> Format:
    kind = request.query_params.get("format", "csv")
    if kind not in ("csv", "xlsx"):
        raise Refusal(Code.INVALID, where="format")
    return kind
