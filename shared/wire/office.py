"""Managers away from the counter: a password and a code from an authenticator app, in any browser."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from shared.wire.base import Answer, Email, Request
from shared.wire.staff import Pin, Secret, StaffMember, Store

Password = Annotated[str, Meta(min_length=8, max_length=256)]
"""Any characters; what many people use is refused."""


class SetPassword(Request, frozen=True, kw_only=True):
    """At an enrolled tablet, with the PIN once more: who finds it unlocked gets no key for later. Takes effect with the first right code."""

    pin: Pin
    email: Email
    password: Password


class Authenticator(Answer, frozen=True, kw_only=True):
    """For the authenticator app; shown once."""

    uri: str
    """`otpauth://…`, as a QR."""
    secret: str
    """The same for typing: base32."""


class ConfirmPassword(Request, frozen=True, kw_only=True):
    code: Annotated[str, Meta(pattern=r"^[0-9]{6}$")]


class RecoveryCodes(Answer, frozen=True, kw_only=True):
    codes: tuple[str, ...]
    """Each stands once for a code of the app; shown once."""


class OfficeSignIn(Request, frozen=True, kw_only=True):
    email: Email
    password: Annotated[str, Meta(min_length=1, max_length=256)]
    code: Annotated[str, Meta(min_length=6, max_length=11)]
    """Of the authenticator app, or a recovery code."""
    browser: Secret | None = None
    """What the last sign-in in this browser gave: strangers' wrong tries then do not make it wait."""


class OfficeSignedIn(Answer, frozen=True, kw_only=True):
    token: str
    browser: str
    """Kept where the token is, also after signing out."""
    staff: StaffMember
    store: Store
    brand: str
    expires_at: datetime
