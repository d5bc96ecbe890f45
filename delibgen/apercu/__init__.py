"""What things look like on a screen: pages of a Word file, tables of a notebook. Knows no act."""

from delibgen.apercu.findings import Findings
from delibgen.apercu.pages import DPI, Pages, draw_pages

__all__ = ["DPI", "Findings", "Pages", "draw_pages"]
