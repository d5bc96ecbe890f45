"""Comparisons: those that can never be true, those that cannot be made, those with free text."""

from typing import TYPE_CHECKING

from jinja2 import nodes

from delibgen.errors import closest
from delibgen.word.lint.hints import fields_of, has_keys
from delibgen.word.lint.scope import Scope, path_of
from delibgen.word.lint.shapes import (
    Choice,
    Kinds,
    Leaf,
    Many,
    Row,
    Shape,
    Thing,
    describe,
    items_of,
    optional,
    present,
    unknown,
)

if TYPE_CHECKING:
    from delibgen.word.lint.expressions import Reader

_ORDER = frozenset(("lt", "lteq", "gt", "gteq"))


def check_comparison(reader: "Reader", node: nodes.Compare, scope: Scope) -> None:
    """Report what is wrong in a comparison."""
    left, kinds = node.expr, reader.read(node.expr, scope)
    for operand in node.ops:
        right, others = operand.expr, reader.read(operand.expr, scope)
        if not unknown(kinds) and not unknown(others):
            _compare(reader, operand.op, (left, kinds), (right, others), scope)
        left, kinds = right, others


Side = tuple[nodes.Expr, Kinds]


def _compare(reader: "Reader", operator: str, left: Side, right: Side, scope: Scope) -> None:
    if operator in _ORDER:
        _ordered(reader, left, right)
    elif operator in {"in", "notin"}:
        _among(reader, left, right, scope)
    elif isinstance(right[0], nodes.Const):
        _with_constant(reader, left, right[0].value, scope)
    elif isinstance(left[0], nodes.Const):
        _with_constant(reader, right, left[0].value, scope)
    elif not _may_equal(left[1], right[1]):
        _never(reader, left, right)


def _ordered(reader: "Reader", left: Side, right: Side) -> None:
    for node, kinds in (left, right):
        if optional(kinds):
            path = path_of(node) or "cette valeur"
            message = f"« {path} » peut manquer, et sa valeur est comparée sans condition"
            advice = f"écrivez « {path} and … »" if path_of(node) else "vérifiez d'abord qu'elle est donnée"
            reader.findings.say("DG153", message, advice)
            return
    if not any(_sortable(one, other) for one in left[1] for other in right[1]):
        message = f"{describe(left[1])} et {describe(right[1])} ne se rangent pas dans un ordre"
        reader.findings.say("DG159", message, "comparez un nombre à un nombre (liste : | length)")


def _family(shape: Shape) -> object:
    match shape:
        case Leaf(kind):
            return "nombre" if kind.__name__ in {"int", "Decimal", "float"} else kind
        case Choice(values):
            return "nombre" if type(values[0]) is int else str
        case Thing(kind):
            return kind
        case Many() | Row():
            return list
        case _:
            return type(shape)


def _sortable(one: Shape, other: Shape) -> bool:
    return _family(one) == _family(other) and not isinstance(one, Many | Row)


def _may_equal(left: Kinds, right: Kinds) -> bool:
    if optional(left) and optional(right):
        return True
    return any(_alike(one, other) for one in present(left) for other in present(right))


def _alike(one: Shape, other: Shape) -> bool:
    """Tell whether values of two kinds can be equal."""
    if isinstance(one, Choice) and isinstance(other, Choice):
        return bool(set(one.values) & set(other.values))
    if isinstance(one, Thing) and isinstance(other, Thing):
        return issubclass(one.type, other.type) or issubclass(other.type, one.type)
    return _family(one) == _family(other)


def _never(reader: "Reader", left: Side, right: Side) -> None:
    message = f"{describe(left[1])} et {describe(right[1])} ne sont jamais égaux"
    reader.findings.say("DG159", message, "comparez deux valeurs de même nature")


def _among(reader: "Reader", left: Side, right: Side, scope: Scope) -> None:
    inside = right[1]
    if optional(inside):
        path = path_of(right[0]) or "cette liste"
        reader.findings.say("DG153", f"« {path} » peut manquer", f"écrivez « {path} and … in {path} »")
    elif Leaf(str) in inside:
        _within_text(reader, left[1], inside)
    elif all(map(has_keys, inside)):
        _among_keys(reader, left, inside)
    elif not all(isinstance(shape, Many | Row) for shape in inside):
        message = f"« in » cherche dans une liste, et reçoit {describe(inside)}"
        reader.findings.say("DG159", message, "nommez une liste")
    else:
        _within_list(reader, left, right, scope)


def _among_keys(reader: "Reader", left: Side, inside: Kinds) -> None:
    node, kinds = left
    known = [name for shape in inside if isinstance(shape, Thing) for name in fields_of(shape)]
    if not unknown(kinds) and not any(_family(shape) is str for shape in kinds):
        message = f"les clés d'un dictionnaire sont des textes, jamais {describe(kinds)}"
        reader.findings.say("DG159", message, 'cherchez une clé par son nom : "cle"')
    elif known and isinstance(node, nodes.Const) and node.value not in known:
        message = f"la clé « {node.value} » n'existe pas"
        reader.findings.say("DG159", message, _what_to_compare(str(node.value), known))


def _within_list(reader: "Reader", left: Side, right: Side, scope: Scope) -> None:
    container, items = right[0], items_of(right[1])
    if isinstance(container, nodes.Tuple | nodes.List):
        for item in container.items:
            if isinstance(item, nodes.Const):
                _with_constant(reader, left, item.value, scope)
    elif not unknown(items) and not _may_equal(left[1], items):
        _never(reader, left, (container, items))


def _within_text(reader: "Reader", sought: Kinds, inside: Kinds) -> None:
    if len(inside) == 1 and not any(_family(shape) is str for shape in sought):
        message = f"« in » cherche un texte dans un texte, et reçoit {describe(sought)}"
        reader.findings.say("DG159", message, "donnez un texte, ou nommez une liste")


def _with_constant(reader: "Reader", side: Side, value: object, scope: Scope) -> None:
    """Report a constant that the data never equal, or that depends on what somebody typed."""
    node, kinds = side
    path = path_of(node) or "cette valeur"
    codes = _codes_of(kinds)
    if value in codes:
        return
    if value in _codes_of(reader.look(node, scope.bare())):
        message = f"« {path} » n'est plus « {value} » à cet endroit : une condition d'avant l'écarte"
        reader.findings.say("DG163", message, "ôtez cette comparaison : elle ne change rien")
        return
    if not _may_be_typed(value, kinds):
        written = str(value).lower() if type(value) is bool else str(value)
        message = f"« {path} » n'est jamais égal à « {written} » : c'est {describe(kinds)}"
        reader.findings.say("DG159", message, _what_to_compare(written, list(map(str, codes))))
    elif type(value) is str:
        message = f"« {path} » est un texte libre, comparé à « {value} »"
        advice = "une faute de frappe le rend faux : comparez un champ oui/non ou un code"
        reader.findings.say("DG160", message, advice)


def _codes_of(kinds: Kinds) -> list[str | int]:
    """Return the values known in advance."""
    return [code for shape in kinds if isinstance(shape, Choice) for code in shape.values]


def _may_be_typed(value: object, kinds: Kinds) -> bool:
    """Tell whether data that are no code may be of the nature of a constant."""
    family = {int: "nombre", bool: bool}.get(type(value), str)
    return any(isinstance(shape, Leaf) and _family(shape) == family for shape in kinds)


def _what_to_compare(written: str, codes: list[str]) -> str:
    if not codes:
        return "comparez deux valeurs de même nature"
    near = closest(written, codes)
    return f"vouliez-vous « {near} » ?" if near else f"valeurs : {', '.join(codes)}"
