"""What fills a blank: a number, one of a few, a time of the day."""

from collections.abc import Callable, Sequence

import flet as ft

from app_staff.manager.pieces import radios
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n.rule_form import RULE_FORM
from shared.ui import controls
from shared.ui.hooks import keyed, use_state

Put = Callable[[int | None], object]
"""None while what is typed is no number."""
EXACT = True


def number(
    key: str, label: str, value: int, put: Put, *, least: int = 1, most: int = 1_000_000, helper: str = ""
) -> Callable[[], ft.Control]:
    """With `least` 0 an empty field is 0."""
    return lambda: keyed(NumberField, key, key, label, value, put, (least, most), helper)


def times(key: str, label: str, permille: int, put: Put, *, least: int = 0, helper: str = "") -> Callable[[], ft.Control]:
    """1.5 for 1500."""
    return lambda: keyed(NumberField, key, key, label, permille, put, (least, 100_000), helper, EXACT)


def choice(
    tools: Tools, key: str, every: Sequence[tuple[str, str]], chosen: str, choose: Callable[[str], None]
) -> Callable[[], ft.Control]:
    return lambda: radios(tools, key, every, chosen, choose)


def thousandths(text: str) -> int | None:
    """1.5 is 1500; at most three decimals."""
    whole, _, part = text.partition(".")
    digits = whole + part
    if not (whole and digits.isascii() and digits.isdigit() and len(whole) < 5 and len(part) < 4) or text.endswith("."):
        return None
    return int(whole) * 1000 + int(f"{part:0<3}")


def read(text: str, least: int, most: int, *, exact: bool = False) -> int | None:
    text = text.replace(",", "").strip()
    if not text:
        return 0 if least == 0 and not exact else None
    if not exact and not (text.isascii() and text.isdigit() and len(text) < 12):
        return None
    found = thousandths(text) if exact else int(text)
    return found if found is not None and least <= found <= most else None


def written(value: int, *, exact: bool) -> str:
    if not exact:
        return str(value) if value else ""
    whole, part = divmod(value, 1000)
    return f"{whole}" if not part else f"{whole}.{part:03}".rstrip("0")


@ft.component
def NumberField(
    key_name: str,
    label: str,
    value: int,
    put: Put,
    within: tuple[int, int],
    helper: str = "",
    exact: bool = False,  # noqa: FBT001, FBT002 - a component's arguments come in order
) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = RULE_FORM.of(session.language)
    typed, type_ = use_state(lambda: written(value, exact=exact))
    least, most = within
    wrong = read(typed, least, most, exact=exact) is None

    def changed(text: str) -> None:
        type_(lambda _: text)
        put(read(text, least, most, exact=exact))

    error = (words.times_wrong if exact else words.number_wrong(least, most)) if wrong else ""
    return entry(tools, label, typed, changed, key=f"field-{key_name}", helper=helper, error=error, keyboard=ft.KeyboardType.NUMBER)


@ft.component
def TimesOfDay(start: int, end: int, put: Callable[[tuple[int, int] | None], object]) -> ft.Control:
    """Minutes; a band may go over midnight."""
    tools, session = use_tools(), use_session()
    words = RULE_FORM.of(session.language)
    typed, type_ = use_state(lambda: (clock(start), clock(end)))

    def changed(place: int, text: str) -> None:
        now = (text, typed[1]) if place == 0 else (typed[0], text)
        type_(lambda _: now)
        first, last = minute(now[0]), minute(now[1])
        put(None if first is None or last is None or first == last else (first, last))

    def field(place: int, label: str) -> ft.Control:
        error = words.time_wrong if minute(typed[place]) is None else ""
        return entry(tools, label, typed[place], lambda text: changed(place, text), key=f"field-time-{place}", error=error, hint="14:00")

    return ft.Row(
        [ft.Container(field(0, words.time_from), expand=True), ft.Container(field(1, words.time_to), expand=True)],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def minute(text: str) -> int | None:
    """Of the day; 24:00 is the end of it."""
    hours, colon, minutes = text.strip().partition(":")
    if not (hours + minutes).isascii() or not hours.isdigit() or (colon and not (minutes.isdigit() and len(minutes) == 2)):
        return None
    found = int(hours) * 60 + int(minutes or 0)
    return found if found <= 1440 and int(minutes or 0) < 60 else None


def removable(control: ft.Control, words: str, remove: controls.Handler, key: str) -> ft.Control:
    """With a button that takes the condition away."""
    button = ft.Row([controls.quiet_button(words, remove, key=f"drop-{key}", icon=ft.Icons.CLOSE)], wrap=True)
    return ft.Column([control, button], spacing=6, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
