"""What filters take and give, from their annotations; the few that depend on their input are told here."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import nodes

from delibgen.word.lint.annotations import hints_of
from delibgen.word.lint.hints import kinds_of
from delibgen.word.lint.shapes import (
    ANY,
    BLANK,
    NUMBER,
    TEXT,
    Choice,
    Dictionary,
    Kinds,
    Leaf,
    Many,
    Row,
    Shape,
    Thing,
    items_of,
    present,
    unknown,
)
from delibgen.word.markdown import Blocks, Runs


@dataclass(frozen=True, slots=True)
class Signature:
    """What a filter takes and gives."""

    value: Kinds
    """What it is applied to."""
    parameters: Mapping[str, Kinds]
    """Its arguments, in order."""
    result: Kinds
    listed: bool = False
    """Whether it puts the items of a list in a sentence: they must be printable."""


COUNTERS = ("length", "count", "nombre_de")
"""Filters that count items."""
_LIST: Kinds = frozenset({Many(ANY)})
_OWN: Mapping[str, tuple[Kinds, Kinds]] = {
    "markdown": (TEXT, frozenset({Leaf(Blocks)})),
    "gras_italique": (TEXT, frozenset({Leaf(Runs)})),
    **dict.fromkeys(COUNTERS, (frozenset({Many(ANY), Leaf(str), Dictionary(ANY)}), NUMBER)),
    "first": (_LIST, ANY),
    "last": (_LIST, ANY),
    "join": (_LIST, TEXT),
}
"""Filters of the engine whose annotations say ``object``."""
_LISTED = frozenset(("join", "liste", "liste_ou"))
FROM_ITEMS = frozenset(("first", "last"))
SENTENCES = frozenset(("liste", "liste_ou"))
"""Filters that refuse an empty list, unless they are told what to write then."""


@lru_cache(maxsize=1024)
def signature_of(name: str, function: Callable[..., object]) -> Signature:
    """Return the signature of a filter; anything goes where it says nothing."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return Signature(ANY, {}, ANY)
    hints = hints_of(function)
    taken = {p.name: kinds_of(hints.get(p.name, Any)) for p in parameters[1:]}
    if name in _OWN and function.__module__.startswith("delibgen.word"):
        value, result = _OWN[name]
        return Signature(value, taken, result, name in _LISTED)
    value = kinds_of(hints.get(parameters[0].name, Any)) if parameters else ANY
    return Signature(value, taken, kinds_of(hints.get("return", Any)), name in _LISTED)


def result_of(node: nodes.Filter, signature: Signature, value: Kinds) -> Kinds:
    """Return what a filter gives for a value of these kinds."""
    if node.name in FROM_ITEMS:
        return items_of(value)
    if node.name == "colonnes":
        return _columns(node, items_of(value))
    return signature.result


def _columns(node: nodes.Filter, item: Kinds) -> Kinds:
    """Return rows of as many cells as there are columns; cells may be blank."""
    given = [*node.args, *(pair.value for pair in node.kwargs if pair.key == "n")]
    count = given[0].value if given and isinstance(given[0], nodes.Const) else 2
    cell = item | {BLANK}
    cells = (cell,) * count if isinstance(count, int) and 0 < count <= 60 else ()
    return frozenset({Many(frozenset({Row(cells) if cells else Many(cell)}))})


def accepts(wanted: Kinds, given: Kinds) -> bool:
    """Tell whether every value of the kinds ``given`` is one that is ``wanted``; a missing value apart."""
    if unknown(wanted) or unknown(given):
        return True
    return all(any(_accepts(want, shape) for want in wanted) for shape in present(given))


def _accepts(wanted: Shape, given: Shape) -> bool:
    if isinstance(wanted, Leaf | Choice):
        return _accepts_value(wanted, given)
    match wanted, given:
        case Many(item), Many(other):
            return accepts(item, other)
        case Many(item), Row(items):
            return all(accepts(item, other) for other in items)
        case Many(), Thing(kind):
            return issubclass(kind, tuple)
        case Dictionary(), Dictionary():
            return True
        case Thing(one), Thing(other):
            return issubclass(other, one)
    return wanted == given


def _accepts_value(wanted: Leaf | Choice, given: Shape) -> bool:
    match wanted, given:
        case Leaf(kind), Leaf(other):
            return kind is other
        case Leaf(kind), Choice(values):
            return all(type(value) is kind for value in values)
        case Choice(values), Choice(others):
            return set(others) <= set(values)
        case Choice(values), Leaf(kind):
            return any(type(value) is kind for value in values)
    return False
