"""The two tokens in the vault, and the names of its drawers that others need too."""

from typing import Final

from shared.vault import Vault

TOKEN: Final = "token"  # noqa: S105 - the name of the drawer, not what lies in it
REFRESH: Final = "refresh"
LANGUAGE: Final = "language"


class Tokens:
    """On the web the tabs of one browser share a vault: whoever renews leaves the new pair there for the others."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def kept(self) -> tuple[str, str]:
        return await self._vault.get(TOKEN) or "", await self._vault.get(REFRESH) or ""

    async def keep(self, token: str, refresh: str) -> None:
        await self._vault.set(REFRESH, refresh)
        await self._vault.set(TOKEN, token)
