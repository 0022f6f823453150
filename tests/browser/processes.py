"""The product's processes on free loopback ports, as people run them."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

from tests.browser.harness import ROOT


def free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


@contextlib.contextmanager
def process(*arguments: str, port: int, log: Path, seconds: float = 30) -> Generator[str]:
    """Run `python arguments` until the block ends and answer its address once `port` listens. Its words go to `log`."""
    with log.open("wb") as out:
        child = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait(child, port, log, seconds)
            yield f"http://127.0.0.1:{port}"
        finally:
            child.send_signal(signal.SIGINT)
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _wait(child: "subprocess.Popen[bytes]", port: int, log: Path, seconds: float) -> None:
    until = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if child.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{child.args!r} does not listen on {port}:\n{log.read_text('utf-8', 'replace')[-4000:]}")
        time.sleep(0.05)
