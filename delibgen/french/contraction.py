"""Elision and contraction: « d'approuver », « de mandater », « du Havre », « d'Ibos », « à La Rochelle ».

Rules:
    * *de, que, le, la, se, ne, jusque* elide before a vowel, a mute h and the pronoun *y*; not before an
      aspirated h, nor *onze*, *oui*, *ouistiti*, *yaourt*… (Académie française, *Dictionnaire*, 9e
      édition). *lorsque, puisque, quoique* elide only before *il, elle, on, un, une, en, ainsi*. The words
      are in ``data/elision.json``;
    * names of communes follow the article at their head (INSEE, TNCC 2 to 8), else the vowel; those in H
      are listed in ``data/communes_h.json`` (TNCC 0 or 1). The article stays when it is not contracted
      (« de La Rochelle »);
    * a collectivité may write its name otherwise: ``liaison`` always wins.
"""

import re
import unicodedata
from functools import cache, lru_cache

from delibgen.french._data import words
from delibgen.french._refuse import check_choice, check_text

LIAISONS = ("de", "d'", "du", "de la", "des", "de l'", "de las", "de los")
"""What may link « de » to a name, as INSEE codes it (TNCC)."""

_ARTICLES = {
    "le": "du",
    "la": "de la",
    "les": "des",
    "aux": "des",
    "l'": "de l'",
    "l’": "de l'",
    "las": "de las",
    "los": "de los",
}
_ARTICLE = re.compile(r"(?:(le|la|les|aux|las|los)[ \u00a0\u202f]+|(l['’]))(?=\S)", re.IGNORECASE)
_A = {"de": "à ", "d'": "à ", "du": "au ", "de la": "à la ", "des": "aux ", "de l'": "à l'"} | {
    "de las": "à las ",
    "de los": "à los ",
}
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_OPENING = " \u00a0\u202f«“\"'’(["


def _fold(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in bare if not unicodedata.combining(char))


def _name_key(text: str) -> str:
    return re.sub(r"[\s\-'’]+", " ", _fold(text)).strip()


@cache
def _communes(key: str) -> frozenset[str]:
    return frozenset(_name_key(name) for name in words("communes_h", key))


@cache
def _closed_list(key: str) -> frozenset[str]:
    return frozenset(words("elision", key))


def _h_is_mute(text: str, word: str) -> bool:
    """Tell whether the « h » at the head of a text is mute: by the list of the towns, then by its words."""
    told = _town_elides(text) if text[0].isupper() else None
    if told is not None:
        return told
    if _name_key(text).startswith(words("elision", "groupes_aspires")):
        return False
    if word.startswith(words("elision", "radicaux_muets")):
        return True
    aspirated = word in _closed_list("mots_aspires") or word.startswith(words("elision", "radicaux_aspires"))
    return not aspirated


def _town_elides(text: str) -> bool | None:
    """Tell whether « de » is elided before a town; ``None`` when the list does not name it."""
    key = _name_key(text)
    if key in _communes("d'"):
        return True
    return False if key in _communes("de") | _communes("homonymes") else None


def _y_elides(text: str, word: str) -> bool:
    """Elide names unless listed (« d'Yutz »), other words before a consonant (« d'y procéder »)."""
    if word in _closed_list("y_sans_elision"):
        return False
    return text[0].isupper() or word in _closed_list("y_avec_elision") or word[1:2] not in set("aeiouœ")


@lru_cache(maxsize=4096)
def _elides(text: str) -> bool:
    text = text.lstrip(_OPENING)
    first = _FIRST_WORD.match(unicodedata.normalize("NFC", text))
    if not first:
        return False
    word = _fold(first[0])
    if word[0] == "h":
        return _h_is_mute(text, word)
    if word[0] == "y":
        return _y_elides(text, word)
    return word[0] in set("aeiouœæ") and word not in _closed_list("voyelles_sans_elision")


def s_elide(mot: str) -> bool:
    """Tell whether « de » becomes « d' » before this word or name.

    >>> [s_elide(mot) for mot in ("honorer", "hausser", "Œuilly", "onze", "y procéder", "yaourt")]
    [True, False, True, False, True, False]
    """
    return _elides(str(check_text(mot, "mot attendu")))


_PARTICLES = ("de", "que", "le", "la", "se", "ne", "jusque", "lorsque", "puisque", "quoique")
_ONLY_BEFORE = frozenset(["il", "ils", "elle", "elles", "on", "un", "une", "en", "ainsi"])


def elision(mot: str, particule: str = "de") -> str:
    """Return ``mot`` after ``particule``, elided if need be.

    >>> elision("approuver"), elision("il", "que"), elision("il", "lorsque"), elision("avis", "lorsque")
    ("d'approuver", "qu'il", "lorsqu'il", 'lorsque avis')
    """
    check_choice(particule, _PARTICLES, "petit mot")
    elides = s_elide(mot)
    if elides and particule in {"lorsque", "puisque", "quoique"}:
        first = _FIRST_WORD.match(mot.casefold())
        elides = bool(first) and first[0] in _ONLY_BEFORE if first else False
    return f"{particule[:-1]}'{mot}" if elides else f"{particule} {mot}"


def que(mot: str) -> str:
    """Return the word after « que ».

    >>> que("il"), que("le maire")
    ("qu'il", 'que le maire')
    """
    return elision(mot, "que")


def de_verbe(infinitif: str) -> str:
    """Return an infinitive after « de », as the decisions of an act begin; one that has it already is kept.

    >>> de_verbe("approuver"), de_verbe("mandater"), de_verbe("y procéder"), de_verbe("d'inscrire")
    ("d'approuver", 'de mandater', "d'y procéder", "d'inscrire")
    """
    text = check_text(infinitif, "infinitif attendu")
    if re.match(r"d['’]|de[ \u00a0]", text, re.IGNORECASE):
        return text
    return elision(text)


def _link(nom: str, liaison: str | None) -> tuple[str, str]:
    """Return the liaison of a name and the name as it follows « de » or « à »."""
    name = check_text(nom, "nom attendu").strip()
    if liaison is not None:
        check_choice(liaison, LIAISONS, "liaison")
    own, rest = _article(name)
    chosen = liaison or own or ("d'" if s_elide(name) else "de")
    if own != chosen:
        return chosen, name
    return (chosen, rest) if chosen in {"du", "des"} else ("de", name)


def _article(name: str) -> tuple[str | None, str]:
    """Return the liaison that the article of a name asks for, and the name without it."""
    found = _ARTICLE.match(name)
    return (_ARTICLES[found[0].rstrip().lower()], name[found.end() :]) if found else (None, name)


def _join(link: str, name: str, *, capitales: bool) -> str:
    link = link.upper() if capitales else link
    return f"{link}{name}" if link.endswith(("'", " ")) else f"{link} {name}"


def de(nom: str, liaison: str | None = None, *, capitales: bool = False) -> str:
    """Return a name after « de ».

    Args:
        nom: the name; an article at its head is contracted or kept.
        liaison: « de », « d' », « du », « de la », « des », « de l' », « de las », « de los » when the
            rule is wrong for this name (« Houilles », the surname « Le Goff »).
        capitales: the link in capitals (« COMMUNE D'ONET-LE-CHÂTEAU »); the name is left as it is.

    >>> de("Dijon"), de("Ibos"), de("Le Havre"), de("La Rochelle"), de("Les Lilas"), de("L'Haÿ-les-Roses")
    ('de Dijon', "d'Ibos", 'du Havre', 'de La Rochelle', 'des Lilas', "de L'Haÿ-les-Roses")
    >>> de("Houilles"), de("Houilles", "de"), de("Côte-d'Or", "de la")
    ("d'Houilles", 'de Houilles', "de la Côte-d'Or")
    >>> de("ONET-LE-CHÂTEAU", capitales=True), de("LE HAVRE", capitales=True)
    ("D'ONET-LE-CHÂTEAU", 'DU HAVRE')
    """
    link, name = _link(nom, liaison)
    return _join(link, name, capitales=capitales)


def a(nom: str, liaison: str | None = None, *, capitales: bool = False) -> str:
    """Return a name after « à »; ``liaison`` is the one of :func:`de`.

    >>> a("Dijon"), a("Le Havre"), a("La Rochelle"), a("Les Lilas"), a("Ain", "de l'")
    ('à Dijon', 'au Havre', 'à La Rochelle', 'aux Lilas', "à l'Ain")
    """
    link, name = _link(nom, liaison)
    return _join(_A[link], name, capitales=capitales)


_SMALL_ARTICLE = re.compile(r"(les?)[ \u00a0]+(?=\S)")


def apres_de(texte: str, *, capitales: bool = False) -> str:
    """Return any words after « de »: people, a title, a name; their own capital article stays.

    Args:
        texte: the words; a small « le » or « les » is contracted, a vowel elides.
        capitales: the link in capitals.

    >>> apres_de("le tiers des membres"), apres_de("ARNAUD"), apres_de("Madame ROY"), apres_de("Hugo")
    ('du tiers des membres', "d'ARNAUD", 'de Madame ROY', 'de Hugo')
    >>> apres_de("la Présidente"), apres_de("l'assemblée"), apres_de("LE GOFF"), apres_de("")
    ('de la Présidente', "de l'assemblée", 'de LE GOFF', 'de ')
    """
    found = _SMALL_ARTICLE.match(texte)
    if found:
        link, rest = ("du " if found[1] == "le" else "des "), texte[found.end() :]
    elif texte[:1] not in {"", "H", "Y"} and s_elide(texte):
        link, rest = "d'", texte
    else:
        link, rest = "de ", texte
    return f"{link.upper() if capitales else link}{rest}"
