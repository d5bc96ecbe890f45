"""Blocks of a part, once paired: checked, and what must not be repeated taken out of loops."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.codes import fault
from delibgen.word.fieldcodes import fields_of
from delibgen.word.heal import tags_in
from delibgen.word.names import DOC_PR, SDT, W14_NS, P, T, is_instruction, w
from delibgen.word.pairing import Block
from delibgen.word.parts import Places
from delibgen.word.structure import number_of, tags_and
from delibgen.word.tag import Tag
from delibgen.word.xml import discard

if TYPE_CHECKING:
    from lxml.etree import _Element

DRAWING_ID = "\ufdd8"
"""Stands for an identifier counted during the render."""
_DEEPEST = 16
_FIELD = w("fldChar")
_NOTES = {w("footnoteReference"), w("endnoteReference")}
_BOOKMARK, _BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
_NOWHERE = (-1,)
"""Stands for the branches around a bookmark that never holds: Word's own mark of the last change."""
_SETTLED = (P, _FIELD, _BOOKMARK, _BOOKMARK_END, *_NOTES, SDT, DOC_PR)


def order_of(root: "_Element", tags: list[Tag]) -> list[tuple[Tag, "_Element"]]:
    """Return the tags of a part in the order of the document, each with the element that holds it."""
    found: list[tuple[Tag, _Element]] = []
    for node in tags_and(root, T):
        number = number_of(node)
        if number >= 0:
            parent = node.getparent()
            found.append((tags[number], node if parent is None else parent))
        elif node.text:
            found += [(tag, node) for tag in tags_in(node, tags)]
    return found


def check_depth(blocks: list[Block], faults: list[Finding]) -> None:
    """Refuse blocks nested deeper than Python compiles."""
    depths: dict[int, int] = {}
    for block in blocks:
        depths[id(block)] = depth = 1 + (depths[id(block.parent)] if block.parent else 0)
        if depth == _DEEPEST + 1:
            message = f"« {block.tags[0].raw} » est imbriqué dans plus de {_DEEPEST} blocs"
            faults.append(fault("DG135", message, block.tags[0].place, "préparez les données plus à plat"))


def check_sets(order: list[tuple[Tag, "_Element"]], blocks: list[Block], faults: list[Finding]) -> None:
    """Refuse a ``set`` in a loop that is read outside it, or reads itself: Jinja forgets it at each turn."""
    for rank, (tag, _) in enumerate(order):
        name = tag.stored
        if not name or not is_looped(rank, blocks):
            continue
        if name in tag.names or _is_read_outside(name, order, blocks):
            message = f"« {name} » est calculé dans une boucle : sa valeur est oubliée à chaque tour"
            faults.append(fault("DG146", message, tag.place, "faites le calcul dans les données"))


def is_looped(rank: int, blocks: Sequence[Block]) -> bool:
    """Tell whether the tag of this rank is in a loop."""
    return any(block.is_loop and block.holds(rank) for block in blocks)


def _is_read_outside(name: str, order: list[tuple[Tag, "_Element"]], blocks: list[Block]) -> bool:
    """Tell whether a name is read outside of the loops that set it."""
    setting = [
        b for b in blocks if b.is_loop and any(tag.stored == name for tag, _ in order[b.first : b.last])
    ]
    readings = (rank for rank, (tag, _) in enumerate(order) if name in tag.names)
    return any(not any(block.holds(rank) for block in setting) for rank in readings)


@dataclass(slots=True)
class _Walk:
    tags: list[Tag]
    places: Places
    faults: list[Finding]
    stack: list[tuple[Tag, int, int]] = field(default_factory=list)
    """Open blocks: opening tag, branch number, field depth there."""
    branches: int = 0
    fields: int = 0
    marks: dict[str, tuple[tuple[int, ...], bool, "_Element"]] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    """Bookmarks that a reference of the part leads to."""

    @property
    def loops(self) -> int:
        """How many loops are open."""
        return sum(tag.keyword == "for" for tag, _, _ in self.stack)

    @property
    def path(self) -> tuple[int, ...]:
        """Branches of the open blocks, outermost first."""
        return tuple(branch for _, branch, _ in self.stack)


def settle(root: "_Element", tags: list[Tag], places: Places, faults: list[Finding]) -> None:
    """Check what blocks repeat or drop, and take what must be unique out of loops."""
    walk = _Walk(tags, places, faults, wanted=_references(root))
    for node in list(tags_and(root, *_SETTLED)):
        number = number_of(node)
        if number >= 0:
            _enter(walk, tags[number])
        elif not is_instruction(node):
            _settle_node(walk, node)
    _settle_bookmarks(walk)


def _enter(walk: _Walk, tag: Tag) -> None:
    if tag.opens:
        walk.branches += 1
        walk.stack.append((tag, walk.branches, walk.fields))
    elif walk.stack and tag.is_block:
        opening, _, depth = walk.stack.pop()
        if depth != walk.fields:
            message = f"le bloc ouvert par « {opening.raw} » coupe un champ Word en deux"
            walk.faults.append(
                fault("DG132", message, opening.place, "mettez le champ entier dedans, ou entier dehors")
            )
            walk.fields = depth
        if tag.divides:
            walk.branches += 1
            walk.stack.append((opening, walk.branches, depth))


def _settle_node(walk: _Walk, node: "_Element") -> None:
    if node.tag == P:
        for name in ("paraId", "textId"):
            node.attrib.pop(f"{{{W14_NS}}}{name}", "")
    elif node.tag == _FIELD:
        walk.fields += {"begin": 1, "end": -1}.get(node.get(w("fldCharType"), ""), 0)
    elif node.tag in {_BOOKMARK, _BOOKMARK_END}:
        _note_bookmark(walk, node)
    elif walk.loops:
        _settle_looped(walk, node)


def _settle_looped(walk: _Walk, node: "_Element") -> None:
    """Take what must be unique out of a loop."""
    if node.tag in _NOTES:
        message = "un appel de note est dans une boucle : la note serait appelée plusieurs fois"
        advice = "sortez l'appel de note de la boucle"
        walk.faults.append(fault("DG134", message, walk.places.of(node), advice))
    elif node.tag == SDT:
        for mark in node.findall(f"{w('sdtPr')}/{w('id')}"):
            discard(mark)
    elif node.tag == DOC_PR:
        node.set("id", DRAWING_ID)


def _note_bookmark(walk: _Walk, node: "_Element") -> None:
    """Keep where a bookmark begins; at its end, drop or report one that is not whole in one branch."""
    identifier = node.get(w("id"), "")
    if node.tag == _BOOKMARK:
        path = _NOWHERE if _name_of(node) == "_GoBack" else walk.path
        walk.marks[identifier] = (path, bool(walk.loops), node)
        return
    path, looped, start = walk.marks.pop(identifier, (walk.path, False, node))
    if path == walk.path and not looped:
        return
    if _left_by_word(walk, start):
        discard(start)
        discard(node)
    else:
        message = f"le signet « {_name_of(start)} » est répété ou coupé par un bloc"
        advice = "retirez le signet, ou sortez-le du bloc ; un renvoi s'écrit {% renvoi article : nom %}"
        walk.faults.append(fault("DG132", message, walk.places.of(start), advice))


def _name_of(bookmark: "_Element") -> str:
    return bookmark.get(w("name"), "")


def _left_by_word(walk: _Walk, bookmark: "_Element") -> bool:
    """Tell whether a bookmark is one that Word makes by itself and that nothing of the part refers to."""
    name = _name_of(bookmark)
    return name.startswith("_Toc") or (name.startswith(("_", "OLE_LINK")) and name not in walk.wanted)


def _references(root: "_Element") -> frozenset[str]:
    """Return the bookmarks that the fields and the links of a part lead to."""
    links = (str(link.get(w("anchor"), "")) for link in root.iter(w("hyperlink")))
    fields = (one.target for one in fields_of(root) if one.name in {"REF", "PAGEREF", "NOTEREF"})
    return frozenset((*links, *fields))


def _settle_bookmarks(walk: _Walk) -> None:
    for _, _, start in walk.marks.values():
        if _left_by_word(walk, start):
            discard(start)
