"""The member app for browsers: `python -m app_member --web --port 8551 --api http://127.0.0.1:8550 --data DIR`."""

import argparse
from pathlib import Path

import flet as ft
from starlette.types import ASGIApp

from app_member.main import API, Settings, entry
from app_member.web_early import Early
from shared.client.face import Face
from shared.client.pool import Pool
from shared.clock import SystemClock
from shared.i18n.member import MEMBER
from shared.ui.web import asker, browser, exported, guarded, serve
from shared.ui.web_language import listening, spoken
from shared.vault import MemoryVault, Vault
from shared.vault.web import WebStore

NAME = "tamaru_member"


def app(api: str, data: Path) -> ASGIApp:
    """The app as ASGI, guarded. `data` holds the browsers' vault."""
    clock = SystemClock()
    store = WebStore(data, clock)

    def vault(_: ft.Page) -> Vault:
        owner = browser.get()
        return store.of(owner) if owner else MemoryVault()

    pool, face = Pool(asker.get), Face()
    early = Early(api, store, clock, face, pool)
    settings = Settings(
        api=api,
        clock=clock,
        vault=vault,
        phone=False,
        locale=lambda _: spoken.get(),
        transport=pool,
        face=face,
        ahead=early.taken,
    )
    heard = listening(exported(entry(settings), "member", lambda: face.brand.seed))
    return guarded(heard, title=MEMBER.ja.app, name=NAME, cover=early.cover)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m app_member")
    parser.add_argument("--web", action="store_true", required=True, help="serve browsers")
    parser.add_argument("--port", type=int, default=8551)
    parser.add_argument("--api", default=API)
    parser.add_argument("--data", type=Path, default=Path("data/member"))
    given = parser.parse_args(arguments)
    serve(app(given.api, given.data), port=given.port)
