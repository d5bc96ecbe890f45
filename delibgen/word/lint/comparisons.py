"""Comparisons: those that can never be true, those that cannot be made, those with free text."""

import datetime as dt
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import nodes

from delibgen.errors import closest
from delibgen.word.lint.hints import fields_of, has_keys
from delibgen.word.lint.scope import Name, Scope, path_of
from delibgen.word.lint.shapes import (
    ANY,
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
from delibgen.word.lint.writing import FIELDLESS
from delibgen.word.lint.written import written

if TYPE_CHECKING:
    from delibgen.word.lint.expressions import Reader

_ORDER = frozenset(("lt", "lteq", "gt", "gteq"))


def check_comparison(reader: "Reader", node: nodes.Compare, scope: Scope) -> None:
    """Report what is wrong in a comparison."""
    scope = scope.naming(_codes_as_names(reader, node, scope))
    left = _side(reader, node.expr, scope)
    for operand in node.ops:
        right = _side(reader, operand.expr, scope)
        if not unknown(left.kinds) and not unknown(right.kinds):
            _compare(reader, operand.op, left, right)
        left = right


class Side(NamedTuple):
    """One side of a comparison."""

    node: nodes.Expr
    kinds: Kinds
    """What it gives here."""
    declared: Kinds
    """What it gives whatever the conditions around."""


def _side(reader: "Reader", node: nodes.Expr, scope: Scope) -> Side:
    return Side(node, reader.read(node, scope), reader.look(node, scope.bare()))


def _codes_as_names(reader: "Reader", node: nodes.Compare, scope: Scope) -> dict[str, Name]:
    """Report the codes typed without their quotes, « etat == vote »; return them as names that are there."""
    sides = [node.expr, *(operand.expr for operand in node.ops)]
    bare = [] if scope.open else list(_bare_names(sides, scope))
    known = [code for side in sides for code in _codes_of(reader.look(side, scope))] if bare else []
    texts = [code for code in known if type(code) is str]
    found: dict[str, Name] = {}
    for name in bare:
        near = name if name in texts else closest(name, texts)
        if near:
            message = f"le nom « {name} » n'existe pas"
            reader.findings.say("DG151", message, f'un code s\'écrit entre guillemets droits : "{near}"')
            found[name] = Name(ANY, read=True)
    return found


def _bare_names(sides: list[nodes.Expr], scope: Scope) -> Iterator[str]:
    """Yield the names among what is compared, items of lists included, that nothing gives."""
    for side in sides:
        for item in side.items if isinstance(side, nodes.Tuple | nodes.List) else [side]:
            if isinstance(item, nodes.Name) and scope.kinds(item.name) is None:
                yield item.name


def _compare(reader: "Reader", operator: str, left: Side, right: Side) -> None:
    if operator in _ORDER:
        _ordered(reader, left, right)
    elif operator in {"in", "notin"}:
        _among(reader, left, right)
    elif isinstance(right.node, nodes.Const):
        _with_constant(reader, left, right.node.value)
    elif isinstance(left.node, nodes.Const):
        _with_constant(reader, right, left.node.value)
    elif not _may_equal(left.kinds, right.kinds):
        _never(reader, left, right)


def _ordered(reader: "Reader", left: Side, right: Side) -> None:
    for node, kinds, _ in (left, right):
        if optional(kinds):
            path = path_of(node) or "cette valeur"
            message = f"« {path} » peut manquer, et sa valeur est comparée sans condition"
            advice = f"écrivez « {path} and … »" if path_of(node) else "vérifiez d'abord qu'elle est donnée"
            reader.findings.say("DG153", message, advice)
            return
    if not any(_sortable(one, other) for one in left.kinds for other in right.kinds):
        message = f"{describe(left.kinds)} et {describe(right.kinds)} ne se rangent pas dans un ordre"
        reader.findings.say("DG159", message, _how_to_order(left, right))


def _how_to_order(left: Side, right: Side) -> str:
    """Return what to compare instead of two values that have no order."""
    typed = [side.node.value for side in (left, right) if isinstance(side.node, nodes.Const)]
    if any(isinstance(value, str) and value.isdecimal() for value in typed):
        return f"un nombre s'écrit sans guillemets : {typed[0]}"
    if any(isinstance(shape, Leaf) and shape.type is dt.date for shape in left.kinds | right.kinds):
        return "comparez deux dates, ou l'année (.year) à un nombre"
    return "comparez un nombre à un nombre (liste : | length)"


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
    message = f"{describe(left.kinds)} et {describe(right.kinds)} ne sont jamais égaux"
    reader.findings.say("DG159", message, "comparez deux valeurs de même nature")


def _among(reader: "Reader", left: Side, right: Side) -> None:
    inside = right.kinds
    if optional(inside):
        path = path_of(right.node) or "cette liste"
        reader.findings.say("DG153", f"« {path} » peut manquer", f"écrivez « {path} and … in {path} »")
    elif Leaf(str) in inside:
        _within_text(reader, left.kinds, inside)
    elif all(map(has_keys, inside)):
        _among_keys(reader, left, inside)
    elif not all(isinstance(shape, Many | Row) for shape in inside):
        message = f"« in » cherche dans une liste, et reçoit {describe(inside)}"
        reader.findings.say("DG159", message, _how_to_seek(left.node, right.node))
    else:
        _within_list(reader, left, right, items_of(inside))


def _how_to_seek(sought: nodes.Expr, inside: nodes.Expr) -> str:
    """Return what to write instead of « in » on one code."""
    code, field = (inside, sought) if isinstance(inside, nodes.Const) else (sought, inside)
    path = path_of(field)
    return (
        f"écrivez {path} == {written(code)}" if path and isinstance(code, nodes.Const) else "nommez une liste"
    )


def _among_keys(reader: "Reader", left: Side, inside: Kinds) -> None:
    node, kinds, _ = left
    known = [name for shape in inside if isinstance(shape, Thing) for name in fields_of(shape)]
    if not unknown(kinds) and not any(_family(shape) is str for shape in kinds):
        message = f"les clés d'un dictionnaire sont des textes, jamais {describe(kinds)}"
        reader.findings.say("DG159", message, 'cherchez une clé par son nom : "cle"')
    elif known and isinstance(node, nodes.Const) and node.value not in known:
        message = f"la clé « {node.value} » n'existe pas"
        reader.findings.say("DG159", message, _what_to_compare(str(node.value), known))


def _within_list(reader: "Reader", left: Side, right: Side, items: Kinds) -> None:
    if isinstance(right.node, nodes.Tuple | nodes.List):
        for item in right.node.items:
            if isinstance(item, nodes.Const):
                _with_constant(reader, left, item.value)
    elif not unknown(items) and not _may_equal(left.kinds, items):
        _never(reader, left, right._replace(kinds=items))


def _within_text(reader: "Reader", sought: Kinds, inside: Kinds) -> None:
    if len(inside) == 1 and not any(_family(shape) is str for shape in sought):
        message = f"« in » cherche un texte dans un texte, et reçoit {describe(sought)}"
        reader.findings.say("DG159", message, "donnez un texte, ou nommez une liste")


def _with_constant(reader: "Reader", side: Side, value: object) -> None:
    """Report a constant that the data never equal, or that depends on what somebody typed."""
    node, kinds, declared = side
    path = path_of(node) or "cette valeur"
    codes = _codes_of(kinds)
    if value in codes or not isinstance(value, str | int):  # the engine refuses any other
        return
    if value in _codes_of(declared):
        message = f"« {path} » n'est plus « {value} » à cet endroit : une condition d'avant l'écarte"
        reader.findings.say("DG163", message, "ôtez cette comparaison : elle ne change rien")
    elif not _may_be_typed(value, kinds):
        shown = str(value).lower() if type(value) is bool else str(value)
        message = f"« {path} » n'est jamais égal à « {shown} » : c'est {describe(kinds)}"
        advice = _nature_of(kinds, value, path) or _what_to_compare(shown, list(map(str, codes)))
        reader.findings.say("DG159", message, advice)
    elif type(value) is str:
        message = f"« {path} » est un texte libre, comparé à « {value} »"
        advice = "une faute de frappe le rend faux : comparez un champ oui/non ou un code"
        reader.findings.say("DG160", message, advice)


def _nature_of(kinds: Kinds, value: object, path: str) -> str:
    """Return what to write when data are of another nature than a constant, ``""`` for texts and codes."""
    if isinstance(value, str) and value.isdecimal() and "nombre" in map(_family, kinds):
        return f"un nombre s'écrit sans guillemets : {value}"
    if all(isinstance(one, Thing) and issubclass(one.type, Enum) for one in present(kinds)):
        return FIELDLESS
    if set(map(_family, present(kinds))) == {bool}:
        return f"écrivez {{% if {path} %}}, ou {{% if not {path} %}}"
    return ""


def _codes_of(kinds: Kinds) -> list[str | int]:
    """Return the values known in advance."""
    return [code for shape in kinds if isinstance(shape, Choice) for code in shape.values]


def _may_be_typed(value: object, kinds: Kinds) -> bool:
    """Tell whether data that are no code may be of the nature of a constant."""
    family = {int: "nombre", bool: bool}.get(type(value), str)
    return any(isinstance(shape, Leaf) and _family(shape) == family for shape in kinds)


def _what_to_compare(shown: str, codes: list[str]) -> str:
    if not codes:
        return "comparez deux valeurs de même nature"
    near = closest(shown, codes)
    return f"vouliez-vous « {near} » ?" if near else f"valeurs : {', '.join(codes)}"
