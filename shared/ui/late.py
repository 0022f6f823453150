"""Late answers of the client. Flet ends a connection when the answer to a method call comes for a control that has left the screen,
such as a picture that a camera was still taking; the answer is of no use to anybody and is dropped here instead.
"""

from typing import Any

import flet as ft


def forgive_late_answers(page: ft.Page) -> None:
    """Once per session, before anything is drawn."""
    session = page.session
    handle = session.handle_invoke_method_results

    def forgiving(control_id: int, call_id: str, result: Any, error: str | None) -> None:  # noqa: ANN401 - Flet's own shape
        if control_id in session.index:
            handle(control_id, call_id, result, error)

    session.handle_invoke_method_results = forgiving
