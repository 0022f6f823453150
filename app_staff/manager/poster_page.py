"""入会ポスター: the QR of a store for its counter, as a PDF to print."""

import re

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.loading import Loading, pending
from app_staff.manager.pieces import part, pills
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.tools import use_session, use_tools
from shared.i18n.poster_page import POSTER_PAGE
from shared.ui import controls, theme
from shared.ui.hooks import use_state
from shared.wire.staff import Store

ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")


@ft.component
def PosterPage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = POSTER_PAGE.of(session.language)
    loading, _ = use_state(Loading[tuple[Store, ...]])
    address, put = use_state(session.look.brand.address)
    chosen, choose = use_state(session.store)
    busy, work = use_state(initial=False)
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)

    async def load() -> None:
        tools.door.touch()
        await loading.ask(tools.door.api.board_stores)

    async def save() -> None:
        work(lambda _: True)
        try:
            document = await tools.door.api.poster(chosen, address.strip())
            await tools.files.save_file(file_name=f"poster-{chosen}.pdf", src_bytes=document)
            tools.guard.toast(words.saved, good=True)
        finally:
            work(lambda _: False)

    def choose_store(store: str) -> None:
        tools.door.touch()
        choose(lambda _: store)

    ft.use_effect(tools.guard(load), dependencies=[])
    if loading.found is None:
        return pending(loading, session.language, tools.guard(load))
    good = ADDRESS.fullmatch(address.strip()) is not None
    stores = [(each.id, each.name) for each in loading.found]
    pieces: list[ft.Control] = [
        theme.text(words.title, size=22, bold=True),
        theme.quiet(words.lead, size=14),
        *([] if session.look.brand.address else [controls.notice(words.unsaid, key="poster-unsaid")]),
        *([part(words.store, pills(tools, "poster-store", stores, {chosen}, choose_store))] if len(stores) > 1 else []),
        entry(
            tools,
            words.address,
            address,
            lambda text: put(lambda _: text),
            key="poster-address",
            hint=words.address_hint,
            error="" if good or not address.strip() else words.address_wrong,
            keyboard=ft.KeyboardType.URL,
        ),
        *([theme.quiet(words.opens(f"{address.strip().rstrip('/')}/join/{chosen}"), size=14)] if good else []),
        theme.quiet(words.language, size=14),
        buttons.big(
            words.save, tools.guard(said(tools, save)) if good and not busy else None, key="save-poster", busy=busy, icon=ft.Icons.PRINT
        ),
    ]
    return controls.card(ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="poster")
