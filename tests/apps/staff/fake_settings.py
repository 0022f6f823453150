"""What the fake shop has set once: its face, modules and pictures, rules, offers, goods, questions, tills and old cards."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import httpx
import msgspec
from PIL import Image, ImageDraw

from backend.earning.checking import wrong
from backend.till.trying import tried
from shared.wire import brand as faces
from shared.wire import coupons, notes, stats, takeover, tickets
from shared.wire import goods as things
from shared.wire import rules as ruling
from shared.wire import stamps as stamping
from shared.wire import trying as tries
from shared.wire.problems import Code, problem
from tests.apps.staff.made_up import uid

RULES = ruling.Rules(
    version=3,
    since=datetime(2026, 9, 1, 0, 0, tzinfo=UTC),
    unit_amount=100,
    points_per_unit=1,
    rounding="floor",
    ranks=(
        ruling.RankRule(id="regular", from_spent=0, rate_permille=1000),
        ruling.RankRule(id="silver", from_spent=50_000, rate_permille=1250),
        ruling.RankRule(id="gold", from_spent=120_000, rate_permille=1500),
    ),
    rank_months=12,
    life_months=12,
    visit_limit=3000,
    grace_days=30,
    adjustments=(ruling.AdjustRule(role="shift_lead", points=500), ruling.AdjustRule(role="manager", points=3000)),
    adjustment_hours=24,
)
VERSIONS = (
    tries.RuleVersion(version=3, since=RULES.since, made_at=RULES.since, state="now", rules=RULES.rules),
    tries.RuleVersion(version=1, since=None, made_at=None, state="over", rules=ruling.RuleBody(unit_amount=200)),
)
OFFERS = (
    coupons.Coupon(
        id="welcome", kind="percent", value=10, name_ja="はじめての 10% 引き", name_en="10% off your first visit",
        starts_on=date(2026, 11, 1), ends_on=date(2027, 1, 31), minimum=0, issued=412, used=188,
    ),
    coupons.Coupon(
        id="new-year", kind="amount", value=500, name_ja="新春 500 円引き", name_en="¥500 off for the new year",
        starts_on=date(2027, 1, 2), ends_on=date(2027, 1, 11), minimum=3000, issued=0, used=0,
    ),
    coupons.Coupon(
        id="rain", kind="amount", value=100, name_ja="雨の日 100 円引き", name_en="¥100 off on rainy days",
        starts_on=date(2026, 9, 1), ends_on=date(2026, 10, 31), minimum=1000, issued=960, used=301,
    ),
)  # fmt: skip
CARDS = (
    stamping.StampCard(
        id="coffee-10", name_ja="コーヒーのスタンプカード", name_en="Coffee card", size=10, basis="yen", yen=500, once_a_day=False,
        starts_on=date(2026, 10, 1), ends_on=date(2027, 3, 31), coupon="coffee-free", given=1204, filled=96, stopped=False, kind="free",
        value=480, reward_ja="コーヒー 1 杯プレゼント", reward_en="A coffee on us",
        terms=coupons.Terms(skus=("C01",), goods_ja="コーヒー", goods_en="Coffee"),
    ),
    stamping.StampCard(
        id="summer", name_ja="夏のスタンプラリー", name_en="Summer card", size=5, basis="visit", yen=None, once_a_day=True,
        starts_on=date(2026, 7, 1), ends_on=date(2026, 8, 31), coupon="summer-gift", given=830, filled=121, stopped=False, kind="amount",
        value=300, reward_ja="¥300 引き", reward_en="¥300 off",
    ),
)  # fmt: skip
BOOKS = (
    tickets.TicketOffer(
        id="coffee-11", name_ja="コーヒー回数券", name_en="Eleven coffees", goods_ja="コーヒー 1 杯", goods_en="A coffee", tickets=11, price=4800,
        months=6, days=None, stores=(), stopped=False, sold=214, used=1630, left=702, value=306_742,
    ),
    tickets.TicketOffer(
        id="care-5", name_ja="ハンドケア 10 分 回数券", name_en="Hand care, five times", goods_ja="ハンドケア 10 分", goods_en="Hand care",
        tickets=5, price=9000, months=None, days=90, stores=("honten",), stopped=True, sold=31, used=140, left=9, value=16_200,
    ),
)  # fmt: skip
WITH_TICKETS = faces.Brand(name="こもれびベーカリー", seed=faces.SEED, modules=faces.MODULES)
"""The module is off at first."""
GOODS = tuple(
    things.Good(sku=f"4900000{n:06}", name_ja=ja, name_en=en, category=kind, picture=None, points=points, active=n != 4)
    for n, (ja, en, kind, points) in enumerate(
        (
            ("クロワッサン", "Croissant", "パン", None),
            ("食パン(一斤)", "White loaf", "パン", None),
            ("オリジナル保冷バッグ", "Cooler bag", "雑貨", 1200),
            ("自家焙煎コーヒー豆 200g", "Coffee beans, 200 g", "ドリンク", 800),
            ("夏限定 レモンタルト", "Lemon tart", "焼き菓子", None),
        )
    )
)
FIELDS = (
    notes.ShopField(id=uid(301), label_ja="靴のサイズ", label_en="Shoe size"),
    notes.ShopField(id=uid(302), label_ja="好きなパン", label_en="Favourite bread"),
)
TILLS = (
    stats.TerminalRow(
        id="r1", connector=uid(20), connector_name="レジ POS", devices=("レジ横のタブレット",),
        last_sale_at=datetime(2026, 11, 22, 8, 41, tzinfo=UTC),
    ),
    stats.TerminalRow(id="r2", connector=None, connector_name="", devices=("入口のタブレット",), last_sale_at=None),
)  # fmt: skip
LEGACY = takeover.LegacyState(cards=1840, points=412_300, taken=212, taken_points=61_450, waiting=3)
LOADED = takeover.Imported(added=120, changed=4, skipped=2)


def logo(color: str = "#B3282D") -> bytes:
    """A made-up sign as PNG."""
    drawn = Image.new("RGBA", (256, 256), color)
    ImageDraw.Draw(drawn).ellipse((56, 56, 200, 200), fill="#FFF6E8")
    into = io.BytesIO()
    drawn.save(into, "PNG")
    return into.getvalue()


@dataclass
class FakeSettings:
    brand: faces.Brand = field(default_factory=lambda: faces.Brand(name="こもれびベーカリー", seed=faces.SEED))
    pictures: dict[str, bytes] = field(default_factory=dict[str, bytes])
    rules: ruling.Rules = RULES
    versions: tuple[tries.RuleVersion, ...] = VERSIONS
    offers: tuple[coupons.Coupon, ...] = OFFERS
    cards: tuple[stamping.StampCard, ...] = CARDS
    books: tuple[tickets.TicketOffer, ...] = BOOKS
    goods: tuple[things.Good, ...] = GOODS
    page: int = 50
    """Goods at a time."""
    fields: tuple[notes.ShopField, ...] = FIELDS
    tills: tuple[stats.TerminalRow, ...] = TILLS
    legacy: takeover.LegacyState = LEGACY
    loaded: takeover.Imported = LOADED
    """What becomes of a file."""
    posters: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """(store, address) of those that were drawn."""
    files: list[bytes] = field(default_factory=list[bytes])

    def answer(self, request: httpx.Request) -> httpx.Response | None:
        """None for what is not a matter of settings."""
        path, content = request.url.path, request.content
        verbs: dict[str, Callable[[httpx.Request, bytes], httpx.Response | None]] = {
            "brand": self._brand,
            "media": self._media,
            "rules": self._rules,
            "coupons": self._coupons,
            "stamp-cards": self._cards,
            "ticket-offers": self._books,
            "goods": self._goods,
            "shop-fields": self._fields,
            "legacy-cards": self._legacy,
        }
        verb = verbs.get(path.split("/")[2])
        if verb is not None:
            return verb(request, content)
        if path.endswith("/poster"):
            self.posters.append((path.split("/")[3], request.url.params["address"]))
            return httpx.Response(200, content=b"%PDF-poster")
        return self._tills(request, content) if "/terminals" in path else None

    def _brand(self, request: httpx.Request, content: bytes) -> httpx.Response:
        now = self.brand
        if request.url.path.endswith("/modules"):
            wanted = msgspec.json.decode(content, type=faces.SwitchModule)
            on = (*now.modules, wanted.module) if wanted.on else tuple(each for each in now.modules if each != wanted.module)
            self.brand = msgspec.structs.replace(now, modules=on, version=now.version + 1)
        elif request.method == "POST":
            body = msgspec.json.decode(content, type=faces.ChangeBrand)
            shown = {name: None if (hash_ := getattr(body, name)) is None else _picture(hash_) for name in ("logo", "picture")}
            self.brand = msgspec.structs.replace(now, name=body.name, seed=body.seed, **shown, version=now.version + 1)
        return _good(self.brand)

    def _media(self, request: httpx.Request, content: bytes) -> httpx.Response | None:
        if request.method == "GET":
            known = self.pictures.get(request.url.path.rsplit("/", 1)[-1])
            return None if known is None else httpx.Response(200, content=known)
        try:
            Image.open(io.BytesIO(content)).verify()
        except OSError:
            found = problem(Code.PICTURE_UNREADABLE)
            return httpx.Response(found.status, content=msgspec.json.encode(found))
        return _good(self.keep(content))

    def keep(self, content: bytes) -> faces.Picture:
        """A picture that the shop has."""
        made = _picture(hashlib.sha256(content).hexdigest())
        self.pictures[made.id] = content
        return made

    def _rules(self, request: httpx.Request, content: bytes) -> httpx.Response:
        if request.url.path.endswith("/versions"):
            return _good(self.versions)
        if request.url.path.endswith("/preview"):
            ask = msgspec.json.decode(content, type=tries.TryRules)
            found = wrong(ask.rules, date(2026, 11, 22))
            return _good(tried(ask)) if found is None else _problem(*found)
        if request.method == "POST":
            self._set(msgspec.json.decode(content, type=ruling.SetRules))
        return _good(self.rules)

    def _set(self, body: ruling.SetRules) -> None:
        later, newest = body.effective_at, max(each.version for each in self.versions) + 1
        state = "now" if later is None else "coming"
        made = tries.RuleVersion(version=newest, since=later, made_at=None, state=state, rules=body.rules)
        over = (msgspec.structs.replace(each, state="over") if each.state == state == "now" else each for each in self.versions)
        self.versions = (made, *over)
        if later is None:
            self.rules = msgspec.structs.replace(self.rules, version=newest, rules=body.rules)
        else:
            self.rules = msgspec.structs.replace(self.rules, next_at=later)

    def _coupons(self, request: httpx.Request, content: bytes) -> httpx.Response:
        if request.method == "GET":
            return _good(self.offers)
        if request.url.path.endswith("/end"):
            ended = request.url.path.split("/")[3]
            last = date(2026, 11, 21)
            self.offers = tuple(msgspec.structs.replace(each, ends_on=last) if each.id == ended else each for each in self.offers)
            return _good(next(each for each in self.offers if each.id == ended))
        sent = msgspec.json.decode(content)
        made = msgspec.convert({**sent, "issued": 0, "used": 0}, coupons.Coupon)
        self.offers = (made, *self.offers)
        return _good(made)

    def _cards(self, request: httpx.Request, content: bytes) -> httpx.Response:
        if request.method == "GET":
            return _good(self.cards)
        if request.url.path.endswith("/state"):
            which, on = request.url.path.split("/")[3], msgspec.json.decode(content, type=stamping.SwitchStampCard).on
            self.cards = tuple(msgspec.structs.replace(each, stopped=not on) if each.id == which else each for each in self.cards)
            return _good(next(each for each in self.cards if each.id == which))
        body = msgspec.json.decode(content, type=stamping.NewStampCard)
        sent, reward = msgspec.to_builtins(body), body.reward
        gift = {"kind": reward.kind, "value": reward.value, "reward_ja": reward.name_ja, "reward_en": reward.name_en}
        made = {**sent, **gift, "terms": sent["reward"]["terms"], "coupon": reward.id, "given": 0, "filled": 0, "stopped": False}
        self.cards = (msgspec.convert(made, stamping.StampCard), *self.cards)
        return _good(self.cards[0])

    def _books(self, request: httpx.Request, content: bytes) -> httpx.Response:
        if request.url.path.endswith("/state"):
            which, on = request.url.path.split("/")[3], msgspec.json.decode(content, type=tickets.SwitchTicketOffer).on
            self.books = tuple(msgspec.structs.replace(each, stopped=not on) if each.id == which else each for each in self.books)
            return _good(next(each for each in self.books if each.id == which))
        if request.method == "POST":
            sent = msgspec.to_builtins(msgspec.json.decode(content, type=tickets.NewTicketOffer))
            none = {"stopped": False, "sold": 0, "used": 0, "left": 0, "value": 0}
            self.books = (msgspec.convert(sent | none, tickets.TicketOffer), *self.books)
            return _good(self.books[0])
        left, value = (sum(getattr(each, name) for each in self.books) for name in ("left", "value"))
        return _good(tickets.TicketOffers(offers=self.books, left=left, value=value))

    def _goods(self, request: httpx.Request, content: bytes) -> httpx.Response:
        if request.method == "POST":
            body = msgspec.json.decode(content, type=things.SaveGood)
            made = things.Good(**{name: getattr(body, name) for name in things.Good.__struct_fields__})
            self.goods = tuple(sorted((made, *(each for each in self.goods if each.sku != made.sku)), key=lambda each: each.sku))
            return _good(made)
        query = request.url.params
        found = [each for each in self.goods if query.get("q", "").lower() in f"{each.sku} {each.name_ja} {each.name_en}".lower()]
        found = [each for each in found if each.sku > query.get("after", "")]
        following = found[self.page - 1].sku if len(found) > self.page else None
        kinds = tuple(sorted({each.category for each in self.goods}))
        return _good(things.GoodsPage(rows=tuple(found[: self.page]), next=following, categories=kinds))

    def _fields(self, request: httpx.Request, content: bytes) -> httpx.Response:
        if request.method == "DELETE":
            self.fields = tuple(each for each in self.fields if not request.url.path.endswith(each.id))
            return httpx.Response(204)
        if request.method == "POST":
            body = msgspec.json.decode(content, type=notes.SaveField)
            made = notes.ShopField(id=body.id, label_ja=body.label_ja, label_en=body.label_en)
            known = any(each.id == made.id for each in self.fields)
            self.fields = tuple(made if each.id == made.id else each for each in self.fields) if known else (*self.fields, made)
        return _good(self.fields)

    def _legacy(self, request: httpx.Request, content: bytes) -> httpx.Response:
        if request.method == "GET":
            return _good(self.legacy)
        self.files.append(content)
        return _good(self.loaded)

    def _tills(self, request: httpx.Request, content: bytes) -> httpx.Response:
        if request.method == "GET":
            return _good(self.tills)
        which, to = request.url.path.rsplit("/", 1)[-1], msgspec.json.decode(content, type=stats.LinkTerminal).connector
        name = "" if to is None else "レジ POS"
        self.tills = tuple(
            msgspec.structs.replace(each, connector=to, connector_name=name) if each.id == which else each for each in self.tills
        )
        return httpx.Response(204)


def _picture(hash_: str) -> faces.Picture:
    return faces.Picture(id=hash_, width=256, height=256, lightest="#FFF6E8", darkest="#B3282D")


def _problem(code: Code, args: dict[str, Any]) -> httpx.Response:
    found = problem(code, args)
    return httpx.Response(found.status, content=msgspec.json.encode(found))


def _good(answer: msgspec.Struct | tuple[msgspec.Struct, ...]) -> httpx.Response:
    return httpx.Response(200, content=msgspec.json.encode(answer))
