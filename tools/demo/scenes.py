"""What `make demo SCENE=…` can show, and how each shop is made ready: a folder under build/ that appears only when it is complete."""

import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from shared.clock import SetClock, SystemClock
from tools.demo import goods, million
from tools.demo.history import IDLE_MINUTES, Maker
from tools.demo.server import in_process
from tools.demo.shop import Shop, Till, set_up

BUILD = Path("build")
BAR = 32
KEPT = "demo.json"
Make = Callable[[Path], Awaitable[Shop]]


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    folder: str
    make: Make
    says: str
    """What is special about it."""
    rush: bool = False
    """The tills ring many times a second."""
    breaks: bool = False
    """The apps reach the server over a line that is cut from time to time."""

    @property
    def data(self) -> Path:
        return BUILD / self.folder


def show(what: str) -> Callable[[float], None]:
    """One line that fills up."""

    def bar(share: float) -> None:
        full = round(share * BAR)
        print(f"\r  {what} {'█' * full}{'░' * (BAR - full)} {share:4.0%}", end="\n" if share >= 1 else "", flush=True)

    return bar


async def _full(data: Path) -> Shop:
    clock = SetClock(SystemClock().now())
    async with in_process(data, clock, IDLE_MINUTES) as server:
        return await Maker(server.url, clock, server.mailbox).make(server.setup_token, show("お店の準備"))


async def _empty(data: Path) -> Shop:
    async with in_process(data, SystemClock()) as server:
        made, device = await set_up(server.url, server.setup_token)
    pin = goods.STAFF[0][2]
    till = Till(store=goods.STORES[0].id, terminal="", device=device, clerk=made.staff, pin=pin)
    return Shop(manager=made.staff, manager_pin=pin, connector="", connector_token="", connector_secret="", tills=[till], people=[])


async def _million(data: Path) -> Shop:
    """The full shop's database, and the others beside its own members."""
    shop = await ready(FULL)
    for name in ("tamaru.db", "tamaru.db-wal", "secret.key"):
        if (FULL.data / name).exists():
            shutil.copy2(FULL.data / name, data / name)
    clock = SystemClock()
    await million.load(data, clock, million.MEMBERS, show("百万人の会員"))
    async with in_process(data, clock) as server:
        await million.trade(server.url, shop, clock, million.MEMBERS, million.SALES, show("その一日   "))
    return shop


FULL = Scene(
    "shop", "demo", _full, "13 か月の記録がある、3 店舗のふつうの一日です。\n  Three stores with 13 months behind them, on an ordinary day."
)
SCENES = {
    scene.name: scene
    for scene in (
        FULL,
        Scene(
            "busy",
            "demo",
            _full,
            "レジが 1 秒に何度も打たれます。本日ボードと会員証が動きます。\n  The tills ring many times a second: look at Today, and at an open card.",
            rush=True,
        ),
        Scene(
            "offline",
            "demo",
            _full,
            "回線が 45 秒つながり、30 秒切れます。\n  The line of both apps is up for 45 s and cut for 30 s, again and again.",
            breaks=True,
        ),
        Scene(
            "empty",
            "demo-empty",
            _empty,
            "登録したばかりで、まだ何もないお店です。\n  A shop that was set up a minute ago: no members, no goods, no sales.",
        ),
        Scene(
            "million",
            "demo-million",
            _million,
            "会員が百万人います。\n  A million members beside the 300 (m1@example.jp … m1000000@example.jp).",
        ),
    )
}


async def ready(scene: Scene) -> Shop:
    """The shop as it stands, or a new one."""
    kept = scene.data / KEPT
    if kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=Shop)
    part = scene.data.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    shop = await scene.make(part)
    (part / KEPT).write_bytes(msgspec.json.encode(shop))
    shutil.rmtree(scene.data, ignore_errors=True)
    part.rename(scene.data)
    return shop
