"""What the POS said, as rows, whoever it belongs to."""

from backend.receipts.rules import Body, lines_total, paid_by_points
from backend.till.draft import Draft, encode, moment
from backend.till.operations import RecordSale
from backend.till.state import Sold
from shared.wire.sales import Sale


def record(draft: Draft, op: RecordSale, sale_id: str, effective: int, original_id: str | None, notes: tuple[str, ...]) -> Sold:
    """The sale as rows, whoever it belongs to."""
    sale = op.sale
    body = Body(sale.taxes, sale.tenders, sale.discounts, sale.business_date.isoformat())
    draft.sales.append(
        (sale_id, op.source, sale.store, sale.terminal, sale.number, sale.revision, sale.kind, original_id, instant_of(sale), effective,
         moment(effective).day, op.at, sale.total, paid_by_points(sale), encode(body).decode(), ",".join(notes))
    )  # fmt: skip
    for line in sale.lines:
        draft.lines.append(
            (sale_id, line.n, line.sku, line.name, line.category, ",".join(line.tags), line.quantity_milli, line.unit_price, line.discount,
             line.amount, line.tax_rate_permille, line.price_includes_tax, line.points_excluded, line.cost, line.returns_line)
        )  # fmt: skip
    number = (sale.store, sale.terminal, sale.number)
    sold = Sold(sale_id, op.source, number, sale.revision, sale.kind, original_id, effective, sale.total, lines_total(sale))
    draft.sold.append(sold)
    return sold


def instant_of(sale: Sale) -> int:
    return int(sale.occurred_at.timestamp() * 1000)
