"""The staff app for browsers: `python -m app_staff --web --port 8552 --api http://127.0.0.1:8550 --data DIR`.

The browser is the tablet: its cookie owns the device's bearer and the person's, both kept on this side.
"""

import argparse
from pathlib import Path

import flet as ft
from starlette.types import ASGIApp

from app_staff.actions import Settings
from app_staff.main import API, Staff
from shared.client.pool import Pool
from shared.clock import SystemClock
from shared.i18n.staff import STAFF
from shared.ui.web import asker, browser, exported, guarded, serve
from shared.ui.web_language import listening, spoken
from shared.vault import MemoryVault, Vault
from shared.vault.web import WebStore

NAME = "tamaru_staff"


def app(settings: Settings, data: Path) -> ASGIApp:
    """The app as ASGI, guarded. `data` holds the browsers' vault."""
    clock = SystemClock()
    store = WebStore(data, clock)
    pool = Pool(asker.get)

    def vault() -> Vault:
        owner = browser.get()
        return store.of(owner) if owner else MemoryVault()

    def main(page: ft.Page) -> None:
        Staff(page, settings, vault(), clock=clock, transport=pool, locale=spoken.get()).start()

    heard = listening(exported(main, "staff", lambda: settings.face.brand.seed))
    return guarded(heard, title=STAFF.ja.app_title, name=NAME)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m app_staff")
    parser.add_argument("--web", action="store_true", required=True, help="serve browsers")
    parser.add_argument("--port", type=int, default=8552)
    parser.add_argument("--api", default=API)
    parser.add_argument("--data", type=Path, default=Path("data/staff"))
    parser.add_argument("--lock-after", type=float, default=Settings.lock_after, help="seconds without use until the PIN is asked for")
    given = parser.parse_args(arguments)
    serve(app(Settings(api=given.api, lock_after=given.lock_after), given.data), port=given.port)
