"""The member panel: all that a clerk needs after a scan, and the two taps of a redemption."""

import flet as ft

from app_staff.parts import buttons
from app_staff.parts.amount import AmountEntry
from app_staff.parts.spend import Spending
from app_staff.parts.unsure import unsure
from app_staff.parts.vouchers import Choose, vouchers
from app_staff.session import Serving, Session
from app_staff.tools import Tools, use_session, use_tools, words_of
from shared.i18n import formats
from shared.i18n.common import rank_name
from shared.i18n.staff import Staff
from shared.ui import controls, theme
from shared.wire.visits import Panel

WIDE = 1100
NARROW = 600
SENIOR = frozenset({"shift_lead", "manager"})
"""Who may redeem for a member that came without the code."""


@ft.component
def MemberPanel(serving: Serving) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = words_of(session)
    if serving.entering:
        return AmountEntry(serving)
    panel = serving.panel
    wide = session.width >= WIDE
    redeems = panel.how == "code" or (session.person is not None and session.person.role in SENIOR)
    left = ft.Column(
        [
            vouchers(panel, serving.voucher, _chooser(tools) if redeems and serving.act is None else None, words, session.language),
            _last(panel, words, session),
        ],
        spacing=16,
        tight=True,
    )
    right = Spending(serving) if redeems and panel.spendable else _no_spending(panel, words, redeems=redeems)
    columns: ft.Control = (
        ft.Row(
            [ft.Container(left, expand=True), ft.Container(right, width=336)], spacing=20, vertical_alignment=ft.CrossAxisAlignment.START
        )
        if wide
        else ft.Column([left, right], spacing=16)
    )
    return ft.Column(
        [
            _head(panel, serving, words, session),
            ft.Column([columns], scroll=ft.ScrollMode.AUTO, expand=wide),
            unsure(tools, words) if serving.unsure else _foot(tools, serving, session, words),
        ],
        key="panel",
        spacing=16,
        expand=wide,
    )


def _head(panel: Panel, serving: Serving, words: Staff, session: Session) -> ft.Control:
    language = session.language
    rank = f"{rank_name(panel.rank, language)} ・ {words.panel.rate(formats.quantity(panel.rate_permille))}"
    chips: list[ft.Control] = [controls.chip(rank, icon=ft.Icons.WORKSPACE_PREMIUM_OUTLINED, size=13, key="rank")]
    if panel.visits > 1 or panel.last_purchase is None:  # who has bought without a scan is not here for the first time
        visits = words.panel.visits(panel.visits) if panel.visits > 1 else words.panel.first_visit
        chips.append(controls.chip(visits, icon=ft.Icons.DIRECTIONS_WALK, bgcolor=theme.SUNK, color=theme.INK, size=13, key="visits"))
    if panel.birthday_month:
        birthday = controls.chip(
            words.panel.birthday, icon=ft.Icons.CAKE_OUTLINED, bgcolor=theme.AMBER, color=theme.ON_AMBER, size=13, key="birthday"
        )
        chips.append(birthday)
    narrow = session.width < NARROW
    who = ft.Column(
        [theme.text(panel.name, size=28, bold=True, key="member"), ft.Row(chips, spacing=8, run_spacing=8, wrap=True)],
        spacing=10,
        expand=not narrow,
    )
    under = [words.panel.used_here(formats.points(serving.used_points))] if serving.used_points else []
    if panel.next_expiry is not None:
        under.append(words.panel.expires(formats.points(panel.next_expiry.points), formats.day(panel.next_expiry.on, language)))
    if panel.spend_limited_by == "limit":
        under.append(words.panel.spendable_limit(formats.points(panel.spendable)))
    balance = ft.Column(
        [
            theme.quiet(words.panel.balance),
            controls.points_text(panel.balance, size=52, key="balance"),
            *[theme.quiet(line, align=ft.TextAlign.END) for line in under],
        ],
        spacing=2,
        horizontal_alignment=ft.CrossAxisAlignment.END,
        tight=True,
    )
    return controls.card(
        ft.Row([who, balance], spacing=16, vertical_alignment=ft.CrossAxisAlignment.START),
        padding=ft.Padding.symmetric(horizontal=20, vertical=14),
    )


def _last(panel: Panel, words: Staff, session: Session) -> ft.Control:
    last = panel.last_purchase
    if last is None:
        inside: list[ft.Control] = [theme.quiet(words.panel.no_last, size=14)]
    else:
        items = words.panel.last_items(
            "、".join(last.items[:2]) if session.language == "ja" else ", ".join(last.items[:2]), max(0, len(last.items) - 2)
        )
        inside = [
            controls.pair(formats.short_moment(last.at, session.language), formats.yen(last.total), strong=True),
            theme.quiet(f"{items} ・ {last.store}", size=14),
        ]
    title = ft.Row([ft.Icon(ft.Icons.SHOPPING_BAG_OUTLINED, size=20, color=theme.QUIET), theme.heading(words.panel.last)], spacing=8)
    return controls.card(ft.Column([title, *inside], spacing=8, tight=True), key="last")


def _no_spending(panel: Panel, words: Staff, *, redeems: bool) -> ft.Control:
    icon, said = (ft.Icons.SAVINGS_OUTLINED, words.panel.spend_none) if redeems else (ft.Icons.QR_CODE_2, words.panel.card_only)
    return controls.card(
        ft.Column(
            [
                theme.heading(words.panel.spend),
                ft.Row([ft.Icon(icon, size=28, color=theme.QUIET), theme.text(said, size=15, color=theme.QUIET, expand=True)], spacing=12),
            ],
            spacing=14,
        ),
        key="no-spending" if panel.how == "code" else "card-only",
    )


def _foot(tools: Tools, serving: Serving, session: Session, words: Staff) -> ft.Control:
    """What can be done now; the confirmation is the largest thing on the screen."""
    counter = tools.counter
    what = chosen(serving, words)
    said = words.panel.sending if serving.busy else words.panel.confirm(what) if what else words.panel.choose_first
    confirm = buttons.big(
        said,
        tools.guard(counter.confirm) if what else None,
        key="confirm",
        icon=ft.Icons.CHECK if what else None,
        busy=serving.busy,
    )
    leave = None if serving.busy else tools.guard(counter.leave)
    enter = None if serving.busy else tools.guard(lambda: counter.enter(amount=True))
    more = [buttons.beside(words.panel.finish, leave, key="finish", icon=ft.Icons.ARROW_FORWARD)]
    if session.manual:
        more.append(buttons.beside(words.panel.enter_amount, enter, key="enter-amount", icon=ft.Icons.CALCULATE_OUTLINED))
    if session.width < WIDE:
        return ft.Column([confirm, ft.Row([*more], spacing=12)], spacing=12, tight=True)
    return ft.Row([ft.Row([*more], spacing=12, expand=len(more) * 2), ft.Container(confirm, expand=4)], spacing=12)


def chosen(serving: Serving, words: Staff) -> str:
    """What the second tap will use, in words; empty when nothing is chosen."""
    voucher = next((one for one in serving.panel.vouchers if one.id == serving.voucher), None)
    parts = [words.panel.coupon] if voucher else []
    if serving.points:
        parts.append(formats.points(serving.points))
    if len(parts) == 2:
        return words.panel.joined(parts[0], parts[1])
    return parts[0] if parts else ""


def _chooser(tools: Tools) -> Choose:
    def choose(voucher: str) -> None:
        tools.counter.choose_voucher(voucher)

    return tools.guard(choose)
