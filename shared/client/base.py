"""The one place where requests leave and answers come in."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from functools import cache
from typing import Protocol, Self, TypeVar

import httpx
import httpx_sse
import msgspec

from shared.wire.brand import Brand
from shared.wire.members import Refresh, Refreshed
from shared.wire.problems import Code, Problem, problem

T = TypeVar("T")
TIMEOUT = httpx.Timeout(5.0, connect=2.0)
FILE_TIMEOUT = httpx.Timeout(5.0, read=120.0)
"""A spreadsheet goes out when it is written, and comes in when it is read: a long one takes its time."""
STREAM_TIMEOUT = httpx.Timeout(5.0, read=45.0)
"""The server's heartbeat comes every 15 s; three missed ones mean the line is dead."""


@cache
def _trust() -> ssl.SSLContext:
    """The authorities, read once: it takes 30 ms, and a web host opens a client for every session."""
    return httpx.create_ssl_context()


class ApiError(Exception):
    """Anything that is not the answer asked for."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.code)
        self.problem = found

    @property
    def code(self) -> str:
        return self.problem.code


class Refused(ApiError):  # noqa: N818 - a refusal is an outcome, not an error
    """A 4xx with a problem of the catalogue."""


class SignedOut(Refused):
    """401."""


class Unreachable(ApiError):  # noqa: N818 - it names the state of the line
    """No answer that counts."""

    def __init__(self) -> None:
        super().__init__(problem(Code.UNAVAILABLE))


class Keeper(Protocol):
    """Where bearer and refresh token stay; both empty when nobody is signed in."""

    async def kept(self) -> tuple[str, str]: ...

    async def keep(self, token: str, refresh: str) -> None: ...


class Api:
    """A bearer, a language and a connection pool. `transport` is the seam for tests.

    With a `refresh` token an expired bearer is renewed by itself, once for all that wait. The `keeper` has both for longer than
    this object lives, and for others that act for the same person.
    """

    def __init__(self, base_url: str, token: str = "", *, language: str = "ja", transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.token = token
        self.refresh = ""
        self.keeper: Keeper | None = None
        self._renewing = asyncio.Lock()
        self.language = language
        self._http = httpx.AsyncClient(base_url=base_url, timeout=TIMEOUT, transport=transport, follow_redirects=False, verify=_trust())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    def _headers(self) -> dict[str, str]:
        headers = {"accept-language": self.language, "content-type": "application/json"}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        return headers

    async def brand(self) -> Brand:
        """The shop's face and its switches: everybody's first question."""
        return await self._ask("GET", "/v1/brand", Brand)

    async def picture(self, picture: str) -> bytes:
        """WebP. The same for ever, so whoever has it need not ask again."""
        return await self._file(path_of("media", picture))

    async def _ask(self, method: str, path: str, answer: type[T], body: msgspec.Struct | bytes | None = None, **query: str | None) -> T:
        used = self.token
        try:
            return await self._once(method, path, answer, body, **query)
        except SignedOut as signed_out:
            await self._renew(used, signed_out)
        return await self._once(method, path, answer, body, **query)

    async def _renew(self, used: str, signed_out: SignedOut) -> None:
        """Raises `signed_out` again when that is not what is wrong."""
        if signed_out.code != Code.SESSION_EXPIRED.slug or not self.refresh:
            raise signed_out
        async with self._renewing:
            if self.keeper is not None and self.token == used:
                self.token, self.refresh = await self.keeper.kept()
            if self.token != used:
                return  # another one was first
            if not self.refresh:
                raise signed_out
            fresh = await self._once("POST", "/v1/refresh", Refreshed, Refresh(refresh=self.refresh))
            self.token, self.refresh = fresh.token, fresh.refresh
            if self.keeper is not None:
                await self.keeper.keep(fresh.token, fresh.refresh)

    async def _once(self, method: str, path: str, answer: type[T], body: msgspec.Struct | bytes | None = None, **query: str | None) -> T:
        file = isinstance(body, bytes)
        content = body if file or body is None else msgspec.json.encode(body)
        headers = self._headers() | ({"content-type": "application/octet-stream"} if file else {})
        params = {name: value for name, value in query.items() if value is not None}
        try:
            timeout = FILE_TIMEOUT if file else TIMEOUT
            response = await self._http.request(method, path, content=content, params=params, headers=headers, timeout=timeout)
        except httpx.HTTPError as error:
            raise Unreachable from error
        return _read(response.status_code, response.content, answer)

    async def _file(self, path: str, method: str = "GET", **query: str | None) -> bytes:
        """What is not JSON: an export."""
        used = self.token
        try:
            return await self._file_once(path, method, **query)
        except SignedOut as signed_out:
            await self._renew(used, signed_out)
        return await self._file_once(path, method, **query)

    async def _file_once(self, path: str, method: str, **query: str | None) -> bytes:
        params = {name: value for name, value in query.items() if value is not None}
        try:
            response = await self._http.request(method, path, params=params, headers=self._headers())
        except httpx.HTTPError as error:
            raise Unreachable from error
        return response.content if response.is_success else _read(response.status_code, response.content, bytes)

    async def _download(self, path: str, heard: Callable[[bytes, int], None], **query: str | None) -> bytes:
        """A long file: `heard` gets each piece and how many rows the whole will have. A line that breaks on the way is Unreachable."""
        used = self.token
        try:
            return await self._download_once(path, heard, **query)
        except SignedOut as signed_out:
            await self._renew(used, signed_out)
        return await self._download_once(path, heard, **query)

    async def _download_once(self, path: str, heard: Callable[[bytes, int], None], **query: str | None) -> bytes:
        params = {name: value for name, value in query.items() if value is not None}
        pieces: list[bytes] = []
        try:
            async with self._http.stream("GET", path, params=params, headers=self._headers(), timeout=FILE_TIMEOUT) as response:
                if not response.is_success:
                    return _read(response.status_code, await response.aread(), bytes)
                rows = int(response.headers.get("tamaru-rows", "0"))
                async for piece in response.aiter_bytes():
                    pieces.append(piece)
                    heard(piece, rows)
        except httpx.HTTPError as error:
            raise Unreachable from error
        return b"".join(pieces)

    async def _events(
        self, path: str, kinds: Mapping[str, type[T]], last_id: str | None, **query: str | None
    ) -> AsyncIterator[tuple[str, T]]:
        """(event id, data) as they come, until the line breaks: then Unreachable. Kinds that are not asked for are passed over."""
        used = self.token
        try:
            async for found in self._events_once(path, kinds, last_id, **query):
                yield found
        except SignedOut as signed_out:  # it comes before the first event
            await self._renew(used, signed_out)
        async for found in self._events_once(path, kinds, last_id, **query):
            yield found

    async def _events_once(
        self, path: str, kinds: Mapping[str, type[T]], last_id: str | None, **query: str | None
    ) -> AsyncIterator[tuple[str, T]]:
        headers = self._headers() | ({} if last_id is None else {"last-event-id": last_id})
        params = {name: value for name, value in query.items() if value is not None}
        try:
            async with httpx_sse.aconnect_sse(self._http, "GET", path, headers=headers, params=params, timeout=STREAM_TIMEOUT) as source:
                if source.response.status_code != 200:
                    _read(source.response.status_code, await source.response.aread(), type(None))
                async for event in source.aiter_sse():
                    if event.data and event.event in kinds:
                        yield event.id, msgspec.json.decode(event.data, type=kinds[event.event])
        except (httpx.HTTPError, httpx_sse.SSEError, msgspec.MsgspecError) as error:
            raise Unreachable from error
        raise Unreachable


def _read(status: int, content: bytes, answer: type[T]) -> T:
    if httpx.codes.is_success(status):
        try:
            return msgspec.json.decode(content or b"null", type=answer)
        except msgspec.MsgspecError as error:
            raise Unreachable from error
    raise refused(status, content)


def refused(status: int, content: bytes) -> ApiError:
    """What an answer that is no success says."""
    try:
        found = msgspec.json.decode(content, type=Problem)
    except msgspec.MsgspecError:
        return Unreachable()
    if httpx.codes.is_server_error(status):
        return Unreachable()
    return (SignedOut if status == 401 else Refused)(found)


def path_of(*parts: str) -> str:
    """A path from ids: they are UUIDs and slugs by type, so nothing needs escaping."""
    return "/v1/" + "/".join(parts)
