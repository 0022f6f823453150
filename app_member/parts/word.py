"""A word from a flyer or a sign: typed here, it brings its coupon."""

import flet as ft

from app_member.home import use_session
from shared.i18n.member.coupon import USING
from shared.ui import controls, events, theme
from shared.ui.hooks import use_state

SHORTEST, LONGEST = 4, 24


@ft.component
def WordEntry() -> ft.Control:
    actions, session, _ = use_session()
    words = USING.of(session.language)
    typed, put = use_state("")
    opened, set_opened = use_state(initial=False)
    word = "".join(typed.split()).upper()

    async def send() -> None:
        await actions.lists.enter_word(word)
        put("")
        set_opened(False)
        actions.guard.toast(words.word_done, good=True)

    if not opened:
        return ft.Row(
            [controls.quiet_button(words.word, actions.guard(lambda: set_opened(True)), key="word", icon=ft.Icons.PASSWORD)],
            alignment=ft.MainAxisAlignment.CENTER,
        )
    ready = SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalnum()
    taken = actions.guard(send)
    field = controls.field(
        words.word,
        typed,
        key="word-field",
        on_change=actions.guard(lambda event: put(events.typed(event))),
        on_submit=taken if ready else None,
        helper=words.word_hint,
        focus=True,
    )
    button = controls.primary(words.word_send, taken if ready else None, key="word-send")
    return controls.card(ft.Column([theme.heading(words.word), field, button], spacing=12, tight=True), key="word-card")
