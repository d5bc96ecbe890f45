"""From the tree that Jinja reads to a program of the engine's own: plain lists, that JSON can keep.

Jinja is the parser of the language and nothing else. ``program`` says what each list means; what the
language does not allow has no list, so that nothing else can be kept on disk nor run.
"""

from collections.abc import Iterable, Mapping, Sequence

from jinja2 import nodes

from delibgen.word.expressions import Json, foreign


def lower(tree: nodes.Template, lines: Mapping[int, int]) -> list[Json]:
    """Return the program of a part; ``lines`` gives the number of the tag that starts on each line."""
    return _Lowering(lines).body(tree.body)


class _Lowering:
    def __init__(self, lines: Mapping[int, int]) -> None:
        self._lines = lines

    def body(self, body: Iterable[nodes.Node]) -> list[Json]:
        """Return a sequence of statements, the texts that follow one another joined."""
        found: list[Json] = []
        for node in body:
            for step in self._steps(node):
                last = found[-1] if found else None
                if step[0] == "text" and isinstance(last, list) and last[0] == "text":
                    last[1] = f"{last[1]}{step[1]}"
                else:
                    found.append(step)
        return found

    def _tag(self, node: nodes.Node) -> int:
        return self._lines.get(node.lineno, -1)

    def _steps(self, node: nodes.Node) -> list[list[Json]]:
        if isinstance(node, nodes.Output):
            return [self._printed(child) for child in node.nodes]
        if isinstance(node, nodes.If):
            branches: list[Json] = [
                [self._tag(one), _value(one.test), self.body(one.body)] for one in (node, *node.elif_)
            ]
            return [["if", branches, self.body(node.else_)]]
        if isinstance(node, nodes.For):
            return [self._loop(node)]
        if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            return [["set", self._tag(node), node.target.name, _value(node.node)]]
        raise foreign(node)

    def _printed(self, node: nodes.Node) -> list[Json]:
        if isinstance(node, nodes.TemplateData):
            return ["text", node.data]
        return ["print", self._tag(node), _value(node)]

    def _loop(self, node: nodes.For) -> list[Json]:
        test = None if node.test is None else _value(node.test)
        body, otherwise = self.body(node.body), self.body(node.else_)
        return ["for", self._tag(node), _target(node.target), _value(node.iter), test, body, otherwise]


def _target(node: nodes.Node) -> Json:
    """Return the name that a loop gives, or the list of its names."""
    if isinstance(node, nodes.Tuple):
        return [_target(item) for item in node.items]
    if isinstance(node, nodes.Name):
        return node.name
    raise foreign(node)


def _value(node: nodes.Node) -> list[Json]:
    match node:
        case nodes.Name(name=name):
            return ["name", name]
        case nodes.Const(value=value):
            return ["const", value]  # text or number: ``language`` refuses any other
        case nodes.Getattr(node=of, attr=name):
            return ["field", _value(of), name]
        case nodes.Getitem(node=of, arg=nodes.Const(value=key)):
            return ["item", _value(of), key]
        case nodes.Filter(node=nodes.Expr() as of, name=name):
            return ["filter", name, _value(of), *_arguments(node)]
        case nodes.Test(node=of, name=name):
            return ["test", name, _value(of), *_arguments(node)]
        case _:
            return _operation(node)


_LOGIC: dict[type[nodes.Node], tuple[str, ...]] = {
    nodes.And: ("and", "left", "right"),
    nodes.Or: ("or", "left", "right"),
    nodes.Not: ("not", "node"),
    nodes.CondExpr: ("choose", "test", "expr1", "expr2"),
}
"""The word of the program for each form, and its operands in order."""


def _operation(node: nodes.Node) -> list[Json]:
    match node:
        case nodes.Compare(expr=first, ops=operands):
            others: list[Json] = [[one.op, _value(one.expr)] for one in operands]
            return ["compare", _value(first), others]
        case nodes.List(items=items):
            return ["list", *_values(items)]
        case nodes.Tuple(items=items):
            return ["tuple", *_values(items)]
    if type(node) not in _LOGIC:
        raise foreign(node)
    word, *names = _LOGIC[type(node)]
    return [word, *_values([getattr(node, name) for name in names])]


def _values(items: Sequence[nodes.Node]) -> list[Json]:
    return [_value(item) for item in items]


def _arguments(node: nodes.Filter | nodes.Test) -> tuple[list[Json], list[Json]]:
    """Return the arguments by rank, and those by name."""
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        raise foreign(node)
    named: list[Json] = [
        [str(one.key), _value(one.value)] for one in node.kwargs if isinstance(one, nodes.Keyword)
    ]
    return _values(node.args), named
