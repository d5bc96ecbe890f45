"""References to a name typed in the template that no number of the template bears."""

from collections.abc import Iterable, Iterator, Sequence

from delibgen.errors import Finding, closest
from delibgen.word.codes import fault
from delibgen.word.references import folded
from delibgen.word.tag import Tag


def lost_references(tags: Iterable[Tag]) -> Iterator[Finding]:
    """Yield a finding for each ``{% renvoi : nom %}`` that leads nowhere, whatever the data.

    Nothing is said where a number takes its name from the data: it may be the one.
    """
    fields = [tag for tag in tags if tag.is_field]
    numbers = [tag for tag in fields if tag.keyword == "numero"]
    for tag in fields:
        if tag.keyword == "renvoi" and _typed(tag):
            yield from _check(tag, [number for number in numbers if tag.series in {"", number.series}])


def _check(reference: Tag, numbers: Sequence[Tag]) -> Iterator[Finding]:
    """Yield the fault of a reference to a name that none of these numbers bears."""
    name, known = folded(reference.body), [folded(number.body) for number in numbers]
    if all(map(_typed, numbers)) and name not in known:
        yield _lost(reference, closest(name, known))


def _typed(tag: Tag) -> bool:
    return tag.body.startswith('"')


def _lost(tag: Tag, near: str) -> Finding:
    message = f"la balise « {tag.raw} » ne désigne rien : aucun numéro ne porte ce nom"
    advice = f"vouliez-vous « {near} » ?" if near else "écrivez {% numero article : nom %} à cet endroit"
    return fault("DG416", message, tag.place, advice)
