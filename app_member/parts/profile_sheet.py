"""Who I am to this shop: the name, and the birthday, which moves once a year."""

from dataclasses import dataclass, replace
from datetime import date

import flet as ft

from app_member.days import parse_day, typed
from app_member.home import use_session
from shared.i18n import formats
from shared.i18n.member.account import ACCOUNT
from shared.ui import controls, events, theme
from shared.ui.hooks import Setter
from shared.ui.typed import use_sheet
from shared.wire.members import ChangeProfile, Profile

HEIGHT = 310
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the fields, and what is wrong with it."""

    name: str
    birthday: str
    birthday_from: date | None
    """None: it may be changed now."""
    wrong_name: str = ""
    wrong_day: str = ""

    @staticmethod
    def of(profile: Profile) -> "Draft":
        return Draft(profile.name, typed(profile.birthday), profile.birthday_from)


@ft.component
def ProfileSheet(draft: Draft | None, write: Setter[Draft | None]) -> ft.Control:
    """Open while there is a draft."""
    actions, session, _ = use_session()
    words = ACCOUNT.of(session.language)
    sheet = use_sheet(shown=draft is not None)

    def named(event: ft.Event[ft.TextField]) -> None:
        text = events.typed(event)[:LONGEST]
        write(lambda now: None if now is None else replace(now, name=text, wrong_name=""))

    def dated(event: ft.Event[ft.TextField]) -> None:
        text = events.typed(event)
        write(lambda now: None if now is None else replace(now, birthday=text, wrong_day=""))

    async def save() -> None:
        if draft is None:
            return
        day = parse_day(draft.birthday)
        late = day == "wrong" or (day is not None and day > actions.today())
        missing = not draft.name.strip()
        if day == "wrong" or late or missing:
            told = replace(draft, wrong_name=words.name_missing if missing else "", wrong_day=words.birthday_wrong if late else "")
            write(told)
            return
        await actions.account.change(ChangeProfile(name=draft.name.strip(), birthday=day))
        write(None)
        actions.guard.toast(words.edited, good=True)

    content = None
    if draft is not None:
        fixed = draft.birthday_from
        said = words.birthday_rule if fixed is None else words.birthday_from(formats.day(fixed, session.language))
        birthday: ft.Control = theme.quiet(said, size=14, key="birthday-fixed")
        if fixed is None:
            birthday = controls.field(
                words.birthday,
                draft.birthday,
                sheet=sheet,
                key="edit-birthday",
                on_change=actions.guard(dated),
                error=draft.wrong_day,
                hint=words.birthday_hint,
                helper=said,
                keyboard=ft.KeyboardType.DATETIME,
            )
        name = controls.field(words.name, draft.name, sheet=sheet, key="edit-name", on_change=actions.guard(named), error=draft.wrong_name)
        content = ft.Column(
            [
                ft.Semantics(header=True, content=theme.title(words.edit_title)),
                name,
                birthday,
            ],
            spacing=18,
            tight=True,
            key="profile-sheet",
        )
    do = controls.primary(words.edit_save, actions.guard(save), key="edit-save", icon=ft.Icons.CHECK)
    ft.use_dialog(controls.sheet(content, actions.guard(lambda: write(None)), height=HEIGHT, foot=do) if content is not None else None)
    return ft.Container()
