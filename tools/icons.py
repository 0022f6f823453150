"""Draw the icons of both apps: `tools/icons.py` writes assets/<app>/icon.png (1024) and the browser's sizes beside it.

The mark: three coins that have been saved (貯まる), and the leaf that grows from them. The member's is light on the brand
colour, the staff's is the same mark on ink, so that two icons on one tablet are never mistaken.
"""

from pathlib import Path

from PIL import Image, ImageDraw

ASSETS = Path(__file__).resolve().parents[1] / "assets"
SIZE, OVER = 1024, 4  # drawn four times as large, then reduced: smooth edges
GROUND = {"member": "#1F6F54", "staff": "#1F2A37"}
COIN, EDGE, LEAF, VEIN = "#F7EFD9", "#D9C48E", "#8FD3A8", "#5FB386"


def draw(app: str) -> Image.Image:
    """The mark on a ground that runs to the edge: launchers cut their own corners."""
    side = SIZE * OVER
    picture = Image.new("RGB", (side, side), GROUND[app])
    pen = ImageDraw.Draw(picture)
    for level in (0.755, 0.655, 0.555):
        _coin(pen, 0.5, level, ring=level == 0.555)
    pen.line([_at(0.5, 0.55), _at(0.5, 0.42)], fill=VEIN, width=int(0.02 * side))
    picture.paste(VEIN, mask=_leaf((0.506, 0.43), (0.315, 0.25)))
    picture.paste(LEAF, mask=_leaf((0.494, 0.45), (0.73, 0.2)))
    return picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def _at(x: float, y: float) -> tuple[float, float]:
    return x * SIZE * OVER, y * SIZE * OVER


def _coin(pen: ImageDraw.ImageDraw, middle: float, level: float, *, ring: bool) -> None:
    wide, high, thick = 0.225, 0.072, 0.062
    pen.ellipse([_at(middle - wide, level - high + thick), _at(middle + wide, level + high + thick)], fill=EDGE)
    pen.rectangle([_at(middle - wide, level), _at(middle + wide, level + thick)], fill=EDGE)
    pen.ellipse([_at(middle - wide, level - high), _at(middle + wide, level + high)], fill=COIN)
    if ring:
        box = [_at(middle - wide * 0.72, level - high * 0.7), _at(middle + wide * 0.72, level + high * 0.7)]
        pen.ellipse(box, outline=EDGE, width=int(0.007 * SIZE * OVER))


def _leaf(stem: tuple[float, float], tip: tuple[float, float]) -> Image.Image:
    """Where two circles through stem and tip overlap."""
    (x1, y1), (x2, y2) = stem, tip
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    bulge = 0.42 * length  # how far the circles' centres stand from the middle of the leaf
    radius = (bulge**2 + (length / 2) ** 2) ** 0.5
    masks: list[Image.Image] = []
    for side in (1, -1):
        centre = (x1 + x2) / 2 + side * bulge * (y1 - y2) / length, (y1 + y2) / 2 + side * bulge * (x2 - x1) / length
        mask = Image.new("1", (SIZE * OVER, SIZE * OVER))
        ImageDraw.Draw(mask).ellipse([_at(centre[0] - radius, centre[1] - radius), _at(centre[0] + radius, centre[1] + radius)], fill=1)
        masks.append(mask)
    both = Image.new("1", masks[0].size)
    both.paste(masks[0], mask=masks[1])
    return both


def main() -> None:
    for app in GROUND:
        picture = draw(app)
        (ASSETS / app / "icons").mkdir(parents=True, exist_ok=True)
        picture.save(ASSETS / app / "icon.png", optimize=True)
        for size in (192, 512):
            picture.resize((size, size), Image.Resampling.LANCZOS).save(ASSETS / app / "icons" / f"icon-{size}.png", optimize=True)
        print(f"{app}: {(ASSETS / app / 'icon.png').stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
