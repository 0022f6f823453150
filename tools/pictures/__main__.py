"""Photographs every screen of both apps and judges each picture: `python -m tools.pictures [--app member|staff] [--only name]`.

build/screens/<app>/<scene>-<language>-<theme>-<size>.png, with `-200` at 200 % text, and build/screens/contact-<app>.png with all of
them. What is found is printed by screen and control; the command fails when anything is. A new screen is one line in `member.py`,
`staff.py` or `manager.py` beside this file.
"""

import argparse
import asyncio
import time

from tools.pictures.looks import APPS, few, looks, photograph
from tools.pictures.sheet import contact


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    parser.add_argument("--app", choices=APPS)
    parser.add_argument("--only", default="", help="the beginning of a scene's name")
    parser.add_argument("--few", action="store_true", help="the looks that a change has to pass, instead of all")
    parser.add_argument("--abreast", type=int, default=3, help="scenes at a time")
    given = parser.parse_args()
    wrong = 0
    for app in [given.app] if given.app else APPS:
        began = time.monotonic()
        report = asyncio.run(photograph(app, lambda name: name.startswith(given.only), few if given.few else looks, abreast=given.abreast))
        print("\n".join(report.lines()))
        print(f"{app}: {report.pictures} pictures, {len(report.found)} findings, {time.monotonic() - began:.0f} s; {contact(app)}")
        wrong += len(report.found)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
