"""When something is printed, as a formula over the conditions of a template; and whether it always is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition that is true or false: « presentation.quorum », or « visas » for a loop that turns."""

    text: str
    origin: str = ""
    """Path of the data that it is a condition on, loops followed."""
    about: str = ""
    """Path of the data that it compares with ``code``."""
    code: str | int = ""


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
        if isinstance(term, Some):  # flat: a chain of a hundred « or » is no tower
            kept |= dict.fromkeys(term.terms)
        elif term is not False:
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


class Undecided(Exception):  # noqa: N818
    """A search that would take too long: neither yes nor no."""


EFFORT = 60_000
"""Conditions read again before a search gives up: far more than what people write needs."""


def counter_example(formula: Formula, effort: int = EFFORT) -> dict[Atom, bool] | None:
    """Return conditions under which a formula does not hold, or ``None`` if it always does.

    ``effort`` bounds the search: past it, ``None``, for a doubt is no finding.
    """
    try:
        return _satisfy(negate(formula), [effort])
    except Undecided:
        return None


def possible(formula: Formula, effort: int = EFFORT) -> bool:
    """Tell whether a formula can hold; raise ``Undecided`` past ``effort``."""
    return _satisfy(formula, [effort]) is not None


def _satisfy(formula: Formula, left: list[int]) -> dict[Atom, bool] | None:
    """Return values of the conditions that make a formula true, ``None`` if there are none."""
    chosen: dict[Atom, bool] = {}
    while forced := dict(_forced(formula)):
        chosen |= forced
        formula = assume(formula, forced.get)
    if isinstance(formula, bool):
        return chosen if formula else None
    read = list(atoms(formula))
    left[0] -= len(read)
    if left[0] < 0:
        raise Undecided
    atom = read[0]
    for value in (True, False):
        found = _satisfy(assume(formula, {atom: value}.get), left)
        if found is not None:
            return {**chosen, atom: value, **found}
    return None


def _forced(formula: Formula) -> Iterator[tuple[Atom, bool]]:
    """Yield the conditions whose value a formula settles by itself: those of « a and not b and … »."""
    match formula:
        case Atom():
            yield formula, True
        case Not(Atom() as atom):
            yield atom, False
        case Not(Some(terms)):
            for term in terms:
                yield from _forced(negate(term))
        case All(terms):
            for term in terms:
                yield from _forced(term)
