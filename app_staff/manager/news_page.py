"""お知らせを送る: what has been sent, by how many it was read, and a new one."""

from collections.abc import Callable

import flet as ft
import msgspec

from app_staff.manager.acting import said
from app_staff.manager.drafting import writer
from app_staff.manager.in_view import WayBack, below, scrolled
from app_staff.manager.loading import Loading, pending
from app_staff.manager.news_form import NOTICE, NewsForm
from app_staff.parts import buttons
from app_staff.tools import Tools, use_session, use_tools
from shared.clock import business_date, to_date
from shared.i18n import Language, formats, pick
from shared.i18n.news import NEWS, News
from shared.ui import controls, states, theme
from shared.ui.hooks import keyed, use_state
from shared.ui.photo import Photo, Poster
from shared.wire.coupons import Coupon
from shared.wire.notices import Published, PublishedPage
from shared.wire.staff import Store

Found = tuple[PublishedPage, tuple[Store, ...], tuple[Coupon, ...]]
LIST, NEW = "", "new"
"""What is open, beside the id of a notice."""
SIDE = 56


@ft.component
def NewsPage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = NEWS.of(session.language)
    loading, _ = use_state(Loading[Found])
    _, turn = use_state(0)
    opened, show = use_state(lambda: NEW if tools.drafts.has(writer(tools), NOTICE) else LIST)
    loading.on_change = lambda: turn(lambda count: count + 1)
    with_coupons = session.has("coupons")

    async def question() -> Found:
        api, today = tools.door.api, to_date(business_date(tools.clock.now()))
        offers = await api.coupon_list() if with_coupons else ()
        return await api.published(), await api.board_stores(), tuple(each for each in offers if each.ends_on >= today)

    async def load() -> None:
        tools.door.touch()
        await loading.ask(question, keep=loading.found is not None)

    async def more() -> None:
        tools.door.touch()
        if loading.found is not None:
            page, stores, offers = loading.found
            further = await tools.door.api.published(page.next)
            loading.found = msgspec.structs.replace(further, rows=(*page.rows, *further.rows)), stores, offers
            turn(lambda count: count + 1)

    def go(what: str) -> None:
        tools.door.touch()
        show(what)

    def close() -> None:
        tools.drafts.drop(writer(tools), NOTICE)
        go(LIST)
        tools.guard.spawn(load)

    ft.use_effect(tools.guard(load), dependencies=[with_coupons])
    if loading.found is None:
        return scrolled(session, pending(loading, session.language, tools.guard(load)))
    page, stores, offers = loading.found
    if opened == LIST:
        return scrolled(session, ft.Column([_head(tools, words, go), _list(tools, page, words, go, more)], spacing=16, key="news"))
    back = keyed(WayBack, "way-back", words.back, tools.guard(close), "news-close")
    found = next((each for each in page.rows if each.id == opened), None)
    if found is None:
        return below(session, back, keyed(NewsForm, "form", stores, offers, close))
    return below(session, back, scrolled(session, keyed(SentCard, found.id, found, close)))


def _head(tools: Tools, words: News, go: Callable[[str], None]) -> ft.Control:
    button = buttons.big(words.write, tools.guard(lambda: go(NEW)), key="news-new", icon=ft.Icons.EDIT)
    lines: list[ft.Control] = [theme.text(words.name, size=22, bold=True), theme.quiet(words.lead, size=14), button]
    return controls.card(ft.Column(lines, spacing=12), padding=20)


def _list(tools: Tools, page: PublishedPage, words: News, go: Callable[[str], None], more: Callable[[], object]) -> ft.Control:
    if not page.rows:
        return controls.card(states.empty(ft.Icons.CAMPAIGN_OUTLINED, words.none), padding=20)

    def opener(notice: str) -> controls.Handler:
        return tools.guard(lambda: go(notice))

    lines: list[ft.Control] = [theme.heading(words.sent)]
    lines += [_row(tools, each, words, tools.session.language, opener(each.id)) for each in page.rows]
    if page.next is not None:
        lines.append(ft.Container(controls.quiet_button(words.next, tools.guard(more), key="news-more"), alignment=ft.Alignment.CENTER))
    return controls.card(ft.Column(lines, spacing=4), padding=20, key="news-sent")


def _row(tools: Tools, notice: Published, words: News, language: Language, open_it: controls.Handler) -> ft.Control:
    title = pick(language, notice.title_ja, notice.title_en)
    about = f"{notice.store_name or words.everybody} · {formats.short_moment(notice.at, language)}"
    lead = (
        keyed(Photo, f"photo-{notice.id}", tools.face.picture, notice.picture, SIDE)
        if notice.picture
        else controls.badge(ft.Icons.CAMPAIGN_OUTLINED, SIDE)
    )
    said_: list[ft.Control] = [theme.text(title, size=16, bold=True), theme.quiet(about)]
    count = controls.chip(words.read(notice.read), icon=ft.Icons.DONE_ALL)
    inside = ft.Row(
        [
            lead,
            ft.Column([*said_, ft.Row([count], wrap=True)], spacing=4, expand=True, tight=True),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET),
        ],
        spacing=14,
    )
    return controls.tappable(
        inside, open_it, key=f"news-{notice.id}", label=f"{title} {about} {words.read(notice.read)}", padding=10, bare=True
    )


@ft.component
def SentCard(notice: Published, close: Callable[[], object]) -> ft.Control:
    """One that went out, whole; and the way to take it back."""
    tools, session = use_tools(), use_session()
    words, language = NEWS.of(session.language), session.language
    sure, ask = use_state(initial=False)

    async def withdraw() -> None:
        await tools.door.api.withdraw_notice(notice.id)
        tools.guard.toast(words.withdrawn, good=True)
        close()

    pieces: list[ft.Control] = []
    if notice.picture is not None:
        pieces.append(ft.Container(keyed(Poster, f"poster-{notice.picture}", tools.face.picture, notice.picture), width=420))
    by = f" · {words.by(notice.staff)}" if notice.staff else ""
    pieces += [
        theme.text(pick(language, notice.title_ja, notice.title_en), size=22, bold=True),
        theme.quiet(f"{notice.store_name or words.everybody} · {formats.moment(notice.at, language)}{by}", size=14),
        theme.text(pick(language, notice.text_ja, notice.text_en), size=16),
    ]
    if notice.coupon is not None:
        name = pick(language, notice.coupon_ja, notice.coupon_en)
        pieces.append(ft.Row([controls.chip(name, icon=ft.Icons.LOCAL_ACTIVITY_OUTLINED, size=14)], wrap=True))
    pieces += [ft.Row([controls.chip(words.read(notice.read), icon=ft.Icons.DONE_ALL, size=14)], wrap=True), controls.rule()]
    if sure:
        button = buttons.beside(
            words.withdraw_sure, tools.guard(said(tools, withdraw)), key="news-withdraw-sure", icon=ft.Icons.DELETE_OUTLINE, expand=False
        )
    else:
        button = controls.quiet_button(words.withdraw, tools.guard(lambda: ask(lambda _: True)), key="news-withdraw", icon=ft.Icons.UNDO)
    pieces += [ft.Row([button]), theme.quiet(words.withdraw_more, size=14)]
    return controls.card(ft.Column(pieces, spacing=14), padding=20, key="news-one")
