"""What the POS said, as rows, whoever it belongs to."""

from backend.receipts.rules import Body, sums
from backend.till.draft import Draft, encode
from backend.till.operations import RecordSale
from backend.till.state import Sold
from shared.wire.sales import Sale


def record(draft: Draft, op: RecordSale, sale_id: str, original_id: str | None, notes: tuple[str, ...]) -> Sold:
    """The sale as rows, whoever it belongs to."""
    sale = op.sale
    draft.sales.append(
        (sale_id, op.source, sale.store, sale.terminal, sale.number, sale.revision, sale.kind, original_id, op.occurred, op.effective,
         draft.when.day, op.at, sale.total, op.sums.paid_by_points, _body(sale), ",".join(notes))
    )  # fmt: skip
    _lines(draft, sale_id, sale)
    number = (sale.store, sale.terminal, sale.number)
    sold = Sold(
        sale_id, op.source, number, sale.revision, sale.kind, original_id, op.effective, sale.total, op.sums.lines,
        "void" in notes, "exchange" in notes,
    )  # fmt: skip
    draft.sold.append(sold)
    return sold


def fill_in(draft: Draft, sale_id: str, sale: Sale) -> None:
    """What a row that was recorded without its lines turns out to be about."""
    draft.filled.append((sale.total, sums(sale).paid_by_points, _body(sale), sale_id))
    _lines(draft, sale_id, sale)


def _body(sale: Sale) -> str:
    return encode(Body(sale.taxes, sale.tenders, sale.discounts, sale.business_date.isoformat())).decode()


def _lines(draft: Draft, sale_id: str, sale: Sale) -> None:
    draft.lines += [
        (sale_id, line.n, line.sku, line.name, line.category, ",".join(line.tags), line.quantity_milli, line.unit_price, line.discount,
         line.amount, line.tax_rate_permille, line.price_includes_tax, line.points_excluded, line.cost, line.returns_line)
        for line in sale.lines
    ]  # fmt: skip
    draft.parts[sale_id] = sale.lines
