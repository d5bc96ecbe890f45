"""The values of an act as documents write them: each text with the tag that gives it back."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from pydantic import BaseModel

from delibgen import french
from delibgen.formats.champs import champs_of
from delibgen.formats.kit import Tag, p, package
from delibgen.french.filters import FILTERS
from delibgen.model.acte import Acte
from delibgen.word import Template
from delibgen.word.lint.hints import fields_of
from delibgen.word.lint.shapes import Thing

FILTRES: Mapping[type, tuple[str, ...]] = {
    dt.date: ("date_longue", "date_complete", "date_acte", "date_lettres", "date_numerique"),
    dt.time: ("heure", "heure_longue", "heure_lettres"),
    Decimal: ("euros", "euros_en_lettres", "euros_complets", "montant"),
    str: ("majuscules",),
}
"""Filters tried for each type, the usual ones first."""
_SHORT = 3
_NAMES = ("intitule", "nom_fichier")
_COMMON = ("prenom",)
"""What others bear too: a first name is replaced within a whole name, never by itself."""
"""What names an act in lists and on disk: in its text, its number and its subject stand for themselves."""
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Valeur:
    """A text that a document may hold, and the tag that writes it."""

    texte: str
    balise: str


def values_of(acte: Acte) -> list[Valeur]:
    """Return the texts of an act outside its lists, longest first; for one text, the shortest path wins."""
    found: dict[str, Valeur] = {}
    for path, value in sorted(_leaves(acte, "", 0), key=lambda pair: (pair[0].count("."), pair[0])):
        for one in _written(path, value):
            found.setdefault(one.texte, one)
    return sorted(found.values(), key=lambda one: -len(one.texte))


def doubles_of(acte: Acte) -> dict[str, tuple[str, ...]]:
    """Return the texts that several fields write as they are, each with all their tags."""
    found: dict[str, list[str]] = {}
    for path, value in sorted(_leaves(acte, "", 0), key=lambda pair: (pair[0].count("."), pair[0])):
        if isinstance(value, str):
            for one in _written(path, value):
                if one.texte == value:
                    found.setdefault(value, []).append(one.balise)
    return {text: tuple(tags) for text, tags in found.items() if len(tags) > 1}


def lists_of(acte: Acte) -> list[tuple[str, list[list[Valeur]]]]:
    """Return the lists of an act, the longest first, each item as its texts with the tags of a loop."""
    found = []
    for path, value in _leaves(acte, "", 0, lists=True):
        if isinstance(value, tuple) and value:
            items = [sorted(_item(item), key=lambda one: -len(one.texte)) for item in value]
            found.append((path, items))
    return sorted(found, key=lambda pair: (-len(pair[1]), pair[0].count(".")))


def markdown_of(acte: Acte) -> Iterator[tuple[str, list[str]]]:
    """Yield the tag of each Markdown field, and the paragraphs that it gives."""
    for champ in champs_of(type(acte)):
        value = getattr(acte, champ.nom)
        if champ.riche and isinstance(value, str):
            tag = f"{{{{p {champ.nom} | markdown }}}}"
            document = Template(package(p("Corps", Tag(tag)), (), titre="")).render({champ.nom: value})
            yield tag, document.text.split("\n")


def _item(item: object) -> Iterator[Valeur]:
    if isinstance(item, BaseModel):
        for path, value in _leaves(item, "element.", _DEPTH - 1):
            yield from _written(path, value)
    else:
        yield from _written("element", item)


def _leaves(
    record: BaseModel, prefix: str, depth: int, *, lists: bool = False
) -> Iterator[tuple[str, object]]:
    """Yield the simple values of a record, stored and computed, or its lists, with their paths."""
    for name in fields_of(Thing(type(record))):
        if name in _COMMON or (isinstance(record, Acte) and name in _NAMES):
            continue
        try:
            value = getattr(record, name)
        except (AttributeError, ValueError):  # a computed field that these data do not give
            continue
        if isinstance(value, Acte) or callable(value):
            continue
        if isinstance(value, BaseModel) and depth < _DEPTH:
            yield from _leaves(value, f"{prefix}{name}.", depth + 1, lists=lists)
        elif isinstance(value, tuple) == lists:
            yield f"{prefix}{name}", value


def _written(path: str, value: object) -> Iterator[Valeur]:
    """Yield the ways that a value is written: as it is, then by each filter of its type."""
    if isinstance(value, bool | Enum) or value is None:  # a code is no text that people read
        return
    if isinstance(value, str) and len(value) >= _SHORT and "\n" not in value:
        yield Valeur(value, f"{{{{ {path} }}}}")
    kind = next((kind for kind in FILTRES if isinstance(value, kind)), None)
    for name in FILTRES[kind] if kind else ():
        text = _filtered(name, value)
        if len(text) >= _SHORT and text != value:
            yield Valeur(text, f"{{{{ {path} | {name} }}}}")


def _filtered(name: str, value: object) -> str:
    """Return what a filter writes; nothing when it does not take the value, or gives no text."""
    try:
        text = FILTERS[name](value)
    except (french.FrenchError, ValueError):
        return ""
    return text if isinstance(text, str) else ""
