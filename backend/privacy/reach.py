"""Which rows of the whole schema are about one member: found from the metadata, so that a new table cannot be forgotten.

A table is reached by the first of the keys below that it carries. One that carries none must stand in `OTHERS`, with the reason;
a test asks about every table.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, select

from backend.db.columns import metadata
from backend.ledger.tables import lots, postings, transactions

KEYS = ("member_id", "account_id", "credential_id", "sale_id", "redemption_id")
"""Columns that lead to a member, surest first."""
NAMED = {
    "members": ("id", "member_id"),
    "accounts": ("id", "account_id"),
    "sales": ("id", "sale_id"),
    "audit": ("target", "member_id"),
}
"""(column, key) of tables that carry such a key under another name."""
OTHERS = {
    "bonus_budgets": "sums of a campaign",
    "brand": "the shop",
    "connector_keys": "tills and carts",
    "connector_stores": "tills and carts",
    "connectors": "tills and carts",
    "coupons": "offers to everybody",
    "devices": "the shop's tablets",
    "enrolments": "the shop's tablets",
    "goods": "what the shop sells",
    "inbox": "what a POS sent, as it came; what it says is in sales",
    "inbox_numbers": "where in the inbox a card's number stands; it goes with the card",
    "jobs": "what runs by the clock",
    "legacy_cards": "cards of the time before, of which nobody knows whose they are until somebody takes one over",
    "mail_codes": "codes of the last hour, with a sealed address until they are used",
    "media": "the shop's pictures",
    "passwords": "the staff's",
    "pin_counters": "the staff's",
    "pins": "the staff's",
    "recovery_codes": "the staff's",
    "roles": "the staff's",
    "rule_sets": "how points are earned",
    "surveys": "what the shop asks everybody",
    "visit_points": "what the shop gives everybody",
    "seals": "signatures over other tables",
    "store_hour": "sums of a store",
    "shop_fields": "what the shop asks about everybody",
    "stamp_cards": "what the shop offers to everybody",
    "stores": "the shop",
    "sums_under": "rules and months that sums were made under",
    "terminals": "tills",
    "ticket_offers": "what the shop sells to everybody",
}


def key_of(table: Table) -> tuple[str, str] | None:
    """(column, key) by which a table is reached."""
    if table.name in NAMED:
        return NAMED[table.name]
    return next(((key, key) for key in KEYS if key in table.c), None)


def about(connection: Connection, member_id: str) -> dict[str, list[Row[Any]]]:
    """Rows by table, of every table that has any."""
    ids: dict[str, set[str]] = {"member_id": {member_id}}
    for source, columns in (
        ("holdings", {"account_id": ("account_id", "debt_id")}),
        ("receipts", {"sale_id": ("sale_id",)}),
        ("redemptions", {"redemption_id": ("id",)}),
        ("credentials", {"credential_id": ("id",)}),
    ):
        rows = _rows(connection, metadata.tables[source], "member_id", [member_id])
        for key, names in columns.items():
            ids[key] = {getattr(row, name) for row in rows for name in names}
    found: dict[str, list[Row[Any]]] = {}
    for table in metadata.sorted_tables:
        by = key_of(table)
        if by is not None and (rows := _rows(connection, table, by[0], sorted(ids[by[1]]))):
            found[table.name] = rows
    return found


def _rows(connection: Connection, table: Table, column: str, wanted: Iterable[str]) -> list[Row[Any]]:
    order = [each for each in table.primary_key if each.name != column]
    rows: list[Row[Any]] = []
    every = list(wanted)
    for start in range(0, len(every), 500):
        part = every[start : start + 500]
        query = select(table).where(table.c[column].in_(part), *_found_by(table, part))
        rows += connection.execute(query.order_by(*order))
    return rows


def _found_by(table: Table, accounts: list[str]) -> list[ColumnElement[bool]]:
    """Large tables without an index on the account, which no sale has to keep: they are found by the account's transactions."""
    theirs = select(transactions.c.id).where(transactions.c.account_id.in_(accounts))
    if table is postings:
        return [postings.c.tx_id.in_(theirs)]
    return [lots.c.id.in_(select(postings.c.lot_id).where(postings.c.tx_id.in_(theirs)))] if table is lots else []
