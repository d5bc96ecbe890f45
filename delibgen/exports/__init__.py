"""What goes out of delibgen besides Word documents: PDF."""

from typing import Final

CODES: Final[dict[str, str]] = {
    "DG511": "Conversion en PDF impossible",
    "DG512": "Bibliothèque de PDF absente",
    "DG530": "Annexe PDF protégée",
    "DG531": "Annexe PDF illisible",
    "DG532": "Annexe PDF d'un autre format que A4",
    "DG533": "Annexe PDF trop lourde",
    "DG534": "Volume plus lourd que demandé",
    "DG535": "Annexe PDF qui n'est pas PDF/A-2",
}
"""Code → title; a code never changes its meaning."""
