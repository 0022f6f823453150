"""Which notices arrive: by kind, and by store."""

from collections.abc import Awaitable, Callable

import flet as ft

from app_member.home import use_session
from shared.i18n import Language
from shared.i18n.member.notices import NOTICES
from shared.i18n.member.notices import Notices as Words
from shared.ui import controls, states, theme
from shared.ui.guard import Guard, use_work
from shared.ui.hooks import use_observed
from shared.wire.notices import QUIET, Mute, Mutes, Quiet

HEIGHT = 620


@ft.component
def MuteSheet(shown: bool, close: controls.Handler) -> ft.Control:  # noqa: FBT001 - the state of one thing
    actions, session, _ = use_session()
    words = NOTICES.of(session.language)
    shelf = use_observed(actions.state.mutes)

    async def load() -> None:
        if shown:
            await actions.inbox.load_mutes()

    async def put(body: Mute) -> None:
        await actions.inbox.mute(body)

    use_work(load, [shown])
    if shelf.value is not None:
        rest = _switches(shelf.value, words, actions.guard, put, tickets=session.has("tickets"))
    elif shelf.error is not None:
        rest = [states.failed(shelf.error, session.language, actions.guard(lambda: actions.guard.spawn(load)), key="mutes-failed")]
    else:
        rest = [_coming(session.language)]
    head = ft.Column([ft.Semantics(header=True, content=theme.title(words.settings)), theme.quiet(words.settings_lead, size=14)], spacing=6)
    content = ft.Column([head, *rest], spacing=20, tight=True, key="mute-sheet")
    ft.use_dialog(controls.sheet(content, actions.guard(close), height=HEIGHT) if shown else None)
    return ft.Container()


def _coming(language: Language) -> ft.Control:
    return states.skeleton([states.bone(56) for _ in range(5)], language)


def _switches(mutes: Mutes, words: Words, guard: Guard, put: Callable[[Mute], Awaitable[None]], *, tickets: bool) -> list[ft.Control]:
    def one(key: str, name: str, *, on: bool, kind: str | None = None, store: str | None = None) -> ft.Control:
        async def turn() -> None:
            await put(Mute(kind=kind, store=store, muted=on))  # pyright: ignore[reportArgumentType]  one of QUIET

        switch = ft.Switch(value=on, key=key, on_change=controls.bound(guard(turn)), active_color=theme.BRAND)
        said = theme.text(name, size=16, expand=True)
        return ft.MergeSemantics(ft.Container(ft.Row([said, switch], spacing=16), padding=ft.Padding.symmetric(vertical=4)))

    heard: list[Quiet] = [kind for kind in QUIET if tickets or kind != "tickets"]
    kinds = [one(f"mute-{kind}", words.quiet[kind], on=kind not in mutes.kinds, kind=kind) for kind in heard]
    stores = [one(f"mute-store-{store.id}", store.name, on=not store.muted, store=store.id) for store in mutes.stores]
    return [_part(words.by_kind, kinds), _part(words.by_store, stores), theme.quiet(words.always)]


def _part(name: str, rows: list[ft.Control]) -> ft.Control:
    return ft.Column([ft.Semantics(header=True, content=theme.heading(name)), *rows], spacing=4, tight=True)
