"""The receipt as a document: every figure that the law and the household want can be read and searched in it."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from backend.receipts.paper import paper
from shared.qr import r1
from shared.wire.receipts import Receipt, ReceiptLine, ReceiptReturn, ReceiptTax, ReceiptTender
from tests.backend.receipts.pdf_text import text_of

AT = 1_795_000_000_000
SALE = "01940000-0000-7000-8000-0000000001f5"
RECEIPT = Receipt(
    id=SALE,
    kind="sale",
    store="honten",
    store_name="まるふく珈琲 本店",
    issuer="株式会社まるふく",
    registration="T5010001234567",
    terminal="r1",
    number="1024",
    at=datetime(2026, 11, 22, 9, 10, tzinfo=UTC),
    business_date=date(2026, 11, 22),
    lines=(
        ReceiptLine(n=1, name="自家焙煎豆 200g", quantity_milli=2500, unit_price=1480, amount=3700, discount=0, reduced=True),
        ReceiptLine(n=2, name="ブレンドコーヒー", quantity_milli=1000, unit_price=480, amount=460, discount=20, reduced=False),
    ),
    discounts=(ReceiptTender(kind="discount", name="はじめての10%引き", amount=416),),
    taxes=(ReceiptTax(rate_permille=80, taxable=3330, tax=246), ReceiptTax(rate_permille=100, taxable=414, tax=37)),
    tenders=(ReceiptTender(kind="points", name="", amount=500), ReceiptTender(kind="cash", name="", amount=3244)),
    total=3744,
    points=32,
    points_used=500,
    grant=None,
    original=None,
    code=r1.make(SALE),
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", ("適格簡易請求書", "登録番号 T5010001234567", "2026年11月22日 18:10")),
        ("en", ("Registration no. T5010001234567", "22 Nov 2026 18:10")),
    ],
)
def test_all_that_an_invoice_needs_is_in_it(language: str, words: tuple[str, ...]) -> None:
    document = paper(RECEIPT, language, AT)
    text = text_of(document)
    for expected in (
        *words, "まるふく珈琲 本店", "株式会社まるふく", "自家焙煎豆 200g ※", "¥3,700", "¥1,480 × 2.5", "ブレンドコーヒー", "-¥20", "-¥416",
        "¥3,744", "¥3,330", "¥246", "¥414", "¥37", "¥500", "¥3,244", "+32 pt", "500 pt", r1.make(SALE)[:4],
    ):  # fmt: skip
        assert expected in text, expected
    assert document.count(b"/FontFile2") == 2, "both faces travel inside"


def test_the_same_receipt_is_the_same_document() -> None:
    assert paper(RECEIPT, "ja", AT) == paper(RECEIPT, "ja", AT)


def test_a_sale_that_was_taken_back_has_no_code_left() -> None:
    text = text_of(
        paper(msgspec.structs.replace(RECEIPT, returns=(ReceiptReturn(id=SALE, at=RECEIPT.at, total=RECEIPT.total),), code=""), "ja", AT)
    )
    assert "返品済み" in text
    assert "返品・交換のときに" not in text


def test_a_sale_of_which_some_came_back_says_so_and_keeps_its_code() -> None:
    text = text_of(paper(msgspec.structs.replace(RECEIPT, returns=(ReceiptReturn(id=SALE, at=RECEIPT.at, total=1),)), "ja", AT))
    assert "一部を返品済み" in text
    assert "返品・交換のときに" in text


def test_a_return_says_what_it_is_and_its_points() -> None:
    lines = tuple(msgspec.structs.replace(line, amount=-line.amount) for line in RECEIPT.lines)
    back = msgspec.structs.replace(RECEIPT, kind="return", total=-3744, points=-32, points_used=0, lines=lines, code="", original=SALE)
    text = text_of(paper(back, "ja", AT))
    assert "適格返還請求書" in text
    assert "-¥3,744" in text
    assert "取り消したポイント" in text


def test_a_long_receipt_goes_on_over_pages() -> None:
    many = tuple(msgspec.structs.replace(RECEIPT.lines[1], n=n, name=f"品物その{n}" + "とても長い名前" * 6) for n in range(1, 61))
    document = paper(msgspec.structs.replace(RECEIPT, lines=many), "ja", AT)
    text = text_of(document)
    assert document.count(b"/Type /Page\n") > 3
    assert all(f"品物その{n}" in text for n in (1, 30, 60))
