"""What a page of the manager's has asked for: there, coming, or failed; drawn anew by whoever set `on_change`."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import flet as ft

from shared.client import ApiError, SignedOut
from shared.i18n import Language
from shared.ui import controls, states

T = TypeVar("T")


class Loading(Generic[T]):
    """One answer. It outlives renders; a newer question makes older answers worthless."""

    def __init__(self) -> None:
        self.found: T | None = None
        self.error: ApiError | None = None
        self.on_change: Callable[[], None] = lambda: None
        self._asked = 0

    async def ask(self, question: Callable[[], Awaitable[T]], *, keep: bool = False) -> None:
        """With `keep` what is there stays on the screen until the answer comes."""
        self._asked += 1
        mine = self._asked
        self.error = None
        if not keep:
            self.found = None
        self.on_change()
        try:
            found = await question()
        except SignedOut:
            raise
        except ApiError as error:
            if mine == self._asked:
                self.error = error
                self.on_change()
            return
        if mine == self._asked:
            self.found = found
            self.on_change()


def pending(loading: Loading[T], language: Language, retry: Callable[[], object], rows: int = 3) -> ft.Control:
    """What stands there until something was found."""
    if loading.error is not None:
        return controls.card(states.failed(loading.error, language, retry))
    return states.skeleton_rows(rows, language)
