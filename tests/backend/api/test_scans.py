"""No query of a page or a job reads a large table from end to end: the plans of every statement that the whole API and its jobs send.

What is asked of SQLite here holds on PostgreSQL too: the same indexes are there.
"""

import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from backend.analytics import sums
from backend.auth.actions import PARTS
from backend.db.engine import Database
from backend.jobs import alerts, expiry, notices, sealer, sweep
from backend.privacy.repository import inactive
from backend.till.adjustments import Adjustments
from backend.till.service import Till
from shared.clock import DAY
from shared.wire.members import AskConfirmation, Confirmed
from tests.backend.api.harness import House, house
from tests.backend.api.objects import MAKERS
from tests.backend.api.test_objects import ask, every, fresh, sample, sides
from tests.backend.api.test_rights import bearer

LARGE = {
    *("members", "cards", "consents", "accounts", "holdings", "transactions", "postings", "lots", "operations", "visits", "code_uses"),
    *("sales", "sale_lines", "receipts", "parked_returns", "redemptions", "redemption_vouchers", "vouchers", "outbox", "audit", "seals"),
    *("member_month", "bonus_days", "credentials", "sessions", "own_fields", "notices", "notice_reads", "inbox", "stamps", "exchanges"),
    *("member_sums", "member_touched", "inbox_numbers"),
    *(
        "checkins",
        "survey_replies",
        "approvals",
        "adjustments",
        "takeovers",
        "legacy_cards",
        "member_notes",
        "member_details",
        "mail_codes",
    ),
}
"""Tables that grow with the members or with what they do."""


@pytest.fixture
def sent() -> Iterator[set[str]]:
    """Every statement, with its values, as SQLite got it."""
    heard: set[str] = set()

    def listen(connection: Any, _record: object) -> None:
        connection.set_trace_callback(heard.add)

    event.listen(Engine, "connect", listen)
    yield heard
    event.remove(Engine, "connect", listen)


@pytest.fixture
async def heard_shop(sent: set[str], sqlite_url: str, tmp_path: Path) -> AsyncIterator[House]:
    del sent  # it listens before the database is opened
    async with house(Database.open(sqlite_url), tmp_path) as made:
        yield made


ALLOWED = {
    "legacy_cards": "what an old system's file held, when it is brought in and counted",
    "operations.member_id": "a member's own data on request: no index that each sale would have to keep, for what is asked once in years",
    "survey_replies GROUP BY": "counted in the order of their index",
}
"""A table, or a table and what stands in the statement, and why it may be read whole."""
ASKED = (
    *(
        f"/v1/boards/members?sort={sort}{more}"
        for sort in ("joined", "visited", "spent")
        for more in ("", "&before=1.0192f0c4-1b6e-7c7a-9f5e-0000000000aa")
    ),
    "/v1/boards/items?from=2026-11-01&to=2026-11-30",
    "/v1/boards/coupons?from=2026-11-01&to=2026-11-30",
    "/v1/returns?number=1",
)
"""Pages with what people look for in them."""


def scans(database: sqlite3.Connection, statement: str) -> list[str]:
    """The large tables that a plan reads from end to end. In the order of an index and with a limit is no such thing."""
    plan = [str(row[3]) for row in database.execute(f"EXPLAIN QUERY PLAN {statement}")]
    named = {alias or table: table for table, alias in re.findall(r"(?:FROM|JOIN|,)\s+\"?(\w+)\"?(?:\s+(?:AS\s+)?(\w+))?", statement)}
    ordered = not any("TEMP B-TREE FOR ORDER BY" in each for each in plan)
    walked = ordered and re.search(r"\bORDER BY\b.*\bLIMIT\b", statement, re.DOTALL) is not None
    found: list[str] = []
    for each in plan:
        read = re.match(r"SCAN (\w+)", each) if not walked else None
        read = read or re.match(r"SEARCH (\w+) USING AUTOMATIC", each)  # an index made for this once, by reading all
        if read and (table := named.get(read[1], read[1])) in LARGE and not _allowed(table, statement):
            found.append(f"{each}: {table}")
    return found


def _allowed(table: str, statement: str) -> bool:
    places = [place.split(maxsplit=1) if " " in place else [place.split(".")[0], place] for place in ALLOWED]
    return any(name == table and marker in statement for name, marker in places)


async def everything(shop: House) -> None:
    """Every route once, as somebody who may, with objects of his own; then every job."""
    here, _ = await sides(shop)
    tokens = {part: await bearer(shop, part) for part in PARTS}
    for route in every(shop):
        part = next((part for part in ("manager", *PARTS) if part in route.action.parts), "public")
        if route.path.endswith("/events") or part == "public" or any(prefix not in MAKERS for _, prefix in route.objects):
            continue
        side = await fresh(here)
        await ask(shop, route, await sample(route, side), side.member.token if part == "member" else tokens[part])
    manager, cashier = (await shop.unlocked("manager")).token, (await shop.unlocked("cashier")).token
    for path in ASKED:
        answers = [await shop.ask("GET", path, token) for token in (manager, shop.manager.token, cashier)]
        assert any(answer.status_code == 200 for answer in answers), f"{path}: {[answer.text for answer in answers]}"
    left = await shop.member("left@example.jp")
    asked = await left.ask_confirmation(AskConfirmation(purpose="leave"))
    await left.leave(Confirmed(request=asked.request, code=shop.code()))
    shop.clock.forward(400 * DAY)
    now, till = shop.clock.now(), Till(shop.database, shop.clock, shop.ids)
    await shop.database.read(lambda connection: inactive(connection, now, 10))
    for job in (
        expiry.Expiry(shop.database, shop.clock, till).run,
        notices.NoticeJob(shop.database, shop.clock, shop.ids).run,
        alerts.Alerts(shop.database, shop.clock, shop.ids).run,
        sums.Sums(shop.database, shop.clock).run,
        sealer.Sealer(shop.database, shop.clock, shop.keys).run,
        sweep.Sweep(shop.database, shop.clock).run,
        Adjustments(shop.database, shop.clock, till).book_due,
    ):
        await job(now - 401 * DAY)


def kinds(statements: set[str]) -> list[str]:
    """One of each, whatever its values."""
    plain = {re.sub(r"IN \([^()]*\)", "IN ()", re.sub(r"'[^']*'|x'[^']*'|\b\d+\b", "?", each)): each for each in statements}
    return [each for each in plain.values() if re.match(r"\s*(SELECT|WITH|UPDATE|DELETE)\b", each)]


async def test_no_page_and_no_job_reads_a_large_table_from_end_to_end(heard_shop: House, sent: set[str], sqlite_template: Path) -> None:
    await everything(heard_shop)
    asked = kinds(sent)
    with closing(sqlite3.connect(sqlite_template)) as database:
        wrong = sorted(f"{found} in {' '.join(each.split())[:300]}" for each in asked for found in scans(database, each))
    assert len(asked) > 200
    assert not wrong, "\n".join(wrong)


def test_a_scan_is_seen(sqlite_template: Path) -> None:
    with closing(sqlite3.connect(sqlite_template)) as database:
        for whole in (
            "SELECT * FROM sales s WHERE s.total > 5",
            "SELECT count(*) FROM members m JOIN sales AS s ON s.total = m.joined_at",
            "SELECT id FROM lots WHERE points > 5 ORDER BY earned_at LIMIT 1",
            "UPDATE operations SET accepted = 1 WHERE kind = 'sale'",
        ):
            assert scans(database, whole), whole
        for part in (
            "SELECT * FROM sales s WHERE s.original_id = 'x'",
            "SELECT * FROM members ORDER BY joined_at DESC, id DESC LIMIT 50",
            "SELECT * FROM stores",
        ):
            assert scans(database, part) == [], part
