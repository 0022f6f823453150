"""The demo's shop is made through the public API, so it breaks when the product does: two days of it, in each test run."""

from pathlib import Path

from backend.db.engine import Database
from backend.till.verify import verify
from shared.clock import SetClock, SystemClock
from tools.demo.server import in_process
from tools.demo.shop import Maker


async def test_two_days_of_the_shop(tmp_path: Path) -> None:
    clock = SetClock(SystemClock().now())
    told: list[float] = []
    async with in_process(tmp_path, clock) as server:
        shop = await Maker(server.url, clock, server.mailbox, days=1, members=6).make(server.setup_token, told.append)
    assert [person.email for person in shop.people][:1] == ["hanako@example.jp"]
    assert len(shop.people) == 6
    assert sum(till.receipt for till in shop.tills) > 40
    assert told[-1] == 1
    database = Database.open(f"sqlite:///{tmp_path / 'tamaru.db'}")
    try:
        assert await database.read(verify) == []
    finally:
        await database.close()
