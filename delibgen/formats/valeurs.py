"""The values of an act as documents write them: each text with the tag that gives it back."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import is_dataclass
from decimal import Decimal
from enum import Enum

from pydantic import BaseModel

from delibgen import french
from delibgen.formats.champs import champs_of
from delibgen.formats.contexte import NOMBRES, Valeur
from delibgen.formats.kit import Tag, p, package
from delibgen.french.filters import FILTERS
from delibgen.model.acte import Acte
from delibgen.model.membre import Personne
from delibgen.model.presence import Presence
from delibgen.word import Template
from delibgen.word.lint.hints import fields_of
from delibgen.word.lint.shapes import Thing

FILTRES: Mapping[type, tuple[str, ...]] = {
    dt.date: ("date_longue", "date_complete", "date_acte", "date_lettres", "date_numerique"),
    dt.time: ("heure", "heure_longue", "heure_lettres"),
    Decimal: ("euros", "euros_en_lettres", "euros_complets", "montant"),
    str: ("majuscules", "capitale"),
}
"""Filters tried for each type, the usual ones first."""
_SHORT = 3
_NAMES = ("intitule", "nom_fichier")
"""What names an act in lists and on disk: in its text, its number and its subject stand for themselves."""
WORDING = ("formules", "presentation", "vocabulaire", "numerotation", "reglement")
"""What says how to word, not what is said: a paper never prints it."""
_COMMON = ("prenom", "nom")
"""What others bear too: a name is replaced with its title or its first name, never by itself."""
RANG = "loop.index"
"""Path of the rank of an item in its list."""
_DEPTH = 3


Choix = tuple[str, tuple[Valeur, ...]]
"""A text, and the fields that write it so."""


def choices_of(acte: Acte) -> list[Choix]:
    """Return the texts of an act outside its lists, longest first, each with the fields that write it so.

    The shortest path comes first.
    """
    found: dict[str, list[Valeur]] = {}
    for value in sorted(_values(acte), key=lambda one: (one.chemin.count("."), one.chemin)):
        known = found.setdefault(value.texte, [])
        if value.chemin not in {one.chemin for one in known}:
            known.append(value)
    return sorted(((text, tuple(values)) for text, values in found.items()), key=lambda pair: -len(pair[0]))


def names_of(acte: Acte) -> frozenset[str]:
    """Return the names of the members of the assembly, without their titles."""
    return frozenset(
        one.nom_sans_civilite for one in getattr(getattr(acte, "assemblee", None), "membres", ())
    )


def counts_of(acte: Acte) -> dict[str, int]:
    """Return the numbers that the law wants printed, by path."""
    found = {}
    for path in NOMBRES:
        first, last = path.split(".")
        value = getattr(getattr(acte, first, None), last, None)
        if isinstance(value, int):
            found[path] = value
    return found


def lists_of(acte: Acte) -> list[tuple[str, list[list[Valeur]]]]:
    """Return the lists of an act, the longest first, each item as its texts with the tags of a loop."""
    found = []
    for path, value, _ in _leaves(acte, "", 0, lists=True):
        if isinstance(value, tuple) and value:
            items = [item_values(item, rank) for rank, item in enumerate(value)]
            found.append((path, items))
    return sorted(found, key=lambda pair: (-len(pair[1]), pair[0].count(".")))


def markdown_of(record: BaseModel) -> Iterator[tuple[str, list[str]]]:
    """Yield the tag of each Markdown field of an act or of a part of it, and the paragraphs that it gives."""
    for champ in champs_of(type(record)):
        value = getattr(record, champ.nom)
        if champ.riche and isinstance(value, str):
            tag = f"{{{{p {champ.nom} | markdown }}}}"
            yield tag, markdown_lines(value)


def markdown_lines(text: str) -> list[str]:
    """Return the lines that a Markdown text gives in a document."""
    template = Template(package(p("Corps", Tag("{{p texte | markdown }}")), (), titre=""))
    return template.render({"texte": text}).text.split("\n")


def item_values(item: object, rank: int) -> list[Valeur]:
    """Return the texts of the item of a list, the longest first, then the ways to number it."""
    return [*sorted(_item(item), key=lambda one: -len(one.texte)), *_rank(rank)]


def _values(acte: Acte) -> Iterator[Valeur]:
    for path, value, person in _leaves(acte, "", 0):
        yield from _written(path, value, person=person)


def _item(item: object) -> Iterator[Valeur]:
    if isinstance(item, BaseModel) or is_dataclass(item):
        for path, value, person in _leaves(item, "element.", _DEPTH - 1):
            yield from _written(path, value, person=person)
    else:
        yield from _written("element", item)


def texts_of(value: object) -> Iterator[str]:
    """Yield the ways that a document may write a value, or parts of it."""
    for item in value if isinstance(value, tuple) else (value,):
        yield from (one.texte for one in _item(item))
        if isinstance(item, BaseModel):  # a record may say all that it has in a list: the articles of an act
            for _, listed, _ in _leaves(item, "", _DEPTH - 1, lists=True):
                yield from texts_of(listed)


def _rank(rank: int) -> Iterator[Valeur]:
    """Yield the ways to number an item, at the beginning of its text: « Article 2 », « 2. », « 2° »."""
    for word in ("Article", "ARTICLE", "Art."):
        first = "{% if loop.first %}1er{% else %}{{ loop.index }}{% endif %}"
        yield Valeur(f"{word} {rank + 1 if rank else '1er'}", f"{word} {first}", RANG)
    for word in ("Annexe", "ANNEXE"):
        yield Valeur(f"{word} {rank + 1}", f"{word} {{{{ loop.index }}}}", RANG)
    for sign in (".", "°", ")", " -", " –"):
        yield Valeur(f"{rank + 1}{sign}", f"{{{{ loop.index }}}}{sign}", RANG)


def _leaves(
    record: object, prefix: str, depth: int, *, lists: bool = False
) -> Iterator[tuple[str, object, bool]]:
    """Yield the simple values of a record, stored and computed, or its lists, with their paths.

    Each with whether it names somebody.
    """
    person = isinstance(record, Personne)
    for name, value in _fields(record):
        roll = lists and isinstance(value, Presence)
        if (roll or isinstance(value, BaseModel)) and depth < _DEPTH:
            yield from _leaves(value, f"{prefix}{name}.", depth + 1, lists=lists)
        elif isinstance(value, tuple) == lists:
            yield f"{prefix}{name}", value, person and name.startswith("nom_")


def _fields(record: object) -> Iterator[tuple[str, object]]:
    """Yield what a record holds and a document may print."""
    for name in fields_of(Thing(type(record))):
        if not _left_out(record, name):
            with suppress(AttributeError, ValueError):  # a computed field that these data do not give
                value = getattr(record, name)
                if not (isinstance(value, Acte) or callable(value)):
                    yield name, value


def _left_out(record: object, name: str) -> bool:
    if isinstance(record, Personne) and name in _COMMON:
        return True
    return name in WORDING or (isinstance(record, Acte) and name in _NAMES)


def _written(path: str, value: object, *, person: bool = False) -> Iterator[Valeur]:
    """Yield the texts, neither too short nor a code, that a value is written with."""
    if isinstance(value, bool | Enum):  # a code is no text that people read
        return
    for text, expression in _ways(path, value):
        if len(text) >= _SHORT:
            yield Valeur(text, f"{{{{ {expression} }}}}", path, person)


def _ways(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield the ways that a value is written: as it is, then by each filter of its type."""
    if isinstance(value, str) and "\n" not in value:
        yield value, path
    filters = next((names for kind, names in FILTRES.items() if isinstance(value, kind)), ())
    for name in filters:
        text = _filtered(name, value)
        if text != value:
            yield text, f"{path} | {name}"


def _filtered(name: str, value: object) -> str:
    """Return what a filter writes; nothing when it does not take the value, or gives no text."""
    try:
        text = FILTERS[name](value)
    except (french.FrenchError, ValueError):
        return ""
    return text if isinstance(text, str) else ""
