"""Articles of a finished act: a heading, then a text in Markdown; folded into one loop.

What stands under one article only (a schedule) is kept there, behind the yes or no that it alone has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from pydantic import BaseModel

from delibgen.formats.boucles import as_many, frame_of, lines_of, onwards
from delibgen.formats.champs import Champ, champs_of
from delibgen.formats.contexte import Valeur
from delibgen.formats.remplacer import alike, clone_with
from delibgen.formats.valeurs import item_values, markdown_lines
from delibgen.model.acte import Acte
from delibgen.word.names import P
from delibgen.word.xml import sure

if TYPE_CHECKING:
    from lxml.etree import _Element

_BETWEEN = 12
"""Blocks that may stand between the text of an article and the next heading."""


@dataclass(frozen=True, slots=True)
class Section:
    """One item of a list that a document writes as a heading and a text."""

    valeurs: Sequence[Valeur]
    """What its heading may hold."""
    champ: str
    """Field of its text."""
    lignes: Sequence[str]
    """Lines that its text gives."""
    oui: frozenset[str]
    """Its fields that say yes."""


@dataclass(slots=True)
class _Place:
    titre: "_Element"
    texte: "list[_Element]"
    suite: "list[_Element]" = field(default_factory=list)


def sections_of(acte: Acte) -> Iterator[tuple[str, list[Section]]]:
    """Yield the lists of an act whose items have one text in Markdown."""
    for champ in champs_of(type(acte)):
        rich, items = _rich_fields(champ), getattr(acte, champ.nom)
        if len(rich) == 1 and len(items) > 1:
            yield champ.nom, [_section(item, rank, rich[0]) for rank, item in enumerate(items)]


def _rich_fields(champ: Champ) -> list[str]:
    """Return the fields in Markdown of the items of a list; none for another field."""
    if not champ.liste or champ.objet is None:
        return []
    return [inner.nom for inner in champs_of(champ.objet) if inner.riche]


def _section(item: BaseModel, rank: int, name: str) -> Section:
    text = getattr(item, name)
    yes = frozenset(name for name in type(item).model_fields if getattr(item, name) is True)
    return Section(item_values(item, rank), name, markdown_lines(text) if text else [], yes)


def fold_sections(root: "_Element", path: str, sections: Sequence[Section]) -> Iterator[str]:
    """Turn the articles of a part into a loop."""
    for first in list(root.iter(P)):
        places = _chain(first, sections)
        if not places:
            continue
        frames = {frame_of(place.titre, s.valeurs)[0] for place, s in zip(places, sections, strict=True)}
        guards = [_only(rank, sections) for rank, place in enumerate(places) if place.suite]
        if len(frames) == 1 and all(guards):
            yield from _fold(places, path, frames.pop(), sections[0].champ, guards)
            return


def _chain(first: "_Element", sections: Sequence[Section]) -> list[_Place]:
    """Return the place of each article from this heading on; none when one of them is missing."""
    places: list[_Place] = []
    block: _Element | None = first
    for section in sections:
        heading, between = _seek(block, section, _BETWEEN if places else 1)
        if heading is None:
            return []
        if between:
            places[-1].suite = between
        text = list(as_many(heading.getnext(), len(section.lignes)))
        places.append(_Place(heading, text))
        block = (text[-1] if text else heading).getnext()
    return places


def _seek(
    block: "_Element | None", section: Section, within: int
) -> "tuple[_Element | None, list[_Element]]":
    """Return the heading of an article among so many blocks, and those that stand before it."""
    between: list[_Element] = []
    for one in islice(() if block is None else onwards(block), within):
        if _begins(one, section):
            return one, between
        between.append(one)
    return None, []


def _begins(block: "_Element", section: Section) -> bool:
    """Tell whether a block is the heading of an article, its text beneath."""
    if block.tag != P or not any(
        tag.startswith("{{ element.") for tag in frame_of(block, section.valeurs)[1]
    ):
        return False
    text = as_many(block.getnext(), len(section.lignes))
    return [alike(line) for one in text for line in lines_of(one)] == [alike(line) for line in section.lignes]


def _only(rank: int, sections: Sequence[Section]) -> str:
    """Return the yes or no that an article alone has; nothing when there is none."""
    others = frozenset[str]().union(*(s.oui for other, s in enumerate(sections) if other != rank))
    return next(iter(sorted(sections[rank].oui - others)), "")


def _fold(
    places: Sequence[_Place], path: str, heading: str, champ: str, guards: Sequence[str]
) -> Iterator[str]:
    first = places[0].titre
    body = next((one for one in places[0].texte if one.tag == P), first)
    head, tag = f"{{%p for element in {path} %}}", f"{{{{p element.{champ} | markdown }}}}"
    made = [clone_with(body, head), clone_with(first, heading), clone_with(body, tag)]
    kept = [place for place in places if place.suite]
    for place, name in zip(kept, guards, strict=True):
        made += [
            clone_with(body, f"{{%p if element.{name} %}}"),
            *place.suite,
            clone_with(body, "{%p endif %}"),
        ]
    made.append(clone_with(body, "{%p endfor %}"))
    for one in made:
        first.addprevious(one)
    for place in places:
        for one in (place.titre, *place.texte):
            sure(one.getparent()).remove(one)
    yield head
    yield tag
