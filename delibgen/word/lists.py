"""Numbered paragraphs in loops inside loops: each pass of the outer loop starts its lists anew.

Word counts the paragraphs of a numbering instance over the whole document. A list that begins inside two
loops gets its own instance at each pass of the loop around; one that begins in a single loop counts on, as
the template shows it. A list of a piece that a loop includes is a new one each time.
"""

import copy
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delibgen.word.around import with_blocks
from delibgen.word.names import PPR, VAL, P, w
from delibgen.word.parts import Places
from delibgen.word.structure import tags_and
from delibgen.word.styles import Styles
from delibgen.word.tag import Tag
from delibgen.word.xml import sure

if TYPE_CHECKING:
    from lxml.etree import _Element

NUMBER, NUMBER_START, NUMBER_END = "\ufde5", "\ufde6", "\ufde7"
"""Around the rank of a list: where its instance is written, and where it starts anew."""
_NUM_PR, _NUM_ID, _LEVEL = w("numPr"), w("numId"), w("ilvl")
_BEFORE_NUM_PR = frozenset(
    w(name) for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


@dataclass(slots=True)
class _Numbered:
    paragraph: "_Element"
    path: tuple["_Element", ...]
    """Instructions that open the loops around, outermost first."""
    number: str
    abstract: str
    level: int
    hosts: int
    """How many of these loops are around the whole piece that it comes from: each turn has its own list."""


@dataclass(frozen=True, slots=True)
class Restart:
    """A list that starts anew: the instance that it copies, the levels that it counts."""

    number: str
    levels: frozenset[int]


def restart(
    root: "_Element", tags: Sequence[Tag], styles: Styles, places: Places, known: list[Restart]
) -> None:
    """Mark the lists of a part that start anew; add what each copies to ``known``."""
    found = _numbered(root, tags, styles, places)
    lists: dict[tuple[str, tuple[_Element, ...]], list[_Numbered]] = defaultdict(list)
    for item in found:
        if around := _renewing(item, found):
            lists[item.abstract, around].append(item)
    for (_, path), items in lists.items():
        rank = len(known)
        known.append(Restart(items[0].number, frozenset(item.level for item in items)))
        path[-1].tail = f"{NUMBER_START}{rank}{NUMBER_END}{path[-1].tail or ''}"
        for item in items:
            number_directly(item.paragraph, f"{NUMBER}{rank}{NUMBER_END}", item.level)


def _renewing(item: _Numbered, found: Sequence[_Numbered]) -> tuple["_Element", ...]:
    """Return the loops whose every pass starts the list of a paragraph anew; none when it counts on."""
    base = min((other.path for other in found if _leads(other, item)), key=len)
    return base[: max(len(base) - 1, min(item.hosts, len(base)))]


def _leads(other: _Numbered, item: _Numbered) -> bool:
    """Tell whether a paragraph is of the list of another one, at its level or above, in a loop around it."""
    around = other.path == item.path[: len(other.path)]
    return around and other.abstract == item.abstract and other.level <= item.level


def _numbered(root: "_Element", tags: Sequence[Tag], styles: Styles, places: Places) -> list[_Numbered]:
    found = []
    for paragraph, blocks in with_blocks(tags_and(root, P), tags):
        if numbering := styles.numbering_of(paragraph):
            loops = [block for block in blocks if block.is_loop]
            own = places.of(paragraph).file
            hosts = sum(block.tags[0].place.file != own for block in loops)
            path = tuple(block.node for block in loops)
            found.append(_Numbered(paragraph, path, *numbering, hosts))
    return found


def number_directly(paragraph: "_Element", number: str, level: int) -> None:
    """Give a paragraph its numbering directly: the style's would count on."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = paragraph.makeelement(PPR, {})
        paragraph.insert(0, properties)
    numbering = properties.find(_NUM_PR)
    if numbering is None:
        numbering = properties.makeelement(_NUM_PR, {})
        properties.insert(sum(child.tag in _BEFORE_NUM_PR for child in properties), numbering)
    for child in list(numbering):
        if child.tag in {_NUM_ID, _LEVEL}:
            numbering.remove(child)
    numbering.insert(0, numbering.makeelement(_LEVEL, {VAL: str(level)}))
    numbering.insert(1, numbering.makeelement(_NUM_ID, {VAL: number}))


def instances(numbering: "_Element | None", restarts: Sequence[Restart]) -> tuple[str, ...]:
    """Return, for each list that starts anew, the content of its new numbering instances."""
    if numbering is None:
        return ()
    originals = {element.get(_NUM_ID) or "": element for element in numbering.iter(w("num"))}
    return tuple(_instance(originals[item.number], numbering, item.levels) for item in restarts)


def _instance(original: "_Element", numbering: "_Element", levels: frozenset[int]) -> str:
    """Return a copy of an instance that starts each of these levels at its first number."""
    clone = copy.deepcopy(original)
    abstract = sure(clone.find(w("abstractNumId"))).get(VAL) or ""
    overrides = {int(e.get(_LEVEL) or 0): e for e in clone.findall(w("lvlOverride"))}
    for level in levels - overrides.keys():
        overrides[level] = clone.makeelement(w("lvlOverride"), {_LEVEL: str(level)})
    for level in levels:
        if overrides[level].find(w("startOverride")) is None:
            start = _start(numbering, abstract, level)
            overrides[level].insert(0, clone.makeelement(w("startOverride"), {VAL: start}))
    for level in sorted(overrides):
        clone.append(overrides[level])  # moved when it was there: in order
    return _content(clone, numbering)


def _start(numbering: "_Element", abstract: str, level: int) -> str:
    """Return the first number of a level, 1 when the template does not say."""
    for definition in numbering.iter(w("abstractNum")):
        if definition.get(w("abstractNumId")) == abstract:
            for mark in definition.iter(w("lvl")):
                start = mark.find(w("start"))
                if mark.get(_LEVEL) == str(level) and start is not None:
                    return start.get(VAL) or "1"
    return "1"


def _content(element: "_Element", root: "_Element") -> str:
    from lxml import etree

    text = "".join(etree.tostring(child, encoding="unicode") for child in element)
    for prefix, uri in root.nsmap.items():
        text = text.replace(f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"', "")
    return text
