"""The six digits of one person. They are never drawn, and the sixth sends them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from app_staff.tools import Tools, use_session, use_tools, words_of
from shared.i18n.pins import PINS
from shared.i18n.pins import Words as ChoosingWords
from shared.ui import controls, theme
from shared.ui.guard import sentence
from shared.ui.hooks import Setter, use_state
from shared.ui.pad import pad
from shared.wire.problems import Code, Problem
from shared.wire.staff import StaffMember

PIN = 6
DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Change:
    """A PIN is being replaced: the one there is, then the person's own twice."""

    wished: bool = False
    """By the person; otherwise the PIN there is was a temporary one."""
    current: str = ""
    first: str = ""

    @property
    def on(self) -> bool:
        return self.wished or bool(self.current)

    def after(self, pin: str) -> "Change | None":
        """What six more digits lead to; None when it is time to ask the server."""
        if not self.on or (self.first and self.first == pin):
            return None
        if not self.current:
            return replace(self, current=pin)
        return replace(self, first="" if self.first else pin)

    def refused(self, pin: str, problem: Problem | None) -> "Change":
        """Where to go on: with the new PIN when only that was refused, otherwise at the beginning."""
        if problem is not None and problem.code == Code.PIN_NEW_REQUIRED.slug:
            return Change(current=pin)
        about_new = problem is not None and problem.code in {Code.PIN_WEAK.slug, Code.PIN_TAKEN.slug}
        return replace(self, first="") if about_new else Change(wished=self.wished)

    def hint(self, usual: str, words: ChoosingWords) -> str:
        if not self.on:
            return usual
        if not self.current:
            return words.current
        return words.again if self.first else words.new if self.wished else words.after_temporary


@ft.component
def PinEntry(person: StaffMember, other: controls.Handler) -> ft.Control:
    """Six digits; the sixth sends them. The digits are never drawn."""
    tools, session = use_tools(), use_session()
    words = words_of(session).lock_page
    pin, set_pin = use_state("")
    said, say = use_state("")
    change, set_change = use_state(Change())
    choosing = PINS.of(session.language)
    pause, set_pause = use_countdown(tools)

    def answered(problem: Problem | None) -> None:
        if problem is not None:
            seconds = pause_of(problem)
            set_pause(seconds)
            say("" if seconds else sentence(problem, session.language))

    def digit(value: str) -> None:
        set_pin(lambda entered: entered if pause or len(entered) >= PIN else entered + value)
        say("")

    def back() -> None:
        set_pin(lambda entered: entered if len(entered) >= PIN else entered[:-1])

    async def submit() -> None:
        if len(pin) < PIN:
            return
        try:
            moved = change.after(pin)
            if moved is not None:
                set_change(moved)
                say(choosing.differs if change.first else "")
                return
            problem = await tools.door.unlock(person.id, change.current or pin, pin if change.on else None)
            set_change(change.refused(pin, problem))
            answered(None if _wants_new(problem) else problem)
            if problem is None and change.on:
                tools.guard.toast(choosing.changed, good=True)
        finally:
            set_pin("")

    def turn() -> None:
        tools.door.touch()
        set_change(Change(wished=not change.wished))
        say("")

    ft.use_effect(tools.guard(submit), dependencies=[pin])
    _use_keys(tools, digit, back)
    busy = len(pin) == PIN
    problem = words.paused(pause) if pause else said
    return ft.Column(
        [
            ft.Row(
                [controls.initial(person.name, 48), theme.text(words.pin_for(person.name), size=20, bold=True, expand=True)],
                spacing=14,
            ),
            dots(len(pin), words.entered(len(pin))),
            state(words.checking if busy else problem or change.hint(words.pin_hint, choosing), wrong=bool(problem) and not busy),
            pad(tools.guard(digit), tools.guard(back), key="pin", back_label=words.back_key),
            _ways(choosing.keep if change.wished else choosing.change, tools.guard(turn), words.other_person, other),
        ],
        spacing=20,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _ways(change: str, turn: controls.Handler, someone: str, other: controls.Handler) -> ft.Control:
    """What else one may want here."""
    inside = [
        controls.quiet_button(someone, other, key="other", icon=ft.Icons.PEOPLE_OUTLINE),
        controls.quiet_button(change, turn, key="change-pin", icon=ft.Icons.PIN_OUTLINED),
    ]
    return ft.Row(inside, alignment=ft.MainAxisAlignment.SPACE_BETWEEN, wrap=True, spacing=8, run_spacing=0)


def use_countdown(tools: Tools) -> tuple[int, Setter[int]]:
    """Seconds that go down by themselves."""
    left, set_left = use_state(0)

    async def count() -> None:
        if left > 0:
            await asyncio.sleep(1)
            set_left(lambda now: max(0, now - 1))

    ft.use_effect(tools.guard(count), dependencies=[left])
    return left, set_left


def _use_keys(tools: Tools, on_digit: Callable[[str], None], on_back: Callable[[], None]) -> None:
    """A keyboard is as good as the pad."""

    def pressed(key: str) -> None:
        value = key.removeprefix("Numpad ")
        if value in DIGITS:
            on_digit(value)
        elif key == "Backspace":
            on_back()

    ft.use_effect(lambda: tools.keys.listen(tools.guard(pressed)), cleanup=tools.keys.forget)


def dots(count: int, label: str) -> ft.Control:
    """How many digits are in, not which."""
    drawn: list[ft.Control] = [
        ft.Container(
            width=18,
            height=18,
            border_radius=9,
            bgcolor=theme.BRAND if place < count else ft.Colors.TRANSPARENT,
            border=ft.Border.all(2, theme.BRAND if place < count else theme.QUIET),
        )
        for place in range(PIN)
    ]
    return ft.Semantics(
        label=label,
        container=True,
        live_region=True,
        content=ft.Row(drawn, alignment=ft.MainAxisAlignment.CENTER, spacing=18, key="pin-dots"),
    )


def state(words: str, *, wrong: bool) -> ft.Control:
    """What to do, or what was wrong: an icon and words, so that the colour says nothing alone."""
    color = theme.RED if wrong else theme.QUIET
    icon = [ft.Icon(ft.Icons.ERROR_OUTLINE, size=18, color=color)] if wrong else []
    return ft.Row(
        [
            *icon,
            ft.Container(
                theme.text(words, size=15, color=color, key="pin-state", align=ft.TextAlign.CENTER), expand=True, expand_loose=True
            ),
        ],
        alignment=ft.MainAxisAlignment.CENTER,
        spacing=8,
    )


def _wants_new(problem: Problem | None) -> bool:
    return problem is not None and problem.code == Code.PIN_NEW_REQUIRED.slug


def pause_of(problem: Problem) -> int:
    """Seconds until the next try; 0 when there is no pause."""
    seconds = problem.args.get("seconds")
    return seconds if problem.code == Code.PIN_PAUSED.slug and isinstance(seconds, int) else 0
