"""What was typed or chosen, as the event itself says it.

The control may say otherwise: the screen can be drawn anew, with the value from before, between the touch and its handler.
"""

from typing import Any

import flet as ft


def typed(event: ft.Event[ft.TextField]) -> str:
    return str(event.data or "")


def chosen(event: ft.Event[Any]) -> int:
    """The place, from 0, of what was chosen in a bar."""
    return int(str(event.data))
