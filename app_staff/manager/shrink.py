"""A camera's picture made small enough to be sent; the server makes its own of it anyway."""

import io

from PIL import Image, ImageOps

LIMIT = 1_048_576
"""Bytes that the server takes."""
LONGEST = 1600
MOST_PIXELS = 64_000_000
"""A camera of today makes 50 million."""


def fitted(content: bytes) -> bytes:
    """As it is when it fits, or cannot be read: the server says what is wrong with it. Blocks; run it in a thread."""
    if len(content) <= LIMIT:
        return content
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return content[:LIMIT]
            opened.draft("RGB", (LONGEST, LONGEST))
            upright = ImageOps.exif_transpose(opened).convert("RGBA" if opened.has_transparency_data else "RGB")
    except (OSError, SyntaxError, ValueError, EOFError):
        return content[:LIMIT]
    upright.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    into = io.BytesIO()
    upright.save(into, "WEBP", quality=90)
    return into.getvalue()
