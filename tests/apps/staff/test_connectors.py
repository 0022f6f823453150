"""The connected tills on the manager's page of people and devices."""

import pytest

from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_connectors import ROWS, FakeConnectors
from tests.apps.staff.made_up import MANAGER, uid

ROW = ROWS[0]


async def at_card(tablet: OpenTablet, **more: object) -> Tablet:
    here = await tablet("/team", person=MANAGER, **more)
    await here.app.until(lambda: here.app.has(f"connector-{ROW.id}"))
    await here.app.click(f"connector-{ROW.id}")
    return here


@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_what_each_key_may_and_when_it_was_used(tablet: OpenTablet, width: float) -> None:
    here = await at_card(tablet, width=width)
    for words in (
        "レジ POS",
        "使える店舗: 本店、駅前店",
        "キー 2",
        "会計の記録",
        "POS からの通知",
        "ポイントの利用",
        "最後に使われたのは",
        "無効にしたキー 1 個",
    ):
        assert here.app.shows(words), words
    assert not here.app.has(f"revoke-{uid(21)}")


async def test_in_english(tablet: OpenTablet) -> None:
    here = await at_card(tablet, language="en")
    for words in ("Connected tills and sites", "For: 本店, 駅前店", "Redeem points", "Last used", "1 revoked key"):
        assert here.app.shows(words), words


async def test_a_key_is_made_for_what_it_needs_and_shown_once(tablet: OpenTablet) -> None:
    here = await at_card(tablet)
    await here.app.click("add-key")
    await here.app.click("scope-redemptions")
    await here.app.click("make-key")
    assert here.shop.calls("/keys") == [{"scopes": ["sales", "events"]}]
    assert here.app.shows("tk_Zb3")
    assert here.app.shows("whsec_MfKQ")
    await here.app.click("copy-secret")
    assert "set" in here.app.called()
    assert here.app.shows("署名のシークレットをコピーしました")
    await here.app.click("key-kept")
    assert not here.app.shows("whsec_MfKQ")
    assert here.app.shows("まだ使われていません")


async def test_a_key_for_nothing_cannot_be_made_and_a_refusal_is_said(tablet: OpenTablet) -> None:
    here = await at_card(tablet)
    await here.app.click("add-key")
    here.shop.refuse("/keys", Code.TOO_MANY_KEYS, most=5)
    await here.app.click("make-key")
    assert here.app.shows("有効なキーは 5 個まで")
    for scope in ("sales", "events", "redemptions"):
        await here.app.click(f"scope-{scope}")
    assert getattr(here.app.key("make-key"), "disabled", False)


async def test_revoking_is_asked_twice(tablet: OpenTablet) -> None:
    here = await at_card(tablet)
    await here.app.click(f"revoke-{uid(22)}")
    assert here.app.shows("もう一度押すと")
    assert here.shop.calls(f"/keys/{uid(22)}") == []
    await here.app.click(f"revoke-{uid(22)}")
    assert len(here.shop.calls(f"/keys/{uid(22)}")) == 1
    assert here.app.shows("無効にしたキー 2 個")


async def test_without_one_it_says_what_will_stand_there(tablet: OpenTablet) -> None:
    here = await tablet("/team", person=MANAGER, connectors=FakeConnectors(rows=()))
    await here.app.until(lambda: here.app.shows("POS やネットショップを連携すると"))
