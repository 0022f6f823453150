"""Thirteen months of the demo shop, made through the public API: the real server in this process, its clock set to each moment.

Nothing is backdated. Who joins, shows a phone or is given a coupon does so when the server's clock stands there; what the tills rang up
over the day comes at closing time in one batch (`POST /v1/sales:batch`), as a POS without a steady line would send it.
"""

import asyncio
import random
import re
from collections.abc import Callable
from datetime import date, datetime

from backend.kit.mail import Mailbox
from shared.client import ConnectorApi, ManagerApi, MemberApi, SignedOut
from shared.clock import DAY, HOUR, JST, MINUTE, SECOND, SetClock, to_instant, tokyo
from shared.ids import SystemIds
from shared.wire import coupons, members, notes, visits
from shared.wire import goods as wire
from shared.wire.sales import Ref, Sale, SaleKey
from tools.demo import goods, offers, shopper
from tools.demo.doorstep import Doorstep
from tools.demo.shop import TERMINAL, Desk, Opening, Person, Shop, Till, shared_line

DAYS = 396
MEMBERS = 300
LATELY = 30
"""Days in which the tablets are used most, so that the boards have something to show."""
PHONES = 24
"""Members whose phone is followed: the regulars who pay with points."""
HEROINE = ("山本 花子", "hanako@example.jp")
OFF = {"percent", "amount"}
"""Coupons that a tablet without the basket can take off."""
AT_ONCE = 8
"""Who joins on one day does so side by side."""
IDLE_MINUTES = 600
"""The shop's own setting while its history is made: one PIN a day."""
Progress = Callable[[float], None]


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
        self.line = shared_line()
        self.phones: dict[str, MemberApi] = {}
        self.sold: list[Sale] = []
        """Yesterday's, without discount: some come back."""

    async def make(self, setup_token: str, progress: Progress) -> Shop:
        """The shop day by day; `progress` hears the share that is done."""
        self.clock.at = to_instant(self._midnight(self.days)) + 6 * HOUR
        self.shop = await Opening(self.url, self.clock).open(setup_token)
        manager = Desk(self.url, self.clock, self.shop.tills[0].device, self.shop.manager, self.shop.manager_pin, 0)
        self.desks = {
            till.store: Desk(self.url, self.clock, till.device, till.clerk, till.pin, (IDLE_MINUTES - 1) * MINUTE)
            for till in self.shop.tills
        }
        self.pos = ConnectorApi(self.url, self.shop.connector_token)
        self.offers = offers.Offers(manager, self.ids, self.dice, tokyo(self.today).date())
        self.doorstep = Doorstep(self.url, manager, self.ids, self.shop.tills[0])
        names = self._names()
        for ago in range(self.days, -1, -1):
            share = (self.days - ago + 1) / (self.days + 1)
            due = round(len(names) * share**0.6)
            await self._day(ago, names[len(self.shop.people) : due])
            progress(share)
        self.clock.at = self.today
        await self._ask()
        for api in (self.pos, manager, self.doorstep, *self.desks.values()):
            await api.close()
        await self.line.aclose()
        return self.shop

    async def _ask(self) -> None:
        """A member asks about the newest points that he got: a case for the store."""
        phone = await self.phone(self.shop.people[0])
        row = next((row for row in (await phone.points()).rows if row.kind == "grant"), None)
        if row is not None:
            await phone.ask_about(row.id, "メロンパンを 2 個買ったのですが、ポイントは合っていますか?")

    def _names(self) -> list[tuple[str, str]]:
        pairs = self.dice.sample([(family, given) for family in goods.FAMILY for given in goods.GIVEN], self.members - 1)
        return [HEROINE, *((f"{family} {given}", f"member{n:03d}@example.jp") for n, (family, given) in enumerate(pairs, 2))]

    def _midnight(self, ago: int) -> datetime:
        return datetime.combine(tokyo(self.today - ago * DAY).date(), datetime.min.time(), JST)

    async def _day(self, ago: int, joining: list[tuple[str, str]]) -> None:
        midnight = self._midnight(ago)
        self.clock.at = max(self.clock.at, min(to_instant(midnight) + 7 * HOUR, self.today))
        await self.offers.of_day(midnight.date(), self.shop.people)
        new = [self._newcomer(name, email) for name, email in joining]
        for start in range(0, len(new), AT_ONCE):
            await asyncio.gather(*map(self._join, new[start : start + AT_ONCE]))
        self.shop.people += new
        if ago < LATELY:
            await self._come_by()
        years = (self.days - ago) / 365
        rung = [
            (at, till)
            for till, place in zip(self.shop.tills, goods.STORES, strict=True)
            for at in shopper.moments(self.dice, midnight, shopper.expected(place, midnight.date(), years))
            if at < self.today
        ]
        await self._trade(sorted(rung, key=lambda pair: pair[0]), ago)

    async def _come_by(self) -> None:
        """In the morning, to the tablet by the door."""
        await self.doorstep.open()
        for person in self.doorstep.choose(self.shop.people[:PHONES]):
            await self.doorstep.come(await self.phone(person))

    async def _trade(self, rung: list[tuple[int, Till]], ago: int) -> None:
        """The day's customers in order; all but those who show a phone go into the batch."""
        self.seen: set[str] = set()
        shown = set(self.dice.sample(range(len(rung)), min(len(rung), 3 if ago < LATELY else ago % 2)))
        batch: list[Sale] = []
        buyers: list[Person | None] = []
        for n, (at, till) in enumerate(rung):
            till.receipt += 1
            key = SaleKey(store=till.store, terminal=till.terminal, number=f"{till.receipt:06d}")
            by_tablet = ago < LATELY
            shows = self.shop.people[:PHONES] if by_tablet else [each for each in self.shop.people[1:PHONES] if each.points >= 100]
            if n in shown and (person := self._one_of(shows, at)):
                self.clock.at = max(self.clock.at, at)
                await self._served(till, person, key, by_tablet=by_tablet)
                continue
            if self.sold and self.dice.random() < 0.006:
                batch.append(shopper.brought_back(self.sold.pop(self.dice.randrange(len(self.sold))), key, at))
                buyers.append(None)
                continue
            person = self._buyer(till, at)
            buyers.append(person)
            batch.append(self._bought(person, key, at))
        self.sold = [sale for sale in batch if sale.kind == "sale"]
        closing = rung[-1][0] + HOUR if rung else 0
        self.clock.at = max(self.clock.at, min(closing, self.today))
        await self._post(batch, buyers)

    async def _post(self, batch: list[Sale], buyers: list[Person | None]) -> None:
        n = 0
        async for answer in self.pos.record_batch(batch):
            if answer.answer is None:
                raise ValueError(f"{batch[n]}: {answer.problem}")
            person = buyers[n]
            if person is not None and answer.answer.balance is not None:
                person.points = answer.answer.balance
            n += 1

    def _buyer(self, till: Till, at: int) -> Person | None:
        """A member whose card number the POS knows, or a stranger."""
        if self.dice.random() < 0.4:
            return None
        return self._one_of([person for person in self.shop.people if person.store == till.store or self.dice.random() < 0.08], at)

    def _one_of(self, people: list[Person], at: int) -> Person | None:
        """Whoever comes often, and everybody more often in the month of the birthday; hardly anybody twice a day."""
        month = tokyo(at).month
        left = [person for person in people if person.number not in self.seen]
        if not left:
            return None
        found = self.dice.choices(left, [person.often * (1.7 if person.born.month == month else 1) for person in left])[0]
        if self.dice.random() < 0.95:
            self.seen.add(found.number)
        return found

    def _bought(self, person: Person | None, key: SaleKey, at: int) -> Sale:
        month = tokyo(at).month
        bought = shopper.basket(self.dice, month, birthday=person is not None and person.born.month == month)
        member = Ref(kind="card", value=person.number) if person else None
        return shopper.sale(bought, key, at, member=member, card=self.dice.random() < 0.4)

    def _newcomer(self, name: str, email: str) -> Person:
        heroine = email == HEROINE[1]
        return Person(
            name=name,
            email=email,
            number="",
            store=goods.STORES[0].id if heroine else self.dice.choices(self.shop.tills, (5, 4, 3))[0].store,
            often=8 if heroine else min(self.dice.paretovariate(1.2), 12),
            born=date(
                self.dice.randrange(1950, 2008),
                tokyo(self.today).month if heroine else self.dice.randrange(1, 13),
                self.dice.randrange(1, 29),
            ),
        )

    async def _join(self, person: Person) -> None:
        """By the code that comes by mail, at his store."""
        profile = members.NewMember(
            name=person.name, store=person.store, birthday=person.born, terms_version="2026-10", consents=("mail", "analysis")
        )
        api = self.phones[person.email] = MemberApi(self.url, transport=self.line)
        person.member = await self._sign_in(api, person.email, profile)
        person.number = (await api.card()).number

    async def _sign_in(self, api: MemberApi, email: str, profile: members.NewMember | None = None) -> str:
        request = (await api.send_code(members.SendCode(email=email))).request
        signed_in = await api.sign_in(members.SignIn(request=request, code=self._mailed(email), profile=profile))
        api.token, api.refresh = signed_in.token, signed_in.refresh
        return signed_in.member

    async def phone(self, person: Person) -> MemberApi:
        """Signed in anew when it has not been looked at for a year."""
        api = self.phones[person.email]
        try:
            await api.card()
        except SignedOut:
            await self._sign_in(api, person.email)
        return api

    def _mailed(self, email: str) -> str:
        """The code in the newest mail to the address."""
        text = next(mail.text for mail in self.mailbox.kept if mail.to == email)
        found = re.search(r"\b[0-9]{6}\b", text)
        if found is None:
            raise ValueError("a mail without a code")
        return found[0]

    async def _served(self, till: Till, person: Person, key: SaleKey, *, by_tablet: bool) -> None:
        """Shows the phone, uses what can be used, pays; the sale comes at once and finds its visit."""
        month = tokyo(self.clock.now()).month
        bought = shopper.basket(self.dice, month, birthday=person.born.month == month)
        serve = self._scan if by_tablet else self._reserve
        voucher, points = await serve(till, person, key, bought.total)
        answer = await self.pos.sale(shopper.sale(bought, key, self.clock.now() + SECOND, voucher=voucher, points=points))
        person.points = answer.balance or 0

    async def _reserve(self, till: Till, person: Person, key: SaleKey, total: int) -> tuple[None, int]:
        """A till that reads the phone itself and calls in two steps."""
        phone = await self.phone(person)
        points = min((await phone.card()).balance, total, 1_000) // 100 * 100
        code = (await phone.code()).code
        if points:
            asked = visits.Reserve(op_id=self.ids.new(), store=till.store, member=code, points=points, amount_due=total)
            held = await self.pos.reserve(asked)
            await self.pos.commit(held.redemption, visits.Settle(op_id=self.ids.new(), terminal=till.terminal, number=key.number))
        return None, points

    async def _scan(self, till: Till, person: Person, key: SaleKey, total: int) -> tuple[coupons.Voucher | None, int]:
        """The tablet reads the phone: a coupon if there is one, points in hundreds, now and then a good for points."""
        del key
        code = (await (await self.phone(person)).code()).code
        async with self.desks[till.store].at_work() as tablet:
            panel = await tablet.open_visit(visits.OpenVisit(id=self.ids.new(), code=code, terminal=TERMINAL))
            saves = person.email == HEROINE[1]  # so that there is something to use when you sign in as her
            voucher = None if saves else next((found for found in panel.vouchers if found.minimum <= total and found.kind in OFF), None)
            due = total - shopper.off(voucher, total)
            points = min(panel.spendable, due, 100 if saves else 1_000) // 100 * 100
            if voucher is not None or points:
                used = (voucher.id,) if voucher else ()
                await tablet.redeem(panel.visit, visits.Redeem(op_id=self.ids.new(), points=points, vouchers=used, amount_due=total))
            await self._extras(tablet, panel, 0 if saves else panel.spendable - points)
        return voucher, points

    async def _extras(self, tablet: ManagerApi, panel: visits.Panel, left: int) -> None:
        prize = next((each for each in panel.prizes if each.points <= left), None)
        if prize is not None and self.dice.random() < 0.3:
            await tablet.exchange(panel.visit, wire.Exchange(op_id=self.ids.new(), sku=prize.sku, points=prize.points))
        if not panel.notes and self.dice.random() < 0.4:
            await tablet.write_note(panel.visit, notes.WriteNote(id=self.ids.new(), text=self.dice.choice(offers.NOTES)))
            usual = panel.details[-1].field
            await tablet.note_detail(panel.visit, usual, notes.NoteDetail(value=self.dice.choice(goods.GOODS[:10]).name))
