"""A notice that is being written. Its picture is on the server already."""

from dataclasses import dataclass

from shared.wire.notices import NewNotice

LONGEST_TITLE, LONGEST_TEXT = 60, 1000


@dataclass(frozen=True, slots=True)
class Draft:
    id: str
    title_ja: str = ""
    title_en: str = ""
    text_ja: str = ""
    text_en: str = ""
    store: str | None = None
    """None: the whole brand's."""
    picture: str | None = None
    shown: bytes | None = None
    """The picture itself."""
    coupon: str | None = None

    @property
    def good(self) -> bool:
        return bool(self.title_ja.strip() and self.text_ja.strip())

    def body(self) -> NewNotice:
        return NewNotice(
            id=self.id,
            store=self.store,
            title_ja=self.title_ja.strip(),
            title_en=self.title_en.strip(),
            text_ja=self.text_ja.strip(),
            text_en=self.text_en.strip(),
            picture=self.picture,
            coupon=self.coupon,
        )
