"""A Flet app that shows what the harness has to cope with: `python -m tests.browser.tiny PORT`."""

import asyncio
import contextlib
import sys

import cv2
import flet as ft
import flet_camera as fc  # pyright: ignore[reportMissingTypeStubs]  it ships none
import numpy as np
import zxingcpp

from shared.ui import web

NAMES = "髙橋 﨑山 森鷗外 𠮟 草彅 ¥1,234 pt ※ ①→"


async def main(page: ft.Page) -> None:
    page.title = "試し"
    page.theme = ft.Theme(color_scheme_seed="#1F6F54", font_family="BIZ UDPGothic")
    read = ft.Text("まだ読んでいません", key="read")
    camera = fc.Camera(width=480, height=270)

    def press() -> None:
        pressed.value = "押しました"

    async def scan() -> None:
        found = await camera.get_available_cameras()
        await camera.initialize(found[0], fc.ResolutionPreset.HIGH, enable_audio=False)
        while True:
            picture = cv2.imdecode(np.frombuffer(await camera.take_picture(), np.uint8), cv2.IMREAD_GRAYSCALE)
            for code in zxingcpp.read_barcodes(picture):
                read.value = f"読んだ {code.text}"
                page.update()
            await asyncio.sleep(0.05)

    pressed = ft.Text("太字 1,111,111", size=32, font_family="BIZ UDPGothic Bold")
    page.add(ft.Text(NAMES, size=32), pressed, ft.Text("8,888,888", size=32), ft.Button("押す", key="press", on_click=press))
    page.add(read, ft.Button("撮る", key="scan", on_click=lambda: page.run_task(scan)), camera)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        web.host(web.exported(main, "member"), port=int(sys.argv[1]), title="開く前", name="tiny")
