"""この残高でできること: what the balance buys, what is missing for the rest, and how one gets it."""

import flet as ft

from app_member.actions import Actions
from app_member.home import use_session
from app_member.parts import coupon
from app_member.parts.frame import sub_view
from shared.i18n import Language, formats, paying, pick
from shared.i18n.member import MEMBER
from shared.i18n.member.balance import BALANCE
from shared.ui import controls, figures, states, text_size, theme
from shared.ui.guard import use_work
from shared.ui.hooks import keyed, use_observed
from shared.ui.photo import Photo
from shared.wire.goods import Prize
from shared.wire.members import Card

PICTURE = 72


@ft.component
def PrizesScreen() -> ft.View:
    actions, session, _ = use_session()
    shelf = use_observed(actions.state.prizes)
    card = use_observed(actions.state.card).value
    words = BALANCE.of(session.language).prizes
    use_work(actions.lists.load_prizes, [])
    body: list[ft.Control] = []
    if shelf.value is None or card is None:
        if shelf.error is not None:
            retry = actions.guard(lambda: actions.guard.spawn(actions.lists.load_prizes))
            body.append(states.failed(shelf.error, session.language, retry))
        else:
            body.append(states.skeleton([states.bone(height, radius=theme.CARD_RADIUS) for height in (110, 96, 96, 96)], session.language))
    else:
        if shelf.error is not None:
            body.append(states.StaleBar(session.language, lambda: actions.age(shelf.at)))
        body += _page(actions, card, shelf.value, session.language)
    return sub_view(words.title, body, back="/points", spacing=20)


def _page(actions: Actions, card: Card, prizes: tuple[Prize, ...], language: Language) -> list[ft.Control]:
    words = BALANCE.of(language).prizes
    worth = paying.buys(card.spending, card.balance, language)
    balance = ft.Column(
        [
            theme.quiet(words.yours, size=14),
            figures.points_text(card.balance, size=40, key="prizes-balance"),
            *([theme.text(worth, size=16, key="prizes-yen")] if worth else []),
        ],
        spacing=6,
    )
    pieces: list[ft.Control] = [controls.card(ft.Row([balance]), padding=20)]
    if card.frozen:
        pieces.append(controls.notice(words.frozen, icon=ft.Icons.AC_UNIT, key="prizes-frozen"))
    if card.held:
        owed = MEMBER.of(language).card.held(formats.points(card.debt))
        pieces.append(controls.notice(owed, icon=ft.Icons.UNDO, key="prizes-held"))
    if not prizes:
        return [*pieces, states.empty(ft.Icons.REDEEM, words.empty)]
    reach = [prize for prize in prizes if prize.points <= card.balance]
    later = [prize for prize in prizes if prize.points > card.balance]
    pieces += [
        _group(name, [_prize(actions, prize, card.balance, language) for prize in some])
        for name, some in ((words.reach, reach), (words.later, later))
        if some
    ]
    return [*pieces, _how(language)]


def _group(name: str, rows: list[ft.Control]) -> ft.Control:
    lines: list[ft.Control] = []
    for row in rows:
        if lines:
            beside = 0 if text_size.chosen() >= text_size.LARGE else PICTURE + 16
            lines.append(ft.Container(controls.rule(), padding=ft.Padding.only(left=16 + beside)))
        lines.append(row)
    head = ft.Semantics(header=True, content=theme.heading(name))
    return ft.Column([head, controls.card(ft.Column(lines, spacing=0), padding=0)], spacing=8)


def _prize(actions: Actions, prize: Prize, balance: int, language: Language) -> ft.Control:
    words = BALANCE.of(language).prizes
    missing = prize.points - balance
    said: list[ft.Control] = [
        theme.text(pick(language, prize.name_ja, prize.name_en), size=16, bold=True),
        theme.text(formats.points(prize.points), size=15, color=theme.QUIET if missing > 0 else theme.BRAND, bold=missing <= 0),
    ]
    if missing > 0:
        bar = ft.ProgressBar(value=balance / prize.points, bar_height=6, border_radius=3, color=theme.BRAND, bgcolor=theme.SUNK)
        said += [ft.Semantics(exclude_semantics=True, content=bar), theme.quiet(words.missing(formats.points(missing)))]
    picture = keyed(Photo, f"photo-{prize.sku}", actions.face.picture, prize.picture, PICTURE)
    column = ft.Column(said, spacing=6, expand=True)
    face: ft.Control = ft.Row([picture, column], spacing=16)
    if text_size.chosen() >= text_size.LARGE:
        column.expand = None
        face = ft.Column([picture, column], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.START)
    return ft.MergeSemantics(ft.Container(face, key=f"prize-{prize.sku}", padding=theme.PAD))


def _how(language: Language) -> ft.Control:
    words = BALANCE.of(language).prizes
    rows: list[ft.Control] = [theme.text(words.how, size=15, bold=True)]
    for number, step in enumerate(words.steps, 1):
        row = [coupon.mark(number), theme.text(step, size=15, expand=True)]
        rows.append(ft.Row(row, spacing=12, vertical_alignment=ft.CrossAxisAlignment.START))
    return controls.card(ft.Column(rows, spacing=12), padding=20, key="prizes-how")
