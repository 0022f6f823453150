"""How large text is drawn: each person's own choice. Flet has no scaler that one could set, so the theme asks here for every size.

The first 20 pixels of a size grow in full, what is above stays: at 200 % body text doubles, while the large figures, which are read
easily anyway, keep their place on a phone.
"""

import flet as ft

SIZES = (100, 125, 150, 200)
"""Per cent."""
LARGE = 150
"""From here on two things seldom fit on one line."""
DRAWER = "text-size"
"""Where an app's vault keeps the choice."""
GROWS = 20
"""Logical pixels."""


def nearest(kept: str | None) -> int:
    """The size that a vault remembers; 100 for anything that is none."""
    return int(kept) if kept and kept.isdecimal() and int(kept) in SIZES else 100


def keep(page: ft.Page, percent: int) -> None:
    """For this session; what is drawn from now on has it."""
    page.session.store.set(DRAWER, percent)


def chosen() -> int:
    """Per cent, of the session that is drawing; outside of one, 100."""
    try:
        kept: object = ft.context.page.session.store.get(DRAWER)
    except RuntimeError:  # nobody's page: a theme made at the start, a control in a test
        return 100
    return kept if isinstance(kept, int) else 100


def scaled(size: float, percent: int | None = None) -> float:
    """A size of the scale, in logical pixels, as this session draws it."""
    return size + min(size, GROWS) * ((percent or chosen()) - 100) / 100
