"""Everything the shop keeps about a member, as one ZIP: JSON of every row, and the same for reading on paper."""

import io
import zipfile
from typing import Any

import msgspec
from sqlalchemy import Connection, LargeBinary, Row

from backend.db.columns import metadata
from backend.members.personal import SEALED, Box, Personal
from backend.privacy.reach import about
from shared.clock import to_datetime

OTHER_PEOPLE = frozenset({"staff_id", "device_id", "asked_by", "decided_by", "closed_by"})
"""Who served is somebody else's data."""
Rows = dict[str, list[dict[str, Any]]]


def gather(connection: Connection, personal: Personal, member_id: str) -> Rows:
    """Every row about the member, the sealed columns opened. Hashes and keys say nothing of a person, and stay."""
    rows_of = about(connection, member_id)
    member = rows_of["members"][0]
    person = personal.open(member)
    found: Rows = {}
    for name, rows in rows_of.items():
        shown = [
            column.name
            for column in metadata.tables[name].c
            if not isinstance(column.type, LargeBinary) and column.name not in OTHER_PEOPLE
        ]
        found[name] = [{column: _plain(column, getattr(row, column)) for column in shown} for row in rows]
    found["members"][0] |= {column: getattr(person, column) for column in SEALED}
    if member.data_key is not None:
        _unseal(found, rows_of, personal.box(member))
    return found


def _unseal(found: Rows, rows_of: dict[str, list[Row[Any]]], box: Box) -> None:
    """What stands under the member's key in other tables: their columns that are bytes and marked personal."""
    for name in found.keys() - {"members"}:
        sealed = [column.name for column in metadata.tables[name].c if column.info.get("personal") and isinstance(column.type, LargeBinary)]
        for shown, row in zip(found[name], rows_of[name], strict=True):
            for column in sealed:
                content = getattr(row, column)
                shown[column] = None if content is None else box.open(f"{name}/{column}", content)


def _plain(column: str, value: object) -> object:
    if (column == "at" or column.endswith("_at")) and isinstance(value, int):
        return to_datetime(value).isoformat()
    return value


def packed(rows: Rows, page: bytes) -> bytes:
    """The ZIP. Its entries carry no time of this machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("data.json", msgspec.json.format(msgspec.json.encode(rows), indent=2)), ("kaiin-joho.pdf", page)):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
