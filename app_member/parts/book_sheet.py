"""家計簿: what was bought in some months, as a file for a household book."""

import flet as ft

from app_member.home import use_session
from app_member.parts.pills import pills
from app_member.search import days
from shared.i18n.member.paper import PAPER
from shared.ui import controls, theme
from shared.ui.hooks import use_state

HEIGHT = 290


@ft.component
def BookSheet(close: controls.Handler, *, shown: bool) -> ft.Control:
    actions, session, _ = use_session()
    words = PAPER.of(session.language).book
    span, choose = use_state("month")
    busy, set_busy = use_state(initial=False)

    async def save() -> None:
        set_busy(True)
        try:
            since, until = days(span, actions.today())
            if since is not None and until is not None and await actions.papers.keep_book(since, until):
                actions.guard.toast(words.saved, good=True)
        finally:
            set_busy(False)
        close()

    content = ft.Column(
        [
            ft.Column([ft.Semantics(header=True, content=theme.title(words.title)), theme.quiet(words.more, size=14)], spacing=6),
            pills(list(words.spans.items()), span, actions.guard(choose), key="book"),
        ],
        spacing=20,
        tight=True,
        key="book-sheet",
    )
    do = controls.primary(words.do, actions.guard(save), key="book-do", icon=ft.Icons.DOWNLOAD, busy=busy)
    ft.use_dialog(controls.sheet(content, actions.guard(close), height=HEIGHT, foot=do) if shown else None)
    return ft.Container()
