"""The folder Flet serves, and everything under one address."""

import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from shared.ui import web
from tests.web.client import Browser
from tests.web.conftest import main, served

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one file in each layer."""
    for name in ("common/fonts/f.ttf", "web/index.html", "member/icon.png", "staff/icon.png"):
        file = tmp_path / "assets" / name
        file.parent.mkdir(parents=True)
        file.write_text(name, "utf-8")
    monkeypatch.setattr(web, "ROOT", tmp_path)
    return tmp_path


def _files(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text("utf-8") for file in folder.rglob("*") if file.is_file()}


async def test_the_layers_are_merged(tree: Path) -> None:
    wanted = {"fonts/f.ttf": "common/fonts/f.ttf", "index.html": "web/index.html", "icon.png": "member/icon.png"}
    assert _files(web.assets_for("member")) == wanted
    assert _files(web.assets_for("member")) == wanted
    assert web.assets_for("staff") == tree / "build" / "assets" / "staff"


async def test_a_changed_file_is_merged_again_and_a_removed_one_goes(tree: Path) -> None:
    web.assets_for("member")
    icon = tree / "assets" / "member" / "icon.png"
    icon.unlink()
    icon.write_text("new", "utf-8")
    (tree / "assets" / "web" / "index.html").unlink()
    assert _files(web.assets_for("member")) == {"fonts/f.ttf": "common/fonts/f.ttf", "icon.png": "new"}


async def test_a_staged_bundle_has_its_assets_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(web, "ROOT", tmp_path)
    assert web.assets_for("member") == tmp_path / "assets"


async def test_one_address_serves_the_api_and_the_apps() -> None:
    heard: list[str] = []

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        heard.append("up")
        yield
        heard.append("down")

    async def ping(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("pong")

    api = Starlette(routes=[Route("/v1/ping", ping)], lifespan=lifespan)
    member = web.guarded(web.exported(main, "member"), title="会員証", name="member")
    async with served(web.mounted(api, {"/member": member})) as address:
        async with httpx.AsyncClient(base_url=address) as http:
            assert (await http.get("/v1/ping")).text == "pong"
            moved = await http.get("/member")
            assert (moved.status_code, moved.headers["location"]) == (307, "/member/")
            assert '<base href="/member/">' in (await http.get("/member/")).text
            assert (await http.get("/member/docs")).status_code == 404
        async with Browser(address + "/member") as browser:
            mine = await browser.session(None)
            assert await browser.session(mine) == mine
        assert heard == ["up"]
    assert heard == ["up", "down"]
