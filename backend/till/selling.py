"""A sale: found its member, earned, kept."""

import msgspec

from backend.earning.rules import governing
from backend.kit.ids import Ids
from backend.ledger.rules import balance
from backend.problems import Refused
from backend.receipts.rules import inconsistency
from backend.till import amending, stamping, swapping
from backend.till.accruing import count_bonuses, derive
from backend.till.amending import decide_amend
from backend.till.answers import next_expiry, printed
from backend.till.draft import Draft, encode
from backend.till.granting import Granted, grant, roll
from backend.till.matching import Find, Match, find_member
from backend.till.operations import RecordSale
from backend.till.paying import refused_sale, used_of
from backend.till.recording import fill_in, record
from backend.till.returning import decide_return, gone_with
from backend.till.state import Holder, Kept, Month, Redemption, Sold, State
from backend.till.swapping import decide_swap
from backend.till.undoing import Back, Progress, apply_return
from backend.till.voiding import decide_void, rest
from shared.wire.problems import Code
from shared.wire.sales import Sale, SaleAnswer

CAPS = {"cashier": 50_000, "shift_lead": 200_000, "manager": 1_000_000}
"""yen that a person may type at a till without a POS"""


def decide_sale(state: State, op: RecordSale, ids: Ids) -> tuple[Draft, bytes] | Refused:
    refused = _refusal(state, op)
    if refused is not None:
        return refused
    draft = Draft(state, op, ids, op.effective)
    notes = () if op.believed else ("clock",)
    if op.sale.void is True:
        return decide_void(draft, op, notes)
    if op.sale.kind == "exchange":
        return decide_swap(draft, op, notes, _sell)
    if op.sale.kind == "return":
        return decide_return(draft, op, notes)
    if amending.superseded(state, op):
        return draft, amending.answer_superseded(op, state)
    former = amending.former_of(state, op)
    return _sell(draft, op, notes) if former is None else decide_amend(draft, op, former, _sell)


def _refusal(state: State, op: RecordSale) -> Refused | None:
    sale = op.sale
    if sale.store not in state.stores:
        return Refused(Code.STORE_UNKNOWN, {"store": sale.store})
    swap = sale.kind == "exchange"
    where = swapping.inconsistency(sale) if swap else inconsistency(sale, op.sums.lines)
    if where is not None:
        return Refused(Code.SALE_INCONSISTENT, {"where": where})
    if sale.kind != "sale" and sale.original is None:
        return Refused(Code.ORIGINAL_REQUIRED, {})
    if swap:
        parts = () if sale.void is True else swapping.parts(op)
        return next((found for found in (_swap_revised(state, op), *[_refusal(state, each) for each in parts]) if found is not None), None)
    refused = _revised(state, op) or (_typed_refusal(state, op) if op.source.startswith("device:") else None)
    return refused or (refused_sale(state, op) if op.sums.paid_by_points else None)


def _revised(state: State, op: RecordSale) -> Refused | None:
    """A number keeps its kind; what takes it back, or says it anew, comes under the same number with a higher revision."""
    sale = op.sale
    amendable = sale.kind == "sale" and sale.void is not True
    for known in state.sold.get((sale.store, sale.terminal, sale.number), ()):
        mine = known.source == op.source
        if known.void:
            if mine and (sale.void is True or sale.revision > known.revision or (known.original_id is not None and not amendable)):
                return Refused(Code.NUMBER_VOID, {})
        elif known.kind != sale.kind:
            return Refused(Code.SALE_KIND_CHANGED, {})
        elif mine and not amendable and (refused := _not_taken_back(sale, known.revision)):
            return refused
    return None


def _not_taken_back(sale: Sale, known: int) -> Refused | None:
    """Of what is not amended another revision can only be its void, and that comes later."""
    if sale.void is not True:
        return None if sale.revision == known else Refused(Code.RETURN_UNAMENDABLE, {})
    return Refused(Code.REVISION_TOO_LOW, {"revision": known}) if sale.revision < known else None


def _swap_revised(state: State, op: RecordSale) -> Refused | None:
    """An exchange is said once, and voided once."""
    sale = op.sale
    known = [each for each in state.sold.get((sale.store, sale.terminal, sale.number), ()) if each.source == op.source]
    if any(each.void for each in known):
        return Refused(Code.NUMBER_VOID, {})
    return next((found for each in known if (found := _not_taken_back(sale, each.revision))), None)


def _typed_refusal(state: State, op: RecordSale) -> Refused | None:
    """A sale that a person typed on the tablet."""
    sale, actor = op.sale, op.actor
    if (sale.store, sale.terminal) in state.linked:
        return Refused(Code.TERMINAL_LINKED, {})
    cap = CAPS[actor.role or "cashier"]
    if abs(sale.total) > cap:
        return Refused(Code.AMOUNT_OVER_CAP, {"cap": cap})
    return None


def _sell(
    draft: Draft, op: RecordSale, notes: tuple[str, ...], find: Find = find_member, former: Kept | None = None
) -> tuple[Draft, bytes] | Refused:
    """`former` is whose receipt it was before it was amended."""
    sale = op.sale
    sale_id = draft.ids.new()
    match = find(draft, op, sale_id)
    holder = match.holder
    if holder is not None and holder.member_id == op.actor.own_member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    sold = record(draft, op, sale_id, None, notes)
    if match.case is not None:
        draft.case(match.case, sale.store, None, sale_id, {"terminal": sale.terminal, "number": sale.number})
    draft.count(sale.store, draft.when, sales=sale.total, receipts=1)
    redeemed: list[Redemption] = []
    granted = 0
    if holder is None:
        draft.hint("sale", sale.store)
    else:
        redeemed = _join(draft, match, sale_id)
        granted = _grant(draft, op, holder, match, sale_id, redeemed, former)
        stamping.at_sale(draft, holder, match.visit, sale.total, sale_id)
    taken, undone = _unpark(draft, sale, sold, redeemed)
    if holder is None:
        return draft, encode(SaleAnswer(sale=sale_id, matched="none", points=0, balance=None, next_expiry=None, lines=(), notes=notes))
    return draft, _answer(draft, op, holder, match.how, sale_id, granted - taken, redeemed, (*notes, *dict.fromkeys(undone)))


def _answer(
    draft: Draft, op: RecordSale, holder: Holder, how: str, sale_id: str, points: int, redeemed: list[Redemption], notes: tuple[str, ...]
) -> bytes:
    lots = draft.lots_of(holder.account_id)
    shown, due = balance(lots, op.at), next_expiry(lots, op.at)
    return encode(
        SaleAnswer(
            sale=sale_id,
            matched=how,  # pyright: ignore[reportArgumentType]  `Match.how` holds the wire's words
            points=points,
            balance=shown,
            next_expiry=due,
            lines=printed(points, used_of(redeemed), shown, due),
            notes=notes,
        )
    )


def _join(draft: Draft, match: Match, sale_id: str) -> list[Redemption]:
    """The visit becomes this sale's, and what was redeemed in it with it."""
    visit = match.visit
    if visit is None:
        return []
    if visit.sale_id is None:
        closed = draft.op.at if visit.closed_at is None else visit.closed_at
        draft.visits[visit.id] = msgspec.structs.replace(visit, sale_id=sale_id, closed_at=closed)
    joined: list[Redemption] = []
    for redemption in draft.state.redemptions_of(visit.id):
        if redemption.state == "committed" and redemption.sale_id is None:
            draft.redemptions[redemption.id] = moved = msgspec.structs.replace(redemption, sale_id=sale_id)
            joined.append(moved)
    return joined


def _grant(
    draft: Draft, op: RecordSale, holder: Holder, match: Match, sale_id: str, redeemed: list[Redemption], former: Kept | None
) -> int:
    """Points, receipt and statistics of a member's sale; answers the points granted."""
    sale = op.sale
    rules = governing(draft.state.rule_sets, op.effective)
    why, earned = derive(draft, op, rules, holder, visit=match.visit is not None or match.how == "code", former=former)
    visit_id = match.visit.id if match.visit is not None else None
    roll(draft, holder, rules)
    tx_id, story = None, ""
    waits = rules.confirm_delivered and sale.channel in {"online", "app"}
    if why.points:
        tx_id, story = draft.ids.new(), encode(why).decode()
        grant(draft, holder, earned, rules, Granted(tx_id, sale_id, visit_id, sale.store, op.effective, story, waits))
        count_bonuses(draft, holder, draft.when.day, earned, 1)
    else:
        draft.event(holder, "grant", store=sale.store, hint="sale", sale_id=sale_id)
    used = sum([each.points for each in redeemed])
    draft.receipts.append((sale_id, holder.member_id, holder.account_id, tx_id, match.how, why.points, used, op.effective))
    draft.kept.append(Kept(sale_id, holder.member_id, holder.account_id, why.points, story))
    draft.months.append((holder.member_id, draft.when.month, Month(1, sale.total, draft.state.chosen(rules).rank_goods(sale.lines))))
    draft.count(sale.store, draft.when, member_sales=sale.total, member_receipts=1, points_granted=why.points)
    return why.points


def _unpark(draft: Draft, sale: Sale, sold: Sold, redeemed: list[Redemption]) -> tuple[int, tuple[str, ...]]:
    """Returns that came before this sale take effect now, as if they had come after it: (points taken, notes). Its void takes the rest."""
    state = draft.state
    kept = draft.kept[0] if draft.kept else None
    done, notes = Progress({}, 0, 0), ()
    voids = {each.id for each in state.sold.get(sold.number, ()) if each.void and not state.parts.get(each.id)}
    for parked in sorted(state.parked.get(sold.number, ()), key=lambda each: each.sale_id in voids):
        back = Back(parked.sale_id, parked.effective_at, -parked.total, state.parts.get(parked.sale_id, ()))
        if parked.sale_id in voids:
            left = rest(sale, done)
            if left is None:
                draft.unparked.append((parked.sale_id, None))
                continue
            fill_in(draft, parked.sale_id, left)
            back = back._replace(yen=-left.total, lines=left.lines)
        gone = gone_with(sold, draft.parts[sold.id], done, back.yen, back.lines)
        if gone is None:
            draft.case("parked_return", sold.number[0], None, parked.sale_id, {"sale": sold.id, "total": parked.total})
            continue
        draft.unparked.append((parked.sale_id, sold.id))
        standing = [draft.redemptions.get(each.id, each) for each in redeemed]
        undone = apply_return(draft, sold, kept, standing, back, done, gone)
        done, notes = undone.progress, (*notes, *undone.notes)
    return done.points, notes
