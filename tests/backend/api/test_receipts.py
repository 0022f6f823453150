"""A member's receipts over HTTP, on both engines: searched, read, taken along, and nobody else's."""

import csv
import io
from datetime import date

import msgspec
import pytest
from sqlalchemy import insert

from backend.goods.tables import goods
from shared.client import MemberApi, Refused
from shared.clock import DAY, SECOND, to_datetime
from shared.qr import r1
from shared.wire import sales, visits
from shared.wire.receipts import ReceiptSearch
from tests.backend.api.harness import House
from tests.backend.receipts.pdf_text import text_of


def line(n: int, name: str, amount: int, **more: object) -> sales.Line:
    plain = {"n": n, "sku": name, "name": name, "quantity_milli": 1000, "unit_price": amount, "amount": amount, "tax_rate_permille": 80}
    return msgspec.convert(plain | more, sales.Line)


async def bought(shop: House, member: MemberApi, number: str, *lines: sales.Line, **more: object) -> sales.SaleAnswer:
    total = sum(each.amount for each in lines)
    number_of_card = (await member.card()).number
    tax = sales.Tax(rate_permille=80, taxable=total, tax=total * 8 // 108)
    paid = sales.Tender(kind="cash", amount=total)
    plain = {"lines": lines, "taxes": (tax,), "tenders": (paid,), "member": sales.Ref(kind="card", value=number_of_card)}
    return await shop.pos.sale(shop.sale(number, total, **(plain | more)))


async def test_receipts_are_found_by_day_amount_store_and_thing(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    await bought(shop, member, "1", line(1, "クロワッサン", 280), line(2, "牛乳", 240))
    shop.clock.forward(DAY)
    second = await bought(shop, member, "2", line(1, "食パン 一斤", 1200))
    everything = await member.receipts()
    assert [(row.item, row.items, row.total) for row in everything.rows] == [("食パン 一斤", 1, 1200), ("クロワッサン", 2, 520)]
    assert [(month.month, month.receipts, month.total) for month in everything.months] == [
        (date(2026, 12, 1), 1, 1200),
        (date(2026, 11, 1), 1, 520),
    ]
    assert [(store.id, store.name) for store in everything.stores] == [("honten", "本店")]
    for search, found in (
        (ReceiptSearch(item="ｸﾛﾜｯｻﾝ"), [520]),
        (ReceiptSearch(item="ぱん 一斤"), [1200]),
        (ReceiptSearch(since=date(2026, 12, 1), until=date(2026, 12, 1)), [1200]),
        (ReceiptSearch(until=date(2026, 11, 30)), [520]),
        (ReceiptSearch(low=521), [1200]),
        (ReceiptSearch(low=520, high=520), [520]),
        (ReceiptSearch(store="honten"), [1200, 520]),
        (ReceiptSearch(store="eki"), []),
        (ReceiptSearch(item="牛乳", since=date(2026, 12, 1)), []),
    ):
        assert [row.total for row in (await member.receipts(search)).rows] == found, search
    assert (await member.receipts(ReceiptSearch(item="牛乳"))).rows[0].item == "牛乳"
    assert (await member.receipt(second.sale)).code == r1.make(second.sale)


async def test_a_search_goes_on_over_pages(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    for n in range(70):
        shop.clock.forward(SECOND)
        await bought(shop, member, str(n), line(1, "パン" if n % 2 else "牛乳", 100 + n))
    totals: list[int] = []
    before: str | None = None
    while True:
        page = await member.receipts(ReceiptSearch(item="パン"), before)
        assert [(month.receipts, month.total) for month in page.months] == [(35, sum(100 + n for n in range(1, 70, 2)))]
        totals += [row.total for row in page.rows]
        before = page.next
        if before is None:
            break
    assert totals == [100 + n for n in range(69, 0, -2)]


async def test_a_receipt_tells_its_coupon_its_pictures_and_that_it_was_taken_back(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    row = {"sku": "パン", "name_ja": "パン", "name_en": "", "category": "", "picture": "ab" * 32, "active": True, "changed_at": 0}
    await shop.database.transact(lambda connection: connection.execute(insert(goods).values(row)))
    panel = await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code, terminal="r1"))
    await shop.manager.redeem(panel.visit, visits.Redeem(op_id=shop.ids.new(), vouchers=(panel.vouchers[0].id,)))
    sale = shop.sale("1", 900)
    sold = await shop.pos.sale(sale)
    receipt = await member.receipt(sold.sale)
    assert [coupon.name_ja for coupon in receipt.coupons] == ["ようこそ 10% 引き"]
    assert (receipt.returns, receipt.code) == ((), r1.make(sold.sale))
    lines = (msgspec.structs.replace(sale.lines[0], amount=-900, quantity_milli=-1000),)
    back = await shop.pos.sale(
        shop.sale(
            "2", -900, kind="return", lines=lines, taxes=(sales.Tax(rate_permille=80, taxable=-900, tax=-66),),
            tenders=(sales.Tender(kind="cash", amount=-900),), original=sales.SaleKey(store="honten", terminal="r1", number="1"),
        )
    )  # fmt: skip
    receipt = await member.receipt(sold.sale)
    assert ([each.id for each in receipt.returns], receipt.code, receipt.coupons) == ([back.sale], "", ())
    assert [(row.kind, row.returned) for row in (await member.receipts()).rows if row.id == sold.sale] == [("sale", "whole")]
    assert (await member.receipts(ReceiptSearch(low=900, high=900))).months[0].total == 0, "a return counts by what was paid back"
    answer = await bought(shop, member, "3", line(1, "パン", 300), line(2, "牛乳", 200))
    assert [each.picture for each in (await member.receipt(answer.sale)).lines] == ["ab" * 32, None]


async def test_documents_are_the_member_s_own(each_shop: House) -> None:
    shop = each_shop
    hanako, taro = await shop.member("hanako@example.jp"), await shop.member("taro@example.jp")
    sold = await bought(shop, hanako, "1", line(1, "クロワッサン", 280))
    assert "クロワッサン ※" in text_of(await hanako.receipt_pdf(sold.sale))
    hanako.language = "en"
    assert "Points earned" in text_of(await hanako.receipt_pdf(sold.sale))
    for path in (f"/v1/me/receipts/{sold.sale}", f"/v1/me/receipts/{sold.sale}/pdf"):
        assert (await shop.ask("GET", path, taro.token)).status_code == 404
        assert (await shop.ask("GET", path)).status_code == 401
    assert (await taro.receipts(ReceiptSearch(item="クロワッサン"))).rows == ()
    assert len((await taro.household_book(date(2026, 11, 1), date(2026, 12, 31))).splitlines()) == 1


async def test_the_household_book(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    bread, evil = line(1, "クロワッサン", 280, category="パン"), line(2, "=1+1", 240, tax_rate_permille=80)
    await bought(shop, member, "1", bread, evil)
    shop.clock.forward(2 * DAY)
    await bought(shop, member, "2", line(1, "食パン", 500))
    content = await member.household_book(date(2026, 11, 30), date(2026, 11, 30))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [
        ["日付", "店舗", "品目", "分類", "金額", "税率", "ポイント"],
        ["2026-11-30", "本店", "クロワッサン", "パン", "280", "8%", "5"],
        ["2026-11-30", "本店", "'=1+1", "", "240", "8%", ""],
    ]
    assert len((await member.household_book(date(2026, 11, 1), date(2026, 12, 31))).splitlines()) == 4


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("since=2026-02-30", "since"),
        ("until=today", "until"),
        ("low=-1", "low"),
        ("high=1e9", "high"),
        ("store=../x", "store"),
        ("item=" + "あ" * 41, "item"),
        ("item=a%00b", "item"),
    ],
)
async def test_what_is_no_search_is_told(shop: House, query: str, where: str) -> None:
    member = await shop.member()
    answer = await shop.ask("GET", f"/v1/me/receipts?{query}", member.token)
    assert (answer.status_code, answer.json()["args"]) == (422, {"where": where})


async def test_a_household_book_is_of_days_and_not_of_decades(shop: House) -> None:
    member = await shop.member()
    for query in ("", "since=2026-01-01", "since=2026-02-01&until=2026-01-31", "since=2020-01-01&until=2026-01-01"):
        assert (await shop.ask("GET", f"/v1/me/receipts.csv?{query}", member.token)).status_code == 422


async def test_documents_are_not_made_without_end(shop: House) -> None:
    member = await shop.member()
    day = to_datetime(shop.clock.now()).date()
    for _ in range(120):
        await member.household_book(day, day)
    with pytest.raises(Refused, match="rate-limited"):
        await member.household_book(day, day)
