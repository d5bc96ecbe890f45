"""What things look like on a screen: pages of a Word file, tables of a notebook. Knows no act."""

from typing import Final

from delibgen.apercu.findings import Findings
from delibgen.apercu.pages import DPI, Pages, draw_pages

CODES: Final[dict[str, str]] = {
    "DG510": "LibreOffice absent",
    "DG514": "Rien pour dessiner les pages",
    "DG515": "Pages impossibles à dessiner",
}
"""Code → title; a code never changes its meaning."""

__all__ = ["CODES", "DPI", "Findings", "Pages", "draw_pages"]
