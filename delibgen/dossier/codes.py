"""Codes of the faults of a packet (DG5xx), with their titles; DG501 is the engine's: a file not written."""

from typing import Final

CODES: Final[dict[str, str]] = {
    "DG502": "Deux papiers au même nom de fichier",
    "DG503": "Acte impossible à calculer",
}
"""Code → title; a code never changes its meaning."""
