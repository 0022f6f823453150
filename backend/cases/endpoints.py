"""The manager's 要確認."""

import re
from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.cases.service import Cases
from backend.kit.http import Reply, answer, cursor, path_id, read
from shared.wire import audit as wire

CLOSE = msgspec.json.Decoder(wire.CloseCase)
CURSOR = re.compile(r"[0-9]{1,15}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class CaseEndpoints:
    def __init__(self, cases: Cases) -> None:
        self._cases = cases

    async def page(self, request: Call, store: FromPath[str]) -> Reply:
        """A store's cases, newest first: those that wait, or with `state=closed` those decided; `kind` picks one kind."""
        where, query = request.user.at(Action.READ_CASES, store), request.query_params
        closed, kind = query.get("state") == "closed", query.get("kind")
        return answer(await self._cases.page(request.user, where, closed=closed, kind=kind, before=cursor(request, CURSOR)))

    async def case(self, request: Call, case: FromPath[str]) -> Reply:
        """One case, with all that is known."""
        return answer(await self._cases.one(request.user, path_id(case)))

    async def close(self, request: Call, case: FromPath[str]) -> Reply:
        """Closes a case with a decision and its reason. Whoever did what it is about cannot."""
        return answer(await self._cases.close(request.user, path_id(case), await read(request, CLOSE)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        one = "/v1/cases/{case:str}"
        return (
            route("GET", "/v1/stores/{store:str}/cases", Action.READ_CASES, self.page, answer=wire.CasesPage),
            route("GET", one, Action.READ_CASES, self.case, answer=wire.Case),
            route("POST", f"{one}/close", Action.CLOSE_CASE, self.close, body=wire.CloseCase, answer=wire.Case),
        )
