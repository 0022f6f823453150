"""One notice whole: its picture, its words, the coupon inside, and where it leads. Opening it is reading it."""

import flet as ft

from app_member.home import use_session
from app_member.parts import notice
from app_member.parts.frame import shut, sub_view
from shared.client import ApiError, SignedOut
from shared.i18n import Language, formats
from shared.i18n.member.notices import NOTICES
from shared.i18n.member.notices import Notices as Words
from shared.ui import controls, states, theme
from shared.ui.guard import use_work
from shared.ui.hooks import keyed, use_state
from shared.ui.photo import Fetch, Poster
from shared.wire.notices import Kind, Notice

LEADS: dict[Kind, str] = {"expiry": "/points", "tickets": "/tickets", "rank": "/", "reminder": "/account", "account": "/account"}


@ft.component
def NoticeScreen() -> ft.View:
    actions, session, _ = use_session()
    words = NOTICES.of(session.language)
    which = ft.use_route_params().get("notice", "")
    found, show = use_state(lambda: actions.inbox.kept(which))
    failed, fail = use_state(_no_error)

    async def load() -> None:
        fail(None)
        try:
            show(await actions.inbox.open(which))
        except SignedOut:
            raise
        except ApiError as error:
            fail(error)

    async def take() -> None:
        show(await actions.inbox.claim(which))
        actions.guard.toast(words.taken, good=True)

    use_work(load, [which])
    body: list[ft.Control] = []
    if found is not None:
        paper = _paper(found, session.language, words, actions.face.picture)
        if found.coupon is not None:
            see = actions.guard(lambda: actions.go("/coupons"))
            paper.append(notice.inside(found.coupon, session.language, words, actions.guard(take), see))
        elif (way := LEADS.get(found.kind)) is not None and not shut(session, way):
            lead = controls.secondary(
                words.links[found.kind], actions.guard(lambda: actions.go(way)), key="lead", icon=ft.Icons.ARROW_FORWARD
            )
            paper.append(ft.Row([lead], wrap=True))
        body.append(controls.card(ft.Column(paper, spacing=16), padding=20, key="notice"))
    elif failed is not None:
        body.append(states.failed(failed, session.language, actions.guard(lambda: actions.guard.spawn(load))))
    else:
        body.append(states.skeleton([states.bone(320, radius=theme.CARD_RADIUS)], session.language))
    return sub_view(words.one, body, back="/notices")


def _no_error() -> ApiError | None:
    return None


def _paper(found: Notice, language: Language, words: Words, fetch: Fetch) -> list[ft.Control]:
    pieces: list[ft.Control] = []
    if found.picture is not None:
        pieces.append(keyed(Poster, f"poster-{found.picture}", fetch, found.picture))
    head: list[ft.Control] = [
        controls.chip(notice.sender(found, words), icon=notice.ICONS[found.kind]),
        theme.quiet(formats.moment(found.at, language)),
    ]
    pieces += [
        ft.Row(head, spacing=10, run_spacing=6, wrap=True, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        ft.Semantics(header=True, content=theme.title(notice.title(found, language), key="notice-title")),
        theme.text(notice.text(found, language), size=16, key="notice-text"),
    ]
    return pieces
