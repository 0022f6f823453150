"""The product's processes on free loopback ports, as people run them."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from tests.browser.harness import ROOT

PATIENCE = 30
"""Seconds a process may take until it listens."""


def free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


@contextlib.contextmanager
def process(*arguments: str, port: int, log: Path, **environment: str) -> Generator[str]:
    """Run `python arguments` until the block ends and answer its address once `port` listens. Its words go to `log`."""
    with log.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env={**os.environ, **environment}, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            _wait(child, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            child.send_signal(signal.SIGINT)
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _wait(child: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if child.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{child.args!r} does not listen on {port}:\n{log.read_text('utf-8', 'replace')[-4000:]}")
        time.sleep(0.05)


@dataclass(frozen=True)
class Stack:
    """The server and both web hosts, each a process of its own, over an empty shop."""

    api: str
    member: str
    staff: str
    setup_token: str
    data: Path


@contextlib.contextmanager
def stack(data: Path) -> Generator[Stack]:
    """Start all three over the empty folder `data`, where their words go to `*.log` too; mail goes to the mailbox page."""
    ports = {name: free_port() for name in ("api", "member", "staff")}
    token = secrets.token_urlsafe(24)
    with contextlib.ExitStack() as running:

        def run(name: str, *arguments: str, **environment: str) -> str:
            started = process("-m", *arguments, "--port", str(ports[name]), port=ports[name], log=data / f"{name}.log", **environment)
            return running.enter_context(started)

        api = run("api", "backend", "--data", str(data / "api"), "--mail", "mailbox", TAMARU_SETUP_TOKEN=token)
        member = run("member", "app_member", "--web", "--api", api, "--data", str(data / "member"))
        staff = run("staff", "app_staff", "--web", "--api", api, "--data", str(data / "staff"))
        yield Stack(api, member, staff, token, data)
