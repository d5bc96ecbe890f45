"""References to a name typed in the template that no number of the template bears."""

from collections.abc import Iterable, Iterator

from delibgen.errors import Finding, closest
from delibgen.word.codes import fault
from delibgen.word.references import folded
from delibgen.word.tag import Tag


def lost_references(tags: Iterable[Tag]) -> Iterator[Finding]:
    """Yield a finding for each ``{% renvoi : nom %}`` that leads nowhere, whatever the data.

    Nothing is said where a number takes its name from the data: it may be the one.
    """
    fields = [tag for tag in tags if tag.is_field]
    for tag in fields:
        if tag.keyword == "renvoi" and _typed(tag):
            known = [t for t in fields if t.keyword == "numero" and tag.series in {"", t.series}]
            names = [folded(t.body) for t in known]
            if all(map(_typed, known)) and folded(tag.body) not in names:
                yield _lost(tag, closest(folded(tag.body), names))


def _typed(tag: Tag) -> bool:
    return tag.body.startswith('"')


def _lost(tag: Tag, near: str) -> Finding:
    message = f"la balise « {tag.raw} » ne désigne rien : aucun numéro ne porte ce nom"
    advice = f"vouliez-vous « {near} » ?" if near else "écrivez {% numero article : nom %} à cet endroit"
    return fault("DG416", message, tag.place, advice)
