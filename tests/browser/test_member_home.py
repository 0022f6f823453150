"""A member at home: why there are so many points, a receipt found and taken along, a note of one's own, the language, the data, and the way out."""

import csv
import re
import zipfile
from datetime import date, timedelta
from io import BytesIO, StringIO

import msgspec
import pytest
from playwright.async_api import expect

from shared.client import ManagerApi
from shared.clock import business_date, to_date
from shared.i18n import formats
from shared.i18n.common import COMMON
from shared.i18n.member import MEMBER
from shared.i18n.member.account import ACCOUNT
from shared.i18n.member.balance import BALANCE
from shared.i18n.member.notices import FIELDS
from shared.i18n.member.paper import PAPER
from shared.wire.goods import SaveGood
from shared.wire.sales import Ref
from shared.wire.staff import NewConnector, NewStore
from tests.backend.receipts.pdf_text import text_of
from tests.browser.conftest import Opener
from tests.browser.harness import Screen
from tests.browser.people import EMAIL, joins
from tests.browser.processes import Stack
from tests.shop import CLOCK, STORE, Shop, mailed_code, open_shop

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
STATION, CAKE = "ekimae", "栗のタルト"


async def test_a_member_at_home(stack: Stack, open_phone: Opener) -> None:
    shop = await open_shop(stack.api, stack.setup_token)
    phone = await open_phone(f"{stack.member}/join/{STORE}")
    await buys(shop, await joins(phone, stack))
    await phone.until("46 pt")
    await asks_why(phone)
    await sees_prizes(phone)
    await looks_for_receipts(phone)
    await takes_one_along(phone)
    await keeps_a_household_book(phone)
    await reads_english(phone)
    await notes_something(phone)
    await takes_his_data(phone)
    await leaves(phone, stack)


async def press(phone: Screen, name: str) -> None:
    await phone.tap(phone.page.get_by_role("button", name=re.compile(name)).first)


async def file_of(phone: Screen, button: str) -> tuple[str, bytes]:
    """What the browser saves when it is pressed."""
    async with phone.page.expect_download() as coming:
        await press(phone, button)
    download = await coming.value
    return download.suggested_filename, (await download.path()).read_bytes()


def today() -> date:
    return to_date(business_date(CLOCK.now()))


async def buys(shop: Shop, number: str) -> None:
    """Bread at the first store, a cake at the second; the bread can be had for points too."""
    async with ManagerApi(shop.api, shop.manager) as api:
        await api.add_store(NewStore(id=STATION, name="駅前店", issuer="株式会社こもれび", registration="T7123456789012"))
        station = await api.add_connector(NewConnector(name="駅前のレジ", stores=(STATION,), terminals=("e1",)))
        await api.save_good(SaveGood(sku="P03", name_ja="食パン 一斤", points=40))
    member = Ref(kind="card", value=number)
    await shop.ring(shop.sale(1_200, member=member))
    cake = shop.sale(3_400, member=member)
    line = msgspec.structs.replace(cake.lines[0], sku="C01", name=CAKE)
    shop.connector = station
    await shop.ring(msgspec.structs.replace(cake, store=STATION, terminal="e1", lines=(line,)))


async def asks_why(phone: Screen) -> None:
    words = MEMBER.ja.points
    await press(phone, MEMBER.ja.card.history)
    await phone.until(formats.month(today(), "ja"))
    await press(phone, re.escape(words.why("34 pt")))
    await phone.until("100 円ごとに 1 pt（3,400 円）")
    await phone.shot("home/1-why")
    await phone.page.keyboard.press("Escape")


async def sees_prizes(phone: Screen) -> None:
    words = BALANCE.ja.prizes
    await press(phone, f"^{words.open}")
    await phone.until(words.reach)
    await phone.until("食パン 一斤")
    await phone.shot("home/2-prizes")
    await press(phone, f"^{COMMON.ja.back}")
    await press(phone, f"^{COMMON.ja.back}")


async def looks_for_receipts(phone: Screen) -> None:
    """By item, by store, by day; by its amount test_papers does."""
    words = PAPER.ja.search
    await phone.tap(phone.page.get_by_role("tab", name=MEMBER.ja.receipts.tab))
    await phone.until("¥4,600")
    await press(phone, words.open)
    await phone.write(words.item, "タルト")
    await phone.shot("home/3-search")
    await press(phone, f"^{words.do}")
    await phone.until(words.item_chip("タルト"))
    await only(phone, "¥3,400", "¥1,200")
    await press(phone, re.escape(words.without(words.item_chip("タルト"))))
    await phone.until("¥1,200")
    await press(phone, words.open)
    await press(phone, "^本店$")
    await press(phone, f"^{words.spans['own']}$")
    await phone.write(words.from_day, formats.plain_day(today() - timedelta(1), "ja"))
    await press(phone, f"^{words.do}")
    await only(phone, "¥1,200", "¥3,400")
    await phone.shot("home/4-found")
    await press(phone, words.open)
    await press(phone, f"^{words.clear}$")
    await press(phone, f"^{words.spans['last']}$")
    await press(phone, f"^{words.do}")
    await phone.until(words.nothing)
    await press(phone, re.escape(words.without("")))


async def only(phone: Screen, there: str, gone: str) -> None:
    await expect(phone.page.get_by_role("button", name=re.compile(gone))).to_have_count(0)
    await expect(phone.page.get_by_role("button", name=re.compile(there))).to_have_count(1)


async def takes_one_along(phone: Screen) -> None:
    words = PAPER.ja.foot
    await press(phone, CAKE)
    await phone.until("T7123456789012")
    await expect(phone.page.get_by_role("img", name=words.code_label)).to_have_count(1)
    name, pdf = await file_of(phone, f"^{words.pdf}")
    assert re.fullmatch(r"receipt-\d{4}-\d\d-\d\d-e1-.*\.pdf", name)
    assert CAKE in text_of(pdf)
    await phone.until(words.saved)
    await phone.shot("home/5-receipt")
    await press(phone, f"^{COMMON.ja.back}")


async def keeps_a_household_book(phone: Screen) -> None:
    words = PAPER.ja.book
    await press(phone, words.title)
    await phone.until(words.more)
    name, content = await file_of(phone, f"^{words.do}")
    assert name.endswith(".csv")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert {CAKE, "食パン 一斤"} <= {cell for row in rows for cell in row}


async def reads_english(phone: Screen) -> None:
    """The largest text there is, and back."""
    await press(phone, MEMBER.ja.card.menu)
    await phone.until(MEMBER.ja.menu.language)
    await press(phone, "^English$")
    await phone.until(MEMBER.en.menu.language)
    await press(phone, "^200%$")
    await phone.until(MEMBER.en.menu.language)
    await phone.shot("home/6-large-english")
    await press(phone, "^100%$")
    await press(phone, f"^{COMMON.ja.language_name}$")
    await phone.until(MEMBER.ja.menu.language)
    await press(phone, ACCOUNT.ja.settings)
    await phone.until(ACCOUNT.ja.devices)


async def notes_something(phone: Screen) -> None:
    words = FIELDS.ja
    day = today() + timedelta(40)
    await press(phone, f"^{words.add}")
    await phone.write(words.label, "自転車の保険")
    await phone.write(words.value, "証券 A-1234567")
    await phone.write(words.day, formats.plain_day(day, "ja"))
    await phone.tap(phone.page.get_by_role("switch", name=re.compile(words.remind)))
    await phone.shot("home/7-note")
    await press(phone, f"^{words.save}")
    await phone.until(words.saved)
    await expect(phone.page.get_by_role("button", name=re.compile(f"自転車の保険.*{words.reminds}"))).to_have_count(1)


async def takes_his_data(phone: Screen) -> None:
    words = ACCOUNT.ja
    await press(phone, f"^{words.download}")
    await phone.until(words.mine)
    _, content = await file_of(phone, f"^{words.download}$")
    with zipfile.ZipFile(BytesIO(content)) as data:
        inside = "".join(data.read(name).decode("utf-8", "replace") for name in data.namelist())
    assert "証券 A-1234567" in inside
    assert CAKE in inside


async def leaves(phone: Screen, stack: Stack) -> None:
    """He is gone, and nobody signs in as him."""
    words = ACCOUNT.ja
    await press(phone, f"^{words.leave} ")
    await phone.until(words.leave_lead)
    button = phone.page.get_by_role("button", name=words.leave_do)
    await expect(button).to_be_enabled()
    await phone.shot("home/8-leave")
    await phone.write(words.code, await mailed_code(stack.api, EMAIL))
    await phone.tap(button)
    await phone.until(MEMBER.ja.join.email)
    await phone.shot("home/9-left")
    await phone.write(MEMBER.ja.join.email, EMAIL)
    await press(phone, MEMBER.ja.join.send)
    await expect(phone.page.get_by_label(MEMBER.ja.join.code)).to_be_visible()
    await phone.write(MEMBER.ja.join.code, await mailed_code(stack.api, EMAIL))
    await phone.until(MEMBER.ja.join.no_store)
    await phone.shot("home/10-no-such-member")
