"""What a manager looks at. Days as 2026-11-30, stores as honten,eki; without them every store of his, the last 30 days."""

from collections.abc import Callable
from typing import Literal

from shared.client.base import path_of
from shared.client.staff import StaffApi
from shared.wire import directory, stats
from shared.wire.staff import Store

Format = Literal["csv", "xlsx"]
Progress = Callable[[int, int], None]
"""Rows that have come (0 until a file of the other kind comes as a whole), and how many there will be."""


class BoardsApi(StaffApi):
    async def board_stores(self) -> tuple[Store, ...]:
        return await self._ask("GET", "/v1/boards/stores", tuple[Store, ...])

    async def sales_board(
        self, *, stores: str | None = None, since: str | None = None, until: str | None = None, by: stats.By = "day"
    ) -> stats.SalesBoard:
        return await self._ask("GET", "/v1/boards/sales", stats.SalesBoard, stores=stores, since=since, until=until, by=by)

    async def items_board(self, *, stores: str | None = None, since: str | None = None, until: str | None = None) -> stats.ItemsBoard:
        return await self._ask("GET", "/v1/boards/items", stats.ItemsBoard, stores=stores, since=since, until=until)

    async def hours_board(self, *, stores: str | None = None, since: str | None = None, until: str | None = None) -> stats.HoursBoard:
        return await self._ask("GET", "/v1/boards/hours", stats.HoursBoard, stores=stores, since=since, until=until)

    async def coupons_board(self, *, stores: str | None = None, since: str | None = None, until: str | None = None) -> stats.CouponsBoard:
        return await self._ask("GET", "/v1/boards/coupons", stats.CouponsBoard, stores=stores, since=since, until=until)

    async def members_board(
        self,
        *,
        stores: str | None = None,
        card: str | None = None,
        rank: str | None = None,
        sort: str | None = None,
        before: str | None = None,
    ) -> directory.MembersPage:
        path = "/v1/boards/members"
        return await self._ask("GET", path, directory.MembersPage, stores=stores, card=card, rank=rank, sort=sort, before=before)

    async def find_member(self, number: str) -> directory.MembersPage:
        """By the whole number of a card."""
        return await self._ask("POST", "/v1/boards/members:find", directory.MembersPage, directory.FindMember(number=number))

    async def member_page(self, member: str) -> directory.MemberPage:
        """That it was opened is kept."""
        return await self._ask("GET", path_of("boards", "members", member), directory.MemberPage)

    async def export(self, board: str, kind: Format, heard: Progress, **query: str | None) -> bytes:
        """A board as a file; `heard` is told how far it has come. Takes as long as it takes."""
        return await self._exported(path_of("exports", board), kind, heard, format=kind, **query)

    async def log_file(
        self, store: str, kind: Format, heard: Progress, *, action: str | None = None, since: str | None = None, whole: bool = False
    ) -> bytes:
        """The log of a store, or of what concerns no single one; at most 10,000 rows, of 31 days when no day is given."""
        path, more = path_of("stores", store, f"audit.{kind}"), {"since": since, "whole": "1" if whole else None}
        return await self._exported(path, kind, heard, action=action, **more)

    async def _exported(self, path: str, kind: Format, heard: Progress, **query: str | None) -> bytes:
        come = -1  # the head is no row

        def count(piece: bytes, rows: int) -> None:
            nonlocal come
            come += piece.count(b"\r\n") if kind == "csv" else 0
            heard(max(0, min(come, rows)), rows)

        return await self._download(path, count, **query)

    async def terminals(self, store: str) -> tuple[stats.TerminalRow, ...]:
        return await self._ask("GET", path_of("stores", store, "terminals"), tuple[stats.TerminalRow, ...])

    async def link_terminal(self, store: str, terminal: str, body: stats.LinkTerminal) -> None:
        return await self._ask("POST", path_of("stores", store, "terminals", terminal), type(None), body)
