"""From type hints to shapes: models of pydantic, dataclasses, named tuples, TypedDicts, plain classes."""

import datetime as dt
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from enum import Enum, Flag
from functools import cached_property, lru_cache
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NotRequired,
    Required,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from delibgen.word.fields import NAME, public_fields
from delibgen.word.lint.annotations import annotations_of, return_of
from delibgen.word.lint.shapes import (
    ANY,
    LEAVES,
    NOTHING,
    NUMBER,
    YES_NO,
    Anything,
    Choice,
    Dictionary,
    Kinds,
    Leaf,
    Many,
    Row,
    Shape,
    Thing,
    union,
)

Variables = Mapping[str, Kinds]
"""What stands for the type variables, by name."""


def kinds_of(hint: object, variables: Variables | None = None) -> Kinds:
    """Return the kinds of a value that bears this type hint; ``ANY`` when nothing is known of it."""
    known = variables or {}
    if hint is None:
        return NOTHING
    if isinstance(hint, TypeVar):
        return _variable(hint, known)
    alias = getattr(hint, "__value__", getattr(hint, "__supertype__", None))  # ``type X = …``, ``NewType``
    if alias is not None and not isinstance(hint, type):
        return kinds_of(alias, known)
    origin = get_origin(hint)
    if origin is not None:
        return _subscripted(origin, get_args(hint), known)
    return _class(hint) if isinstance(hint, type) else ANY


def _subscripted(origin: object, arguments: tuple[Any, ...], known: Variables) -> Kinds:
    """Return the kinds of a form with arguments: ``Literal["a"]``, ``int | None``, ``list[str]``."""
    if origin in {Annotated, Required, NotRequired}:
        return kinds_of(arguments[0], known)
    if origin in {Union, types.UnionType}:
        return union(kinds_of(choice, known) for choice in arguments)
    if origin is Literal:
        return _literal(arguments)
    return _generic(origin, arguments, known) if isinstance(origin, type) else ANY


def _variable(variable: TypeVar, known: Variables) -> Kinds:
    """Return what stands for a type variable, or else what bounds it."""
    if found := known.get(variable.__name__):
        return found
    return kinds_of(variable.__bound__, known) if variable.__bound__ else ANY


def _literal(values: tuple[object, ...]) -> Kinds:
    codes = [value.value if isinstance(value, Enum) else value for value in values]
    texts = tuple(code for code in codes if isinstance(code, str | int) and type(code) is not bool)
    found: Kinds = frozenset({Choice(texts)} if texts else ())
    if bool in map(type, codes):
        found |= YES_NO
    return found | NOTHING if None in codes else found


def _generic(origin: type, arguments: tuple[Any, ...], known: Variables) -> Kinds:
    endless = arguments[1:] == (Ellipsis,)
    given = [kinds_of(argument, known) for argument in arguments if argument is not Ellipsis]
    if issubclass(origin, tuple):
        return frozenset({Many(given[0]) if endless else Row(tuple(given))})
    return frozenset({_generic_shape(origin, given)})


def _generic_shape(origin: type, given: list[Kinds]) -> Shape:
    """Return the shape of the values of a class, no tuple, with arguments."""
    if issubclass(origin, Mapping):
        return Dictionary(given[-1])
    if issubclass(origin, _NO_LISTS):
        return Leaf(origin)
    if issubclass(origin, Iterable) and len(given) == 1 and origin.__module__ in _LISTS:
        return Many(given[0])
    names = [getattr(one, "__name__", "") for one in getattr(origin, "__parameters__", ())]
    return Thing(origin, tuple(zip(names, given, strict=False)))


_NO_LISTS = (Set, Iterator)
"""What has no order, or is read once: a loop of the engine refuses it."""
_LISTS = ("builtins", "collections", "collections.abc", "typing")


def _class(kind: type) -> Kinds:
    if kind is type(None):
        return NOTHING
    if kind is object or kind.__module__ == "typing":
        return ANY
    if issubclass(kind, Enum):
        return _enumeration(kind)
    if _is_typed_dict(kind) or hasattr(kind, "_fields"):
        return frozenset({Thing(kind)})
    return frozenset({_shape_of(kind)})


def _is_typed_dict(kind: type) -> bool:
    """Tell whether a class is a TypedDict, of ``typing`` or of ``typing_extensions``, as pydantic asks."""
    return hasattr(kind, "__required_keys__") and hasattr(kind, "__optional_keys__")


def _shape_of(kind: type) -> Shape:
    """Return the shape of the values of a class that has no arguments."""
    if issubclass(kind, _NO_LISTS):
        return Leaf(kind)
    if issubclass(kind, range):
        return Many(NUMBER)
    if issubclass(kind, Sequence) and not issubclass(kind, str | bytes | bytearray):
        known = issubclass(kind, list | tuple) or kind.__module__ in _LISTS
        return Many(ANY) if known else Anything()  # a class of the user's own may have fields too
    if issubclass(kind, Mapping):
        return Dictionary(ANY)
    leaf = next((leaf for leaf in LEAVES if issubclass(kind, leaf)), None)
    return Thing(kind) if leaf is None else Leaf(leaf)


def _enumeration(kind: type[Enum]) -> Kinds:
    values = tuple(member.value for member in kind)
    if issubclass(kind, str):
        return frozenset({Choice(tuple(map(str, values)), kind.__name__)})
    if issubclass(kind, int) and not issubclass(kind, Flag):
        return frozenset({Choice(tuple(map(int, values)), kind.__name__)})
    return frozenset({Leaf(int)}) if issubclass(kind, int) else frozenset({Thing(kind)})


@lru_cache(maxsize=4096)
def fields_of(thing: Thing) -> Mapping[str, Kinds]:
    """Return the fields that a template may read on an object, with their kinds."""
    kind, known = thing.type, dict(thing.arguments)
    hints = annotations_of(kind)
    if _is_typed_dict(kind):
        return {name: kinds_of(hint, known) for name, hint in hints.items()}
    if issubclass(kind, dt.date):
        return dict.fromkeys(("year", "month", "day"), NUMBER)
    plain = {name for name, hint in hints.items() if NAME.match(name) and get_origin(hint) is not ClassVar}
    names = public_fields(thing.type) | (set() if hasattr(kind, "__pydantic_fields__") else plain)
    return {name: kinds_of(_hint(kind, name, hints), known) for name in sorted(names)}


def may_lack(shape: Shape, name: str) -> bool:
    """Tell whether a value may be without a key that its TypedDict declares: a render then finds nothing."""
    return isinstance(shape, Thing) and name in getattr(shape.type, "__optional_keys__", ())


def has_keys(shape: Shape) -> bool:
    """Tell whether a value is a mapping: « "cle" in valeur » looks for a key."""
    return isinstance(shape, Dictionary) or (isinstance(shape, Thing) and _is_typed_dict(shape.type))


def _hint(kind: type, name: str, hints: Mapping[str, object]) -> object:
    model = getattr(kind, "__pydantic_fields__", {})
    if name in model:
        return model[name].annotation
    found = next((vars(base)[name] for base in kind.__mro__ if name in vars(base)), None)
    if isinstance(found, property):
        return return_of(found.fget)
    if isinstance(found, cached_property):
        return return_of(found.func)
    return hints.get(name, Any)


def kinds_at(path: str, fields: Mapping[str, Kinds]) -> Kinds:
    """Return the kinds of the data of a path, the items of its lists included; none when it leads nowhere."""
    name, _, rest = path.partition(".")
    kinds = fields.get(name, frozenset())
    for part in rest.split(".") if rest else ():
        owners = union(shape.item if isinstance(shape, Many) else frozenset({shape}) for shape in kinds)
        kinds = union(fields_of(owner).get(part, ANY) for owner in owners if isinstance(owner, Thing))
    return kinds


@lru_cache(maxsize=4096)
def example_of(thing: Thing, name: str) -> str:
    """Return what the docstring of a field says of it: the examples between « » show what it prints."""
    kind = thing.type
    model = getattr(kind, "__pydantic_fields__", {})
    if name in model:
        return model[name].description or ""
    found = next((vars(base)[name] for base in kind.__mro__ if name in vars(base)), None)
    return getattr(found, "__doc__", "") or "" if isinstance(found, property | cached_property) else ""


def items_of_row(thing: Thing) -> tuple[Kinds, ...] | None:
    """Return the kinds of the items of a named tuple; ``None`` for another object."""
    names = getattr(thing.type, "_fields", None)
    if names is None or not issubclass(thing.type, tuple):
        return None
    fields = fields_of(thing)
    return tuple(fields.get(name, ANY) for name in names)
