"""The notices that the made-up shop has sent."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import msgspec

from shared.wire import notices as wire
from shared.wire.problems import Code, problem
from tests.apps.staff.made_up import uid

AT = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


def sent(number: int, **changes: Any) -> wire.Published:
    usual = wire.Published(
        id=uid(700 + number),
        store=None,
        store_name="",
        title_ja="年末年始の営業時間",
        title_en="Opening hours over New Year",
        text_ja="12/31 は 18:00 まで、1/4 から通常どおり営業します。来年もどうぞよろしくお願いします。",
        text_en="Until 18:00 on 31 December; as usual from 4 January.",
        picture=None,
        coupon=None,
        coupon_ja="",
        coupon_en="",
        at=AT - timedelta(days=number),
        staff="鈴木 葵",
        read=812,
    )
    return msgspec.structs.replace(usual, **changes)


SENT = (
    sent(1),
    sent(
        2,
        store="honten",
        store_name="本店",
        title_ja="クロワッサンの日",
        title_en="Croissant day",
        text_ja="毎月 9 日は、焼きたてのクロワッサンをご用意しています。",
        text_en="On the 9th of each month croissants come fresh from the oven.",
        coupon="welcome",
        coupon_ja="はじめての 10% 引き",
        coupon_en="10% off your first visit",
        read=304,
    ),
)


@dataclass
class FakeNews:
    rows: tuple[wire.Published, ...] = SENT
    further: tuple[wire.Published, ...] = ()
    """A second page."""
    refused: Code | None = None
    """What a new one is answered with."""
    asked: list[wire.NewNotice] = field(default_factory=list[wire.NewNotice])

    def answer(self, request: httpx.Request) -> httpx.Response | None:
        """None for what is not about notices."""
        path = request.url.path
        if not path.startswith("/v1/notices"):
            return None
        if request.method == "DELETE":
            self.rows = tuple(row for row in self.rows if not path.endswith(row.id))
            return httpx.Response(204)
        if request.method == "POST":
            return self._publish(msgspec.json.decode(request.content, type=wire.NewNotice))
        more = "before" in request.url.params
        page = wire.PublishedPage(rows=self.further if more else self.rows, next="2" if self.further and not more else None)
        return httpx.Response(200, content=msgspec.json.encode(page))

    def _publish(self, new: wire.NewNotice) -> httpx.Response:
        if self.refused is not None:
            return httpx.Response(self.refused.status, content=msgspec.json.encode(problem(self.refused)))
        self.asked.append(new)
        said = {name: getattr(new, name) for name in ("id", "store", "title_ja", "title_en", "text_ja", "text_en", "picture", "coupon")}
        self.rows = (sent(0, **said, read=0), *self.rows)
        return httpx.Response(201, content=msgspec.json.encode(self.rows[0]))
