"""Who may do what: the whole table, and nothing is allowed that does not stand here. Every route names its action.

A staff member's part is his role at the store where he acts; devices and connectors act at their own stores only. A tablet that faces
the customer is a `kiosk` instead of a device: it checks members in, and a PIN makes it a device again. No part has all
rights: the manager appoints but opens no personal data, the auditor only reads.
"""

from enum import Enum
from typing import Final, Literal, get_args

from shared.wire.brand import Module

Part = Literal["public", "member", "device", "kiosk", "cashier", "shift_lead", "manager", "privacy_officer", "auditor", "connector"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)

_ANYONE: Final[frozenset[Part]] = frozenset(PARTS)
_FLOOR: Final[frozenset[Part]] = frozenset({"cashier", "shift_lead", "manager"})
"""Who serves customers."""
_SENIOR: Final[frozenset[Part]] = frozenset({"shift_lead", "manager"})
_OFFICE: Final[frozenset[Part]] = frozenset({"manager", "auditor"})
"""Who may also sign in away from the counter."""
_TABLET: Final[frozenset[Part]] = frozenset({"device", "kiosk"})
"""Nobody is signed in."""
_STAFF: Final[frozenset[Part]] = _FLOOR | frozenset[Part]({"privacy_officer", "auditor"})


AT_COUNTER: Final = True
"""A person does it at an enrolled tablet only: whoever signed in to a browser with a password reads and manages, and serves nobody."""


Scope = Literal["sales", "events", "redemptions"]
"""What a connector's key is good for."""


class Action(Enum):
    """action = (its number, the parts that may do it[, AT_COUNTER]). The number keeps actions with equal parts apart."""

    # -- before anybody is known; what proves the right is in the body (a code, a one-time token, a signature)
    CHECK_HEALTH = (1, _ANYONE)
    READ_DOCUMENTATION = (2, _ANYONE)
    READ_MAILBOX = (3, _ANYONE)
    READ_WELCOME = (4, _ANYONE)
    SIGN_IN = (5, _ANYONE)
    SET_UP = (6, _ANYONE)
    ENROL_DEVICE = (7, _ANYONE)
    POST_EVENT = (8, _ANYONE)
    REFRESH = (9, _ANYONE)
    READ_BRAND = (10, _ANYONE)
    # -- the member's own side
    READ_OWN = (20, frozenset[Part]({"member"}))
    SIGN_CODE = (21, frozenset[Part]({"member"}))
    SIGN_OUT = (22, frozenset[Part]({"member"}))
    CHANGE_OWN = (23, frozenset[Part]({"member"}))
    APPROVE = (24, frozenset[Part]({"member"}))
    DISCLOSE_OWN = (25, frozenset[Part]({"member"}))
    LEAVE = (26, frozenset[Part]({"member"}))
    READ_OWN_COUPONS = (27, frozenset[Part]({"member"}))
    READ_OWN_RECEIPTS = (28, frozenset[Part]({"member"}))
    CHOOSE_COUPON = (70, frozenset[Part]({"member"}))
    READ_OWN_STAMPS = (123, frozenset[Part]({"member"}))
    READ_OWN_TICKETS = (130, frozenset[Part]({"member"}))
    ENTER_WORD = (120, frozenset[Part]({"member"}))
    ASK = (71, frozenset[Part]({"member"}))
    READ_PRIZES = (29, frozenset[Part]({"member"}))
    TAKE_OVER = (19, frozenset[Part]({"member"}))
    READ_NOTICES = (100, frozenset[Part]({"member"}))
    MARK_NOTICES = (101, frozenset[Part]({"member"}))
    CLAIM_COUPON = (102, frozenset[Part]({"member"}))
    OWN_FIELDS = (103, frozenset[Part]({"member"}))
    # -- the tablet
    READ_DESK = (30, _STAFF | _TABLET)
    UNLOCK = (31, _TABLET)
    LOCK = (32, _STAFF)
    READ_STORE = (33, _STAFF | frozenset[Part]({"device"}))
    SERVE_VISIT = (34, _FLOOR, AT_COUNTER)
    REDEEM = (35, _FLOOR, AT_COUNTER)
    HEAR_STORE = (36, _STAFF)
    ADJUST = (37, _SENIOR, AT_COUNTER)
    DECIDE_ADJUSTMENT = (38, _SENIOR)
    READ_ADJUSTMENTS = (39, _SENIOR | frozenset[Part]({"auditor"}))
    ADD_COUPON = (121, _FLOOR, AT_COUNTER)
    PROPOSE = (122, _FLOOR | frozenset[Part]({"connector"}), AT_COUNTER)
    EXCHANGE = (90, _FLOOR, AT_COUNTER)
    SELL_TICKETS = (131, _FLOOR, AT_COUNTER)
    USE_TICKETS = (132, _FLOOR, AT_COUNTER)
    REFUND_TICKETS = (134, _SENIOR, AT_COUNTER)
    KEEP_NOTES = (91, _FLOOR, AT_COUNTER)
    READ_TAKEOVERS = (92, _FLOOR, AT_COUNTER)
    CONFIRM_TAKEOVER = (93, _FLOOR, AT_COUNTER)
    START_KIOSK = (98, _FLOOR, AT_COUNTER)
    CHECK_IN = (99, frozenset[Part]({"kiosk"}))
    READ_SURVEYS = (100, _OFFICE)
    MANAGE_CHECKIN = (101, frozenset[Part]({"manager"}))
    # -- sales and two-step redemptions
    RECORD_SALE = (40, _FLOOR | frozenset[Part]({"connector"}), AT_COUNTER)
    RECORD_SALES = (42, frozenset[Part]({"connector"}))
    DELIVER = (44, frozenset[Part]({"connector"}))
    TAKE_RETURN = (43, _FLOOR, AT_COUNTER)
    RESERVE = (41, frozenset[Part]({"connector"}))
    # -- the manager
    READ_TODAY = (50, frozenset[Part]({"manager", "auditor"}))
    MANAGE_STORES = (51, frozenset[Part]({"manager"}))
    MANAGE_STAFF = (52, frozenset[Part]({"manager"}))
    SET_PASSWORD = (58, _OFFICE, AT_COUNTER)
    READ_STAFF = (57, frozenset[Part]({"manager", "auditor"}))
    MANAGE_DEVICES = (53, frozenset[Part]({"manager"}))
    MANAGE_CONNECTORS = (54, frozenset[Part]({"manager"}))
    MANAGE_COUPONS = (55, frozenset[Part]({"manager"}))
    PRINT_POSTER = (129, frozenset[Part]({"manager"}))
    MANAGE_STAMPS = (124, frozenset[Part]({"manager"}))
    MANAGE_TICKETS = (133, frozenset[Part]({"manager"}))
    READ_AUDIT = (60, frozenset[Part]({"manager", "auditor"}))
    READ_CASES = (61, frozenset[Part]({"manager", "auditor"}))
    CLOSE_CASE = (62, frozenset[Part]({"manager"}))
    WITNESS = (63, _STAFF | _TABLET)
    ISSUE_VOUCHER = (56, frozenset[Part]({"manager"}))
    READ_BOARDS = (80, _OFFICE)
    READ_MEMBERS = (81, frozenset[Part]({"manager", "privacy_officer"}))
    READ_PERSONAL = (82, frozenset[Part]({"privacy_officer"}))
    MANAGE_BRAND = (64, frozenset[Part]({"manager"}))
    ADD_MEDIA = (65, frozenset[Part]({"manager"}))
    READ_RULES = (66, _OFFICE)
    SET_RULES = (110, frozenset[Part]({"manager"}))
    TRY_RULES = (128, frozenset[Part]({"manager"}))
    SET_STANDING = (111, frozenset[Part]({"manager"}))
    READ_GOODS = (94, frozenset[Part]({"manager", "auditor"}))
    MANAGE_GOODS = (95, frozenset[Part]({"manager"}))
    MANAGE_FIELDS = (96, frozenset[Part]({"manager"}))
    MANAGE_TAKEOVERS = (97, frozenset[Part]({"manager"}))
    MANAGE_NOTICES = (104, frozenset[Part]({"manager"}))

    def __init__(self, number: int, parts: frozenset[Part], at_counter: bool = False) -> None:  # noqa: FBT001, FBT002 - how an enum's tuple is unpacked
        self.number = number
        self.parts = parts
        self.at_counter = at_counter


SCOPES: Final[dict[Action, Scope]] = {
    Action.RECORD_SALE: "sales",
    Action.RECORD_SALES: "sales",
    Action.DELIVER: "sales",
    Action.RESERVE: "redemptions",
    Action.PROPOSE: "redemptions",
    Action.POST_EVENT: "events",
}
"""The scope that a connector's key needs, beside the connector's own rights."""

MODULES: Final[dict[Action, Module]] = {
    Action.READ_OWN_COUPONS: "coupons",
    Action.CHOOSE_COUPON: "coupons",
    Action.ENTER_WORD: "coupons",
    Action.READ_OWN_STAMPS: "stamps",
    Action.MANAGE_STAMPS: "stamps",
    Action.READ_OWN_TICKETS: "tickets",
    Action.SELL_TICKETS: "tickets",
    Action.USE_TICKETS: "tickets",
    Action.REFUND_TICKETS: "tickets",
    Action.MANAGE_TICKETS: "tickets",
    Action.ADD_COUPON: "coupons",
    Action.PROPOSE: "coupons",
    Action.MANAGE_COUPONS: "coupons",
    Action.ISSUE_VOUCHER: "coupons",
    Action.READ_OWN_RECEIPTS: "receipts",
    Action.READ_NOTICES: "notices",
    Action.MARK_NOTICES: "notices",
    Action.CLAIM_COUPON: "notices",
    Action.MANAGE_NOTICES: "notices",
    Action.OWN_FIELDS: "fields",
    Action.READ_PRIZES: "exchange",
    Action.EXCHANGE: "exchange",
    Action.TAKE_OVER: "takeover",
    Action.READ_TAKEOVERS: "takeover",
    Action.CONFIRM_TAKEOVER: "takeover",
    Action.MANAGE_TAKEOVERS: "takeover",
    Action.START_KIOSK: "kiosk",
    Action.CHECK_IN: "kiosk",
    Action.READ_SURVEYS: "kiosk",
    Action.MANAGE_CHECKIN: "kiosk",
}
"""What a shop can switch off: where its module is off an action is refused `module-off`. Earning and the ledger stand in no module."""
