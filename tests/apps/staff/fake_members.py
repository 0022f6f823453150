"""The members of the fake shop as those see them who look after them; and tables on their way out."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import msgspec

from shared.wire import directory as wire
from shared.wire.members import HistoryRow, RankView
from shared.wire.sales import Expiry
from tests.apps.staff.made_up import uid, voucher

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
RATES = {"gold": 1500, "silver": 1250, "regular": 1000}
RANKS = (("gold", 186_400), ("silver", 61_200), ("regular", 8_140), ("regular", 0))


def member(number: int, **changes: Any) -> wire.MemberRow:
    rank, spent = RANKS[number % len(RANKS)]
    usual = wire.MemberRow(
        id=uid(600 + number),
        card=f"{9014 - number * 137:04}",
        rank=rank,
        spent=spent,
        balance=spent // 80,
        last_visit_at=None if not spent else NOW - timedelta(days=number * 3),
        joined_at=NOW - timedelta(days=20 + number * 9),
        store="本店" if number % 3 else "駅前店",
        frozen=number == 5,
    )
    return msgspec.structs.replace(usual, **changes)


DID: tuple[tuple[Any, int], ...] = (("grant", 37), ("redeem", -500), ("adjust", 100), ("expire", -20), ("join", 100))
MEMBERS = tuple(member(number) for number in range(12))


def page(row: wire.MemberRow, **changes: Any) -> wire.MemberPage:
    usual = wire.MemberPage(
        row=row,
        name="山本 花子",
        email=None,
        birthday=None,
        rank=RankView(
            rank=row.rank,
            rate_permille=RATES[row.rank],
            spent=row.spent,
            next_rank=None if row.rank == "gold" else "gold",
            to_next=0 if row.rank == "gold" else 120_000 - row.spent,
            next_at=120_000,
        ),
        debt=0,
        expiries=(Expiry(points=120, on=date(2026, 11, 30)), Expiry(points=645, on=date(2027, 10, 31))),
        devices=2,
        visits=14,
        frozen_at=NOW if row.frozen else None,
        vouchers=(
            voucher(1),
            voucher(2, kind="amount", value=200, name_ja="200 円引き", name_en="¥200 off", state="used", usable=False),
            voucher(3, kind="amount", value=500, name_ja="新春 500 円引き", name_en="¥500 off", usable=False),
        ),
        points=tuple(
            HistoryRow(
                id=uid(700 + n), version=n, kind=kind, points=points, balance=765, at=NOW - timedelta(days=n), store="本店", receipt=None
            )
            for n, (kind, points) in enumerate(DID)
        ),
        receipts=(
            wire.MemberReceipt(id=uid(801), kind="sale", at=NOW, store="本店", total=3780, points=37, points_used=500),
            wire.MemberReceipt(
                id=uid(802), kind="return", at=NOW - timedelta(days=2), store="本店", total=-480, points=-4, points_used=0
            ),
        ),
    )  # fmt: skip
    return msgspec.structs.replace(usual, **changes)


@dataclass
class FakeMembers:
    rows: tuple[wire.MemberRow, ...] = MEMBERS
    at_once: int = 50
    changes: dict[str, Any] = field(default_factory=dict[str, Any])
    """What one member's page has that differs from the usual."""
    opened: list[str] = field(default_factory=list[str])
    asked: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    def find(self, content: bytes) -> httpx.Response:
        number = msgspec.json.decode(content, type=wire.FindMember).number
        return _good(wire.MembersPage(rows=tuple(row for row in self.rows if row.card == number[-4:]), next=None))

    def answer(self, last: str, query: dict[str, str]) -> httpx.Response:
        if last != "members":
            self.opened.append(last)
            return _good(page(next(row for row in self.rows if row.id == last), **self.changes))
        self.asked.append(query)
        found = [row for row in self.rows if query.get("rank", row.rank) == row.rank and row.card == query.get("card", row.card)]
        found.sort(key=lambda row: _key(row, query["sort"]), reverse=True)
        start = int(query.get("before", "0"))
        following = str(start + self.at_once) if start + self.at_once < len(found) else None
        return _good(wire.MembersPage(rows=tuple(found[start : start + self.at_once]), next=following))


@dataclass
class FakeExports:
    """A table of `rows` lines in pieces; with a `gate` the second half waits until it is set."""

    rows: int = 1200
    gate: asyncio.Event | None = None
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list[tuple[str, dict[str, str]]])

    def answer(self, path: str, query: dict[str, str]) -> httpx.Response:
        self.asked.append((path.rsplit("/", 1)[-1], query))
        return httpx.Response(200, headers={"tamaru-rows": str(self.rows)}, stream=_Pieces(self.rows, self.gate))


class _Pieces(httpx.AsyncByteStream):
    def __init__(self, rows: int, gate: asyncio.Event | None) -> None:
        self._rows, self._gate = rows, gate

    async def __aiter__(self) -> AsyncIterator[bytes]:
        half = self._rows // 2
        yield b"head\r\n" + b"1,2\r\n" * half
        if self._gate is not None:
            await self._gate.wait()
        yield b"1,2\r\n" * (self._rows - half)


def _key(row: wire.MemberRow, sort: str) -> float:
    last = row.last_visit_at or datetime(2000, 1, 1, tzinfo=UTC)
    return {"joined": row.joined_at.timestamp(), "visited": last.timestamp(), "spent": row.spent}[sort]


def _good(answer: msgspec.Struct) -> httpx.Response:
    return httpx.Response(200, content=msgspec.json.encode(answer))
