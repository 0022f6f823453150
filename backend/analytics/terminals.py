"""The tills of a store: who posts their sales, and when they were last heard of."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection, func, select

from backend.audit import trail
from backend.auth import repository as auth
from backend.auth.actions import Action
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.auth.tables import connectors, devices
from backend.db.engine import Database
from backend.kit.http import Nothing, Reply, path_slug, read, reply
from backend.problems import Refusal
from backend.receipts.tables import sales
from backend.stores import repository as stores
from backend.stores.tables import terminals
from shared.clock import Clock, day_number, to_datetime, tokyo
from shared.wire import stats as wire
from shared.wire.problems import Code

LINK = msgspec.json.Decoder(wire.LinkTerminal)
LOOKED_BACK = timedelta(days=31)


class TerminalEndpoints:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def listed(self, request: Call, store: FromPath[str]) -> Reply:
        """Every till that is linked to a POS, has a tablet beside it, or has sold in the last 31 days."""
        where = request.user.at(Action.MANAGE_CONNECTORS, store)
        since = day_number(tokyo(self._clock.now()).date() - LOOKED_BACK)
        return reply(await self._database.read(lambda connection: rows(connection, where, since)))

    async def link(self, request: Call, store: FromPath[str], terminal: FromPath[str]) -> Reply:
        """Links a till to a POS, or back to amounts that are typed."""
        where, which = request.user.at(Action.MANAGE_CONNECTORS, store), path_slug(terminal)
        body = await read(request, LINK)
        await self._database.transact(lambda connection: self._link(connection, request.user, where, which, body.connector))
        return Nothing()

    def _link(self, connection: Connection, manager: Principal, store: str, terminal: str, connector: str | None) -> None:
        if connector is not None and store not in auth.stores_of_connector(connection, connector):
            raise Refusal(Code.NOT_FOUND)
        stores.unlink(connection, store, terminal)
        if connector is not None:
            stores.link(connection, store, terminal, connector)
        act = "terminal.manual" if connector is None else "terminal.link"
        trail.record(connection, self._clock.now(), manager.actor, act, terminal, store=store, connector=connector)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        every, action = "/v1/stores/{store:str}/terminals", Action.MANAGE_CONNECTORS
        return (
            route("GET", every, action, self.listed, answer=tuple[wire.TerminalRow, ...]),
            route("POST", every + "/{terminal:str}", action, self.link, body=wire.LinkTerminal, status=204),
        )


def rows(connection: Connection, store: str, since: int) -> tuple[wire.TerminalRow, ...]:
    """`since` is a day such as 20261101."""
    sold = select(sales.c.terminal, func.max(sales.c.recorded_at)).where(sales.c.store_id == store, sales.c.business_date >= since)
    last: dict[str, int] = {row[0]: row[1] for row in connection.execute(sold.group_by(sales.c.terminal))}
    query = select(terminals.c.id, terminals.c.connector_id, connectors.c.name)
    joined = query.join(connectors, connectors.c.id == terminals.c.connector_id, isouter=True).where(terminals.c.store_id == store)
    linked = {row.id: (row.connector_id, row.name or "") for row in connection.execute(joined)}
    beside: dict[str, list[str]] = {}
    here = select(devices.c.terminal, devices.c.name).where(
        devices.c.store_id == store, devices.c.terminal.is_not(None), devices.c.revoked_at.is_(None)
    )
    for row in connection.execute(here.order_by(devices.c.id)):
        beside.setdefault(str(row.terminal), []).append(row.name)
    return tuple(
        wire.TerminalRow(
            id=each,
            connector=linked[each][0] if each in linked else None,
            connector_name=linked[each][1] if each in linked else "",
            devices=tuple(beside.get(each, ())),
            last_sale_at=to_datetime(last[each]) if each in last else None,
        )
        for each in sorted({*linked, *beside, *last})
    )
