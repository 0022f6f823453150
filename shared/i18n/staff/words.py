"""What the staff app has words for."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrol:
    title: str
    lead: str
    scan_hint: str
    or_type: str
    field: str
    button: str
    empty: str
    not_a_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    who: str
    pin_for: Callable[[str], str]
    pin_hint: str
    other_person: str
    entered: Callable[[int], str]
    paused: Callable[[int], str]
    nobody: str
    checking: str
    back_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    aim: str
    nearer: str
    starting: str
    off: str
    off_hint: str
    blind: str
    camera_again: str
    gun: str
    number_label: str
    number_hint: str
    number_go: str
    number_wrong: str
    waiting_title: str
    waiting: str
    online: str
    offline: str
    pending: Callable[[int], str]
    pending_hint: str
    not_a_card: str
    viewfinder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    looking: str
    balance: str
    spendable_limit: Callable[[str], str]
    card_only: str
    ask_note: str
    ask_over: Callable[[str], str]
    ask_title: str
    ask_more: Callable[[int], str]
    ask_stop: str
    unanswered_title: str
    unanswered: str
    frozen: str
    owed: str
    visits: Callable[[int], str]
    first_visit: str
    birthday: str
    last: str
    last_items: Callable[[str, int], str]
    no_last: str
    coupons: str
    no_coupons: str
    chosen: str
    spend: str
    spend_none: str
    all: str
    odd: str
    five_hundred: str
    clear: str
    pad: str
    confirm: Callable[[str], str]
    choose_first: str
    joined: Callable[[str, str], str]
    coupon: str
    finish: str
    earns: str
    enter_amount: str
    expires: Callable[[str, str], str]
    rate: Callable[[str], str]
    used_here: Callable[[str], str]
    unsure_title: str
    unsure: str
    unsure_retry: str
    sending: str
    missed_title: str
    missed: str
    missed_retry: str
    refused_title: str
    next_scan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    title: str
    lead: str
    tax: str
    standard: str
    reduced: str
    paid_by_points: Callable[[str], str]
    button: Callable[[str], str]
    button_empty: str
    back: str
    item: str
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    redeemed: str
    redeemed_what: Callable[[str], str]
    granted: Callable[[str], str]
    granted_none: str
    granted_sentence: Callable[[str], str]
    granted_none_sentence: str
    refused: str
    balance: str
    next_amount: str
    go_on: str
    settled: str
    discount: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    title: str
    live: str
    sales: str
    receipts: str
    visits: str
    members_share: str
    points_granted: str
    points_used: str
    coupons_used: str
    joined: str
    compared: Callable[[str], str]
    before: Callable[[str, str], str]
    up: str
    down: str
    same: str
    hours: str
    hours_empty: str
    hour_label: Callable[[int, str], str]
    best_hour: Callable[[int, str], str]
    """Where there is no room for a figure over each."""
    latest: str
    latest_empty: str
    member_sale: str
    guest_sale: str
    returned: str
    cases: Callable[[int], str]
    count: Callable[[str], str]
    people: Callable[[str], str]
    weekdays: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    app_title: str
    scan: str
    today: str
    lock: str
    language: str
    role: dict[str, str]
    opening: str
    locked_idle: str
    signed_out: str
    device_gone: str
    here: Callable[[str, str], str]
    enrol_page: Enrol
    lock_page: Lock
    scan_page: Scan
    panel: Panel
    amount: Amount
    result: Result
    today_page: Today
