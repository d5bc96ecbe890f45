"""Kinds of acts as things to make: first templates, act packs, dictionaries, schemas, contracts.

Works from a class alone, shipped or just typed in a notebook. Nothing here is needed to render an act.
"""

from typing import Final

CODES: Final[dict[str, str]] = {
    "DG240": "Nouvel acte : nom ou champ impossible",
}
"""Code → title; a code never changes its meaning."""
