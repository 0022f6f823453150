"""The member panel: all that a clerk needs after a scan, and the two taps of a redemption."""

import flet as ft

from app_staff import bill
from app_staff.parts import buttons
from app_staff.parts.adjust import AdjustForm, adjust_button
from app_staff.parts.amount import AmountEntry
from app_staff.parts.asked import Asked
from app_staff.parts.due import Due
from app_staff.parts.head import head, last_purchase
from app_staff.parts.knows import NotesForm, knows
from app_staff.parts.prizes import prizes
from app_staff.parts.spend import Spending
from app_staff.parts.stamps import stamp_rows
from app_staff.parts.ticket_sale import TicketSale
from app_staff.parts.tickets import TicketsCard
from app_staff.parts.unsure import unsure
from app_staff.parts.vouchers import Choose, vouchers
from app_staff.parts.waiting_cards import waiting_cards
from app_staff.session import Serving, Session, senior
from app_staff.slate import use_slate
from app_staff.tools import Tools, use_session, use_tools, words_of
from shared.i18n import Language, formats, paying, pick, proposals
from shared.i18n.counter import COUNTER
from shared.i18n.staff import Staff
from shared.ui import controls, text_size, theme
from shared.ui.hooks import keyed
from shared.wire.adjustments import LIMITS
from shared.wire.visits import Panel

WIDE = 1100
NARROW = 300
"""Of a screen, measured in text of the usual size."""


@ft.component
def MemberPanel(serving: Serving, below: list[ft.Control]) -> ft.Control:
    """On a narrow screen `below` comes last of what scrolls."""
    tools, session = use_tools(), use_session()
    words = words_of(session)
    form, open_form = use_slate(serving.slate, "form", "")  # it takes the place of what the clerk was looking at
    if serving.entering:
        return AmountEntry(serving, below)
    panel = serving.panel
    wide = session.width >= WIDE
    redeems = panel.spend_limited_by not in {"frozen", "owed"} and (panel.how == "code" or panel.askable > 0 or senior(session))
    found = _form(form, serving, lambda: open_form(""))
    if found is not None:
        left = found
    else:
        choose = _chooser(tools) if redeems and serving.act is None else None
        coupons = [vouchers(serving, choose, words, session.language)] if session.has("coupons") else []
        if choose is not None and (session.has("coupons") or serving.due is not None):
            coupons.insert(0, keyed(Due, f"due-{panel.visit}", serving))
        pieces = [*coupons, last_purchase(panel, tools, words, session)]
        if panel.prizes:
            pieces.insert(len(coupons), prizes(tools, panel.prizes, serving.prize, session.language, free=choose is not None))
        if panel.stamps:
            pieces.append(stamp_rows(panel.stamps, session.language))
        pieces.append(knows(panel, session.language, tools.guard(lambda: open_form("notes"))))
        if panel.takeovers and session.has("takeover"):
            pieces.insert(0, waiting_cards(tools, panel.takeovers, session.language))
        if session.person and session.person.role in LIMITS:
            pieces.append(adjust_button(tools, serving.slate, lambda: open_form("adjust")))
        _place_tickets(pieces, serving, lambda: open_form("sale"))
        left = ft.Column(pieces, spacing=16, tight=True)
    right = Spending(serving) if redeems and bill.most(panel) else _no_spending(panel, words, redeems=redeems)
    columns: ft.Control = (
        ft.Row(
            [ft.Container(left, expand=True), ft.Container(right, width=336)], spacing=20, vertical_alignment=ft.CrossAxisAlignment.START
        )
        if wide
        else ft.Column([left] if found else [left, right], spacing=16, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    )
    who = head(panel, serving, words, session)
    foot, more = _acts(tools, serving, session, words, redeems=redeems)
    if found is not None and serving.act is None and not (wide and session.text_size < text_size.LARGE):
        foot = []  # a form has its own, and wants the room
    order = [who, columns] if found is None else [columns, who]  # on a narrow screen a form comes first
    scrolled: list[ft.Control] = [columns] if wide else [*order, *more, *below]
    return ft.Column(
        [
            *([who] if wide else []),
            ft.Column(scrolled, key=f"scroll-{form}", spacing=16, scroll=ft.ScrollMode.AUTO, expand=True),
            *foot,
        ],
        key="panel",
        spacing=16,
        expand=True,
    )


def _form(name: str, serving: Serving, close: controls.Handler) -> ft.Control | None:
    """What is being filled in."""
    panel, slate = serving.panel, serving.slate
    if name == "notes":
        return keyed(NotesForm, f"notes-{panel.visit}", panel, slate, close)
    if name == "adjust":
        return keyed(AdjustForm, f"adjust-{panel.visit}", panel, slate, close)
    if name == "sale" and panel.tickets is not None and panel.tickets.on_sale:
        return keyed(TicketSale, f"sale-{panel.visit}", panel, slate, panel.tickets.on_sale, close)
    return None


def _place_tickets(pieces: list[ft.Control], serving: Serving, sell: controls.Handler) -> None:
    """On top where the member has some, for then they are what he came with; last where the shop only sells them."""
    panel, found = serving.panel, serving.panel.tickets
    if found is None:
        return
    card = keyed(TicketsCard, f"tickets-{panel.visit}", panel, serving.slate, found, sell)
    if found.books or found.acts:
        pieces.insert(0, card)
    elif found.on_sale:
        pieces.append(card)


def _no_spending(panel: Panel, words: Staff, *, redeems: bool) -> ft.Control:
    if panel.spend_limited_by == "frozen":
        icon, said = ft.Icons.AC_UNIT, words.panel.frozen
    elif panel.spend_limited_by == "owed":
        icon, said = ft.Icons.ASSIGNMENT_RETURN_OUTLINED, words.panel.owed
    else:
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


def _acts(tools: Tools, serving: Serving, session: Session, words: Staff, *, redeems: bool) -> tuple[list[ft.Control], list[ft.Control]]:
    """What stays in sight, and what else can be done where only that has room."""
    if serving.asking:
        return [Asked(serving.asking)], []
    if serving.unsure:
        return [unsure(tools, words)], []
    main, more = _foot(tools, serving, session, words, redeems=redeems)
    return [main], more


def _foot(tools: Tools, serving: Serving, session: Session, words: Staff, *, redeems: bool) -> tuple[ft.Control, list[ft.Control]]:
    """What can be done now; the likeliest is the largest thing on the screen. Where only that has room, the rest comes second."""
    counter = tools.counter
    leave = None if serving.busy else tools.guard(counter.leave)
    enter = None if serving.busy else tools.guard(lambda: counter.enter(amount=True))
    more = [buttons.beside(words.panel.finish, leave, key="finish", icon=ft.Icons.ARROW_FORWARD)]
    if redeems and (bill.most(serving.panel) or serving.panel.vouchers):
        main = _confirm(tools, serving, words, session.language)
        if session.manual:
            more.append(buttons.beside(words.panel.enter_amount, enter, key="enter-amount", icon=ft.Icons.CALCULATE_OUTLINED))
    elif session.manual:
        main = buttons.big(words.panel.enter_amount, enter, key="enter-amount", icon=ft.Icons.CALCULATE_OUTLINED)
    else:
        main, more = buttons.big(words.panel.finish, leave, key="finish", icon=ft.Icons.ARROW_FORWARD), [_earns(words)]
    if session.room < NARROW:  # whole words, below each other
        return main, [ft.Row([each]) for each in more]
    if session.width < WIDE:
        return ft.Column([main, ft.Row([*more], spacing=12)], spacing=12, tight=True), []
    return ft.Row([ft.Row([*more], spacing=12, expand=max(3, len(more) * 2)), ft.Container(main, expand=4)], spacing=12), []


def _confirm(tools: Tools, serving: Serving, words: Staff, language: Language) -> ft.Control:
    what, spending = chosen(serving, words, language) or (serving.prize.sku if serving.prize else ""), serving.panel.spending
    said = words.panel.sending if serving.busy else _said(serving, what, words, language) if what else words.panel.choose_first
    fits = not serving.points or spending.fits(serving.points)
    if not fits:
        said = paying.steps(spending, language)
    return buttons.big(
        said,
        tools.guard(tools.counter.confirm) if what and fits else None,
        key="confirm",
        icon=ft.Icons.CHECK if what and fits else None,
        busy=serving.busy,
    )


def _earns(words: Staff) -> ft.Control:
    """At a linked till nothing is left to do here."""
    return ft.Row(
        [
            ft.Icon(ft.Icons.POINT_OF_SALE, size=20, color=theme.QUIET),
            theme.text(words.panel.earns, size=14, color=theme.QUIET, expand=True),
        ],
        spacing=10,
        expand=True,
    )


def _said(serving: Serving, what: str, words: Staff, language: Language) -> str:
    prize = serving.prize
    if prize is None:
        return words.panel.confirm(what)
    return COUNTER.of(language).exchange.confirm(f"{pick(language, prize.name_ja, prize.name_en)} ({formats.points(prize.points)})")


def chosen(serving: Serving, words: Staff, language: Language) -> str:
    """What the second tap will use, in words; empty when nothing is chosen."""
    count = len(serving.vouchers)
    parts = [words.panel.coupon if count == 1 else proposals.WORDS.of(language).coupons(count)] if count else []
    if serving.points:
        parts.append(paying.with_yen(serving.points, serving.panel.spending.value(serving.points), language))
    if len(parts) == 2:
        return words.panel.joined(parts[0], parts[1])
    return parts[0] if parts else ""


def _chooser(tools: Tools) -> Choose:
    def choose(voucher: str) -> None:
        tools.counter.choose_voucher(voucher)

    return tools.guard(choose)
