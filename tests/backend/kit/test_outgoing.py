"""The server asks nobody: no address that somebody enters is ever fetched, so none can be turned against what stands beside it."""

import ast
from collections.abc import Iterator
from pathlib import Path

BACKEND = Path(__file__).parents[3] / "backend"
ASKING = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "requests",
    "socket.create_connection",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websockets",
}
MAIL = {"kit/mail.py": "smtplib"}
"""To the one relay of the owner's settings."""


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Attribute) and node.attr in {"create_connection", "open_connection", "urlopen"}:
            yield f"socket.{node.attr}"


def asks(name: str) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in ASKING | {"smtplib", "socket.open_connection", "socket.urlopen"})


def test_nothing_in_the_server_asks_elsewhere() -> None:
    found = {(str(file.relative_to(BACKEND)), name) for file in BACKEND.rglob("*.py") for name in imported(file) if asks(name)}
    assert found == set(MAIL.items())
