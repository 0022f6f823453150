"""The pure parts of tools/dev.py: what it would install and run."""

import sys
from pathlib import Path

import pytest

from tools import dev


def test_only_what_is_missing_is_installed() -> None:
    system = {"python3-venv": lambda: True, "libzbar0": lambda: False, "chromium": lambda: False}
    assert dev.missing(system, system) == ["libzbar0", "chromium"]
    assert dev.missing(["python3-venv"], system) == []


def test_the_line_to_run_by_hand_names_every_package() -> None:
    assert dev.by_hand(["libgl1", "chromium"]).endswith("install -y --no-install-recommends libgl1 chromium")
    assert dev.install_commands(["libgl1"])[-1][-1] == "libgl1"


def test_the_stamp_changes_with_the_lock_and_the_python() -> None:
    first = dev.fingerprint(b"a==1", (3, 11))
    assert first == dev.fingerprint(b"a==1", (3, 11))
    assert first != dev.fingerprint(b"a==2", (3, 11))
    assert first != dev.fingerprint(b"a==1", (3, 12))


def test_it_needs_nothing_but_the_standard_library() -> None:
    """It runs before anything is installed."""
    imported = {
        line.split()[1].split(".")[0]
        for line in Path(dev.__file__).read_text("utf-8").splitlines()
        if line.lstrip().startswith(("import ", "from "))
    }
    assert imported <= set(sys.stdlib_module_names)


def test_an_unknown_command_prints_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["dance"]) == 2
    assert "demo|test|lint" in capsys.readouterr().out


def test_the_lock_names_no_registry_host() -> None:
    lock = dev.LOCK.read_text("utf-8")
    assert "://" not in lock
    assert "--hash=sha256:" in lock


def test_lint_is_four_checks() -> None:
    assert [Path(step[0]).name for step in dev.lint_steps()] == ["python", "python", "python", "lint-imports"]
