"""What members, clerks and managers are shown."""

from datetime import date

from backend.kit.keys import Keys
from backend.ledger.repository import points_page
from backend.members.personal import Personal
from backend.receipts.finding import page
from backend.receipts.repository import receipt
from backend.till.board import today
from backend.till.reading import card, why
from shared.clock import DAY, HOUR
from shared.wire.sales import SaleAnswer
from tests.backend.till.shop import NOON, Shop, accepted, returned, sale


async def test_a_receipt_has_all_that_the_law_asks(shop: Shop) -> None:
    await shop.visit("hanako")
    bought = sale("0042", 2160, excluded=160, discount=100)
    answer = await shop.sell(bought)
    member = shop.members["hanako"]
    found = await shop.database.read(lambda connection: receipt(connection, member, answer.sale))
    assert found is not None
    assert (found.issuer, found.number, found.business_date, found.total, found.points) == (
        "貯まる商店",
        "0042",
        date(2026, 11, 20),
        2160,
        20,
    )
    assert [(line.name, line.amount, line.reduced) for line in found.lines] == [("食パン", 2100, True), ("食パン", 160, True)]
    assert [(tax.rate_permille, tax.taxable, tax.tax) for tax in found.taxes] == [(80, 2160, 160)]
    assert [(discount.name, discount.amount) for discount in found.discounts] == [("値引", 100)]
    assert await shop.database.read(lambda connection: receipt(connection, shop.members["taro"], answer.sale)) is None
    back = await shop.sell(returned(bought, "0043"))
    found = await shop.database.read(lambda connection: receipt(connection, member, answer.sale))
    assert found is not None
    assert ([each.id for each in found.returns], found.code) == ([back.sale], "")
    theirs = await shop.database.read(lambda connection: receipt(connection, member, back.sale))
    assert theirs is not None
    assert (theirs.kind, theirs.original, theirs.total) == ("return", answer.sale, -2160)


async def test_every_row_says_how_it_came_about(shop: Shop) -> None:
    member = shop.members["hanako"]
    bought = sale("1", 10_000)
    await shop.visit("hanako")
    await shop.sell(bought)
    shop.clock.forward(DAY)
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 30)
    await shop.sell(returned(bought, "2", at=shop.now))
    history = await shop.database.read(lambda connection: points_page(connection, member, shop.now))
    assert history is not None
    told: dict[str, list[tuple[str, int]]] = {}
    for row in history.rows:
        found = await shop.database.read(lambda connection, row=row: why(connection, member, row.id, shop.now))
        assert found is not None
        assert sum(step.points for step in found.steps) == row.points
        told[row.kind] = [(step.rule.partition("@")[0], step.points) for step in found.steps]
    assert told["redeem"] == [("redeem", 0), ("order", 0), ("lot", -30)]
    assert told["reverse"] == [("taken-back", -100), ("owed", 30)]


async def test_pages_go_on_where_they_ended(shop: Shop) -> None:
    member = shop.members["hanako"]
    for n in range(35):
        shop.clock.forward(n % 3)
        await shop.sell(sale(str(n), 1000, at=shop.now), who=shop.code("hanako"))
    first = await shop.database.read(lambda connection: page(connection, member))
    rest = await shop.database.read(lambda connection: page(connection, member, before=first.next))
    assert (len(first.rows), len(rest.rows), rest.next) == (30, 5, None)
    assert len({row.id for row in (*first.rows, *rest.rows)}) == 35
    assert (await shop.database.read(lambda connection: page(connection, member, before="nonsense"))).rows == first.rows
    history = await shop.database.read(lambda connection: points_page(connection, member, shop.now))
    assert history is not None
    assert history.next is not None
    more = await shop.database.read(lambda connection: points_page(connection, member, shop.now, int(str(history.next))))
    assert more is not None
    assert [row.version for row in (*history.rows, *more.rows)] == list(range(36, 1, -1))
    assert history.rows[0].balance == history.balance == 350


async def test_the_card_is_one_answer(shop: Shop) -> None:
    personal = Personal(Keys(b"k" * 32))
    await shop.sell(sale("1", 60_000), who=shop.code("hanako"))
    found = await shop.database.read(lambda connection: card(connection, personal, shop.members["hanako"], shop.now))
    assert found is None  # without a card number there is none to show
    history = await shop.database.read(lambda connection: points_page(connection, shop.members["hanako"], shop.now))
    assert history is not None
    row = history.rows[0].id
    theirs = await shop.database.read(lambda connection: why(connection, shop.members["taro"], row, shop.now))
    assert theirs is None


async def test_the_day_stands_beside_the_same_weekday_a_week_before(shop: Shop) -> None:
    shop.clock.at = NOON - 7 * DAY - HOUR
    await shop.sell(sale("a", 1000, at=shop.now))
    shop.clock.at = NOON - 7 * DAY
    await shop.sell(sale("b", 600, at=shop.now))
    shop.clock.at = NOON - 7 * DAY + HOUR
    await shop.sell(sale("c", 5000, at=shop.now))
    shop.clock.at = NOON + HOUR // 2
    sold = accepted(await shop.ring(sale("d", 2000, at=NOON), who=shop.code("hanako")), SaleAnswer)
    board = await shop.database.read(lambda connection: today(connection, "honten", shop.now))
    assert (board.sales.now, board.sales.before) == (2000, 1300)
    assert (board.receipts.now, board.member_sales.now, board.points_granted.now) == (1, 2000, sold.points)
    assert board.hours[12] == 2000
    assert [(latest.total, latest.member, latest.points) for latest in board.latest] == [(2000, True, 20)]
    assert board.joined.now == 2
