"""An old card taken over: its points become a grant once the shop has seen the card. Once per card, ever."""

import msgspec

from backend.earning.rules import governing
from backend.kit.ids import Ids
from backend.ledger.rules import Lot
from backend.problems import Refused
from backend.takeover.rules import LegacyCard, Takeover, refusal
from backend.till.draft import Draft, Posting, account_of, encode
from backend.till.granting import last, repay
from backend.till.operations import ConfirmTakeover
from backend.till.state import Holder, State
from shared.clock import end_of_day, to_date
from shared.wire import takeover as wire
from shared.wire.problems import Code


def decide_takeover(state: State, op: ConfirmTakeover, ids: Ids) -> tuple[Draft, bytes] | Refused:
    asked = state.takeovers.get(op.takeover_id)
    holder = None if asked is None else state.holders.get(asked.member_id)
    if asked is None or holder is None:
        return Refused(Code.NOT_FOUND, {})
    if asked.member_id == op.actor.own_member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    draft = Draft(state, op, ids)
    card = state.legacy.get(asked.card_id or "")
    refused = refusal(asked, card, draft.when.day)
    if refused is not None or card is None:
        return Refused(*(refused or (Code.TAKEOVER_NOT_LISTED, {})))
    tx_id = _grant(draft, holder, card)
    draft.takeovers[asked.id] = done = _confirmed(asked, op, card, tx_id)
    draft.legacy[card.id] = msgspec.structs.replace(card, taken_at=op.at)
    answer = wire.TakenOver(id=done.id, points=card.points, balance=draft.balance(holder.account_id))
    return draft, encode(answer)


def _confirmed(asked: Takeover, op: ConfirmTakeover, card: LegacyCard, tx_id: str) -> Takeover:
    return msgspec.structs.replace(
        asked,
        state="confirmed",
        decided_by=op.actor.staff_id,
        decided_device=op.actor.device_id,
        decided_at=op.at,
        store_id=op.actor.store_id,
        points=card.points,
        tx_id=tx_id,
    )


def _grant(draft: Draft, holder: Holder, card: LegacyCard) -> str:
    """The card's own last day counts; where it has none, that of points granted today."""
    op, store = draft.op, draft.op.actor.store_id
    rules = governing(draft.state.rule_sets, op.at)
    until = last(rules, draft.when.month) if card.expires_on is None else end_of_day(to_date(card.expires_on))
    tx_id = draft.ids.new()
    lot = Lot(draft.ids.new(), holder.account_id, tx_id, None, card.points, card.points, op.at, op.at, until)
    draft.lots[lot.id] = lot
    draft.book(
        "takeover",
        holder,
        [Posting(holder.account_id, lot.id, card.points), Posting(account_of(store, "taken_over"), None, -card.points)],
        store=store,
        effective_at=op.at,
        hint="adjust",
        tx_id=tx_id,
    )
    repay(draft, holder, lot, store=store, effective_at=op.at)
    return tx_id
