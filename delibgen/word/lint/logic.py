"""When something is printed, as a formula over the conditions of a template; and whether it always is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition that is true or false: « presentation.quorum », or « visas » for a loop that turns."""

    text: str
    origin: str = ""
    """Path of the data it reads, loops followed."""


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary."""

    term: "Formula"


@dataclass(frozen=True, slots=True)
class Some:
    """One at least of its terms."""

    terms: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class All:
    """All its terms."""

    terms: tuple["Formula", ...]


Formula = bool | Atom | Not | Some | All


def negate(formula: Formula) -> Formula:
    """Return the contrary of a formula."""
    if isinstance(formula, bool):
        return not formula
    return formula.term if isinstance(formula, Not) else Not(formula)


def either(terms: Iterable[Formula]) -> Formula:
    """Return a formula that holds when one term holds."""
    kept: dict[Formula, None] = {}
    for term in terms:
        if term is True:
            return True
        if term is not False:
            kept[term] = None
    return False if not kept else next(iter(kept)) if len(kept) == 1 else Some(tuple(kept))


def both(terms: Iterable[Formula]) -> Formula:
    """Return a formula that holds when all terms hold."""
    return negate(either(negate(term) for term in terms))


def assume(formula: Formula, value_of: Callable[[Atom], bool | None]) -> Formula:
    """Return a formula once some conditions are known."""
    match formula:
        case Atom():
            known = value_of(formula)
            return formula if known is None else known
        case Not(term):
            return negate(assume(term, value_of))
        case Some(terms) | All(terms):
            join = either if isinstance(formula, Some) else both
            return join(assume(term, value_of) for term in terms)
        case _:
            return formula


def atoms(formula: Formula) -> Iterator[Atom]:
    """Yield the conditions of a formula, in order."""
    match formula:
        case Atom():
            yield formula
        case Not(term):
            yield from atoms(term)
        case Some(terms) | All(terms):
            for term in terms:
                yield from atoms(term)


def counter_example(formula: Formula, effort: int = 20_000) -> dict[Atom, bool] | None:
    """Return conditions under which a formula does not hold, or ``None`` if it always does.

    ``effort`` bounds the search: past it, ``None``, for a doubt is no finding.
    """
    steps = [effort]

    def search(left: Formula, chosen: dict[Atom, bool]) -> dict[Atom, bool] | None:
        """Return choices that make the formula true, if there are some."""
        if isinstance(left, bool):
            return None if left else chosen
        steps[0] -= 1
        if steps[0] < 0:
            return None
        atom = next(atoms(left))
        for value in (True, False):
            rest = assume(left, {atom: value}.get)
            found = search(rest, {**chosen, atom: value})
            if found is not None:
                return found
        return None

    return search(formula, {})


def possible(formula: Formula) -> bool:
    """Tell whether a formula can hold."""
    return counter_example(negate(formula)) is not None
