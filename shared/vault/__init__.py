"""Where an app keeps its tokens and keys.

On phones the platform's own store, on the desktop the keyring, on the web a file on our side of the line: nothing secret ever reaches a
browser. Values are short texts. A vault never raises: one that cannot be used forgets, and the person signs in again.
"""

from typing import Protocol


class Vault(Protocol):
    async def get(self, name: str) -> str | None:
        """The value, or None when there is none or the store cannot be read."""
        ...

    async def set(self, name: str, value: str) -> None:
        """Keeps a value, at least until the session ends."""
        ...

    async def remove(self, name: str) -> None: ...


class MemoryVault:
    """Forgets when the session ends: for tests, and where there is no store that deserves trust."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    async def get(self, name: str) -> str | None:
        return self._kept.get(name)

    async def set(self, name: str, value: str) -> None:
        self._kept[name] = value

    async def remove(self, name: str) -> None:
        self._kept.pop(name, None)
