"""What the law says of an offer, where it is written: said when it changes, with what to change when it is too much."""

import flet as ft

from shared.i18n import Language, law_words
from shared.law import Verdict
from shared.ui import controls, theme


def law_strip(found: Verdict, worth: int, advice: str, language: Language) -> ft.Control:
    """`advice` is said where the offer is not allowed."""
    said = law_words.told(found, worth, language)
    if not found.allowed:
        return controls.notice(f"{said}{advice}" if language == "ja" else f"{said} {advice}", icon=ft.Icons.GAVEL, key="law")
    line = ft.Row(
        [
            ft.Icon(ft.Icons.GAVEL, size=20, color=theme.QUIET),
            theme.quiet(f"{law_words.LAW.of(language).title}: {said}", size=14, key="law"),
        ],
        spacing=10,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    line.controls[1].expand = True
    return line
