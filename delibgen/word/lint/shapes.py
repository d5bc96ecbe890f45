"""What a type hint says of a value, for a template: its kinds, one or several (a union)."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial, reduce
from operator import ne, not_

from delibgen.word.image import Image
from delibgen.word.markdown import Blocks, Runs


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of value."""

    def described(self) -> str:
        """Return how a message names it."""
        return "une valeur"

    def where_true(self) -> "Shape | None":
        """Return what is left of it where a condition on the value holds, ``None`` for nothing."""
        return self

    def where_false(self) -> "Shape | None":
        """Return what is left of it where a condition on the value does not hold, ``None`` for nothing."""
        return self


Kinds = frozenset[Shape]
"""The kinds that a value may be of: a union."""


@dataclass(frozen=True, slots=True)
class Anything(Shape):
    """Nothing is known: no finding is made about it."""


@dataclass(frozen=True, slots=True)
class Nothing(Shape):
    """``None``: the datum may be missing."""

    def where_true(self) -> Shape | None:
        """Return nothing: what is missing makes no condition hold."""
        return None


@dataclass(frozen=True, slots=True)
class Leaf(Shape):
    """A simple value of one Python type."""

    type: type

    def described(self) -> str:
        """Return how a message names it."""
        return _NAMES.get(self.type, f"une valeur de type {self.type.__name__.lower()}")

    def where_false(self) -> Shape | None:
        """Return the only value that is taken for false, when there is one."""
        return self if self.type in _MAY_BE_FALSE else _FALSE.get(self.type)


@dataclass(frozen=True, slots=True)
class Choice(Shape):
    """One of a few values known in advance: ``Literal``, an enumeration, a value found empty."""

    values: tuple[str | int, ...]
    name: str = ""

    def described(self) -> str:
        """Return how a message names it."""
        if self.values == BLANK.values:
            return "un texte vide"
        shown = ", ".join(map(str, self.values))
        if len(self.values) == 1 and isinstance(self.values[0], str):
            return f"« {shown} »"
        return f"un nombre ({shown})" if set(map(type, self.values)) <= {int} else f"un code parmi {shown}"

    def keeping(self, wanted: Callable[[str | int], object]) -> "Choice | None":
        """Return the choice between the wanted values, ``None`` when there is none."""
        kept = tuple(filter(wanted, self.values))
        return Choice(kept, self.name) if kept else None

    def where_true(self) -> Shape | None:
        """Return the choice between its values that are not empty."""
        return self.keeping(bool)

    def where_false(self) -> Shape | None:
        """Return the choice between its empty values."""
        return self.keeping(not_)


@dataclass(frozen=True, slots=True)
class Many(Shape):
    """A list."""

    item: Kinds
    filled: bool | None = None
    """``True`` where a condition says that it has items, ``False`` where one says that it has none."""
    least: int = 0
    """How many items conditions say that it has, at least."""

    def described(self) -> str:
        """Return how a message names it."""
        return _LIST

    def where_true(self) -> Shape | None:
        """Return the list with items."""
        return self.holding(1)

    def where_false(self) -> Shape | None:
        """Return the list without items."""
        return None if self.filled else Many(self.item, filled=False)

    def holding(self, least: int) -> "Many | None":
        """Return the list with so many items at least, ``None`` when it is known to have none."""
        return None if self.filled is False else Many(self.item, filled=True, least=max(least, self.least))


@dataclass(frozen=True, slots=True)
class Row(Shape):
    """A tuple of known length."""

    items: tuple[Kinds, ...]

    def described(self) -> str:
        """Return how a message names it."""
        return _LIST

    def where_true(self) -> Shape | None:
        """Return it when it has items: its length is known."""
        return self if self.items else None

    def where_false(self) -> Shape | None:
        """Return it when it has none."""
        return None if self.items else self


@dataclass(frozen=True, slots=True)
class Dictionary(Shape):
    """A mapping with any keys."""

    value: Kinds

    def described(self) -> str:
        """Return how a message names it."""
        return "un dictionnaire"


@dataclass(frozen=True, slots=True)
class Thing(Shape):
    """An object with fields."""

    type: type
    arguments: tuple[tuple[str, Kinds], ...] = field(default=())
    """What stands for the type variables of a generic class."""

    def described(self) -> str:
        """Return how a message names it."""
        return f"un objet {self.type.__name__}"

    def where_false(self) -> Shape | None:
        """Return it when its class says what is false: any other object is true."""
        if getattr(self.type, "__required_keys__", None):
            return None  # a mapping that has a key at least
        own = {
            name for base in self.type.__mro__ for name in vars(base)
        }  # an Enum has a length, no value of it
        return None if own.isdisjoint({"__bool__", "__len__"}) else self


ANY: Kinds = frozenset({Anything()})
NOTHING: Kinds = frozenset({Nothing()})
TEXT: Kinds = frozenset({Leaf(str)})
NUMBER: Kinds = frozenset({Leaf(int)})
YES_NO: Kinds = frozenset({Leaf(bool)})
BLANK = Choice(("",))
"""A text known to be empty."""

_LIST = "une liste"
_MAY_BE_FALSE = frozenset((bool, Decimal, float, bytes, dt.timedelta))
"""Types with values that are taken for false, beside ``_FALSE``."""
_FALSE: dict[type, Shape] = {str: BLANK, int: Choice((0,))}
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
    names = sorted({shape.described() for shape in present(kinds)})
    return " ou ".join(names) or "rien (None)"


def truthy(kinds: Kinds) -> Kinds:
    """Return the kinds left where a condition says that the value is there and not empty."""
    return frozenset(kept for shape in kinds if (kept := shape.where_true()) is not None)


def holding(kinds: Kinds, least: int) -> Kinds:
    """Return the kinds left where a condition says that the value has so many items, one at least."""
    lists = (shape.holding(least) if isinstance(shape, Many) else shape.where_true() for shape in kinds)
    return frozenset(shape for shape in lists if shape is not None)


def falsy(kinds: Kinds) -> Kinds:
    """Return the kinds left where a condition says that the value is missing or empty."""
    return frozenset(kept for shape in kinds if (kept := shape.where_false()) is not None)


def without(kinds: Kinds, value: str | int) -> Kinds:
    """Return the kinds of a value that is known not to be ``value``."""
    left = (shape.keeping(partial(ne, value)) if isinstance(shape, Choice) else shape for shape in kinds)
    return frozenset(shape for shape in left if shape is not None)


def items_of(kinds: Kinds) -> Kinds:
    """Return the kinds of the items of a list."""
    found: list[Kinds] = []
    for shape in kinds:
        if isinstance(shape, Many):
            found.append(shape.item)
        elif isinstance(shape, Row):
            found += shape.items
    return union(found) or ANY
