"""The last step of joining: a name, a birthday if one likes, and in plain words what happens with the data."""

from collections.abc import Callable

import flet as ft

from app_member.days import parse_day
from app_member.home import use_session
from app_member.parts.join_steps import folded, pressed, titles
from shared.client import Refused
from shared.i18n.common import COMMON
from shared.ui import controls, events, theme
from shared.ui.hooks import use_state
from shared.wire.members import NewMember, Welcome
from shared.wire.problems import Code


@ft.component
def ProfileStep(request: str, code: str, welcome: Welcome | None, on_back: Callable[[], None]) -> ft.Control:
    """The name, the birthday if one likes, and in plain words what happens with the data."""
    actions, session, words = use_session()
    name, set_name = use_state("")
    birthday, set_birthday = use_state("")
    mail, set_mail = use_state(False)  # noqa: FBT003 - not asked for until ticked
    wrong_name, say_name = use_state("")
    wrong_day, say_day = use_state("")
    busy, set_busy = use_state(False)  # noqa: FBT003 - the state of one thing

    async def make() -> None:
        day = parse_day(birthday)
        say_name("" if name.strip() else words.join.name_missing)
        say_day(words.join.birthday_wrong if day == "wrong" else "")
        if not name.strip() or day == "wrong" or welcome is None:
            return
        profile = NewMember(
            name=name.strip(),
            store=welcome.store,
            birthday=day,
            language=session.language,
            terms_version=welcome.terms_version,
            consents=("mail",) if mail else (),
        )
        try:
            await actions.sign_in(request, code, profile)
        except Refused as refusal:
            if refusal.code == Code.CODE_WRONG.slug:
                on_back()
            raise
        actions.guard.toast(words.join.made, good=True)

    def named(event: ft.Event[ft.TextField]) -> None:
        set_name(events.typed(event)[:60])
        say_name("")

    def dated(event: ft.Event[ft.TextField]) -> None:
        set_birthday(folded(events.typed(event)))
        say_day("")

    guard = actions.guard
    return ft.Column(
        [
            titles(words.join.profile_title, words.join.profile_lead),
            controls.field(
                words.join.name,
                name,
                key="name",
                on_change=guard(named),
                error=wrong_name,
                hint=words.join.name_hint,
                autofill=ft.AutofillHint.NAME,
                focus=True,
            ),
            controls.field(
                words.join.birthday,
                birthday,
                key="birthday",
                on_change=guard(dated),
                error=wrong_day,
                hint=words.join.birthday_hint,
                keyboard=ft.KeyboardType.DATETIME,
            ),
            _promises(words.join.promise_title, words.join.promises),
            ft.Column(
                [
                    controls.tick(words.join.mail_consent, guard(set_mail), chosen=mail, key="mail"),
                    ft.Container(theme.quiet(words.join.mail_consent_more), padding=ft.Padding.only(left=48)),
                ],
                spacing=0,
            ),
            controls.primary(words.join.make, pressed(guard, set_busy, make), key="make", busy=busy),
            ft.Row(
                [controls.quiet_button(COMMON.of(session.language).back, guard(on_back), key="to-code")],
                alignment=ft.MainAxisAlignment.CENTER,
            ),
        ],
        spacing=20,
    )


def _promises(head: str, promises: tuple[str, ...]) -> ft.Control:
    lines: list[ft.Control] = [
        ft.Row(
            [ft.Icon(ft.Icons.CHECK, size=18, color=theme.BRAND), theme.text(promise, size=14, expand=True)],
            spacing=10,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        for promise in promises
    ]
    return controls.card(ft.Column([theme.text(head, size=15, bold=True), *lines], spacing=10))
