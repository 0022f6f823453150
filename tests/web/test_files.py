"""What browsers keep for ever: named by its content, packed, and nothing outside its folders."""

import gzip
from pathlib import Path

import httpx
import pytest

from shared.ui import web_files
from tests.web.client import Browser

pytestmark = pytest.mark.asyncio(loop_scope="module")
WASM = "canvaskit/skwasm.wasm"


async def _raw(address: str, path: str, **headers: str) -> tuple[httpx.Response, bytes]:
    """The answer and its body as it came, still packed."""
    async with httpx.AsyncClient(base_url=address) as http, http.stream("GET", path, headers=headers) as answer:
        return answer, b"".join([part async for part in answer.aiter_raw()])


async def test_the_engine_is_packed_and_kept_for_ever(address: str) -> None:
    answer, body = await _raw(address, f"/{web_files.prefix()}{WASM}", **{"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "application/wasm"
    assert answer.headers.get_list("cache-control") == ["public, max-age=31536000, immutable"]
    whole = (web_files.ENGINE / WASM).read_bytes()
    assert gzip.decompress(body) == whole
    assert len(body) < len(whole) / 2


async def test_a_browser_that_unpacks_nothing_gets_it_plain(address: str) -> None:
    answer, body = await _raw(address, f"/{web_files.prefix()}{WASM}", **{"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert body == (web_files.ENGINE / WASM).read_bytes()


async def test_our_fonts_come_before_the_engines_files(address: str) -> None:
    _, body = await _raw(address, f"/{web_files.prefix()}assets/FontManifest.json", **{"accept-encoding": "identity"})
    assert b"BIZ UDPGothic" in body


async def test_another_version_is_answered_but_not_kept(address: str) -> None:
    answer, _ = await _raw(address, "/v/0123456789abcdef/assets/FontManifest.json")
    assert answer.status_code == 200
    assert answer.headers.get_list("cache-control") == ["no-cache"]


@pytest.mark.parametrize("path", ["", "none.js", "%2e%2e/%2e%2e/pyproject.toml", "assets", "/etc/passwd"])
async def test_there_is_nothing_else(address: str, path: str) -> None:
    answer, _ = await _raw(address, f"/{web_files.prefix()}{path}")
    assert answer.status_code == 404


async def test_the_page_names_the_version(ann: Browser) -> None:
    page = (await ann.http.get("/")).text
    assert f'+= "{web_files.prefix()}"' in page
    assert "{{" not in page


async def test_other_content_has_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(web_files, "ENGINE", tmp_path / "engine")
    monkeypatch.setattr(web_files, "ROOT", tmp_path)
    empty = web_files.version.__wrapped__()
    (tmp_path / "assets" / "icon.png").write_bytes(b"1")
    assert web_files.version.__wrapped__() != empty
