"""The connected tills of the fake shop: listed, given a further key, and a key taken away."""

from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import msgspec

from shared.wire.staff import Connector, ConnectorKey, ConnectorRow, NewConnectorKey
from tests.apps.staff.made_up import uid

MADE = datetime(2026, 10, 2, 1, 0, tzinfo=UTC)
USED = datetime(2026, 11, 22, 8, 41, tzinfo=UTC)
ROWS = (
    ConnectorRow(
        id=uid(20),
        name="レジ POS",
        created_at=MADE,
        stores=("本店", "駅前店"),
        keys=(
            ConnectorKey(id=uid(21), scopes=("sales",), created_at=MADE, used_at=USED, revoked_at=USED),
            ConnectorKey(id=uid(22), scopes=("sales", "events", "redemptions"), created_at=MADE, used_at=USED, revoked_at=None),
        ),
    ),
)


@dataclass
class FakeConnectors:
    rows: tuple[ConnectorRow, ...] = ROWS

    def answer(self, method: str, content: bytes, path: str) -> httpx.Response:
        if method == "GET":
            return httpx.Response(200, content=msgspec.json.encode(self.rows))
        row = self.rows[0]
        if method == "DELETE":
            keys = tuple(msgspec.structs.replace(key, revoked_at=USED) if path.endswith(key.id) else key for key in row.keys)
            self.rows = (msgspec.structs.replace(row, keys=keys),)
            return httpx.Response(204)
        scopes = msgspec.json.decode(content, type=NewConnectorKey).scopes
        key = ConnectorKey(id=uid(23), scopes=scopes, created_at=USED, used_at=None, revoked_at=None)
        self.rows = (msgspec.structs.replace(row, keys=(*row.keys, key)),)
        made = Connector(id=row.id, token="tk_Zb3" + "q" * 40, secret="whsec_MfKQ" + "p" * 38, key=key.id)
        return httpx.Response(201, content=msgspec.json.encode(made))
