"""The keys of connectors: listed with their last use, made beside the old one, revoked."""

from collections.abc import Sequence
from typing import Any

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.audit import trail
from backend.auth import repository as auth
from backend.auth.actions import Action
from backend.auth.connectors import Connectors
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.auth.sessions import Sessions
from backend.db.engine import Database
from backend.kit.http import Nothing, Reply, answer, path_id, read, reply
from backend.problems import Refusal, Refused
from backend.stores import repository
from shared.clock import Clock, to_datetime
from shared.wire import staff as wire
from shared.wire.problems import Code

NEW_KEY = msgspec.json.Decoder(wire.NewConnectorKey)
MOST_KEYS = 5
"""Live at once."""


class Connections:
    def __init__(self, database: Database, clock: Clock, sessions: Sessions, connectors: Connectors) -> None:
        self._database = database
        self._clock = clock
        self._sessions = sessions
        self._connectors = connectors

    async def listed(self, request: Call, store: FromPath[str]) -> Reply:
        """The connectors of a store with their keys: which are live, what for, and when each was last used."""
        at = request.user.at(Action.MANAGE_CONNECTORS, store)
        return reply(await self._database.read(lambda connection: _rows(connection, at)))

    async def add_key(self, request: Call, connector: FromPath[str]) -> Reply:
        """A further key; the others stay good until they are revoked. For a manager of every store of the connector."""
        body = await read(request, NEW_KEY)
        if not body.scopes:
            raise Refusal(Code.INVALID, where="$.scopes")
        return answer(await self._database.transact(lambda connection: self._add(connection, request.user, path_id(connector), body)), 201)

    def _add(self, connection: Connection, manager: Principal, connector: str, body: wire.NewConnectorKey) -> wire.Connector | Refused:
        _check(connection, manager, connector)
        if sum(key.revoked_at is None for key in auth.keys_of(connection, [connector])) >= MOST_KEYS:
            return Refused(Code.TOO_MANY_KEYS, {"most": MOST_KEYS})
        made = self._connectors.add_key(connection, connector, body.scopes)
        trail.record(connection, self._clock.now(), manager.actor, "connector.add-key", connector, key=made.key, scopes=body.scopes)
        return wire.Connector(id=made.id, token=made.token, secret=made.secret, key=made.key)

    async def revoke_key(self, request: Call, connector: FromPath[str], key: FromPath[str]) -> Reply:
        """Ends a key, at once in this process and within five seconds in others."""
        manager, of, which = request.user, path_id(connector), path_id(key)

        def revoke(connection: Connection) -> bool:
            _check(connection, manager, of)
            if not self._connectors.revoke(connection, of, which):
                return False
            trail.record(connection, self._clock.now(), manager.actor, "connector.revoke-key", of, key=which)
            return True

        if not await self._database.transact(revoke):
            raise Refusal(Code.NOT_FOUND)
        self._connectors.forget()
        self._sessions.forget_all()
        return Nothing()

    def routes(self) -> Sequence[HTTPRouteHandler]:
        manage = Action.MANAGE_CONNECTORS
        rows = tuple[wire.ConnectorRow, ...]
        keys = "/v1/connectors/{connector:str}/keys"
        return (
            route("GET", "/v1/stores/{store:str}/connectors", manage, self.listed, answer=rows),
            route("POST", keys, manage, self.add_key, body=wire.NewConnectorKey, answer=wire.Connector, status=201),
            route("DELETE", keys + "/{key:str}", manage, self.revoke_key, status=204),
        )


def _check(connection: Connection, manager: Principal, connector: str) -> None:
    """Raises Refusal(NOT_FOUND) unless he manages every store of it: another's connector does not exist for him."""
    stores = auth.stores_of_connector(connection, connector)
    if not stores or not all(manager.may(Action.MANAGE_CONNECTORS, store) for store in stores):
        raise Refusal(Code.NOT_FOUND)


def _rows(connection: Connection, store: str) -> tuple[wire.ConnectorRow, ...]:
    found = auth.connectors_at(connection, store)
    keys = auth.keys_of(connection, [row.id for row in found])
    return tuple(
        wire.ConnectorRow(
            id=row.id,
            name=row.name,
            created_at=to_datetime(row.created_at),
            stores=repository.names(connection, auth.stores_of_connector(connection, row.id)),
            keys=tuple(_key(key) for key in keys if key.connector_id == row.id),
        )
        for row in found
    )


def _key(row: Any) -> wire.ConnectorKey:  # noqa: ANN401 - a row of connector_keys
    return wire.ConnectorKey(
        id=row.id,
        scopes=tuple(row.scopes.split()),
        created_at=to_datetime(row.created_at),
        used_at=None if row.used_at is None else to_datetime(row.used_at),
        revoked_at=None if row.revoked_at is None else to_datetime(row.revoked_at),
    )
