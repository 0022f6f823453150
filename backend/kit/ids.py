"""Ids and secrets of the server come from here, and nowhere else. The ids themselves are shared with the apps."""

import secrets
from uuid import UUID, uuid5

from shared.ids import Ids, SystemIds

__all__ = ["STORE_ACCOUNTS", "Ids", "SystemIds", "digits", "store_account", "token"]

STORE_ACCOUNTS = UUID("0192f0c4-1b6e-7c7a-9f5e-6a7b8c9d0e1f")
"""Name space of the accounts of a store: their ids follow from the store's, so nobody has to look them up."""


def store_account(store: str, kind: str) -> str:
    """The id of a store's `issued`, `redeemed`, `expired`, `adjusted`, `offline_loss`, `taken_over` or `return_loss` account."""
    return str(uuid5(STORE_ACCOUNTS, f"{store}/{kind}"))


def token() -> str:
    """A bearer of 256 random bits."""
    return secrets.token_urlsafe(32)


def digits(count: int) -> str:
    """Random decimal digits, for one-time codes and card numbers."""
    return f"{secrets.randbelow(10**count):0{count}d}"
