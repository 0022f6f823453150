"""なぜ 37 pt?: the derivation of one row, line by line, in a sheet over the history."""

import flet as ft

from app_member.home import use_session
from app_member.parts import coupon
from app_member.parts.asking import height as questions_height
from app_member.parts.asking import use_asking
from shared.client import ApiError, SignedOut
from shared.i18n import Language, formats, pick
from shared.i18n.member import Member
from shared.ui import controls, states, text_size, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_state
from shared.wire.members import Step, Why

COMING = 540
"""The sheet's height while its row is on the way: enough for a derivation and a question."""


def _nothing() -> Why | None:
    return None


def _no_error() -> ApiError | None:
    return None


@ft.component
def WhySheet(row: str | None) -> ft.Control:
    """Open while the address names a row; closing it goes back to the history."""
    actions, session, words = use_session()
    found, show = use_state(_nothing)
    failed, fail = use_state(_no_error)

    async def load() -> None:
        show(None)
        fail(None)
        if row is None:
            return
        try:
            show(await actions.why(row))
        except SignedOut:
            raise
        except ApiError as error:
            fail(error)

    use_work(load, [row])
    asking = use_asking(found, show)
    close = actions.guard(lambda: actions.leave_sheet("/points"))
    if found is not None:
        rest: list[ft.Control] = []
        receipt = found.row.receipt
        if receipt is not None and session.has("receipts"):
            link = controls.bound(actions.go, f"/receipts/{receipt}")
            button = controls.quiet_button(
                words.points.receipt, actions.guard(link), key="why-receipt", icon=ft.Icons.RECEIPT_LONG_OUTLINED
            )
            rest.append(ft.Container(button, alignment=ft.Alignment.CENTER))
        content: ft.Control = _content(found, session.language, words, asking.form, [*rest, *asking.known])
    elif failed is not None:
        content = states.failed(failed, session.language, actions.guard(lambda: actions.guard.spawn(load)), key="why-failed")
    else:
        content = states.skeleton([states.bone(28, 180), states.bone(48), states.bone(48), states.bone(48)], session.language)
    ft.use_dialog(controls.sheet(content, close, height=_height(found), foot=asking.foot) if row is not None else None)
    return ft.Container()


def _height(why: Why | None) -> float:
    """About what the derivation takes at the usual text size."""
    if why is None:
        return COMING
    steps = 90 + 46 * len(why.steps) if why.steps else 0
    lots = 40 + 30 * len(why.lots) if why.lots else 0
    receipt = 56 if why.row.receipt is not None else 0
    return 84 + steps + lots + receipt + questions_height(why)


def _content(why: Why, language: Language, words: Member, form: list[ft.Control], rest: list[ft.Control]) -> ft.Control:
    figure = formats.points(abs(why.row.points))
    earned = why.row.points > 0
    pieces: list[ft.Control] = [
        ft.Semantics(header=True, content=theme.title(words.points.why(figure) if earned else words.points.what(figure), key="why-title")),
        theme.quiet(
            " · ".join(part for part in (words.points.kinds.get(why.row.kind), formats.moment(why.row.at, language), why.row.store) if part)
        ),
    ]
    pieces += form
    if why.steps:
        pieces.append(_steps(why.steps, why.row.points, language, words))
    if why.lots:
        rows: list[ft.Control] = [theme.quiet(words.points.lots if earned else words.points.spent_lots, size=14)]
        rows += [controls.pair(formats.day(lot.on, language), formats.points(lot.points)) for lot in why.lots]
        pieces.append(ft.Column(rows, spacing=6))
    pieces += rest
    return ft.Column(pieces, spacing=14, tight=True, key="why")


def _steps(steps: tuple[Step, ...], total: int, language: Language, words: Member) -> ft.Control:
    rows = [_step(number, step, language) for number, step in enumerate(steps, 1)]
    rows += [controls.rule(), controls.pair(words.points.total, formats.signed(total), strong=True, size=17)]
    return controls.card(ft.Column(rows, spacing=12), bgcolor=theme.PAGE)


def _step(number: int, step: Step, language: Language) -> ft.Control:
    """Of large text the figure stands below."""
    said: list[ft.Control] = [theme.text(pick(language, step.text_ja, step.text_en), size=15)]
    figure: list[ft.Control] = [theme.text(formats.signed(step.points), size=15, bold=True)] if step.points else []
    if text_size.chosen() >= text_size.LARGE:
        said, figure = [*said, *figure], []
    return ft.Row(
        [coupon.mark(number), ft.Column(said, spacing=2, expand=True), *figure],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
