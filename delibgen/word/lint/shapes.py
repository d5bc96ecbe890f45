"""What a type hint says of a value, for a template: its kinds, one or several (a union)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce

from delibgen.word.image import Image
from delibgen.word.markdown import Blocks, Runs


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of value."""


Kinds = frozenset[Shape]
"""The kinds that a value may be of: a union."""


@dataclass(frozen=True, slots=True)
class Anything(Shape):
    """Nothing is known: no finding is made about it."""


@dataclass(frozen=True, slots=True)
class Nothing(Shape):
    """``None``: the datum may be missing."""


@dataclass(frozen=True, slots=True)
class Leaf(Shape):
    """A simple value of one Python type."""

    type: type


@dataclass(frozen=True, slots=True)
class Choice(Shape):
    """One of a few values known in advance: ``Literal``, an enumeration, a value found empty."""

    values: tuple[str | int, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Many(Shape):
    """A list."""

    item: Kinds
    filled: bool | None = None
    """``True`` where a condition says that it has items, ``False`` where one says that it has none."""


@dataclass(frozen=True, slots=True)
class Row(Shape):
    """A tuple of known length."""

    items: tuple[Kinds, ...]


@dataclass(frozen=True, slots=True)
class Dictionary(Shape):
    """A mapping with any keys."""

    value: Kinds


@dataclass(frozen=True, slots=True)
class Thing(Shape):
    """An object with fields."""

    type: type
    arguments: tuple[tuple[str, Kinds], ...] = field(default=())
    """What stands for the type variables of a generic class."""


ANY: Kinds = frozenset({Anything()})
NOTHING: Kinds = frozenset({Nothing()})
TEXT: Kinds = frozenset({Leaf(str)})
NUMBER: Kinds = frozenset({Leaf(int)})
YES_NO: Kinds = frozenset({Leaf(bool)})
BLANK = Choice(("",))
"""A text known to be empty."""

_NAMES = {
    str: "un texte",
    bool: "un oui/non",
    int: "un nombre entier",
    Decimal: "un montant ou un nombre décimal",
    float: "un nombre à virgule flottante",
    dt.datetime: "une date avec heure",
    dt.date: "une date",
    dt.time: "une heure",
    dt.timedelta: "une durée",
    bytes: "une suite d'octets",
    Image: "une image",
    Blocks: "un texte mis en forme (paragraphes)",
    Runs: "un texte mis en forme",
}
LEAVES: tuple[type, ...] = tuple(_NAMES)
"""Simple types, each before those it derives from."""


def union(several: Iterable[Kinds]) -> Kinds:
    """Return the kinds of any of several values."""
    empty: Kinds = frozenset()
    return reduce(frozenset.union, several, empty)


def unknown(kinds: Kinds) -> bool:
    """Tell whether nothing can be said of a value."""
    return not kinds or any(isinstance(shape, Anything) for shape in kinds)


def optional(kinds: Kinds) -> bool:
    """Tell whether a value may be missing."""
    return Nothing() in kinds


def present(kinds: Kinds) -> Kinds:
    """Return the kinds of a value that is there."""
    return kinds - NOTHING


def describe(kinds: Kinds) -> str:
    """Return how a message names a value: « une date », « une liste »."""
    names = sorted({_describe(shape) for shape in present(kinds)})
    return " ou ".join(names) or "rien (None)"


def _describe(shape: Shape) -> str:
    match shape:
        case Leaf(kind):
            return _NAMES.get(kind, f"une valeur de type {kind.__name__.lower()}")
        case Choice(values) if all(type(value) is int for value in values):
            return f"un nombre ({', '.join(map(str, values))})"
        case Choice(values):
            return "un texte vide" if values == ("",) else "un code parmi " + ", ".join(map(str, values))
        case Many() | Row():
            return "une liste"
        case Dictionary():
            return "un dictionnaire"
        case Thing(kind):
            return f"un objet {kind.__name__}"
        case _:
            return "une valeur"


def truthy(kinds: Kinds) -> Kinds:
    """Return the kinds left where a condition says that the value is there and not empty."""
    return frozenset(kept for shape in kinds if (kept := _true_side(shape)) is not None)


def falsy(kinds: Kinds) -> Kinds:
    """Return the kinds left where a condition says that the value is missing or empty."""
    return frozenset(kept for shape in kinds if (kept := _false_side(shape)) is not None)


def _true_side(shape: Shape) -> Shape | None:
    match shape:
        case Nothing():
            return None
        case Choice(values, name):
            kept = tuple(value for value in values if value)
            return Choice(kept, name) if kept else None
        case Many(item, filled):
            return None if filled is False else Many(item, filled=True)
        case Row(()):
            return None
        case _:
            return shape


def _false_side(shape: Shape) -> Shape | None:
    match shape:
        case Leaf(kind) if kind is str:
            return BLANK
        case Leaf(kind) if kind is int:
            return Choice((0,))
        case Leaf(kind) if kind not in {bool, Decimal, float, bytes, dt.timedelta}:
            return None
        case Choice(values, name):
            kept = tuple(value for value in values if not value)
            return Choice(kept, name) if kept else None
        case Many(item, filled):
            return None if filled else Many(item, filled=False)
        case Row(items) if items:
            return None
        case Thing(kind) if not (hasattr(kind, "__bool__") or hasattr(kind, "__len__")):
            return None
        case _:
            return shape


def without(kinds: Kinds, value: str | int) -> Kinds:
    """Return the kinds of a value that is known not to be ``value``."""
    found: set[Shape] = set()
    for shape in kinds:
        if isinstance(shape, Choice):
            kept = tuple(other for other in shape.values if other != value)
            found |= {Choice(kept, shape.name)} if kept else set()
        else:
            found.add(shape)
    return frozenset(found)


def items_of(kinds: Kinds) -> Kinds:
    """Return the kinds of the items of a list."""
    found: list[Kinds] = []
    for shape in kinds:
        if isinstance(shape, Many):
            found.append(shape.item)
        elif isinstance(shape, Row):
            found += shape.items
    return union(found) or ANY
