"""What stands between a browser and a Flet app."""

import hashlib
import re
import secrets
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send
from websockets.exceptions import ConnectionClosed, InvalidStatus

from shared.ui import web_guard
from tests.web.client import MSGPACK, Browser, answer, frame, registration, rest
from tests.web.conftest import served

pytestmark = pytest.mark.asyncio(loop_scope="module")

# ---------------------------------------------------------------- who may open a WebSocket


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null", "http://127.0.0.1.evil.example", None])
async def test_a_foreign_page_is_refused_before_it_is_accepted(ann: Browser, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with ann.socket(origin=origin):
            pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("cookie", ["", "member=short", "member=" + "x" * 31 + "!", "other=" + "x" * 32])
async def test_without_our_cookie_there_is_no_session(ann: Browser, cookie: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with ann.socket(cookie=cookie):
            pass
    assert refused.value.response.status_code == 403


async def test_a_configured_origin_is_welcome(ann: Browser) -> None:
    async with ann.socket(origin="https://app.example.jp") as socket:
        await socket.send(registration(None))
        assert (await answer(socket))["session_id"]


# ---------------------------------------------------------------- whose page it is


async def test_reload_keeps_the_owners_page_and_a_stolen_id_opens_a_fresh_one(ann: Browser, bob: Browser) -> None:
    mine = await ann.session(None)
    assert await bob.session(mine) != mine
    assert await ann.session(mine) == mine


async def test_an_unknown_session_id_opens_a_fresh_page(ann: Browser) -> None:
    assert await ann.session("made-up") != "made-up"


def _odd(session: str) -> bytes:
    """The same registration, written in longer forms than Flet's client uses."""
    return b"\0\xdc\x00\x02\xcc" + registration(session)[2:]


def _empty(_session: str) -> bytes:
    return b""


def _unknown(_session: str) -> bytes:
    return b"\x02x"


@pytest.mark.parametrize("again", [registration, _odd, _empty, _unknown])
async def test_a_second_registration_on_the_same_socket_ends_it(ann: Browser, bob: Browser, again: Callable[[str], bytes]) -> None:
    mine = await ann.session(None)
    async with bob.socket() as socket:
        await socket.send(registration(None))
        await socket.send(again(mine))
        assert not any(mine.encode() in message for message in await rest(socket))


@pytest.mark.parametrize(
    "first", [b"", b"\0", b"\0\xc1", b"\x01abc", frame(3, {"target": 1, "name": "click", "data": None}), frame(1, {"page": {}})]
)
async def test_a_socket_that_does_not_say_who_it_is_never_reaches_the_app(ann: Browser, first: bytes) -> None:
    async with ann.socket() as socket:
        await socket.send(first)
        with pytest.raises(ConnectionClosed):
            await socket.recv()


async def test_the_app_is_told_the_cookies_hash_and_never_the_cookie(ann: Browser) -> None:
    value = ann.http.cookies["member"]
    async with ann.socket() as socket:
        await socket.send(registration(None))
        seen = b"".join([await socket.recv(decode=False), await socket.recv(decode=False)])
    assert hashlib.sha256(value.encode()).hexdigest().encode() in seen
    assert value.encode() not in seen


# ---------------------------------------------------------------- how many from one line


async def pages(scope: Scope, receive: Receive, send: Send) -> None:
    """As much of Flet as the guard sees: a page, and sessions that are given back to whoever names them."""
    if scope["type"] == "lifespan":
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": f"{message['type']}.complete"})
        await send({"type": "lifespan.shutdown.complete"})
    elif scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": b"{{title}}{{cover}}"})
    else:
        await receive()
        wanted = MSGPACK.unpackb((await receive())["bytes"][1:])[1]["session_id"]
        await send({"type": "websocket.send", "bytes": frame(1, {"session_id": wanted or secrets.token_hex(8)})})
        while (await receive())["type"] != "websocket.disconnect":
            pass


async def test_one_line_holds_only_so_many_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_guard, "SOCKETS", 2)
    async with served(web_guard.guarded(pages, title="x", name="member")) as url, Browser(url) as ann:
        ann.line = "203.0.113.7"
        async with ann.socket(), ann.socket():
            with pytest.raises(InvalidStatus) as refused:
                async with ann.socket():
                    pass
            assert refused.value.response.status_code == 403
            ann.line = "203.0.113.8"
            assert await ann.session(None)


async def test_one_line_begins_only_so_many_pages_and_keeps_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_guard, "PAGES", 3)
    async with served(web_guard.guarded(pages, title="x", name="member")) as url, Browser(url) as ann:
        mine = ""
        for n in range(3):
            ann.line = f"2001:db8::{n}"
            mine = await ann.session(None)
        with pytest.raises(ConnectionClosed):
            await ann.session(None)
        assert await ann.session(mine) == mine
        ann.line = "2001:db8:0:1::1"
        assert await ann.session(None)


# ---------------------------------------------------------------- what a browser is told


async def test_the_page_carries_its_policy_and_its_cookie(address: str) -> None:
    async with httpx.AsyncClient(base_url=address) as http:
        page = await http.get("/")
    policy = page.headers["content-security-policy"]
    scripts = re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL)
    assert scripts
    for script in scripts:
        assert f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert "frame-ancestors 'none'" in policy
    cookie = page.headers["set-cookie"]
    assert cookie.startswith("member=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert "<title>会員証 &lt;1&gt;</title>" in page.text
    assert '<html lang="ja">' in page.text
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "flet" not in page.headers.get("server", "").lower()


async def test_the_page_names_no_other_host(address: str) -> None:
    async with httpx.AsyncClient(base_url=address) as http:
        page = (await http.get("/")).text
    assert "flet.noCdn=true" in page
    assert not re.search(r"https?://", page)


@pytest.mark.parametrize("path", ["/", "/coupons", "/manifest.json", "/flutter_bootstrap.js", "/main.dart.mjs", "/nothing.png", "/docs"])
async def test_no_answer_may_be_read_by_another_origin(address: str, path: str) -> None:
    async with httpx.AsyncClient(base_url=address, headers={"Origin": "https://evil.example"}) as http:
        answered = await http.get(path)
    assert "access-control-allow-origin" not in answered.headers
    assert answered.headers["x-content-type-options"] == "nosniff"


async def test_the_same_browser_keeps_its_cookie(ann: Browser) -> None:
    before = ann.http.cookies["member"]
    await ann.http.get("/coupons")
    assert ann.http.cookies["member"] == before


async def test_the_title_reaches_the_manifest(ann: Browser) -> None:
    assert (await ann.http.get("/manifest.json")).json()["name"] == "会員証 <1>"


async def test_a_page_can_be_asked_for_without_its_body(ann: Browser) -> None:
    assert (await ann.http.head("/")).status_code == 200


async def test_a_missing_glyph_is_answered_with_an_empty_font(ann: Browser) -> None:
    font = await ann.http.get("/assets/fonts/notosansthai/v25/abc.woff2")
    assert font.status_code == 200
    assert font.content[:4] == b"wOF2"
    assert len(font.content) < 500


@pytest.mark.parametrize("family", ["notosansjp", "notosanshk", "notoserifsc"])
async def test_a_rare_character_brings_the_whole_face(ann: Browser, family: str) -> None:
    font = await ann.http.get(f"/assets/fonts/{family}/v53/abc.6.woff2", follow_redirects=True)
    assert font.status_code == 200
    assert "immutable" in font.headers["cache-control"]
    assert len(font.content) > 1_000_000


@pytest.mark.parametrize("path", sorted(web_guard.CLOSED))
async def test_flets_own_pages_are_closed(ann: Browser, path: str) -> None:
    assert (await ann.http.get(path)).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_nothing_can_be_sent_but_frames(ann: Browser, method: str) -> None:
    assert (await ann.http.request(method, "/")).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/..%2fpyproject.toml",
        "/%2e%2e/%2e%2e/%2e%2e/pyproject.toml",
        "/assets/../../../../pyproject.toml",
        "/..%5c..%5cpyproject.toml",
        "/%252e%252e/pyproject.toml",
        "//etc/passwd.txt",
        "/fonts/..%2f..%2f..%2f..%2fpyproject.toml",
        "/fonts/%00.ttf",
        "/assets/fonts/notosansjp/../../../../../../pyproject.toml",
    ],
)
async def test_no_path_leaves_the_assets(address: str, path: str) -> None:
    """The path goes out as it stands: httpx alone would tidy it."""
    async with httpx.AsyncClient() as http:
        request = http.build_request("GET", address)
        request.url = request.url.copy_with(raw_path=path.encode())
        answered = await http.send(request)
    assert answered.status_code in {200, 404}
    assert b"[project]" not in answered.content
    assert b"root:" not in answered.content


# ---------------------------------------------------------------- over HTTPS


async def _asked(**settings: Any) -> list[Message]:
    """What a page of ours is sent as, over HTTPS."""

    async def page(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": b"<title>{{title}}</title><script>ours</script>{{cover}}"})

    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {"type": "http", "scheme": "https", "method": "GET", "path": "/", "headers": []}
    await web_guard.guarded(page, title="x", **settings)(scope, receive, send)
    return sent


async def test_over_https_the_cookie_is_secure_and_bound_to_the_host() -> None:
    cookie = dict((await _asked())[0]["headers"])[b"set-cookie"].decode()
    assert cookie.startswith("__Host-tamaru=")
    assert cookie.endswith("; Secure")


async def test_a_cover_of_the_browsers_own_is_never_kept_and_brings_no_script() -> None:
    async def cover(path: str) -> str:
        return f"<script>theirs</script>{path}{{{{title}}}}"

    usual, own = await _asked(), await _asked(cover=cover)
    assert b"<img" in usual[1]["body"]
    assert own[1]["body"].endswith(b"<script>theirs</script>/{{title}}")
    before, after = dict(usual[0]["headers"]), dict(own[0]["headers"])
    assert before[b"content-security-policy"] == after[b"content-security-policy"]
    assert before[b"cache-control"] == b"no-cache"
    assert after[b"cache-control"] == b"no-store"
