"""All pictures of an app on one sheet: a row for each scene, a column for each look, so that a person sees at once what is odd."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tools.pictures.checks import FONT
from tools.pictures.looks import APPS, SCREENS, looks

HIGH = 240
GAP, HEAD, SIDE = 8, 28, 150
GROUND, INK = "#8A938E", "#FFFFFF"


def contact(app: str) -> Path:
    """Writes build/screens/contact-<app>.png from what lies there."""
    columns = [str(look) for language in ("ja", "en") for look in looks(app, language)]
    rows = [scene.name for scene in APPS[app].scenes if (SCREENS / app / f"{scene.name}-{columns[0]}.png").exists()]
    shots = {(row, column): _small(SCREENS / app / f"{row}-{column}.png") for row in rows for column in columns}
    widths = [max([picture.width for row in rows if (picture := shots[row, column])], default=40) for column in columns]
    sheet = Image.new("RGB", (SIDE + sum(widths) + GAP * len(columns), HEAD + (HIGH + GAP) * len(rows)), GROUND)
    draw, face = ImageDraw.Draw(sheet), ImageFont.truetype(str(FONT), 13)
    left = SIDE
    for column, width in zip(columns, widths, strict=True):
        draw.multiline_text((left, 2), column.replace("-", " ", 1).replace("-", "\n", 1), INK, ImageFont.truetype(str(FONT), 10), spacing=1)
        for number, row in enumerate(rows):
            if picture := shots[row, column]:
                sheet.paste(picture, (left, HEAD + number * (HIGH + GAP)))
        left += width + GAP
    for number, row in enumerate(rows):
        draw.text((8, HEAD + number * (HIGH + GAP) + 8), row, INK, face)
    path = SCREENS / f"contact-{app}.png"
    sheet.save(path, optimize=True)
    return path


def _small(path: Path) -> Image.Image | None:
    if not path.exists():
        return None
    picture = Image.open(path)
    picture.thumbnail((400, HIGH))
    return picture
