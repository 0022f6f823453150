"""The demo's shop is made through the public API, so it breaks when the product does: some days of it, in each test run."""

import asyncio
import io
import random
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import httpx
import msgspec
import pytest
from PIL import Image
from sqlalchemy import func, select, text

from backend.coupons.tables import coupons, vouchers
from backend.db.engine import Database
from backend.goods.tables import goods as goods_table
from backend.members.tables import members
from backend.notices.tables import notices
from backend.receipts.tables import sales
from backend.till.verify import verify
from shared.clock import DAY, JST, SetClock, to_instant
from tools.demo import __main__ as demo
from tools.demo import million, pictures, shopper
from tools.demo.goods import GOODS, STAFF, STORES, Goods
from tools.demo.history import IDLE_MINUTES, Maker
from tools.demo.line import HOST, Line
from tools.demo.scenes import SCENES, Scene, ready
from tools.demo.server import in_process
from tools.demo.shop import Shop


async def made(folder: Path, at: int, days: int, members: int) -> tuple[Shop, list[float]]:
    told: list[float] = []
    clock = SetClock(at)
    async with in_process(folder, clock, IDLE_MINUTES) as server:
        shop = await Maker(server.url, clock, server.mailbox, days=days, members=members).make(server.setup_token, told.append)
    return shop, told


async def test_some_days_of_the_shop(tmp_path: Path) -> None:
    evening = to_instant(datetime(2026, 12, 2, 20, tzinfo=JST))
    shop, told = await made(tmp_path, evening, days=3, members=12)
    assert [person.email for person in shop.people][:1] == ["hanako@example.jp"]
    assert len(shop.people) == 12
    assert [till.store for till in shop.tills] == [place.id for place in STORES]
    assert told[-1] == 1
    database = Database.open(f"sqlite:///{tmp_path / 'tamaru.db'}")
    try:
        assert await database.read(verify) == []
        used = await database.read(lambda connection: connection.scalars(select(func.sum(coupons.c.used))).one())
        pictured = await database.read(lambda connection: connection.scalar(select(func.count()).where(goods_table.c.picture.is_not(None))))
        offers = set(await database.read(lambda connection: connection.scalars(select(vouchers.c.coupon_id)).all()))
        rung = await database.read(lambda connection: connection.scalars(select(func.count()).select_from(sales)).one())
        news = await database.read(lambda connection: connection.scalars(select(notices.c.title_ja)).all())
        stamped = await database.read(lambda connection: connection.scalar(text("SELECT sum(n) FROM stamps WHERE kind = 'stamp'")))
        answered = await database.read(lambda connection: connection.scalar(text("SELECT count(*) FROM survey_replies")))
        doubled = await database.read(
            lambda connection: connection.scalar(text("SELECT count(*) FROM transactions WHERE why LIKE '%tuesday-bread%'"))
        )
        late = await database.read(lambda connection: connection.scalars(select(sales.c.notes).distinct()).all())
    finally:
        await database.close()
    assert stamped > 100, "what is bought fills stamp cards"
    assert answered > 1, "questions are answered by the door"
    assert doubled > 5, "bread counts twice on a Tuesday"
    assert used > 0, "coupons are used at the tablet"
    assert "シュトレンのご予約を承ります" in news
    assert pictured == len(GOODS)
    assert {"welcome", "thanks-200", "birthday-202612", "winter-2026"} <= offers
    assert rung == sum(till.receipt for till in shop.tills)
    assert rung > 200
    assert late == [""], "every sale came while the server believed its time"


async def test_the_same_seed_makes_the_same_shop(tmp_path: Path) -> None:
    noon = to_instant(datetime(2026, 9, 2, 12, tzinfo=JST))
    one, _ = await made(tmp_path / "one", noon, days=0, members=8)
    other, _ = await made(tmp_path / "other", noon, days=0, members=8)

    def story(shop: Shop) -> list[object]:
        return [[till.receipt for till in shop.tills], [(each.name, each.store, each.born, each.points) for each in shop.people]]

    assert story(one) == story(other)


async def test_a_phone_that_nobody_looked_at_for_a_year_signs_in_again(tmp_path: Path) -> None:
    clock = SetClock(to_instant(datetime(2026, 9, 2, 7, tzinfo=JST)))
    async with in_process(tmp_path, clock) as server:
        maker = Maker(server.url, clock, server.mailbox, days=0, members=2)
        shop = await maker.make(server.setup_token, lambda _: None)
        clock.forward(400 * DAY)
        phone = await maker.phone(shop.people[0])
        assert (await phone.card()).number == shop.people[0].number
        await phone.close()


def test_days_have_their_pattern() -> None:
    honten, ekimae, _ = STORES
    wednesday, saturday = date(2026, 10, 7), date(2026, 10, 10)
    assert shopper.expected(honten, saturday, 0) > shopper.expected(honten, wednesday, 0)
    assert shopper.expected(ekimae, saturday, 0) < shopper.expected(honten, saturday, 0)
    assert shopper.expected(honten, date(2026, 12, 24), 0) > 2 * shopper.expected(honten, date(2026, 8, 20), 0)
    assert shopper.expected(honten, wednesday, 1) > shopper.expected(honten, wednesday, 0)
    assert shopper.expected(honten, date(2027, 1, 1), 1) == 0


def test_a_basket_holds_what_the_season_sells() -> None:
    dice = random.Random(1)  # noqa: S311 - a shop that is played, the same each time
    winter, summer = ({line.sku for _ in range(400) for line in shopper.basket(dice, month).lines} for month in (12, 7))
    assert "P14" in winter - summer
    assert "D06" in summer - winter


def test_gifts_are_for_birthdays() -> None:
    dice = random.Random(1)  # noqa: S311 - a shop that is played, the same each time
    gifts = {goods.sku for goods in GOODS if goods.gift}

    def given(*, birthday: bool) -> int:
        return sum(line.sku in gifts for _ in range(600) for line in shopper.basket(dice, 5, birthday=birthday).lines)

    assert given(birthday=True) > 1.5 * given(birthday=False)


@pytest.mark.parametrize("goods", GOODS, ids=lambda goods: goods.sku)
def test_every_good_has_its_picture(goods: Goods) -> None:
    with Image.open(io.BytesIO(pictures.picture(goods.look))) as image:
        assert image.size == (pictures.PIXELS, pictures.PIXELS)
        assert len(image.getcolors(maxcolors=1 << 20) or ()) > 20


async def test_members_by_the_thousand_keep_the_books_whole(tmp_path: Path) -> None:
    evening = to_instant(datetime(2026, 12, 2, 20, tzinfo=JST))
    shop, _ = await made(tmp_path, evening, days=0, members=6)
    clock = SetClock(evening)
    told: list[float] = []
    await million.load(tmp_path, clock, 5_200, told.append)
    async with in_process(tmp_path, clock) as server:
        await million.trade(server.url, shop, clock, 5_200, 400, told.append)
    database = Database.open(f"sqlite:///{tmp_path / 'tamaru.db'}")
    try:
        assert await database.read(verify) == []
        assert await database.read(lambda connection: connection.scalar(select(func.count()).select_from(members))) == 5_206
        held = "SELECT count(*) FROM accounts WHERE kind = 'points' AND balance > 0"
        assert await database.read(lambda connection: connection.scalar(text(held))) > 300
    finally:
        await database.close()
    assert told == [5_000 / 5_200, 1, 1]


async def test_the_empty_shop_has_a_manager_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.demo.scenes.BUILD", tmp_path)
    shop = await ready(SCENES["empty"])
    assert (shop.people, shop.connector, len(shop.tills)) == ([], "", 1)
    assert await ready(SCENES["empty"]) == shop, "a second start goes on"


async def test_an_interrupted_making_begins_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.demo.scenes.BUILD", tmp_path)

    async def broken(data: Path) -> Shop:
        (data / "tamaru.db").write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await ready(Scene("x", "x", broken, ""))
    assert not (tmp_path / "x").exists()


async def test_the_line_breaks_and_comes_back(unused_tcp_port_factory: Callable[[], int]) -> None:
    listen, to = unused_tcp_port_factory(), unused_tcp_port_factory()

    async def far(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
        await writer.drain()
        writer.close()

    line = Line(listen, to)
    async with await asyncio.start_server(far, HOST, to), httpx.AsyncClient(trust_env=False) as http:
        await line.restore()
        assert (await http.get(f"http://{HOST}:{listen}/")).text == "ok"
        line.cut()
        with pytest.raises(httpx.TransportError):
            await http.get(f"http://{HOST}:{listen}/")
        await line.restore()
        assert (await http.get(f"http://{HOST}:{listen}/")).text == "ok"
        line.cut()


def test_an_unknown_scene_names_the_others() -> None:
    with pytest.raises(SystemExit, match="busy, offline, empty, million"):
        demo.chosen("bussy")


def test_each_scene_says_how_to_sign_in(capsys: pytest.CaptureFixture[str]) -> None:
    till = {"store": "honten", "terminal": "r1", "device": "d", "clerk": "c", "pin": "1"}
    for scene in SCENES.values():
        people: list[dict[str, object]] = [
            {"name": "山本 花子", "email": "hanako@example.jp", "number": "1", "store": "honten", "often": 1.0}
        ]
        shop = _shop(till, [] if scene.name == "empty" else people)
        demo.tell(scene, shop, "the-code")
        told = capsys.readouterr().out
        assert demo.STAFF in told
        assert demo.MEMBER in told
        assert "the-code" in told
        assert STAFF[0][2] in told


def _shop(till: dict[str, str], people: list[dict[str, object]]) -> Shop:
    connector = "id" if people else ""
    return msgspec.convert(
        {
            "manager": "m",
            "manager_pin": STAFF[0][2],
            "connector": connector,
            "connector_token": "",
            "connector_secret": "",
            "tills": [till],
            "people": people,
        },
        Shop,
    )
