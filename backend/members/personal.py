"""What says who a member is: sealed under a key of the member's own, which the server's key wraps.

Destroying that key makes every copy unreadable, in backups too. An address is found by its blind index: an HMAC, which whoever has
the database alone cannot try addresses against.
"""

import os
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.kit.keys import Keys

NONCE = 12
SEALED = ("name", "email", "birthday")
"""Columns of `members` under the member's key; `None` once the member is erased."""


@dataclass(frozen=True, slots=True)
class Person:
    """`birthday` is a day such as 19900401. All empty once erased."""

    name: str = ""
    email: str = ""
    birthday: int | None = None


class Personal:
    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def index(self, email: str) -> bytes:
        """The blind index of an address in lower case."""
        return self._keys.blind(email)

    def sealed(self, member_id: str, person: Person) -> dict[str, bytes | int | None]:
        """The columns of a new member, under a fresh key."""
        key = AESGCM.generate_key(256)
        box = AESGCM(key)
        birthday = None if person.birthday is None else _seal(box, member_id, "birthday", str(person.birthday))
        return {
            "data_key": self._keys.seal(key, _owner(member_id)),
            "email_index": self.index(person.email),
            "name": _seal(box, member_id, "name", person.name),
            "email": _seal(box, member_id, "email", person.email),
            "birthday": birthday,
            "birth_month": birth_month(person.birthday),
        }

    def changed(self, row: Any, person: Person) -> dict[str, bytes | int | None]:  # noqa: ANN401 - a row of members with id and data_key
        """The columns of a member who has another name or birthday now, under the same key. Raises ValueError for one who is erased."""
        box = self.box(row)
        return {
            "name": box.seal("name", person.name),
            "birthday": None if person.birthday is None else box.seal("birthday", str(person.birthday)),
            "birth_month": birth_month(person.birthday),
        }

    def box(self, row: Any) -> "Box":  # noqa: ANN401 - a row of members with id and data_key
        """For further texts about the member, which are unreadable once he is erased. Raises ValueError for one who is."""
        if row.data_key is None:
            raise ValueError("an erased member has no key")
        return Box(AESGCM(self._keys.unseal(row.data_key, _owner(row.id))), row.id)

    def open(self, row: Any) -> Person:  # noqa: ANN401 - a row of members with id, data_key and the sealed columns
        """Raises cryptography.exceptions.InvalidTag for what was altered or is another's."""
        if row.data_key is None:
            return Person()
        box = AESGCM(self._keys.unseal(row.data_key, _owner(row.id)))
        name, email, birthday = (_open(box, row.id, column, getattr(row, column)) for column in SEALED)
        return Person(name, email, int(birthday) if birthday else None)


class Box:
    """Seals and opens what stands in other tables under the member's key. `where` names table and column: what is moved does not open."""

    def __init__(self, box: AESGCM, member_id: str) -> None:
        self._box = box
        self._member_id = member_id

    def seal(self, where: str, text: str) -> bytes:
        return _seal(self._box, self._member_id, where, text)

    def open(self, where: str, sealed: bytes) -> str:
        """Raises cryptography.exceptions.InvalidTag for what was altered or is another's."""
        return _open(self._box, self._member_id, where, sealed)


def birth_month(birthday: int | None) -> int | None:
    """Of a birthday such as 19900229."""
    return None if birthday is None else birthday // 100 % 100


def _owner(member_id: str) -> str:
    return f"member:{member_id}"


def _seal(box: AESGCM, member_id: str, column: str, text: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + box.encrypt(nonce, text.encode(), f"{member_id}/{column}".encode())


def _open(box: AESGCM, member_id: str, column: str, sealed: bytes | None) -> str:
    if sealed is None:
        return ""
    return box.decrypt(sealed[:NONCE], sealed[NONCE:], f"{member_id}/{column}".encode()).decode()
