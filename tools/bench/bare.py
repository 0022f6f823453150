"""A Flet page with one line in it, served as the apps are: `python -m tools.bench.bare PORT TRACE`. The floor of every figure.

The line changes now and then; when it was changed (seconds since 1970) goes to the file TRACE, one a line.
"""

import asyncio
import contextlib
import sys
import time
from pathlib import Path

import flet as ft

from shared.ui import theme, web

EVERY = 0.7


async def main(page: ft.Page) -> None:
    theme.dress(page, "bare")
    line = theme.hero("0")
    page.add(line)
    count = 0
    while True:
        await asyncio.sleep(EVERY)
        count += 1
        changed = time.time()
        line.value = str(count)
        page.update()
        write_down(changed)


def write_down(changed: float) -> None:
    with Path(sys.argv[2]).open("a", encoding="ascii") as trace:
        trace.write(f"{changed}\n")


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        web.host(web.exported(main, "member"), port=int(sys.argv[1]), title="bare", name="bare")
