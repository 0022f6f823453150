"""Who asks: what a bearer stands for, re-read from the database at least every five seconds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from litestar import Request
from litestar.datastructures import State

from backend.audit.trail import Actor
from backend.auth.actions import Action, Part
from backend.problems import Refusal
from shared.wire.problems import Code

Kind = Literal["public", "member", "staff", "device", "connector"]


@dataclass(frozen=True, slots=True)
class Principal:
    """`part` is what the table of actions knows; for staff it is the role at the device's store."""

    kind: Kind
    part: Part
    source: str
    """Where its operations come from: half of every idempotency key."""
    token_hash: bytes = b""
    expires_at: int | None = None
    member_id: str = ""
    credential_id: str = ""
    staff_id: str = ""
    device_id: str = ""
    connector_id: str = ""
    scopes: frozenset[str] = frozenset()
    """Of the connector's key."""
    store_id: str = ""
    """Of the device; empty for members and connectors."""
    terminal: str | None = None
    parts: Mapping[str, Part] = field(default_factory=dict[str, Part])
    """Store → what this principal is there."""
    own_member_id: str | None = None
    """A staff member's own card."""
    idle: bool = False
    """Nobody has acted for so long that the tablet may only be locked."""
    office: bool = False
    """Signed in to a browser with a password, not at an enrolled tablet."""

    @property
    def actor(self) -> Actor:
        """As the log names it."""
        return Actor(self.source, self.staff_id or None, self.device_id or None, self.store_id or None)

    def may(self, action: Action, store: str) -> bool:
        return self.parts.get(store) in action.parts

    def at(self, action: Action, store: str) -> str:
        """The store, when the principal may do this there; otherwise raises Refusal(FORBIDDEN), whether or not the store exists."""
        if not self.may(action, store):
            raise Refusal(Code.FORBIDDEN)
        return store


PUBLIC = Principal("public", "public", "public")
Call: TypeAlias = Request[Principal, None, State]
"""A request whose `user` is its principal."""
