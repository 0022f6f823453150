"""The form on which a manager writes a notice, with how it will arrive beside it."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.choosing import chosen_picture
from app_staff.manager.drafting import use_draft
from app_staff.manager.in_view import beside
from app_staff.manager.news_draft import LONGEST_TEXT, LONGEST_TITLE, Draft
from app_staff.manager.pieces import one_of
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import pick
from shared.i18n.news import NEWS, News
from shared.ui import controls, theme
from shared.ui.hooks import use_state
from shared.wire.coupons import Coupon
from shared.wire.staff import Store

Put = Callable[[Callable[[Draft], Draft]], None]
NOTICE = "notice"
"""The draft's name."""


@ft.component
def NewsForm(stores: tuple[Store, ...], coupons: tuple[Coupon, ...], close: Callable[[], object]) -> ft.Control:
    """`close` when it has been sent. `coupons` are those that are not over."""
    tools, session = use_tools(), use_session()
    words = NEWS.of(session.language)
    drafting = use_draft(NOTICE, lambda: Draft(tools.ids.new()))
    draft, change = drafting.now, drafting.change
    busy, work = use_state(initial=False)

    async def send() -> None:
        work(lambda _: True)
        try:
            await tools.door.api.publish(draft.body())
            tools.guard.toast(words.done, good=True)
            close()
        finally:
            work(lambda _: False)

    ready = tools.guard(said(tools, send)) if draft.good else None
    pieces: list[ft.Control] = [
        theme.text(words.new, size=22, bold=True),
        *_words(tools, draft, change, words),
        controls.rule(),
        _picture(tools, draft, change, words),
        controls.rule(),
        one_of(
            tools,
            "news-store",
            words.store,
            "",
            [(None, words.everybody), *[(each.id, each.name) for each in stores]],
            draft.store,
            lambda store: change(lambda now: replace(now, store=store)),
        ),
    ]
    if coupons:
        offers = [(each.id, pick(session.language, each.name_ja, each.name_en)) for each in coupons]
        chooser = one_of(
            tools,
            "news-coupon",
            words.coupon,
            words.coupon_more,
            [(None, words.no_coupon), *offers],
            draft.coupon,
            lambda coupon: change(lambda now: replace(now, coupon=coupon)),
        )
        pieces += [controls.rule(), chooser]
    pieces += [
        controls.rule(),
        theme.quiet(words.check if draft.good else words.missing, size=14),
        buttons.big(words.send, ready, key="news-send", busy=busy, icon=ft.Icons.SEND),
    ]
    form = controls.card(ft.Column(pieces, spacing=16, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="news-form")
    sender = next((each.name for each in stores if each.id == draft.store), words.everybody)
    gift = next((pick(session.language, each.name_ja, each.name_en) for each in coupons if each.id == draft.coupon), "")
    shown = _preview(draft, words, sender, gift)
    return beside(session, form, shown, width=320)


def _words(tools: Tools, draft: Draft, change: Put, words: News) -> list[ft.Control]:
    def field(label: str, value: str, put: Callable[[Draft, str], Draft], key: str, *, longest: int, lines: int = 1) -> ft.Control:
        return entry(tools, label, value, lambda text: change(lambda now: put(now, text[:longest])), key=key, lines=lines)

    title, text = LONGEST_TITLE, LONGEST_TEXT
    return [
        field(words.title_ja, draft.title_ja, lambda now, said: replace(now, title_ja=said), "news-title-ja", longest=title),
        field(words.text_ja, draft.text_ja, lambda now, said: replace(now, text_ja=said), "news-text-ja", longest=text, lines=4),
        theme.quiet(words.english, size=14),
        field(words.title_en, draft.title_en, lambda now, said: replace(now, title_en=said), "news-title-en", longest=title),
        field(words.text_en, draft.text_en, lambda now, said: replace(now, text_en=said), "news-text-en", longest=text, lines=4),
    ]


def _picture(tools: Tools, draft: Draft, change: Put, words: News) -> ft.Control:
    async def choose() -> None:
        content = await chosen_picture(tools, words.too_large)
        if content is not None:
            made = await tools.door.api.add_picture(content)
            shown = await tools.face.picture(made.id)
            change(lambda now: replace(now, picture=made.id, shown=shown))

    acts: list[ft.Control] = [
        controls.secondary(
            words.choose if draft.picture is None else words.change,
            tools.guard(said(tools, choose)),
            key="news-picture",
            icon=ft.Icons.UPLOAD,
        )
    ]
    if draft.picture is not None:
        remove = tools.guard(lambda: change(lambda now: replace(now, picture=None, shown=None)))
        acts.append(controls.quiet_button(words.remove, remove, key="news-picture-remove", icon=ft.Icons.CLOSE))
    row = ft.Row(acts, spacing=8, run_spacing=8, wrap=True)
    return ft.Column([theme.heading(words.picture), theme.quiet(words.picture_more, size=14), row], spacing=8)


def _preview(draft: Draft, words: News, sender: str, gift: str) -> ft.Control:
    pieces: list[ft.Control] = []
    if draft.shown is not None:
        picture = ft.Image(src=draft.shown, fit=ft.BoxFit.FIT_WIDTH, gapless_playback=True, exclude_from_semantics=True)
        pieces.append(ft.Container(picture, border_radius=theme.CONTROL_RADIUS, clip_behavior=ft.ClipBehavior.ANTI_ALIAS))
    pieces += [
        ft.Row([controls.chip(sender, icon=ft.Icons.STOREFRONT_OUTLINED)], wrap=True),
        theme.text(draft.title_ja or words.title_ja, size=20, bold=True, color=theme.INK if draft.title_ja else theme.QUIET),
        theme.text(draft.text_ja or words.text_ja, size=15, color=theme.INK if draft.text_ja else theme.QUIET),
    ]
    if gift:
        pieces.append(ft.Row([controls.chip(gift, icon=ft.Icons.LOCAL_ACTIVITY_OUTLINED, size=14)], wrap=True))
    head = theme.quiet(words.preview, size=14)
    return ft.Column([head, controls.card(ft.Column(pieces, spacing=12), padding=16, key="news-preview")], spacing=8)
