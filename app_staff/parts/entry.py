"""A field of the staff app: while it has the focus, its keys are not a scanner gun's, and who types is not locked out."""

from collections.abc import Callable

import flet as ft

from app_staff.tools import Tools
from shared.i18n.common import COMMON
from shared.ui import controls, events


def entry(  # noqa: PLR0913 - what a field is made of
    tools: Tools,
    label: str,
    value: str,
    put: Callable[[str], None],
    *,
    key: str,
    error: str = "",
    hint: str = "",
    helper: str = "",
    secret: bool = False,
    keyboard: ft.KeyboardType = ft.KeyboardType.TEXT,
    autofill: ft.AutofillHint | None = None,
    on_submit: controls.Handler | None = None,
    lines: int = 1,
) -> ft.Control:
    def changed(event: ft.Event[ft.TextField]) -> None:
        tools.door.touch()
        put(events.typed(event))

    def typing(*, on: bool) -> controls.Handler:
        def say() -> None:
            tools.session.typing = on

        return tools.guard(say)

    common = COMMON.of(tools.session.language)
    return controls.field(
        label,
        value,
        key=key,
        error=error,
        hint=hint,
        helper=helper,
        secret=(common.reveal, common.hide) if secret else None,
        keyboard=keyboard,
        autofill=autofill,
        lines=lines,
        on_change=tools.guard(changed),
        on_submit=None if on_submit is None else tools.guard(on_submit),
        on_focus=typing(on=True),
        on_blur=typing(on=False),
    )
