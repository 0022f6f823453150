"""A whole shop under one address: the API at the root, the member's app at /member/, the staff's at /staff/.

`python serve.py --data DIR` listens on loopback; what faces the world stands before it and speaks TLS. Settings are those of
`python -m backend`. A larger shop runs the three as processes of their own.
"""

import asyncio
import contextlib
import logging
import sys
from collections.abc import Sequence
from typing import cast

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from app_member import web as member
from app_staff import web as staff
from app_staff.actions import Settings as Tablet
from backend import settings as backend_settings
from backend.__main__ import Server, ready
from backend.kit import logs, protocol
from backend.kit.metrics import listening
from backend.kit.proxies import Proxies
from backend.migrations import SchemaTooNew
from backend.settings import Settings, SettingsError
from shared.ui import web


class Behind:
    """Tells the apps what the proxy says that the owner trusts: that the browser came over TLS (then their cookies are for TLS alone), and
    who asks.
    """

    def __init__(self, app: ASGIApp, proxies: Proxies) -> None:
        self._app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            client, headers = scope.get("client"), scope["headers"]
            if self._proxies.encrypted(client, headers):
                scope["scheme"] = "wss" if scope["type"] == "websocket" else "https"
            if (asker := self._proxies.asker(client, headers)) is not None:
                scope["client"] = (str(asker), 0)
        await self._app(scope, receive, send)


async def serve(settings: Settings) -> None:
    """Until it is interrupted. The apps speak to the API over loopback, as they would from elsewhere."""
    api, settings = await ready(settings)
    address = f"http://{settings.host}:{settings.port}"
    apps = {
        "/member": member.app(address, settings.data / "member"),
        "/staff": staff.app(Tablet(api=address), settings.data / "staff"),
    }
    whole = web.mounted(cast("ASGIApp", api), apps)  # Litestar and Starlette write the same protocol in other types
    proxies = Proxies(settings.trusted_proxies)
    config = uvicorn.Config(Behind(whole, proxies), host=settings.host, port=settings.port, **(web.SERVER | protocol.server(proxies)))
    sys.stdout.write(f"Member  {address}/member/\nStaff   {address}/staff/\n")
    if settings.setup_token:
        sys.stdout.write(f"Set-up  {settings.setup_token}\n")
    sys.stdout.flush()
    with listening(api.metrics, settings.metrics_port):
        await Server(config, api).serve()


def main(arguments: Sequence[str]) -> int:
    """Answers the exit code: 2 when the settings or the database do not fit."""
    logs.configure(level=logging.WARNING)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(serve(backend_settings.read(arguments)))
    except (SettingsError, SchemaTooNew) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
