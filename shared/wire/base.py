"""The words every subject uses."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

Id = Annotated[
    str,
    Meta(
        pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
        description="UUIDv7, made by whoever starts the act",
    ),
]
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$", description="a store or terminal as the shop calls it, e.g. honten, r1")]
Yen = Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000, description="yen, 税込 unless said otherwise")]
Points = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Instant = Annotated[datetime, Meta(tz=True)]
Text = Annotated[str, Meta(min_length=1, max_length=200)]
Email = Annotated[str, Meta(pattern=r"^[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s]{2,}$", max_length=254)]


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a client sends."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the server says."""
