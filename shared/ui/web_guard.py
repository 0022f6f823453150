"""What stands between a browser and a Flet app: who the browser is, whose page it gets, what it may load.

Flet keeps a session's id where scripts can read it and gives the live page to whoever presents it; its WebSocket takes any
Origin. So `guarded` stands before the app: a random HttpOnly cookie says which browser this is, a WebSocket is only accepted
from our own pages, a Flet session is only given back to the cookie it was made for, and nothing is ever asked of another host.
"""

import asyncio
import contextlib
import hashlib
import html
import json
import os
import re
import secrets
from base64 import b64encode
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Collection, Generator
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

import msgpack  # pyright: ignore[reportMissingTypeStubs]  it ships none
from flet.messaging.protocol import MessageAction  # pyright: ignore[reportMissingTypeStubs]  flet ships none
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.clock import SystemClock
from shared.lines import Window, line, parsed
from shared.ui import web_files

browser: ContextVar[str | None] = ContextVar("browser", default=None)
"""SHA-256 (hex) of the cookie of the browser whose request this is, as `main(page)` and every handler see it."""

asker: ContextVar[str] = ContextVar("asker", default="")
"""Address of that browser, as whatever serves the app knows it; empty for this machine."""

COOKIE_DAYS = 400  # the most that browsers keep
FIRST_FRAME = 15  # seconds a new WebSocket has to say who it is
FRAME_LIMIT = 4 * 1024 * 1024  # bytes: a camera picture is 0.2 MB
OWNERS = 20_000  # sessions remembered; one forgotten opens a fresh page
LEFT_FOR = 900  # seconds a left page is kept
SOCKETS, PAGES = 200, 300  # of one line: open at once, and fresh pages begun while earlier ones are kept; a shop's Wi-Fi has many phones
REGISTER: int = MessageAction.REGISTER_CLIENT.value
CLOSED = {"/docs", "/docs/oauth2-redirect", "/redoc", "/openapi.json", "/oauth_callback", "/upload"}  # Flet's own, of no use here
WIDER_FONT = re.compile(r"/assets/fonts/noto(sans|serif)(jp|sc|tc|hk|kr)/[^/]+/[^/]+\.woff2$", re.IGNORECASE)
"""What the engine asks for when its faces lack a Japanese character: it gets the whole of our Regular, kept by the browser."""
WHOLE_FACE = "assets/fonts/BIZUDPGothic-Whole.woff2"
FALLBACK_FONT = re.compile(r"/assets/fonts/noto[^/]*/", re.IGNORECASE)  # any other character that it lacks
NO_GLYPHS = "/assets/fonts/none.woff2"
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
PLAIN_COVER = '<img src="icons/icon-192.png" alt="">'
Cover = Callable[[str], Awaitable[str | None]]
"""From the path of a page to what covers it until the app is there, as HTML, which may be the browser's own (`browser`); None: the icon."""
HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(self), microphone=(), geolocation=(), payment=()"),
]
CSP = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' ws: wss: blob: data:; worker-src 'self' blob:; media-src 'self' blob:; manifest-src 'self'; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
)


async def _icon(_path: str) -> None:
    """The usual cover."""


def guarded(app: ASGIApp, *, title: str, name: str = "tamaru", origins: Collection[str] = (), cover: Cover = _icon) -> ASGIApp:
    """Stand before a Flet ASGI app.

    `title` is the page's title, `name` that of its cookie (two apps on one host each have theirs), `origins` the addresses
    besides its own whose pages may open its WebSocket, e.g. `https://app.example.jp`; `cover` is shown while the app loads.
    """
    os.environ.setdefault("FLET_SESSION_TIMEOUT", str(LEFT_FOR))
    return _Guard(app, title, name, frozenset(origins), cover)


class _Guard:
    def __init__(self, app: ASGIApp, title: str, name: str, origins: frozenset[str], cover: Cover) -> None:
        self.app, self.title, self.name, self.origins, self.cover = app, title, name, origins, cover
        self.owners: OrderedDict[str, str] = OrderedDict()  # Flet session id -> hash of the cookie it was made for
        self.sockets: Counter[str] = Counter()  # open ones, by line
        self.pages = Window(SystemClock(), PAGES, LEFT_FOR)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    # ---------------------------------------------------------------- pages and files
    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        root = scope.get("root_path", "")
        path = scope["path"].removeprefix(root)
        if path in CLOSED or scope["method"] not in {"GET", "HEAD"}:
            await _answer(send, 404 if path in CLOSED else 405)
            return
        if WIDER_FONT.match(path):
            await _answer(send, 307, (b"location", f"{root}/{web_files.prefix()}{WHOLE_FACE}".encode()))
            return
        if FALLBACK_FONT.match(path):
            scope = {**scope, "path": root + NO_GLYPHS}
        cookie = self._cookie(scope) or secrets.token_urlsafe(24)
        browser.set(_digest(cookie))
        asker.set(_address(scope))
        await self.app(scope, receive, _Page(self, scope, path, cookie, send))

    def _cookie_name(self, scope: Scope) -> str:
        return f"__Host-{self.name}" if _secure(scope) else self.name

    def _cookie(self, scope: Scope) -> str | None:
        for part in _header(scope, b"cookie").split(";"):
            key, _, value = part.strip().partition("=")
            if key == self._cookie_name(scope) and re.fullmatch(r"[\w-]{32}", value):
                return value
        return None

    def set_cookie(self, scope: Scope, value: str) -> bytes:
        """The header that makes the browser keep `value`, renewed with each page."""
        secure = "; Secure" if _secure(scope) else ""
        return f"{self._cookie_name(scope)}={value}; Path=/; Max-Age={COOKIE_DAYS * 86400}; HttpOnly; SameSite=Lax{secure}".encode()

    # ---------------------------------------------------------------- sessions
    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Accept our own pages only, and let Flet see a connection when it has said which session it wants: Flet never ends one that leaves before."""
        cookie = self._cookie(scope)
        full = self.sockets[_line(scope)] >= SOCKETS if _line(scope) else False
        if cookie is None or full or not self._welcome(scope):
            await send({"type": "websocket.close", "code": 1008})  # before it is accepted: the browser sees 403
            return
        connect = await receive()
        await send({"type": "websocket.accept"})
        socket = _Socket(self.owners, _digest(cookie), receive, send)
        with self._counted(_line(scope)) as where:
            if not await socket.register():
                return
            if socket.fresh and where and self.pages.wait(where):
                await socket.close()
                return
            browser.set(socket.who)
            asker.set(_address(scope))
            await self.app(scope, socket.replay(connect), socket.send)

    @contextlib.contextmanager
    def _counted(self, line: str) -> Generator[str]:
        self.sockets[line] += 1
        try:
            yield line
        finally:
            self.sockets[line] -= 1
            if not self.sockets[line]:
                del self.sockets[line]

    def _welcome(self, scope: Scope) -> bool:
        origin = _header(scope, b"origin")
        return bool(origin) and (urlsplit(origin).netloc == _header(scope, b"host") or origin in self.origins)


class _Socket:
    """An accepted connection as Flet may see it: it registers once, for a page of its own, and sends Flet's plain frames."""

    def __init__(self, owners: OrderedDict[str, str], who: str, receive: Receive, send: Send) -> None:
        self.owners, self.who, self.from_browser, self.to_browser = owners, who, receive, send
        self.registration: Message | None = None
        self.told = self.closed = False
        self.fresh = True

    async def register(self) -> bool:
        """Read the registration and blank its session id when that session is another browser's; closes on anything else."""
        message: Message = {}
        with contextlib.suppress(TimeoutError):
            message = await asyncio.wait_for(self.from_browser(), FIRST_FRAME)
        match _unpacked(message.get("bytes") or b""):
            case [int(action), {"session_id": wanted, **rest}] if action == REGISTER:
                kept = wanted if self.owners.get(str(wanted)) == self.who else None
                self.fresh = kept is None
                self.registration = {"type": "websocket.receive", "bytes": b"\0" + _packed([action, {**rest, "session_id": kept}])}
            case _ if message.get("type") != "websocket.disconnect":
                await self.close()
            case _:
                pass
        return self.registration is not None

    def replay(self, connect: Message) -> Receive:
        """What was read already, then the rest as it comes."""
        held = iter([connect, self.registration])

        async def receive() -> Message:
            if (message := next(held, None)) is not None:
                return message
            message = await self.from_browser()
            if message["type"] == "websocket.receive" and not _plain(message.get("bytes") or b""):
                await self.close()
                return {"type": "websocket.disconnect", "code": 1008}
            return message

        return receive

    async def send(self, message: Message) -> None:
        """What Flet says; the first answer tells which session is whose. After a close there is nobody to hear the rest."""
        if self.closed or message["type"] == "websocket.accept":
            return
        if not self.told and (frame := message.get("bytes")):
            self.told = True
            match _unpacked(frame):
                case [_, {"session_id": str(session)}]:
                    self._remember(session)
                case _:
                    pass
        await self.to_browser(message)

    def _remember(self, session: str) -> None:
        self.owners[session] = self.who
        self.owners.move_to_end(session)
        while len(self.owners) > OWNERS:
            self.owners.popitem(last=False)

    async def close(self) -> None:
        self.closed = True
        await self.to_browser({"type": "websocket.close", "code": 1008})


class _Page:
    """Sends what the app answers, with our headers; the page and its manifest get the title, the page its policy and cookie."""

    def __init__(self, guard: _Guard, scope: Scope, path: str, cookie: str, send: Send) -> None:
        self.guard, self.scope, self.path, self.cookie, self.send = guard, scope, path, cookie, send
        self.start: Message | None = None  # held back while a text of ours is filled in
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self.start)

    async def _begin(self, message: Message) -> None:
        headers = [(key.lower(), value) for key, value in message["headers"]]
        kind = dict(headers).get(b"content-type", b"")
        page = kind.startswith(b"text/html")
        dropped = {b"access-control-allow-origin", b"server"}
        ours = page or self.path == "/manifest.json"
        if ours:
            dropped |= {b"content-length", b"etag", b"last-modified"}
        kept = [header for header in headers if header[0] not in dropped]
        kept += HEADERS
        if b"cache-control" not in dict(headers):
            kept.append((b"cache-control", b"no-cache"))  # asked again each time, answered 304 where nothing changed
        if page:
            kept.append((b"set-cookie", self.guard.set_cookie(self.scope, self.cookie)))
        else:
            kept.append((b"content-security-policy", CSP.format(scripts="").encode()))
        started = {**message, "headers": kept}
        if ours and self.scope["method"] == "GET":
            self.start = started
        else:
            await self.send(started)

    async def _finish(self, start: Message) -> None:
        if self.path == "/manifest.json":
            text = self.body.replace(b"{{title}}", json.dumps(self.guard.title)[1:-1].encode())
        else:
            text = self.body.replace(b"{{title}}", html.escape(self.guard.title).encode())
            text = text.replace(b"{{files}}", web_files.prefix().encode())
            hashes = " ".join(f"'sha256-{b64encode(hashlib.sha256(code).digest()).decode()}'" for code in INLINE_SCRIPT.findall(text))
            start["headers"].append((b"content-security-policy", CSP.format(scripts=hashes).encode()))
            own = await self.guard.cover(self.path)
            text = text.replace(b"{{cover}}", (own or PLAIN_COVER).encode())  # last: nothing in it is ours to fill in or to allow
            if own is not None:
                start["headers"] = [header for header in start["headers"] if header[0] != b"cache-control"]
                start["headers"].append((b"cache-control", b"no-store"))
        start["headers"].append((b"content-length", str(len(text)).encode()))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": text})


def _plain(frame: bytes) -> bool:
    """Is it a data channel's frame, or a list of two whose first is a small number other than a registration?

    Read without unpacking, for pictures pass here; what is written in an unusual way is not plain.
    """
    if frame[:1] == b"\x01":
        return True
    return frame[:2] == b"\x00\x92" and len(frame) > 2 and frame[2] < 0x80 and frame[2] != REGISTER


_MSGPACK: Any = msgpack  # it carries no types


def _packed(value: list[object]) -> bytes:
    return _MSGPACK.packb(value)


def _unpacked(frame: bytes) -> Any:  # noqa: ANN401 - whatever the other side sent, matched by shape
    if frame[:1] != b"\x00":
        return None
    try:
        return _MSGPACK.unpackb(frame[1:], strict_map_key=False)
    except (ValueError, TypeError, msgpack.UnpackException):
        return None


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _secure(scope: Scope) -> bool:
    return scope.get("scheme") in {"https", "wss"}


def _address(scope: Scope) -> str:
    """Empty for this machine: a proxy that does not say whom it stands for would be everybody."""
    client = scope.get("client")
    found = parsed(client[0]) if client else None
    return "" if found is None or found.is_loopback else str(found)


def _line(scope: Scope) -> str:
    found = parsed(_address(scope))
    return "" if found is None else line(found)


def _digest(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()


async def _answer(send: Send, status: int, *headers: tuple[bytes, bytes]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0"), *headers, *HEADERS]})
    await send({"type": "http.response.body", "body": b""})
