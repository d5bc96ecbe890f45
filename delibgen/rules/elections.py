"""An item may hold several elections, one after the other: each is looked at as if it were the only one."""

from collections.abc import Callable, Iterator
from functools import wraps

from delibgen.model.deliberation import Deliberation
from delibgen.rules.base import Remarque
from delibgen.rules.occasion import only_if, with_election

Look = Callable[..., Iterator[Remarque]]


def each_election(function: Look) -> Look:
    """Make a rule about the election of an item look at those that ``votes_separes`` holds too."""

    @wraps(function)
    def look(acte: Deliberation, *seen: object) -> Iterator[Remarque]:
        """Look at the election of the item, and at those put to the vote apart, as if each were alone."""
        yield from function(acte, *seen)
        for rank, vote in enumerate(acte.votes_separes):
            if vote.scrutin.tours:
                alone = acte.model_copy(update={"scrutin": vote.scrutin, "votes_separes": ()})
                for path, what, todo in function(alone, *seen):
                    yield f"votes_separes[{rank}].{path}", f"{vote.objet} : {what}", todo

    return only_if(with_election)(look)


__all__ = ["each_election"]
