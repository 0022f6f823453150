"""Makes the demo shop through the public API: the real server in this process, its clock set to each moment of the last thirty days.

The file is written under another name and renamed when it is complete, so an interrupted start begins again.
"""

import random
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import msgspec

from backend.kit.mail import Mailbox
from shared.client import ConnectorApi, ManagerApi, MemberApi
from shared.clock import DAY, JST, MINUTE, SetClock, tokyo
from shared.ids import SystemIds
from shared.wire import coupons, members, staff, visits
from shared.wire.sales import Ref, SaleKey
from tools.demo import goods, shopper

DAYS = 30
MEMBERS = 60
QUIET = 9 * MINUTE
Progress = Callable[[float], None]


class Person(msgspec.Struct):
    """A demo member: enough to come back as him."""

    name: str
    email: str
    number: str
    store: str
    often: float
    """How likely he is the next customer, relative to the others."""


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


class Maker:
    """One run of the making, at the server's `url` and with its `clock`."""

    def __init__(self, url: str, clock: SetClock, mailbox: Mailbox, *, days: int = DAYS, members: int = MEMBERS) -> None:
        self.url = url
        self.clock = clock
        self.mailbox = mailbox
        self.days, self.members = days, members
        self.dice = random.Random(2026)
        self.ids = SystemIds(clock)
        self.today = clock.now()
        self.tills: list[Till] = []
        self.people: list[Person] = []
        self.phones: dict[str, MemberApi] = {}
        self.desks: dict[str, tuple[int, ManagerApi]] = {}

    async def make(self, setup_token: str, progress: Progress) -> Shop:
        """The shop day by day; `progress` hears the share that is done."""
        self.clock.at = self.today - self.days * DAY
        first = await self._set_up(setup_token)
        names = self._names()
        for ago in range(self.days, -1, -1):
            due = len(names) * (self.days - ago + 1) // (self.days + 1)
            await self._day(ago, names[len(self.people) : due])
            progress((self.days - ago + 1) / (self.days + 1))
        self.clock.at = self.today
        for api in (self.pos, *self.phones.values(), *(desk for _, desk in self.desks.values())):
            await api.close()
        return Shop(
            manager=first.staff,
            manager_pin=goods.STAFF[0][2],
            connector=self.connector.id,
            connector_token=self.connector.token,
            connector_secret=self.connector.secret,
            tills=self.tills,
            people=self.people,
        )

    async def _set_up(self, setup_token: str) -> staff.SetUp:
        made = [staff.NewStore(id=id_, name=name, issuer=goods.ISSUER, registration=goods.REGISTRATION) for id_, name in goods.STORES]
        people = [staff.NewStaff(name=name, role=role, pin=pin, stores=stores) for name, role, pin, stores in goods.STAFF]
        manager = msgspec.structs.replace(people[0], stores=(made[0].id,))
        async with ManagerApi(self.url) as api:
            first = await api.set_up(staff.Setup(token=setup_token, brand=goods.BRAND, manager=manager, store=made[0]))
            office = await api.enrol(first.enrolment.token)
            api.token = office.token
            api.token = (await api.unlock(staff.Unlock(staff=first.staff, pin=goods.STAFF[0][2]))).token
            for store in made[1:]:
                await api.add_store(store)
            clerks = {
                person.stores[0]: (await api.add_staff(person), pin)
                for person, (_, _, pin, _) in zip(people[1:], goods.STAFF[1:], strict=True)
            }
            for coupon in self._coupons():
                await api.add_coupon(coupon)
            linked = staff.NewConnector(name="レジ", stores=tuple(store.id for store in made), terminals=("r1",))
            self.connector = await api.add_connector(linked)
            self.pos = ConnectorApi(self.url, self.connector.token)
            for store in made:
                asked = staff.NewEnrolment(store=store.id, device_name=f"{store.name} タブレット", terminal="r1")
                tablet = await api.enrol((await api.enrolment(asked)).token)
                clerk, pin = clerks[store.id]
                self.tills.append(Till(store=store.id, terminal="r1", device=tablet.token, clerk=clerk.id, pin=pin))
        return first

    def _coupons(self) -> tuple[coupons.NewCoupon, ...]:
        start, end = tokyo(self.clock.now()).date(), tokyo(self.today).date() + timedelta(days=60)
        return (
            coupons.NewCoupon(
                id="welcome",
                kind="percent",
                value=10,
                name_ja="はじめての 10% 引き",
                name_en="10% off your first visit",
                starts_on=start,
                ends_on=end,
                on_join=True,
            ),
            coupons.NewCoupon(
                id="thanks-200",
                kind="amount",
                value=200,
                name_ja="ありがとう 200 円引き",
                name_en="¥200 off",
                starts_on=start,
                ends_on=end,
                minimum=1_000,
                on_join=True,
            ),
        )

    def _names(self) -> list[tuple[str, str]]:
        pairs = self.dice.sample([(family, given) for family in goods.FAMILY for given in goods.GIVEN], self.members - 1)
        return [
            ("山本 花子", "hanako@example.jp"),
            *((f"{family} {given}", f"member{n:02d}@example.jp") for n, (family, given) in enumerate(pairs, 2)),
        ]

    async def _day(self, ago: int, joining: list[tuple[str, str]]) -> None:
        midnight = datetime.combine(tokyo(self.today - ago * DAY).date(), datetime.min.time(), JST)
        for name, email in joining:
            self.clock.at = max(self.clock.at, int(midnight.timestamp() * 1000) + 7 * 60 * MINUTE + self.dice.randrange(30 * MINUTE))
            self.people.append(await self._join(name, email))
        rung = [(at, till) for till, mean in zip(self.tills, (36, 22), strict=True) for at in shopper.moments(self.dice, midnight, mean)]
        for at, till in sorted(rung, key=lambda pair: pair[0]):
            if at < self.today:
                self.clock.at = max(self.clock.at, at)
                await self._ring(till)

    async def _join(self, name: str, email: str) -> Person:
        store = self.dice.choices(self.tills, (3, 2))[0].store
        api = self.phones[email] = MemberApi(self.url)
        request = (await api.send_code(members.SendCode(email=email))).request
        birthday = date(self.dice.randrange(1950, 2008), self.dice.randrange(1, 13), self.dice.randrange(1, 29))
        profile = members.NewMember(name=name, store=store, birthday=birthday, terms_version="2026-10", consents=("mail", "analysis"))
        signed_in = await api.sign_in(members.SignIn(request=request, code=self._mailed(email), profile=profile))
        api.token, api.refresh = signed_in.token, signed_in.refresh
        card = await api.card()
        return Person(name=name, email=email, number=card.number, store=store, often=self.dice.paretovariate(1.2))

    def _mailed(self, email: str) -> str:
        """The code in the newest mail to the address."""
        text = next(mail.text for mail in self.mailbox.kept if mail.to == email)
        found = re.search(r"\b[0-9]{6}\b", text)
        if found is None:
            raise ValueError("a mail without a code")
        return found[0]

    async def _ring(self, till: Till) -> None:
        """One customer: a stranger, a member whose card number the POS knows, or one whose code the tablet scans and who uses points."""
        bought = shopper.basket(self.dice)
        kind = self.dice.choices(("stranger", "card", "scan"), (42, 46, 12))[0]
        here = [person for person in self.people if person.store == till.store or self.dice.random() < 0.2]
        till.receipt += 1
        key = SaleKey(store=till.store, terminal=till.terminal, number=f"{till.receipt:06d}")
        if kind == "stranger" or not here:
            await self.pos.sale(shopper.sale(bought, key, self.clock.now(), card=self.dice.random() < 0.4))
            return
        person = self.dice.choices(here, [person.often for person in here])[0]
        if kind == "card":
            await self.pos.sale(shopper.sale(bought, key, self.clock.now(), member=Ref(kind="card", value=person.number)))
            return
        voucher, points = await self._scan(till, person, bought.total)
        await self.pos.sale(shopper.sale(bought, key, self.clock.now() + 1000, voucher=voucher, points=points))

    async def _scan(self, till: Till, person: Person, total: int) -> tuple[coupons.Voucher | None, int]:
        """Scans the card and uses what it can: a coupon if there is one, and points in hundreds."""
        tablet = await self._desk(till)
        code = (await self.phones[person.email].code()).code
        panel = await tablet.open_visit(visits.OpenVisit(id=self.ids.new(), code=code, terminal=till.terminal))
        voucher = next((found for found in panel.vouchers if found.minimum <= total), None)
        due = total - shopper.off(voucher, total)
        points = min(panel.spendable, due) // 100 * 100
        if voucher is not None or points:
            used = (voucher.id,) if voucher else ()
            await tablet.redeem(panel.visit, visits.Redeem(op_id=self.ids.new(), points=points, vouchers=used, amount_due=total))
        return voucher, points

    async def _desk(self, till: Till) -> ManagerApi:
        """The till's tablet; its clerk enters the PIN again after a quiet while."""
        now = self.clock.now()
        used, desk = self.desks.get(till.store, (0, None))
        if desk is None:
            desk = ManagerApi(self.url)
        if now - used > QUIET:
            desk.token = till.device
            desk.token = (await desk.unlock(staff.Unlock(staff=till.clerk, pin=till.pin))).token
        self.desks[till.store] = now, desk
        return desk
