"""What the member app has to say: the shape that both languages fill."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    join: str
    """The page's name when it is about joining."""
    welcome: str
    lead: str
    gift: str
    gift_use: str
    email: str
    email_hint: str
    email_wrong: str
    send: str
    only_mail: str
    sign_in: str
    sign_in_lead: str
    new_here: str
    code_title: str
    code_sent: Callable[[str], str]
    code: str
    code_incomplete: str
    confirm: str
    resend: str
    resent: str
    other_email: str
    profile_title: str
    profile_lead: str
    name: str
    name_hint: str
    name_missing: str
    birthday: str
    birthday_hint: str
    birthday_wrong: str
    promise_title: str
    promises: tuple[str, ...]
    mail_consent: str
    mail_consent_more: str
    make: str
    no_store: str
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    tab: str
    qr_label: str
    seconds: Callable[[int], str]
    number: str
    code_offline: str
    code_offline_more: str
    balance: str
    history: str
    to_next: Callable[[str, str], str]
    top_rank: Callable[[str], str]
    rate: Callable[[str], str]
    next_expiry: Callable[[str, str], str]
    no_expiry: str
    debt: Callable[[str], str]
    held: Callable[[str], str]
    waiting: Callable[[str, str], str]
    delivery: str
    usable: str
    no_coupons: str
    all_coupons: str
    menu: str
    earned: Callable[[str], str]
    spent: Callable[[str], str]
    voucher: str
    tickets: str
    other: Callable[[str], str]
    taken_back: Callable[[str], str]
    now_balance: Callable[[str], str]
    open_receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    title: str
    expiries: str
    empty: str
    why: Callable[[str], str]
    what: Callable[[str], str]
    lots: str
    spent_lots: str
    waiting: str
    waits: Callable[[str], str]
    total: str
    more: str
    balance_after: Callable[[str], str]
    kinds: dict[str, str]
    reasons: dict[str, str]
    """Why the shop adjusted them."""
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    tab: str
    title: str
    one: str
    empty: str
    items: Callable[[int], str]
    sale: str
    returned: str
    number: str
    total: str
    tax: Callable[[str], str]
    tax_inside: Callable[[str], str]
    reduced: str
    tenders: dict[str, str]
    registration: str
    earned: str
    used: str
    why: str
    more: str
    discount: str
    simplified: str
    gone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupons:
    tab: str
    title: str
    usable: str
    upcoming: str
    used: str
    empty: str
    empty_used: str
    empty_upcoming: str
    use_hint: str
    no_minimum: str
    reserved: str
    used_on: Callable[[str], str]
    expired: str
    last_day: str
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    title: str
    language: str
    sign_out: str
    sign_out_more: str
    signed_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    app: str
    join: Join
    card: Card
    points: Points
    receipts: Receipts
    coupons: Coupons
    notices: str
    """The tab; what stands there is in `notices.py`."""
    menu: Menu
