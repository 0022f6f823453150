"""A day of the people behind the counter: the tablet set up, a member served while the server goes away, then the manager's boards, members, team, tills and a questionnaire."""

import re
import zipfile
from pathlib import Path

import msgspec
import pytest
from playwright.async_api import expect

from shared.client import ManagerApi, MemberApi
from shared.i18n.boards import BOARDS
from shared.i18n.checkin import CHECKIN
from shared.i18n.counter import COUNTER
from shared.i18n.device import DEVICE
from shared.i18n.directory import DIRECTORY
from shared.i18n.queue import QUEUE
from shared.i18n.settings import SETTINGS
from shared.i18n.staff import STAFF
from shared.i18n.team import TEAM
from shared.i18n.tills import TILLS
from shared.wire.goods import SaveGood
from shared.wire.notes import SaveField
from shared.wire.sales import Ref
from shared.wire.staff import NewStore
from tests.browser.conftest import Opener
from tests.browser.harness import CameraFile, Screen
from tests.browser.people import enrols, unlocks
from tests.browser.processes import Stack
from tests.shop import IDS, TERMINAL, Shop, join, open_shop

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
NAME, CLERK = "木村 太郎", "鈴木 葵"
GOOD, SIZE, CAKE = "焼き菓子の箱", "靴のサイズ", "栗のタルト"


async def test_behind_the_counter(stack: Stack, open_tablet: Opener, camera: CameraFile, tmp_path: Path) -> None:
    shop = await open_shop(stack.api, stack.setup_token)
    token, card = await join(stack.api, "taro@example.jp", NAME)
    await prepares(shop, card.number)
    tablet = await open_tablet(stack.staff + "/", camera=camera)
    await enrols(tablet, camera, await shop.enrolment())
    await unlocks(tablet)
    await sets_the_tablet_up(tablet, card.number)
    async with MemberApi(stack.api, token) as phone:
        await press(tablet, "^読み取り$")
        camera.show((await phone.code()).code)
        await tablet.until(NAME)
        camera.show()
        await writes_down(tablet)
        await exchanges(tablet)
        assert (await phone.card()).balance == 800
        await loses_the_server(tablet, stack)
        assert (await phone.card()).balance == 300
    await looks_at_the_boards(tablet, tmp_path)
    await looks_at_a_member(tablet, card.number[-4:])
    await takes_somebody_on(tablet)
    await links_a_till(tablet)
    await asks_something(tablet)


async def press(tablet: Screen, name: str) -> None:
    await tablet.tap(tablet.page.get_by_role("button", name=re.compile(name)).first)


async def prepares(shop: Shop, number: str) -> None:
    async with ManagerApi(shop.api, shop.manager) as api:
        await api.save_good(SaveGood(sku="G01", name_ja=GOOD, points=200))
        await api.save_field(SaveField(id=IDS.new(), label_ja=SIZE, label_en="Shoe size"))
        await api.add_store(NewStore(id="ekimae", name="駅前店", issuer="株式会社こもれび", registration="T7123456789012"))
    await shop.ring(shop.sale(100_000, member=Ref(kind="card", value=number)))
    cake = shop.sale(23_000)
    await shop.ring(msgspec.structs.replace(cake, lines=(msgspec.structs.replace(cake.lines[0], sku="C01", name=CAKE),)))


async def sets_the_tablet_up(tablet: Screen, number: str) -> None:
    """The camera by name, no sounds, and what a scanner gun reads: keys a few milliseconds apart, and Enter."""
    words = DEVICE.ja
    await press(tablet, f"^{words.rail}$")
    await tablet.until(words.test_lead)
    await press(tablet, r"^1\. camera")
    await press(tablet, f"^{words.sound_off}$")
    await expect(tablet.page.get_by_role("button", name=words.heard["good"], exact=True)).to_have_count(0)
    await press(tablet, f"^{words.sound_on}$")
    await press(tablet, f"^{words.heard['good']}$")
    for _ in range(5):  # keys that a busy machine brings late are a person's
        await tablet.page.keyboard.type(number)
        await tablet.page.keyboard.press("Enter")
        await tablet.page.wait_for_timeout(700)
        if words.kinds["number"] in await tablet.page.locator("flt-semantics-host").aria_snapshot():
            break
    await tablet.until(words.ways["gun"])
    await tablet.shot("floor/1-device")


async def writes_down(tablet: Screen) -> None:
    words = COUNTER.ja.knows
    await press(tablet, f"^{words.open}")
    await tablet.write(SIZE, "26.5")
    await press(tablet, f"^{words.detail(SIZE)}")
    await tablet.until(words.kept)
    await tablet.write(words.write, "左足が少し大きい")
    await press(tablet, f"^{words.keep}")
    await expect(tablet.page.get_by_role("button", name=words.remove)).to_have_count(1)
    await tablet.shot("floor/2-notes")
    await press(tablet, f"^{words.close}")
    await tablet.until(f"{SIZE} 26.5")
    await tablet.until("左足が少し大きい")


async def exchanges(tablet: Screen) -> None:
    words = COUNTER.ja.exchange
    await press(tablet, f"^{GOOD} 200 pt")
    await tablet.shot("floor/3-prize")
    await press(tablet, re.escape(words.confirm(f"{GOOD} (200 pt)")))
    await tablet.until(words.hand_over(GOOD))
    await tablet.shot("floor/4-exchanged")
    await press(tablet, f"^{words.back}")


async def loses_the_server(tablet: Screen, stack: Stack) -> None:
    """500 pt are being used when the server goes: it waits in the queue too. Sent again from there they are used once, and nothing waits."""
    words = STAFF.ja.panel
    await press(tablet, r"^500\s*pt$")
    stack.server.end()
    await press(tablet, "500 pt を使う")
    await tablet.until(words.unsure_title)
    await tablet.shot("floor/5-unsure")
    await press(tablet, f"^1 {QUEUE.ja.rail}$")
    await tablet.until(QUEUE.ja.unsure)
    await tablet.shot("floor/6-waits")
    stack.server.start()
    stack.server.wait()
    await press(tablet, f"^{QUEUE.ja.again}$")
    await tablet.until(STAFF.ja.result.redeemed)
    await tablet.shot("floor/6-used")
    await press(tablet, f"^{QUEUE.ja.seen}$")
    await press(tablet, f"^{QUEUE.ja.rail}$")
    await tablet.until(QUEUE.ja.none)


# ---------------------------------------------------------------- the manager
async def looks_at_the_boards(tablet: Screen, folder: Path) -> None:
    """Beside last year, the stores beside each other, what sells, and when; the table as a file that opens."""
    words = BOARDS.ja
    await press(tablet, f"^{words.short}$")
    await tablet.until("¥123,000")
    await tablet.until(words.beside_of["year-day"])
    await press(tablet, f"^{words.by['week']}$")
    await tablet.until(words.beside_of["year-week"])
    await press(tablet, f"^{words.as_table}")
    await tablet.shot("floor/7-sales")
    await press(tablet, f"^{words.side_by_side}$")
    await tablet.until(words.said_stores("")[:8])
    await tablet.shot("floor/8-stores")
    await press(tablet, f"^{words.pages['items']}$")
    await tablet.until(CAKE)
    await press(tablet, f"^{words.by_quantity}$")
    async with tablet.page.expect_download() as coming:
        await press(tablet, "^Excel$")
    file = folder / "items.xlsx"
    await (await coming.value).save_as(file)
    with zipfile.ZipFile(file) as book:
        assert CAKE in "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    await tablet.shot("floor/9-items")
    await press(tablet, f"^{words.pages['hours']}$")
    await tablet.until(words.hours_lead)
    await tablet.shot("floor/10-hours")


async def looks_at_a_member(tablet: Screen, end: str) -> None:
    words = DIRECTORY.ja
    await press(tablet, f"^{words.short}$")
    await tablet.write(words.search, end)
    await press(tablet, re.escape(words.card(end)))
    await tablet.until(words.opened)
    await tablet.until("300 pt")
    await tablet.shot("floor/11-member")


async def takes_somebody_on(tablet: Screen) -> None:
    words = TEAM.ja.team
    await press(tablet, f"^{words.rail}$")
    await press(tablet, f"^{words.add}$")
    await tablet.write(words.name, CLERK)
    await press(tablet, f"^{words.make}$")
    await tablet.until(words.temporary(CLERK))
    await expect(tablet.page.get_by_role("button", name=re.compile(f"^{CLERK} "))).to_have_count(1)
    await tablet.shot("floor/12-new-person")


async def links_a_till(tablet: Screen) -> None:
    """From amounts typed by hand to the POS, as it was."""
    words = TILLS.ja
    await press(tablet, f"^{SETTINGS.ja.short}$")
    await press(tablet, f"^{words.title} {words.more}")
    await press(tablet, f"^{words.till(TERMINAL)} ")
    await press(tablet, f"^{words.by_hand} ")
    await press(tablet, f"^{words.save}$")
    await press(tablet, f"^{words.till(TERMINAL)} {words.manual}")
    await press(tablet, f"^レジ {words.by_pos_lead}")
    await press(tablet, f"^{words.save}$")
    await expect(tablet.page.get_by_role("button", name=re.compile(f"^{words.till(TERMINAL)} {words.linked('レジ')}"))).to_have_count(1)
    await tablet.shot("floor/13-till")


async def asks_something(tablet: Screen) -> None:
    words = CHECKIN.ja
    await press(tablet, f"^{words.name} ")
    await press(tablet, f"^{words.add}$")
    for label, text in (
        (words.title_ja, "ご来店アンケート"),
        (words.title_en, "About your visit"),
        (words.question_ja, "接客はいかがでしたか。"),
        (words.question_en, "How was our service?"),
    ):
        await tablet.write(label, text, exact=True)
    await press(tablet, f"^{dict(words.kinds)['scale']}$")
    await tablet.until(words.scale_note)
    await tablet.shot("floor/14-questionnaire")
    await press(tablet, f"^{words.save}$")
    await expect(tablet.page.get_by_role("button", name=re.compile(f"^ご来店アンケート .*{words.on}"))).to_have_count(1)
    await tablet.shot("floor/15-questionnaires")
