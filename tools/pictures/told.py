"""What the member's inbox is full of in the pictures."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from tests.apps.fake_inbox import SOME, FakeInbox, notice, offer

POSTER = "5f" * 32


def poster() -> bytes:
    """A picture as a shop would send one."""
    picture = Image.new("RGB", (1200, 600), "#7A4B2A")
    draw = ImageDraw.Draw(picture)
    for n, color in enumerate(("#A66A3C", "#D9A066", "#F1D7A8")):
        draw.ellipse((620 + n * 90, 60 + n * 90, 1180 - n * 90, 620 - n * 90), fill=color)
    into = BytesIO()
    picture.save(into, "WEBP")
    return into.getvalue()


def told() -> dict[str, Any]:
    """One of each kind, the first with a picture and a coupon."""
    rank = notice(
        4,
        kind="rank",
        store=None,
        store_name="",
        title_ja="シルバー会員になりました",
        title_en="You are now Silver",
        text_ja="ポイントが 1.25 倍たまります。いつもありがとうございます。",
        text_en="You earn 1.25 times the points. Thank you for coming.",
        read=True,
    )
    closed = notice(
        5,
        title_ja="年末年始の営業時間",
        title_en="Opening hours over New Year",
        text_ja="12/31 は 18:00 まで、1/4 から通常どおり営業します。",
        text_en="Until 18:00 on 31 December; as usual from 4 January.",
        store=None,
        store_name="",
        read=True,
    )
    rows = (notice(1, coupon=offer(), picture=POSTER), SOME[1], rank, closed, SOME[2])
    return {"inbox": FakeInbox(rows=rows), "pictures": {POSTER: poster()}}
