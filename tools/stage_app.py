"""Stage an app as a self-contained Flet project: `tools/stage_app.py member staff` -> build/apps/<app>/{pyproject.toml,src/}.

`flet build` ships everything under one folder and reads one dependency list, so each app gets a folder of its own: the
customer's bundle has neither staff code nor the server nor tests. What serves browsers (`web.py`, `web_*.py`) stays behind.
"""

import json
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".flet", "*.pyc", "web.py", "web_*.py")


def toml(table: dict[str, Any], path: str = "") -> str:
    """Render strings, booleans, lists of strings and tables: all a Flet project needs."""
    lines = [f"[{path}]"] if path else []
    tables: dict[str, dict[str, Any]] = {key: value for key, value in table.items() if isinstance(value, dict)}
    lines += [f"{json.dumps(key)} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items() if key not in tables]
    inner = [toml(value, f"{path}.{json.dumps(key)}" if path else json.dumps(key)) for key, value in tables.items()]
    return "\n".join([*lines, "", *inner])


def project(app: str) -> dict[str, Any]:
    """The staged app's pyproject, derived from ours: `[tool.apps.<app>]` over `[tool.flet]`."""
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    own = ours["tool"]["apps"][app]
    flet = {**ours["tool"]["flet"], **own.get("flet", {}), "product": own["product"], "bundle_id": own["bundle_id"], "app": {"path": "src"}}
    meta = {
        "name": f"tamaru-{app}",
        "version": ours["project"]["version"],
        "requires-python": ours["project"]["requires-python"],
        "dependencies": own["dependencies"],
    }
    return {"project": meta, "tool": {"flet": flet}}


def stage(app: str, root: Path = ROOT / "build" / "apps") -> Path:
    """Write the project and answer its folder. Flutter's cache in its `build` survives."""
    out = root / app
    src = out / "src"
    shutil.rmtree(src, ignore_errors=True)
    for package in (f"app_{app}", "shared"):
        shutil.copytree(ROOT / package, src / package, ignore=LEFT_OUT)
    for layer in ("common", app):
        shutil.copytree(ROOT / "assets" / layer, src / "assets", dirs_exist_ok=True)
    (src / "main.py").write_text(f"from app_{app}.main import run\n\nrun()\n", "utf-8")
    (out / "pyproject.toml").write_text(toml(project(app)), "utf-8")
    return out


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(stage(name))
