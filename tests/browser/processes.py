"""The product's processes on free loopback ports, as people run them."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.browser.harness import ROOT

PATIENCE = 90
"""Seconds a process may take until it listens."""


def free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


class Process:
    """`python arguments`, which will listen on `port`; its words go to `log`."""

    def __init__(self, *arguments: str, port: int, log: Path, **environment: str) -> None:
        self.address, self.port, self.log = f"http://127.0.0.1:{port}", port, log
        self._line, self._environment = [sys.executable, *arguments], {**os.environ, **environment}
        self.start()

    def start(self) -> None:
        """Also again, after its end."""
        with self.log.open("ab") as out:
            self.child = subprocess.Popen(self._line, cwd=ROOT, env=self._environment, stdout=out, stderr=subprocess.STDOUT)

    def wait(self) -> None:
        """Until it listens; one that ends before or takes too long is a RuntimeError with its last words."""
        until = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            if self.child.poll() is not None or time.monotonic() > until:
                words = self.log.read_text("utf-8", "replace")[-4000:]
                raise RuntimeError(f"{self.child.args!r} does not listen on {self.port}, exit code {self.child.returncode}:\n{words}")
            time.sleep(0.05)

    def end(self) -> None:
        """As Ctrl-C ends it."""
        self.child.send_signal(signal.SIGINT)
        try:
            self.child.wait(10)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()


@contextlib.contextmanager
def process(*arguments: str, port: int, log: Path, **environment: str) -> Generator[str]:
    """One process until the block ends; answers its address."""
    started = Process(*arguments, port=port, log=log, **environment)
    try:
        started.wait()
        yield started.address
    finally:
        started.end()


@dataclass(frozen=True)
class Stack:
    """The server and both web hosts, each a process of its own, over an empty shop."""

    api: str
    member: str
    staff: str
    setup_token: str
    data: Path
    server: Process
    """What answers at `api`: a test may end it and start it again."""


@contextlib.contextmanager
def stack(data: Path, instead: Mapping[str, str] | None = None, **environment: str) -> Generator[Stack]:
    """Start all three over the empty folder `data`, where their words go to `*.log` too; mail goes to the mailbox page.

    `instead` names other modules to run in place of `backend`, `app_member` or `app_staff`.
    """
    api, member, staff = free_port(), free_port(), free_port()
    token = secrets.token_urlsafe(24)
    url = f"http://127.0.0.1:{api}"
    lines = (
        (api, "backend", "--data", str(data / "api"), "--mail", "mailbox"),
        (member, "app_member", "--web", "--api", url, "--data", str(data / "member")),
        (staff, "app_staff", "--web", "--api", url, "--data", str(data / "staff")),
    )
    running: list[Process] = []
    try:
        for port, name, *rest in lines:
            arguments = ("-m", (instead or {}).get(name, name), *rest, "--port", str(port))
            running.append(Process(*arguments, port=port, log=data / f"{name}.log", TAMARU_SETUP_TOKEN=token, **environment))
        for started in running:
            started.wait()
        yield Stack(running[0].address, running[1].address, running[2].address, token, data, running[0])
    finally:
        for started in running:
            started.end()
