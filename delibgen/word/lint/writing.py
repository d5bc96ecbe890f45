"""What prints as it is, and what must be written by a filter first."""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from enum import Enum

from delibgen.word.image import Image
from delibgen.word.lint.shapes import (
    Anything,
    Choice,
    Dictionary,
    Kinds,
    Leaf,
    Many,
    Nothing,
    Row,
    Shape,
    Thing,
)
from delibgen.word.markdown import Blocks, Runs

_PLAIN = "donnez un texte, une date, un montant (Decimal) ou un nombre entier"
FIELDLESS = "donnez un texte ; d'une énumération, prenez StrEnum"
"""What to do of an object without fields that a template may read."""
_FILTERS: dict[type, tuple[str, ...]] = {
    dt.date: ("date_longue",),
    dt.time: ("heure",),
    Decimal: ("euros", "nombre"),
}
"""The filters that write a value of a type, the usual one first."""
_OF_LIST = "parcourez-la par {% for x in … %}, ou passez-la au filtre « liste »"
_ADVICE: dict[type, str] = {
    bool: '{{ "oui" if … else "non" }}, ou une condition {% if … %}',
    Blocks: "écrivez {{p … }}, seule dans son paragraphe",
    Runs: "écrivez {{r … }}",
    Many: _OF_LIST,
    Row: _OF_LIST,
    Dictionary: "nommez l'une de ses clés",
}


def printable(shape: Shape) -> bool:
    """Tell whether a value prints as it is."""
    match shape:
        case Anything() | Nothing():
            return True
        case Leaf(kind):
            return kind in {str, int, Image}
        case Choice(values):
            return bool not in map(type, values)
        case _:
            return False


def formatting(kinds: Kinds, filters: Collection[str] = ("date_longue", "heure", "euros", "liste")) -> str:
    """Return how to print a value that does not print as it is; ``""`` when it does."""
    for shape in sorted(kinds, key=repr):
        if not printable(shape):
            return _advice(shape, filters)
    return ""


def _advice(shape: Shape, filters: Collection[str]) -> str:
    if isinstance(shape, Thing):
        return _of_thing(shape)
    kind = shape.type if isinstance(shape, Leaf) else type(shape)
    if kind in _FILTERS:
        known = [name for name in _FILTERS[kind] if name in filters]
        return f"choisissez son écriture : | {known[0]}" if known else "mettez-la en forme d'abord"
    return _ADVICE.get(kind, _PLAIN)


def _of_thing(thing: Thing) -> str:
    from delibgen.word.lint.hints import fields_of

    shown = [name for name, found in fields_of(thing).items() if all(map(printable, found))]
    if shown:
        return f"nommez l'un de ses champs : {', '.join(shown[:6])}…"
    return FIELDLESS if issubclass(thing.type, Enum) else _PLAIN
