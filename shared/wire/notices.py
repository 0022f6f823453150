"""お知らせ: what the shop tells its members in the app, what they want to hear of, and their own fields, which remind them.

The member's stream says how many are unread: `event: notices` with an `Unread`, without an id, at its start and whenever it changes.
"""

from datetime import date, datetime
from typing import Annotated, Literal, get_args

from msgspec import Meta

from shared.wire.base import Answer, Id, Request, Slug
from shared.wire.brand import PictureId
from shared.wire.coupons import Kind as CouponKind

Kind = Literal["shop", "expiry", "coupon", "tickets", "rank", "reminder", "account"]
"""Somebody at the shop wrote it · points expire · a coupon came or ends soon · tickets end soon · a new rank · the member's own reminder · about safety."""
Quiet = Literal["shop", "expiry", "coupon", "tickets", "rank"]
"""What a member may mute: not what he asked for himself, nor what is about the safety of his card."""
QUIET: tuple[Quiet, ...] = get_args(Quiet)
Title = Annotated[str, Meta(min_length=1, max_length=60)]
Words = Annotated[str, Meta(min_length=1, max_length=1000)]
MOST_UNREAD = 99
"""What is counted; there may be more."""
MOST_FIELDS = 20
"""Of one member."""


class NewNotice(Request, frozen=True, kw_only=True):
    """Goes out at once, to every member who does not mute it."""

    id: Id
    store: Slug | None = None
    """Whose news it is; None: the whole brand's."""
    title_ja: Title
    title_en: Annotated[str, Meta(max_length=60)] = ""
    """English may be left out: then the Japanese is shown."""
    text_ja: Words
    text_en: Annotated[str, Meta(max_length=1000)] = ""
    picture: PictureId | None = None
    coupon: Slug | None = None
    """Each member may take one from inside the notice."""


class NoticeCoupon(Answer, frozen=True, kw_only=True):
    """The offer inside a notice, as it stands with this member."""

    id: str
    kind: CouponKind
    value: int
    name_ja: str
    name_en: str
    minimum: int
    starts_on: date
    ends_on: date
    state: Literal["open", "held", "used", "over"]
    """To be taken · among the member's coupons · used · past its last day, or none left."""


class Notice(Answer, frozen=True, kw_only=True):
    id: Id
    kind: Kind
    store: str | None
    store_name: str
    """Empty when it comes from the brand."""
    title_ja: str
    title_en: str
    text_ja: str
    text_en: str
    picture: str | None
    """`GET /v1/media/{id}`."""
    coupon: NoticeCoupon | None
    at: datetime
    read: bool


class NoticesPage(Answer, frozen=True, kw_only=True):
    """Newest first, without what is muted."""

    rows: tuple[Notice, ...]
    next: str | None
    """Pass as `before` for the next page."""
    unread: int


class Unread(Answer, frozen=True, kw_only=True):
    """`event: notices`."""

    unread: int
    newest: Id | None
    """Another one than before: the list has changed."""


class Mutes(Answer, frozen=True, kw_only=True):
    """What does not arrive."""

    kinds: tuple[Quiet, ...]
    stores: tuple["StoreMute", ...]
    """All stores of the brand."""


class StoreMute(Answer, frozen=True, kw_only=True):
    id: str
    name: str
    muted: bool


class Mute(Request, frozen=True, kw_only=True):
    """Of exactly one: a kind, or a store."""

    kind: Quiet | None = None
    store: Slug | None = None
    muted: bool


class Published(Answer, frozen=True, kw_only=True):
    """A notice as those see it who write them."""

    id: Id
    store: str | None
    store_name: str
    title_ja: str
    title_en: str
    text_ja: str
    text_en: str
    picture: str | None
    coupon: str | None
    coupon_ja: str
    coupon_en: str
    at: datetime
    staff: str
    """Who wrote it; empty once he has left the shop."""
    read: int
    """By how many members."""


class PublishedPage(Answer, frozen=True, kw_only=True):
    rows: tuple[Published, ...]
    next: str | None


class SaveOwnField(Request, frozen=True, kw_only=True):
    """A new one under a fresh id, or all of one that is there."""

    id: Id
    label: Annotated[str, Meta(min_length=1, max_length=40)]
    value: Annotated[str, Meta(max_length=200)] = ""
    day: date | None = None
    remind: bool = False
    """A notice on the morning of that day."""


class OwnField(Answer, frozen=True, kw_only=True):
    """What a member writes down for himself, e.g. 防犯登録番号 or 保険の期限."""

    id: Id
    label: str
    value: str
    day: date | None
    remind: bool
    reminded: bool
    """The notice of that day has come."""
