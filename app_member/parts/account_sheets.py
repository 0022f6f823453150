"""The sheets over the account: one device, the freeze, one's data, and what needs a code from the mail."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import flet as ft

from app_member.actions import Actions
from app_member.home import use_session
from shared.i18n import formats
from shared.i18n.member.account import ACCOUNT, Account
from shared.ui import controls, events, theme
from shared.ui.guard import use_work
from shared.ui.hooks import Setter, use_state
from shared.ui.typed import SheetFields, use_sheet
from shared.wire.members import CodeSent, Confirmed, MyDevice

Kind = Literal["device", "freeze", "unfreeze", "download", "leave"]
SIMPLE, DEVICE, CODE = 190, 330, 340
"""About what the sheets take at the usual text size."""


@dataclass(frozen=True, slots=True)
class Open:
    kind: Kind
    device: MyDevice | None = None


@ft.component
def Sheet(what: Open | None, close: controls.Handler) -> ft.Control:
    """At most one of them is open."""
    kind = None if what is None else what.kind
    return ft.Column(
        [
            DeviceSheet(what.device if what is not None else None, close),
            CodeSheet(kind if kind in ("unfreeze", "leave") else None, close),
            SimpleSheet(kind if kind in ("freeze", "download") else None, close),
        ],
        spacing=0,
        tight=True,
    )


def _frame(title: str, more: str, rest: list[ft.Control]) -> ft.Control:
    head = ft.Column([ft.Semantics(header=True, content=theme.title(title)), theme.quiet(more, size=14)], spacing=6)
    return ft.Column([head, *rest], spacing=18, tight=True, key="account-sheet")


@ft.component
def SimpleSheet(kind: Literal["freeze", "download"] | None, close: controls.Handler) -> ft.Control:
    """One sentence, one button."""
    actions, session, _ = use_session()
    words = ACCOUNT.of(session.language)

    async def freeze() -> None:
        close()
        await actions.account.freeze()
        actions.guard.toast(words.froze, good=True)

    async def download() -> None:
        close()
        if await actions.papers.keep("tamaru.zip", await actions.account.disclosure()):
            actions.guard.toast(words.downloaded, good=True)

    content: ft.Control | None = None
    do: ft.Control | None = None
    if kind == "freeze":
        do = controls.primary(words.freeze, actions.guard(freeze), key="freeze-do", icon=ft.Icons.AC_UNIT)
        content = _frame(words.freeze, words.freeze_more, [])
    elif kind == "download":
        do = controls.primary(words.download, actions.guard(download), key="download-do", icon=ft.Icons.DOWNLOAD)
        content = _frame(words.mine, words.download_more, [])
    ft.use_dialog(controls.sheet(content, actions.guard(close), height=SIMPLE, foot=do) if content is not None else None)
    return ft.Container()


def _untouched() -> tuple[str, str]:
    """(device, what was typed for it)"""
    return "", ""


@ft.component
def DeviceSheet(device: MyDevice | None, close: controls.Handler) -> ft.Control:
    actions, session, _ = use_session()
    words = ACCOUNT.of(session.language)
    draft, write = use_state(_untouched)
    sheet = use_sheet(shown=device is not None)
    typed = None if device is None or draft[0] != device.id else draft[1]
    shown = None if device is None else _device(device, typed, words, actions, write, sheet, close)
    ft.use_dialog(controls.sheet(shown[0], actions.guard(close), height=DEVICE, foot=shown[1]) if shown is not None else None)
    return ft.Container()


def _device(
    device: MyDevice,
    typed: str | None,
    words: Account,
    actions: Actions,
    write: Setter[tuple[str, str]],
    sheet: SheetFields,
    close: controls.Handler,
) -> tuple[ft.Control, ft.Control]:
    """What scrolls, and the button at its foot."""
    shown = named(device, words)
    name = shown if typed is None else typed

    def change(event: ft.Event[ft.TextField]) -> None:
        write((device.id, events.typed(event)))

    async def save() -> None:
        close()
        await actions.account.rename(device.id, name.strip()[:80])
        actions.guard.toast(words.saved, good=True)

    async def stop() -> None:
        close()
        await actions.account.stop(device.id)
        actions.guard.toast(words.stopped, good=True)

    ready = bool(name.strip()) and name.strip() != shown
    pieces: list[ft.Control] = [
        controls.field(words.device_name, name, sheet=sheet, key="device-name", on_change=actions.guard(change)),
    ]
    if not device.current:
        button = controls.danger(words.stop, actions.guard(stop), key="device-stop", icon=ft.Icons.BLOCK)
        pieces.append(ft.Column([button, theme.quiet(words.stop_more)], spacing=8))
    since = formats.day(formats.here(device.since).date(), actions.state.session.language)
    content = _frame(shown, words.this_one if device.current else words.added(since), pieces)
    return content, controls.primary(words.save, actions.guard(save) if ready else None, key="device-save", icon=ft.Icons.CHECK)


def named(device: MyDevice, words: Account) -> str:
    """Its own name; a device that was never named is a phone or a browser."""
    return device.name if device.name not in ("", "app", "web") else words.unnamed[device.kind]


def _nothing() -> CodeSent | None:
    return None


@ft.component
def CodeSheet(kind: Literal["unfreeze", "leave"] | None, close: controls.Handler) -> ft.Control:
    """Sends a code when it opens, and does the thing once the right one is typed."""
    actions, session, _ = use_session()
    words = ACCOUNT.of(session.language)
    sent, put = use_state(_nothing)
    code, write = use_state("")
    error, tell = use_state("")
    unfreezing = kind == "unfreeze"
    sheet = use_sheet(shown=kind is not None)

    async def send() -> None:
        write("")
        tell("")
        put(None)
        if kind is not None:
            put(await (actions.account.ask_unfreeze() if unfreezing else actions.account.ask_leave()))

    async def again() -> None:
        await send()
        actions.guard.toast(words.code_sent, good=True)

    use_work(send, [kind])

    def typed(event: ft.Event[ft.TextField]) -> None:
        write(events.typed(event).strip())
        tell("")

    async def confirm() -> None:
        if len(code) != 6 or not code.isdecimal():
            tell(words.code_incomplete)
        elif sent is not None:
            confirmed = Confirmed(request=sent.request, code=code)
            await (actions.account.unfreeze(confirmed) if unfreezing else actions.account.leave(confirmed))
            close()
            actions.guard.toast(words.unfrozen if unfreezing else words.left, good=True)

    ready = actions.guard(confirm) if sent else None
    content = None if kind is None else _code(words, kind, code, error, actions.guard(typed), (ready, actions.guard(again)), sheet)
    do = (
        controls.primary(words.unfreeze, ready, key="confirm-code")
        if unfreezing
        else controls.danger(words.leave_do, ready, key="confirm-code")
    )
    ft.use_dialog(controls.sheet(content, actions.guard(close), height=CODE, foot=do) if content is not None else None)
    return ft.Container()


def _code(
    words: Account,
    kind: str,
    code: str,
    error: str,
    typed: Callable[[ft.Event[ft.TextField]], object],
    do: tuple[controls.Handler | None, controls.Handler],
    sheet: SheetFields,
) -> ft.Control:
    confirm, again = do
    unfreezing = kind == "unfreeze"
    entry = controls.field(
        words.code,
        code,
        sheet=sheet,
        key="code",
        on_change=typed,
        on_submit=confirm,
        error=error,
        keyboard=ft.KeyboardType.NUMBER,
        autofill=ft.AutofillHint.ONE_TIME_CODE,
        large=True,
    )
    more = ft.Container(controls.quiet_button(words.send_code, again, key="send-again"), alignment=ft.Alignment.CENTER)
    lead = words.unfreeze_lead if unfreezing else f"{words.leave_lead}\n{words.leave_more}"
    return _frame(words.unfreeze if unfreezing else words.leave, lead, [entry, more])
