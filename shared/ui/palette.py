"""From a shop's one colour to all that wear it, and ink that can be read on them. Pure: numbers in, colours out.

Shades keep the hue and move along OKLCH, where equal steps of lightness look equal. Contrast is WCAG's (1 to 21); every pair that is
made here for text has at least READABLE.
"""

import math
from dataclasses import dataclass
from functools import cache

READABLE = 4.5
UNDER_VEIL = 5.0
"""On a picture: thin strokes never show their ink whole."""
WHITE, BLACK = "#FFFFFF", "#000000"
DARK_INK = "#17201C"
STEP = 0.01
FOR_WHITE = 0.15
"""A dark veil may be thicker than a light one by so much: photographs keep their colours under it."""
Channels = tuple[float, float, float]


# -- contrast
def channels(color: str) -> Channels:
    """#RRGGBB as sRGB from 0 to 1."""
    return int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255


def hexed(rgb: Channels) -> str:
    return "#" + "".join(f"{round(255 * min(1, max(0, each))):02X}" for each in rgb)


def luminance(color: str) -> float:
    red, green, blue = map(_linear, channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(over: str, under: str, share: float) -> str:
    """`share` of one colour laid over another, as the engine blends."""
    above, below = channels(over), channels(under)
    return hexed((_mix(above[0], below[0], share), _mix(above[1], below[1], share), _mix(above[2], below[2], share)))


def _mix(over: float, under: float, share: float) -> float:
    return share * over + (1 - share) * under


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


# -- OKLCH, after Björn Ottosson
def lightness(color: str) -> tuple[float, float, float]:
    """(lightness 0 to 1, chroma, hue in radians)."""
    red, green, blue = map(_linear, channels(color))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short, math.hypot(a, b), math.atan2(b, a)


def shade(color: str, light: float, most_chroma: float = 1.0) -> str:
    """The colour at another lightness, as vivid as it is and the screen can show, at most `most_chroma`."""
    _, chroma, hue = lightness(color)
    light = min(1.0, max(0.0, light))
    chroma = min(chroma, most_chroma)
    rgb = _rgb(light, chroma, hue)
    while chroma > 0 and not all(-0.001 <= each <= 1.001 for each in rgb):
        chroma = max(0.0, chroma - 0.004)
        rgb = _rgb(light, chroma, hue)
    return hexed(rgb)


def _rgb(light: float, chroma: float, hue: float) -> Channels:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return _gamma(red), _gamma(green), _gamma(blue)


def readable(color: str, *others: str, least: float = READABLE) -> str:
    """The colour itself, or the nearest shade of it that has the contrast with all the others: darker on light, lighter on dark."""
    down = sum(map(luminance, others)) / len(others) > 0.18
    light, shown = lightness(color)[0], color
    while min(contrast(shown, other) for other in others) < least and 0 <= light <= 1:
        light += -STEP if down else STEP
        shown = shade(color, light)
    return shown


# -- what wears the colour
@dataclass(frozen=True, slots=True)
class Accents:
    """The roles of a theme that follow the shop's colour; the rest is the same for all shops."""

    primary: str
    on_primary: str
    container: str
    on_container: str
    secondary: str
    on_secondary: str


@cache
def light_accents(seed: str, page: str, sunk: str) -> Accents:
    """For a light theme whose surfaces go from `page` to `sunk`."""
    container = shade(seed, 0.93, 0.035)
    primary = readable(seed, WHITE, page, sunk, container)
    return Accents(
        primary=primary,
        on_primary=WHITE,
        container=container,
        on_container=readable(shade(seed, 0.33, 0.09), container, least=7),
        secondary=readable(shade(seed, 0.48, 0.03), WHITE),
        on_secondary=WHITE,
    )


@cache
def dark_accents(seed: str, page: str, sunk: str) -> Accents:
    """For a dark theme whose surfaces go from `page` to `sunk`."""
    container = shade(seed, 0.37, 0.07)
    primary = readable(shade(seed, 0.81, 0.13), page, sunk, container)
    secondary = shade(seed, 0.82, 0.03)
    return Accents(
        primary=primary,
        on_primary=readable(shade(seed, 0.28, 0.06), primary),
        container=container,
        on_container=readable(shade(seed, 0.92, 0.05), container, least=7),
        secondary=secondary,
        on_secondary=readable(shade(seed, 0.31, 0.03), secondary),
    )


@dataclass(frozen=True, slots=True)
class Paint:
    """What the card wears: three colours from the upper left to the lower right, the ink on them, and the ground of its chip."""

    colors: tuple[str, str, str]
    ink: str
    quiet: str
    chip: str


@cache
def paint(seed: str) -> Paint:
    """White ink where the colour is deep enough for it or nearly so, dark ink on light colours: a yellow shop stays yellow."""
    if contrast(seed, WHITE) >= READABLE / 1.5:
        ink, quiet = WHITE, mixed(WHITE, seed, 0.85)
        middle = readable(seed, quiet)
        light = lightness(middle)[0]
        colors = (shade(seed, light - 0.13), middle, readable(shade(seed, light + 0.09), quiet))
        return Paint(colors, ink, quiet, shade(seed, light - 0.1))
    ink, quiet = DARK_INK, mixed(DARK_INK, seed, 0.85)
    light = lightness(seed)[0]
    first, middle = readable_under(shade(seed, light - 0.06), quiet), readable_under(seed, quiet)
    last = shade(seed, min(0.98, lightness(middle)[0] + 0.06))
    return Paint((first, middle, last), ink, quiet, last)


def readable_under(color: str, ink: str) -> str:
    """The colour, or the nearest lighter shade of it on which dark ink can be read."""
    light, shown = lightness(color)[0], color
    while contrast(shown, ink) < READABLE and light <= 1:
        light += STEP
        shown = shade(color, light)
    return shown


@dataclass(frozen=True, slots=True)
class Scrim:
    """A veil between a picture and the text on it."""

    color: str
    opacity: float
    ink: str


@cache
def scrim(lightest: str, darkest: str) -> Scrim:
    """The thinnest veil under which any picture between the two can carry text, and the ink for it.

    `lightest` has of each of red, green and blue the most that any pixel has, so no pixel under the veil is lighter than it is there.
    """
    white = _thinnest(BLACK, lightest, WHITE)
    dark = _thinnest(WHITE, darkest, DARK_INK)
    return Scrim(BLACK, white, WHITE) if white <= dark + FOR_WHITE else Scrim(WHITE, dark, DARK_INK)


def _thinnest(veil: str, extreme: str, ink: str) -> float:
    """In hundredths."""
    for hundredth in range(100):
        if contrast(ink, mixed(veil, extreme, hundredth / 100)) >= UNDER_VEIL:
            return hundredth / 100
    return 1.0
