"""What a template may read of a value: keys of a mapping, public data of an object, never a method."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from delibgen.errors import closest
from delibgen.word.faults import Fault
from delibgen.word.names import ODD_SPACES

NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_DATE = frozenset(("year", "month", "day"))
_MECHANISM = (
    "builtins",
    "enum",
    "abc",
    "typing",
    "collections",
    "pydantic",
    "datetime",
    "decimal",
    "pathlib",
    "types",
)


_MOST_CLASSES = 4096
known_fields: dict[type, frozenset[str]] = {}
"""The public names of the classes met last, for who reads them without a call."""


@lru_cache(maxsize=_MOST_CLASSES)
def public_fields(kind: type) -> frozenset[str]:
    """Return the names that a template may read on values of a class.

    Fields of dataclasses and of pydantic models, slots, named tuples, properties: data, never methods.
    """
    if any(base.__module__ == "datetime" and base.__name__ == "date" for base in kind.__mro__):
        return _DATE
    if issubclass(kind, Mapping):
        return frozenset()  # its keys, and nothing else
    names: set[str] = set()
    for base in kind.__mro__:
        if base.__module__.partition(".")[0] not in _MECHANISM:
            names |= _declared(base)
    return frozenset(name for name in names if NAME.match(name))


def _declared(base: type) -> set[str]:
    space = vars(base)
    names = set(space.get("__dataclass_fields__", ())) | set(space.get("_fields", ()))
    slots = space.get("__slots__", ())
    names |= {slots} if isinstance(slots, str) else set(slots)
    names |= set(space.get("__pydantic_fields__", ())) | set(space.get("__pydantic_computed_fields__", ()))
    return names | {name for name, value in space.items() if isinstance(value, property | cached_property)}


def read_field(value: object, name: str) -> object:
    """Return ``value.name`` as a template sees it; raise ``Fault`` (DG402) when there is no such datum."""
    kind: type = type(value)
    names = public_fields(kind)
    if len(known_fields) >= _MOST_CLASSES:
        known_fields.clear()
    known_fields[kind] = names
    if name in names:
        found: object = getattr(value, name)
        if not callable(found) or isinstance(found, type):
            return found
        raise _unknown(name, names - {name}, value)
    if isinstance(value, Mapping):
        if name in value:
            return value[name]
        raise _unknown(name, [str(key) for key in value], value)
    raise _unknown(name, names, value)


def _unknown(name: str, known: object, value: object = None) -> Fault:
    if value is None and not known:
        message = f"« {name} » est demandé à une valeur vide (None), dans {{tag}}"
        return Fault("DG402", message, "entourez la balise de {% if … %}, ou complétez la donnée")
    names = sorted(known) if isinstance(known, list | frozenset | set) else []
    near = closest(name, names)
    if not names and not isinstance(value, Mapping):
        return _without_fields(name, value)
    shown = ", ".join(names[:12]) + ("…" if len(names) > 12 else "")
    return Fault(
        "DG402",
        f"le champ « {name} » n'existe pas",
        f"vouliez-vous « {near} » ?" if near else f"champs : {shown or 'aucun'}",
    )


def _without_fields(name: str, value: object) -> Fault:
    what, advice = "une valeur simple", "retirez ce qui suit le point"
    if isinstance(value, list | tuple):
        what, advice = "une liste", "utilisez {% for … %} pour une liste"
    return Fault("DG402", f"« {name} » est demandé à {what}, qui n'a pas de champs", advice)


def read_item(value: object, key: object) -> object:
    """Return ``value[key]`` for a constant key of a mapping or a constant rank of a list."""
    if isinstance(value, Mapping) and isinstance(key, str):
        return read_field(value, key)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes) and isinstance(key, int):
        if -len(value) <= key < len(value):
            return value[key]
        plural = "s" if len(value) > 1 else ""
        raise Fault("DG402", f"la liste n'a que {len(value)} élément{plural} ; le rang {key} n'existe pas")
    raise Fault("DG402", f"« [{key!r}] » ne s'applique pas à cette valeur")


_MOST_TURNS = 1_000_000
"""Turns of a loop over a sequence that is computed, not held."""


def as_list(value: object) -> Sequence[object]:
    """Return the list a loop runs over; raise ``Fault`` (DG407) for text, mappings, sets, iterators."""
    if type(value) is tuple or type(value) is list:  # nearly all of them
        return value
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return value if isinstance(value, (list, tuple)) else _bounded(value)
    what = (
        "un texte"
        if isinstance(value, str)
        else "vide (None)"
        if value is None
        else f"de type {type(value).__name__}"
    )
    raise Fault(
        "DG407",
        f"la boucle {{tag}} porte sur une valeur qui n'est pas une liste : elle est {what}",
        "donnez une liste",
    )


def _bounded(value: Sequence[object]) -> Sequence[object]:
    """Refuse a sequence that nobody holds in memory, as ``range(10**12)``: its loop would fill it."""
    try:
        length = len(value)
    except OverflowError:
        length = _MOST_TURNS + 1
    if length > _MOST_TURNS:
        raise Fault(
            "DG405", f"la boucle {{tag}} a plus de {_MOST_TURNS} tours", "donnez une liste plus courte"
        )
    return value


def as_rows(value: object) -> Sequence[object]:
    """Return the list of a loop with several names; raise ``Fault`` (DG407) for texts and mappings in it.

    Python would share out the letters of a text, or the keys of a mapping in place of its values.
    """
    rows = as_list(value)
    if any(type(row) is not tuple and isinstance(row, (str, bytes, Mapping)) for row in rows):
        raise Fault(
            "DG407",
            "la boucle {tag} donne plusieurs noms à un élément qui n'est pas une liste",
            "donnez un seul nom à l'élément : {% for x in … %}, puis {{ x.champ }}",
        )
    return rows


_SPACES = dict.fromkeys(map(ord, ODD_SPACES), " ")


def folded(value: object) -> object:
    """Return a text as it is compared with one written in a tag: accents composed, every space plain.

    Word and people write « Dijon métropole » with any of the spaces and two ways for an accent: all look the
    same, and a branch must not depend on it. Lists are folded item by item.
    """
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value).translate(_SPACES)
    return [folded(item) for item in value] if isinstance(value, list | tuple) else value
