"""Gender and article of the names of assemblies: « l'Assemblée », « la commission syndicale »."""

import re
from typing import Literal

from delibgen import french

Genre = Literal["m", "f"]
_ARTICLE = re.compile(r"(le |la |l['’])", re.IGNORECASE)
_SPACE = re.compile(r"[ \u00a0]")
_FEMININS = frozenset([
    "agence", "assemblée", "association", "caisse", "chambre", "commission", "conférence", "délégation",
    "régie", "réunion", "section",
])  # fmt: skip
"""How the names of assemblies begin that are feminine."""
_MASCULINS = frozenset(["bureau", "comité", "congrès", "conseil"])


def genre_du_sujet(sujet: str, usuel: Genre) -> Genre:
    """Return the gender of what begins the sentences of an assembly.

    >>> genre_du_sujet("L'Assemblée de Corse", "m"), genre_du_sujet("Le Bureau", "f")
    ('f', 'm')

    Args:
        sujet: with its article or not: « La Commission », « conseil municipal ».
        usuel: the gender where neither article nor first word tells it.
    """
    article, nom = _split(sujet)
    if article in {"le", "la"}:
        return "m" if article == "le" else "f"
    return _genre_du_nom(nom, usuel)


def nom_defini(nom: str, usuel: Genre) -> str:
    """Return a name after its article, as inside a sentence.

    >>> nom_defini("Assemblée de Corse", "m"), nom_defini("Bureau", "f")
    ("l'Assemblée de Corse", 'le Bureau')
    """
    if _split(nom)[0]:
        return nom[0].lower() + nom[1:]
    return french.titre_avec_article(nom, _genre_du_nom(nom, usuel))


def without_body(nom: str, de_nom: str) -> str:
    """Return the name of an assembly without the end that the name of its body, said next, says again.

    >>> without_body("du conseil d'Ormeval", "d'Ormeval"), without_body("du bureau", "de la métropole de Vy")
    ('du conseil', 'du bureau')
    >>> without_body("du Conseil de la Métropole", "de la Métropole du Confluent")
    'du Conseil'

    Args:
        nom: « du Conseil de la Métropole ».
        de_nom: the body as it is said next: « de la Métropole du Confluent ».
    """
    said = f"{de_nom} ".casefold()
    for space in _SPACE.finditer(nom):
        if said.startswith(f"{nom[space.end() :]} ".casefold()):
            return nom[: space.start()]
    return nom


def _split(nom: str) -> tuple[str, str]:
    found = _ARTICLE.match(nom)
    return (found[1].strip().lower(), nom[found.end() :]) if found else ("", nom)


def _genre_du_nom(nom: str, usuel: Genre) -> Genre:
    first = nom.split(" ", 1)[0].casefold()
    if first in _FEMININS:
        return "f"
    return "m" if first in _MASCULINS else usuel


__all__ = ["Genre", "genre_du_sujet", "nom_defini", "without_body"]
