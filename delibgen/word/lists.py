"""Numbered paragraphs in loops: each list that a loop repeats starts anew at each turn.

Word counts the paragraphs of a numbering instance over the whole document. A list that begins inside two
loops gets its own instance at each pass of the loop around. Inside a single loop, one numbered paragraph is
the item of a list that the loop makes: it counts on. Several are a list of their own, which each turn begins
anew, where the reader sees it apart: under a heading, before another text, in a cell. A list of a piece that
a loop includes is a new one each time.
"""

import copy
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from delibgen.word.around import Around, with_blocks
from delibgen.word.names import DOC_PR, TBL, TC, TR, VAL, P, ancestor, is_instruction, w
from delibgen.word.parts import Places
from delibgen.word.structure import tag_at, tags_and
from delibgen.word.styles import Styles
from delibgen.word.tag import Tag
from delibgen.word.xml import properties_of, sure

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
    branches: Mapping[Around, "_Element"]
    """Where the conditions around it are in their branches."""


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
        if around := _renewing(item, found, tags):
            lists[item.abstract, around].append(item)
    for (_, path), items in lists.items():
        rank = len(known)
        known.append(Restart(items[0].number, frozenset(item.level for item in items)))
        path[-1].tail = f"{NUMBER_START}{rank}{NUMBER_END}{path[-1].tail or ''}"
        for item in items:
            number_directly(item.paragraph, f"{NUMBER}{rank}{NUMBER_END}", item.level)


def _renewing(item: _Numbered, found: Sequence[_Numbered], tags: Sequence[Tag]) -> tuple["_Element", ...]:
    """Return the loops whose every pass starts the list of a paragraph anew; none when it counts on."""
    base = min((other.path for other in found if _leads(other, item)), key=len)
    own = [other for other in found if other.abstract == item.abstract and other.path[: len(base)] == base]
    if base and _is_several(own, base) and _is_apart(own, base[-1], tags):
        return base
    return base[: max(len(base) - 1, min(item.hosts, len(base)))]


def _is_several(items: Sequence[_Numbered], loops: tuple["_Element", ...]) -> bool:
    """Tell whether one turn prints several paragraphs of a list, at its own level."""
    level = min(item.level for item in items)
    top = [item for item in items if item.level == level]
    by_rows = sure(loops[-1].getparent()).tag in {TBL, TR}  # its cells go on from one another
    return any(len(item.path) > len(loops) for item in top) or any(
        not _excludes(one, other) and not (by_rows and _cell(one) is not _cell(other))
        for one, other in combinations(top, 2)
    )


def _cell(item: _Numbered) -> "_Element | None":
    return ancestor(item.paragraph, TC)


def _excludes(one: _Numbered, other: _Numbered) -> bool:
    """Tell whether two paragraphs stand in two branches of one condition."""
    return any(
        one.branches[block] is not node for block, node in other.branches.items() if block in one.branches
    )


def _is_apart(items: Sequence[_Numbered], loop: "_Element", tags: Sequence[Tag]) -> bool:
    """Tell whether a reader sees the list of a turn apart from that of the turn before.

    Its lines then follow a text of the turn, or go without any text between them, or are in a table.
    """
    own = {item.paragraph for item in items}
    nodes = (node for node in _turn(loop, tags) if node in own or _has_content(node))
    shown = "".join("i" if node in own else "o" for node in nodes)
    return "i" not in shown or shown.startswith("o") or re.fullmatch("i+o+", shown) is not None


def _turn(loop: "_Element", tags: Sequence[Tag]) -> Iterator["_Element"]:
    """Yield the elements that a loop repeats, in its own parent."""
    depth = 1
    for node in loop.itersiblings():
        tag = tag_at(node, tags)
        depth += tag.step if tag is not None else 0
        if not depth or (depth == 1 and tag is not None and tag.divides):
            return
        if not is_instruction(node):
            yield node


def _has_content(node: "_Element") -> bool:
    text = "".join(map(str, node.itertext())).strip()
    return bool(text) or node.find(f".//{DOC_PR}") is not None


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
            branches = {block: block.node for block in blocks if not block.is_loop}
            found.append(_Numbered(paragraph, path, *numbering, hosts, branches))
    return found


def number_directly(paragraph: "_Element", number: str, level: int) -> None:
    """Give a paragraph its numbering directly: the style's would count on."""
    properties = properties_of(paragraph)
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
    originals = {element.get(_NUM_ID, ""): element for element in numbering.iter(w("num"))}
    return tuple(_instance(originals[item.number], numbering, item.levels) for item in restarts)


def _instance(original: "_Element", numbering: "_Element", levels: frozenset[int]) -> str:
    """Return a copy of an instance that starts each of these levels at its first number."""
    clone = copy.deepcopy(original)
    abstract = sure(clone.find(w("abstractNumId"))).get(VAL, "")
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
