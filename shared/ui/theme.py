"""Colours, type and spacing: the only place that knows a hex value. Everything else names a role, so light and dark need no code.

Spacing goes in steps of 4; cards have a radius of 16, controls of 12; what is touched is at least 48 high, at the till 64.
"""

import flet as ft

from shared.ui import palette, text_size
from shared.ui.text_size import scaled
from shared.wire.brand import SEED

FONT = "BIZ UDPGothic"
FONTS = {FONT: "fonts/BIZUDPGothic-Regular.ttf", f"{FONT} Bold": "fonts/BIZUDPGothic-Bold.ttf"}
"""For `page.fonts`: paths inside the app's assets. Flutter's loader takes one file per family, so Bold is a family of its own."""
BOLD_FONT = f"{FONT} Bold"

MARGIN = 20
GAP = 12
PAD = 16
CARD_RADIUS = 16
CONTROL_RADIUS = 12
TOUCH = 48
TILL_TOUCH = 64
POINTS = (" pt", "\u00a0pt")
"""A figure and its unit stay on one line."""
TAB_WORDS = 16
"""The largest words under the icons of the bottom bar: four of them stand abreast on the smallest phone."""
LEADING = 1.25
"""Between the lines of a button's words, in heights of its letters."""
FOCUS_RING = 3
"""Around the button that the keyboard has come to."""
MOTION = 200
"""Milliseconds: motion explains, it does not entertain."""

# -- roles, as the screens name them
PAGE = ft.Colors.SURFACE
CARD = ft.Colors.SURFACE_CONTAINER_LOWEST
SUNK = ft.Colors.SURFACE_CONTAINER
"""A field, a track, a skeleton: a step below the card."""
INK = ft.Colors.ON_SURFACE
QUIET = ft.Colors.ON_SURFACE_VARIANT
HAIR = ft.Colors.OUTLINE_VARIANT
BRAND = ft.Colors.PRIMARY
ON_BRAND = ft.Colors.ON_PRIMARY
TINT = ft.Colors.PRIMARY_CONTAINER
ON_TINT = ft.Colors.ON_PRIMARY_CONTAINER
AMBER = ft.Colors.TERTIARY_CONTAINER
ON_AMBER = ft.Colors.ON_TERTIARY_CONTAINER
RED = ft.Colors.ERROR
ON_RED = ft.Colors.ON_ERROR
RED_TINT = ft.Colors.ERROR_CONTAINER
ON_RED_TINT = ft.Colors.ON_ERROR_CONTAINER

# -- the code's panel looks the same in both themes
PAPER = "#FFFFFF"
PAPER_INK = "#17201C"
PAPER_QUIET = "#59635D"
PAPER_HAIR = "#DFE3E0"
PAPER_BONE = "#EEF1EF"
SHADOW = "#1F0B3B2B"
LIFTED = ft.BoxShadow(blur_radius=28, spread_radius=-6, offset=ft.Offset(0, 12), color=SHADOW)
"""Under the card."""
SEEDED = "seed"
"""Where a session keeps the shop's colour."""


_LIGHT = ("#FAF8F4", "#F1EEE8")
_DARK = ("#101412", "#222926")
"""Between which surfaces lie that text in the shop's colour stands on."""


def _light(seed: str) -> ft.ColorScheme:
    accents = palette.light_accents(seed, *_LIGHT)
    return ft.ColorScheme(
        primary=accents.primary,
        on_primary=accents.on_primary,
        primary_container=accents.container,
        on_primary_container=accents.on_container,
        secondary=accents.secondary,
        on_secondary=accents.on_secondary,
        secondary_container=accents.container,
        on_secondary_container=accents.on_container,
        tertiary="#8A5A00",
        on_tertiary="#FFFFFF",
        tertiary_container="#FBEBCB",
        on_tertiary_container="#5A3B00",
        error="#B3261E",
        on_error="#FFFFFF",
        error_container="#FBE4E1",
        on_error_container="#7A1610",
        surface=_LIGHT[0],
        on_surface="#17201C",
        on_surface_variant="#59635D",
        outline="#8A938E",
        outline_variant="#14000000",
        surface_container_lowest="#FFFFFF",
        surface_container_low="#F6F3EE",
        surface_container=_LIGHT[1],
        surface_container_high="#EBE8E1",
        surface_container_highest="#E5E2DB",
        surface_tint="#00FFFFFF",
        inverse_surface="#26302B",
        on_inverse_surface="#F3F6F4",
        inverse_primary=palette.dark_accents(seed, *_DARK).primary,
    )


def _dark(seed: str) -> ft.ColorScheme:
    accents = palette.dark_accents(seed, *_DARK)
    return ft.ColorScheme(
        primary=accents.primary,
        on_primary=accents.on_primary,
        primary_container=accents.container,
        on_primary_container=accents.on_container,
        secondary=accents.secondary,
        on_secondary=accents.on_secondary,
        secondary_container=accents.container,
        on_secondary_container=accents.on_container,
        tertiary="#F0C37C",
        on_tertiary="#452C00",
        tertiary_container="#47330F",
        on_tertiary_container="#FCE0AF",
        error="#F5B7B1",
        on_error="#601410",
        error_container="#54201C",
        on_error_container="#FBDAD6",
        surface=_DARK[0],
        on_surface="#E9EDEA",
        on_surface_variant="#A7B2AC",
        outline="#7C8781",
        outline_variant="#1FFFFFFF",
        surface_container_lowest="#1A201D",
        surface_container_low="#161B19",
        surface_container=_DARK[1],
        surface_container_high="#2A322E",
        surface_container_highest="#333B37",
        surface_tint="#00000000",
        inverse_surface="#E3E8E5",
        on_inverse_surface="#1B221F",
        inverse_primary=palette.light_accents(seed, *_LIGHT).primary,
    )


def _words(size: float, percent: int, font: str = FONT, height: float | None = None) -> ft.TextStyle:
    return ft.TextStyle(size=scaled(size, percent), font_family=font, height=height)


def _theme(scheme: ft.ColorScheme, percent: int) -> ft.Theme:
    shape = ft.RoundedRectangleBorder(radius=CONTROL_RADIUS)
    ink = scheme.on_surface or SEED
    focus = ft.Colors.with_opacity(0.2, ink)  # Flutter's own is too faint to be found
    ring = {ft.ControlState.FOCUSED: ft.BorderSide(FOCUS_RING, ink)}
    button = ft.ButtonStyle(
        shape=shape,
        side=ring,
        text_style=_words(16, percent, BOLD_FONT, LEADING),
        icon_size=scaled(18, percent),
        padding=ft.Padding.symmetric(horizontal=20, vertical=14),
    )
    still = ft.PageTransitionsTheme(linux=ft.PageTransitionTheme.FADE_FORWARDS, windows=ft.PageTransitionTheme.FADE_FORWARDS)
    return ft.Theme(
        color_scheme=scheme,
        scaffold_bgcolor=scheme.surface,  # also where no screen is yet
        font_family=FONT,
        use_material3=True,
        visual_density=ft.VisualDensity.STANDARD,  # also with a mouse: the same targets everywhere
        focus_color=focus,
        hover_color=ft.Colors.with_opacity(0.04, ink),
        page_transitions=still,
        filled_button_theme=ft.FilledButtonTheme(style=button),
        outlined_button_theme=ft.OutlinedButtonTheme(style=button),
        text_button_theme=ft.TextButtonTheme(
            style=ft.ButtonStyle(
                shape=shape,
                side=ring,
                text_style=_words(15, percent, BOLD_FONT, LEADING),
                icon_size=scaled(18, percent),
                padding=ft.Padding.symmetric(
                    horizontal=12, vertical=15 - (scaled(15, percent) - 15) * 0.6
                ),  # a calendar's head has 56 in all
            )
        ),
        icon_button_theme=ft.IconButtonTheme(style=ft.ButtonStyle(side=ring)),
        switch_theme=ft.SwitchTheme(overlay_color={ft.ControlState.FOCUSED: focus}),
        navigation_bar_theme=ft.NavigationBarTheme(
            overlay_color={ft.ControlState.FOCUSED: focus},
            bgcolor=scheme.surface_container_lowest,
            indicator_color=scheme.primary_container,
            elevation=0,
            label_text_style=ft.TextStyle(size=min(scaled(12, percent), TAB_WORDS), font_family=FONT, color=scheme.on_surface),
        ),
        text_theme=ft.TextTheme(  # what Flutter writes by itself: labels of fields, what is typed, hints
            body_large=_words(16, percent),
            body_medium=ft.TextStyle(
                size=scaled(14, percent), font_family=FONT, color=scheme.on_surface
            ),  # days of its calendar, in the dark too
            body_small=_words(12, percent),
            label_large=_words(14, percent, BOLD_FONT),
            title_large=_words(22, percent, BOLD_FONT),
        ),
        date_picker_theme=ft.DatePickerTheme(  # its head is so high at any size of text: larger words push out the way to save
            range_picker_header_headline_text_style=_words(22, 100, BOLD_FONT), range_picker_header_help_text_style=_words(12, 100)
        ),
        divider_color=scheme.outline_variant,
    )


def light(percent: int = 100, seed: str = SEED) -> ft.Theme:
    """With text of this size and the shop's colour."""
    return _theme(_light(seed), percent)


def dark(percent: int = 100, seed: str = SEED) -> ft.Theme:
    return _theme(_dark(seed), percent)


def dress(page: ft.Page, title: str) -> None:
    """What an app's `main` does first: its title, and its clothes where no `before_main` has put them on."""
    page.title = title
    if page.theme is None:
        wear(page)


def wear(page: ft.Page, seed: str = SEED) -> None:
    """Fonts, both themes, following the platform's brightness. As `before_main` it is in the first frame: nothing is repainted for it."""
    if not page.web:  # a browser has them from assets/web before the first frame, at half the size
        page.fonts = dict(FONTS)
    page.session.store.set(SEEDED, seed)
    page.theme = light(seed=seed)
    page.dark_theme = dark(seed=seed)
    page.theme_mode = ft.ThemeMode.SYSTEM


def enlarge(percent: int) -> None:
    """Text of this size from now on, in the running session. What is on the screen already is to be drawn anew."""
    if text_size.chosen() == percent:
        return
    page = ft.context.page
    text_size.keep(page, percent)
    _change(page, percent, str(page.session.store.get(SEEDED) or SEED))


def dye(seed: str) -> None:
    """The shop's colour from now on, in the running session."""
    page = ft.context.page
    if page.session.store.get(SEEDED) == seed:
        return
    page.session.store.set(SEEDED, seed)
    _change(page, text_size.chosen(), seed)


def _change(page: ft.Page, percent: int, seed: str) -> None:
    page.theme = light(percent, seed)
    page.dark_theme = dark(percent, seed)
    page.update()


def hairline() -> ft.Border:
    return ft.Border.all(1, HAIR)


# -- type: the scale in one place (size in logical pixels)
def text(  # noqa: PLR0913 - one door for every piece of text, so that the scale stays a scale
    value: str,
    *,
    size: int = 15,
    bold: bool = False,
    color: ft.ColorValue | None = INK,
    align: ft.TextAlign = ft.TextAlign.START,
    key: str | None = None,
    lines: int | None = None,
    expand: bool = False,
    label: str | None = None,
    wrap: bool = True,
) -> ft.Text:
    """A text in the house's face; with no `color`, in that of the button it stands on. Figures do not `wrap`. `lines` cuts with an ellipsis: only for what is repeated in full elsewhere."""
    return ft.Text(
        value.replace(*POINTS),
        size=scaled(size),
        font_family=BOLD_FONT if bold else FONT,
        color=color,
        text_align=align,
        key=key,
        max_lines=lines,
        overflow=ft.TextOverflow.ELLIPSIS if lines else ft.TextOverflow.CLIP,
        expand=expand or None,
        semantics_label=label,
        no_wrap=not wrap,
    )


def hero(value: str, *, color: ft.ColorValue = INK, key: str | None = None, size: int = 52, label: str | None = None) -> ft.Text:
    """The number a screen is about."""
    return text(value, size=size, bold=True, color=color, key=key, label=label)


def title(value: str, *, color: ft.ColorValue = INK, key: str | None = None) -> ft.Text:
    return text(value, size=22, bold=True, color=color, key=key)


def heading(value: str, *, color: ft.ColorValue = INK) -> ft.Text:
    return text(value, size=16, bold=True, color=color)


def quiet(
    value: str, *, size: int = 13, color: ft.ColorValue = QUIET, align: ft.TextAlign = ft.TextAlign.START, key: str | None = None
) -> ft.Text:
    return text(value, size=size, color=color, align=align, key=key)
