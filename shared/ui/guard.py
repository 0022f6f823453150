"""The fence between our code and the framework.

Flet ends a session when an exception escapes a handler or an effect. So every one of them is wrapped: what carries a problem of the
catalogue is told to the person in its own sentence, anything else is logged and told in general words. Nothing gets through.
"""

import asyncio
import functools
import inspect
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, ParamSpec, Protocol, TypeVar, cast, runtime_checkable

import flet as ft

from shared.i18n import Language
from shared.i18n.common import COMMON
from shared.ui import theme
from shared.wire.problems import BY_SLUG, Code, Problem

P = ParamSpec("P")
R = TypeVar("R")
log = logging.getLogger("tamaru.ui")


@runtime_checkable
class HasProblem(Protocol):
    """What the client's exceptions look like from here; shared.ui does not import shared.client."""

    problem: Problem


def sentence(found: Problem, language: Language) -> str:
    """The problem's sentence in the language of the screen, whatever language the server answered in."""
    if found.code == Code.UNAVAILABLE.slug:
        return COMMON.of(language).unreachable
    code = BY_SLUG.get(found.code)
    return code.sentence(language, found.args) if code else found.detail


def explain(error: Exception, language: Language) -> str:
    """What to tell a person about an exception."""
    if isinstance(error, HasProblem):
        return sentence(error.problem, language)
    return COMMON.of(language).wrong


class Guard:
    """One per session. `guard(handler)` has the handler's own shape; `spawn` runs something beside the screen until the session ends.

    `intercept` sees problems first and returns True for those that it has dealt with, such as a session that is no longer good.
    """

    def __init__(self, page: ft.Page, language: Callable[[], Language], intercept: Callable[[Problem], bool] | None = None) -> None:
        self._page = page
        self._language = language
        self._intercept = intercept
        self._tasks: set[asyncio.Task[None]] = set()
        self._toast: ft.SnackBar | None = None

    def __call__(self, handler: Callable[P, R]) -> Callable[P, R]:
        """The handler, fenced: same number of arguments, still a coroutine function if it was one."""
        if inspect.iscoroutinefunction(handler):

            @functools.wraps(handler)
            async def run_async(*args: P.args, **kwargs: P.kwargs) -> object:
                try:
                    return await cast("Awaitable[object]", handler(*args, **kwargs))
                except Exception as error:  # noqa: BLE001 - the fence is the one place that catches all
                    self.tell(error)
                    return None

            return cast("Callable[P, R]", run_async)

        @functools.wraps(handler)
        def run(*args: P.args, **kwargs: P.kwargs) -> object:
            try:
                return handler(*args, **kwargs)
            except Exception as error:  # noqa: BLE001 - as above
                self.tell(error)
                return None

        return cast("Callable[P, R]", run)

    def spawn(self, work: Callable[[], Coroutine[Any, Any, None]]) -> asyncio.Task[None]:
        """Runs a coroutine function beside the screen, fenced; `close` cancels it."""
        task = asyncio.get_running_loop().create_task(self(work)())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def close(self) -> None:
        """Ends everything that was spawned: the session is over."""
        for task in tuple(self._tasks):
            task.cancel()

    def tell(self, error: Exception) -> None:
        """Shows an exception to the person; never raises."""
        try:
            if isinstance(error, HasProblem):
                if self._intercept is not None and self._intercept(error.problem):
                    return
                log.info("told: %s", error.problem.code)
            else:
                log.error("a fault reached the fence", exc_info=error)
            self.toast(explain(error, self._language()))
        except Exception:
            log.exception("the fence itself failed")

    def toast(self, words: str, *, good: bool = False) -> None:
        """One sentence at the foot of the screen for a few seconds; a newer one takes the place of an older one."""
        if self._toast is not None and self._toast.open:
            self._page.pop_dialog()
        icon = ft.Icons.CHECK_CIRCLE_OUTLINE if good else ft.Icons.ERROR_OUTLINE
        self._toast = ft.SnackBar(
            content=ft.Row(
                [
                    ft.Icon(icon, color=ft.Colors.ON_INVERSE_SURFACE, size=20),
                    theme.text(words, size=14, color=ft.Colors.ON_INVERSE_SURFACE, key="toast", expand=True),
                ],
                spacing=12,
            ),
            behavior=ft.SnackBarBehavior.FLOATING,
            bgcolor=ft.Colors.INVERSE_SURFACE,
            shape=ft.RoundedRectangleBorder(radius=theme.CONTROL_RADIUS),
            duration=ft.Duration(seconds=5),
        )
        self._page.show_dialog(self._toast)
