"""Words of ticket books at the counter."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketDesk:
    use: str
    use_now: Callable[[int], str]
    fewer: str
    more: str
    cancel: str
    used: Callable[[str, int], str]
    sold: Callable[[str, int], str]
    undone: str
    left: Callable[[int], str]
    frozen: str
    need_code: str
    none: str
    sell: str
    which: str
    receipt: str
    receipt_hint: str
    receipt_why: str
    sell_now: Callable[[str], str]
    today: str
    undo: str
    undo_sure: str
    refund: str
    refund_how: str
    bought: Callable[[str, int], str]
    back: Callable[[str], str]
    refund_now: Callable[[str], str]
    refunded: Callable[[str, str], str]
    offline: str
    no_answer: str


TICKET_DESK: Catalogue[TicketDesk] = Catalogue(
    ja=TicketDesk(
        use="使う",
        use_now=lambda count: f"{count} 枚使う",
        fewer="減らす",
        more="増やす",
        cancel="やめる",
        used=lambda name, count: f"「{name}」を {count} 枚使いました",
        sold=lambda name, count: f"「{name}」{count} 枚つづりを渡しました",
        undone="取り消しました",
        left=lambda left: f"残り {left} 枚",
        frozen="会員証が一時停止中のため、回数券は使えません。",
        need_code="番号では使えません。会員証のコードを読み取るか、時間帯責任者に頼んでください。",
        none="使える回数券はありません。",
        sell="回数券を売る",
        which="どの回数券ですか",
        receipt="レシートの番号",
        receipt_hint="例: 001234",
        receipt_why="先にレジで代金を受け取り、そのレシートの番号を入れてください。",
        sell_now=lambda price: f"会員証に入れる({price})",
        today="今日の記録",
        undo="取り消す",
        undo_sure="もう一度押すと取り消します",
        refund="払い戻す",
        refund_how="レシートを確かめ、先にレジで返金してください。使った分は 1 枚あたりの代金で差し引きます。",
        bought=lambda day, left: f"{day} 購入 ・ 残り {left} 枚",
        back=lambda yen: f"返金 {yen}",
        refund_now=lambda yen: f"{yen} を返金した",
        refunded=lambda name, yen: f"「{name}」を払い戻しました。返金 {yen}",
        offline="通信が切れています。同じ回数券を二重に使わないよう、つながっている間だけ使えます。少しお待ちください。",
        no_answer="返事がまだ届いていません。つながったら、もう一度押してください。二重に使われることはありません。",
    ),
    en=TicketDesk(
        use="Use",
        use_now=lambda count: "Use 1 ticket" if count == 1 else f"Use {count} tickets",
        fewer="Fewer",
        more="More",
        cancel="Cancel",
        used=lambda name, count: f"{'1 ticket' if count == 1 else f'{count} tickets'} of “{name}” used",
        sold=lambda name, count: f"“{name}” sold: {count} tickets",
        undone="Taken back",
        left=lambda left: f"{left} left",
        frozen="The card is frozen: no tickets can be used.",
        need_code="Not with a number: scan the code on the phone, or ask a shift lead.",
        none="There are no tickets to use.",
        sell="Sell a ticket book",
        which="Which one",
        receipt="Number of the receipt",
        receipt_hint="e.g. 001234",
        receipt_why="Take the money at the till first, and enter the number of that receipt.",
        sell_now=lambda price: f"Put it on the card ({price})",
        today="Today",
        undo="Take back",
        undo_sure="Press again to take it back",
        refund="Refund",
        refund_how="Check the receipt and give the money back at the till first. Used tickets count at their part of the price.",
        bought=lambda day, left: f"Bought {day} ・ {left} left",
        back=lambda yen: f"{yen} back",
        refund_now=lambda yen: f"{yen} is handed back",
        refunded=lambda name, yen: f"“{name}” refunded: {yen}",
        offline="The line is down. So that no ticket is used twice, tickets work only while it stands. Please wait a moment.",
        no_answer="No answer yet. Press again once the line is back: nothing is done twice.",
    ),
)
