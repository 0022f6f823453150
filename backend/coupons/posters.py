"""The poster of a store: its brand, its joining page, and what new members get."""

from backend.coupons.service import Coupons
from backend.db.engine import Database
from backend.media import repository as media
from backend.problems import Refused
from backend.stores import brand
from backend.stores.poster import Poster, join_link
from shared.clock import Clock


async def poster_of(database: Database, clock: Clock, store: str, address: str, language: str) -> Poster | Refused:
    """`address`: where customers open the card."""
    welcome = await Coupons(database, clock).welcome(store)
    if isinstance(welcome, Refused):
        return welcome
    face = await database.read(brand.present)
    logo = face.logo.id if face.logo else None
    return Poster(
        brand=face.name,
        seed=face.seed,
        logo=None if logo is None else await database.read(lambda connection: media.content(connection, logo)),
        store=welcome.store_name,
        link=join_link(address, store),
        gift=welcome.gift_en if language == "en" else welcome.gift_ja,
    )
