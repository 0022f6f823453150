"""Pictures of the demo's goods, its logo and its card, drawn here: soft shapes in few colours, the same at every run."""

import io
import math

from PIL import Image, ImageDraw, ImageFilter

from tools.demo.goods import SEED
from tools.demo.shapes import FINE, SHAPES, Pen

PIXELS = 320
FIRST = PIXELS * 2
"""Before it is made smaller."""
COLORS = {
    "wheat": ("#E8B46B", "#C98B3F", "#FBEEDC"),
    "rye": ("#B98552", "#8A5A30", "#F4E6D4"),
    "glaze": ("#B5682F", "#8A4A1D", "#F8E7D6"),
    "amber": ("#DC9440", "#B06F22", "#FCEBD3"),
    "rose": ("#E79A9A", "#C86B6F", "#FCE9E6"),
    "cream": ("#F6DFA6", "#DDB96A", "#FFF6E2"),
    "sugar": ("#F7F1E6", "#D9C9AE", "#EFE3D3"),
    "matcha": ("#9DB35C", "#74893A", "#EDF2DC"),
    "leaf": ("#7FA77C", "#567D56", "#E6F0E3"),
    "berry": ("#D9534F", "#A9322F", "#FCE4E1"),
    "coffee": ("#7A4E33", "#4E2F1D", "#EFE3DA"),
    "latte": ("#C69C78", "#94694A", "#F5EAE0"),
    "lemon": ("#F2D24B", "#C9A61E", "#FFF8DA"),
}
"""light, dark, ground"""


def picture(look: str) -> bytes:
    """A PNG of PIXELS by PIXELS; `look` is a shape and a colour, such as `loaf:wheat`."""
    shape, _, color = look.partition(":")
    light, dark, ground = COLORS[color]
    image = Image.new("RGB", (FIRST, FIRST), ground)
    _shadow(image, ground)
    SHAPES[shape](Pen(ImageDraw.Draw(image)), light, dark)
    return _png(image.reduce(2))


def logo() -> bytes:
    """A leaf with light falling through it, on the brand's colour."""
    image = Image.new("RGB", (FIRST, FIRST), SEED)
    pen = Pen(ImageDraw.Draw(image))
    pen.leaf(240, 240, 170, "#FFF3DF")
    pen.line((240, 390, 240, 150), SEED, 12)
    for n in range(3):
        pen.line((240, 330 - n * 60, 175 + n * 8, 280 - n * 60), SEED, 9)
        pen.line((240, 330 - n * 60, 305 - n * 8, 280 - n * 60), SEED, 9)
    return _png(image.reduce(2))


def card() -> bytes:
    """Sunlight through leaves: dark enough that white words stand on it."""
    image = Image.new("RGB", (1280, 800), "#6E3B1A")
    spots = Image.new("L", image.size, 0)
    draw = ImageDraw.Draw(spots)
    for n in range(46):  # the golden angle scatters without chance
        turn = n * 2.39996
        x, y = 640 + math.cos(turn) * n * 17, 330 + math.sin(turn) * n * 11
        r = 26 + n * 37 % 64
        draw.ellipse((x - r, y - r, x + r, y + r), fill=34 + n * 29 % 40)
    image.paste(Image.new("RGB", image.size, "#C98B3F"), mask=spots.filter(ImageFilter.GaussianBlur(16)))
    return _png(image)


def _shadow(image: Image.Image, ground: str) -> None:
    """Where the thing stands."""
    mask = Image.new("L", image.size, 0)
    ImageDraw.Draw(mask).ellipse([at * FINE for at in (80, 345, 400, 415)], fill=70)
    tone = Image.new("RGB", image.size, tuple(int(ground[n : n + 2], 16) * 2 // 3 for n in (1, 3, 5)))
    image.paste(tone, mask=mask.filter(ImageFilter.GaussianBlur(14 * FINE)))


def _png(image: Image.Image) -> bytes:
    into = io.BytesIO()
    image.save(into, "PNG", optimize=False)
    return into.getvalue()
