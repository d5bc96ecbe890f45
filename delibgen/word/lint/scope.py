"""The names that a tag can read, and what the conditions around it say of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from jinja2 import nodes

from delibgen.word.lint.shapes import NOTHING, Kinds, Thing, union

Facts = Mapping[str, Kinds]
"""What conditions say: path → kinds."""


_ALIASES = 8
"""Names of names that are followed: nobody writes more."""


@dataclass(eq=False, slots=True)
class Name:
    """A name given by a loop or a ``set``."""

    kinds: Kinds
    origin: str = ""
    """Path of the data that it stands for, without its rank: « presence.presents »."""
    read: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known at one place of a template."""

    fields: Mapping[str, Kinds]
    """Names that the render gives."""
    names: Mapping[str, Name] = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)
    root: Thing | None = None
    """The type that gives the fields, for its docstrings."""
    itself: str = ""
    """The name by which a template may read all the fields: ``acte``."""
    open: bool = False
    """Whether other names may exist: no name is then unknown."""
    says: Mapping[str, nodes.Expr] = field(default_factory=dict)
    """The expression that each ``set`` gave its name, as long as the names in it mean the same."""

    gives: Mapping[str, tuple[nodes.Expr, Kinds]] = field(default_factory=dict)
    """What a name is where the condition holds under which it was set."""

    def given_by(self, test: nodes.Node) -> Facts:
        """Return what names are where a condition holds, for having been set under it."""
        return {name: kinds for name, (condition, kinds) in self.gives.items() if condition == test}

    def knowing(self, facts: Facts) -> "Scope":
        """Return the scope once conditions have said ``facts``."""
        said = {self.canonical(path): kinds for path, kinds in facts.items()}
        return replace(self, facts={**self.facts, **said}) if facts else self

    def fact(self, node: nodes.Node, otherwise: Kinds) -> Kinds:
        """Return the kinds that conditions leave to an expression, those that it has ``otherwise``."""
        return self.facts.get(self.canonical(path_of(node)), otherwise)

    def canonical(self, path: str) -> str:
        """Return the one path of a datum that may be named in several ways: « acte.objet », « objet »."""
        for _ in range(_ALIASES):
            name, dot, rest = path.partition(".")
            said = path_of(self.says[name]) if name in self.says else ""
            if said:
                path = f"{said}{dot}{rest}"
            elif name == self.itself and rest and self.names.keys().isdisjoint({name, _root(rest)}):
                path = rest
            else:
                break
        return path

    def bare(self) -> "Scope":
        """Return the scope without what the conditions said."""
        return replace(self, facts={})

    def naming(self, given: Mapping[str, Name]) -> "Scope":
        """Return the scope with names of a loop or a ``set``: facts about older names are forgotten."""
        facts = {path: kinds for path, kinds in self.facts.items() if _root(path) not in given}
        says = {
            name: said for name, said in self.says.items() if given.keys().isdisjoint({name, *names_in(said)})
        }
        gives = {
            name: (test, kinds)
            for name, (test, kinds) in self.gives.items()
            if given.keys().isdisjoint({name, *names_in(test)})
        }
        return replace(self, names={**self.names, **given}, facts=facts, says=says, gives=gives)

    def storing(self, name: str, given: Name, value: nodes.Expr) -> "Scope":
        """Return the scope after ``set name = value``."""
        named = self.naming({name: given})
        return named if name in names_in(value) else replace(named, says={**named.says, name: value})

    def loosened(self) -> "Scope":
        """Return the scope where any name may exist: a loop that cannot be read may have given it."""
        return replace(self, open=True)

    def kinds(self, name: str) -> Kinds | None:
        """Return the kinds of a name, or ``None``."""
        found = self.names.get(name)
        if found is not None:
            found.read = True
            return found.kinds
        return self.fields.get(name)

    def known(self) -> Iterator[str]:
        """Yield the names that can be read."""
        yield from self.names
        yield from self.fields

    def origin(self, node: nodes.Node) -> str:
        """Return the path of the data that an expression reads, loops and ``set`` followed; or ``""``."""
        if isinstance(node, nodes.Name):
            found = self.names.get(node.name)
            return found.origin if found is not None else node.name
        if isinstance(node, nodes.Getattr):
            base = self.origin(node.node)
            return f"{base}.{node.attr}" if base else ""
        if isinstance(node, nodes.Filter | nodes.Getitem) and node.node is not None:
            return self.origin(node.node)
        return ""


def after_branches(
    before: Scope, ends: list[Scope], *, closed: bool, test: nodes.Expr | None = None
) -> Scope:
    """Return the scope after an ``if``: a name set in some branches only may be missing.

    ``test`` is the condition of the first branch: a name set there is there wherever it holds again.
    """
    given = _given(before, ends, ends if closed else [*ends, before])
    after = before.naming(given)
    if test is None or not given.keys().isdisjoint(names_in(test)):
        return after
    gives = _set_under(test, ends[0], given)
    if closed and len(ends) == 2:
        gives = {**_set_under(nodes.Not(test), ends[1], given), **gives}
    return replace(after, gives={**after.gives, **gives})


def _given(before: Scope, ends: list[Scope], scopes: list[Scope]) -> dict[str, Name]:
    """Return the names that some branch has set; ``scopes`` are the ways to what follows."""
    names = {name for scope in ends for name in scope.names}
    merged = ((name, _merged(name, before, scopes)) for name in names)
    return {name: one for name, one in merged if one is not None}


def _merged(name: str, before: Scope, scopes: list[Scope]) -> Name | None:
    """Return what a name is after branches that may set it; ``None`` when none of them has."""
    known = [scope.names[name] for scope in scopes if name in scope.names]
    if all(one is before.names.get(name) for one in known):
        return None
    missing = NOTHING if len(known) < len(scopes) and name not in before.fields else frozenset()
    return Name(union(one.kinds for one in known) | missing, known[0].origin, read=True)


def _set_under(
    test: nodes.Expr, scope: Scope, given: Mapping[str, Name]
) -> dict[str, tuple[nodes.Expr, Kinds]]:
    """Return what names are where a condition holds, at the end of the branch that it opens."""
    return {name: (test, one.kinds) for name, one in scope.names.items() if name in given}


def path_of(node: nodes.Node) -> str:
    """Return the path written by an expression, « seance.convocation », or ``""`` for anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        base = path_of(node.node)
        return f"{base}.{node.attr}" if base else ""
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        base = path_of(node.node)
        return f"{base}.{node.arg.value}" if base else ""
    return ""


def names_in(node: nodes.Node) -> set[str]:
    """Return the names that an expression reads, or that a loop gives."""
    found = {name.name for name in node.find_all(nodes.Name)}
    return found | {node.name} if isinstance(node, nodes.Name) else found


def _root(path: str) -> str:
    return path.partition(".")[0]
