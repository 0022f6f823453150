"""Whatever is looked for: the pages hold exactly what a person would pick out by hand, the months what all of it comes to."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, insert

from backend.db.columns import metadata
from backend.receipts import finding
from backend.receipts.book import entries
from backend.receipts.rules import Body
from backend.receipts.search import Search, meant
from backend.receipts.tables import receipts, sale_lines, sales
from backend.stores.tables import stores
from shared.clock import to_instant, tokyo
from shared.wire.receipts import ReceiptRow
from shared.wire.sales import Discount
from tests.apps.fake_api import uid

ME, OTHER = uid(1), uid(2)
THINGS = ("クロワッサン", "ｸﾛﾜｯｻﾝ チョコ", "食パン 一斤", "Coffee BLEND", "牛乳", "コーヒー牛乳")
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
CHANCE = Random(7)  # noqa: S311 - a made-up year, the same every time
DAYS = st.dates(date(2025, 12, 30), date(2027, 1, 2)) | st.none()
YEN = st.integers(0, 4000) | st.none()
SEARCHES = st.builds(
    Search,
    DAYS,
    DAYS,
    YEN,
    YEN,
    st.sampled_from(["", "honten", "eki", "nowhere"]),
    st.sampled_from(["", "くろわっさん", "ＣＯＦＦＥＥ", "牛乳", "パン 食", "ない"]),
)


def _fill(connection: Connection) -> None:
    """A year of 240 receipts, a third of them somebody else's; discounts in the lines, and on the bill; returns."""
    for store in ("honten", "eki"):
        connection.execute(insert(stores).values(id=store, name=store, issuer="", registration="", created_at=0))
    for n in range(240):
        at = to_instant(NEW_YEAR + timedelta(minutes=CHANCE.randrange(364 * 24 * 60)))
        sign = -1 if n % 17 == 0 else 1
        lines = [(place, CHANCE.choice(THINGS), sign * CHANCE.randrange(1, 1500)) for place in range(1, CHANCE.randrange(2, 5))]
        off = sign * 50 if n % 5 == 0 and abs(sum(each[2] for each in lines)) > 50 else 0
        body = Body((), (), (Discount(name="クーポン", amount=off),) if off else (), "2026-01-01")
        connection.execute(
            insert(sales).values(
                id=uid(n), source="pos", store_id=CHANCE.choice(["honten", "eki"]), terminal="r1", number=str(n), revision=0,
                kind="sale" if sign > 0 else "return", occurred_at=at, effective_at=at, business_date=20260101, recorded_at=at,
                total=sum(each[2] for each in lines) - off, points_paid=0, body=msgspec.json.encode(body).decode(), notes="",
            )
        )  # fmt: skip
        connection.execute(
            insert(sale_lines),
            [
                {
                    "sale_id": uid(n), "n": place, "sku": "", "name": name, "category": "", "tags": "", "quantity_milli": 1000,
                    "unit_price": yen, "discount": 0, "amount": yen, "tax_rate_permille": 80, "price_includes_tax": True, "points_excluded": False,
                }
                for place, name, yen in lines
            ],
        )  # fmt: skip
        owner = OTHER if n % 3 == 0 else ME
        connection.execute(
            insert(receipts).values(
                sale_id=uid(n), member_id=owner, account_id=owner, how="card", points=CHANCE.randrange(9), points_used=0, occurred_at=at
            )
        )


@pytest.fixture(scope="module")
def year() -> Iterator[Connection]:
    with create_engine("sqlite://").connect() as connection:
        metadata.create_all(connection)
        _fill(connection)
        yield connection


def _all(connection: Connection, search: Search, member: str = ME) -> list[ReceiptRow]:
    rows: list[ReceiptRow] = []
    before: str | None = None
    while True:
        page = finding.page(connection, member, search, before)
        rows += page.rows
        before = page.next
        if before is None:
            return rows


def _right(connection: Connection, row: ReceiptRow, search: Search) -> bool:
    """By hand."""
    on = tokyo(to_instant(row.at)).date()
    names = connection.scalars(sale_lines.select().with_only_columns(sale_lines.c.name).where(sale_lines.c.sale_id == row.id))
    return (
        (search.since is None or search.since <= on)
        and (search.until is None or on <= search.until)
        and (search.low is None or search.low <= abs(row.total))
        and (search.high is None or abs(row.total) <= search.high)
        and search.store in ("", row.store)
        and (not search.text or any(meant(name, search.text) for name in names))
    )


@settings(deadline=None)
@given(search=SEARCHES)
def test_a_search_finds_what_it_says(year: Connection, search: Search) -> None:
    found = _all(year, search)
    everything = _all(year, Search())
    assert [row.id for row in found] == [row.id for row in everything if _right(year, row, search)]
    assert all(meant(row.item, search.text) for row in found)


@settings(deadline=None, max_examples=40)
@given(search=SEARCHES)
def test_months_are_the_sums_of_all_that_was_found(year: Connection, search: Search) -> None:
    found = _all(year, search)
    for month in finding.page(year, ME, search).months:
        mine = [row for row in found if tokyo(to_instant(row.at)).date().replace(day=1) == month.month]
        assert (month.receipts, month.total, month.points) == (len(mine), sum(row.total for row in mine), sum(row.points for row in mine))


@settings(deadline=None, max_examples=40)
@given(since=DAYS, until=DAYS, store=st.sampled_from(["", "eki"]))
def test_the_household_book_sums_to_the_receipts(year: Connection, since: date | None, until: date | None, store: str) -> None:
    search = Search(since, until, store=store)
    found = _all(year, search)
    book = entries(finding.bought(year, ME, search), "ja")
    assert sum(entry.amount for entry in book) == sum(row.total for row in found)
    assert sum(int(entry.points) for entry in book if entry.points != "") == sum(row.points for row in found)
    assert sum(entry.item == "クーポン" for entry in book) == sum(int(row.id[-12:], 16) % 5 == 0 for row in found if _discounted(year, row))


def _discounted(connection: Connection, row: ReceiptRow) -> bool:
    return '"discounts":[]' not in connection.scalars(sales.select().with_only_columns(sales.c.body).where(sales.c.id == row.id)).one()


def test_nobody_finds_another_s(year: Connection) -> None:
    mine, theirs = {row.id for row in _all(year, Search())}, {row.id for row in _all(year, Search(), OTHER)}
    assert (len(mine), len(theirs), mine & theirs) == (160, 80, set())


@pytest.mark.parametrize(
    ("name", "text"),
    [("ｸﾛﾜｯｻﾝ チョコ", "くろわっさん"), ("Coffee BLEND", "ｃｏｆｆｅｅ"), ("コーヒー牛乳", "牛乳 コーヒー"), ("食パン", "")],
)
def test_spelling_does_not_matter(name: str, text: str) -> None:
    assert meant(name, text)
    assert not meant(name, text + "ない")
