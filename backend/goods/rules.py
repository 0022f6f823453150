"""Goods, as far as points go."""

import msgspec


class Prize(msgspec.Struct, frozen=True, gc=False):
    """A good, as far as an exchange needs it."""

    sku: str
    name_ja: str
    name_en: str
    points: int | None
    """Its price; None: not for points."""
    active: bool


class Swap(msgspec.Struct, frozen=True):
    """Why points went for a good, as the ledger keeps it: what it was called and cost then."""

    sku: str
    name_ja: str
    name_en: str
    points: int
