"""お知らせ: what the shop and the server have told, newest first, and which of it arrives at all."""

import flet as ft

from app_member.home import use_session
from app_member.parts import notice
from app_member.parts.frame import tab_head, tab_view
from app_member.parts.mute_sheet import MuteSheet
from shared.i18n import Language, formats
from shared.i18n.member.notices import NOTICES
from shared.i18n.member.notices import Notices as Words
from shared.ui import abreast, controls, states, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_observed, use_state
from shared.ui.photo import Fetch
from shared.wire.notices import Notice, NoticesPage


@ft.component
def NoticesScreen() -> ft.View:
    actions, session, _ = use_session()
    words = NOTICES.of(session.language)
    shelf = use_observed(actions.state.notices)
    choosing, choose = use_state(initial=False)
    use_work(actions.inbox.load, [])
    body: list[ft.Control] = []
    if shelf.value is None:
        if shelf.error is not None:
            body.append(states.failed(shelf.error, session.language, actions.guard(lambda: actions.guard.spawn(actions.inbox.load))))
        else:
            body.append(
                states.skeleton([states.bone(44), *(states.bone(96, radius=theme.CARD_RADIUS) for _ in range(5))], session.language)
            )
    else:
        if shelf.error is not None:
            body.append(states.StaleBar(session.language, lambda: actions.age(shelf.at)))
        read_all, settings = actions.guard(actions.inbox.read_all), actions.guard(lambda: choose(lambda _: True))
        body.append(_line(shelf.value, words, read_all, settings))
        body += _months(
            shelf.value.rows, session.language, words, actions.face.picture, actions.guard(lambda one: actions.go(f"/notices/{one}"))
        )
        if shelf.value.next is not None:
            more = controls.quiet_button(words.more, actions.guard(actions.inbox.more), key="more")
            body.append(ft.Container(more, alignment=ft.Alignment.CENTER))
    # the sheet keeps its place however long the list is: moved, it would close under the finger
    sheet = MuteSheet(choosing, lambda: choose(lambda _: False))
    return tab_view("/notices", tab_head(words.title), [ft.Column(body, spacing=16), sheet])


def _line(page: NoticesPage, words: Words, read_all: controls.Handler, choose: controls.Handler) -> ft.Control:
    """How many are unread, and what can be done with all of them; who never got one has not read them all either."""
    left: list[ft.Control] = []
    if page.unread:
        left.append(theme.text(words.unread(page.unread), size=15, bold=True, key="unread-count"))
        left.append(controls.quiet_button(words.read_all, read_all, key="read-all", icon=ft.Icons.DONE_ALL))
    elif page.rows:
        left.append(theme.quiet(words.all_read, size=14))
    settings = controls.icon_button(ft.Icons.TUNE, words.settings, choose, key="mutes", color=theme.QUIET)
    said = ft.Row(left, spacing=4, run_spacing=0, wrap=True, expand=True, vertical_alignment=ft.CrossAxisAlignment.CENTER)
    return ft.Row([said, settings])


def _months(rows: tuple[Notice, ...], language: Language, words: Words, fetch: Fetch, open_notice: abreast.Choose) -> list[ft.Control]:
    if not rows:
        return [states.empty(ft.Icons.NOTIFICATIONS_NONE, words.empty)]
    months: dict[str, list[ft.Control]] = {}
    for each in rows:
        lines = months.setdefault(formats.month(formats.here(each.at).date(), language), [])
        if lines:
            lines.append(ft.Container(controls.rule(), padding=ft.Padding.only(left=86)))
        lines.append(notice.row(each, language, words, fetch, open_notice))
    return [
        ft.Column([theme.quiet(name, size=14), controls.card(ft.Column(lines, spacing=0), padding=0)], spacing=8)
        for name, lines in months.items()
    ]
