"""The function of a member, without rank, matter or gender: « 2e adjointe à la culture » → « adjoint »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from delibgen import french
from delibgen.model.assemblee import Organe

if TYPE_CHECKING:
    from delibgen.model.membre import Membre

SANS_FONCTION: Mapping[Organe, str] = {
    Organe.CONSEIL_MUNICIPAL: "conseiller municipal",
    Organe.CONSEIL_ARRONDISSEMENT: "conseiller d'arrondissement",
    Organe.CONSEIL_COMMUNAUTAIRE: "conseiller communautaire",
    Organe.CONSEIL_METROPOLITAIN: "conseiller métropolitain",
    Organe.CONSEIL_TERRITORIAL: "conseiller territorial",
    Organe.CONSEIL_DEPARTEMENTAL: "conseiller départemental",
    Organe.CONSEIL_REGIONAL: "conseiller régional",
    Organe.COMITE_SYNDICAL: "délégué",
    Organe.CONSEIL_ADMINISTRATION: "administrateur",
}
"""What members are who have no capacity of their own; « membre » elsewhere."""
_MASCULINE = (
    *(
        "adjoint",
        "administrateur",
        "communautaire",
        "conseiller",
        "délégué",
        "départemental",
        "maire",
        "membre",
    ),
    *("métropolitain", "municipal", "président", "questeur", "régional", "suppléant", "syndic", "syndical"),
    *("territorial", "titulaire", "vice-président"),
)
_RANK = re.compile(
    r"\A(?:\d+(?:er|[rR]e|ère|nde?|[eè]me|e)|première?|premier|deuxième|seconde?|(?:trois|quatr|cinqu|six|sept|huit"
    r"|neuv|dix|onz|douz|treiz|quatorz|quinz)ième)\s+",
    re.IGNORECASE,
)
_MATTER = re.compile(
    r"\s+(?:à|au|aux|chargée?|du|des|de|en|pour)\s.*|\s+(?:d|à\s+l)['’].*|,.*|\s*\(.*", re.DOTALL
)


@cache
def _masculine() -> dict[str, str]:
    return {french.feminin(word): word for word in _MASCULINE}


@lru_cache(maxsize=1024)
def bare(qualite: str) -> str:
    """Return a capacity in the masculine singular, without its rank and its matter.

    >>> bare("2e adjointe à la culture"), bare("Conseillère municipale déléguée"), bare("1er Vice-Président")
    ('adjoint', 'conseiller municipal délégué', 'vice-président')
    """
    text = _MATTER.sub("", _RANK.sub("", qualite.replace("\u00a0", " "))).strip()
    words = (word.lower() for word in text.split(" "))
    return " ".join(_masculine().get(word, word) for word in words)


def by_function(membres: Iterable[Membre], organe: Organe) -> dict[str, list[Membre]]:
    """Return members by function, in order, each under its heading: « adjoints », « conseillère »."""
    groups: dict[str, list[Membre]] = {}
    for membre in membres:
        own = bare(membre.qualite) if membre.qualite else SANS_FONCTION.get(organe, "membre")
        groups.setdefault(own, []).append(membre)
    return {_heading(function, members): members for function, members in groups.items()}


def _heading(function: str, members: list[Membre]) -> str:
    try:
        return french.accord_groupe(function, [membre.genre for membre in members])
    except french.FrenchError:  # a feminine that is not known: as it was typed
        return members[0].qualite or function


__all__ = ["SANS_FONCTION", "bare", "by_function"]
