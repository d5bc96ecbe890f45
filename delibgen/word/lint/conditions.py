"""What a condition says of the values it looks at, where it holds and where it does not."""

from collections.abc import Callable

from jinja2 import nodes

from delibgen.word.lint.hints import fields_of, has_keys
from delibgen.word.lint.scope import Facts, Scope, path_of
from delibgen.word.lint.shapes import (
    ANY,
    NOTHING,
    Choice,
    Dictionary,
    Kinds,
    Leaf,
    Shape,
    Thing,
    falsy,
    holding,
    items_of,
    optional,
    present,
    truthy,
    union,
    unknown,
    without,
)
from delibgen.word.lint.signatures import COUNTERS

Look = Callable[[nodes.Expr, Scope], Kinds]
"""Reads the kinds of an expression without reporting anything."""


_NONE = {"none": True, "None": True, "null": True, "undefined": True, "defined": False}
"""Tests that ask whether a value is missing, or is there; only the first exists, the others are reported."""
_AMONG = frozenset(("in", "notin"))


def narrow(test: nodes.Node, scope: Scope, look: Look, *, holds: bool) -> Scope:
    """Return the scope where ``test`` holds, or where it does not."""
    scope = scope.knowing(scope.given_by(test if holds else nodes.Not(test)))
    if isinstance(test, nodes.Not):
        return narrow(test.node, scope, look, holds=not holds)
    if isinstance(test, nodes.And | nodes.Or):
        if isinstance(test, nodes.And) is holds:  # both sides are known
            return narrow(test.right, narrow(test.left, scope, look, holds=holds), look, holds=holds)
        left = narrow(test.left, scope, look, holds=holds)
        right = narrow(test.right, narrow(test.left, scope, look, holds=not holds), look, holds=holds)
        return scope.knowing(_either(left.facts, right.facts))
    said = scope.says.get(test.name) if isinstance(test, nodes.Name) else None
    if said is not None:
        scope = narrow(said, scope, look, holds=holds)
    return scope.knowing(_facts(test, scope, look, holds=holds))


def _either(left: Facts, right: Facts) -> Facts:
    """Return what holds when one of two conditions holds, nobody knows which."""
    return {path: left[path] | right[path] for path in left.keys() & right.keys()}


def _facts(test: nodes.Node, scope: Scope, look: Look, *, holds: bool) -> Facts:
    match test:
        case nodes.Test(name=name, node=value) if name in _NONE:
            return _missing(value, scope, look, holds=holds is _NONE[name])
        case nodes.Compare(expr=value, ops=[operand]) if _is_none(operand):
            return _missing(value, scope, look, holds=holds is (operand.op == "eq"))
        case nodes.Compare(expr=nodes.Filter(name=name)) if name in COUNTERS:
            return _counted(test, scope, look, holds=holds)
        case nodes.Compare(expr=nodes.Const(value=key), ops=[operand]) if operand.op in _AMONG:
            return _keyed(str(key), operand.expr, scope, look, holds=holds is (operand.op == "in"))
        case nodes.Compare(ops=[operand]):
            same = holds is (operand.op in {"eq", "in"})
            return {**_owner(test, scope, look, same=same), **_compared(test, scope, look, same=same)}
        case nodes.Filter(name=name, node=nodes.Expr() as counted) if name in COUNTERS:
            return _truth(counted, scope, look, holds=holds)
        case nodes.Expr():
            return _truth(test, scope, look, holds=holds)
        case _:
            return {}


def _missing(node: nodes.Expr, scope: Scope, look: Look, *, holds: bool) -> Facts:
    """Read « valeur is none »."""
    path, kinds = path_of(node), look(node, scope)
    if not path or unknown(kinds):
        return {}
    return {path: NOTHING if holds else present(kinds)}


def _truth(node: nodes.Expr, scope: Scope, look: Look, *, holds: bool) -> Facts:
    path, kinds = path_of(node), look(node, scope)
    if not path or unknown(kinds):
        return {}
    return {path: truthy(kinds) if holds else falsy(kinds)}


def _compared(test: nodes.Compare, scope: Scope, look: Look, *, same: bool) -> Facts:
    """Read « valeur == "a" », « valeur in liste », or their contrary if not ``same``."""
    operator, other = test.ops[0].op, test.ops[0].expr
    path, kinds = path_of(test.expr), look(test.expr, scope)
    if not path or unknown(kinds):
        return {}
    if isinstance(other, nodes.Const) and operator not in _AMONG:
        return {path: _only(kinds, other.value) if same else without(kinds, other.value)}
    there = same and _excludes_none(operator, look(other, scope))
    return {path: present(kinds)} if there else {}


def _keyed(key: str, owner: nodes.Expr, scope: Scope, look: Look, *, holds: bool) -> Facts:
    """Read « "cle" in dictionnaire »: where it holds, its value is there."""
    path = path_of(owner)
    values = union(_value_of(shape, key) for shape in look(owner, scope) if has_keys(shape))
    return {f"{path}.{key}": values} if holds and path and values else {}


def _value_of(shape: Shape, key: str) -> Kinds:
    """Return the kinds of a key of a mapping."""
    if isinstance(shape, Dictionary):
        return shape.value
    return fields_of(shape).get(key, frozenset()) if isinstance(shape, Thing) else ANY


def _only(kinds: Kinds, value: str | int) -> Kinds:
    """Return the kinds of what equals a constant: the constant alone, where it can be told."""
    fits = any(isinstance(shape, Choice | Leaf) for shape in kinds)
    return frozenset({Choice((value,))}) if fits else present(kinds)


def _excludes_none(operator: str, kinds: Kinds) -> bool:
    """Tell whether what equals a value, or is found in a list, is there for that."""
    if operator not in _AMONG:
        return not optional(kinds)
    items = items_of(kinds)
    return not optional(items) and not unknown(items)


def _owner(test: nodes.Compare, scope: Scope, look: Look, *, same: bool) -> Facts:
    """Read « acte.genre == "a" »: of several classes, those whose ``genre`` may be « a »."""
    codes, node = _codes(test.ops[0].expr), test.expr
    if not codes or not isinstance(node, nodes.Getattr) or not (path := path_of(node.node)):
        return {}
    kinds = look(node.node, scope)
    kept = frozenset(shape for shape in kinds if _may_say(shape, node.attr, codes, same=same))
    return {path: kept} if kept and kept != kinds else {}


def _may_say(shape: Shape, name: str, codes: frozenset[str | int], *, same: bool) -> bool:
    """Tell whether a field of an object may be one of these codes, or something else if not ``same``."""
    said = fields_of(shape).get(name, ANY) if isinstance(shape, Thing) else ANY
    if not all(isinstance(one, Choice) for one in said):
        return True
    values = {value for one in said if isinstance(one, Choice) for value in one.values}
    return bool(values & codes) if same else bool(values - codes)


def _codes(node: nodes.Expr) -> frozenset[str | int]:
    items = node.items if isinstance(node, nodes.Tuple | nodes.List) else [node]
    values = [item.value for item in items if isinstance(item, nodes.Const)]
    return frozenset(values) if len(values) == len(items) else frozenset()


def _is_none(operand: nodes.Operand) -> bool:
    """Tell whether an operand is « == none », which is reported and meant as « is none »."""
    return operand.op in {"eq", "ne"} and isinstance(operand.expr, nodes.Const) and operand.expr.value is None


_NEGATED = {"gt": "lteq", "lteq": "gt", "lt": "gteq", "gteq": "lt", "eq": "ne", "ne": "eq"}


def _counted(test: nodes.Compare, scope: Scope, look: Look, *, holds: bool) -> Facts:
    """Read « liste | length > 0 » and the like."""
    node, operand = test.expr, test.ops[0]
    number = operand.expr.value if isinstance(operand.expr, nodes.Const) else None
    counted = node.node if isinstance(node, nodes.Filter) else None
    if counted is None or type(number) is not int or len(test.ops) > 1:
        return {}
    sign = operand.op if holds else _NEGATED.get(operand.op, "")
    if (sign, number) in _EMPTY:
        return _truth(counted, scope, look, holds=False)
    least = {"gt": number + 1, "gteq": number, "eq": number, "ne": int(number == 0)}.get(sign, 0)
    path, kinds = path_of(counted), look(counted, scope)
    return {path: holding(kinds, least)} if least > 0 and path and not unknown(kinds) else {}


_EMPTY = frozenset((("eq", 0), ("lteq", 0), ("lt", 1)))
"""What says that there are no items."""
