"""The tablet as a witness of the server's log: it keeps the newest head of the chain and shows it at the next call.

Whoever bends the log, with database and key in hand, cannot bend what lies in every tablet's vault.
"""

import asyncio
from collections.abc import Callable

import msgspec

from app_staff.actions import Door
from shared.client import Refused, SignedOut, Unreachable
from shared.vault import Vault
from shared.wire.audit import AuditHead
from shared.wire.audit import Witness as Seen
from shared.wire.problems import Code, Problem

KEPT = "audit-head"
FIRST = 20.0
EVERY = 600.0
"""Seconds between calls."""


class Witness:
    def __init__(self, door: Door, vault: Vault, alarm: Callable[[Problem], None]) -> None:
        self._door = door
        self._vault = vault
        self._alarm = alarm

    async def watch(self) -> None:
        """Beside the screen for the whole session."""
        await asyncio.sleep(FIRST)
        while True:
            await self.call()
            await asyncio.sleep(EVERY)

    async def call(self) -> None:
        """Shows what is kept and keeps what is new. What does not fit is kept on, so that it is told until somebody has looked."""
        if not self._door.device.token:
            return
        kept = await self._vault.get(KEPT)
        seen = Seen() if kept is None else msgspec.json.decode(kept, type=Seen)
        try:
            head = await self._door.device.witness(seen)
        except (Unreachable, SignedOut):
            return  # the door sees to it
        except Refused as refused:
            if refused.code == Code.AUDIT_BROKEN.slug:
                self._alarm(refused.problem)
            return
        if head.number:
            await self._vault.set(KEPT, msgspec.json.encode(_as_seen(head)).decode())


def _as_seen(head: AuditHead) -> Seen:
    return Seen(number=head.number, head=head.head)
