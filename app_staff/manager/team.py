"""People, devices and connected tills of the store: a list on the left, what can be changed on the right."""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from app_staff.manager.connector_card import ConnectorCard, live
from app_staff.manager.device_card import DeviceCard, EnrolCard
from app_staff.manager.person_card import NewPerson, PersonCard
from app_staff.manager.roster import Roster
from app_staff.parts import buttons
from app_staff.session import Session
from app_staff.tools import use_session, use_tools, words_of
from shared.i18n import formats
from shared.i18n.connections import CONNECTIONS
from shared.i18n.connections import Words as ConnectionWords
from shared.i18n.team import TEAM
from shared.i18n.team import Team as Words
from shared.ui import controls, states, theme
from shared.ui.hooks import keyed, use_state
from shared.wire.staff import Colleague, ConnectorRow, DeviceRow

WIDE, ROOMY = 1000, 500
"""Of text of the usual size: the lists and a card beside each other; what is told of a row on one line."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands on the right: `person`, `device` or `connector` with its id, `new`, `enrol`, or nothing."""

    kind: str = ""
    id: str = ""


@ft.component
def Team() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = TEAM.of(session.language).team
    roster, _ = use_state(lambda: Roster(tools))
    _, turn = use_state(0)
    chosen, choose = use_state(Chosen())
    roster.on_change = lambda: turn(lambda count: count + 1)
    ft.use_effect(tools.guard(roster.load), dependencies=[])
    if roster.staff is None:
        failed = states.failed(roster.error, session.language, tools.guard(roster.load)) if roster.error else None
        body: ft.Control = controls.card(failed) if failed else states.skeleton_rows(5, session.language)
        return ft.Column([_head(words), body], spacing=16, expand=True, scroll=ft.ScrollMode.AUTO)
    stale = [states.StaleBar(session.language, roster.age)] if roster.error else []

    def pick(kind: str, identity: str) -> controls.Handler:
        def put() -> None:
            tools.door.touch()
            choose(Chosen(kind, identity))

        return tools.guard(put)

    left = Lists(session, words, chosen.id, pick)
    lists = ft.Column([left.people(roster.staff), left.devices(roster.devices), left.connectors(roster.connectors)], spacing=16)
    detail = _detail(roster, chosen, pick("", ""))
    wide = session.room >= WIDE
    head = _head(words)
    listed: list[ft.Control] = [lists] if wide else [head, *stale, lists]
    sides = [  # at any width the same places in the tree: a turned tablet keeps what is shown once, and what is written
        ("lists", listed, wide or detail is None, 5),
        ("detail", list[ft.Control]([detail or _hint(words)]), wide or detail is not None, 4),
    ]
    pair: list[ft.Control] = [  # each scrolls by itself: what is opened begins at its beginning
        ft.Column(
            inside if seen else [],
            key=key,
            visible=seen,
            expand=share,
            spacing=16,
            scroll=ft.ScrollMode.AUTO,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        for key, inside, seen, share in sides
    ]
    body = ft.Row(pair, spacing=16, expand=True, vertical_alignment=ft.CrossAxisAlignment.START)
    above = ft.Column([head, *stale] if wide else [], visible=wide, spacing=16)
    return ft.Column([above, body], key="team", spacing=16 if wide else 0, expand=True)


def _head(words: Words) -> ft.Control:
    return ft.Column([theme.text(words.title, size=28, bold=True), theme.quiet(words.lead, size=15)], spacing=2)


def _hint(words: Words) -> ft.Control:
    return controls.card(states.empty(ft.Icons.TOUCH_APP_OUTLINED, words.choose, key="choose"))


def _detail(roster: Roster, chosen: Chosen, close: controls.Handler) -> ft.Control | None:
    match chosen.kind:
        case "new":
            return keyed(NewPerson, "new", roster, close)
        case "enrol":
            return keyed(EnrolCard, "enrol", close)
        case "person":
            person = next((one for one in roster.staff or () if one.id == chosen.id), None)
            return None if person is None else keyed(PersonCard, f"card-{person.id}", roster, person, close)
        case "device":
            device = next((one for one in roster.devices if one.id == chosen.id), None)
            return None if device is None else keyed(DeviceCard, f"card-{device.id}", roster, device, close)
        case "connector":
            connector = next((one for one in roster.connectors if one.id == chosen.id), None)
            return None if connector is None else keyed(ConnectorCard, f"card-{connector.id}", roster, connector, close)
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Lists:
    """The left side: rows that open what stands on the right."""

    session: Session
    words: Words
    chosen: str
    pick: Callable[[str, str], controls.Handler]

    def people(self, people: tuple[Colleague, ...]) -> ft.Control:
        add = buttons.beside(self.words.add, self.pick("new", ""), key="add-person", icon=ft.Icons.PERSON_ADD_ALT_OUTLINED)
        return _section(ft.Icons.GROUPS_OUTLINED, self.words.staff, [self._person(one) for one in people], add)

    def devices(self, devices: tuple[DeviceRow, ...]) -> ft.Control:
        add = buttons.beside(self.words.enrol, self.pick("enrol", ""), key="enrol-device", icon=ft.Icons.QR_CODE_2)
        rows = [self._device(one) for one in devices]
        return _section(ft.Icons.TABLET_MAC, self.words.devices, rows or [theme.quiet(self.words.no_devices, size=14)], add)

    def connectors(self, connectors: tuple[ConnectorRow, ...]) -> ft.Control:
        words = CONNECTIONS.of(self.session.language)
        rows = [self._connector(one, words) for one in connectors]
        return _section(ft.Icons.CABLE, words.title, rows or [theme.quiet(words.none, size=14)])

    def _connector(self, connector: ConnectorRow, words: ConnectionWords) -> ft.Control:
        used = max((key.used_at for key in live(connector) if key.used_at is not None), default=None)
        last = words.unused if used is None else words.used(formats.moment(used, self.session.language))
        face = ft.Container(ft.Icon(ft.Icons.POINT_OF_SALE, size=22, color=theme.QUIET), width=40, height=40, alignment=ft.Alignment.CENTER)
        return self._row("connector", connector.id, face, connector.name, [words.row(len(live(connector))), last], [])

    def _person(self, person: Colleague) -> ft.Control:
        role = words_of(self.session).role.get(person.role, person.role)
        chips: list[ft.Control] = []
        told = role
        if self.session.person is not None and person.id == self.session.person.id:
            chips.append(controls.chip(self.words.you, size=12))
            told += f" {self.words.you}"
        if person.pin_pending:
            told += f" {self.words.pending}"
            pending = controls.chip(self.words.pending, icon=ft.Icons.PIN_OUTLINED, bgcolor=theme.AMBER, color=theme.ON_AMBER, size=12)
            chips.append(pending)
        return self._row("person", person.id, controls.initial(person.name, 40), person.name, [role], chips, told)

    def _device(self, device: DeviceRow) -> ft.Control:
        name = device.name or self.words.no_name
        since = self.words.since(formats.plain_day(formats.here(device.enrolled_at).date(), self.session.language))
        under = [*([device.terminal] if device.terminal else []), *([self.words.browser] if device.browser else []), since]
        chips: list[ft.Control] = [controls.chip(self.words.this_device, icon=ft.Icons.CHECK, size=12)] if device.this else []
        icon = ft.Icons.LAPTOP if device.browser else ft.Icons.TABLET_MAC
        face = ft.Container(ft.Icon(icon, size=22, color=theme.QUIET), width=40, height=40, alignment=ft.Alignment.CENTER)
        return self._row("device", device.id, face, name, under, chips)

    def _row(
        self, kind: str, identity: str, face: ft.Control, name: str, under: list[str], chips: list[ft.Control], told: str = ""
    ) -> ft.Control:
        """`told`, where the chips say something too, is what is said after the name."""
        roomy = self.session.room >= ROOMY
        lines = [" ・ ".join(under)] if roomy else under
        said: list[ft.Control] = [theme.text(name, size=16, bold=True), *(theme.quiet(line, size=13) for line in lines)]
        if not roomy:  # abreast they would leave the name no room
            said, chips = [*said, *chips], []
        inside = ft.Row(
            [
                face,
                ft.Column(said, spacing=2, expand=True, tight=True),
                *chips,
                ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET),
            ],
            spacing=12,
        )
        on_click = self.pick(kind, identity)
        tile = controls.tappable(
            inside, on_click, key=f"{kind}-{identity}", label=f"{name} {told or ' '.join(under)}", padding=10, bare=True
        )
        return ft.Container(tile, bgcolor=theme.SUNK if identity == self.chosen else None, border_radius=theme.CONTROL_RADIUS)


def _section(icon: ft.IconData, name: str, rows: list[ft.Control], add: ft.Control | None = None) -> ft.Control:
    return controls.card(ft.Column([controls.titled(icon, name), *rows, *([ft.Row([add])] if add else [])], spacing=10), padding=20)
