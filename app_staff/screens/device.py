"""This tablet's own settings, and the place where a scanner is tried: what is read here opens no visit."""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft
import msgspec

from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.parts.rail import inner
from app_staff.parts.viewfinder import Viewfinder
from app_staff.preferences import VOLUMES, Preferences, patience, patiences
from app_staff.scanner.gate import Scan, folded
from app_staff.session import Tone, serves
from app_staff.tools import Tools, use_session, use_till, use_tools
from shared.i18n.device import DEVICE, Device
from shared.i18n.kiosk import KIOSK
from shared.qr import m1, r1
from shared.qr.number import is_card_number
from shared.ui import abreast, controls, text_size, theme
from shared.ui.hooks import use_state

WIDE, NARROW = 1100, 600
EYE = 360
AUTOMATIC = "automatic"
TONES: tuple[Tone, ...] = ("good", "amber", "bad")
ICONS = {
    "card": ft.Icons.QR_CODE_2,
    "number": ft.Icons.PIN_OUTLINED,
    "receipt": ft.Icons.RECEIPT_LONG_OUTLINED,
    "unknown": ft.Icons.HELP_OUTLINE,
}
SEEN = 12
"""Characters of a text that are shown: a card's code is good for a visit until it is used."""


def kind_of(text: str) -> str:
    """What the counter would take it for."""
    if m1.parse(text) is not None:
        return "card"
    if is_card_number(text):
        return "number"
    return "unknown" if r1.parse(text) is None else "receipt"


@dataclass(frozen=True, slots=True)
class Choosing:
    """The settings as they are, and how one of them is changed."""

    tools: Tools
    chosen: Preferences
    words: Device

    def change(self, **values: object) -> Callable[[], object]:
        async def keep() -> None:
            await self.tools.door.prefer(msgspec.structs.replace(self.chosen, **values))

        return self.tools.guard(keep)

    def tabs(self, choices: list[tuple[str, str]], value: str, change: Callable[[str], dict[str, object]], key: str) -> ft.Control:
        async def keep(chosen: str) -> None:
            await self.tools.door.prefer(msgspec.structs.replace(self.chosen, **change(chosen)))

        across = inner(self.tools.session)
        room = (across - EYE if self.tools.session.width >= WIDE else across) - 2 * theme.PAD
        return abreast.tabs(choices, value, self.tools.guard(keep), key=key, room=room)


@ft.component
def DevicePage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = DEVICE.of(session.language)
    choosing = Choosing(tools, session.preferences, words)
    wide = session.width >= WIDE
    head = ft.Column([theme.text(words.title, size=28, bold=True), theme.quiet(words.lead, size=15)], spacing=2)
    eye = ft.Column([Viewfinder(words.aim, height=None if wide else 280), CameraChoice(choosing)], spacing=16)
    rest: list[ft.Control] = [Tries(), *_turning(tools), _sounds(choosing), _lock(choosing), _reading(choosing, session.text_size)]
    if not wide:
        return ft.Column([head, eye, *rest], key="device", spacing=16, scroll=ft.ScrollMode.AUTO, expand=True)
    columns = ft.Row(
        [
            ft.Container(ft.Column([eye], scroll=ft.ScrollMode.AUTO, width=EYE)),
            ft.Column(rest, spacing=16, scroll=ft.ScrollMode.AUTO, expand=True),
        ],
        spacing=20,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.Column([head, columns], key="device", spacing=16, expand=True)


def _turning(tools: Tools) -> list[ft.Control]:
    """The way to the screen that faces the customers."""
    if not (serves(tools.session) and tools.session.has("kiosk")):
        return []
    words, navigate = KIOSK.of(tools.session.language).start, ft.context.page.navigate

    def go() -> None:
        tools.door.touch()
        navigate("/kiosk")

    icon = None if _narrow(tools) else ft.Icons.WAVING_HAND_OUTLINED
    button = buttons.beside(words.title, tools.guard(go), key="go-kiosk", icon=icon, expand=False)
    return [
        controls.card(
            ft.Column(
                [theme.heading(words.short), theme.quiet(words.lead, size=14), ft.Container(button, alignment=ft.Alignment.CENTER_LEFT)],
                spacing=12,
            )
        )
    ]


def _narrow(tools: Tools) -> bool:
    return tools.session.width < NARROW


@ft.component
def CameraChoice(choosing: Choosing) -> ft.Control:
    """The light and the camera, as far as the one that runs has told."""
    till, words, chosen = use_till(), choosing.words, choosing.chosen
    named = [
        (AUTOMATIC, words.usual_camera, ""),
        *((str(place), f"{place + 1}. {_short(name)}", name) for place, name in enumerate(till.cameras)),
    ]
    rows = [
        buttons.choice(label, choosing.change(camera=name), key=f"camera-{value}", chosen=chosen.camera == name)
        for value, label, name in named
    ]
    torch = choosing.tabs(
        [("on", words.torch_on), ("off", words.torch_off)],
        "on" if chosen.torch else "off",
        lambda value: {"torch": value == "on"},
        "torch",
    )
    pieces: list[ft.Control] = [theme.heading(words.camera), *(ft.Row([row]) for row in rows)]
    if not till.cameras:
        pieces.append(theme.quiet(words.no_choice))
    pieces += [theme.heading(words.torch), torch]
    if chosen.torch and till.dark:
        pieces.append(controls.notice(words.no_torch, key="no-torch", icon=ft.Icons.FLASHLIGHT_OFF_OUTLINED))
    return controls.card(ft.Column(pieces, spacing=10), key="camera-choice")


def _short(name: str) -> str:
    """Browsers give long names, with the maker's numbers behind."""
    plain = name.rsplit("/", 1)[-1].split(" (", 1)[0]
    return plain if len(plain) <= 28 else f"{plain[:27]}…"


@ft.component
def Tries() -> ft.Control:
    """What was read, the newest first."""
    tools, session, till = use_tools(), use_session(), use_till()
    words = DEVICE.of(session.language)
    typed, type_ = use_state("")

    def try_() -> None:
        if typed.strip():
            tools.on_scan(Scan(folded(typed), "hand"))
            type_("")

    field = entry(tools, words.type_here, typed, type_, key="try", on_submit=try_)
    go = buttons.beside(words.try_it, tools.guard(try_) if typed.strip() else None, key="try-go", expand=False)
    below = _narrow(tools) or session.text_size >= text_size.LARGE
    rows = [_tried(scan, words, below=below) for scan in till.tried] or [theme.quiet(words.nothing_yet, size=15)]
    return controls.card(
        ft.Column(
            [
                theme.heading(words.test),
                theme.quiet(words.test_lead, size=14),
                ft.Semantics(live_region=True, container=True, content=ft.Column(rows, spacing=8, key="tried")),
                ft.Column([field, go], spacing=12)
                if _narrow(tools) and session.text_size >= text_size.LARGE
                else ft.Row([ft.Container(field, expand=True), go], spacing=12, vertical_alignment=ft.CrossAxisAlignment.END),
            ],
            spacing=12,
        ),
        key="tries",
    )


def _tried(scan: Scan, words: Device, *, below: bool) -> ft.Control:
    """How it was read stands below where there is no room beside."""
    kind = kind_of(scan.text)
    known = kind != "unknown"
    how = [words.ways[scan.way], *([scan.reader] if scan.reader else []), *([words.took(scan.millis)] if scan.way != "hand" else [])]
    start = scan.text if len(scan.text) <= SEEN else f"{scan.text[:SEEN]}…"
    way = theme.text(" ・ ".join(how), size=14)
    return ft.Row(
        [
            controls.badge(ICONS[kind], 44, bgcolor=theme.TINT if known else theme.AMBER, color=theme.ON_TINT if known else theme.ON_AMBER),
            ft.Column(
                [
                    theme.text(words.kinds[kind], size=17, bold=True),
                    theme.quiet(f"{start} ・ {words.digits(len(scan.text))}", size=13),
                    *([way] if below else []),
                ],
                spacing=2,
                expand=True,
            ),
            *([] if below else [way]),
        ],
        spacing=12,
    )


def _sounds(choosing: Choosing) -> ft.Control:
    words, chosen, counter = choosing.words, choosing.chosen, choosing.tools.counter

    def listen(tone: Tone) -> controls.Handler:
        return choosing.tools.guard(lambda: counter.on_result(tone))

    pieces: list[ft.Control] = [
        theme.heading(words.sound),
        choosing.tabs(
            [("on", words.sound_on), ("off", words.sound_off)],
            "on" if chosen.sound else "off",
            lambda value: {"sound": value == "on"},
            "sound",
        ),
    ]
    if chosen.sound:
        icon = None if _narrow(choosing.tools) else ft.Icons.VOLUME_UP
        volumes = [(str(each), f"{each}%") for each in VOLUMES]
        pieces += [
            theme.quiet(words.volume, size=14),
            choosing.tabs(volumes, str(chosen.volume), lambda value: {"volume": int(value)}, "volume"),
            theme.quiet(words.listen, size=14),
            ft.Row(
                [buttons.beside(words.heard[tone], listen(tone), key=f"listen-{tone}", icon=icon) for tone in TONES],
                spacing=8,
            ),
        ]
    return controls.card(ft.Column(pieces, spacing=10), key="sounds")


def _lock(choosing: Choosing) -> ft.Control:
    words, most = choosing.words, choosing.tools.door.longest
    now = int(patience(choosing.chosen, most))
    choices = [(str(seconds), words.after(seconds)) for seconds in patiences(most)]
    return controls.card(
        ft.Column(
            [
                theme.heading(words.lock),
                theme.quiet(words.lock_lead(words.after(int(most))), size=14),
                choosing.tabs(choices, str(now), lambda value: {"lock_after": int(value)}, "lock-after"),
            ],
            spacing=10,
        ),
        key="auto-lock",
    )


def _reading(choosing: Choosing, size: int) -> ft.Control:
    """How large, and in which language."""
    tools, words, language = choosing.tools, choosing.words, choosing.tools.session.language

    async def enlarge(percent: int) -> None:
        await tools.door.enlarge(percent)

    async def speak(chosen: str) -> None:
        if chosen != tools.session.language:
            await tools.door.switch_language()

    return controls.card(
        ft.Column(
            [
                abreast.text_sizes(size, tools.guard(enlarge), language),
                theme.quiet(words.language, size=14),
                abreast.tabs([("ja", "日本語"), ("en", "English")], language, tools.guard(speak), key="speak"),
            ],
            spacing=10,
        ),
        key="reading",
    )
