"""Offers (coupons) and what a member holds of them (vouchers)."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from shared.wire.base import Answer, Id, Request, Slug, Text, Yen

Percent = Annotated[int, Meta(ge=1, le=1_000_000)]


class NewCoupon(Request, frozen=True, kw_only=True):
    id: Slug
    kind: Literal["percent", "amount"]
    value: Percent
    """Percent off (1-100) or yen off."""
    name_ja: Text
    name_en: Text
    starts_on: date
    ends_on: date
    minimum: Annotated[int, Meta(ge=0, le=1_000_000_000)] = 0
    """The sale must come to this many yen."""
    on_join: bool = False
    """Every new member gets one."""
    total_limit: Annotated[int, Meta(ge=1, le=1_000_000_000)] | None = None
    """How many may be used in all."""


class Coupon(Answer, frozen=True, kw_only=True):
    id: str
    kind: Literal["percent", "amount"]
    value: int
    name_ja: str
    name_en: str
    starts_on: date
    ends_on: date
    minimum: Yen
    issued: int
    used: int


class IssueVoucher(Request, frozen=True, kw_only=True):
    op_id: Id
    coupon: Slug
    member: Id


class Voucher(Answer, frozen=True, kw_only=True):
    id: Id
    coupon: str
    kind: Literal["percent", "amount"]
    value: int
    name_ja: str
    name_en: str
    minimum: Yen
    starts_on: date
    ends_on: date
    state: Literal["issued", "reserved", "used", "expired"]
    usable: bool
    """Today, with nothing but its minimum left to meet."""
    used_at: datetime | None = None
    receipt: Id | None = None
    chosen: bool = False
    """The member has picked it for the next scan."""
