"""Gender and number of the words of acts: « absente excusée », « conseillers municipaux délégués ».

The word is given in the masculine singular. A group of words is agreed word by word up to its first
preposition (« conseiller délégué à la culture » → « conseillère déléguée à la culture »); adverbs do not
move.

Rules:
    * feminine names of trades and offices: circulaire du 21 novembre 2017 and the guide *Femme, j'écris
      ton nom* (1999) it refers to; Académie française, report of 28 February 2019; no inclusive dot;
    * a group takes the masculine when it is mixed, the feminine only when all are women (same circulaire);
    * a noun in *-eur* whose feminine is not known here is refused, not guessed;
    * the title of a person (« Madame la Maire », « Madame le Maire ») is that person's choice: never
      derived here.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from delibgen.french._data import pairs, words
from delibgen.french._refuse import FrenchError, Genre, check_genre, check_int, check_items, check_text
from delibgen.french.contraction import s_elide

_FEMININE_ENDINGS = (
    ("teur", "trice"),
    ("er", "ère"),
    ("et", "ette"),
    ("el", "elle"),
    ("eil", "eille"),
    ("en", "enne"),
    ("on", "onne"),
    ("f", "ve"),
    ("x", "se"),
)
_PLURAL_ENDINGS = (("al", "aux"), ("au", "aux"), ("eu", "eux"), ("s", "s"), ("x", "x"), ("z", "z"))


def _feminine(word: str) -> str:
    known = pairs("accords", "feminins")
    if word in known:
        return known[word]
    if word.endswith("e") or word[-1].isdigit():
        return word
    for ending, feminine in _FEMININE_ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + feminine
    if word.endswith("eur"):
        raise FrenchError(f"féminin de « {word} » inconnu ; donnez-le avec feminin=")
    return f"{word}e"


def _plural(word: str) -> str:
    known = pairs("accords", "pluriels")
    if word in known:
        return known[word]
    for ending, plural in _PLURAL_ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + plural
    return word if word[-1].isdigit() else f"{word}s"


def _keep_case(word: str, change: Callable[[str], str]) -> str:
    """Apply ``change`` to the word in lower case and give back its capitals."""
    changed = change(word.lower())
    if word.isupper() and len(word) > 1:
        return changed.upper()
    return changed[0].upper() + changed[1:] if word[0].isupper() else changed


_TOKENS = re.compile(r"([ \u00a0\u202f-])")
_WORD = re.compile(r"(?:[^\W\d_]|[0-9])+")
_STOPS = ("d'", "d’", "(", "l'", "l’")
"""Beginnings of a word that ends the group, as a preposition does: « adjoint à l'urbanisme »."""


def _agree(text: str, change: Callable[[str], str]) -> str:
    """Apply ``change`` to each word of a group, up to its first preposition."""
    pieces = _TOKENS.split(text)
    for index in range(0, len(pieces), 2):
        word = pieces[index].lower()
        if pieces[index + 1 : index + 2] == ["-"] and word in words("accords", "prefixes"):
            continue
        if index and _ends_group(word):
            break
        if word not in words("accords", "invariables") and _WORD.fullmatch(word):
            pieces[index] = _keep_case(pieces[index], change)
    return "".join(pieces)


def _ends_group(word: str) -> bool:
    return word in words("accords", "prepositions") or word.startswith(_STOPS)


@lru_cache(maxsize=1024)
def _feminine_group(text: str) -> str:
    return _agree(text, _feminine)


@lru_cache(maxsize=1024)
def _plural_group(text: str) -> str:
    return pairs("accords", "groupes").get(text.lower()) or _agree(text, _plural)


def feminin(mot: str) -> str:
    """Return the feminine singular of a masculine singular word or group.

    Raises:
        FrenchError: a noun in *-eur* whose feminine is not known.

    >>> feminin("conseiller municipal délégué"), feminin("vice-président"), feminin("maire")
    ('conseillère municipale déléguée', 'vice-présidente', 'maire')
    """
    return _feminine_group(str(check_text(mot, "mot attendu")))


def au_pluriel(mot: str) -> str:
    """Return the plural of a singular word or group.

    >>> au_pluriel("conseiller municipal"), au_pluriel("voix"), au_pluriel("procès-verbal")
    ('conseillers municipaux', 'voix', 'procès-verbaux')
    >>> au_pluriel("membre en exercice"), au_pluriel("vice-président")
    ('membres en exercice', 'vice-présidents')
    """
    return _plural_group(str(check_text(mot, "mot attendu")))


def accord(mot: str, genre: Genre = "m", nombre: int = 1, *, feminin: str | None = None) -> str:
    """Return ``mot``, given in the masculine singular, agreed in gender and number (plural from two on).

    ``feminin`` gives the feminine singular when the rule would be wrong or the person wishes another.

    >>> accord("excusé", "f"), accord("absent", "m", 2), accord("élu", "f", 3)
    ('excusée', 'absents', 'élues')
    >>> accord("dûment habilité", "f"), accord("rapporteur", "f", feminin="rapporteuse")
    ('dûment habilitée', 'rapporteuse')
    """
    check_genre(genre)
    count = check_int(nombre)
    word = str(check_text(mot, "mot attendu"))
    if genre == "f":
        word = _feminine_group(word) if feminin is None else str(check_text(feminin, "féminin attendu"))
    return _plural_group(word) if abs(count) > 1 else word


def accord_groupe(mot: str, genres: Iterable[Genre], *, feminin: str | None = None) -> str:
    """Return ``mot`` agreed with persons of these genders: feminine only if all are women.

    Nobody counts as zero: masculine singular.

    >>> accord_groupe("absent", ["f", "f"]), accord_groupe("absent", ["f", "m"])
    ('absentes', 'absents')
    """
    all_genres = check_items(genres)
    for genre in all_genres:
        check_genre(genre)
    shared: Genre = "f" if all_genres and "m" not in all_genres else "m"
    return accord(mot, shared, len(all_genres), feminin=feminin)


def article_defini(mot: str, genre: Genre = "m", nombre: int = 1) -> str:
    """Return the article alone: « le », « la », « l' » or « les ».

    >>> article_defini("président"), article_defini("adjointe", "f"), article_defini("huitième adjoint")
    ('le', "l'", 'le')
    """
    check_genre(genre)
    if abs(check_int(nombre)) > 1:
        return "les"
    if s_elide(mot):
        return "l'"
    return "le" if genre == "m" else "la"


def titre_avec_article(titre: str, genre: Genre = "m", nombre: int = 1) -> str:
    """Return a title, taken as it is, after its article.

    >>> titre_avec_article("Président"), titre_avec_article("Présidente", "f"), titre_avec_article("adjoint")
    ('le Président', 'la Présidente', "l'adjoint")
    """
    article = article_defini(titre, genre, nombre)
    return f"{article}{'' if article.endswith(chr(39)) else ' '}{titre}"
