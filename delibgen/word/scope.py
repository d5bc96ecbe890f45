"""Which names a part reads from the data: all but those that a loop or a ``set`` gave before."""

from collections.abc import Sequence

from jinja2 import nodes


def undeclared(body: Sequence[nodes.Node], known: set[str]) -> set[str]:
    """Return the names that a sequence of nodes reads and that nothing before gave.

    ``known`` is the names given so far; those that the sequence gives for sure are added to it. Jinja's own
    ``find_undeclared_variables`` also asks for a name that is set, then read, inside one branch.
    """
    needed: set[str] = set()
    for node in body:
        if isinstance(node, nodes.For):
            needed |= _loads(node.iter) - known
            items = {name.name for name in _names(node.target)}
            if node.test is not None:
                needed |= _loads(node.test) - known - items
            inside = known | {"loop"} | items
            needed |= undeclared(node.body, inside) | undeclared(node.else_, set(known))
        elif isinstance(node, nodes.If):
            needed |= _undeclared_if(node, known)
        elif isinstance(node, nodes.Assign):
            needed |= _loads(node.node) - known
            known |= {name.name for name in _names(node.target)}
        else:
            needed |= _loads(node) - known
    return needed


def _undeclared_if(node: nodes.If, known: set[str]) -> set[str]:
    """Return the names that a condition reads; add to ``known`` those that every branch gives."""
    needed: set[str] = set()
    ends: list[set[str]] = []
    for branch in (node, *node.elif_):
        needed |= _loads(branch.test) - known
        ends.append(set(known))
        needed |= undeclared(branch.body, ends[-1])
    ends.append(set(known))
    needed |= undeclared(node.else_, ends[-1])
    known |= set.intersection(*ends)
    return needed


def _names(node: nodes.Node) -> list[nodes.Name]:
    return [node] if isinstance(node, nodes.Name) else list(node.find_all(nodes.Name))


def _loads(node: nodes.Node) -> set[str]:
    return {name.name for name in _names(node) if name.ctx == "load"}
