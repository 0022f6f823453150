"""The member's receipts."""

import re
from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.db.engine import Database
from backend.kit.http import Reply, cursor, found, path_id
from backend.receipts import repository
from shared.wire import members as wire

CURSOR = re.compile(r"[0-9]{1,15}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ReceiptEndpoints:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, request: Call) -> Reply:
        """The member's receipts, newest first."""
        member, before = request.user.member_id, cursor(request, CURSOR)
        return found(await self._database.read(lambda connection: repository.page(connection, member, before)))

    async def receipt(self, request: Call, receipt: FromPath[str]) -> Reply:
        """One of the member's receipts, with tax per rate."""
        member, sale = request.user.member_id, path_id(receipt)
        return found(await self._database.read(lambda connection: repository.receipt(connection, member, sale)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("GET", "/v1/me/receipts", Action.READ_OWN_RECEIPTS, self.page, answer=wire.ReceiptsPage),
            route("GET", "/v1/me/receipts/{receipt:str}", Action.READ_OWN_RECEIPTS, self.receipt, answer=wire.Receipt),
        )
