"""The mail port. `send` hands over and never raises: whether an address exists is nobody's business, and a slow relay must not slow sign-in."""

import asyncio
import logging
import smtplib
from collections import deque
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit

from shared.clock import Clock

log = logging.getLogger("tamaru.mail")
TIMEOUT = 10.0
MOST_WAITING = 500


class Mail(Protocol):
    async def send(self, to: str, subject: str, text: str) -> None:
        """Hands one plain-text mail over."""
        ...

    async def close(self) -> None:
        """Waits for what is under way."""
        ...


class SmtpMail:
    """`smtp://user:password@host:587` (STARTTLS when offered) or `smtps://…:465`."""

    def __init__(self, url: str, sender: str) -> None:
        self._url = urlsplit(url)
        self._sender = sender
        self._waiting: set[asyncio.Task[None]] = set()

    async def send(self, to: str, subject: str, text: str) -> None:
        if len(self._waiting) >= MOST_WAITING:
            log.error("the mail relay is %d mails behind: one was dropped", len(self._waiting))
            return
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._sender, to, subject
        message.set_content(text)
        task = asyncio.create_task(self._deliver(message))
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def close(self) -> None:
        await asyncio.gather(*self._waiting)

    async def _deliver(self, message: EmailMessage) -> None:
        try:
            await asyncio.to_thread(self._talk, message)
        except (OSError, smtplib.SMTPException) as error:
            log.error("a mail could not be handed over: %s", type(error).__name__)  # noqa: TRY400 - the trace may hold the address

    def _talk(self, message: EmailMessage) -> None:
        host, port = self._url.hostname or "localhost", self._url.port or 0
        kind = smtplib.SMTP_SSL if self._url.scheme == "smtps" else smtplib.SMTP
        with kind(host, port, timeout=TIMEOUT) as relay:
            relay.ehlo()
            if self._url.scheme == "smtp" and relay.has_extn("starttls"):
                relay.starttls()
            if self._url.username:
                relay.login(unquote(self._url.username), unquote(self._url.password or ""))
            relay.send_message(message)


@dataclass(frozen=True, slots=True)
class Kept:
    to: str
    subject: str
    text: str
    at: int


class Mailbox:
    """The demo's: keeps the last mails in memory for the page that shows them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.kept: deque[Kept] = deque(maxlen=200)

    async def send(self, to: str, subject: str, text: str) -> None:
        self.kept.appendleft(Kept(to, subject, text, self._clock.now()))

    async def close(self) -> None:
        """Nothing is under way."""


class NoMail:
    """When the shop has set none: says so in the log, without the address."""

    async def send(self, to: str, subject: str, text: str) -> None:
        del to, subject, text
        log.warning("a mail was not sent: --mail is not set")

    async def close(self) -> None:
        """Nothing is under way."""


def open_mail(setting: str, sender: str, clock: Clock) -> Mail:
    if setting == "mailbox":
        return Mailbox(clock)
    return SmtpMail(setting, sender) if setting else NoMail()
