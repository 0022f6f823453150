"""What is over goes; what somebody may still ask for stays."""

import pytest
from sqlalchemy import Connection, func, select

from backend.auth.tables import enrolments, mail_codes, pin_counters, sessions
from backend.jobs.sweep import Sweep
from shared.client import Refused
from shared.clock import DAY, HOUR, MINUTE
from shared.wire.members import SendCode
from shared.wire.staff import Unlock
from tests.backend.api.harness import House


def counts(connection: Connection) -> list[int]:
    return [connection.scalars(select(func.count()).select_from(table)).one() for table in (mail_codes, enrolments, pin_counters, sessions)]


async def test_what_is_long_over_is_taken_away(each_shop: House) -> None:
    shop = each_shop
    job = Sweep(shop.database, shop.clock)
    member = await shop.member()
    await shop.unlocked("cashier")
    with pytest.raises(Refused, match="pin-wrong"):
        await shop.at_tablet(shop.device.token).unlock(Unlock(staff=shop.people["cashier"].id, pin="000000"))
    await member.send_code(SendCode(email="nobody@example.jp"))
    before = await shop.database.read(counts)
    assert all(before)
    assert await job.run(shop.clock.now()) == shop.clock.now()  # once an hour
    assert await shop.database.read(counts) == before
    shop.clock.forward(HOUR + 11 * MINUTE)
    await job.run(0)
    codes, *others = await shop.database.read(counts)
    assert (codes, others) == (0, [before[1], before[2] - 1, before[3]])  # the counter of who came in counts nothing
    shop.clock.forward(31 * DAY)
    await job.run(0)
    assert await shop.database.read(counts) == [0, 0, 0, 1]  # the member's goes on for a year
    await member.card()
    shop.clock.forward(400 * DAY)
    await job.run(0)
    assert await shop.database.read(counts) == [0, 0, 0, 0]
