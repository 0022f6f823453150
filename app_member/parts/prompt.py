"""What a till asks the member now: what, where, how much, and a minute to say yes or no."""

import asyncio

import flet as ft

from app_member.home import use_session
from app_member.session import Prompt
from shared.i18n import Language, formats, pick
from shared.i18n.member.account import ACCOUNT
from shared.ui import controls, figures, text_size, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_state

LASTS = 60


@ft.component
def PromptSheet() -> ft.Control:
    """Open while a question lasts, over whatever the member is looking at."""
    actions, session, _ = use_session()
    prompt = session.prompt
    words = ACCOUNT.of(session.language)
    left, tell = use_state(LASTS)

    async def count() -> None:
        while prompt is not None and session.prompt is prompt:
            rest = round(prompt.ends - actions.clock.monotonic())
            if rest <= 0:
                session.prompt = None
                return
            tell(rest)
            await asyncio.sleep(1)

    use_work(count, [prompt])

    async def allow() -> None:
        await actions.account.decide(allow=True)
        actions.guard.toast(words.allowed, good=True)

    async def deny() -> None:
        await actions.account.decide(allow=False)
        actions.guard.toast(words.denied, good=True)

    def put_away() -> None:
        """Swiped away: nobody has answered, and the question ends by itself."""
        session.prompt = None

    if prompt is None:
        ft.use_dialog(None)
    else:
        content, answers = _content(prompt, left, session.language), _answers(session.language, actions.guard(allow), actions.guard(deny))
        ft.use_dialog(controls.sheet(content, actions.guard(put_away), height=420, foot=answers))
    return ft.Container()


def _answers(language: Language, allow: controls.Handler, deny: controls.Handler) -> ft.Control:
    """Abreast; large words below each other."""
    words = ACCOUNT.of(language)
    yes = controls.primary(words.allow, allow, key="allow", icon=ft.Icons.CHECK)
    no = ft.OutlinedButton(content=words.deny, icon=ft.Icons.CLOSE, key="deny", on_click=deny, expand=1)
    if text_size.chosen() >= text_size.LARGE:
        return ft.Column([yes, ft.Row([no])], spacing=8, tight=True)
    return ft.Row([no, ft.Container(yes, expand=1)], spacing=12)


def _content(prompt: Prompt, left: int, language: Language) -> ft.Control:
    approval, words = prompt.approval, ACCOUNT.of(language)
    pieces: list[ft.Control] = []
    if approval.points:
        pieces += [theme.quiet(words.ask_use, size=14), figures.points_text(approval.points, size=44, key="asked-points")]
        if approval.yen not in {None, approval.points}:
            pieces.append(theme.text(words.ask_yen(formats.yen(approval.yen or 0)), size=16, key="asked-yen"))
    if approval.coupon_ja:
        pieces.append(controls.chip(pick(language, approval.coupon_ja, approval.coupon_en), icon=ft.Icons.LOCAL_ACTIVITY_OUTLINED, size=14))
    clock = ft.Column(
        [
            ft.Semantics(
                exclude_semantics=True,
                content=ft.ProgressBar(value=left / LASTS, bar_height=6, border_radius=3, color=theme.BRAND, bgcolor=theme.SUNK),
            ),
            theme.quiet(words.ask_left(left), key="asked-left"),
        ],
        spacing=6,
    )
    return ft.Column(
        [
            ft.Column(
                [
                    ft.Semantics(header=True, live_region=True, content=theme.title(words.ask_title, key="asked")),
                    ft.Row(
                        [
                            ft.Icon(ft.Icons.STOREFRONT_OUTLINED, size=18, color=theme.QUIET),
                            ft.Container(theme.quiet(words.ask_where(approval.store_name), size=14), expand=True),
                        ],
                        spacing=8,
                    ),
                ],
                spacing=6,
            ),
            ft.Row([ft.Container(controls.card(ft.Column(pieces, spacing=8), bgcolor=theme.PAGE), expand=True)]),
            clock,
            theme.quiet(words.ask_warn),
        ],
        spacing=16,
        tight=True,
        key="prompt",
    )
