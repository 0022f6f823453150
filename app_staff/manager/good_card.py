"""One good: its names, category, picture, and for how many points it can be had."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.choosing import chosen_picture
from app_staff.manager.in_view import WayBack
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import pick
from shared.i18n.common import COMMON
from shared.i18n.counter import COUNTER
from shared.i18n.counter import Goods as Words
from shared.i18n.settings import SETTINGS
from shared.ui import controls, theme
from shared.ui.hooks import Setter, keyed, use_state
from shared.ui.photo import Photo
from shared.wire.goods import Good, SaveGood

MOST = 1_000_000_000
PICTURE = 112
NARROW = 300
"""Of text of the usual size: below, the button stands under the picture."""


@dataclass(frozen=True, slots=True)
class Draft:
    sku: str
    name_ja: str
    name_en: str
    category: str
    points: str
    """As typed."""
    picture: str | None
    active: bool

    @classmethod
    def of(cls, good: Good) -> "Draft":
        points = "" if good.points is None else str(good.points)
        return cls(good.sku, good.name_ja, good.name_en, good.category, points, good.picture, good.active)

    @property
    def priced(self) -> bool:
        """The points are a number, or none."""
        return not self.points or (self.points.isascii() and self.points.isdigit() and 0 < int(self.points) <= MOST)

    @property
    def good(self) -> bool:
        return bool(self.sku.strip()) and bool(self.name_ja.strip()) and self.priced

    def body(self) -> SaveGood:
        return SaveGood(
            sku=self.sku.strip(),
            name_ja=self.name_ja.strip(),
            name_en=self.name_en.strip(),
            category=self.category.strip(),
            picture=self.picture,
            points=int(self.points) if self.points else None,
            active=self.active,
        )


@ft.component
def GoodCard(good: Good, saved: Callable[[], object], close: controls.Handler) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = COUNTER.of(session.language).goods
    draft, put = use_state(lambda: Draft.of(good))
    busy, work = use_state("")
    new = not good.sku

    def change(**values: str | bool | None) -> None:
        tools.door.touch()
        put(lambda now: replace(now, **values))

    async def save() -> None:
        work("save")
        try:
            await tools.door.api.save_good(draft.body())
            tools.guard.toast(words.saved, good=True)
            await controls.bound(saved)()
        finally:
            work("")

    async def choose() -> None:
        content = await chosen_picture(tools, SETTINGS.of(session.language).look.too_large)
        if content is None:
            return
        work("picture")
        try:
            change(picture=(await tools.door.api.add_picture(content)).id)
        finally:
            work("")

    def text(name: str, label: str, value: str, helper: str = "") -> ft.Control:
        return entry(tools, label, value, lambda typed: change(**{name: typed}), key=f"good-{name}", helper=helper)

    sku = text("sku", words.sku, draft.sku, helper=words.sku_hint) if new else theme.quiet(f"{words.sku} {good.sku}", size=14, key="sku")
    points = entry(
        tools,
        words.points,
        draft.points,
        lambda typed: change(points=typed.strip()),
        key="good-points",
        helper=words.points_hint,
        error="" if draft.priced else words.points_wrong,
        keyboard=ft.KeyboardType.NUMBER,
    )
    ready = draft.good and not busy and (new or draft != Draft.of(good))
    pieces: list[ft.Control] = [
        theme.text(words.add if new else pick(session.language, good.name_ja, good.name_en), size=22, bold=True),
        _picture(tools, draft.picture, words, tools.guard(said(tools, choose)), put, busy=busy == "picture"),
        sku,
        text("name_ja", words.name_ja, draft.name_ja),
        text("name_en", words.name_en, draft.name_en),
        text("category", words.category, draft.category),
        *([points] if session.has("exchange") else []),
        controls.tick(words.active, lambda on: change(active=on), chosen=draft.active, key="good-active"),
    ]
    if not (draft.sku.strip() and draft.name_ja.strip()):
        pieces.append(theme.quiet(words.missing, size=14))
    pieces.append(
        buttons.big(
            words.save, tools.guard(said(tools, save)) if ready else None, key="save-good", busy=busy == "save", icon=ft.Icons.CHECK
        )
    )
    card = controls.card(ft.Column(pieces, spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="good-card")
    back = keyed(WayBack, "way-back", COMMON.of(session.language).back, close, "back-goods")
    return ft.Column([back, card], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _picture(tools: Tools, picture: str | None, words: Words, choose: controls.Handler, put: Setter[Draft], *, busy: bool) -> ft.Control:
    photo = keyed(Photo, "good-photo", tools.face.picture, picture, PICTURE)
    if busy:
        acts: list[ft.Control] = [ft.ProgressRing(width=24, height=24, semantics_label=words.choose)]
    else:
        acts = [controls.secondary(words.choose, choose, key="choose-good-picture", icon=ft.Icons.UPLOAD)]
        if picture is not None:
            remove = tools.guard(lambda: put(lambda now: replace(now, picture=None)))
            acts.append(controls.quiet_button(words.take_away, remove, key="remove-good-picture", icon=ft.Icons.CLOSE))
    said_: list[ft.Control] = [theme.heading(words.picture), ft.Row(acts, spacing=8, run_spacing=8, wrap=True)]
    if tools.session.room < NARROW:
        return ft.Column([photo, *said_], spacing=8)
    return ft.Row([photo, ft.Column(said_, spacing=8, expand=True)], spacing=16)
