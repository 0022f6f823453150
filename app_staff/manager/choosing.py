"""A file of the person's own: a picture made small enough to be sent, or a list."""

import asyncio
from collections.abc import Sequence
from typing import cast

import flet as ft

from app_staff.manager.shrink import fitted
from app_staff.tools import Tools

LARGEST = 4_000_000
"""Bytes of a file that a browser can hand over in one message."""
PICTURES = ("png", "jpg", "jpeg", "webp")


async def chosen_file(tools: Tools, endings: Sequence[str], too_large: str) -> bytes | None:
    """None when nothing was chosen, or when it was too large, which is said."""
    tools.door.touch()
    files = await tools.files.pick_files(
        file_type=ft.FilePickerFileType.CUSTOM,
        allowed_extensions=[*endings],
        with_data=True,
        cancel_upload_on_window_blur=False,
    )
    tools.door.touch()
    if not files:
        return None
    content = cast("bytes | None", files[0].bytes) or b""  # pyright: ignore[reportUnknownMemberType]  its own annotation hides the built-in
    if not content or len(content) > LARGEST:
        tools.guard.toast(too_large)
        return None
    return content


async def chosen_picture(tools: Tools, too_large: str) -> bytes | None:
    content = await chosen_file(tools, PICTURES, too_large)
    return None if content is None else await asyncio.to_thread(fitted, content)
