"""Members for those who look after them, terminals, and exports: what is shown to whom, and what stays in the log."""

import csv
import io
import zipfile

import pytest
from sqlalchemy import Connection, select, update

from backend.analytics import people, sums
from backend.analytics.people import Wanted
from backend.audit.tables import audit
from backend.stats.tables import member_sums
from shared.client import Refused
from shared.clock import DAY
from shared.wire import sales, staff, visits
from shared.wire.directory import MembersPage, Sort
from shared.wire.stats import LinkTerminal
from tests.backend.api.harness import House
from tests.backend.api.test_boards import elsewhere, loaf, sold
from tests.backend.till.shop import returned


async def acts(shop: House, action: str) -> list[tuple[str, str | None]]:
    """(target, store)"""

    def look(connection: Connection) -> list[tuple[str, str | None]]:
        query = select(audit.c.target, audit.c.store_id).where(audit.c.action == action).order_by(audit.c.id)
        return [(row.target, row.store_id) for row in connection.execute(query)]

    return await shop.database.read(look)


def unheard(_: int, __: int) -> None:
    """Nobody watches."""


async def three(shop: House) -> list[str]:
    """Three members, the first bought most, the second was last seen; their numbers."""
    numbers: list[str] = []
    for place, spent in enumerate((60_000, 2000, 0)):
        number = (await (await shop.member(f"m{place}@example.jp", name=f"会員{place}")).card()).number
        numbers.append(number)
        shop.clock.forward(1000)
        if spent:
            await shop.pos.sale(sold(shop, f"n{place}", spent, member=sales.Ref(kind="card", value=number)))
    return numbers


@pytest.mark.parametrize("few", [0, 1000])
async def test_members_by_what_they_spent_and_when_they_came(each_shop: House, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "FEW", few)
    shop, manager = each_shop, each_shop.manager
    numbers = await three(shop)
    ends = [number[-4:] for number in numbers]
    joined = await manager.members_board()
    assert [row.card for row in joined.rows] == ends[::-1]
    assert [(row.rank, row.spent, row.balance) for row in joined.rows] == [
        ("regular", 0, 0),
        ("regular", 2000, 20),
        ("silver", 60_000, 600),
    ]
    assert joined.rows[0].last_visit_at is None
    assert joined.rows[0].store == "本店"
    assert [row.card for row in (await manager.members_board(sort="spent")).rows] == [ends[0], ends[1], ends[2]]
    assert [row.card for row in (await manager.members_board(sort="visited")).rows] == [ends[1], ends[0], ends[2]]
    assert [row.card for row in (await manager.members_board(rank="silver")).rows] == [ends[0]]
    assert [row.card for row in (await manager.members_board(rank="regular", sort="spent")).rows] == [ends[1], ends[2]]
    assert (await manager.members_board(rank="platinum")).rows == ()
    assert [row.card for row in (await manager.find_member(numbers[2])).rows] == [ends[2]]
    assert (await manager.find_member("000000000000")).rows == ()
    assert ends[1] in [row.card for row in (await manager.members_board(card=ends[1])).rows]


@pytest.mark.parametrize("sort", ["joined", "visited", "spent"])
async def test_pages_go_on_where_they_ended(each_shop: House, sort: Sort) -> None:
    shop = each_shop
    await three(shop)

    async def two(before: str | None) -> MembersPage:
        def look(connection: Connection) -> MembersPage:
            return people.page(connection, ("honten",), Wanted(sort=sort), shop.clock.now(), before=before, most=2)

        return await shop.database.read(look)

    first = await two(None)
    rest = await two(first.next)
    assert (len(first.rows), len(rest.rows), rest.next) == (2, 1, None)
    assert len({row.id for row in (*first.rows, *rest.rows)}) == 3


async def test_the_order_follows_whatever_is_bought_and_brought_back(each_shop: House) -> None:
    shop, manager, bought = each_shop, each_shop.manager, sales.Ref
    numbers = await three(shop)
    ends = [number[-4:] for number in numbers]

    async def by(sort: Sort) -> list[str]:
        found = [row.card for row in (await manager.members_board(sort=sort)).rows]
        assert await shop.database.read(lambda connection: sums.verify(connection, shop.clock.now())) == []
        return found

    assert await by("spent") == [ends[0], ends[1], ends[2]]
    shop.clock.forward(1000)
    body = sold(shop, "n9", 90_000, member=bought(kind="card", value=numbers[2]))
    await shop.pos.sale(body)
    assert (await by("spent"), (await by("visited"))[0]) == ([ends[2], ends[0], ends[1]], ends[2])
    await shop.pos.sale(returned(body, "n9-back", at=shop.clock.now()))
    assert await by("spent") == [ends[0], ends[1], ends[2]]
    shop.clock.forward(400 * DAY)  # nothing of it is within twelve months any more
    await sums.Sums(shop.database, shop.clock).run(0)
    assert await shop.database.read(lambda connection: set(connection.scalars(select(member_sums.c.spent)))) == {0}
    assert await shop.database.read(lambda connection: sums.verify(connection, shop.clock.now())) == []
    await shop.database.transact(lambda connection: connection.execute(update(member_sums).values(spent=1)))
    (said,) = await shop.database.read(lambda connection: sums.verify(connection, shop.clock.now()))
    assert said.startswith("a member's kept sums are not what they are sums of: ")


async def test_a_large_shop_is_summed_some_at_a_time(each_shop: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sums, "AT_ONCE", 2)
    await three(each_shop)
    job = sums.Sums(each_shop.database, each_shop.clock)
    assert await job.run(7) == 7
    assert [row.spent for row in (await each_shop.manager.members_board(sort="spent")).rows] == [60_000, 2000, 0]
    assert await each_shop.database.read(lambda connection: sums.verify(connection, each_shop.clock.now())) == []


async def test_a_members_page_is_opened_under_ones_own_name(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member("hanako@example.jp", birthday="1990-04-01")
    number = (await member.card()).number
    await shop.pos.sale(sold(shop, "1", 3000, member=sales.Ref(kind="card", value=number)))
    await member.freeze()
    who = (await shop.manager.members_board()).rows[0].id
    page = await shop.manager.member_page(who)
    assert (page.name, page.email, page.birthday) == ("花子", None, None)
    assert (page.row.balance, page.row.frozen, page.devices, len(page.vouchers)) == (30, True, 1, 1)
    assert [(row.total, row.points) for row in page.receipts] == [(3000, 30)]
    assert [row.points for row in page.points] == [30]
    officer = await shop.unlocked("privacy_officer")
    page = await officer.member_page(who)
    assert (page.email, str(page.birthday)) == ("hanako@example.jp", "1990-04-01")
    assert await acts(shop, "member.open") == [(who, "honten"), (who, "honten")]
    for role in ("auditor", "shift_lead", "cashier"):
        with pytest.raises(Refused, match="forbidden"):
            await (await shop.unlocked(role)).member_page(who)
    with pytest.raises(Refused, match="not-found"):
        await shop.manager.member_page(shop.ids.new())
    assert len(await acts(shop, "member.open")) == 2


async def test_a_stores_members_are_who_joined_or_bought_there(each_shop: House) -> None:
    shop = each_shop
    there = await elsewhere(shop)
    stranger = await shop.member("taro@example.jp", store="eki")
    known = await shop.member("hanako@example.jp", store="eki")
    shop.clock.forward(1000)
    lead = await shop.unlocked("manager")  # of honten alone
    assert (await lead.members_board()).rows == ()
    await shop.pos.sale(sold(shop, "1", 3000, member=sales.Ref(kind="card", value=(await known.card()).number)))
    found = await lead.members_board()
    assert [row.card for row in found.rows] == [(await known.card()).number[-4:]]
    theirs = {row.card: row.id for row in (await there.members_board()).rows}
    assert len(theirs) == 2
    with pytest.raises(Refused, match="not-found"):
        await lead.member_page(theirs[(await stranger.card()).number[-4:]])
    scanned = visits.OpenVisit(id=shop.ids.new(), code=(await stranger.code()).code)
    await shop.manager.open_visit(scanned)
    assert len((await lead.members_board()).rows) == 2


@pytest.mark.parametrize("query", ["card=12", "card=abcd", "card=123456789012", "rank=*", "sort=name", "before=1"])
async def test_what_is_not_understood_is_told(shop: House, query: str) -> None:
    assert (await shop.ask("GET", f"/v1/boards/members?{query}", shop.manager.token)).status_code == 422


async def test_every_board_is_a_file_too(each_shop: House) -> None:
    shop, manager = each_shop, each_shop.manager
    await three(shop)
    await shop.pos.sale(sold(shop, "x", 900, lines=loaf(900, "=1+1", '=HYPERLINK("x")')))
    for board, line in (
        ("sales", ["2026-11-30", "2026-11-30", "62900"]),
        ("stores", ["honten", "本店", "62900", "0", ""]),
        ("items", ["'=1+1", '\'=HYPERLINK("x")', "1", "900"]),
        ("hours", ["1", "12", "1", "62900"]),
        ("coupons", ["welcome", "ようこそ 10% 引き", "2026-11-01", "2026-12-31", "3", "0"]),
        ("members", None),
    ):
        heard: list[tuple[int, int]] = []
        days = {} if board == "members" else {"since": "2026-11-30", "until": "2026-11-30"}
        content = await manager.export(board, "csv", lambda come, rows, heard=heard: heard.append((come, rows)), **days)
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert heard[-1] == (len(rows) - 1, len(rows) - 1), board
        if line is not None:
            assert line in [row[: len(line)] for row in rows], board
        book = zipfile.ZipFile(io.BytesIO(await manager.export(board, "xlsx", unheard, **days)))
        page = book.read("xl/worksheets/sheet1.xml").decode()
        assert page.count("<row ") == len(rows), board
        assert "<f>" not in page
    exported = await acts(shop, "board.export")
    assert ("items", "honten") in exported
    assert ("items", "eki") in exported


async def test_an_export_of_many_rows_comes_page_by_page(shop: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await three(shop)
    monkeypatch.setattr("backend.analytics.exports.PAGE", 1)
    heard: list[int] = []
    content = await shop.manager.export("members", "csv", lambda come, _: heard.append(come), sort="spent")
    assert len(content.decode("utf-8-sig").splitlines()) == 4
    assert heard[-1] == 3


async def test_an_export_is_asked_for_in_words_that_are_known(shop: House) -> None:
    for path in ("/v1/exports/nothing", "/v1/exports/items?format=pdf"):
        assert (await shop.ask("GET", path, shop.manager.token)).status_code in (404, 422)
    auditor = await shop.unlocked("auditor")
    await auditor.export("sales", "csv", unheard)
    with pytest.raises(Refused, match="forbidden"):
        await auditor.export("members", "csv", unheard)


async def test_terminals_are_linked_and_freed(each_shop: House) -> None:
    shop, manager = each_shop, each_shop.manager
    await shop.unlocked("manager")
    await shop.pos.sale(sold(shop, "1", 1000))
    invited = await manager.enrolment(staff.NewEnrolment(store="honten", device_name="入口のタブレット", terminal="r2"))
    await shop.at_tablet("").enrol(invited.token)
    first, second = await manager.terminals("honten")
    assert (first.id, first.connector_name, first.last_sale_at is not None, first.devices) == ("r1", "レジ", True, ())
    assert (second.id, second.connector, second.last_sale_at, second.devices) == ("r2", None, None, ("入口のタブレット",))
    await manager.link_terminal("honten", "r2", LinkTerminal(connector=first.connector))
    await manager.link_terminal("honten", "r1", LinkTerminal(connector=None))
    assert [row.connector is None for row in await manager.terminals("honten")] == [True, False]
    assert await acts(shop, "terminal.link") == [("r2", "honten")]
    assert await acts(shop, "terminal.manual") == [("r1", "honten")]
    await manager.sale(sold(shop, "typed", 500))  # r1 takes typed amounts now
    for store, connector, match in (("honten", shop.ids.new(), "not-found"), ("eki", first.connector, "not-found")):
        with pytest.raises(Refused, match=match):
            await manager.link_terminal(store, "r3", LinkTerminal(connector=connector))
    shop.clock.forward(32 * DAY)
    lead = await shop.unlocked("manager")
    assert [row.id for row in await lead.terminals("honten")] == ["r2"]
