"""An item may hold several elections, one after the other: each is looked at as if it were the only one."""

from collections.abc import Callable, Iterator
from functools import wraps

from delibgen.model.deliberation import Deliberation
from delibgen.rules.base import Remarque

Look = Callable[..., Iterator[Remarque]]


def each_election(function: Look) -> Look:
    """Make a rule about the election of an item look at those that ``votes_separes`` holds too."""

    @wraps(function)
    def look(acte: Deliberation, *seen: object) -> Iterator[Remarque]:
        """Look at the election of the item, and at those put to the vote apart."""
        return in_each(acte, *seen) if acte.votes_separes else function(acte, *seen)

    def in_each(acte: Deliberation, *seen: object) -> Iterator[Remarque]:
        """Yield what is found in each, as if it were alone."""
        yield from function(acte, *seen)
        for rank, vote in enumerate(acte.votes_separes):
            if vote.scrutin.tours:
                alone = acte.model_copy(update={"scrutin": vote.scrutin, "votes_separes": ()})
                for path, what, todo in function(alone, *seen):
                    yield f"votes_separes[{rank}].{path}", f"{vote.objet} : {what}", todo

    return look


__all__ = ["each_election"]
