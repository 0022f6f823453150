"""Garbage is looked for at a server's pace, not a script's."""

import gc

PACE = (50_000, 20, 50)
"""How seldom cycles are looked for. What a request makes dies by its counts; Python's own pace spent a quarter of a sale's CPU on looking."""


def settle() -> None:
    """Called once a server has made what stays as long as it does."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*PACE)
