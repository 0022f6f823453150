"""serve.py as a small shop runs it."""

from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from backend.kit.proxies import Proxies
from backend.stores.poster import join_link
from serve import Behind
from shared.client.pool import Pool
from shared.ui.web import asker
from tests.browser.processes import free_port, process


def test_the_api_and_both_apps_answer_at_one_address(tmp_path: Path) -> None:
    port = free_port()
    arguments = ("serve.py", "--data", str(tmp_path / "data"), "--port", str(port), "--mail", "mailbox", "--trusted-proxy", "127.0.0.1")
    with process(*arguments, port=port, log=tmp_path / "log") as address, httpx.Client(base_url=address) as http:
        assert http.get("/v1/health").status_code == 200
        for path, title in (("/member/", "会員証"), ("/staff/", "スタッフ")):
            page = http.get(path)
            assert title in page.text
            assert "set-cookie" in page.headers
        assert len(http.cookies) == 2, "each app has a cookie of its own"
        poster = http.get(urlsplit(join_link(f"{address}/member", "honten")).path)
        assert (poster.status_code, '<base href="/member/">' in poster.text) == (200, True), "what the store's poster opens"
        over_tls = httpx.get(f"{address}/member/", headers={"x-forwarded-proto": "https"}).headers["set-cookie"]
        assert over_tls.startswith("__Host-")
        assert over_tls.endswith("; Secure")
    said = (tmp_path / "log").read_text("utf-8")
    assert f"{address}/member/" in said
    assert "Traceback" not in said, "it ends quietly"


async def test_the_apps_hear_from_our_proxy_who_asks() -> None:
    seen: list[Any] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append((scope["scheme"], scope["client"]))

    behind = Behind(app, Proxies(["127.0.0.1"]))
    for peer, forwarded in (("127.0.0.1", "198.51.100.1, 2001:db8::7"), ("203.0.113.9", "198.51.100.1"), ("127.0.0.1", "")):
        headers = [(b"x-forwarded-for", forwarded.encode()), (b"x-forwarded-proto", b"https")] if forwarded else []
        scope = {"type": "websocket", "scheme": "ws", "client": (peer, 1), "headers": headers}
        await behind(scope, cast("Receive", None), cast("Send", None))
    assert seen == [("wss", ("2001:db8::7", 0)), ("ws", ("203.0.113.9", 0)), ("ws", ("127.0.0.1", 1))]


async def test_a_web_host_says_whose_browser_it_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """So the server's limits by address are the browsers', not the host's."""
    heard: list[str | None] = []

    async def answer(_self: object, request: httpx.Request) -> httpx.Response:
        heard.append(request.headers.get("x-forwarded-for"))
        return httpx.Response(200, json={})

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", answer)
    async with httpx.AsyncClient(transport=Pool(asker.get), base_url="http://api") as http:
        await http.get("/")
        asker.set("203.0.113.7")
        await http.get("/")
    assert heard == [None, "203.0.113.7"]
