"""What gives a rule something to look at: most acts hold no election, no recusal, no annex.

    @rule("DG361", "…")
    @only_if(with_annexes)
    def convention_signee_apres_seance(acte: Deliberation) -> Iterator[Remarque]: …

The question is asked one time for the rules that name it; they are not run for the other acts.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from delibgen.model.deliberation import Deliberation

Occasion = Callable[[Any], bool]
"""Tells whether an act is one that a rule looks at."""
Work = TypeVar("Work", bound=Callable[..., Iterable[tuple[str, str, str]]])


def only_if(occasion: Occasion) -> Callable[[Work], Work]:
    """Make a rule look at no other acts than those of an occasion; write it under ``@rule``."""

    def mark(function: Work) -> Work:
        """Return the function, marked."""
        function.occasion = occasion  # type: ignore[attr-defined]  # a function of our own holds a note
        return function

    return mark


def occasion_of(function: Callable[..., object]) -> Occasion | None:
    """Return what a rule was told by ``only_if``."""
    found: Occasion | None = getattr(function, "occasion", None)
    return found


def with_annexes(acte: Deliberation) -> bool:
    """Tell whether something is annexed."""
    return bool(acte.annexes)


def with_recusals(acte: Deliberation) -> bool:
    """Tell whether a member takes no part in the item."""
    return bool(acte.deports)


def with_election(acte: Deliberation) -> bool:
    """Tell whether the vote is an election, or may hold one."""
    vote = acte.scrutin
    return bool(acte.votes_separes) or (vote is not None and bool(vote.tours or vote.elus))


def with_outcome(acte: Deliberation) -> bool:
    """Tell whether what became of the item is declared, and not told by its vote alone."""
    return acte.sort_declare is not None


__all__ = ["occasion_of", "only_if", "with_annexes", "with_election", "with_outcome", "with_recusals"]
