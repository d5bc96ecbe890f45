"""References that lead nowhere, or to several places, whatever the data or for some of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from delibgen.errors import Finding, closest
from delibgen.word.codes import fault, warning
from delibgen.word.references import folded
from delibgen.word.tag import Tag


@dataclass(frozen=True, slots=True)
class _Around:
    """A branch around a tag."""

    opener: Tag
    """The tag that opens the block."""
    branch: Tag
    """The tag that begins the branch."""

    @property
    def repeats(self) -> bool:
        """Tell whether what is inside may be printed several times."""
        return self.branch.keyword == "for"


@dataclass(frozen=True, slots=True)
class _Field:
    """A number or a reference, with the branches around it, outermost first."""

    tag: Tag
    around: tuple[_Around, ...]

    @property
    def typed(self) -> bool:
        """Tell whether its name is typed in the template; a number without a name has an empty one."""
        return self.tag.body.startswith('"')


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of a series, by their name as names are compared; only those that have one."""

    by_name: Mapping[str, list[_Field]]
    typed: bool
    """Whether every name is typed in the template."""


def lost_references(tags: Iterable[Tag]) -> Iterator[Finding]:
    """Yield a finding for each ``{% renvoi … %}`` that may not lead to one place.

    Nothing is said where a number takes its name from the data: it may be the one.
    """
    fields = list(_placed(tags))
    known: dict[str, _Numbers] = {}
    for field in fields:
        if field.tag.keyword == "renvoi":
            series = field.tag.series
            if series not in known:
                known[series] = _numbers(n for n in fields if series in {"", n.tag.series})
            yield from _check(field, known[series])


def _numbers(fields: Iterable[_Field]) -> _Numbers:
    by_name: dict[str, list[_Field]] = {}
    typed = True
    for field in fields:
        if field.tag.keyword == "numero" and (name := folded(field.tag.body)):
            by_name.setdefault(name, []).append(field)
            typed &= field.typed
    return _Numbers(by_name, typed)


def _placed(tags: Iterable[Tag]) -> Iterator[_Field]:
    """Yield the numbers and references with the branches around them."""
    around: list[_Around] = []
    for tag in tags:
        if tag.opens:
            around.append(_Around(tag, tag))
        elif tag.divides and around:
            around[-1] = _Around(around[-1].opener, tag)
        elif tag.closes and around:
            around.pop()
        elif tag.is_field and not tag.faulty:
            yield _Field(tag, tuple(around))


def _check(reference: _Field, numbers: _Numbers) -> Iterator[Finding]:
    """Yield the fault of a reference that may not lead to one of these numbers, and to one only."""
    if not numbers.typed or (numbers.by_name and not reference.typed):
        return
    name = folded(reference.tag.body)
    if found := numbers.by_name.get(name):
        yield from _doubtful(reference, found)
    else:
        yield _lost(reference, closest(name, numbers.by_name))


def _lost(reference: _Field, near: str) -> Finding:
    message = f"la balise « {reference.tag.raw} » ne désigne rien : aucun numéro ne porte ce nom"
    advice = f"vouliez-vous « {near} » ?" if near else "écrivez {% numero article : nom %} à cet endroit"
    if not reference.typed:
        message = f"la balise « {reference.tag.raw} » ne désigne rien : aucun numéro ne porte de nom"
        advice = f"donnez ce nom au numéro : {{% numero article {reference.tag.body} %}}"
    return fault("DG416", message, reference.tag.place, advice)


def _doubtful(reference: _Field, found: Sequence[_Field]) -> Iterator[Finding]:
    """Yield what may become of a reference whose numbers are in blocks, or several."""
    tag, several, found = reference.tag, len(found), found[:_ENOUGH]
    repeated = next((a for n in found for a in n.around if a.repeats), None)
    if repeated is not None:
        message = f"la boucle « {repeated.branch.raw} » répète le numéro que désigne « {tag.raw} »"
        advice = "donnez à chaque numéro un nom tiré des données : {% numero article x.titre %}"
        yield warning("DG417", message, tag.place, advice)
    elif len(found) > 1 and not _exclusive(found):
        message = f"la balise « {tag.raw} » désigne {several} numéros du même nom"
        certain = not any(number.around for number in found)
        yield (fault if certain else warning)(
            "DG417", message, tag.place, "donnez à chacun un nom qui lui est propre"
        )
    elif len(found) == 1 and (block := _missing(reference, found[0])):
        message = f"le numéro que désigne « {tag.raw} » n'est imprimé que dans « {block.branch.raw} »"
        yield warning(
            "DG416", message, tag.place, "mettez le renvoi dans le même bloc, ou sortez-en le numéro"
        )


_ENOUGH = 20
"""Numbers of one name that are looked at: more of them say nothing more."""


def _exclusive(found: Sequence[_Field]) -> bool:
    """Tell whether numbers stand in branches of one block: only one of them is printed."""
    shared = set.intersection(*({a.opener.number for a in number.around} for number in found))
    branches = [{a.branch.number for a in n.around if a.opener.number in shared} for n in found]
    return bool(shared) and len({frozenset(branch) for branch in branches}) == len(found)


def _missing(reference: _Field, number: _Field) -> _Around | None:
    """Return the first branch around a number under which a reference may not be."""
    conditions = " ".join(around.branch.body for around in reference.around)
    here = {around.branch.number for around in reference.around}

    def holds(around: _Around) -> bool:
        """Tell whether a branch is taken wherever the reference is printed, as far as its words tell."""
        condition = around.branch.body.partition(" ")[2]
        return around.branch.number in here or bool(condition and condition in conditions)

    return next((around for around in number.around if not holds(around)), None)
