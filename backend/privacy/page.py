"""The disclosure for reading: a PDF in Japanese, with its fonts inside. What it leaves out for brevity stands in the JSON beside it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from fpdf.fonts import FontFace

from backend.kit.pdf import HAIR, INK, Sheet
from shared.clock import tokyo

KINDS = {
    "grant": "付与",
    "gift": "進呈",
    "redeem": "利用",
    "expire": "失効",
    "reverse": "取消",
    "adjust": "調整",
    "transfer": "移行",
    "repay": "返済",
}
PURPOSES = {"terms": "会員規約", "mail": "お知らせメール", "analysis": "購買の分析"}
STATES = {"issued": "未使用", "reserved": "仮押さえ", "used": "使用済み", "expired": "期限切れ"}
GREEN, PAPER = (31, 111, 84), (250, 248, 244)
Row = dict[str, Any]
Rows = dict[str, list[Row]]
Line = tuple[str, ...]


class Page(Sheet):
    def __init__(self, brand: str, made_at: int) -> None:
        super().__init__(f"{brand} 会員情報の開示", made_at, foot=brand)

    def section(self, title: str) -> None:
        self.ln(5)
        self.set_font("UD", "B", 12)
        self.set_text_color(*GREEN)
        self.cell(0, 9, title, new_x="LMARGIN", new_y="NEXT")
        self.set_text_color(INK)

    def grid(self, head: Sequence[str], widths: Sequence[int], lines: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> None:
        """A table; `numbers` are the columns set flush right."""
        self.set_font("UD", size=9)
        self.set_draw_color(HAIR)
        aligns = ["RIGHT" if n in numbers else "LEFT" for n in range(len(head))]
        heading = FontFace(emphasis="BOLD", fill_color=PAPER, color=(60, 60, 60))
        with self.table(
            col_widths=tuple(widths),
            text_align=tuple(aligns),
            headings_style=heading,
            borders_layout="HORIZONTAL_LINES",
            line_height=6,
        ) as table:
            for line in (head, *lines):
                table.row(line)


def page(rows: Rows, brand: str, made_at: int) -> bytes:
    """The document. `rows` are the disclosure's, by table."""
    pdf = Page(brand, made_at)
    pdf.add_page()
    pdf.set_font("UD", "B", 18)
    pdf.cell(0, 12, "会員情報の開示", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("UD", size=9)
    intro = (
        f"{brand} がお預かりしているあなたの情報です({tokyo(made_at):%Y/%m/%d %H:%M} 現在)。すべての記録は、同封の data.json にあります。"
    )
    pdf.multi_cell(0, 6, intro, new_x="LMARGIN", new_y="NEXT")
    _person(pdf, rows)
    _points(pdf, rows)
    _sales(pdf, rows)
    _written(pdf, rows)
    return bytes(pdf.output())


def _person(pdf: Page, rows: Rows) -> None:
    member = rows["members"][0]
    pdf.section("会員")
    birthday = str(member["birthday"] or "")
    facts = [
        ("お名前", member["name"]),
        ("メールアドレス", member["email"]),
        ("誕生日", f"{birthday[:4]}/{birthday[4:6]}/{birthday[6:]}" if birthday else "登録なし"),
        ("入会", _when(member["joined_at"])),
        *(("会員番号", card["number"]) for card in rows.get("cards", [])),
    ]
    pdf.grid(("項目", "内容"), (40, 134), facts)
    pdf.section("同意の記録")
    consents = [
        (_word(PURPOSES, row["purpose"]), "同意" if row["given"] else "撤回", row["version"], _when(row["at"]))
        for row in rows.get("consents", [])
    ]
    pdf.grid(("目的", "内容", "版", "日時"), (60, 30, 30, 54), consents)
    pdf.section("サインインした端末")
    devices = [(row["name"] or "名前なし", _when(row["created_at"]), _when(row["revoked_at"])) for row in rows.get("credentials", [])]
    pdf.grid(("端末", "登録", "停止"), (74, 50, 50), devices)


def _points(pdf: Page, rows: Rows) -> None:
    pdf.section("ポイントの記録")
    lines = [
        (_when(row["recorded_at"]), _word(KINDS, row["kind"]), f"{row['points']:+,}", f"{row['balance']:,}")
        for row in rows.get("transactions", [])
    ]
    pdf.grid(("日時", "内容", "ポイント", "残高"), (54, 50, 35, 35), lines, (2, 3))
    pdf.section("クーポン")
    vouchers = [(row["coupon_id"], _word(STATES, row["state"]), _when(row["issued_at"])) for row in rows.get("vouchers", [])]
    pdf.grid(("クーポン", "状態", "発行"), (74, 50, 50), vouchers)


def _sales(pdf: Page, rows: Rows) -> None:
    pdf.section("お買い物の記録")
    goods: dict[str, list[str]] = {}
    for line in rows.get("sale_lines", []):
        goods.setdefault(line["sale_id"], []).append(line["name"])
    lines = [
        (_when(row["occurred_at"]), row["store_id"], "、".join(goods.get(row["id"], [])), f"{row['total']:,} 円")
        for row in rows.get("sales", [])
    ]
    pdf.grid(("日時", "店舗", "品目", "合計"), (38, 24, 86, 26), lines, (3,))


def _written(pdf: Page, rows: Rows) -> None:
    """What the shop has noted, what the member has written, and what came over or is paid ahead: where there is any."""
    for title, table, head, widths, line in SECTIONS:
        if table in rows:
            pdf.section(title)
            pdf.grid(head, widths, [line(row) for row in rows[table]])


def _note(row: Row) -> Line:
    return _when(row["at"]), row["store_id"], row["text"]


def _detail(row: Row) -> Line:
    return _when(row["at"]), row["store_id"], row["value"]


def _own_field(row: Row) -> Line:
    return row["label"], row["value"], _day(row["day"])


def _takeover(row: Row) -> Line:
    return _when(row["asked_at"]), row["number"] or "―", f"{row['points'] or 0:,}"


def _book(row: Row) -> Line:
    return _when(row["sold_at"]), row["offer_id"], f"{row['unused']} / {row['tickets']}", _day(row["ends_on"])


SECTIONS: tuple[tuple[str, str, Line, tuple[int, ...], Callable[[Row], Line]], ...] = (
    ("お店が書いたメモ", "member_notes", ("日時", "お店", "内容"), (38, 24, 112), _note),
    ("お店が書いた項目", "member_details", ("日時", "お店", "内容"), (38, 24, 112), _detail),
    ("ご自分で書いた項目", "own_fields", ("名前", "内容", "日にち"), (50, 90, 34), _own_field),
    ("旧会員証の引き継ぎ", "takeovers", ("申し込み", "番号", "ポイント"), (54, 80, 40), _takeover),
    ("回数券", "ticket_books", ("購入", "種類", "残り", "期限"), (50, 60, 30, 34), _book),
)
"""(title, table, head, widths, how a row is written)"""


def _day(day: int | None) -> str:
    """A day such as 19900401, or a dash."""
    return "―" if day is None else f"{day // 10_000}/{day // 100 % 100:02}/{day % 100:02}"


def _when(text: object) -> str:
    """An instant of the disclosure in the shop's time, or a dash."""
    return f"{datetime.fromisoformat(text).astimezone(tokyo(0).tzinfo):%Y/%m/%d %H:%M}" if isinstance(text, str) else "―"


def _word(words: dict[str, str], key: str) -> str:
    return words.get(key, key)
