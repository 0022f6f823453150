"""One receipt: the paper, the code for a return at its foot, and what one takes along."""

import asyncio

import flet as ft

from app_member.actions import Actions
from app_member.home import use_session
from app_member.parts.frame import sub_view
from app_member.parts.paper import paper
from shared.client import ApiError, SignedOut
from shared.i18n import formats
from shared.i18n.member.paper import PAPER
from shared.ui import controls, qr, states, theme
from shared.ui.guard import use_work
from shared.ui.hooks import keyed, use_state
from shared.wire.receipts import Receipt

R1_MODULES = 25 + 2 * qr.QUIET_ZONE
CODE_SIDE = 184
"""Logical pixels, at least."""


@ft.component
def ReceiptScreen() -> ft.View:
    actions, session, words = use_session()
    receipt_id = ft.use_route_params().get("receipt", "")
    found, show = use_state(_nothing)
    failed, fail = use_state(_no_error)

    async def load() -> None:
        fail(None)
        try:
            show(await actions.receipt(receipt_id))
        except SignedOut:
            raise
        except ApiError as error:
            fail(error)

    use_work(load, [receipt_id])
    if found is not None and found.id == receipt_id:
        open_why = actions.guard(lambda: actions.go(f"/points/{found.grant}"))
        body = [paper(found, session.language, words, actions.face.picture, open_why), Foot(found)]
    elif failed is not None:
        body = [states.failed(failed, session.language, actions.guard(lambda: actions.guard.spawn(load)))]
    else:
        body = [states.skeleton([states.bone(520, radius=theme.CARD_RADIUS)], session.language)]
    return sub_view(words.receipts.one, body, back="/receipts")


def _nothing() -> Receipt | None:
    return None


def _no_error() -> ApiError | None:
    return None


@ft.component
def Foot(receipt: Receipt) -> ft.Control:
    """Under the paper: its other half where goods came back, the code for a return, and the file."""
    actions, session, _ = use_session()
    words = PAPER.of(session.language).foot
    busy, set_busy = use_state(initial=False)

    async def save() -> None:
        set_busy(True)
        try:
            if await actions.papers.keep_pdf(receipt):
                actions.guard.toast(words.saved, good=True)
        finally:
            set_busy(False)

    async def share() -> None:
        await actions.papers.share_pdf(receipt)

    pieces: list[ft.Control] = []
    if receipt.original is not None:
        pieces.append(_other(actions, receipt.original, words.original, "other-half"))
    for beside, said, key in ((receipt.amended_by, words.see_newest, "newest"), (receipt.amends, words.see_former, "former")):
        if beside is not None:
            pieces.append(_other(actions, beside, said, key, ft.Icons.EDIT_NOTE))
    for n, back in enumerate(receipt.returns):
        said = words.returned(formats.short_moment(back.at, session.language), formats.yen(back.total))
        pieces.append(_other(actions, back.id, said, f"other-half-{n}"))
    if receipt.code:
        pieces.append(keyed(ReturnCode, f"code-{receipt.id}", receipt.code))
    ring = ft.Container(ft.ProgressRing(width=24, height=24, semantics_label=words.pdf), padding=12, key="pdf-busy")
    pdf = ring if busy else controls.secondary(words.pdf, actions.guard(save), key="pdf", icon=ft.Icons.PICTURE_AS_PDF_OUTLINED)
    files = [pdf]
    if actions.papers.shares:
        files.append(controls.secondary(words.share, actions.guard(share), key="share", icon=ft.Icons.IOS_SHARE))
    pieces.append(ft.Row(files, alignment=ft.MainAxisAlignment.CENTER, spacing=12, run_spacing=8, wrap=True))
    return ft.Column(pieces, spacing=16, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _other(actions: Actions, receipt: str, words: str, key: str, icon: ft.IconData = ft.Icons.UNDO) -> ft.Control:
    """The sale of a return, a return of the sale, or another revision of it."""
    go = actions.guard(lambda: actions.go(f"/receipts/{receipt}"))
    return ft.Container(controls.quiet_button(words, go, key=key, icon=icon), alignment=ft.Alignment.CENTER)


@ft.component
def ReturnCode(code: str) -> ft.Control:
    """R1, dark on white in both themes."""
    actions, session, _ = use_session()
    words = PAPER.of(session.language).foot
    fit = actions.fit(R1_MODULES, CODE_SIDE)
    png, put = use_state(_no_png)

    async def draw() -> None:
        put(await asyncio.to_thread(qr.png, code, fit.pixels))

    use_work(draw, [code, fit.pixels])
    face: ft.Control = ft.Container(width=fit.width, height=fit.width)
    if png is not None:
        face = ft.Image(
            src=png,
            key="return-code",
            width=fit.width,
            height=fit.width,
            fit=ft.BoxFit.FILL,
            filter_quality=ft.FilterQuality.NONE,
            gapless_playback=True,
            semantics_label=words.code_label,
        )
    said = ft.Column(
        [
            ft.Semantics(header=True, content=theme.heading(words.code)),
            theme.quiet(words.code_more, align=ft.TextAlign.CENTER),
        ],
        spacing=4,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    white = ft.Container(face, bgcolor=theme.PAPER, border_radius=theme.CONTROL_RADIUS)
    inside = ft.Column([said, white], spacing=14, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
    return controls.card(ft.Row([ft.Container(inside, expand=True)]), padding=20)


def _no_png() -> bytes | None:
    return None
