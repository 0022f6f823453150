"""Documents as PDF, with the part of BIZ UDPGothic that they use inside: they look the same on every machine, now and in ten years."""

from pathlib import Path

import qrcode
import qrcode.constants
from fpdf import FPDF

from shared.clock import tokyo

FONTS = Path(__file__).parents[2] / "assets" / "common" / "fonts"
INK, QUIET, HAIR = 20, 110, 225
"""Grey, 0-255."""


class Sheet(FPDF):
    """Pages in the family "UD", regular and bold. `size` is a name or mm, `margin` mm; `foot` stands at the left of every page's number,
    where pages are `numbered`.
    """

    def __init__(
        self,
        title: str,
        made_at: int,
        *,
        foot: str,
        size: str | tuple[float, float] = "A4",
        margin: float = 18,
        language: str = "ja",
        numbered: bool = True,
    ) -> None:
        super().__init__(format=size)
        self.set_margins(margin, margin)
        self.set_auto_page_break(auto=True, margin=18)
        for style, name in (("", "Regular"), ("B", "Bold")):
            self.add_font("UD", style, FONTS / f"BIZUDPGothic-{name}.ttf")
        self.set_title(title)
        self.set_lang(language)
        self.set_creation_date(tokyo(made_at))
        self._foot = foot
        self._numbered = numbered

    def footer(self) -> None:
        if not self._numbered:
            return
        self.set_y(-14)
        self.set_font("UD", size=8)
        self.set_text_color(QUIET)
        self.cell(0, 6, f"{self._foot}   {self.page_no()} / {{nb}}", align="R")
        self.set_text_color(INK)

    def code(self, text: str, x: float, y: float, side: float) -> None:
        """A QR code, error correction M, as squares of ink; four modules of quiet around it are the caller's."""
        made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
        made.add_data(text)
        made.make(fit=True)
        rows = made.get_matrix()
        module = side / len(rows)
        self.set_fill_color(0)
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    self.rect(x + across * module, y + down * module, module, module, style="F")
