"""A receipt as a PDF of one column: what the member's screen shows, for the tax office, an employer or a folder."""

from dataclasses import dataclass

from backend.kit.pdf import HAIR, INK, QUIET, Sheet
from shared.clock import tokyo
from shared.wire.receipts import Receipt, ReceiptLine

A5 = (148, 210)
CODE = 21
"""mm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    simplified: str
    returned: str
    number: str
    registration: str
    date: str
    total: str
    tax: str
    inside: str
    reduced: str
    discount: str
    tenders: dict[str, str]
    used: str
    earned: str
    taken: str
    gone: str
    partly: str
    amended: str
    former: str
    code: str


WORDS = {
    "ja": Words(
        simplified="適格簡易請求書",
        returned="適格返還請求書(返品)",
        number="レシート番号",
        registration="登録番号",
        date="%Y年%m月%d日 %H:%M",
        total="合計(税込)",
        tax="{rate}対象",
        inside="(内消費税 {tax})",
        reduced="※ は軽減税率(8%)の対象です。",
        discount="割引",
        tenders={
            "cash": "現金",
            "card": "クレジットカード",
            "qr": "QR決済",
            "emoney": "電子マネー",
            "points": "ポイント利用",
            "other": "その他",
        },
        used="ご利用ポイント",
        earned="今回のポイント",
        taken="取り消したポイント",
        gone="この会計は返品済みです。",
        partly="この会計は一部を返品済みです。",
        amended="訂正",
        former="このレシートは訂正されました。",
        code="返品・交換のときにお見せください",
    ),
    "en": Words(
        simplified="Receipt (qualified simplified invoice)",
        returned="Return (qualified return invoice)",
        number="Receipt no.",
        registration="Registration no.",
        date="%d %b %Y %H:%M",
        total="Total (tax incl.)",
        tax="Taxed at {rate}",
        inside="(of which tax {tax})",
        reduced="※ reduced tax rate (8%).",
        discount="Discount",
        tenders={"cash": "Cash", "card": "Card", "qr": "QR payment", "emoney": "E-money", "points": "Points", "other": "Other"},
        used="Points used",
        earned="Points earned",
        taken="Points taken back",
        gone="This sale was returned.",
        partly="Some of this sale was returned.",
        amended="Corrected",
        former="This receipt has been corrected since.",
        code="Show this to return or exchange",
    ),
}


def paper(receipt: Receipt, language: str, made_at: int) -> bytes:
    """The document. Takes about a third of a second, so call it in a thread."""
    words = WORDS[language]
    pdf = Sheet(
        f"{receipt.store_name} {receipt.terminal}-{receipt.number}", made_at, foot=receipt.issuer, size=A5, margin=22, language=language
    )
    pdf.set_top_margin(14)
    pdf.add_page()
    _head(pdf, receipt, words)
    _rule(pdf)
    for line in receipt.lines:
        _line(pdf, line)
    for discount in receipt.discounts:
        _pair(pdf, discount.name or words.discount, _yen(-abs(discount.amount)))
    _rule(pdf)
    _pair(pdf, words.total, _yen(receipt.total), size=14, bold=True)
    for tax in receipt.taxes:
        mark = " ※" if tax.rate_permille == 80 else ""
        _pair(pdf, words.tax.format(rate=_rate(tax.rate_permille)) + mark, _yen(tax.taxable), size=9)
        _pair(pdf, "", words.inside.format(tax=_yen(tax.tax)), size=9)
    if any(line.reduced for line in receipt.lines):
        _text(pdf, words.reduced, size=8)
    _rule(pdf)
    for tender in receipt.tenders:
        _pair(pdf, tender.name or words.tenders.get(tender.kind, tender.kind), _yen(tender.amount))
    _points(pdf, receipt, words)
    _foot(pdf, receipt, words)
    return bytes(pdf.output())


def _head(pdf: Sheet, receipt: Receipt, words: Words) -> None:
    _text(pdf, receipt.store_name, size=15, bold=True, align="C")
    _text(pdf, receipt.issuer, align="C")
    if receipt.registration:
        _text(pdf, f"{words.registration} {receipt.registration}", align="C")
    pdf.ln(3)
    _text(pdf, words.returned if receipt.kind == "return" else words.simplified, size=10, bold=True, align="C")
    if receipt.amends is not None or receipt.amended_by is not None:
        _text(pdf, words.former if receipt.amended_by is not None else words.amended, bold=True, align="C")
    _text(pdf, f"{receipt.at.astimezone(tokyo(0).tzinfo):{words.date}}", align="C")
    _text(pdf, f"{words.number} {receipt.terminal}-{receipt.number}", align="C")


def _line(pdf: Sheet, line: ReceiptLine) -> None:
    _pair(pdf, f"{line.name}{' ※' if line.reduced else ''}", _yen(line.amount))
    if line.quantity_milli != 1000:
        whole, part = divmod(abs(line.quantity_milli), 1000)
        quantity = f"{whole}.{part:03}".rstrip("0").rstrip(".")
        _text(pdf, f"   {_yen(line.unit_price)} × {quantity}", size=8)
    if line.discount:
        _text(pdf, f"   {_yen(-abs(line.discount))}", size=8)


def _points(pdf: Sheet, receipt: Receipt, words: Words) -> None:
    if not (receipt.points or receipt.points_used):
        return
    _rule(pdf)
    if receipt.points_used:
        _pair(pdf, words.used, f"{receipt.points_used:,} pt")
    _pair(pdf, words.taken if receipt.points < 0 else words.earned, f"{receipt.points:+,} pt", bold=True)


def _foot(pdf: Sheet, receipt: Receipt, words: Words) -> None:
    if receipt.returns:
        pdf.ln(3)
        _text(pdf, words.partly if receipt.code else words.gone, bold=True, align="C")
    if not receipt.code:
        return
    if pdf.get_y() + CODE + 14 > pdf.page_break_trigger:
        pdf.add_page()
    pdf.ln(4)
    pdf.code(receipt.code, (pdf.w - CODE) / 2, pdf.get_y(), CODE)
    pdf.set_y(pdf.get_y() + CODE + 3)
    _text(pdf, words.code, size=8, align="C")
    _text(pdf, " ".join(receipt.code[start : start + 4] for start in range(0, len(receipt.code), 4)), size=7, align="C")


def _pair(pdf: Sheet, left: str, right: str, *, size: int = 10, bold: bool = False) -> None:
    """A name that wraps, and its figure at the right of its last line."""
    pdf.set_font("UD", "B" if bold else "", size)
    height, room = size * 0.55, pdf.get_string_width(right) + 4
    pdf.multi_cell(pdf.epw - room, height, left or " ", align="L", new_x="RIGHT", new_y="LAST")
    pdf.cell(room, height, right, align="R", new_x="LMARGIN", new_y="NEXT")


def _text(pdf: Sheet, text: str, *, size: int = 9, bold: bool = False, align: str = "L") -> None:
    pdf.set_font("UD", "B" if bold else "", size)
    pdf.set_text_color(INK if bold else QUIET)
    pdf.multi_cell(0, size * 0.55, text, align=align, new_x="LMARGIN", new_y="NEXT")
    pdf.set_text_color(INK)


def _rule(pdf: Sheet) -> None:
    pdf.ln(2)
    pdf.set_draw_color(HAIR)
    pdf.line(pdf.l_margin, pdf.get_y(), pdf.w - pdf.r_margin, pdf.get_y())
    pdf.ln(2)


def _yen(amount: int) -> str:
    return f"-¥{-amount:,}" if amount < 0 else f"¥{amount:,}"


def _rate(permille: int) -> str:
    whole, part = divmod(permille, 10)
    return f"{whole}.{part}%" if part else f"{whole}%"
