"""What a row of the history did, step by step, where no rule of earning computed it: spent, taken back, adjusted, lapsed, repaid."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import msgspec
from sqlalchemy import Connection, func, select

from backend.earning.deriving import Derivation
from backend.earning.spent import Spent
from backend.ledger.repository import Explained
from backend.ledger.rules import WAITING
from backend.ledger.tables import accounts, lots, postings
from backend.receipts.rules import AMENDED
from backend.receipts.tables import receipts
from shared.clock import to_date, tokyo
from shared.wire.members import Step

REASONS = {
    "missed": ("付け忘れたポイント", "Points that had been forgotten"),
    "apology": ("お店からのおわび", "An apology from the shop"),
    "correction": ("お店による訂正", "A correction by the shop"),
}


def steps_of(connection: Connection, found: Explained) -> tuple[Step, ...]:
    """Their points sum to the row's; empty for a kind that explains itself elsewhere."""
    if found.row.kind == "reverse":
        return _reversed(connection, found)
    told = TOLD.get(found.row.kind)
    return () if told is None else told(found)


def waiting(connection: Connection, found: Explained, now: int) -> tuple[Step, ...]:
    """Of granted points that do not count yet: from when on."""
    query = select(func.max(lots.c.confirm_at)).where(lots.c.tx_id == found.row.id, lots.c.left > 0, lots.c.confirm_at > now)
    confirm_at = connection.scalars(query).one()
    if confirm_at is None:
        return ()
    if confirm_at == WAITING:
        return (_step("waiting", "商品が届くと使えるようになります", "They can be used once the goods are delivered"),)
    on = tokyo(confirm_at)
    return (_step("waiting", f"{on.year}/{on.month}/{on.day} から使えます", f"They can be used from {on:%d %b %Y}"),)


def _redeemed(found: Explained) -> tuple[Step, ...]:
    """What ends first was spent first."""
    spent = -found.row.points
    head = _step("redeem", f"1 pt を 1 円として {spent:,} 円分", f"¥{spent:,} at ¥1 a point")
    if found.why not in {"", "{}"}:
        why = msgspec.json.decode(found.why, type=Spent)
        ja = f"{why.unit:,} pt を {why.yen:,} 円として {why.points:,} pt で {why.paid:,} 円分"
        head = _step("redeem", ja, f"{why.points:,} pt pay ¥{why.paid:,}, at ¥{why.yen:,} for {why.unit:,} pt")
    order = _step("order", "期限の近いポイントから使いました", "What expires first was spent first")
    earned: Counter[date] = Counter()
    for lot in found.moved:
        earned[tokyo(lot.earned_at).date()] += lot.points
    taken = [
        _step("lot", f"{on.year}/{on.month}/{on.day} に付いたポイントから", f"From points earned on {on:%d %b %Y}", points)
        for on, points in sorted(earned.items())
    ]
    return (head, order, *taken)


def _reversed(connection: Connection, found: Explained) -> tuple[Step, ...]:
    """`receipts` of the return says what the sale had granted and used."""
    query = select(receipts.c.points, receipts.c.points_used).where(
        receipts.c.tx_id == found.row.id, receipts.c.sale_id == found.row.receipt
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return (_step("reverse", "返品・取消", "Return", found.row.points),)
    steps = _undone(row.points, row.points_used) if found.reason == "undone" else _kept(found.why)
    if found.reason == AMENDED:
        steps.append(
            _step("amended", "訂正される前の会計で付いたポイント", "Points of the sale as it was before it was corrected", row.points)
        )
    elif row.points and found.reason != "undone":
        steps.append(
            _step("taken-back", "返品したお買い物で付いたポイントを取り消し", "Taken back: points of the returned sale", row.points)
        )
    if row.points_used > 0:
        steps.append(_step("given-back", "お支払いに使ったポイントをお返し", "Given back: points paid with", row.points_used))
    lapsed = _posted_to(connection, found.row.id, "expired")
    if lapsed:
        steps.append(_step("lapsed", "そのうち、すでに期限切れだったポイント", "Of these, points that had expired already", lapsed))
    borne = _posted_to(connection, found.row.id, "return_loss")
    if borne < 0:
        steps.append(_step("borne-no-more", "お店が負担していた分", "Had been borne by the shop", borne))
    elif borne:
        steps.append(_step("borne", "残高が足りない分はお店が負担しました", "Not there any more: borne by the shop", borne))
    owed = found.row.points - row.points - row.points_used - lapsed - borne
    if owed < 0:
        steps.append(_step("repaid", "返品のときに足りなかった分にあてました", "Covers what the return had left owing", owed))
    elif owed:
        steps.append(_step("owed", "残高が足りない分は、次に付くポイントから差し引きます", "Owed: taken from points to come", owed))
    return tuple(steps)


def _undone(points: int, used: int) -> list[Step]:
    steps: list[Step] = []
    if points:
        steps.append(
            _step("granted-again", "返品の取り消しにより、ポイントをお戻し", "The return was cancelled: points granted again", points)
        )
    if used:
        steps.append(_step("used-again", "お支払いに使ったポイントを、もう一度利用", "Used again: points paid with", used))
    return steps


def _kept(why: str) -> list[Step]:
    """What the rest of the sale is worth now, where some of it was kept."""
    if why in {"", "{}"}:
        return []
    left = msgspec.json.decode(why, type=Derivation)
    said = f"残りのお買い物 ¥{left.total:,} で付くポイントは {left.points:,} pt", f"What is kept, ¥{left.total:,}, earns {left.points:,} pt"
    return [_step("kept", *said)]


def _posted_to(connection: Connection, tx_id: str, kind: str) -> int:
    """Points that a return took back from the expired, or from the shop, and not from the member."""
    query = select(func.coalesce(func.sum(-postings.c.amount), 0)).join(accounts, accounts.c.id == postings.c.account_id)
    return int(connection.scalars(query.where(postings.c.tx_id == tx_id, accounts.c.kind == kind)).one())


def _lapsed(found: Explained) -> tuple[Step, ...]:
    days: Counter[int] = Counter()
    for lot in found.moved:
        days[lot.last_day] += lot.points
    return tuple(
        _step("expire", f"有効期限 {on.year}/{on.month}/{on.day} を過ぎました", f"Expired after {on:%d %b %Y}", points)
        for on, points in ((to_date(day), points) for day, points in sorted(days.items()))
    )


def _adjusted(found: Explained) -> tuple[Step, ...]:
    ja, en = REASONS.get(found.row.reason, ("お店による調整", "Adjusted by the shop"))
    return (_step("adjust", ja, en, found.row.points),)


def _repaid(found: Explained) -> tuple[Step, ...]:
    return (
        _step(
            "repay",
            "返品や訂正のとき足りなかったポイントにあてました",
            "Repaid what a return or a correction had left owing",
            found.row.points,
        ),
    )


def _taken_over(found: Explained) -> tuple[Step, ...]:
    return (_step("takeover", "前のカードから引き継ぎました", "Brought over from an old card", found.row.points),)


GIFTS = {
    "checkin": ("来店ポイント(1 日 1 回)", "Points for coming by, once a day"),
    "survey": ("アンケートのお礼", "Thanks for your answers"),
}


def _given(found: Explained) -> tuple[Step, ...]:
    ja, en = GIFTS[found.reason]
    return (_step(found.reason, ja, en, found.row.points),)


TOLD: dict[str, Callable[[Explained], tuple[Step, ...]]] = {
    "redeem": _redeemed,
    "expire": _lapsed,
    "adjust": _adjusted,
    "repay": _repaid,
    "takeover": _taken_over,
    "gift": _given,
}


def _step(rule: str, ja: str, en: str, points: int = 0) -> Step:
    return Step(rule=f"{rule}@1", text_ja=ja, text_en=en, points=points)
