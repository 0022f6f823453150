"""The vaults of phones (Keychain, Keystore) and desktops (the keyring)."""

import asyncio
import logging
import os
from pathlib import Path

import flet as ft

from shared.vault import MemoryVault, Vault

log = logging.getLogger("tamaru.vault")
PATIENCE = 3.0
"""Seconds for the platform to answer: a store that hangs must not keep anybody from signing in."""


def device_vault(page: ft.Page, service: str) -> Vault:
    """The store that this device has. `service` names the app inside it."""
    return PhoneVault() if page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS) else KeyringVault(service)


def own_folder() -> Path | None:
    """Where this device lets the app keep what is no secret; None when it is run from its source."""
    found = os.environ.get("FLET_APP_STORAGE_DATA")
    return Path(found) if found else None


class PhoneVault:
    """flet-secure-storage, with memory behind it for the case that the platform does not answer."""

    def __init__(self) -> None:
        from flet_secure_storage import SecureStorage  # noqa: PLC0415 - phones alone: cold start counts  # pyright: ignore[reportMissingTypeStubs]  it ships none

        self._store = SecureStorage()
        self._behind = MemoryVault()

    async def get(self, name: str) -> str | None:
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._store.get(name)
        except (TimeoutError, RuntimeError) as error:
            log.warning("secure storage did not answer: %s", type(error).__name__)
            return await self._behind.get(name)
        return found or await self._behind.get(name)

    async def set(self, name: str, value: str) -> None:
        await self._behind.set(name, value)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._store.set(name, value)
        except (TimeoutError, RuntimeError) as error:
            log.warning("secure storage did not keep %s: %s", name, type(error).__name__)

    async def remove(self, name: str) -> None:
        await self._behind.remove(name)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._store.remove(name)
        except (TimeoutError, RuntimeError) as error:
            log.warning("secure storage did not remove %s: %s", name, type(error).__name__)


class KeyringVault:
    """The desktop's keyring. Without one nothing is written in the clear: memory, and signing in at the next start."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._behind = MemoryVault()

    async def get(self, name: str) -> str | None:
        return await asyncio.to_thread(self._read, name) or await self._behind.get(name)

    async def set(self, name: str, value: str) -> None:
        await self._behind.set(name, value)
        await asyncio.to_thread(self._write, name, value)

    async def remove(self, name: str) -> None:
        await self._behind.remove(name)
        await asyncio.to_thread(self._write, name, None)

    def _read(self, name: str) -> str | None:
        import keyring  # noqa: PLC0415 - absent on phones
        from keyring.errors import KeyringError  # noqa: PLC0415 - as above

        try:
            return keyring.get_password(self._service, name)
        except KeyringError as error:
            log.warning("no keyring: %s", type(error).__name__)
            return None

    def _write(self, name: str, value: str | None) -> None:
        import keyring  # noqa: PLC0415 - absent on phones
        from keyring.errors import KeyringError  # noqa: PLC0415 - as above

        try:
            if value is None:
                keyring.delete_password(self._service, name)
            else:
                keyring.set_password(self._service, name, value)
        except KeyringError as error:
            log.warning("no keyring: %s", type(error).__name__)
