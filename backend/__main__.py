"""`python -m backend`: the API alone. Migrates, prints where it listens (and, before the shop is set up, the one-time token), serves.

`python -m backend verify [--sample N]` checks the books and the seals over the log; `backup FILE` and `restore FILE` keep the shop
safe; `poster FILE` draws the QR for the counter.
"""

import asyncio
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from socket import socket

import uvicorn

from backend import settings as backend_settings
from backend.app import Api, create, poster, verify
from backend.backups import backup, restore
from backend.db.engine import Database
from backend.kit import cycles, ids, logs, protocol
from backend.kit.metrics import listening
from backend.kit.proxies import Proxies
from backend.migrations import SchemaTooNew, migrate
from backend.settings import Settings, SettingsError
from backend.stores.repository import brand_name

COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"backup": backup.run, "restore": restore.run, "poster": poster.run}


class Server(uvicorn.Server):
    """Ends open event streams first: they would keep the server from stopping."""

    def __init__(self, config: uvicorn.Config, api: Api) -> None:
        super().__init__(config)
        self._api = api

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        cycles.settle()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        self._api.close_streams()
        await super().shutdown(sockets)


async def ready(settings: Settings) -> tuple[Api, Settings]:
    """The API over a migrated database; the settings carry a set-up token while there is no brand."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database.open(settings.url)
    await migrate(database)
    if await database.read(brand_name) is None:
        settings = replace(settings, setup_token=settings.setup_token or ids.token())
    else:
        settings = replace(settings, setup_token="")
    return create(settings, database=database), settings


async def serve(settings: Settings) -> None:
    api, settings = await ready(settings)
    config = uvicorn.Config(
        api,
        host=settings.host,
        port=settings.port,
        **protocol.server(Proxies(settings.trusted_proxies)),
    )
    write = sys.stdout.write
    write(f"Tamaru API  http://{settings.host}:{settings.port}\n")
    if settings.mailbox:
        write(f"Mailbox     http://{settings.host}:{settings.port}/mailbox\n")
    if settings.setup_token:
        write(f"Set-up      {settings.setup_token}\n")
    sys.stdout.flush()
    with listening(api.metrics, settings.metrics_port):
        await Server(config, api).serve()


def main(arguments: Sequence[str]) -> int:
    logs.configure()
    try:
        if arguments[:1] == ["verify"]:
            return asyncio.run(verify.run(arguments[1:]))
        if arguments and arguments[0] in COMMANDS:
            return COMMANDS[arguments[0]](arguments[1:])
        settings = backend_settings.read(arguments)
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(serve(settings))
    except (SettingsError, SchemaTooNew) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The quickest loop of this machine."""
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - not made for Windows

    return uvloop.new_event_loop


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
