"""One table at a time on its way into a file. It belongs to the session, not to a page: whoever leaves the page finds it going on."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import flet as ft

from app_staff.session import Session
from shared.client import ManagerApi
from shared.client.boards import Format, Progress
from shared.i18n.exports import EXPORTS
from shared.ui.guard import Guard
from shared.ui.observed import observed


@observed
@dataclass
class Going:
    """How far it is. `name` is empty when nothing is on its way."""

    name: str = ""
    kind: Format = "csv"
    come: int = 0
    rows: int = 0
    """0 until the server has said how many."""


@dataclass(frozen=True, slots=True)
class Table:
    """What can be saved: the file's name without its ending, and how it is asked for."""

    name: str
    fetch: Callable[[ManagerApi, Format, Progress], Awaitable[bytes]]


@dataclass(slots=True)
class Exporter:
    api: ManagerApi
    files: ft.FilePicker
    guard: Guard
    session: Session
    touch: Callable[[], None]
    state: Going = field(default_factory=Going)
    _task: asyncio.Task[None] | None = None

    def start(self, table: Table, kind: Format) -> None:
        self.touch()
        if self.state.name:
            self.guard.toast(EXPORTS.of(self.session.language).busy)
            return
        self.state.name, self.state.kind, self.state.come, self.state.rows = table.name, kind, 0, 0
        self._task = self.guard.spawn(lambda: self._run(table, kind))

    def stop(self) -> None:
        self.touch()
        if self._task is not None:
            self._task.cancel()
            self.guard.toast(EXPORTS.of(self.session.language).stopped)

    async def _run(self, table: Table, kind: Format) -> None:
        def heard(come: int, rows: int) -> None:
            self.touch()  # who waits for a long table is not away
            self.state.come, self.state.rows = come, rows

        try:
            content = await table.fetch(self.api, kind, heard)
            name = f"{table.name}.{kind}"
            await self.files.save_file(file_name=name, src_bytes=content)
            self.guard.toast(EXPORTS.of(self.session.language).saved(name), good=True)
        finally:
            self.state.name, self._task = "", None
