"""お店の見た目: name, colour, logo and card picture, with the card as members will see it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.card_preview import preview
from app_staff.manager.choosing import chosen_picture
from app_staff.manager.in_view import beside
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.session import Session
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n.settings import SETTINGS
from shared.i18n.settings import Look as Words
from shared.ui import card_face, controls, palette, text_size, theme
from shared.ui.card_face import Look
from shared.ui.hooks import use_state
from shared.wire.brand import SEED, Brand, ChangeBrand, Picture

SWATCHES = (SEED, "#2E6F9E", "#243B6B", "#5B3A8C", "#8C2F5F", "#B3282D", "#C2571A", "#8A5A2B", "#E0A100", "#6B7F1E", "#2F2F2F", "#E8A0B4")
ABREAST = 440
"""Of text of the usual size: from there on both buttons have room on a line."""
COLOR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been chosen and not been saved. Pictures are on the server already."""

    name: str
    code: str
    """The colour as typed."""
    logo: Picture | None
    picture: Picture | None
    logo_shown: bytes | None = None
    picture_shown: bytes | None = None

    @classmethod
    def of(cls, look: Look) -> "Draft":
        brand = look.brand
        return cls(brand.name, brand.seed, brand.logo, brand.picture, look.logo, look.picture)

    @property
    def good(self) -> bool:
        return bool(self.name.strip()) and COLOR.fullmatch(self.code) is not None

    def body(self) -> ChangeBrand:
        logo, picture = (None if each is None else each.id for each in (self.logo, self.picture))
        return ChangeBrand(name=self.name.strip(), seed=self.code.upper(), logo=logo, picture=picture)

    def look(self, present: Brand) -> Look:
        """As it would be; while a colour is being typed, in the present one."""
        seed = self.code.upper() if COLOR.fullmatch(self.code) else present.seed
        return Look(Brand(name=self.name, seed=seed, logo=self.logo, picture=self.picture), self.logo_shown, self.picture_shown)


Put = Callable[[Callable[[Draft], Draft]], None]


@ft.component
def BrandPage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = SETTINGS.of(session.language).look
    drafted, put = use_state(_untouched)
    busy, work = use_state("")
    saved = Draft.of(session.look)
    draft = drafted or saved  # what nobody has touched follows the shop
    changed = draft.body() != saved.body() if draft.good else draft != saved

    def change(make: Callable[[Draft], Draft]) -> None:
        tools.door.touch()
        put(lambda now: make(now or saved))

    def undone() -> None:
        tools.door.touch()
        put(None)

    async def save() -> None:
        work("save")
        try:
            await tools.dressing.wear(await tools.door.api.change_brand(draft.body()))
            put(None)
            tools.guard.toast(words.saved, good=True)
        finally:
            work("")

    undo = tools.guard(undone) if changed and not busy else None
    form: list[ft.Control] = [
        theme.text(words.name, size=22, bold=True),
        entry(
            tools, words.shop, draft.name, lambda text: change(lambda now: replace(now, name=text)), key="shop-name", helper=words.shop_hint
        ),
        _colors(tools, draft, change, words),
        controls.rule(),
        _picture(words.logo, words.logo_more, draft.logo_shown, Chooser(tools, change, words, work, "logo"), busy=busy),
        controls.rule(),
        _picture(words.picture, words.picture_more, draft.picture_shown, Chooser(tools, change, words, work, "picture"), busy=busy),
        _acts(
            session,
            buttons.beside(words.undo, undo, key="undo", icon=ft.Icons.UNDO),
            buttons.big(
                words.save,
                tools.guard(said(tools, save)) if changed and draft.good and not busy else None,
                key="save-look",
                busy=busy == "save",
                icon=ft.Icons.CHECK,
            ),
        ),
    ]
    card = controls.card(ft.Column(form, spacing=16, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="look")
    shown = preview(draft.look(session.look.brand), words, session.language)
    return beside(session, card, shown)


def _acts(session: Session, undo: ft.Control, save: ft.Control) -> ft.Control:
    """Side by side; below each other on a phone and in large text, for their words would break."""
    if session.room < ABREAST or session.text_size >= text_size.LARGE:
        return ft.Column([save, ft.Row([undo])], spacing=12)
    return ft.Row([undo, ft.Container(save, expand=2)], spacing=12)


def _colors(tools: Tools, draft: Draft, change: Put, words: Words) -> ft.Control:
    chosen = draft.code.upper()
    swatches: list[ft.Control] = [_swatch(tools, color, change, words, chosen=color == chosen) for color in SWATCHES]
    wrong = "" if COLOR.fullmatch(draft.code) else words.color_wrong
    code = entry(
        tools, words.color_code, draft.code, lambda text: change(lambda now: replace(now, code=text)), key="color-code", error=wrong
    )
    return ft.Column(
        [
            theme.heading(words.color),
            ft.Row(swatches, wrap=True, spacing=4, run_spacing=4),
            ft.Container(code, width=260 * text_size.chosen() / 100),
        ],
        spacing=10,
    )


def _swatch(tools: Tools, color: str, change: Put, words: Words, *, chosen: bool) -> ft.Control:
    mark = palette.paint(color).ink
    face = ft.Container(
        ft.Icon(ft.Icons.CHECK, size=22, color=mark) if chosen else None,
        width=40,
        height=40,
        bgcolor=color,
        border_radius=20,
        border=theme.hairline(),
        alignment=ft.Alignment.CENTER,
    )
    tapped = tools.guard(lambda: change(lambda now: replace(now, code=color)))
    target = ft.Container(face, key=f"color-{color[1:]}", padding=4, border_radius=24, ink=True, on_click=tapped)
    return controls.said(target, words.color_of(color), selected=chosen)


def _untouched() -> Draft | None:
    return None


def _picture(name: str, more: str, shown: bytes | None, chooser: "Chooser", *, busy: str) -> ft.Control:
    tools, words, key = chooser.tools, chooser.words, chooser.place
    sign = ft.Icon(ft.Icons.IMAGE_OUTLINED, size=28, color=theme.QUIET)
    plate = (
        ft.Container(sign, width=72, height=72, bgcolor=theme.SUNK, border_radius=theme.CONTROL_RADIUS, alignment=ft.Alignment.CENTER)
        if shown is None
        else card_face.logo(shown, 72)
    )
    if busy == key:
        acts: list[ft.Control] = [ft.ProgressRing(width=24, height=24, semantics_label=words.sending), theme.quiet(words.sending, size=14)]
    else:
        choose = words.choose if shown is None else words.change
        acts = [controls.secondary(choose, tools.guard(said(tools, chooser.choose)), key=f"choose-{key}", icon=ft.Icons.UPLOAD)]
        if shown is not None:
            acts.append(controls.quiet_button(words.remove, tools.guard(chooser.remove), key=f"remove-{key}", icon=ft.Icons.CLOSE))
    text = ft.Column(
        [theme.heading(name), theme.quiet(more, size=14), ft.Row(acts, spacing=8, run_spacing=8, wrap=True)], spacing=8, expand=True
    )
    if text_size.chosen() >= text_size.LARGE:
        return ft.Column([plate, ft.Row([text])], spacing=12)
    return ft.Row([plate, text], spacing=16, vertical_alignment=ft.CrossAxisAlignment.START)


@dataclass(frozen=True, slots=True)
class Chooser:
    """Picks a file, sends it, and puts what the server made of it into the draft."""

    tools: Tools
    change: Put
    words: Words
    work: Callable[[str], None]
    place: str
    """`logo` or `picture`."""

    async def choose(self) -> None:
        content = await chosen_picture(self.tools, self.words.too_large)
        if content is None:
            return
        self.work(self.place)
        try:
            picture = await self.tools.door.api.add_picture(content)
            self._put(picture, await self.tools.face.picture(picture.id))
        finally:
            self.work("")

    def remove(self) -> None:
        self._put(None, None)

    def _put(self, picture: Picture | None, shown: bytes | None) -> None:
        if self.place == "logo":
            self.change(lambda now: replace(now, logo=picture, logo_shown=shown))
        else:
            self.change(lambda now: replace(now, picture=picture, picture_shown=shown))
