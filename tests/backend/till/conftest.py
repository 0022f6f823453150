from collections.abc import AsyncIterator
from datetime import date

import pytest

from backend.db.engine import Database
from shared.wire.coupons import NewCoupon
from tests.backend.till.shop import Shop

TEN_PERCENT = NewCoupon(
    id="ten",
    kind="percent",
    value=10,
    name_ja="10% 引き",
    name_en="10% off",
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
    on_join=True,
)
HUNDRED_YEN = NewCoupon(
    id="hundred",
    kind="amount",
    value=100,
    name_ja="100 円引き",
    name_en="¥100 off",
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
    minimum=1000,
    total_limit=2,
)
COMING = NewCoupon(
    id="coming", kind="amount", value=50, name_ja="来月", name_en="Next month", starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 31)
)
LAST_DAY = NewCoupon(
    id="last", kind="amount", value=50, name_ja="今日まで", name_en="Today only", starts_on=date(2026, 1, 1), ends_on=date(2026, 11, 20)
)


@pytest.fixture
async def shop(database: Database) -> AsyncIterator[Shop]:
    """Hanako and Taro, four offers; the books must balance when the test is over."""
    made = Shop(database)
    await made.open("hanako", "taro", offers=(TEN_PERCENT, HUNDRED_YEN, COMING, LAST_DAY))
    yield made
    await made.sound()
