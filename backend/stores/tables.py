from sqlalchemy import Boolean, Column, ForeignKey, Integer, PrimaryKeyConstraint, String, Table

from backend.db.columns import INSTANT, SLUG, UUID, id_column, metadata

brand = Table(
    "brand",
    metadata,
    Column("id", SLUG, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("set_up_at", INSTANT, nullable=False),
    Column("seed", String(7), nullable=False),
    Column("logo", String(64)),  # a picture of media
    Column("picture", String(64)),  # as above, behind the card's head
    Column(
        "modules_off", String(200), nullable=False
    ),  # a JSON list of wire.Module: what is new is on, unless its migration says otherwise
    Column("version", Integer, nullable=False),  # grows with every change
)

stores = Table(
    "stores",
    metadata,
    Column("id", SLUG, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("issuer", String(200), nullable=False),  # on the receipt
    Column("registration", String(14), nullable=False),  # T and 13 digits, or empty
    Column("created_at", INSTANT, nullable=False),
)

terminals = Table(
    "terminals",
    metadata,
    Column("store_id", SLUG, ForeignKey("stores.id"), nullable=False),
    Column("id", SLUG, nullable=False),
    Column("connector_id", UUID, nullable=False),  # the POS that posts its sales: no amounts are typed here
    PrimaryKeyConstraint("store_id", "id"),
)

staff = Table(
    "staff",
    metadata,
    id_column(),
    Column("name", String(60), nullable=False),
    Column("member_id", UUID),  # his own card: nobody serves himself
    Column("active", Boolean, nullable=False),
    Column("created_at", INSTANT, nullable=False),
)
