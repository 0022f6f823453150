"""A connector's keys: changed without a gap, used for what they are for, dead when they are revoked."""

import msgspec
import pytest

from shared.client import ConnectorApi, Refused, SignedOut
from shared.clock import MINUTE
from shared.wire import staff
from tests.backend.api.harness import House, transport
from tests.backend.api.test_bad_input import check
from tests.backend.api.test_webhooks import event, send, signed


def till(shop: House, key: staff.Connector) -> ConnectorApi:
    return ConnectorApi("http://shop", key.token, transport=transport(shop.api))


async def test_a_key_is_changed_without_a_gap(each_shop: House) -> None:
    shop = each_shop
    fresh = await shop.manager.add_connector_key(shop.connector.id, staff.NewConnectorKey())
    old, new = till(shop, shop.connector), till(shop, fresh)
    sale = shop.sale("1")
    assert await old.sale(sale) == await new.sale(sale)  # one source: the same sale, not a second one
    shop.clock.forward(MINUTE)
    await new.sale(shop.sale("2"))
    (row,) = await shop.manager.connectors("honten")
    assert len(row.stores) == 1
    assert [key.used_at is not None for key in row.keys] == [True, True]
    assert row.keys[0].used_at < row.keys[1].used_at  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue]  both are set
    await shop.manager.revoke_connector_key(shop.connector.id, shop.connector.key)
    with pytest.raises(SignedOut):
        await old.sale(shop.sale("3"))
    body = event(shop, "4")
    check(await send(shop, body, signed(shop, body)), "signature-invalid")
    assert (await send(shop, body, signed(shop, body, secret=fresh.secret))).status_code == 202
    await new.sale(shop.sale("5"))
    (row,) = await shop.manager.connectors("honten")
    assert [key.revoked_at is None for key in row.keys] == [False, True]
    with pytest.raises(Refused, match="not-found"):
        await shop.manager.revoke_connector_key(shop.connector.id, shop.connector.key)


async def test_a_key_is_good_for_its_scopes(shop: House) -> None:
    keys = {
        scope: await shop.manager.add_connector_key(shop.connector.id, staff.NewConnectorKey(scopes=(scope,))) for scope in staff.SCOPES
    }
    reservation = {"op_id": shop.ids.new(), "store": "honten", "points": 1, "card": "123456789014"}
    for scope, key in keys.items():
        body = event(shop, scope)
        answers = {
            "sales": await shop.ask("POST", "/v1/sales", key.token, content=msgspec.json.encode(shop.sale(f"s-{scope}"))),
            "redemptions": await shop.ask("POST", "/v1/redemptions", key.token, json=reservation),
            "events": await send(shop, body, signed(shop, body, secret=key.secret, name=f"e-{scope}")),
        }
        assert {name for name, answer in answers.items() if answer.status_code != 403} == {scope}


async def test_keys_have_bounds(shop: House) -> None:
    for _ in range(4):
        await shop.manager.add_connector_key(shop.connector.id, staff.NewConnectorKey())
    with pytest.raises(Refused, match="too-many-keys"):
        await shop.manager.add_connector_key(shop.connector.id, staff.NewConnectorKey())
    with pytest.raises(Refused, match="invalid"):
        await shop.manager.add_connector_key(shop.connector.id, staff.NewConnectorKey(scopes=()))


async def test_a_connector_of_other_stores_does_not_exist(shop: House) -> None:
    both = await shop.manager.add_connector(staff.NewConnector(name="両方", stores=("honten", "eki")))
    other = await shop.unlocked("manager")  # of honten alone
    assert len(await other.connectors("honten")) == 2
    for connector in (both.id, shop.ids.new()):
        with pytest.raises(Refused, match="not-found"):
            await other.add_connector_key(connector, staff.NewConnectorKey())
        with pytest.raises(Refused, match="not-found"):
            await other.revoke_connector_key(connector, both.key)
    with pytest.raises(Refused, match="forbidden"):
        await other.connectors("eki")
