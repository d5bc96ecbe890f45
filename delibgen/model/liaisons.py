"""What links the name of a public body to « de », « à »: « du Syndicat des eaux », « au Val d'Aubette »."""

import re
from typing import Literal

Liaison = Literal["de", "d'", "du", "de la", "des", "de l'", "de las", "de los"]

_COMMON_NOUNS: dict[str, Liaison] = {
    "commune": "de la",
    "communauté": "de la",
    "ville": "de la",
    "métropole": "de la",
    "région": "de la",
    "collectivité": "de la",
    "régie": "de la",
    "caisse": "de la",
    "département": "du",
    "syndicat": "du",
    "centre": "du",
    "ccas": "du",
    "cias": "du",
    "sivom": "du",
    "sivu": "du",
    "pôle": "du",
    "section": "de la",
    **dict.fromkeys(("siaep", "sictom", "smictom", "sivos", "sdis", "petr", "parc", "conservatoire"), "du"),
    **dict.fromkeys(("établissement", "agglomération", "association", "office"), "de l'"),
    **dict.fromkeys(("ept", "epic", "epcc", "oph", "asa", "afr"), "de l'"),
}
"""« le comité du Syndicat des eaux »: a name that begins with a common noun takes its article."""

_LANDS: dict[str, Liaison] = {
    **dict.fromkeys(("val", "pays", "bassin", "plateau", "massif", "golfe", "territoire", "canton"), "du"),
    **dict.fromkeys(("vallée", "plaine", "baie", "côte", "presqu'île"), "de la"),
    **dict.fromkeys(
        ("vallées", "plaines", "monts", "portes", "rives", "coteaux", "collines", "terres", "lacs", "côtes"),
        "des",
    ),
}
"""« le conseil du Val d'Aubette »: a land that is named after another name takes its article too."""
_OF = re.compile(r"(?:de|du|des)\Z|d['’]\S", re.IGNORECASE)


def liaison_of(nom: str, *, commune: bool) -> Liaison | None:
    """Return the link of a body named by a common noun, else ``None``: the rule of proper names holds.

    >>> liaison_of("Syndicat des eaux", commune=False), liaison_of("Ormeval", commune=True)
    ('du', None)
    >>> liaison_of("Val d'Aubette", commune=False), liaison_of("Val d'Aubette", commune=True)
    ('du', None)

    Args:
        nom: « Syndicat des eaux de l'Ource ».
        commune: whether the body is a commune, which bears the name of a land as a proper name.
    """
    first, *rest = nom.replace("\u00a0", " ").split(" ")
    known = _COMMON_NOUNS.get(first.casefold()) if rest else None
    land = not commune and len(rest) > 0 and _OF.match(rest[0])
    return _LANDS.get(first.casefold()) if land and known is None else known


__all__ = ["Liaison", "liaison_of"]
