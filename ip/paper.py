"""A page of A4 with the house's type: one font for both languages, emphasis by size and rules, the fingerprint at the foot."""
from collections.abc import Iterable
from pathlib import Path

import noto_cjk_sans_otc
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import XPos, YPos

FONT = Path(noto_cjk_sans_otc.__file__).parent / "NotoSansCJK-Regular.ttc"
SIMPLIFIED = 2  # its place in the collection
MARGIN, WIDTH, AMOUNT = 20, 170, 45  # millimetres: of the page, the text, the column of amounts
LEADING = 0.55  # millimetres of a line for each point of its type
SMALL, TEXT, HEAD, TITLE = 8, 10, 12, 17  # points
INK, QUIET, RULE = 20, 100, 190  # greys


class Paper(FPDF):
    """`bound` stands at the foot of every page: what a copy can be compared with."""

    def __init__(self, title: str, bound: str):
        super().__init__(format="A4")
        self.bound = bound
        self.add_font("noto", fname=FONT, collection_font_number=SIMPLIFIED)
        self.set_title(title)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=MARGIN + 6)
        self.add_page()
        self.say(title, TITLE)

    def footer(self):
        self.set_y(-MARGIN)
        self._ink(SMALL, QUIET)
        self.cell(WIDTH - 30, 5, self.bound)
        self.cell(30, 5, _("Page %(page)s of %(pages)s") % {"page": self.page_no(), "pages": self.str_alias_nb_pages}, align="R")

    def say(self, text: str, size: int = TEXT, grey: int = INK) -> None:
        """A paragraph over the whole width."""
        self._write(text, WIDTH, size, grey)

    def head(self, text: str, room: int = 30) -> None:
        """A heading with at least `room` millimetres beneath it on the same page."""
        if self.will_page_break(room):
            self.add_page()
        self.ln(4)
        self.say(text, HEAD)
        self.rule()

    def rule(self) -> None:
        self.set_draw_color(RULE)
        self.line(MARGIN, self.get_y() + 1, MARGIN + WIDTH, self.get_y() + 1)
        self.ln(2.5)

    def entry(self, text: str, amount: str = "", notes: Iterable[str] = (), *, strong: bool = False) -> None:
        """A line with its amount on the right, and small print beneath it."""
        if self.will_page_break(14):
            self.add_page()
        size = HEAD if strong else TEXT
        top = self.get_y()
        self._write(text, WIDTH - AMOUNT, size, INK)
        below = self.get_y()
        self.set_xy(MARGIN + WIDTH - AMOUNT, top)
        self.cell(AMOUNT, size * LEADING, amount, align="R")
        self.set_xy(MARGIN, below)
        for note in filter(None, notes):
            self._write(note, WIDTH - AMOUNT, SMALL, QUIET)
        self.ln(1.5)

    def _write(self, text: str, width: float, size: int, grey: int) -> None:
        self._ink(size, grey)
        self.multi_cell(width, size * LEADING, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _ink(self, size: int, grey: int) -> None:
        self.set_font("noto", size=size)
        self.set_text_color(grey)
