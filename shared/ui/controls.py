"""The pieces both apps are made of. Functions that return controls; components only where there is state."""

import functools
import inspect
from collections.abc import Awaitable, Callable

import flet as ft

from shared.ui import text_size, theme
from shared.ui.hooks import keyed, use_state
from shared.ui.text_size import scaled
from shared.ui.typed import Changed, SheetFields, Typed, use_typed

Handler = Callable[[], object]
SHEET_RADIUS = 28
SHEET_FRAME = 80
"""A sheet's handle and padding."""
SHEET_WIDTH = 560
"""At most."""


def bound(handler: Callable[..., object], *given: object) -> Callable[[], Awaitable[None]]:
    """The handler with its arguments, sync or async: for events whose own data nobody wants. A lambda would lose a coroutine."""

    async def run() -> None:
        answer = handler(*given)
        if inspect.isawaitable(answer):
            await answer

    return run


def card(
    content: ft.Control, *, padding: float | ft.Padding = theme.PAD, key: str | None = None, bgcolor: ft.ColorValue = theme.CARD
) -> ft.Container:
    """A white (or dark) card with a hairline."""
    return ft.Container(content, key=key, padding=padding, bgcolor=bgcolor, border=theme.hairline(), border_radius=theme.CARD_RADIUS)


def tappable(
    content: ft.Control, on_click: Handler, *, key: str, label: str, padding: float | ft.Padding = theme.PAD, bare: bool = False
) -> ft.Control:
    """A card, or with `bare` a part of one, that opens something. `label` is what a screen reader says instead of its parts."""
    face = ft.Container(
        content,
        key=key,
        padding=padding,
        bgcolor=None if bare else theme.CARD,
        border=None if bare else theme.hairline(),
        border_radius=theme.CONTROL_RADIUS if bare else theme.CARD_RADIUS,
        ink=True,
        on_click=on_click,
    )
    return said(face, label)


def said(face: ft.Container, label: str, *, selected: bool | None = None, checked: bool | None = None) -> ft.Control:
    """What is touched, named as one thing instead of by its parts. The keyboard and a screen reader find it like any button: merged with
    the container's own touch, for a label that stands for itself takes neither.
    """
    face.content = ft.Semantics(exclude_semantics=True, content=face.content)
    button = face.on_click is not None and checked is None
    return ft.MergeSemantics(ft.Semantics(button=button, label=label, selected=selected, checked=checked, content=face))


def primary(
    words: str,
    on_click: Handler | None,
    *,
    key: str,
    icon: ft.IconData | None = None,
    busy: bool = False,
    wide: bool = True,
    till: bool = False,
) -> ft.Control:
    """The one thing to do here, `till` high at the counter. Without a handler it says what is missing and cannot be pressed; nor can it
    while `busy`, which it shows.
    """
    side = 24 if till else 20
    ring = ft.ProgressRing(width=side - 2, height=side - 2, stroke_width=2.5, color=theme.ON_BRAND, semantics_label=words)
    small = text_size.chosen() < text_size.LARGE  # large words need the room, and say it alone
    inside: list[ft.Control] = [ring] if busy else [ft.Icon(icon, size=side)] if icon and small else []
    said = theme.text(words, size=18 if till else 16, bold=True, color=None, align=ft.TextAlign.CENTER)
    if wide:  # it knows how wide it is, and what is too long for a line goes on beside the icon, not below it
        said.expand = said.expand_loose = True
    button = ft.FilledButton(
        content=ft.Row([*inside, said], alignment=ft.MainAxisAlignment.CENTER, spacing=10, tight=True, wrap=not wide),
        key=key,
        on_click=None if busy else on_click,
        disabled=busy or on_click is None,
        expand=wide or None,
        style=ft.ButtonStyle(  # not yet possible is quiet, but must be read; busy keeps its colour
            shape=ft.RoundedRectangleBorder(radius=theme.CONTROL_RADIUS),
            padding=ft.Padding.symmetric(horizontal=12 if wide else 20, vertical=20 if till else 16),
            bgcolor={ft.ControlState.DISABLED: theme.BRAND if busy else theme.SUNK, ft.ControlState.DEFAULT: theme.BRAND},
            color={ft.ControlState.DISABLED: theme.ON_BRAND if busy else theme.QUIET, ft.ControlState.DEFAULT: theme.ON_BRAND},
        ),
    )
    return ft.Row([button]) if wide else button


def secondary(words: str, on_click: Handler, *, key: str, icon: ft.IconData | None = None) -> ft.Control:
    small = text_size.chosen() < text_size.LARGE  # as on the primary one
    said = (
        words if small else theme.text(words, size=16, bold=True, color=None, align=ft.TextAlign.CENTER)
    )  # of two lines each in the middle
    return ft.OutlinedButton(content=said, icon=icon if small else None, key=key, on_click=on_click)


def danger(words: str, on_click: Handler | None, *, key: str, icon: ft.IconData | None = None) -> ft.Control:
    """What cannot be undone, as wide as the primary button and never its like."""
    small = text_size.chosen() < text_size.LARGE  # as on the primary one
    ready = on_click is not None
    color, line = (theme.RED, theme.RED) if ready else (theme.QUIET, theme.HAIR)
    side = {ft.ControlState.FOCUSED: ft.BorderSide(theme.FOCUS_RING, color), ft.ControlState.DEFAULT: ft.BorderSide(1, line)}
    button = ft.OutlinedButton(
        content=theme.text(words, size=16, bold=True, color=None, align=ft.TextAlign.CENTER),
        icon=icon if small else None,
        key=key,
        on_click=on_click,
        disabled=not ready,
        expand=True,
        style=ft.ButtonStyle(color=color, side=side),
    )
    return ft.Row([button])


def quiet_button(words: str, on_click: Handler, *, key: str, icon: ft.IconData | None = None) -> ft.Control:
    small = text_size.chosen() < text_size.LARGE  # as on the primary one
    said = words if small else theme.text(words, bold=True, color=None, align=ft.TextAlign.CENTER)  # as on the secondary one
    return ft.TextButton(content=said, icon=icon if small else None, key=key, on_click=on_click)


def icon_button(icon: ft.IconData, label: str, on_click: Handler, *, key: str, color: ft.ColorValue = theme.INK) -> ft.Control:
    """An icon alone is always said in words too: merged with its tooltip, the button has a name."""
    button = ft.IconButton(icon=icon, tooltip=label, key=key, on_click=on_click, icon_color=color, width=theme.TOUCH, height=theme.TOUCH)
    return ft.MergeSemantics(button)


def chip(
    words: str,
    *,
    icon: ft.IconData | None = None,
    bgcolor: ft.ColorValue = theme.TINT,
    color: ft.ColorValue = theme.ON_TINT,
    key: str | None = None,
    size: int = 12,
) -> ft.Container:
    """A word in a pill: a rank, a state. An icon and a word, never a colour alone."""
    small = text_size.chosen() < text_size.LARGE  # as on buttons
    inside: list[ft.Control] = [ft.Icon(icon, size=size + 3, color=color)] if icon and small else []
    inside.append(theme.text(words, size=size, bold=True, color=color))
    return ft.Container(
        ft.Row(inside, spacing=5, run_spacing=0, tight=True, wrap=True),  # large words go on rather than end at the edge
        key=key,
        bgcolor=bgcolor,
        border_radius=scaled(size),  # half of one line's height; rounder, it cuts into the letters of a second line
        padding=ft.Padding.symmetric(horizontal=10, vertical=4),
    )


def badge(icon: ft.IconData, size: int, *, bgcolor: ft.ColorValue = theme.TINT, color: ft.ColorValue = theme.ON_TINT) -> ft.Container:
    """An icon on a round ground: the picture of a state, of a row."""
    inside = ft.Icon(icon, size=size * 2 // 5 if size > 60 else size // 2, color=color)
    return ft.Container(inside, width=size, height=size, bgcolor=bgcolor, border_radius=size, alignment=ft.Alignment.CENTER)


def initial(name: str, size: int) -> ft.Container:
    """A person without a picture: the first letter of the name, as large as its ground whatever the size of text."""
    letter = theme.text(name[:1], bold=True, color=theme.ON_TINT)
    letter.size = size * 2 // 5
    return ft.Container(
        ft.Semantics(exclude_semantics=True, content=letter),  # the name stands beside it
        width=size,
        height=size,
        bgcolor=theme.TINT,
        border_radius=size,
        alignment=ft.Alignment.CENTER,
    )


def notice(words: str, *, icon: ft.IconData = ft.Icons.INFO_OUTLINE, key: str = "notice") -> ft.Control:
    """A strip above what it concerns: something is not as usual. Read out when it comes."""
    said = theme.text(words, size=14, color=theme.ON_AMBER, key=key, expand=True)
    line = ft.Row([ft.Icon(icon, size=20, color=theme.ON_AMBER), said], spacing=10)
    return ft.Semantics(
        live_region=True,
        container=True,
        content=ft.Container(
            line,
            bgcolor=theme.AMBER,
            border_radius=theme.CONTROL_RADIUS,
            padding=ft.Padding.symmetric(horizontal=16, vertical=12),
        ),
    )


def pair(left: str, right: str, *, strong: bool = False, color: ft.ColorValue = theme.INK, size: int = 15, narrow: bool = False) -> ft.Row:
    """A name and its figure on one line; the name wraps when it must, the figure never. Of large text, and where it is `narrow`, the figure
    goes below rather than break the name within a date.
    """
    large = narrow or text_size.chosen() >= text_size.LARGE
    figure = theme.text(right, size=size, bold=strong, color=color, align=ft.TextAlign.START if large else ft.TextAlign.END)
    if large:
        name = theme.text(left, size=size, bold=strong, color=color)
        both = ft.Row([name, figure], alignment=ft.MainAxisAlignment.SPACE_BETWEEN, spacing=12, run_spacing=0, wrap=True)
        return ft.Row([ft.Container(both, expand=True)])
    return ft.Row(
        [theme.text(left, size=size, bold=strong, color=color, expand=True), figure],
        vertical_alignment=ft.CrossAxisAlignment.START,
        spacing=12,
    )


def titled(icon: ft.IconData, words: str) -> ft.Control:
    """A heading with its picture; long words go on below."""
    return ft.Row([ft.Icon(icon, size=20, color=theme.QUIET), ft.Container(theme.heading(words), expand=True)], spacing=8)


def headed(name: ft.Control, figure: ft.Control) -> ft.Control:
    """A head and its figure at the end of the line; of large text below it."""
    if text_size.chosen() >= text_size.LARGE:
        return ft.Column([name, figure], spacing=4, tight=True)
    return ft.Row([ft.Container(name, expand=True), figure], spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)


def rule() -> ft.Container:
    """A hairline across."""
    return ft.Container(height=1, bgcolor=theme.HAIR)


def sheet(content: ft.Control, on_close: Handler, *, height: float, foot: ft.Control | None = None) -> ft.BottomSheet:
    """A sheet from below for one short thing, for `use_dialog`. `height` is what all of it takes at the usual size of text; what has no
    room scrolls, but its `foot`, which is always in view.
    """
    room = height * text_size.chosen() / 100 + SHEET_FRAME
    handle = ft.Container(width=32, height=4, bgcolor=theme.QUIET, border_radius=2)
    scrolled = ft.Column([content], scroll=ft.ScrollMode.HIDDEN, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, expand=True)
    inside = ft.Container(scrolled, padding=ft.Padding.symmetric(horizontal=24), expand=True)
    return ft.BottomSheet(
        content=ft.Container(  # Flutter keeps a sheet's own colour from when it opened; this one goes dark with the phone
            ft.Column(
                [
                    ft.Container(handle, padding=ft.Padding.symmetric(vertical=22)),
                    inside,
                    *([] if foot is None else [ft.Container(foot, padding=ft.Padding.only(left=24, right=24, top=12))]),
                ],
                spacing=0,
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            ),
            bgcolor=theme.CARD,
            border_radius=ft.BorderRadius.only(top_left=SHEET_RADIUS, top_right=SHEET_RADIUS),
            padding=ft.Padding.only(bottom=16),
        ),
        bgcolor=ft.Colors.TRANSPARENT,
        show_drag_handle=False,
        scrollable=True,
        use_safe_area=True,
        size_constraints=ft.BoxConstraints(max_width=SHEET_WIDTH, max_height=room),
        on_dismiss=bound(on_close),
    )


def _outline(color: ft.ColorValue, width: int) -> ft.OutlineInputBorder:
    gap = 0 if text_size.chosen() >= text_size.LARGE else 4
    return ft.OutlineInputBorder(border_radius=theme.CONTROL_RADIUS, side=ft.BorderSide(width, color), gap_padding=gap)


def heard(words: str) -> ft.Text:
    """A field's label that is not seen: it stands above the field."""
    return ft.Text(words, size=0.1, color=ft.Colors.TRANSPARENT, max_lines=1)


def _label(words: str) -> str | ft.Text:
    """Large words would lie on what is written, and each of their lines on the other: in the field they are heard alone."""
    return heard(words) if text_size.chosen() >= text_size.LARGE else words


def field(  # noqa: PLR0913 - what a field is made of
    label: str,
    value: str,
    *,
    key: str,
    on_change: Changed,
    on_submit: Handler | None = None,
    error: str = "",
    hint: str = "",
    helper: str = "",
    keyboard: ft.KeyboardType = ft.KeyboardType.TEXT,
    autofill: ft.AutofillHint | None = None,
    large: bool = False,
    focus: bool = False,
    on_focus: Handler | None = None,
    on_blur: Handler | None = None,
    secret: tuple[str, str] | None = None,
    lines: int = 1,
    sheet: SheetFields | None = None,
) -> ft.Control:
    """A text field with its label on its border, above it where text is large; `large` for a few digits, more `lines` for a text. What is
    wrong stands under it, in red and with words.
    A `secret` is not drawn until one asks: how the buttons that show and hide it are called.
    On a `sheet` (`typed.use_sheet`) it is the one of its key.
    """

    def entry(text: str, changed: Changed, *, hidden: bool = False, suffix: ft.Control | None = None) -> ft.TextField:
        return ft.TextField(
            label=_label(label),
            value=text,
            key=key,
            on_change=changed,
            on_submit=bound(on_submit) if on_submit else None,
            on_focus=bound(on_focus) if on_focus else None,
            on_blur=bound(on_blur) if on_blur else None,
            error=error or None,
            hint_text=hint or None,
            helper=helper or None,
            helper_max_lines=6,
            error_max_lines=6,
            keyboard_type=keyboard,
            autofill_hints=autofill,
            autofocus=focus,
            password=hidden,
            multiline=lines > 1,
            align_label_with_hint=lines > 1,
            min_lines=lines,
            max_lines=1 if lines == 1 else lines * 3,
            suffix_icon=suffix,
            filled=True,
            fill_color=theme.CARD,
            border={
                ft.ControlState.DEFAULT: _outline(theme.HAIR, 1),
                ft.ControlState.FOCUSED: _outline(theme.BRAND, 2),
                ft.ControlState.ERROR: _outline(theme.RED, 2),
            },
            color=theme.INK,
            text_size=scaled(28 if large else 17),
            text_align=ft.TextAlign.CENTER if large else ft.TextAlign.START,
            text_style=ft.TextStyle(font_family=theme.BOLD_FONT if large else theme.FONT, letter_spacing=8 if large else None),
            content_padding=ft.Padding.symmetric(horizontal=16, vertical=18),
            expand=True,
        )

    if sheet is not None:
        drawn: ft.Control = sheet.draw(key, entry, value, on_change)
    elif secret is None:
        drawn = keyed(Typed, f"{key}-typed", entry, value, on_change)
    else:
        drawn = keyed(Veiled, f"{key}-veiled", key, *secret, entry, value, on_change)
    line: ft.Control = ft.Row([drawn])
    if text_size.chosen() >= text_size.LARGE:
        above = ft.Semantics(exclude_semantics=True, content=theme.quiet(label, size=14))
        line = ft.Column([above, line], spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    if helper or error:
        return ft.Container(line, padding=ft.Padding.only(bottom=6))  # or the next label would seem to go on with it
    return line


@ft.component
def Veiled(key_name: str, show: str, hide: str, entry: Callable[..., ft.TextField], value: str, on_change: Changed) -> ft.Control:
    """A field whose text can be looked at. Flutter's own button for that has no name."""
    seen, look = use_state(initial=False)
    button = icon_button(
        ft.Icons.VISIBILITY_OFF_OUTLINED if seen else ft.Icons.VISIBILITY_OUTLINED,
        hide if seen else show,
        lambda: look(lambda now: not now),
        key=f"{key_name}-look",
        color=theme.QUIET,
    )
    return use_typed(functools.partial(entry, hidden=not seen, suffix=button), value, on_change)


def tick(words: str, on_change: Callable[[bool], object], *, chosen: bool, key: str) -> ft.Control:
    """A word to agree to: all of it can be touched."""
    box = ft.Icon(ft.Icons.CHECK_BOX if chosen else ft.Icons.CHECK_BOX_OUTLINE_BLANK, color=theme.BRAND if chosen else theme.QUIET)
    face = ft.Container(
        ft.Row([box, theme.text(words, expand=True)], spacing=12),
        key=key,
        padding=12,
        border_radius=theme.CONTROL_RADIUS,
        ink=True,
        on_click=bound(on_change, not chosen),
    )
    return said(face, words, checked=chosen)
