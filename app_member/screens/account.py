"""The account: who I am to this shop, which devices are signed in, what I have agreed to, the freeze, my data, the way out."""

from collections.abc import Callable

import flet as ft

from app_member.account import Everything
from app_member.home import use_session
from app_member.parts.account_sheets import Open, Sheet, named
from app_member.parts.frame import sub_view
from app_member.parts.own_fields import OwnFields
from app_member.parts.profile_sheet import Draft, ProfileSheet
from app_member.parts.rows import link, section
from shared.i18n import Language, formats
from shared.i18n.member.account import ACCOUNT, Account
from shared.ui import controls, states, text_size, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_observed, use_state
from shared.wire.members import Consent, GiveConsent, MyDevice, Profile

PURPOSES = ("mail", "analysis")


def _closed() -> Open | None:
    return None


def _no_draft() -> Draft | None:
    return None


@ft.component
def AccountScreen() -> ft.View:
    actions, session, _ = use_session()
    shelf = use_observed(actions.state.account)
    words = ACCOUNT.of(session.language)
    sheet, show = use_state(_closed)
    draft, write = use_state(_no_draft)
    use_work(actions.account.load, [])

    def open_one(chosen: Open) -> None:
        show(chosen)

    def edit() -> None:
        if shelf.value is not None:
            write(Draft.of(shelf.value[0]))

    pieces: list[ft.Control] = []
    if shelf.value is None:
        if shelf.error is not None:
            retry = actions.guard(lambda: actions.guard.spawn(actions.account.load))
            pieces.append(states.failed(shelf.error, session.language, retry, key="account-failed"))
        else:
            pieces.append(
                states.skeleton([states.bone(height, radius=theme.CARD_RADIUS) for height in (110, 160, 150, 90)], session.language)
            )
    else:
        if shelf.error is not None:
            pieces.append(states.StaleBar(session.language, lambda: actions.age(shelf.at)))
        pieces += _sections(shelf.value, session.language, words, actions.guard(open_one), actions.guard(edit))
        if session.has("fields"):
            pieces.insert(-1, OwnFields())
    return sub_view(
        words.title, [*pieces, Sheet(sheet, lambda: show(None)), ProfileSheet(draft, write)], back="/", route="/account", spacing=24
    )


def _sections(
    everything: Everything, language: Language, words: Account, show: Callable[[Open], object], edit: controls.Handler
) -> list[ft.Control]:
    profile, devices, consents = everything
    return [
        _person(profile, language, words, edit),
        section(words.devices, words.devices_more, _devices(devices, language, words, show)),
        section(words.consents, words.consents_more, [Switches(consents, profile.terms_version)]),
        _freeze(profile, words, show),
        section(
            words.mine,
            "",
            [
                link(ft.Icons.DOWNLOAD, words.download, words.download_more, lambda: show(Open("download")), key="download"),
                link(ft.Icons.LOGOUT, words.leave, words.leave_more, lambda: show(Open("leave")), key="leave", color=theme.RED),
            ],
        ),
    ]


def _person(profile: Profile, language: Language, words: Account, edit: controls.Handler) -> ft.Control:
    said: list[ft.Control] = [
        theme.text(profile.name, size=20, bold=True, key="name"),
        theme.quiet(profile.email, size=14, key="email"),
        theme.quiet(words.since(formats.day(formats.here(profile.joined_at).date(), language))),
    ]
    born = words.birthday_none if profile.birthday is None else f"{words.birthday} {formats.plain_day(profile.birthday, language)}"
    said.append(theme.quiet(born, key="birthday"))
    face, told = controls.initial(profile.name, 56), ft.Column(said, spacing=2)
    if text_size.chosen() < text_size.LARGE:
        told.expand = True
        who: ft.Control = ft.Row([face, told], spacing=16)
    else:  # an address is not to be broken for a picture
        who = ft.Column([face, told], spacing=10)
    button = ft.Container(
        controls.quiet_button(words.edit, edit, key="edit", icon=ft.Icons.EDIT_OUTLINED), alignment=ft.Alignment.CENTER_RIGHT
    )
    return controls.card(ft.Column([who, button], spacing=4), padding=ft.Padding.only(left=20, right=12, top=20, bottom=8))


def _devices(devices: tuple[MyDevice, ...], language: Language, words: Account, show: Callable[[Open], object]) -> list[ft.Control]:
    def one(device: MyDevice) -> ft.Control:
        return link(
            ft.Icons.SMARTPHONE if device.kind == "device" else ft.Icons.LANGUAGE,
            named(device, words),
            words.added(formats.day(formats.here(device.since).date(), language)),
            lambda: show(Open("device", device)),
            key=f"device-{device.id}",
            mark=words.this_one if device.current else "",
        )

    return [one(device) for device in devices]


@ft.component
def Switches(consents: tuple[Consent, ...], version: str) -> ft.Control:
    """Withdrawing is the same one tap as giving."""
    actions, session, _ = use_session()
    words = ACCOUNT.of(session.language)
    given = {consent.purpose: consent.given for consent in consents}

    def one(purpose: str) -> ft.Control:
        on = given.get(purpose, False)  # pyright: ignore[reportArgumentType]  one of PURPOSES

        async def turn() -> None:
            await actions.account.consent(GiveConsent(purpose=purpose, given=not on, version=version))  # pyright: ignore[reportArgumentType]  as above

        switch = ft.Switch(
            value=on,
            key=f"consent-{purpose}",
            on_change=controls.bound(actions.guard(turn)),
            active_color=theme.BRAND,
        )
        said = ft.Column(
            [theme.text(words.purposes[purpose], size=16, bold=True), theme.quiet(words.purposes_more[purpose])], spacing=2, expand=True
        )
        return ft.MergeSemantics(ft.Container(ft.Row([said, switch], spacing=16), padding=theme.PAD))

    return ft.Column([one(PURPOSES[0]), controls.rule(), one(PURPOSES[1])], spacing=0)


def _freeze(profile: Profile, words: Account, show: Callable[[Open], object]) -> ft.Control:
    if profile.frozen:
        note = ft.Row(
            [
                ft.Icon(ft.Icons.AC_UNIT, size=24, color=theme.ON_AMBER),
                theme.text(words.frozen, size=16, bold=True, color=theme.ON_AMBER, expand=True),
            ],
            spacing=12,
        )
        button = controls.primary(words.unfreeze, lambda: show(Open("unfreeze")), key="unfreeze", icon=ft.Icons.LOCK_OPEN)
        return controls.card(ft.Column([note, button], spacing=14), key="frozen", bgcolor=theme.AMBER)
    return controls.card(link(ft.Icons.AC_UNIT, words.freeze, words.freeze_more, lambda: show(Open("freeze")), key="freeze"), padding=0)
