"""What a phone gets: the right code, the right packages, and a project Flet's own build accepts."""

import argparse
import ast
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from flet_cli.commands.build import Command  # pyright: ignore[reportMissingTypeStubs]  as above
from flet_cli.utils.pyproject_toml import load_pyproject_toml  # pyright: ignore[reportMissingTypeStubs]  flet ships none

from tools import stage_app

APPS = ("member", "staff")
DESKTOP_ONLY = {
    "keyring",  # a desktop's vault; phones have their own secure storage
    "zxing-cpp",  # the better decoder where there is a wheel; phones have none and decode with pyzbar
}
OURS = {"app_member", "app_staff", "shared"}


@pytest.fixture(scope="module", params=APPS)
def staged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    return request.param, stage_app.stage(request.param, tmp_path_factory.mktemp("apps"))


@pytest.mark.parametrize("platform", ["apk", "ipa", "web"])
def test_flet_accepts_the_entry_point(staged: tuple[str, Path], platform: str) -> None:
    _, out = staged
    parser = argparse.ArgumentParser()
    command: Any = Command(parser)
    command.options = parser.parse_args([platform, str(out)])
    command.python_app_path = out
    command.get_pyproject = load_pyproject_toml(out)
    command.validate_entry_point()  # ends the process when it does not find the app
    assert command.package_app_path == out / "src"
    assert command.python_module_name == "main"


def test_the_bundle_holds_one_app_and_what_it_shares(staged: tuple[str, Path]) -> None:
    app, out = staged
    assert {path.name for path in (out / "src").iterdir()} == {f"app_{app}", "shared", "assets", "main.py"}
    assert not list((out / "src").rglob("web*.py")), "what serves browsers is not for phones"
    assert (out / "src" / "assets" / "icon.png").exists()
    assert (out / "src" / "assets" / "fonts" / "BIZUDPGothic-Regular.ttf").exists()
    assert (out / "src" / "assets" / "fonts" / "OFL.txt").exists()


@pytest.mark.parametrize("app", APPS)
def test_both_ask_for_the_camera_and_for_nothing_else(app: str) -> None:
    """Staff scan with it; a member reads the number of an old card. Neither keeps a picture."""
    flet = stage_app.project(app)["tool"]["flet"]
    assert flet["permissions"] == ["camera"]
    assert flet["android"]["permission"] == {"android.permission.READ_EXTERNAL_STORAGE": False}


@pytest.mark.parametrize("app", APPS)
def test_the_rendered_toml_says_the_same(app: str) -> None:
    wanted = stage_app.project(app)
    assert tomllib.loads(stage_app.toml(wanted)) == wanted


def test_a_phone_installs_what_its_code_imports(staged: tuple[str, Path]) -> None:
    app, out = staged
    declared = {name.split("==")[0] for name in stage_app.project(app)["project"]["dependencies"]}
    imported = _distributions(out / "src")
    assert imported - DESKTOP_ONLY == declared


def test_what_starts_the_app_needs_nothing_that_stayed_behind(staged: tuple[str, Path]) -> None:
    """Only `--web` may ask for what serves browsers, and only when it is asked for."""
    _, out = staged
    for path in (out / "src").rglob("*.py"):
        body = ast.parse(path.read_text("utf-8")).body
        ours = {module for node in body for module in _imported(node) if module.split(".")[0] in OURS}
        assert not [module for module in ours if re.fullmatch(r"web(_\w+)?", module.rsplit(".", 1)[-1])], path


def _distributions(src: Path) -> set[str]:
    """The packages that the modules reachable from the app import, wherever in a file they do it."""
    known = importlib.metadata.packages_distributions()
    found: set[str] = set()
    for name in _reachable(src):
        for module in _imports(name):
            top = module.split(".")[0]
            if top not in OURS | set(sys.stdlib_module_names):
                found.add(known[top][0].lower())
    return found


def _reachable(src: Path) -> set[Path]:
    seen: set[Path] = set()
    waiting = list(src.glob("app_*/**/*.py"))
    while waiting:
        if (path := waiting.pop()) not in seen:
            seen.add(path)
            waiting += [file for module in _imports(path) if module.split(".")[0] in OURS for file in _files(src, module)]
    return seen


def _files(src: Path, module: str) -> list[Path]:
    """The file of `a.b.c`, and every `__init__` on the way."""
    parts = module.split(".")
    ways = [src.joinpath(*parts[:depth]) for depth in range(1, len(parts) + 1)]
    return [file for way in ways for file in (way / "__init__.py", way.with_suffix(".py")) if file.exists()]


def _imports(path: Path) -> set[str]:
    return {name for node in ast.walk(ast.parse(path.read_text("utf-8"))) for name in _imported(node)}


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.module:
        return {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return set()
