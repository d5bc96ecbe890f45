"""Branches that are never taken: what stands in them would be lost without a word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from delibgen.errors import Severity
from delibgen.word.lint.logic import Atom, Formula, Undecided, atoms, both, either, negate, possible
from delibgen.word.lint.reading import If, Loop, Step, Store
from delibgen.word.lint.report import Findings
from delibgen.word.lint.scope import names_in
from delibgen.word.tag import Tag

_CONTRARY = {"ne": "eq", "notin": "in"}


@dataclass(frozen=True, slots=True)
class _Known:
    """A condition that holds, and the names that it reads."""

    formula: Formula
    names: frozenset[str]


def check_branches(steps: Iterable[Step], report: Findings) -> None:
    """Report each branch whose condition the branches before it, or the blocks around it, rule out."""
    _walk(steps, (), report)


def _walk(steps: Iterable[Step], known: tuple[_Known, ...], report: Findings) -> None:
    for step in steps:
        if isinstance(step, If):
            _if(step, known, report)
        elif isinstance(step, Loop):
            _walk(
                step.body,
                _without(known, {"loop", *(names_in(step.target) if step.target is not None else ())}),
                report,
            )
            _walk(step.otherwise, known, report)
        known = _without(known, set(_stored([step])))


def _if(step: If, known: tuple[_Known, ...], report: Findings) -> None:
    for branch in step.branches:
        if branch.test is None and branch.tag.keyword != "else":  # it cannot be read: that is told elsewhere
            _walk(branch.body, known, report)
            continue
        test = True if branch.test is None else _formula(branch.test)
        if not _is_live(branch.tag, test, known, report):
            continue
        names = frozenset(names_in(branch.test)) if branch.test is not None else frozenset()
        _walk(branch.body, (*known, _Known(test, names)), report)
        known = (*known, _Known(negate(test), names))


def _is_live(tag: Tag, test: Formula, known: Sequence[_Known], report: Findings) -> bool:
    """Tell whether a branch may be taken; report one that may not, or of which nothing can be told."""
    try:
        if _may_hold(test, known):
            return True
    except (Undecided, RecursionError):
        _doubt(tag, report)
        return True
    _say(tag, report)
    return False


def _say(tag: Tag, report: Findings) -> None:
    if any(found.code == "DG159" and found.place == tag.place for found in report.all):
        return  # the comparison itself is told already
    message = "cette branche n'est jamais prise : une branche d'avant, ou un bloc autour, exclut ce cas"
    report.say("DG185", message, "corrigez la condition, ou retirez la branche", tag=tag)


def _doubt(tag: Tag, report: Findings) -> None:
    message = "les conditions de cette branche sont trop mêlées pour savoir si elle peut être prise"
    advice = "partagez-les en plusieurs blocs, ou calculez un oui/non dans les données"
    if not report.muted:
        report.add("DG188", f"{message} : {tag.raw}", tag.place, advice, Severity.INFORMATION)


def _may_hold(test: Formula, known: Sequence[_Known]) -> bool:
    """Tell whether a condition can hold where others do; raise ``Undecided`` where that takes too long."""
    formulas = [one.formula for one in known] if test is True else _about(test, known)
    return possible(both([*formulas, test]))


def _about(test: Formula, known: Sequence[_Known]) -> list[Formula]:
    """Return the conditions that share something with one, or with others that do."""
    about, left, found = set(atoms(test)), [one.formula for one in known], []
    while near := [formula for formula in left if not about.isdisjoint(atoms(formula))]:
        found += near
        left = [formula for formula in left if formula not in near]
        about.update(atom for formula in near for atom in atoms(formula))
    return found


def _without(known: tuple[_Known, ...], names: set[str]) -> tuple[_Known, ...]:
    return tuple(one for one in known if one.names.isdisjoint(names)) if names else known


def _stored(steps: Iterable[Step]) -> Iterator[str]:
    """Yield the names that steps set, those of their loops left out: a loop forgets them."""
    for step in steps:
        if isinstance(step, Store):
            yield step.name
        elif isinstance(step, If):
            for branch in step.branches:
                yield from _stored(branch.body)


def _formula(node: nodes.Node) -> Formula:
    """Return a condition as a formula; « x is none » is not « not x », which an empty text meets too."""
    if isinstance(node, nodes.Not):
        return negate(_formula(node.node))
    if isinstance(node, nodes.And):
        return both([_formula(node.left), _formula(node.right)])
    if isinstance(node, nodes.Or):
        return either([_formula(node.left), _formula(node.right)])
    if isinstance(node, nodes.Compare) and len(node.ops) == 1 and node.ops[0].op in _CONTRARY:
        same = nodes.Compare(node.expr, [nodes.Operand(_CONTRARY[node.ops[0].op], node.ops[0].expr)])
        return negate(Atom(repr(same)))
    return Atom(repr(node))
