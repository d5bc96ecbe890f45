"""Expressions written back as a template writes them, for messages, and to tell conditions apart."""

from jinja2 import nodes

_SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "notin": "not in"}


def written(node: nodes.Node) -> str:
    """Return an expression as a template writes it.

    Args:
        node: an expression of the language; of any other node, only the words of its parts are told.
    """
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Const(value=value):
            return constant(value)
        case nodes.Getattr() | nodes.Getitem():
            return _part(node)
        case nodes.Filter() | nodes.Test():
            return _called(node)
        case nodes.Compare(expr=left, ops=operands):
            return " ".join((written(left), *map(_compared, operands)))
        case nodes.List(items=items):
            return f"[{_listed(items)}]"
        case nodes.Tuple(items=items):
            return f"({_listed(items)})"
        case _:
            return _joined(node)


def constant(value: object) -> str:
    """Return a constant as a template writes it: ``"texte"``, ``2``, ``true``, ``none``."""
    if isinstance(value, str):
        return f'"{value}"'
    return str(value).lower() if isinstance(value, bool | None) else str(value)


def _part(node: nodes.Getattr | nodes.Getitem) -> str:
    key = f".{node.attr}" if isinstance(node, nodes.Getattr) else f"[{written(node.arg)}]"
    return f"{written(node.node)}{key}"


def _compared(operand: nodes.Operand) -> str:
    return f"{_SIGNS.get(operand.op, operand.op)} {written(operand.expr)}"


def _listed(items: list[nodes.Expr]) -> str:
    return ", ".join(map(written, items))


def _called(node: nodes.Filter | nodes.Test) -> str:
    """Return a filter or a test with its arguments."""
    given = [*map(written, node.args), *(f"{pair.key}={written(pair.value)}" for pair in node.kwargs)]
    call = f"{node.name}({', '.join(given)})" if given else node.name
    joint = " | " if isinstance(node, nodes.Filter) else " is "
    return f"{written(node.node)}{joint}{call}" if node.node is not None else call


def _joined(node: nodes.Node) -> str:
    """Return a condition with its words: « not », « and », « or », « if … else »."""
    match node:
        case nodes.Not(node=term):
            return f"not {_within(term)}"
        case nodes.And(left=left, right=right):
            return f"{_within(left)} and {_within(right)}"
        case nodes.Or(left=left, right=right):
            return f"{_within(left)} or {_within(right)}"
        case nodes.CondExpr(test=test, expr1=yes, expr2=nodes.Expr() as no):
            return f"{_within(yes)} if {_within(test)} else {_within(no)}"
        case _:
            return " ".join(map(written, node.iter_child_nodes()))


def _within(node: nodes.Node) -> str:
    """Return a part of a condition, in parentheses if it has parts itself."""
    return f"({written(node)})" if isinstance(node, nodes.And | nodes.Or | nodes.CondExpr) else written(node)
