"""What the shop's owner can set: command line first, then TAMARU_* from the environment, then a default."""

import argparse
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path

ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
"""A page without a question behind it."""


@dataclass(frozen=True, slots=True)
class Settings:
    data: Path
    """Where the database and the server's secret live."""
    database: str = ""
    """`postgresql://…`, or empty for the file `tamaru.db` in `data`."""
    host: str = "127.0.0.1"
    port: int = 8550
    mail: str = ""
    """`smtp://user:password@host:port`, `smtps://…`, `mailbox` (kept in memory and shown on a page: demo only), or empty: no mail."""
    mail_from: str = "tamaru@localhost"
    card_address: str = ""
    """Where customers open the card, such as https://card.example.jp/member: on posters; empty: nobody has said."""
    setup_token: str = ""
    """Makes the brand, once; given, or made at start and printed."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks whose X-Forwarded-For is believed."""
    metrics_port: int = 0
    """`/metrics` on loopback; 0: nowhere."""
    rate_limits: bool = True
    idle_minutes: int = 10
    """Without an act, after which a staff session may only be locked."""
    retention_years: int = 0
    """Members not seen for so long are erased; 0: never."""

    @property
    def url(self) -> str:
        return self.database or f"sqlite:///{self.data.absolute() / 'tamaru.db'}"

    @property
    def loopback(self) -> bool:
        return self.host == "localhost" or _is_loopback(self.host)

    @property
    def mailbox(self) -> bool:
        return self.mail == "mailbox"


class SettingsError(Exception):
    """The settings contradict each other; the text says how."""


def place(parser: argparse.ArgumentParser, environment: Mapping[str, str] = os.environ) -> None:
    """Adds the two options that say which shop is meant, as every command has them."""
    parser.add_argument("--data", type=Path, default=Path(environment.get("TAMARU_DATA", "data")), help="folder of database and secret")
    parser.add_argument("--database", default=environment.get("TAMARU_DATABASE", ""), help="postgresql://… instead of a file in --data")


def read(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings of one start. Exits with a usage message when an argument is wrong."""
    parser = argparse.ArgumentParser(prog="python -m backend", description="The Tamaru API server.")
    place(parser, environment)
    parser.add_argument("--host", default=environment.get("TAMARU_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(environment.get("TAMARU_PORT", "8550")))
    parser.add_argument("--mail", default=environment.get("TAMARU_MAIL", ""), help="smtp://…, smtps://… or mailbox")
    parser.add_argument("--mail-from", default=environment.get("TAMARU_MAIL_FROM", "tamaru@localhost"))
    card = environment.get("TAMARU_CARD_ADDRESS", "")
    parser.add_argument("--card-address", default=card, help="where customers open the card: https://card.example.jp/member")
    proxies = environment.get("TAMARU_TRUSTED_PROXIES", "").split()
    parser.add_argument("--trusted-proxy", action="append", default=proxies, help="address or network whose X-Forwarded-For is believed")
    metrics = int(environment.get("TAMARU_METRICS_PORT", "0"))
    parser.add_argument("--metrics-port", type=int, default=metrics, help="serves /metrics to this machine; 0: not at all")
    idle = int(environment.get("TAMARU_IDLE_MINUTES", "10"))
    parser.add_argument("--idle-minutes", type=int, default=idle, help="without an act, until a staff session is locked")
    parser.add_argument("--no-rate-limits", dest="rate_limits", action="store_false", help="for measuring")
    years = int(environment.get("TAMARU_RETENTION_YEARS", "0"))
    parser.add_argument("--retention-years", type=int, default=years, help="erase members not seen for so long; 0: never")
    found = parser.parse_args(arguments)
    settings = Settings(
        data=found.data,
        database=found.database,
        host=found.host,
        port=found.port,
        mail=found.mail,
        mail_from=found.mail_from,
        card_address=found.card_address.rstrip("/"),
        trusted_proxies=tuple(found.trusted_proxy),
        metrics_port=found.metrics_port,
        rate_limits=found.rate_limits,
        retention_years=found.retention_years,
        idle_minutes=found.idle_minutes,
        setup_token=environment.get("TAMARU_SETUP_TOKEN", ""),
    )
    check(settings)
    return settings


def check(settings: Settings) -> None:
    """Raises SettingsError for what must not start."""
    if settings.mailbox and not settings.loopback:
        raise SettingsError("the mailbox page shows everybody's codes: it works on a loopback address only")
    if settings.mail and not settings.mailbox and not settings.mail.startswith(("smtp://", "smtps://")):
        raise SettingsError("mail is smtp://…, smtps://… or mailbox")
    if settings.card_address and not ADDRESS.fullmatch(settings.card_address):
        raise SettingsError(f"{settings.card_address}: the card's address is one such as https://card.example.jp/member")
    for proxy in settings.trusted_proxies:
        try:
            ip_network(proxy)
        except ValueError as error:
            raise SettingsError(f"{proxy} is no address or network") from error


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
