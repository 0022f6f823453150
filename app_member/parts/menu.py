"""The account: language, the size of text, and signing out."""

import flet as ft

from app_member.home import use_session
from shared.i18n import LANGUAGES, Language
from shared.i18n.common import COMMON
from shared.i18n.member.account import ACCOUNT
from shared.ui import abreast, controls, theme


@ft.component
def MenuSheet() -> ft.Control:
    actions, session, words = use_session()
    card = actions.state.card.value

    def close() -> None:
        session.menu_open = False

    async def speak(language: str) -> None:
        chosen: Language = "en" if language == "en" else "ja"
        await actions.speak(chosen)

    async def leave() -> None:
        session.menu_open = False
        await actions.sign_out()
        actions.guard.toast(words.menu.signed_out, good=True)

    head: list[ft.Control] = [ft.Semantics(header=True, content=theme.title(card.name if card else words.menu.title))]

    def settings() -> None:
        session.menu_open = False
        actions.go("/account")

    account = ACCOUNT.of(session.language)
    row = ft.Row(
        [
            ft.Icon(ft.Icons.MANAGE_ACCOUNTS_OUTLINED, size=24, color=theme.QUIET),
            ft.Column([theme.text(account.settings, size=16, bold=True), theme.quiet(account.settings_more)], spacing=2, expand=True),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET),
        ],
        spacing=16,
    )
    content = ft.Column(
        [
            *head,
            controls.tappable(row, actions.guard(settings), key="account", label=f"{account.settings} {account.settings_more}"),
            ft.Column(
                [
                    theme.quiet(words.menu.language, size=14),
                    abreast.tabs(
                        [(language, COMMON.of(language).language_name) for language in LANGUAGES],
                        session.language,
                        actions.guard(speak),
                        key="language",
                    ),
                ],
                spacing=8,
            ),
            abreast.text_sizes(session.text_size, actions.guard(actions.enlarge), session.language),
            ft.Column(
                [
                    ft.Row(
                        [
                            ft.OutlinedButton(
                                content=words.menu.sign_out,
                                icon=ft.Icons.LOGOUT,
                                key="sign-out",
                                on_click=actions.guard(leave),
                                expand=True,
                            )
                        ]
                    ),
                    theme.quiet(words.menu.sign_out_more),
                ],
                spacing=8,
            ),
        ],
        spacing=24,
        tight=True,
        key="menu-sheet",
    )
    ft.use_dialog(controls.sheet(content, actions.guard(close), height=480) if session.menu_open and session.signed == "in" else None)
    return ft.Container()
