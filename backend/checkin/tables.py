"""What the shop says about checking in. Who came, and what they answered, is the till's."""

from sqlalchemy import Boolean, Column, Integer, String, Table

from backend.db.columns import AMOUNT, INSTANT, JSON, SLUG, id_column, metadata

visit_points = Table(
    "visit_points",
    metadata,
    Column("id", Integer, primary_key=True),  # one row, once the shop has said something
    Column("points", AMOUNT, nullable=False),
)

surveys = Table(
    "surveys",
    metadata,
    id_column(),
    Column("title_ja", String(200), nullable=False),
    Column("title_en", String(200), nullable=False),
    Column("questions", JSON, nullable=False),  # of wire.checkin.SurveyQuestion
    Column("stores", JSON, nullable=False),  # ids of those where it is asked
    Column("active", Boolean, nullable=False),
    Column("points", AMOUNT, nullable=False),
    Column("coupon", SLUG),
    Column("made_at", INSTANT, nullable=False),
)
