"""The member's inbox and own fields, and the page on which managers write."""

import re
from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.kit.http import Nothing, Reply, answer, cursor, found, path_id, read, reply
from backend.notices.fields import OwnFields
from backend.notices.repository import Before
from backend.notices.service import Notices
from backend.problems import Refused, refuse
from shared.wire import notices as wire

CURSOR = re.compile(r"[0-9]{1,15}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NEW = msgspec.json.Decoder(wire.NewNotice)
MUTE = msgspec.json.Decoder(wire.Mute)
FIELD = msgspec.json.Decoder(wire.SaveOwnField)


class NoticeEndpoints:
    def __init__(self, notices: Notices, fields: OwnFields) -> None:
        self._notices = notices
        self._fields = fields

    async def page(self, request: Call) -> Reply:
        """The member's notices, newest first, without what is muted."""
        return reply(await self._notices.page(request.user, _before(request)))

    async def one(self, request: Call, notice: FromPath[str]) -> Reply:
        """One of them."""
        return found(await self._notices.one(request.user, path_id(notice)))

    async def read(self, request: Call, notice: FromPath[str]) -> Reply:
        """Has been read, on whichever phone."""
        return answer(await self._notices.read(request.user, path_id(notice)))

    async def read_all(self, request: Call) -> Reply:
        """All have been read."""
        return answer(await self._notices.read(request.user, None))

    async def mutes(self, request: Call) -> Reply:
        """What does not arrive: kinds, and stores."""
        return reply(await self._notices.mutes(request.user))

    async def mute(self, request: Call) -> Reply:
        """Stops a kind or a store, or has it arrive again, with what came meanwhile. Notices about safety cannot be stopped."""
        return answer(await self._notices.mute(request.user, await read(request, MUTE)))

    async def fields(self, request: Call) -> Reply:
        """What the member has written down for himself."""
        return reply(await self._fields.all(request.user))

    async def save_field(self, request: Call) -> Reply:
        """Writes one down, or anew; answers all."""
        return answer(await self._fields.save(request.user, await read(request, FIELD)))

    async def remove_field(self, request: Call, field: FromPath[str]) -> Reply:
        """Takes one away for good, with its reminder."""
        return _done(await self._fields.remove(request.user, path_id(field)))

    async def publish(self, request: Call) -> Reply:
        """Tells all members something, at once: as news of a store, or of the brand when no store is named."""
        body = await read(request, NEW)
        if body.store is not None:
            request.user.at(Action.MANAGE_NOTICES, body.store)
        return answer(await self._notices.publish(request.user, body), 201)

    async def published(self, request: Call) -> Reply:
        """What was written for the brand and for the manager's stores, newest first, each with how many have read it."""
        return reply(await self._notices.published(_before(request), _stores(request)))

    async def withdraw(self, request: Call, notice: FromPath[str]) -> Reply:
        """Takes one back from everybody: for what was wrong."""
        return _done(await self._notices.withdraw(request.user, path_id(notice), _stores(request)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        see, mark, manage, own = Action.READ_NOTICES, Action.MARK_NOTICES, Action.MANAGE_NOTICES, Action.OWN_FIELDS
        mine, fields = "/v1/me/notices", tuple[wire.OwnField, ...]
        return (
            route("GET", mine, see, self.page, answer=wire.NoticesPage),
            route("POST", f"{mine}/read", mark, self.read_all, answer=wire.Unread),
            route("GET", mine + "/{notice:str}", see, self.one, answer=wire.Notice),
            route("POST", mine + "/{notice:str}/read", mark, self.read, answer=wire.Unread),
            route("GET", "/v1/me/notice-mutes", see, self.mutes, answer=wire.Mutes),
            route("POST", "/v1/me/notice-mutes", mark, self.mute, body=wire.Mute, answer=wire.Mutes),
            route("GET", "/v1/me/fields", own, self.fields, answer=fields),
            route("POST", "/v1/me/fields", own, self.save_field, body=wire.SaveOwnField, answer=fields),
            route("DELETE", "/v1/me/fields/{field:str}", own, self.remove_field, status=204),
            route("GET", "/v1/notices", manage, self.published, answer=wire.PublishedPage),
            route("POST", "/v1/notices", manage, self.publish, body=wire.NewNotice, answer=wire.Published, status=201),
            route("DELETE", "/v1/notices/{notice:str}", manage, self.withdraw, status=204),
        )


def _before(request: Call) -> Before | None:
    found = cursor(request, CURSOR)
    if found is None:
        return None
    at, _, last = found.partition(".")
    return int(at), last


def _stores(request: Call) -> list[str]:
    return [store for store in request.user.parts if request.user.may(Action.MANAGE_NOTICES, store)]


def _done(refused: Refused | None) -> Reply:
    if refused is not None:
        raise refuse(refused)
    return Nothing()
