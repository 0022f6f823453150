"""What the clerk picks of a sale that comes back: pure functions over its lines."""

from shared.wire.returns import BackLine, ReturnLine, ReturnSale

PIECE = 1000
"""In thousandths."""


def open_to(sale: ReturnSale) -> bool:
    """Whether anything of it can come back here."""
    return sale.state in {"open", "part"}


def left(line: ReturnLine) -> int:
    """Thousandths that have not come back; what has come back in yen alone is there until its last yen."""
    return 0 if line.back >= line.amount > 0 else line.quantity_milli - line.back_milli


def everything(sale: ReturnSale) -> tuple[BackLine, ...]:
    return tuple(BackLine(n=line.n, quantity_milli=left(line)) for line in sale.lines if left(line)) if open_to(sale) else ()


def picked(lines: tuple[BackLine, ...], n: int) -> int:
    """Thousandths of a line."""
    return next((line.quantity_milli or 0 for line in lines if line.n == n), 0)


def with_pieces(lines: tuple[BackLine, ...], n: int, milli: int) -> tuple[BackLine, ...]:
    """In the order of the sale's lines, so that the same choice is always the same."""
    others = [line for line in lines if line.n != n]
    return tuple(sorted([*others, *([BackLine(n=n, quantity_milli=milli)] if milli else [])], key=_number))


def with_yen(sale: ReturnSale, line: ReturnLine, yen: int) -> tuple[BackLine, ...]:
    """Of a sale typed as one sum; more than is left is nothing that can come back."""
    rest = line.amount - line.back
    return everything(sale) if yen == rest else (BackLine(n=line.n, amount=yen),) if 0 < yen < rest else ()


def _number(line: BackLine) -> int:
    return line.n


def countable(line: ReturnLine) -> bool:
    """Several pieces, of which some may come back; weighed goods come back as a whole."""
    return line.quantity_milli % PIECE == 0 and left(line) > PIECE


def by_yen(sale: ReturnSale) -> ReturnLine | None:
    """The line of a sale that was typed as one sum: what of it comes back is typed as well."""
    only = sale.lines[0] if len(sale.lines) == 1 else None
    return only if only is not None and only.quantity_milli == PIECE and only.amount - only.back > 1 else None
