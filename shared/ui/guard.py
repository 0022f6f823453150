"""The fence between our code and the framework.

Flet ends a session when an exception escapes a handler or an effect. So every one of them is wrapped: what carries a problem of the
catalogue is told to the person in its own sentence, anything else is logged and told in general words. Nothing gets through.
"""

import asyncio
import functools
import inspect
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, ParamSpec, Protocol, TypeVar, cast, runtime_checkable

import flet as ft

from shared.i18n import Language
from shared.i18n.common import COMMON
from shared.ui import hooks
from shared.ui.toast import HEAD, Toast
from shared.wire.problems import BY_SLUG, Code, Problem

P = ParamSpec("P")
Work = Callable[[], Coroutine[Any, Any, None]]
R = TypeVar("R")
SHOWN = 5.0
"""Seconds of a toast."""
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

    `intercept` sees problems first and returns True for those that it has dealt with, such as a session that is no longer good. `head` is
    how high the top of the screen is that a toast leaves free.
    """

    def __init__(
        self,
        page: ft.Page,
        language: Callable[[], Language],
        intercept: Callable[[Problem], bool] | None = None,
        head: Callable[[], float] = lambda: HEAD,
    ) -> None:
        self._language = language
        self._intercept = intercept
        self._tasks: set[asyncio.Task[Any]] = set()
        self._toast = Toast(page, head)

    def __call__(self, handler: Callable[P, R]) -> Callable[P, R]:
        """The handler, fenced: same number of arguments, still a coroutine function if it was one."""
        if inspect.iscoroutinefunction(handler):

            @functools.wraps(handler)
            async def run_async(*args: P.args, **kwargs: P.kwargs) -> object:
                self._keep(asyncio.current_task())
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

    def spawn(self, work: Work) -> asyncio.Task[None]:
        """Runs a coroutine function beside the screen, fenced; `close` cancels it."""

        async def fenced() -> None:  # a lambda that returns a coroutine is no coroutine function: the fence would see only its call
            await work()

        task = asyncio.get_running_loop().create_task(self(fenced)())
        self._keep(task)
        return task

    def _keep(self, task: asyncio.Task[Any] | None) -> None:
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        """Ends everything that still runs under this guard, effects too: Flet forgets those of a session that is over."""
        ours = asyncio.current_task()
        for task in tuple(self._tasks):
            if task is not ours:
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
        """One sentence for a few seconds."""
        said = self._toast.show(words, good=good)

        async def end() -> None:
            await asyncio.sleep(SHOWN)
            self._toast.end(said)

        self.spawn(end)


fence = hooks.context(Guard)
"""The app's root gives its guard to everything below: `fence(guard, lambda: ...)`."""


def use_guard() -> Guard:
    """The session's guard, inside a component."""
    return ft.use_context(fence)


def use_work(work: Work, dependencies: Sequence[Any]) -> None:
    """An effect that may take long or for ever: fenced, cancelled when the component goes, its dependencies change or the session ends."""
    guard = cast("Guard | None", ft.use_context(fence))
    ft.use_effect(guard(work) if guard is not None else work, dependencies=dependencies)
