"""質問: a member asks about one row of the history, and the row's store has a case. Its closing words are the answer."""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection, select

from backend.audit import trail
from backend.auth.actions import Action
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.cases import repository
from backend.cases.rules import Alert
from backend.cases.tables import cases
from backend.db.engine import Database
from backend.kit.http import Reply, answer, path_id, read
from backend.kit.ids import Ids
from backend.ledger import repository as ledger
from backend.ledger.tables import transactions
from backend.members import repository as members
from backend.problems import Refused
from shared.clock import DAY, SECOND, Clock, to_datetime
from shared.lines import Window
from shared.wire import questions as wire
from shared.wire.problems import Code

ASK = msgspec.json.Decoder(wire.AskQuestion)
KIND = "question"
PER_DAY = 5
"""Of one member: a person has to read each."""


class Questions:
    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._asked = Window(clock, PER_DAY, DAY // SECOND)

    async def ask(self, request: Call, row: FromPath[str]) -> Reply:
        """Asks the store about a row of the member's own history; one question at a time for each."""
        body = await read(request, ASK)
        return answer(await self._ask(request.user, path_id(row), body.text.strip()), 201)

    async def _ask(self, member: Principal, row_id: str, text: str) -> wire.Question | Refused:
        if not text:
            return Refused(Code.INVALID, {"where": "$.text"})
        if seconds := self._asked.wait(member.member_id):
            return Refused(Code.RATE_LIMITED, {"seconds": seconds})
        now, case_id = self._clock.now(), self._ids.new()

        def ask(connection: Connection) -> wire.Question | Refused:
            # two taps at once wait for each other on the row they ask about
            connection.execute(select(transactions.c.id).where(transactions.c.id == row_id).with_for_update())
            found = ledger.explained(connection, member.member_id, row_id)
            if found is None:
                return Refused(Code.NOT_FOUND)
            known = asked(connection, member.member_id, row_id)
            if known is not None and known.answered_at is None:
                return Refused(Code.QUESTION_OPEN)
            store = ledger.store_of(connection, row_id) or members.member(connection, member.member_id).store_id
            data: dict[str, object] = {"text": text, "points": found.row.points, "about": found.row.kind, "at": found.row.at.isoformat()}
            repository.add(connection, case_id, now, Alert(KIND, store, f"{KIND}:{row_id}", data, member.member_id))
            trail.record(connection, now, member.actor, "case.ask", case_id, store=store)
            return wire.Question(asked_at=to_datetime(now), text=text)

        return await self._database.transact(ask)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        path = "/v1/me/points/{row:str}/question"
        return (route("POST", path, Action.ASK, self.ask, body=wire.AskQuestion, answer=wire.Question, status=201),)


def asked(connection: Connection, member_id: str, row_id: str) -> wire.Question | None:
    """The newest question about a row, with its answer."""
    query = select(cases).where(cases.c.subject == f"{KIND}:{row_id}", cases.c.member_id == member_id)
    row = connection.execute(query.order_by(cases.c.opened_at.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    return wire.Question(
        asked_at=to_datetime(row.opened_at),
        text=str(msgspec.json.decode(row.data).get("text", "")),
        answered_at=None if row.closed_at is None else to_datetime(row.closed_at),
        answer=row.reason or "",
    )
