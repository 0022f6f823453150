"""What upstream's session leaves to chance, settled once per session, before anything is drawn."""

import asyncio
from typing import Any, cast

import flet as ft

MOST_TURNS = 100
"""Of the loop, that one event waits for the screen. Drawing takes one or two; a session that has ended draws no more."""


def settle_session(page: ft.Page) -> None:
    _draw_between_events(page)
    _forgive_late_answers(page)


def _draw_between_events(page: ft.Page) -> None:
    """Each event finds the screen as the one before it has left it. Flet starts them side by side and draws afterwards: Enter that comes
    in one go with the last digit would run the handler that was drawn before that digit, and say that the number is wrong.
    """
    session = page.session
    dispatch = session.dispatch_event
    drawing_waits = cast("asyncio.Event", vars(session)["_Session__updates_ready"])

    async def in_turn(control_id: int, event_name: str, event_data: Any) -> None:  # noqa: ANN401 - Flet's own shape
        for _ in range(MOST_TURNS):
            if not drawing_waits.is_set():
                break
            await asyncio.sleep(0)
        await dispatch(control_id, event_name, event_data)

    session.dispatch_event = in_turn


def _forgive_late_answers(page: ft.Page) -> None:
    """Flet ends a connection when the answer to a method call comes for a control that has left the screen, such as a picture that a
    camera was still taking; the answer is of no use to anybody and is dropped here instead.
    """
    session = page.session
    handle = session.handle_invoke_method_results

    def forgiving(control_id: int, call_id: str, result: Any, error: str | None) -> None:  # noqa: ANN401 - Flet's own shape
        if control_id in session.index:
            handle(control_id, call_id, result, error)

    session.handle_invoke_method_results = forgiving
