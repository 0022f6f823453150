"""Every control of shared/ui, in both languages and both themes, beside each other: `python -m tools.gallery [--port 8560]`.

The page has no state of its own: a control is drawn from what stands here, and its handlers do nothing. A new control is one line.
"""

import argparse
import webbrowser
from base64 import b64decode
from collections.abc import Callable
from datetime import date

import flet as ft

from shared.client import Unreachable
from shared.i18n import LANGUAGES, Language, formats, pick
from shared.i18n.common import COMMON
from shared.ui import abreast, card_face, charts, controls, figures, pad, photo, stamp_face, states, theme, ticket_book, ticket_face, web
from shared.wire.brand import SEED, Brand
from shared.wire.coupons import Coupon
from tests.apps.held import book, stamp_card

TITLE = "Gallery"
WIDTH = 390
Piece = Callable[[Language], ft.Control]


def nothing(*_: object) -> None:
    """A control that leads nowhere."""


def said(ja: str, en: str) -> Callable[[Language], str]:
    return lambda language: pick(language, ja, en)


NAME = said("山本 さくら", "Sakura Yamamoto")
SENTENCE = said("お買い物のたびにポイントが貯まります。", "Every purchase earns points.")
SAVE = said("保存する", "Save")
WORD = said("この端末", "This one")
DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
"""A picture of one point."""


def _line(language: Language) -> ft.Control:
    return theme.text(SENTENCE(language))


def _tabs(language: Language) -> ft.Control:
    choices = [("now", pick(language, "使える 2", "Usable 2")), ("later", pick(language, "これから", "Coming"))]
    return abreast.tabs([*choices, ("used", pick(language, "使用済み", "Used"))], "now", nothing, key="tabs")


def _buttons(language: Language) -> ft.Control:
    busy = controls.primary(SAVE(language), nothing, key="busy", busy=True)
    off = controls.primary(SAVE(language), None, key="off")
    high = controls.primary(SAVE(language), nothing, key="till", icon=ft.Icons.CHECK, till=True)
    return ft.Column([controls.primary(SAVE(language), nothing, key="do", icon=ft.Icons.SAVE_OUTLINED), busy, off, high], spacing=8)


def _fields(language: Language) -> ft.Control:
    label = pick(language, "メールアドレス", "E-mail address")
    good = controls.field(label, "sakura@example.jp", key="field", on_change=nothing, helper=SENTENCE(language))
    wrong = controls.field(
        label, "sakura", key="wrong", on_change=nothing, error=pick(language, "@ がありません。", "There is no @ in it.")
    )
    return ft.Column([good, wrong, controls.field("PIN", "123456", key="large", on_change=nothing, large=True)], spacing=12)


def _sheet(language: Language) -> ft.Control:
    """Its content; the sheet itself is the platform's."""
    return controls.sheet(ft.Column([theme.title(NAME(language)), _line(language)]), nothing, height=200).content


def _pad(language: Language) -> ft.Control:
    return pad.pad(nothing, nothing, key="pad", back_label=COMMON.of(language).back, double_zero=True)


def _skeleton(language: Language) -> ft.Control:
    return states.skeleton([states.bone(24, width=140), states.bone(76, radius=theme.CARD_RADIUS)], language)


def _plot(language: Language) -> ft.Control:
    this, last = charts.Series(pick(language, "今年", "This year"), (12, 18, 9, 22)), charts.Series("2025", (10, 14, 12, 17))
    quarters = ("1", "2", "3", "4")
    drawn = charts.Plot(heads=quarters, names=quarters, series=(this, last), show=formats.yen, brief=str, said=SENTENCE(language))
    return charts.plot(drawn, key="plot", width=WIDTH - 40)


def _heat(language: Language) -> ft.Control:
    days = tuple(pick(language, "月火水", "MTW"))
    rows = ((0, 2, 5), (1, 3, 8), (0, 4, 6))
    return charts.heat(
        charts.Heat(
            rows=days, columns=("9", "12", "15"), cells=rows, tip=lambda row, column: str(rows[row][column]), said=SENTENCE(language)
        ),
        key="heat",
    )


def _ranking(language: Language) -> ft.Control:
    goods = ((pick(language, "あんぱん", "Anpan"), 182), (pick(language, "バゲット", "Baguette"), 96))
    return charts.ranking([charts.Ranked(name, value, formats.yen(value)) for name, value in goods], key="ranking")


def _table(language: Language) -> ft.Control:
    rows = ((pick(language, "あんぱん", "Anpan"), "182"), (pick(language, "バゲット", "Baguette"), "96"))
    return charts.table(
        charts.Table(heads=(pick(language, "商品", "Item"), pick(language, "数", "Sold")), rows=rows, total=("", "278")), key="table"
    )


def _look(language: Language) -> card_face.Look:
    return card_face.Look(Brand(name=pick(language, "麦の香", "Mugi"), seed=SEED))


def _face(language: Language) -> ft.Control:
    return card_face.head(_look(language), _look(language).brand.name, NAME(language), "Gold", ft.Icons.WORKSPACE_PREMIUM)


def alone(piece: ft.Control) -> ft.Control:
    """As wide as it is by itself."""
    return ft.Row([piece])


def _said(language: Language) -> ft.Control:
    return controls.said(ft.Container(_line(language), on_click=nothing, padding=16), SENTENCE(language), selected=True)


def _ticket(language: Language) -> ft.Control:
    name = pick(language, "はじめての 10% 引き", "Welcome")
    return ticket_face.drawn("10%", "OFF", name, pick(language, "お会計金額の条件なし", "No minimum"), [], key="ticket")


async def _no_picture(_: str) -> None:
    """Its ground shows."""


AUTUMN = Coupon(
    id="autumn",
    kind="percent",
    value=10,
    name_ja="秋の 10% 引き",
    name_en="Autumn 10% off",
    starts_on=date(2026, 11, 1),
    ends_on=date(2026, 12, 31),
    minimum=0,
    issued=0,
    used=0,
)
PIECES: dict[str, Piece] = {
    "theme.hero": lambda _: theme.hero("1,234"),
    "theme.title": lambda language: theme.title(NAME(language)),
    "theme.heading": lambda language: theme.heading(NAME(language)),
    "theme.text": _line,
    "theme.quiet": lambda language: theme.quiet(SENTENCE(language)),
    "figures.points_text": lambda _: figures.points_text(1234, size=52),
    "figures.CountingPoints": lambda _: figures.CountingPoints(12_345),
    "controls.card": lambda language: controls.card(_line(language)),
    "controls.tappable": lambda language: controls.tappable(_line(language), nothing, key="open", label=SENTENCE(language)),
    "controls.pair": lambda language: controls.pair(NAME(language), "¥1,234", strong=True),
    "controls.heard": lambda language: controls.heard(SENTENCE(language)),
    "controls.titled": lambda language: controls.titled(ft.Icons.REDEEM, NAME(language)),
    "controls.headed": lambda language: controls.headed(theme.heading(NAME(language)), theme.heading("7 / 10")),
    "controls.rule": lambda _: controls.rule(),
    "controls.chip": lambda language: alone(controls.chip(WORD(language), icon=ft.Icons.WORKSPACE_PREMIUM)),
    "controls.badge": lambda _: alone(controls.badge(ft.Icons.QR_CODE_2, 88)),
    "controls.initial": lambda language: alone(controls.initial(NAME(language), 56)),
    "controls.primary": _buttons,
    "controls.secondary": lambda language: controls.secondary(SAVE(language), nothing, key="other", icon=ft.Icons.REFRESH),
    "controls.danger": lambda language: controls.danger(SAVE(language), nothing, key="danger", icon=ft.Icons.DELETE_OUTLINE),
    "controls.quiet_button": lambda language: controls.quiet_button(SAVE(language), nothing, key="quiet", icon=ft.Icons.TRANSLATE),
    "controls.icon_button": lambda language: controls.icon_button(ft.Icons.CLOSE, COMMON.of(language).close, nothing, key="close"),
    "abreast.tabs": _tabs,
    "abreast.text_sizes": lambda language: abreast.text_sizes(125, nothing, language),
    "controls.field": _fields,
    "controls.Veiled": lambda language: controls.field(
        "PIN", "1234", key="veiled", on_change=nothing, secret=(WORD(language), WORD(language))
    ),
    "controls.tick": lambda language: controls.tick(SENTENCE(language), nothing, chosen=True, key="tick"),
    "controls.sheet": _sheet,
    "pad.pad": _pad,
    "controls.notice": lambda language: controls.notice(SENTENCE(language)),
    "states.StaleBar": lambda language: states.StaleBar(language, lambda: 900.0),
    "states.bone": lambda _: states.bone(24, width=140),
    "states.skeleton": _skeleton,
    "states.skeleton_rows": lambda language: states.skeleton_rows(2, language),
    "states.empty": lambda language: states.empty(ft.Icons.RECEIPT_LONG_OUTLINED, SENTENCE(language)),
    "charts.plot": _plot,
    "charts.legend": lambda language: charts.legend((pick(language, "今年", "This year"), "2025")),
    "charts.heat": _heat,
    "charts.ranking": _ranking,
    "charts.table": _table,
    "controls.said": _said,
    "card_face.logo": lambda _: alone(card_face.logo(DOT)),
    "card_face.head": lambda language: ft.Container(_face(language), bgcolor=SEED, padding=16),
    "card_face.painted": lambda language: card_face.painted(_face(language), _look(language), padding=16),
    "ticket_face.drawn": _ticket,
    "ticket_face.coupon": lambda language: ticket_face.coupon(AUTUMN, language, key="coupon"),
    "ticket_face.last_day": lambda language: ticket_face.last_day(AUTUMN.ends_on, language),
    "stamp_face.stamp_card": lambda language: stamp_face.stamp_card(stamp_card(), language),
    "ticket_book.ticket_book": lambda language: ticket_book.ticket_book(book(1), language),
    "photo.Poster": lambda _: photo.Poster(_no_picture, "none"),
    "photo.Photo": lambda _: alone(photo.Photo(_no_picture, None, 72)),
    "states.failed": lambda language: states.failed(Unreachable(), language, nothing),
}


def gallery() -> ft.Control:
    """A column for each language and theme, all controls under each other in the same order."""
    plates = [_plate(language, mode) for mode in (ft.ThemeMode.LIGHT, ft.ThemeMode.DARK) for language in LANGUAGES]
    row = ft.Row(plates, spacing=0, scroll=ft.ScrollMode.AUTO, vertical_alignment=ft.CrossAxisAlignment.START)
    return ft.Column([row], scroll=ft.ScrollMode.AUTO, expand=True)


def _plate(language: Language, mode: ft.ThemeMode) -> ft.Control:
    pieces: list[ft.Control] = [
        ft.Column([theme.quiet(name), make(language)], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
        for name, make in PIECES.items()
    ]
    return ft.Container(
        ft.Column(pieces, spacing=28, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        theme=theme.light(),
        dark_theme=theme.dark(),
        theme_mode=mode,
        bgcolor=theme.PAGE,
        width=WIDTH,
        padding=theme.MARGIN,
    )


def page_of(page: ft.Page) -> None:
    """Flet's `main`."""
    theme.dress(page, TITLE)
    page.render(gallery)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.gallery", description=__doc__)
    parser.add_argument("--port", type=int, default=8560)
    port = parser.parse_args().port
    print(f"http://127.0.0.1:{port}/")
    webbrowser.open(f"http://127.0.0.1:{port}/")
    web.host(web.exported(page_of, "member"), port=port, title=TITLE, name="tamaru_gallery")


if __name__ == "__main__":
    main()
