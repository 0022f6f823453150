"""Server-sent events. The member stream's id is `account.version`, without gaps: a client that misses one asks again from its last.
Between them come approvals, `event: approval` with a `wire.visits.Approval`, without an id: they are told again while they last.
The store stream carries hints (something changed, ask), never data.
"""

from datetime import datetime
from typing import Literal

from shared.wire.base import Answer, Id, Points


class AccountEvent(Answer, frozen=True, kw_only=True):
    """`event: account`, `id: <version>`."""

    version: int
    kind: Literal[
        "grant",
        "redeem",
        "expire",
        "reverse",
        "adjust",
        "transfer",
        "repay",
        "join",
        "voucher",
        "reserve",
        "exchange",
        "takeover",
        "gift",
        "tickets",
    ]
    points: int
    balance: Points
    at: datetime
    receipt: Id | None = None


class StoreHint(Answer, frozen=True, kw_only=True):
    """`event: hint`."""

    kind: Literal["visit", "sale", "return", "redeem", "join", "case", "approval", "adjust"]
    at: datetime
