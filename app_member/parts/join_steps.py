"""The steps of joining, each with one question and one button. What is wrong is said under the field it is about."""

import re
from collections.abc import Awaitable, Callable

import flet as ft

from app_member.home import use_session
from shared.client import Refused
from shared.ui import controls, events, theme
from shared.ui.guard import Guard, sentence
from shared.ui.hooks import Setter, use_state
from shared.wire.problems import Code

EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s]{2,}")


def pressed(guard: Guard, busy: Setter[bool], work: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A handler that shows that it is at work, and cannot be started twice."""

    async def press() -> None:
        busy(True)  # noqa: FBT003 - the state of one thing
        try:
            await work()
        finally:
            busy(False)  # noqa: FBT003 - as above

    return guard(press)


@ft.component
def EmailStep(email: str, on_sent: Callable[[str, str], None], joining: bool) -> ft.Control:  # noqa: FBT001 - which of two texts
    """`on_sent(email, request)`"""
    actions, _, words = use_session()
    typed, type_in = use_state(email)
    wrong, say = use_state("")
    busy, set_busy = use_state(False)  # noqa: FBT003 - the state of one thing

    async def send() -> None:
        address = typed.strip()
        if not EMAIL.fullmatch(address):
            say(words.join.email_wrong)
            return
        sent = await actions.send_code(address)
        on_sent(address, sent.request)

    def changed(event: ft.Event[ft.TextField]) -> None:
        type_in(events.typed(event))
        say("")

    press = pressed(actions.guard, set_busy, send)
    field = controls.field(
        words.join.email,
        typed,
        key="email",
        on_change=actions.guard(changed),
        on_submit=press,
        error=wrong,
        hint=words.join.email_hint,
        keyboard=ft.KeyboardType.EMAIL,
        autofill=ft.AutofillHint.EMAIL,
        helper=words.join.only_mail,
    )
    new_here: list[ft.Control] = [] if joining else [_note(words.join.new_here)]
    return ft.Column([field, controls.primary(words.join.send, press, key="send-code", busy=busy), *new_here], spacing=20)


def _note(words: str) -> ft.Control:
    return ft.Row(
        [ft.Icon(ft.Icons.STOREFRONT_OUTLINED, size=22, color=theme.QUIET), ft.Container(theme.quiet(words, size=14), expand=True)],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


@ft.component
def CodeStep(email: str, request: str, on_new: Callable[[str], None], on_back: Callable[[], None], joining: bool) -> ft.Control:  # noqa: FBT001 - as above
    """Six digits; the sixth sends them. `on_new(code)` when the address is new and wants a name."""
    actions, session, words = use_session()
    asked, ask = use_state(request)
    typed = ft.use_ref("")  # no state: drawn anew for each digit, a slow line would put back what has been typed since
    _, draw_anew = use_state(0)
    wrong, say = use_state("")
    busy, set_busy = use_state(False)  # noqa: FBT003 - the state of one thing

    async def confirm_with(digits: str) -> None:
        try:
            await actions.sign_in(asked, digits)
        except Refused as refusal:
            new = refusal.code == Code.PROFILE_REQUIRED.slug
            if new and joining:
                on_new(digits)
            elif new or refusal.code in (Code.CODE_WRONG.slug, Code.INVALID.slug):
                say(words.join.no_store if new else sentence(refusal.problem, session.language))
            else:
                raise

    async def confirm() -> None:
        await (confirm_with(digits) if len(digits := typed.current or "") == 6 else _said(say, words.join.code_incomplete))

    async def resend() -> None:
        sent = await actions.send_code(email)
        ask(sent.request)
        typed.current = ""
        draw_anew(lambda times: times + 1)
        say("")
        actions.guard.toast(words.join.resent, good=True)

    async def changed(event: ft.Event[ft.TextField]) -> None:
        entered = events.typed(event)
        digits = typed.current = re.sub(r"\D", "", folded(entered))[:6]
        if digits != entered:
            draw_anew(lambda times: times + 1)
        say("")
        if len(digits) == 6:
            await pressed(actions.guard, set_busy, lambda: confirm_with(digits))()

    field = controls.field(
        words.join.code,
        typed.current or "",
        key="code",
        on_change=actions.guard(changed),
        on_submit=pressed(actions.guard, set_busy, confirm),
        error=wrong,
        keyboard=ft.KeyboardType.NUMBER,
        autofill=ft.AutofillHint.ONE_TIME_CODE,
        large=True,
        focus=True,
    )
    return ft.Column(
        [
            titles(words.join.code_title, words.join.code_sent(email)),
            field,
            controls.primary(words.join.confirm, pressed(actions.guard, set_busy, confirm), key="confirm", busy=busy),
            ft.Container(
                ft.Row(
                    [
                        controls.quiet_button(words.join.resend, pressed(actions.guard, set_busy, resend), key="resend"),
                        controls.quiet_button(words.join.other_email, actions.guard(on_back), key="other-email"),
                    ],
                    alignment=ft.MainAxisAlignment.CENTER,
                    wrap=True,
                ),
                alignment=ft.Alignment.CENTER,
            ),
        ],
        spacing=20,
    )


async def _said(say: Setter[str], words: str) -> None:
    say(words)


def folded(text: str) -> str:
    """Digits of a Japanese keyboard as plain ones."""
    return text.translate({0xFF10 + digit: str(digit) for digit in range(10)})


def titles(head: str, lead: str) -> ft.Control:
    return ft.Column([ft.Semantics(header=True, content=theme.text(head, size=26, bold=True)), theme.quiet(lead, size=15)], spacing=8)
