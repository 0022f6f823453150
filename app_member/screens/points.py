"""Points: what there is, until when, what happened, and why each row is what it is."""

import flet as ft

from app_member.actions import Actions
from app_member.home import use_session
from app_member.parts.frame import sub_view
from app_member.parts.rows import joined, link
from app_member.parts.why import WhySheet
from app_member.session import Session
from shared.i18n import Language, formats, paying, pick
from shared.i18n.member import Member
from shared.i18n.member.balance import BALANCE
from shared.ui import abreast, controls, figures, states, text_size, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_observed
from shared.wire.members import Card, HistoryRow, PointsPage

ICONS = {
    "grant": ft.Icons.SHOPPING_BAG_OUTLINED,
    "redeem": ft.Icons.REDEEM,
    "expire": ft.Icons.EVENT_BUSY,
    "reverse": ft.Icons.UNDO,
    "adjust": ft.Icons.TUNE,
    "transfer": ft.Icons.SWAP_HORIZ,
    "repay": ft.Icons.UNDO,
    "join": ft.Icons.CELEBRATION_OUTLINED,
    "exchange": ft.Icons.REDEEM,
    "takeover": ft.Icons.CREDIT_CARD,
    "gift": ft.Icons.CARD_GIFTCARD,
}


@ft.component
def PointsScreen() -> ft.View:
    actions, session, words = use_session()
    shelf = use_observed(actions.state.points)
    card = use_observed(actions.state.card).value
    row = ft.use_route_params().get("row")
    use_work(actions.lists.load_points, [card.version if card else None])
    body: list[ft.Control] = []
    if shelf.value is None:
        if shelf.error is not None:
            body.append(states.failed(shelf.error, session.language, actions.guard(lambda: actions.guard.spawn(actions.lists.load_points))))
        else:
            body.append(
                states.skeleton(
                    [states.bone(130, radius=theme.CARD_RADIUS), *(states.bone(72, radius=theme.CARD_RADIUS) for _ in range(4))],
                    session.language,
                )
            )
    else:
        if shelf.error is not None:
            body.append(states.StaleBar(session.language, lambda: actions.age(shelf.at)))
        body += [_balance(shelf.value, card, session.language, words), *_ways(actions, session)]
        body += _months(shelf.value, session.language, words, actions.guard(lambda chosen: actions.go(f"/points/{chosen}")))
        if shelf.value.next is not None:
            more = controls.quiet_button(words.points.more, actions.guard(actions.lists.more_points), key="more")
            body.append(ft.Container(more, alignment=ft.Alignment.CENTER))
    return sub_view(words.points.title, [*body, WhySheet(row)], back="/", route="/points")


def _ways(actions: Actions, session: Session) -> list[ft.Control]:
    """What one can do with the balance, and how one gets more into it."""
    words = BALANCE.of(session.language)
    rows: list[ft.Control] = []
    if session.has("exchange"):
        go = actions.guard(lambda: actions.go("/prizes"))
        rows.append(link(ft.Icons.REDEEM, words.prizes.open, words.prizes.open_more, go, key="open-prizes"))
    if session.has("takeover"):
        go = actions.guard(lambda: actions.go("/takeover"))
        rows.append(link(ft.Icons.CREDIT_CARD, words.takeover.open, words.takeover.open_more, go, key="open-takeover"))
    return [joined(rows)] if rows else []


def _balance(page: PointsPage, card: Card | None, language: Language, words: Member) -> ft.Control:
    balance = ft.Row([figures.points_text(page.balance, size=40, key="points-balance")])  # a row is as wide as the page, and so is the card
    pieces: list[ft.Control] = [theme.quiet(words.card.balance, size=14), balance]
    worth = "" if card is None else paying.buys(card.spending, page.balance, language)
    if worth:
        pieces.append(theme.text(worth, size=16, key="points-yen"))
    if card is not None and card.debt:
        owed = words.card.held if card.held else words.card.debt
        pieces.append(theme.quiet(owed(formats.points(card.debt)), size=14, key="points-debt"))
    if page.waiting:
        pieces += [ft.Container(controls.rule(), padding=ft.Padding.symmetric(vertical=6)), theme.quiet(words.points.waiting, size=14)]
        pieces += [
            controls.pair(
                words.points.waits(words.card.delivery if coming.on is None else formats.day(coming.on, language)),
                formats.points(coming.points),
                size=15,
            )
            for coming in page.waiting
        ]
    if page.expiries:
        pieces += [ft.Container(controls.rule(), padding=ft.Padding.symmetric(vertical=6)), theme.quiet(words.points.expiries, size=14)]
        pieces += [controls.pair(formats.day(expiry.on, language), formats.points(expiry.points), size=15) for expiry in page.expiries]
    limits = paying.short(card.spending, language) if card is not None else []
    if limits:
        pieces += [
            ft.Container(controls.rule(), padding=ft.Padding.symmetric(vertical=6)),
            theme.quiet(BALANCE.of(language).paying, size=14),
        ]
        pieces += [theme.text(each, size=15, key=f"limit-{n}") for n, each in enumerate(limits)]
    return controls.card(ft.Column(pieces, spacing=6), padding=20)


def _months(page: PointsPage, language: Language, words: Member, open_why: abreast.Choose) -> list[ft.Control]:
    if not page.rows:
        return [states.empty(ft.Icons.STARS_OUTLINED, words.points.empty)]
    months: dict[str, list[HistoryRow]] = {}
    for row in page.rows:
        months.setdefault(formats.month(formats.here(row.at).date(), language), []).append(row)
    return [_month(name, rows, language, words, open_why) for name, rows in months.items()]


def _month(name: str, rows: list[HistoryRow], language: Language, words: Member, open_why: abreast.Choose) -> ft.Control:
    lines: list[ft.Control] = []
    for row in rows:
        if lines:
            lines.append(ft.Container(controls.rule(), padding=ft.Padding.only(left=68)))
        lines.append(_row(row, language, words, open_why))
    return ft.Column([theme.quiet(name, size=14), controls.card(ft.Column(lines, spacing=0), padding=0)], spacing=8)


def _row(row: HistoryRow, language: Language, words: Member, open_why: abreast.Choose) -> ft.Control:
    good = row.points > 0
    kind = words.points.reasons.get(row.reason) or words.points.kinds.get(row.kind, row.kind)
    if row.what_ja:
        kind = f"{kind}:{pick(language, row.what_ja, row.what_en)}"
    about = [formats.short_moment(row.at, language), *([row.store] if row.store else [])]
    badge = ft.Container(
        ft.Icon(ICONS.get(row.kind, ft.Icons.STARS_OUTLINED), size=20, color=theme.ON_TINT if good else theme.QUIET),
        width=40,
        height=40,
        border_radius=20,
        bgcolor=theme.TINT if good else theme.SUNK,
        alignment=ft.Alignment.CENTER,
    )
    figure = theme.text(formats.signed(row.points), size=17, bold=True, color=theme.BRAND if good else theme.INK)
    said: list[ft.Control] = [theme.text(kind, size=16, bold=True), *(theme.quiet(part) for part in about)]
    after = theme.quiet(words.points.balance_after(formats.points(row.balance)), size=12)
    beside = [ft.Column([figure, after], spacing=2, horizontal_alignment=ft.CrossAxisAlignment.END)]
    if text_size.chosen() >= text_size.LARGE:  # abreast they would leave the words no room
        said, beside = [*said, figure, after], []
    return controls.tappable(
        ft.Row(
            [
                badge,
                ft.Column(said, spacing=2, expand=True),
                *beside,
            ],
            spacing=12,
        ),
        lambda: open_why(row.id),
        key=f"row-{row.id}",
        label=f"{kind} {' '.join(about)} {formats.signed(row.points)} {words.points.why(formats.points(abs(row.points)))}",
        bare=True,
    )
