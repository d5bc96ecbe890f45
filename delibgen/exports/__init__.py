"""What goes out of delibgen besides Word documents: PDF."""

from typing import Final

CODES: Final[dict[str, str]] = {
    "DG510": "LibreOffice absent",
    "DG511": "Conversion en PDF impossible",
}
"""Code → title; a code never changes its meaning."""
