"""Days of one's own: the platform's calendar, in the app's language."""

from collections.abc import Callable
from datetime import date, datetime

import flet as ft

from app_staff.lens import Lens
from app_staff.tools import use_session, use_tools
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
    """Days that have been, for a board."""
    words, tools = BOARDS.of(language), use_tools()
    today = formats.here(to_datetime(tools.clock.now())).date()
    since, until = lens.range(today)
    chosen = words.choose_days if lens.preset != "own" else words.range(*(formats.short_day(day, language) for day in (since, until)))
    return RangeButton(chosen, (since, until), (today.replace(year=today.year - YEARS, day=1), today), lens.choose)


@ft.component
def RangeButton(
    words: str, days: tuple[date, date], within: tuple[date, date], choose: Callable[[date, date], object], key_name: str = "days"
) -> ft.Control:
    """A button that opens the calendar; all days inclusive."""
    tools, session = use_tools(), use_session()
    heads = BOARDS.of(session.language)
    open_, show = use_state(initial=False)
    zone = formats.here(to_datetime(tools.clock.now())).tzinfo

    def midnight(day: date) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=zone)

    def open_it() -> None:
        tools.door.touch()
        show(lambda _: True)

    def close() -> None:
        show(lambda _: False)

    def chosen(event: ft.Event[ft.DateRangePicker]) -> None:
        since, until = _day(event.control.start_value), _day(event.control.end_value)
        if since is not None:
            choose(since, until or since)
        close()

    def picker() -> ft.DateRangePicker:
        return ft.DateRangePicker(
            key=f"{key_name}-picker",
            start_value=midnight(days[0]),
            end_value=midnight(days[1]),
            first_date=midnight(within[0]),
            last_date=midnight(within[1]),
            help_text=heads.choose_days,
            field_start_label_text=heads.from_day,
            field_end_label_text=heads.to_day,
            locale=LOCALES[session.language],
            on_change=tools.guard(chosen),
            on_dismiss=controls.bound(close),
        )

    shown = ft.use_memo(picker, [open_])  # one for each opening: a screen drawn anew would put back what was chosen so far
    ft.use_dialog(shown if open_ else None)
    return controls.secondary(words, tools.guard(open_it), key=key_name, icon=ft.Icons.DATE_RANGE)


@ft.component
def DayButton(words: str, day: date, within: tuple[date, date], choose: Callable[[date], object], key_name: str = "day") -> ft.Control:
    """The same for a single day."""
    tools, session = use_tools(), use_session()
    heads = BOARDS.of(session.language)
    open_, show = use_state(initial=False)
    zone = formats.here(to_datetime(tools.clock.now())).tzinfo

    def midnight(at: date) -> datetime:
        return datetime(at.year, at.month, at.day, tzinfo=zone)

    def open_it() -> None:
        tools.door.touch()
        show(lambda _: True)

    def close() -> None:
        show(lambda _: False)

    def chosen(event: ft.Event[ft.DatePicker]) -> None:
        found = _day(event.control.value)
        if found is not None:
            choose(found)
        close()

    def picker() -> ft.DatePicker:
        return ft.DatePicker(
            key=f"{key_name}-picker",
            value=midnight(day),
            first_date=midnight(within[0]),
            last_date=midnight(within[1]),
            help_text=heads.choose_days,
            locale=LOCALES[session.language],
            on_change=tools.guard(chosen),
            on_dismiss=controls.bound(close),
        )

    shown = ft.use_memo(picker, [open_])  # as above
    ft.use_dialog(shown if open_ else None)
    return controls.secondary(words, tools.guard(open_it), key=key_name, icon=ft.Icons.EVENT)


def _day(value: datetime | date | None) -> date | None:
    """The picker answers midnights, in whatever zone it was made with."""
    if isinstance(value, datetime):
        return value.date() if value.tzinfo is None else formats.here(value).date()
    return value
