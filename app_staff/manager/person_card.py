"""One person: role, PIN, own card, leaving. What ends something is asked for twice."""

from collections.abc import Callable
from typing import cast

import flet as ft

from app_staff.manager.acting import Done, actor, said, title
from app_staff.manager.office_card import OfficeCard
from app_staff.manager.roster import Roster
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools, words_of
from shared.i18n.team import TEAM
from shared.i18n.team import Team as Words
from shared.qr.m1 import normal
from shared.ui import controls, theme
from shared.ui.hooks import Setter, use_state
from shared.wire.staff import ChangeRole, Colleague, LinkCard, NewStaff, Role, TemporaryPin

ROLES: tuple[Role, ...] = ("cashier", "shift_lead", "manager", "privacy_officer", "auditor")


@ft.component
def PersonCard(roster: Roster, person: Colleague, close: Done) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = TEAM.of(session.language).team
    temporary, tell = use_state(_untold)
    sure, ask = use_state(initial=False)
    number, put_number = use_state("")
    own = session.person is not None and session.person.id == person.id
    act = actor(tools, roster)
    if temporary is not None:
        return _told(person.name, temporary, words, close)

    async def reset() -> None:
        tell(await tools.door.api.reset_pin(person.id))
        await roster.load()

    async def role(value: str) -> None:
        await tools.door.api.change_role(person.id, ChangeRole(store=session.store, role=cast("Role", value)))

    async def link() -> None:
        await tools.door.api.link_card(person.id, LinkCard(number=None if person.card_linked else normal(number)))
        put_number("")

    async def leave() -> None:
        if not sure:
            ask(lambda _: True)
            return
        await act(lambda: tools.door.api.leave(person.id), words.left(person.name))()
        close()

    pieces: list[ft.Control] = [title(person.name, words, close)]
    if not own:
        pieces += [_roles(person.role, lambda value: act(lambda: role(value), words.role_done), words, words_of(session).role)]
    pieces += [_card(tools, person, number, put_number, act(link, words.card_done), words, own=own)]
    if own and not session.office:
        pieces += [controls.rule(), OfficeCard()]
    if not own:
        sure_words = words.leave_sure(person.name) if sure else words.leave
        pieces += [
            controls.rule(),
            buttons.beside(words.reset, tools.guard(said(tools, reset)), key="reset-pin", icon=ft.Icons.PIN_OUTLINED, expand=False),
            theme.quiet(words.reset_lead, size=13),
            buttons.beside(
                sure_words, tools.guard(leave), key="leave", icon=ft.Icons.WARNING_AMBER if sure else ft.Icons.LOGOUT, expand=False
            ),
        ]
    return controls.card(ft.Column(pieces, spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="person-card")


@ft.component
def NewPerson(roster: Roster, close: Done) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = TEAM.of(session.language).team
    name, put_name = use_state("")
    role, put_role = use_state("cashier")
    temporary, tell = use_state(_untold)
    if temporary is not None:
        return _told(name, temporary, words, close)

    async def add() -> None:
        added = await tools.door.api.add_staff(NewStaff(name=name.strip(), role=cast("Role", role), stores=(session.store,)))
        tell(added.temporary)
        await roster.load()

    pieces: list[ft.Control] = [
        title(words.new_title, words, close),
        entry(tools, words.name, name, put_name, key="new-name"),
        _roles(role, lambda value: lambda: put_role(value), words, words_of(session).role),
        buttons.big(
            words.make, tools.guard(said(tools, add)) if name.strip() else None, key="make-person", icon=ft.Icons.PERSON_ADD_ALT_OUTLINED
        ),
    ]
    return controls.card(ft.Column(pieces, spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="new-person")


def _untold() -> TemporaryPin | None:
    return None


def _roles(chosen: str, choose: Callable[[str], controls.Handler], words: Words, names: dict[str, str]) -> ft.Control:
    rows: list[ft.Control] = []
    for role in ROLES:
        here = role == chosen
        inside = ft.Row(
            [
                ft.Icon(
                    ft.Icons.RADIO_BUTTON_CHECKED if here else ft.Icons.RADIO_BUTTON_UNCHECKED, color=theme.BRAND if here else theme.QUIET
                ),
                ft.Column(
                    [theme.text(names.get(role, role), size=16, bold=here), theme.quiet(words.role_lead[role], size=13)],
                    spacing=2,
                    expand=True,
                    tight=True,
                ),
            ],
            spacing=12,
        )
        rows.append(controls.tappable(inside, choose(role), key=f"role-{role}", label=names.get(role, role), padding=8, bare=True))
    return ft.Column([theme.heading(words.role), *rows], spacing=2)


def _card(tools: Tools, person: Colleague, number: str, put: Setter[str], link: controls.Handler, words: Words, *, own: bool) -> ft.Control:
    """One's own card stays once it is told: another manager takes it away."""
    pieces: list[ft.Control] = [theme.heading(words.card), theme.quiet(words.card_lead, size=13)]
    if person.card_linked:
        pieces.append(controls.chip(words.linked, icon=ft.Icons.CHECK, size=13))
        if not own:
            pieces.append(buttons.beside(words.card_unlink, link, key="card-unlink", expand=False))
    else:
        label = words_of(tools.session).scan_page.number_label
        ready = len(normal(number)) == 12
        pieces.append(entry(tools, label, number, put, key="own-card", keyboard=ft.KeyboardType.NUMBER))
        pieces.append(buttons.beside(words.card_link, link if ready else None, key="card-link", expand=False))
    return ft.Column(pieces, spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _told(name: str, temporary: TemporaryPin, words: Words, close: Done) -> ft.Control:
    shown = f"{temporary.pin[:3]} {temporary.pin[3:]}"
    return controls.card(
        ft.Column(
            [
                title(words.temporary(name), words, close),
                theme.hero(shown, key="temporary-pin", label=" ".join(temporary.pin)),
                theme.text(words.temporary_lead, size=15),
                buttons.big(words.close, close, key="told", icon=ft.Icons.CHECK),
            ],
            spacing=16,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        padding=20,
        key="temporary",
    )
