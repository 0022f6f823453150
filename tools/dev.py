"""One command for each thing people do here: `python3 tools/dev.py demo|test|lint|bench|soak|lock|stage|setup [arguments]`.

Standard library only, because it runs before anything is installed: it sets up what is missing (system packages as root, `.venv`,
the hash-pinned lock) and then does the work with the Python of `.venv`.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed.sha256"

# Debian package -> is it here already? Only python3-venv is needed to lint; the rest belongs to scanning and to the browser.
SYSTEM: dict[str, Callable[[], bool]] = {
    "python3-venv": lambda: importlib.util.find_spec("ensurepip") is not None or PYTHON.exists(),
    "libgl1": lambda: ctypes.util.find_library("GL") is not None,
    "libglib2.0-0": lambda: ctypes.util.find_library("glib-2.0") is not None,
    "libzbar0": lambda: ctypes.util.find_library("zbar") is not None,
    "chromium": lambda: shutil.which("chromium") is not None,
}
SIDE_BY_SIDE = ["--numprocesses", "auto", "--dist", "loadscope", "--no-loadscope-reorder"]
"""pytest: a process for each core, each takes the next file (tests/conftest.py)."""
COMPILE = [
    *("uv", "pip", "compile", "--universal", "--generate-hashes", "--no-emit-index-url", "--python-version", "3.11", "pyproject.toml"),
    *("--group", "backend", "--group", "apps", "--group", "dev", "-o", "requirements.lock", "--custom-compile-command", "make lock"),
]


class StopError(Exception):
    """Something only a person can do; the text says what."""


def missing(needed: Iterable[str], system: Mapping[str, Callable[[], bool]] = SYSTEM) -> list[str]:
    """Those of the Debian packages `needed` that are not here."""
    return [package for package in needed if not system[package]()]


def install_commands(packages: list[str]) -> list[list[str]]:
    return [["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *packages]]


def by_hand(packages: list[str]) -> str:
    """The one line for someone who is not root."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def fingerprint(lock: bytes, version: tuple[int, int]) -> str:
    """What `.venv` was made from: the lock and the Python it was made with."""
    return hashlib.sha256(lock + repr(version).encode()).hexdigest()


def lint_steps() -> list[list[str]]:
    python = str(PYTHON)
    return [
        [python, "-m", "ruff", "format", "--check", "."],
        [python, "-m", "ruff", "check", "."],
        [python, "-m", "pyright"],
        [str(BIN / "lint-imports")],
    ]


def set_up(needed: Iterable[str]) -> None:
    """Make the machine ready, doing only what is missing. Raises StopError when a person has to act, CalledProcessError when a step fails."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is started by whatever python3 there is
        raise StopError("Python 3.11 or newer is needed, this is " + sys.version.split()[0])
    packages = missing(needed) if shutil.which("apt-get") else []  # elsewhere the wheels bring their libraries
    if packages and os.geteuid() != 0:
        raise StopError("Please install these system packages once, then start again:\n  " + by_hand(packages))
    for command in install_commands(packages) if packages else []:
        say(command)
        subprocess.run(command, check=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    if not PYTHON.exists():
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    stamp = fingerprint(LOCK.read_bytes(), sys.version_info[:2])
    if not STAMP.exists() or STAMP.read_text("ascii") != stamp:
        run([str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes", "-r", str(LOCK)])
        STAMP.write_text(stamp, "ascii")


def say(command: list[str]) -> None:
    print("+", *command, flush=True)


def run(command: list[str]) -> None:
    """A step of the set-up; raises CalledProcessError."""
    say(command)
    subprocess.run(command, cwd=ROOT, check=True)


def work(command: list[str]) -> int:
    """The work itself, in the foreground: Ctrl-C reaches it as it reaches us, SIGTERM is passed on; answers its exit code."""
    say(command)

    def interrupted(_signal: int, _frame: object) -> None:
        """A handler, not SIG_IGN: the child would inherit that."""

    def ended(_signal: int, _frame: object) -> None:
        process.terminate()

    previous = signal.signal(signal.SIGINT, interrupted), signal.SIG_DFL
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}) as process:
        signal.signal(signal.SIGTERM, ended)
        code = process.wait()
    for number, handler in zip((signal.SIGINT, signal.SIGTERM), previous, strict=True):
        signal.signal(number, handler)
    return code


def lint(_arguments: list[str]) -> int:
    """Every check, also after one has failed: people mend them together."""
    set_up(["python3-venv"])
    return max([abs(work(step)) for step in lint_steps()])


def test(arguments: list[str]) -> int:
    """Everything, a process for each core; what is named, in one."""
    set_up(SYSTEM)
    return work([str(PYTHON), "-m", "pytest", *(arguments or SIDE_BY_SIDE)])


def demo(arguments: list[str]) -> int:
    set_up(SYSTEM)
    return work([str(PYTHON), "-m", "tools.demo", *arguments])


def bench(arguments: list[str]) -> int:
    set_up(SYSTEM)
    return work([str(PYTHON), "-m", "tools.bench", *arguments])


def soak(arguments: list[str]) -> int:
    set_up(["python3-venv"])
    return work([str(PYTHON), "-m", "tools.soak", *arguments])


def setup(_arguments: list[str]) -> int:
    """What a shop's machine needs, and no browser. The web apps' files are laid together now: the server's user may not write here."""
    set_up([package for package in SYSTEM if package != "chromium"])
    run([str(PYTHON), "-c", "from shared.ui.web import assets_for; [assets_for(app) for app in ('member', 'staff')]"])
    return 0


def lock(arguments: list[str]) -> int:
    if not shutil.which("uv"):
        raise StopError("`lock` needs uv on the PATH (https://docs.astral.sh/uv/)")
    return work([*COMPILE, *arguments])


def stage(arguments: list[str]) -> int:
    set_up(["python3-venv"])
    return work([str(PYTHON), "-m", "tools.stage_app", *(arguments or ["member", "staff"])])


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "test": test,
    "lint": lint,
    "bench": bench,
    "soak": soak,
    "lock": lock,
    "stage": stage,
    "setup": setup,
}


def main(arguments: list[str]) -> int:
    """Answers the exit code: 2 for a wrong command, 1 when a person has to act, else that of the work."""
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__)
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except StopError as reason:
        print(reason, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as failed:
        return failed.returncode or 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
