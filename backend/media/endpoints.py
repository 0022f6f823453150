"""The shop's pictures: kept once under the hash of their content, given to anybody, for ever the same."""

import asyncio
import hashlib
import re
from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import BYTES, route
from backend.db.engine import Database
from backend.kit.http import Reply, raw, reply
from backend.media import pictures, repository
from backend.problems import Refusal
from shared.clock import Clock
from shared.wire.brand import Picture
from shared.wire.problems import Code

KEPT = (b"cache-control", b"public, max-age=31536000, immutable")
_HASH = re.compile(r"[0-9a-f]{64}")


class PictureReply(Reply):
    """A picture for good: another content would have another address."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content, media_type=b"image/webp")
        self._headers.append(KEPT)


class MediaEndpoints:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._one = asyncio.Lock()  # a decoded picture takes 64 MB: one at a time

    async def add(self, request: Call) -> Reply:
        """Keeps a picture (PNG, JPEG or WebP, at most 1 MiB and 16 million pixels) as WebP of at most 1600 pixels, without what its file
        said beside the pixels. The same picture again has the same id.
        """
        upload = await raw(request)
        async with self._one:
            made = await asyncio.to_thread(pictures.make, upload)
        if made is None:
            raise Refusal(Code.PICTURE_UNREADABLE)
        picture_id, now = hashlib.sha256(made.content).hexdigest(), self._clock.now()
        picture = Picture(id=picture_id, width=made.width, height=made.height, lightest=made.lightest, darkest=made.darkest)

        def keep(connection: Connection) -> None:
            if repository.find(connection, picture_id) is None:
                repository.add(connection, picture, made.content, now)
                trail.record(connection, now, request.user.actor, "media.add", picture_id)

        await self._database.transact(keep)
        return reply(picture, 201)

    async def picture(self, request: Call, picture: FromPath[str]) -> PictureReply:
        """A picture by the hash of its content."""
        del request
        if not _HASH.fullmatch(picture):
            raise Refusal(Code.NOT_FOUND)
        content = await self._database.read(lambda connection: repository.content(connection, picture))
        if content is None:
            raise Refusal(Code.NOT_FOUND)
        return PictureReply(content)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("POST", "/v1/media", Action.ADD_MEDIA, self.add, takes=BYTES, answer=Picture, status=201),
            route("GET", "/v1/media/{picture:str}", Action.READ_BRAND, self.picture, answer=bytes, media_type="image/webp"),
        )
