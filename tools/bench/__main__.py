"""`make bench`: every figure beside the limit of the same run, as a table and as build/bench.json.

python -m tools.bench [till] [scale] [http] [access] [screen] [crowd]
"""

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

from tools.bench.figure import Figure

SUITES = ("till", "scale", "http", "access", "screen", "crowd")
OUT = Path("build/bench.json")


def suite(name: str) -> list[Figure]:
    run: Callable[[], list[Figure]] = importlib.import_module(f"tools.bench.{name}").run
    return run()


def row(figure: Figure) -> str:
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    sign = "≤" if figure.lower_is_better else "≥"
    aim = "" if figure.aim is None else f"{sign} {figure.aim:g}"
    met = {None: "", True: "met", False: "NOT MET"}[figure.met]
    return f"{figure.name:<58}{figure.value:>12,.3f} {figure.unit:<10}{ratio:>7} {aim:>8}  {met}"


def main() -> None:
    figures = [figure for name in sys.argv[1:] or SUITES for figure in suite(name)]
    print(f"{'figure':<58}{'value':>12} {'unit':<10}{'ratio':>7} {'aim':>8}")
    for figure in figures:
        print(row(figure))
        if figure.note:
            print(f"    {figure.note}")
    OUT.parent.mkdir(exist_ok=True)
    found = {
        figure.name: {"value": figure.value, "unit": figure.unit, "ratio": figure.ratio, "aim": figure.aim, "met": figure.met}
        for figure in figures
    }
    OUT.write_text(json.dumps(found, ensure_ascii=False, indent=2), "utf-8")
    print(f"written to {OUT}")


if __name__ == "__main__":
    main()
