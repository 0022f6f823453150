"""Whichever parts a sale comes back in, they add up to it: its yen, its taxes, its tenders."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from backend.receipts.lines import AllGone, gone_after
from backend.receipts.parts import Wanted, brought_back, left_of
from backend.receipts.rules import inconsistency, sums
from shared.clock import to_datetime
from shared.wire.sales import Discount, Line, Sale, Tax, Tender


@st.composite
def a_sale(draw: st.DrawFn) -> Sale:
    lines: list[Line] = []
    for n in range(1, draw(st.integers(1, 4)) + 1):
        pieces, price, rate = draw(st.integers(1, 5)), draw(st.integers(1, 999)), draw(st.sampled_from((80, 100)))
        off = draw(st.integers(0, price))
        lines.append(
            Line(
                n=n, sku=f"S{n}", name="品", quantity_milli=pieces * 1000, unit_price=price, amount=pieces * price - off,
                tax_rate_permille=rate, discount=off,
            )
        )  # fmt: skip
    whole = sum(line.amount for line in lines)
    off = draw(st.integers(0, whole // 2))
    total = whole - off
    taxes: list[Tax] = []
    for rate in sorted({line.tax_rate_permille for line in lines}):
        share = sum(line.amount for line in lines if line.tax_rate_permille == rate)
        taxable = share * total // whole if whole else 0
        taxes.append(Tax(rate_permille=rate, taxable=taxable, tax=taxable * rate // (1000 + rate)))
    points = draw(st.integers(0, total))
    card = draw(st.integers(0, total - points))
    paid = (Tender(kind="card", amount=card), Tender(kind="points", amount=points), Tender(kind="cash", amount=total - points - card))
    return Sale(
        store="honten",
        terminal="manual",
        number="1",
        kind="sale",
        occurred_at=to_datetime(0),
        business_date=date(1970, 1, 1),
        lines=tuple(lines),
        taxes=tuple(taxes),
        tenders=tuple(each for each in paid if each.amount),
        discounts=(Discount(name="割引", amount=off),) if off else (),
        total=total,
    )


@given(a_sale(), st.data())
def test_in_whichever_parts_it_comes_back(sale: Sale, data: st.DataObject) -> None:
    gone, yen = AllGone(), 0
    backs: list[Sale] = []
    pieces = [(line.n, 1000) for line in sale.lines for _ in range(line.quantity_milli // 1000)]
    for n, milli in data.draw(st.permutations(pieces)):
        if data.draw(st.booleans()):
            continue  # it comes with the rest
        backs.append(brought_back(sale, gone, yen, [Wanted(n, milli, None)]))
        gone, yen = _after(sale, gone, yen, backs[-1])
    if len(backs) < len(pieces):
        backs.append(brought_back(sale, gone, yen, left_of(sale.lines, gone)))
        gone, yen = _after(sale, gone, yen, backs[-1])
    assert yen == sale.total
    assert {n: (each.amount, each.milli) for n, each in gone.items()} == {line.n: (line.amount, line.quantity_milli) for line in sale.lines}
    for tax in sale.taxes:
        assert -sum(each.taxable for back in backs for each in back.taxes if each.rate_permille == tax.rate_permille) == tax.taxable
    for tender in sale.tenders:
        assert -sum(each.amount for back in backs for each in back.tenders if each.kind == tender.kind) == tender.amount


@given(a_sale())
def test_the_whole_of_it_is_the_sale_the_other_way_round(sale: Sale) -> None:
    back = brought_back(sale, {}, 0, left_of(sale.lines, {}))
    assert back.total == -sale.total
    assert back.lines == tuple(
        replace(line, quantity_milli=-line.quantity_milli, amount=-line.amount, discount=-line.discount, returns_line=line.n)
        for line in sale.lines
    )
    assert back.taxes == tuple(replace(tax, taxable=-tax.taxable, tax=-tax.tax) for tax in sale.taxes)
    assert sorted(each.amount for each in back.tenders) == sorted(-each.amount for each in sale.tenders)


def _after(sale: Sale, gone: AllGone, yen: int, back: Sale) -> tuple[AllGone, int]:
    """What the till takes: it adds up, nothing is negative, and no more comes back than there was."""
    assert inconsistency(back, sums(back).lines) is None
    assert all(each.amount <= 0 for each in back.tenders)
    after = gone_after(sale.lines, gone, back.lines)
    assert after is not None
    return after, yen - back.total
