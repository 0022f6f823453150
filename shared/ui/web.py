"""Flet apps in browsers: their assets in one folder, each alone on a port or all under one address, always behind the guard."""

import contextlib
import os
from collections.abc import AsyncGenerator, Callable, Collection, Mapping
from pathlib import Path
from typing import Any, cast

import flet as ft
import uvicorn
from flet_web.fastapi import app_manager  # pyright: ignore[reportMissingTypeStubs]  flet ships none
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp
from uvicorn.lifespan.on import LifespanOn

from shared import discreet
from shared.ui import theme, web_files
from shared.ui.web_guard import FRAME_LIMIT, asker, browser, guarded

__all__ = ["SERVER", "asker", "assets_for", "browser", "exported", "guarded", "host", "mounted", "serve"]

ROOT = Path(__file__).resolve().parents[2]
SERVER: dict[str, Any] = {
    "ws": "websockets-sansio",
    "ws_max_size": FRAME_LIMIT,
    "ws_per_message_deflate": False,  # the heavy messages are pictures, which only cost time to pack again
    "log_config": None,  # our own
    "log_level": "warning",
    "limit_concurrency": 2000,
    "access_log": False,  # addresses and paths are personal
    "server_header": False,
    "timeout_graceful_shutdown": 2,
}
"""uvicorn's settings wherever a Flet app is served."""


def assets_for(app: str) -> Path:
    """The one folder that Flet serves: assets/common, assets/web and assets/<app> merged into build/assets/<app>.

    Files are linked (copied where the file system cannot), and those of an earlier merge that are gone are removed. In a
    staged bundle the merge has been done, and its own `assets` is the answer.
    """
    source = ROOT / "assets"
    if not (source / "common").is_dir():
        return source
    target = ROOT / "build" / "assets" / app
    wanted: dict[Path, Path] = {}
    for layer in (source / "common", source / "web", source / app):
        wanted |= {file.relative_to(layer): file for file in layer.rglob("*") if file.is_file()}
    for name, file in wanted.items():
        _link(file, target / name)
    for file in [file for file in target.rglob("*") if file.is_file() and file.relative_to(target) not in wanted]:
        file.unlink(missing_ok=True)
    return target


def _link(file: Path, to: Path) -> None:
    if to.exists() and to.samefile(file):
        return
    to.parent.mkdir(parents=True, exist_ok=True)
    fresh = to.with_name(f".{to.name}.{os.getpid()}")  # two hosts may merge at once: each file changes in one step
    try:
        fresh.hardlink_to(file)
    except OSError:
        fresh.write_bytes(file.read_bytes())
    fresh.replace(to)


def exported(main: Callable[[ft.Page], Any], app: str, seed: Callable[[], str] = lambda: theme.SEED) -> ASGIApp:
    """The Flet app `main` as an ASGI app with the assets of `app`; everything it loads comes from here. `seed` is the shop's colour as
    last heard, so that the first frame has it.
    """
    assets = assets_for(app)

    def wear(page: ft.Page) -> None:
        theme.wear(page, seed())

    flet = cast("ASGIApp", ft.run(main, before_main=wear, export_asgi_app=True, assets_dir=str(assets), no_cdn=True))
    return web_files.kept(flet, assets)


def mounted(api: ASGIApp, apps: Mapping[str, ASGIApp]) -> Starlette:
    """One address for everything: `apps` (guarded, by path such as `/member`) and the API at the root.

    A mounted app's own lifespan never runs, so Flet's (which ends left sessions) and the API's are run here.
    """

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        await app_manager.start()
        async with _running(api):
            yield
        await app_manager.shutdown()

    routes: list[BaseRoute] = []
    for path, app in apps.items():
        routes += [Route(path, _with_slash), Mount(path, app)]
    return Starlette(routes=[*routes, Mount("/", api)], lifespan=lifespan)


@contextlib.asynccontextmanager
async def _running(app: ASGIApp) -> AsyncGenerator[None]:
    """Between its start-up and its shutdown; a start-up that fails raises RuntimeError."""
    config = uvicorn.Config(app, log_config=None)
    config.load()
    lifespan = LifespanOn(config)
    await lifespan.startup()
    if lifespan.should_exit:
        raise RuntimeError("the API did not start")
    yield
    await lifespan.shutdown()


async def _with_slash(request: Request) -> RedirectResponse:
    return RedirectResponse(request.url.path + "/")


def serve(app: ASGIApp, *, port: int) -> None:
    """Run an ASGI app on 127.0.0.1 until it is interrupted; what faces the world stands before it and speaks TLS."""
    discreet.configure()
    config = uvicorn.Config(app, host="127.0.0.1", port=port, **SERVER)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run()


def host(app: ASGIApp, *, port: int, title: str, name: str = "tamaru", origins: Collection[str] = ()) -> None:
    """Guard one Flet app and serve it alone."""
    serve(guarded(app, title=title, name=name, origins=origins), port=port)
