"""Formulas: the wording that an assembly chooses, as patterns whose fields are computed.

« {Assemblee}, légalement {assemblee:convoqué}[ le {convocation}], s'est {assemblee:réuni} »:

* ``{champ}`` is a value; ``{Champ}`` begins with a capital, ``{CHAMP}`` is in capitals;
* ``{champ:mot}`` agrees a word with people (« {secretaires:élu} »), counts it (« {quorum:membre} »), or names
  a form (« {date:lettres} », « {quorum:lettres} »);
* ``{champ|néant}`` is « néant » when there is nothing to say: nobody, zero, no date;
* ``[…]`` is left out when one of its fields has nothing to say; without a field, brackets are brackets;
* ``{?champ}`` prints nothing: what is around it is kept only if the field has something to say; ``{!champ}``,
  only if it has not.

Every field is known before any data: a wrong name is refused when the file is read.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Any, Generic, TypeVar

from delibgen import french
from delibgen.errors import closest
from delibgen.french._refuse import Genre
from delibgen.model.accord import agree

S = TypeVar("S")
SANS = "non"
"""What a file writes for a line that is not printed."""


class Nature(StrEnum):
    """What a field holds, which tells the words that may follow « : »."""

    TEXTE = "texte"
    NOMBRE = "nombre"
    JOUR = "date"
    HEURE = "heure"
    GENS = "personnes"
    FAIT = "fait"


Valeur = str | int | dt.date | dt.time | None
_JOURS: dict[str, Callable[[dt.date], str]] = {
    "": french.date_longue,
    "complete": french.date_complete,
    "chiffres": french.date_numerique,
    "lettres": french.date_lettres,
    "sans_annee": lambda jour: french.date_longue(jour).rpartition(" ")[0],
    "jour_en_lettres": lambda jour: french.date_acte(jour).rpartition(", le ")[2],
    "acte": french.date_acte,
    "mois": french.mois,
    "annee": french.annee,
}
_HEURES: dict[str, Callable[[dt.time], str]] = {
    "": french.heure,
    "longue": french.heure_longue,
    "lettres": french.heure_lettres,
}


@dataclass(frozen=True)
class Champ(Generic[S]):
    """A field of formulas."""

    nature: Nature
    lire: Callable[[S], Valeur]
    """Its value; for people, their names."""
    description: str
    """What it is, in French, for the guide."""
    genres: Callable[[S], Sequence[Genre]] | None = None
    """Genders of the people, for agreement."""
    apres_de: Callable[[S], str] | None = None
    """How it follows « de », when that is not by the rule: « du Havre »."""
    apres_a: Callable[[S], str] | None = None
    """How a place follows « à »: « au Havre »."""


Champs = Mapping[str, Champ[S]]


@dataclass(frozen=True)
class Place:
    """One field of a pattern, as it is written there."""

    nom: str
    mot: str = ""
    defaut: str | None = None
    condition: str = ""
    casse: str = ""


@dataclass(frozen=True)
class Option:
    """What stands between brackets."""

    pieces: "tuple[Piece, ...]"


Piece = str | Place | Option
_PLACE = re.compile(r"\{([?!]?)([A-Za-z_]+(?:\.[A-Za-z_]+)*)(?::([^{}|]+))?(?:\|([^{}]*))?\}")
_SIGN = re.compile(r"\{[^{}]*\}|[\[\]{}]|[^\[\]{}]+")


def _place(text: str) -> Place:
    found = _PLACE.fullmatch(text)
    if found is None:
        raise ValueError(f"« {text} » : écrire « {{champ}} », « {{champ:mot}} » ou « {{champ|à défaut}} »")
    sign, name, word, default = found.groups()
    last = name.rpartition(".")[2]
    case = "haut" if len(last) > 1 and last.isupper() else "initiale" if last[0].isupper() else ""
    return Place(name.lower(), word or "", default, sign, case)


@lru_cache(maxsize=1024)
def parse(formule: str) -> tuple[Piece, ...]:
    """Return the pieces of a pattern.

    Raises:
        ValueError: a brace or a bracket too many, a field badly written.
    """
    stack: list[list[Piece]] = [[]]
    for sign in _SIGN.findall(formule):
        if sign == "[":
            stack.append([])
        elif sign == "]" and len(stack) > 1:
            inside = tuple(stack.pop())
            stack[-1] += _bracketed(inside)
        elif sign in "{}]":
            raise ValueError(f"« {formule[:60]} » : « {sign} » de trop")
        else:
            stack[-1].append(_place(sign) if sign.startswith("{") else sign)
    if len(stack) > 1:
        raise ValueError(f"« {formule[:60]} » : « ] » manque")
    return tuple(stack[0])


def _bracketed(pieces: tuple[Piece, ...]) -> list[Piece]:
    """Return what stands between brackets: an option if it has a field, else plain text."""
    only_text = all(isinstance(piece, str) for piece in pieces)
    return ["[", *pieces, "]"] if only_text else [Option(pieces)]


def places(pieces: tuple[Piece, ...]) -> list[Place]:
    """Return every field of a pattern, those of its options included."""
    found: list[Place] = []
    for piece in pieces:
        if isinstance(piece, Option):
            found += places(piece.pieces)
        elif isinstance(piece, Place):
            found.append(piece)
    return found


@lru_cache(maxsize=1024)
def named(formule: str | None) -> frozenset[str]:
    """Return the names of the fields that a pattern prints; conditions print nothing."""
    if formule is None or formule == SANS:
        return frozenset()
    return frozenset(place.nom for place in places(parse(formule)) if not place.condition)


def check(formule: str, champs: Champs[S]) -> str:
    """Return a pattern whose fields are all known.

    Raises:
        ValueError: unknown field, with the closest one; a word where none is understood.
    """
    for place in places(parse(formule)):
        champ = champs.get(place.nom)
        if champ is None:
            near = closest(place.nom, champs)
            hint = f" ; vouliez-vous dire « {{{near}}} » ?" if near else ""
            raise ValueError(f"« {{{place.nom}}} » inconnu dans cette formule{hint}")
        _check_word(place, champ)
    return formule


def _check_word(place: Place, champ: Champ[S]) -> None:
    if champ.nature is Nature.FAIT and not place.condition:
        raise ValueError(f"« {{{place.nom}}} » ne s'imprime pas : écrire « {{?{place.nom}}} »")
    if not place.mot or champ.genres is not None or champ.nature is Nature.NOMBRE:
        return
    forms = {Nature.JOUR: tuple(_JOURS), Nature.HEURE: tuple(_HEURES)}.get(champ.nature, ())
    if place.mot not in forms:
        known = ", ".join(f"« :{name} »" for name in forms if name)
        hint = f"formes possibles : {known}" if known else "rien ne suit « : » pour ce champ"
        raise ValueError(f"« {{{place.nom}:{place.mot}}} » : {hint}")


def silent(value: object) -> object:
    """Read « non », or ``False``, as a line that is not printed."""
    no = value is False or (isinstance(value, str) and value.strip().casefold() == SANS)
    return SANS if no else value


def checker(champs: Champs[S]) -> Callable[[str], str]:
    """Return the check of a formula whose fields are these; « non » is no formula."""
    return lambda text: text if text == SANS else check(text, champs)


Say = Callable[[S], str]
"""Prints a piece of a pattern."""
_said: dict[tuple[int, str], tuple[object, list[Say[Any]]]] = {}
"""The pieces of the patterns met, ready to print; the fields are held, so that their identity is theirs."""
_MOST = 1024


class Rempli(Generic[S]):
    """A pattern being filled with the values of one source."""

    __slots__ = ("champs", "source")

    def __init__(self, champs: Champs[S], source: S) -> None:
        self.champs, self.source = champs, source

    def lignes(self, formule: str | None) -> tuple[str, ...]:
        """Return the printed lines of a pattern; a line of which nothing remains is left out."""
        if formule is None or formule == SANS:
            return ()
        return tuple(line for line in self.texte(formule).split("\n") if line.strip())

    def texte(self, formule: str) -> str:
        """Return the text of a pattern."""
        known = _said.get((id(self.champs), formule))
        if known is None:
            if len(_said) >= _MOST:
                _said.clear()
            ready = _all_ready(parse(formule), self.champs)
            known = _said[id(self.champs), formule] = (self.champs, ready)
        source = self.source
        return _joined([say(source) for say in known[1]])


_LITTLE_WORD = re.compile(r"(?<!\w)(?:de|DE|à|À) \Z")


def _all_ready(pieces: tuple[Piece, ...], champs: Champs[S]) -> list[Say[S]]:
    """Return what prints pieces that follow each other; « de » and « à » are joined to the value after."""
    says = [_ready(piece, champs) for piece in pieces]
    for rank, (before, piece) in enumerate(pairwise(pieces)):
        found = _LITTLE_WORD.search(before) if isinstance(before, str) else None
        if found is None or not isinstance(piece, Place):
            continue
        joined = _joined_to(found[0], piece, champs[piece.nom], says[rank + 1])
        if joined is not None:
            says[rank : rank + 2] = [_constant(found.string[: found.start()]), joined]
    return says


def _constant(text: str) -> Say[Any]:
    return lambda _: text


def _joined_to(word: str, place: Place, champ: Champ[S], say: Say[S]) -> Say[S] | None:
    """Return what prints a value after « de » or « à », or ``None`` when nothing is to be joined."""
    if place.condition or place.mot or champ.nature not in {Nature.TEXTE, Nature.GENS}:
        return None
    capitals, to = word.isupper(), word in "à À "
    linked = champ.apres_a if to else champ.apres_de
    if linked is not None:
        return _named(word, place, linked, say)
    return None if to else lambda source: french.apres_de(say(source), capitales=capitals)


def _named(word: str, place: Place, linked: Callable[[S], str], say: Say[S]) -> Say[S]:
    capitals, high = word.isupper(), place.casse == "haut"

    def named(source: S) -> str:
        """Return the name after its link; what stands for a name that is not known keeps the word."""
        link, name = _LINK.match(linked(source)).groups()  # type: ignore[union-attr]  # « » at least
        if not name:
            return word + say(source)
        return (link.upper() if capitals else link) + (french.majuscules(name) if high else name)

    return named


_LINK = re.compile(
    r"((?:de l['’]|d['’]|du |des |de la |de las |de los |de |au |aux |à l['’]|à la |à las |à los |à )?)(.*)",
    re.DOTALL,
)
"""What links a name to what is before it, and the name."""


def _ready(piece: Piece, champs: Champs[S]) -> Say[S]:
    """Return what prints a piece: the questions that the pattern answers are asked once."""
    if isinstance(piece, str):
        return lambda _: piece
    if isinstance(piece, Place):
        return _ready_place(piece, champs[piece.nom])
    holds = [_holds(inner, champs[inner.nom]) for inner in piece.pieces if isinstance(inner, Place)]
    inside = _all_ready(piece.pieces, champs)

    def option(source: S) -> str:
        """Return the passage, or nothing when a field has nothing to say."""
        for hold in holds:
            if not hold(source):
                return ""
        return _joined([say(source) for say in inside])

    return option


def _holds(place: Place, champ: Champ[S]) -> Callable[[S], bool]:
    """Return what tells whether a field has something to say."""
    if place.defaut is not None and not place.condition:
        return lambda _: True
    if champ.genres is not None and place.mot:
        genres = champ.genres
        return lambda source: bool(genres(source))
    if place.condition == "!":
        return lambda source: not champ.lire(source)
    return lambda source: bool(champ.lire(source))


def _ready_place(place: Place, champ: Champ[S]) -> Say[S]:
    if place.condition:
        return lambda _: ""
    say = _ready_value(place, champ)
    if not place.casse:
        return say
    change = french.majuscules if place.casse == "haut" else french.capitale
    return lambda source: change(say(source))


def _ready_value(place: Place, champ: Champ[S]) -> Say[S]:
    mot, defaut = place.mot, place.defaut
    if champ.genres is not None and mot:
        genres = champ.genres
        return lambda source: agree(mot, genres(source))

    def say(source: S) -> str:
        """Return the value as it is printed."""
        value = champ.lire(source)
        if isinstance(value, str) and value:
            return value
        return defaut if defaut is not None and not value else _written(value, mot)

    return say


def _written(value: Valeur, mot: str) -> str:
    if isinstance(value, int):
        return _counted(value, mot)
    if isinstance(value, dt.date):
        return _JOURS[mot](value)
    if isinstance(value, dt.time):
        return _HEURES[mot](value)
    return value or ""


def _joined(pieces: list[str]) -> str:
    """Join pieces; a value that ends with its own stop takes no second one: « … LORIOL K. »."""
    text = "".join(pieces)
    if ".." not in text:
        return text
    text = ""
    for piece in pieces:
        text += piece[1:] if text.endswith(".") and piece[:1] == "." else piece
    return text


def _counted(count: int, word: str) -> str:
    if word == "lettres":
        return french.cardinal(count)
    return french.compte(count, word) if word else str(count)


__all__ = ["SANS", "Champ", "Champs", "Nature", "Rempli", "agree", "check", "checker", "named", "silent"]
