"""What the demo keeps of the shop it made, and how the shop is opened: stores, people, tills, goods, its face."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import date

import httpx
import msgspec

from shared.client import ManagerApi
from shared.clock import MINUTE, SECOND, SetClock
from shared.ids import SystemIds
from shared.wire import brand, notes, staff
from shared.wire.goods import SaveGood
from tools.demo import goods, pictures

TERMINAL = "r1"


class Person(msgspec.Struct):
    """A demo member: enough to come back as him."""

    name: str
    email: str
    number: str
    store: str
    often: float
    """How likely he is the next customer, relative to the others."""
    born: date = date(1990, 1, 1)
    member: str = ""
    points: int = 0
    """As the last sale's answer said."""


class Till(msgspec.Struct):
    store: str
    terminal: str
    device: str
    """The tablet's bearer."""
    clerk: str
    pin: str
    receipt: int = 0


class Shop(msgspec.Struct):
    """What the demo keeps of the shop it made (`demo.json` beside the database): the keys of a made-up shop."""

    manager: str
    manager_pin: str
    connector: str
    connector_token: str
    connector_secret: str
    tills: list[Till]
    people: list[Person]


class Desk:
    """One tablet with one person at it, who enters the PIN again after a quiet while; `idle` in milliseconds, as the server has it."""

    def __init__(self, url: str, clock: SetClock, device: str, person: str, pin: str, idle: int = 9 * MINUTE) -> None:
        self._api = ManagerApi(url)
        self._clock = clock
        self._device, self._person, self._pin, self._idle = device, person, pin, idle
        self._used = 0

    @asynccontextmanager
    async def at_work(self) -> AsyncGenerator[ManagerApi]:
        now = self._clock.now()
        if now - self._used > self._idle:
            self._api.token = self._device
            self._api.token = (await self._api.unlock(staff.Unlock(staff=self._person, pin=self._pin))).token
        self._used = now
        yield self._api

    async def close(self) -> None:
        await self._api.close()


async def set_up(url: str, setup_token: str) -> tuple[staff.SetUp, str]:
    """A brand with one store and its manager, and nothing else; answers also the bearer of the manager's own tablet."""
    first = goods.STORES[0]
    name, role, pin, _ = goods.STAFF[0]
    store = staff.NewStore(id=first.id, name=first.name, issuer=goods.ISSUER, registration=goods.REGISTRATION)
    manager = staff.NewStaff(name=name, role=role, pin=pin, stores=(first.id,))
    async with ManagerApi(url) as api:
        made = await api.set_up(staff.Setup(token=setup_token, brand=goods.BRAND, manager=manager, store=store))
        return made, (await api.enrol(made.enrolment.token)).token


class Opening:
    """The first day before the first customer."""

    def __init__(self, url: str, clock: SetClock) -> None:
        self._url = url
        self._clock = clock
        self._ids = SystemIds(clock)

    async def open(self, setup_token: str) -> Shop:
        first, device = await set_up(self._url, setup_token)
        pin = goods.STAFF[0][2]
        async with ManagerApi(self._url, device) as api:
            api.token = (await api.unlock(staff.Unlock(staff=first.staff, pin=pin))).token
            for place in goods.STORES[1:]:
                await api.add_store(staff.NewStore(id=place.id, name=place.name, issuer=goods.ISSUER, registration=goods.REGISTRATION))
            hired = [
                await api.add_staff(staff.NewStaff(name=name, role=role, pin=pin, stores=at)) for name, role, pin, at in goods.STAFF[1:]
            ]
            await self._dress(api)
            linked = staff.NewConnector(name="レジ", stores=tuple(place.id for place in goods.STORES), terminals=(TERMINAL,))
            connector = await api.add_connector(linked)
            tills = [
                await self._till(api, place, clerk.id, pin)
                for place, clerk, (_, _, pin, _) in zip(goods.STORES, hired, goods.STAFF[1:], strict=False)
            ]
        return Shop(
            manager=first.staff,
            manager_pin=pin,
            connector=connector.id,
            connector_token=connector.token,
            connector_secret=connector.secret,
            tills=tills,
            people=[],
        )

    async def _till(self, api: ManagerApi, place: goods.Place, clerk: str, pin: str) -> Till:
        asked = staff.NewEnrolment(store=place.id, device_name=f"{place.name} タブレット", terminal=TERMINAL)
        tablet = await api.enrol((await api.enrolment(asked)).token)
        return Till(store=place.id, terminal=TERMINAL, device=tablet.token, clerk=clerk, pin=pin)

    async def _dress(self, api: ManagerApi) -> None:
        """Its face, its goods with their pictures, and what it wants to know of its members."""
        logo, card = await api.add_picture(pictures.logo()), await api.add_picture(pictures.card())
        await api.change_brand(brand.ChangeBrand(name=goods.BRAND, seed=goods.SEED, logo=logo.id, picture=card.id))
        for ja, en in (("アレルギー", "Allergies"), ("いつもの", "The usual")):
            await api.save_field(notes.SaveField(id=self._ids.new(), label_ja=ja, label_en=en))
        for each in goods.GOODS:
            self._clock.forward(SECOND)
            shown = await api.add_picture(pictures.picture(each.look))
            await api.save_good(
                SaveGood(
                    sku=each.sku, name_ja=each.name, name_en=each.name_en, category=each.category, picture=shown.id, points=each.points
                )
            )


def shared_line() -> httpx.AsyncHTTPTransport:
    """The connections of all the phones; whoever opened it closes it."""
    return httpx.AsyncHTTPTransport()
