"""No table is forgotten: each is reached from the member, or says why it is not about him."""

import importlib
from pathlib import Path

from sqlalchemy import Column, MetaData, String, Table

from backend.db.columns import metadata
from backend.privacy.reach import OTHERS, key_of

BACKEND = Path(__file__).parents[3] / "backend"
for _tables in BACKEND.glob("*/tables.py"):
    importlib.import_module(f"backend.{_tables.parent.name}.tables")


def test_every_table_is_reached_or_says_why_not() -> None:
    forgotten = [name for name, table in metadata.tables.items() if key_of(table) is None and name not in OTHERS]
    assert not forgotten, f"say in backend/privacy/reach.py how these are about a member, or why they are not: {forgotten}"
    assert not [name for name in OTHERS if name not in metadata.tables]


def test_a_table_that_names_a_member_is_reached_by_itself() -> None:
    elsewhere = MetaData()
    assert key_of(Table("new", elsewhere, Column("id", String), Column("member_id", String))) == ("member_id", "member_id")
    assert key_of(Table("odd", elsewhere, Column("id", String))) is None


def test_what_is_marked_personal_is_reached() -> None:
    marked = [(table.name, column.name) for table in metadata.tables.values() for column in table.c if column.info.get("personal")]
    assert len(marked) >= 5
    assert [each for each in marked if key_of(metadata.tables[each[0]]) is None and each[0] != "mail_codes"] == []
