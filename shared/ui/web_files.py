"""Files that a browser needs ask for only once: the engine and the fonts, packed, under an address that names their content.

Flet sends 17 MB as they are and has each asked for again at every start. Here they live under `v/<version>/`: kept by browsers
for ever, because other content has another address, and sent as gzip where that makes them smaller.
"""

import asyncio
import gzip
import hashlib
import mimetypes
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from flet_web import get_package_web_dir  # pyright: ignore[reportMissingTypeStubs]  flet ships none
from starlette.types import ASGIApp, Receive, Scope, Send

ROOT = Path(__file__).resolve().parents[2]
ENGINE = Path(get_package_web_dir())
PACKED = {".wasm", ".js", ".mjs", ".json", ".otf", ".ttf", ".bin", ".frag"}  # woff2 and png are packed in themselves
FOR_EVER = b"public, max-age=31536000, immutable"
LEVEL = 6  # the wasm shrinks to a third in 0.3 s; more costs four times that for three per cent


@cache
def version() -> str:
    """Changes when a file of the engine or of ours does."""
    known = hashlib.sha256()
    for folder in (ENGINE, ROOT / "assets"):
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            about = file.stat()
            known.update(f"{file.relative_to(folder)} {about.st_size} {about.st_mtime_ns}\n".encode())
    return known.hexdigest()[:16]


def prefix() -> str:
    """Before the path of a file, from the app's root on: `v/<version>/`."""
    return f"v/{version()}/"


def kept(app: ASGIApp, assets: Path) -> ASGIApp:
    """Stand before a Flet ASGI app whose assets are in `assets`."""
    return _Files(app, (assets, ENGINE))


class _Files:
    def __init__(self, app: ASGIApp, folders: Sequence[Path]) -> None:
        self.app = app
        self.folders = [folder.resolve() for folder in folders]
        self.packing: dict[Path, asyncio.Task[bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").removeprefix(scope.get("root_path", "")).removeprefix("/")
        if scope["type"] != "http" or not path.startswith("v/"):
            await self.app(scope, receive, send)
            return
        _, asked, name = [*path.split("/", 2), "", ""][:3]
        file = self._find(name)
        if file is None:
            await _send(send, scope, 404, [], b"")
            return
        accepts = dict(scope["headers"]).get(b"accept-encoding", b"")
        packed = file.suffix in PACKED and b"gzip" in accepts
        body = await self._packed(file) if packed else await asyncio.to_thread(file.read_bytes)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = [(b"content-type", kind.encode()), (b"vary", b"accept-encoding")]
        if asked == version():  # of another version we have only this content: it must not be kept under that name
            headers.append((b"cache-control", FOR_EVER))
        if packed:
            headers.append((b"content-encoding", b"gzip"))
        await _send(send, scope, 200, headers, body)

    def _find(self, name: str) -> Path | None:
        for folder in self.folders:
            file = (folder / name).resolve()
            if file.is_file() and file.is_relative_to(folder):
                return file
        return None

    async def _packed(self, file: Path) -> bytes:
        """Packed when first asked for, once, and held from then on: 5 MB for one engine and its fonts."""
        task = self.packing.get(file)
        if task is None:
            task = self.packing[file] = asyncio.create_task(asyncio.to_thread(_pack, file))
        return await asyncio.shield(task)


def _pack(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), LEVEL, mtime=0)


async def _send(send: Send, scope: Scope, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
