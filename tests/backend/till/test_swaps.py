"""One document that brings goods back and takes others: both, in one operation, or neither."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, select

from backend.earning.rules import RuleSet
from backend.receipts.tables import sales
from shared.wire.sales import Line, Ref, Sale, SaleKey, Tax, Tender
from tests.backend.earning.bills import line
from tests.backend.till.shop import Shop, args_of, refused, sale
from tests.backend.till.test_parts import four, some
from tests.backend.till.test_returns import standing
from tests.backend.till.test_shortfall import lost


def swap(original: Sale, number: str, back: list[Line], *taken: Line) -> Sale:
    """The lines of the original come back for others; the difference is paid or given out."""
    gone = [
        msgspec.structs.replace(each, n=50 + each.n, quantity_milli=-each.quantity_milli, amount=-each.amount, returns_line=each.n)
        for each in back
    ]
    lines = (*gone, *taken)
    total = sum(each.amount for each in lines)
    return msgspec.structs.replace(
        original,
        number=number,
        kind="exchange",
        original=SaleKey(store=original.store, terminal=original.terminal, number=original.number),
        lines=lines,
        taxes=(Tax(rate_permille=80, taxable=total, tax=0),),
        tenders=(Tender(kind="cash", amount=total),),
        total=total,
        member=None,
    )


async def rows(shop: Shop) -> list[tuple[Any, ...]]:
    def look(connection: Connection) -> list[tuple[Any, ...]]:
        query = select(sales.c.number, sales.c.kind, sales.c.total).order_by(sales.c.id)
        return [tuple(row) for row in connection.execute(query)]

    return await shop.database.read(look)


async def test_milk_for_cheese_is_one_operation_and_the_members_own(shop: Shop) -> None:
    bought = four()
    await shop.sell(bought, who=shop.code("hanako"))
    body = swap(bought, "2", [bought.lines[1]], line(1, "cheese", 1000))
    answer = await shop.sell(body)
    assert (answer.matched, answer.points, answer.balance, answer.notes) == ("original", 4, 26, ("exchange",))
    assert await rows(shop) == [("1", "sale", 2200), ("2-R", "return", -600), ("2", "sale", 1000)]
    assert await shop.ring(body) == await shop.ring(body)
    assert await standing(shop) == (26, 0)
    assert (await shop.sell(some(bought, "3", [bought.lines[0], bought.lines[2]]))).balance == 10
    cheese = msgspec.structs.replace(body, kind="sale", lines=(line(1, "cheese", 1000),), total=1000, discounts=())
    assert (await shop.sell(some(cheese, "4", cheese.lines))).balance == 0  # what was taken comes back as any sale does


async def test_the_same_for_the_same_changes_nothing(shop: Shop) -> None:
    bought = four()
    await shop.sell(bought, who=shop.code("hanako"))
    answer = await shop.sell(swap(bought, "2", [bought.lines[1]], line(1, "milk", 600)))
    assert (answer.points, answer.balance) == (0, 22)
    await shop.redeem(await shop.visit("hanako", terminal="r2"), 22)
    answer = await shop.sell(swap(bought, "3", [bought.lines[0]], line(1, "bread", 1000)))
    assert (answer.points, answer.balance, answer.notes) == (0, 0, ("exchange", "debt"))
    assert await standing(shop) == (0, 0)  # what the return left owing, the sale repaid


async def test_neither_where_one_cannot_be(shop: Shop) -> None:
    bought = four()
    await shop.sell(bought, who=shop.code("hanako"))
    await shop.sell(some(bought, "2", [bought.lines[1]]))
    assert refused(await shop.ring(swap(bought, "3", [bought.lines[1]], line(1, "cheese", 1000)))) == "RETURN_EXCEEDS_SALE"
    assert await rows(shop) == [("1", "sale", 2200), ("2", "return", -600)]
    assert await standing(shop) == (16, 0)


async def test_an_exchange_may_come_before_its_sale(shop: Shop) -> None:
    bought = four()
    who = Ref(kind="card", value="1")
    answer = await shop.sell(msgspec.structs.replace(swap(bought, "2", [bought.lines[1]], line(1, "tea", 300)), member=who))
    assert "parked" in answer.notes
    assert (await shop.sell(bought, who=shop.code("hanako"))).balance == 16


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"lines": four().lines}, "lines"),
        ({"total": 399}, "total"),
        ({"tenders": (Tender(kind="cash", amount=1),)}, "tenders"),
    ],
)
async def test_what_contradicts_itself_is_refused(shop: Shop, change: dict[str, Any], where: str) -> None:
    bought = four()
    body = msgspec.structs.replace(swap(bought, "2", [bought.lines[1]], line(1, "cheese", 1000)), **change)
    assert args_of(await shop.ring(body)) == {"where": where}


def void(body: Sale, revision: int = 1) -> Sale:
    return msgspec.structs.replace(body, void=True, revision=revision)


@pytest.mark.parametrize("shortfall", ["debt", "hold", "clamp"])
@pytest.mark.parametrize("spent", [0, 22])
async def test_an_exchange_that_did_not_happen_leaves_both_halves_as_before(shop: Shop, shortfall: Any, spent: int) -> None:
    await shop.govern(RuleSet(version=2, shortfall=shortfall))
    bought = four()
    await shop.sell(bought, who=shop.code("hanako"))
    if spent:
        await shop.redeem(await shop.visit("hanako", terminal="r2"), spent)
    before = (await standing(shop), await shop.database.read(lost))
    body = swap(bought, "2", [bought.lines[1]], line(1, "cheese", 1000))
    await shop.sell(body)
    answer = await shop.sell(void(body))
    assert (answer.matched, answer.balance, answer.notes) == ("original", 22 - spent, ("void",))
    assert (await standing(shop), await shop.database.read(lost)) == before
    assert await shop.ring(void(body)) == await shop.ring(void(body))
    assert refused(await shop.ring(void(body, 2))) == "NUMBER_VOID"
    assert (await shop.sell(some(bought, "3", bought.lines))).points == -22  # all of it may still come back
    taken = msgspec.structs.replace(body, kind="sale", lines=(line(1, "cheese", 1000),), total=1000, discounts=())
    assert refused(await shop.ring(some(taken, "4", taken.lines))) == "RETURN_EXCEEDS_SALE"


async def test_what_is_left_of_an_exchange_is_voided(shop: Shop) -> None:
    """Part of what was taken has come back already; and with it the points that paid for it."""
    bought = four()
    await shop.give("hanako", 500)
    await shop.sell(bought, who=shop.code("hanako"))
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 300, due=600)
    body = swap(bought, "2", [bought.lines[1]], line(1, "cheese", 1000), line(2, "tea", 200))
    await shop.sell(body)
    taken = msgspec.structs.replace(body, kind="sale", lines=body.lines[1:], total=1200, discounts=())
    await shop.sell(some(taken, "3", taken.lines[1:]))
    assert (await shop.sell(void(body))).balance == 500 + 27
    assert await standing(shop) == (527, 0)


async def test_an_exchange_that_waited_for_its_sale_is_voided(shop: Shop) -> None:
    bought = four()
    body = msgspec.structs.replace(swap(bought, "2", [bought.lines[1]], line(1, "tea", 300)), member=Ref(kind="card", value="1"))
    await shop.sell(body)
    await shop.sell(void(body))
    assert (await shop.sell(bought, who=shop.code("hanako"))).balance == 22


async def test_an_exchange_is_voided_whole(shop: Shop) -> None:
    bought = four()
    await shop.sell(bought, who=shop.code("hanako"))
    body = swap(bought, "2", [bought.lines[1]], line(1, "cheese", 1000))
    assert refused(await shop.ring(void(body))) == "VOID_UNKNOWN"
    await shop.sell(body)
    half = msgspec.structs.replace(body, kind="sale", lines=(line(1, "cheese", 1000),), total=1000, tenders=(), original=None)
    assert refused(await shop.ring(void(half))) == "SALE_KIND_CHANGED"
    assert refused(await shop.ring(msgspec.structs.replace(half, revision=2))) == "RETURN_UNAMENDABLE"
    assert refused(await shop.ring(msgspec.structs.replace(body, revision=2))) == "RETURN_UNAMENDABLE"


async def test_its_number_is_nobody_elses(shop: Shop) -> None:
    bought = four()
    await shop.sell(bought, who=shop.code("hanako"))
    await shop.sell(sale("2-R", 500))
    body = swap(bought, "2", [bought.lines[1]], line(1, "cheese", 1000))
    assert refused(await shop.ring(body)) == "SALE_KIND_CHANGED"
    assert refused(await shop.ring(msgspec.structs.replace(body, number="3", original=None))) == "ORIGINAL_REQUIRED"
    assert refused(await shop.ring(msgspec.structs.replace(body, number="4", void=True, revision=1))) == "VOID_UNKNOWN"
