"""Days of one's own: the platform's calendar, in the app's language."""

from datetime import date, datetime

import flet as ft

from app_staff.lens import Lens
from app_staff.tools import use_tools
from shared.clock import to_datetime
from shared.i18n import Language, formats
from shared.i18n.boards import BOARDS
from shared.ui import controls
from shared.ui.hooks import use_state

LOCALES = {"ja": ft.Locale("ja", "JP"), "en": ft.Locale("en", "GB")}
YEARS = 2
"""How far back the calendar goes: the server sums no more at once."""


@ft.component
def DaysButton(language: Language, lens: Lens) -> ft.Control:
    tools = use_tools()
    words = BOARDS.of(language)
    state, show = use_state("shut")
    today = formats.here(to_datetime(tools.clock.now()))

    def open_it() -> None:
        tools.door.touch()
        show("open")

    def close() -> None:
        show("shut")

    def chosen(event: ft.Event[ft.DateRangePicker]) -> None:
        since, until = _day(event.control.start_value), _day(event.control.end_value)
        if since is not None:
            lens.choose(since, until or since)
        show("shut")

    since, until = lens.range(today.date())
    midnight = datetime(today.year, today.month, today.day, tzinfo=today.tzinfo)
    picker = ft.DateRangePicker(
        start_value=datetime(since.year, since.month, since.day, tzinfo=today.tzinfo),
        end_value=datetime(until.year, until.month, until.day, tzinfo=today.tzinfo),
        first_date=midnight.replace(year=today.year - YEARS, day=1),
        last_date=midnight,
        help_text=words.choose_days,
        field_start_label_text=words.from_day,
        field_end_label_text=words.to_day,
        locale=LOCALES[language],
        on_change=tools.guard(chosen),
        on_dismiss=controls.bound(close),
    )
    ft.use_dialog(picker if state == "open" else None)
    chosen_words = words.choose_days if lens.preset != "own" else words.range(*(formats.short_day(day, language) for day in (since, until)))
    return controls.secondary(chosen_words, tools.guard(open_it), key="days", icon=ft.Icons.DATE_RANGE)


def _day(value: datetime | date | None) -> date | None:
    """The picker answers midnights, in whatever zone it was made with."""
    if isinstance(value, datetime):
        return value.date() if value.tzinfo is None else formats.here(value).date()
    return value
