"""What an expression stands for: the data it prints and when, and when a condition on it holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from delibgen.word.lint.logic import Atom, Formula, both, either, negate
from delibgen.word.lint.written import constant, written

Paths = tuple[tuple[Formula, str], ...]
"""Paths of data, « presence.presents », each with the condition under which it is the one."""


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression stands for."""

    paths: Paths
    truth: Formula
    """When a condition on it holds."""


Names = Mapping[str, Value]
"""What the names of loops and of ``set`` stand for."""
_PART = frozenset((
    "annee", "mois", "jour_semaine", "length", "count", "nombre_de", "jours_francs", "s_elide",
))  # fmt: skip
"""Filters that say a part of a datum, or something about it: « 2024 » is no date, « 12 » names nobody."""
_PARTS = frozenset(("year", "month"))
"""Fields of a date that do not say it."""
_CONTRARY = {"ne": "eq", "notin": "in", "lteq": "gt", "lt": "gteq"}


def standing_for(path: str) -> Value:
    """Return what stands for the data of a path."""
    return Value(((True, path),), Atom(path, path))


def value_of(node: nodes.Node, names: Names) -> Value:
    """Return what an expression stands for."""
    match node:
        case nodes.Name(name=name):
            return names.get(name) or standing_for(name)
        case nodes.Getattr(node=owner) | nodes.Getitem(node=owner):
            return _part(node, value_of(owner, names))
        case nodes.Filter(node=nodes.Expr() as filtered):
            return _filtered(node, value_of(filtered, names), names)
        case nodes.And() | nodes.Or() | nodes.CondExpr():
            return _joined(node, names)
        case nodes.Tuple(items=items) | nodes.List(items=items):
            return Value(_all(value_of(item, names) for item in items), bool(items))
        case nodes.Not() | nodes.Const() | nodes.Test() | nodes.Compare():
            return Value((), truth_of(node, names))
        case _:  # the engine refuses it
            return Value((), Atom(written(node)))


def one_of(choices: Iterable[tuple[Formula, Value]]) -> Value:
    """Return what is one of several values, each under its condition."""
    known = list(choices)
    paths = tuple((both((when, also)), path) for when, value in known for also, path in value.paths)
    return Value(
        tuple((when, path) for when, path in paths if when is not False),
        either(both((when, value.truth)) for when, value in known),
    )


def truth_of(node: nodes.Node, names: Names) -> Formula:
    """Return when a condition holds."""
    match node:
        case nodes.Not(node=term):
            return negate(truth_of(term, names))
        case nodes.Const(value=value):
            return bool(value)
        case nodes.Test(name="none", node=asked):  # what is missing, for a condition, is what is empty
            return negate(truth_of(asked, names))
        case nodes.Compare(expr=left, ops=[operand]):
            sign = _CONTRARY.get(operand.op)
            held = _compared(left, sign or operand.op, operand.expr, names)
            return negate(held) if sign else held
        case nodes.Test() | nodes.Compare():
            return Atom(written(node))
        case _:
            return value_of(node, names).truth


def _part(node: nodes.Getattr | nodes.Getitem, owner: Value) -> Value:
    """Return what a field or an item stands for; ``acte`` is the data themselves."""
    key = node.arg if isinstance(node, nodes.Getitem) else nodes.Const(node.attr)
    name = key.value if isinstance(key, nodes.Const) else None
    if not isinstance(name, str):
        return Value(owner.paths, Atom(written(node)))
    if name in _PARTS:
        return Value((), Atom(written(node)))
    paths = tuple((when, name if path == "acte" else f"{path}.{name}") for when, path in owner.paths)
    if not paths:
        return Value((), Atom(written(node)))
    return Value(paths, either(both((when, Atom(shown(path), path))) for when, path in paths))


def shown(path: str) -> str:
    """Return a path as a message shows it: « loop.first », whichever the loop."""
    return f"loop.{path.partition('.')[2]}" if path.startswith("loop#") else path


def _filtered(node: nodes.Filter, value: Value, names: Names) -> Value:
    """Return what a filter gives: what it takes, arguments included, unless it says a part of it only."""
    if node.name in _PART:
        return Value((), value.truth)
    given = (*node.args, *(pair.value for pair in node.kwargs))
    return Value((*value.paths, *_all(value_of(one, names) for one in given)), value.truth)


def _all(values: Iterable[Value]) -> Paths:
    return tuple(pair for value in values for pair in value.paths)


def _joined(node: nodes.And | nodes.Or | nodes.CondExpr, names: Names) -> Value:
    """Return what « a or b » stands for: a where it is there, b elsewhere; « a and b », « a if x else b »."""
    if isinstance(node, nodes.CondExpr):
        test, yes, no = truth_of(node.test, names), node.expr1, node.expr2
        other = [] if no is None else [(negate(test), value_of(no, names))]
        return one_of([(test, value_of(yes, names)), *other])
    left, right = value_of(node.left, names), value_of(node.right, names)
    if isinstance(node, nodes.Or):
        return one_of([(left.truth, left), (negate(left.truth), right)])
    return one_of([(left.truth, right)])


def _compared(left: nodes.Expr, sign: str, right: nodes.Expr, names: Names) -> Formula:
    """Return when a comparison holds: « x > 0 » and « x == true » are conditions on x itself."""
    if sign == "eq" and isinstance(left, nodes.Const):
        left, right = right, left
    match sign, right:
        case "eq", nodes.Const(value=value):
            return _equal(left, value, names)
        case "eq", nodes.Tuple(items=[]) | nodes.List(items=[]):
            return negate(truth_of(left, names))
        case ("gt", nodes.Const(value=0)) | ("gteq", nodes.Const(value=1)):
            return truth_of(left, names)
        case "in", nodes.Tuple(items=items) | nodes.List(items=items):
            return either(_compared(left, "eq", item, names) for item in items)
        case _:
            compared = nodes.Compare(left, [nodes.Operand(sign, right)])
            return Atom(written(compared))


def _equal(node: nodes.Expr, value: str | float | None, names: Names) -> Formula:
    """Return when an expression equals a constant."""
    if isinstance(node, nodes.Const):
        return bool(node.value == value)
    if value is True or not value:
        truth = truth_of(node, names)
        return truth if value else negate(truth)
    paths = value_of(node, names).paths
    if not paths or isinstance(node, nodes.Filter) or isinstance(value, float):
        return Atom(f"{written(node)} == {constant(value)}")
    return either(both((when, _code(path, value))) for when, path in paths)


def _code(path: str, value: str | int) -> Atom:
    return Atom(f"{shown(path)} == {constant(value)}", about=path, code=value)
