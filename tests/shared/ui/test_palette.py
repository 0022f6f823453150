"""Whatever colour or picture a shop chooses, what stands on it can be read."""

from hypothesis import example, given
from hypothesis import strategies as st

from shared.ui import palette
from shared.ui.palette import READABLE, contrast, mixed
from shared.wire.brand import SEED

byte = st.integers(0, 255)
colors = st.tuples(byte, byte, byte).map(lambda rgb: "#{:02X}{:02X}{:02X}".format(*rgb))
LIGHT = ("#FAF8F4", "#F1EEE8", "#FFFFFF")
DARK = ("#101412", "#222926", "#1A201D")


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert round(contrast("#767676", "#FFFFFF"), 2) == 4.54


@given(colors)
@example("#FFD400")
@example("#FFFFFF")
@example("#000000")
@example(SEED)
def test_all_ink_on_the_card_can_be_read(seed: str) -> None:
    paint = palette.paint(seed)
    for ground in paint.colors:
        assert contrast(paint.ink, ground) >= READABLE
        assert contrast(paint.quiet, ground) >= READABLE
    assert contrast(paint.ink, paint.chip) >= READABLE


@given(colors)
@example("#FFD400")
@example("#FFFFFF")
@example("#000000")
def test_both_themes_can_be_read_in_every_colour(seed: str) -> None:
    for accents, surfaces in ((palette.light_accents(seed, *LIGHT[:2]), LIGHT), (palette.dark_accents(seed, *DARK[:2]), DARK)):
        for surface in (*surfaces, accents.container, accents.on_primary):
            assert contrast(accents.primary, surface) >= READABLE
        assert contrast(accents.on_container, accents.container) >= 7
        assert contrast(accents.on_secondary, accents.secondary) >= READABLE


@given(colors)
def test_a_deep_colour_stays_itself(seed: str) -> None:
    """Only what could not be read is changed."""
    if contrast(seed, "#FFFFFF") >= 7:
        assert palette.paint(seed).colors[1] == seed


@given(colors, colors, st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=8))
def test_under_the_veil_every_pixel_of_a_picture_carries_text(one: str, other: str, places: list[tuple[float, float, float]]) -> None:
    low = tuple(min(pair) for pair in zip(palette.channels(one), palette.channels(other), strict=True))
    high = tuple(max(pair) for pair in zip(palette.channels(one), palette.channels(other), strict=True))
    veil = palette.scrim(palette.hexed((high[0], high[1], high[2])), palette.hexed((low[0], low[1], low[2])))
    for place in places:
        pixel = palette.hexed(
            (
                low[0] + place[0] * (high[0] - low[0]),
                low[1] + place[1] * (high[1] - low[1]),
                low[2] + place[2] * (high[2] - low[2]),
            )
        )
        assert contrast(veil.ink, mixed(veil.color, pixel, veil.opacity)) >= READABLE


def test_a_picture_is_not_veiled_more_than_it_needs() -> None:
    assert palette.scrim("#202020", "#000000").opacity == 0
    assert palette.scrim("#FFFFFF", "#E8E8E8") == palette.Scrim("#FFFFFF", 0, palette.DARK_INK)
    assert 0.5 < palette.scrim("#FFFFFF", "#000000").opacity < 0.6


@given(colors)
def test_a_shade_is_a_colour(seed: str) -> None:
    for light in (0.0, 0.3, 0.7, 1.0):
        found = palette.shade(seed, light)
        assert len(found) == 7
        assert abs(palette.lightness(found)[0] - light) < 0.05
