"""The boards of a made-up bakery with two stores: figures with weekdays, seasons and hours in them, the same every time."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import httpx
import msgspec

from shared.wire import stats
from shared.wire.staff import Store

STORES = (Store(id="honten", name="本店"), Store(id="eki", name="駅前店"))
WEIGHT = (70, 74, 78, 82, 105, 150, 140)
"""By weekday."""
ITEMS = (
    ("クロワッサン", 28_000, 280), ("食パン(一斤)", 9_000, 420), ("クリームパン", 15_500, 210), ("バゲット", 7_200, 330),
    ("カレーパン", 9_800, 230), ("あんぱん", 10_400, 190), ("ホットコーヒー", 5_900, 300), ("メロンパン", 7_400, 220),
    ("サンドイッチ", 2_600, 480), ("エコバッグ", 700, 550), ("量り売りクッキー", 1_250, 620), ("季節のタルト 栗とほうじ茶のモンブラン仕立て", 640, 680),
)  # fmt: skip
COUPONS = (
    stats.CouponRow(
        id="welcome", name_ja="はじめての 10% 引き", name_en="10% off your first visit", starts_on=date(2026, 11, 1),
        ends_on=date(2027, 1, 31), issued=412, used=188, used_here=46, receipts=44, sales=78_400,
    ),
    stats.CouponRow(
        id="rain", name_ja="雨の日 100 円引き", name_en="¥100 off on rainy days", starts_on=date(2026, 9, 1), ends_on=date(2026, 11, 30),
        issued=960, used=301, used_here=73, receipts=73, sales=96_200,
    ),
    stats.CouponRow(
        id="birthday", name_ja="お誕生月のデザート", name_en="A dessert in your birthday month", starts_on=date(2026, 4, 1),
        ends_on=date(2027, 3, 31), issued=87, used=0, used_here=0, receipts=0, sales=0,
    ),
)  # fmt: skip


def of_day(day: date, part: int = 100) -> stats.Sums:
    """What a day brought; `part` per cent of it."""
    sales = 900 * WEIGHT[day.weekday()] * (100 + day.day % 7 - 3 + (day.month % 4) * 4) // 100 * part // 100
    return stats.Sums(
        sales=sales,
        receipts=sales // 1100,
        visits=sales // 2000,
        member_sales=sales * 46 // 100,
        member_receipts=sales // 2300,
        points_granted=sales // 210,
        points_used=sales // 450,
        coupons_used=sales // 9000,
        joined=day.day % 3,
    )


def added(every: list[stats.Sums]) -> stats.Sums:
    names = stats.Sums.__struct_fields__
    return stats.Sums(**{name: sum(getattr(sums, name) for sums in every) for name in names})


@dataclass
class FakeBoards:
    stores: tuple[Store, ...] = STORES
    empty: bool = False
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list[tuple[str, dict[str, str]]])

    def answer(self, board: str, query: dict[str, str]) -> httpx.Response:
        self.asked.append((board, query))
        if board == "stores":
            return _good(self.stores)
        since, until = date.fromisoformat(query["since"]), date.fromisoformat(query["until"])
        made: Any = getattr(self, f"_{board}")(since, until, query)
        return _good(made)

    def _sales(self, since: date, until: date, query: dict[str, str]) -> stats.SalesBoard:
        by, part = query["by"], 60 if query.get("stores") else 100
        rows: list[stats.Span] = []
        first = since
        while first <= until:
            last = min(_end(first, by), until)
            rows.append(self._span(first, last, part))
            first = last + timedelta(days=1)
        shares = (60, 40) if len(self.stores) > 1 else (100,)
        chosen = [(store, share) for store, share in zip(self.stores, shares, strict=False) if query.get("stores", store.id) == store.id]
        return stats.SalesBoard(
            since=since,
            until=until,
            by=by,  # pyright: ignore[reportArgumentType]  the app asks for nothing else
            rows=tuple(rows),
            total=_total(since, until, rows),
            stores=tuple(
                stats.StoreSales(
                    store=store.id,
                    name=store.name,
                    total=_total(since, until, [self._span(row.first, row.last, share) for row in rows]),
                    sales=tuple(row.now.sales * share // 100 for row in rows),
                )
                for store, share in chosen
            ),
        )

    def _span(self, first: date, last: date, part: int) -> stats.Span:
        if self.empty:
            return stats.Span(first=first, last=last, now=stats.Sums(), before=stats.Sums(), year=stats.Sums())
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return stats.Span(
            first=first,
            last=last,
            now=added([of_day(day, part) for day in days]),
            before=added([of_day(day - timedelta(days=7), part) for day in days]),
            year=added([of_day(day - timedelta(days=364), part * 88 // 100) for day in days]),
        )

    def _items(self, since: date, until: date, _: dict[str, str]) -> stats.ItemsBoard:
        days = (until - since).days + 1
        rows = tuple(
            stats.ItemRow(
                sku=f"49{n:011}", name=name, quantity_milli=pieces * days // 7 // 10 * 1000, amount=pieces * days // 7 // 10 * price
            )
            for n, (name, pieces, price) in enumerate(ITEMS)
        )
        shown = () if self.empty else tuple(sorted(rows, key=lambda row: -row.amount))
        return stats.ItemsBoard(since=since, until=until, rows=shown, kinds=len(shown), amount=sum(row.amount for row in shown))

    def _hours(self, since: date, until: date, _: dict[str, str]) -> stats.HoursBoard:
        weeks = max(1, ((until - since).days + 1) // 7)
        peaks = {8: 40, 9: 55, 10: 60, 11: 85, 12: 100, 13: 70, 14: 50, 15: 62, 16: 66, 17: 80, 18: 58, 19: 22}
        sales = tuple(
            tuple(
                0 if self.empty else WEIGHT[day] * peaks.get(hour, 0) * weeks + day * hour % 9 * 31 * bool(peaks.get(hour))
                for hour in range(24)
            )
            for day in range(7)
        )
        few = tuple(tuple(value // 1100 for value in line) for line in sales)
        return stats.HoursBoard(since=since, until=until, days=(weeks,) * 7, sales=sales, receipts=few, visits=few)

    def _coupons(self, since: date, until: date, _: dict[str, str]) -> stats.CouponsBoard:
        return stats.CouponsBoard(since=since, until=until, rows=() if self.empty else COUPONS)


def _total(since: date, until: date, rows: list[stats.Span]) -> stats.Span:
    now, before, year = ([getattr(row, name) for row in rows] for name in ("now", "before", "year"))
    return stats.Span(first=since, last=until, now=added(now), before=added(before), year=added(year))


def _end(day: date, by: str) -> date:
    if by == "day":
        return day
    if by == "week":
        return day + timedelta(days=6 - day.weekday())
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _good(answer: msgspec.Struct | tuple[msgspec.Struct, ...]) -> httpx.Response:
    return httpx.Response(200, content=msgspec.json.encode(answer))
