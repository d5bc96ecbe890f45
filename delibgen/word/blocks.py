"""Blocks of a part, once lifted: paired, checked, and what must not be repeated taken out of loops."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.codes import fault
from delibgen.word.fieldcodes import fields_of
from delibgen.word.heal import tags_in
from delibgen.word.names import DOC_PR, SDT, W14_NS, P, T, is_instruction, w
from delibgen.word.parts import Places
from delibgen.word.structure import number_of, tags_and
from delibgen.word.tag import MIDDLES, OPENERS, Tag
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


@dataclass(slots=True, eq=False)
class Block:
    """An opening tag, its divisions and its end."""

    tags: list[Tag]
    """Opening, ``elif`` and ``else``, end."""
    parent: "Block | None"
    first: int
    """Rank of the opening tag in the part."""
    last: int = -1
    """Rank of the end."""

    @property
    def is_loop(self) -> bool:
        """Tell whether the block repeats."""
        return self.tags[0].keyword == "for"

    def holds(self, rank: int) -> bool:
        """Tell whether the tag of this rank in the part is inside the block."""
        return self.first < rank < self.last


def pair(order: list[tuple[Tag, "_Element"]], faults: list[Finding]) -> list[Block]:
    """Return the blocks of a part; ``order`` gives each tag with the element that holds it."""
    stack: list[tuple[Block, _Element]] = []
    blocks: list[Block] = []
    for rank, (tag, site) in enumerate(order):
        if tag.opens:
            block = Block([tag], stack[-1][0] if stack else None, rank)
            stack.append((block, site))
            blocks.append(block)
        elif tag.is_block and _belongs(tag, site, stack, faults):
            block = stack[-1][0]
            block.tags.append(tag)
            block.last = rank
            if tag.closes:
                stack.pop()
    faults += [_unclosed(block.tags[0]) for block, _ in stack]
    return blocks


def _unclosed(opening: Tag) -> Finding:
    message = f"le bloc ouvert par « {opening.raw} » n'est fermé nulle part"
    end = f"{{%{opening.prefix} {OPENERS[opening.keyword]} %}}"
    advice = f"ajoutez « {end} » dans la même cellule ou le même texte"
    return fault("DG130", message, opening.place, advice)


def _belongs(
    tag: Tag, site: "_Element", stack: list[tuple[Block, "_Element"]], faults: list[Finding]
) -> bool:
    """Tell whether a tag goes on or closes the block that is open; say what is wrong."""
    if not stack:
        message = f"« {tag.raw} » ne répond à aucun bloc ouvert"
        todo = "ajoutez le {% for … %} ou le {% if … %}, ou retirez la balise"
        faults.append(fault("DG130", message, tag.place, todo))
        return False
    block, opened = stack[-1]
    wrong = _misplaced(tag, block)
    if wrong is not None:
        faults.append(fault("DG130", wrong[0], tag.place, wrong[1]))
        return False
    if site is not opened:
        faults.append(_across(block.tags[0], tag))
    return True


def _across(opening: Tag, tag: Tag) -> Finding:
    """Return the fault of a block over two places, at the tag that lacks the sign of the other."""
    message = f"le bloc ouvert par « {opening.raw} » continue ailleurs par « {tag.raw} »"
    wrong, right = sorted((opening, tag), key=lambda one: _REACH.index(one.prefix))
    if _REACH.index(wrong.prefix) < _REACH.index(right.prefix):
        body = wrong.body or wrong.keyword
        return fault("DG131", message, wrong.place, f"écrivez « {{%{right.prefix} {body} %}} »")
    advice = (
        "ouvrez et fermez le bloc dans le même paragraphe, ou seul dans son paragraphe avec {%p … %}, "
        "ou seul dans sa ligne avec {%tr … %}"
    )
    return fault("DG131", message, opening.place, advice)


_REACH = ("", "r", "p", "tc", "tr")
"""Prefixes of block tags, from what replaces the least to what replaces the most."""


def _misplaced(tag: Tag, block: Block) -> tuple[str, str] | None:
    """Return what is wrong with a tag of a block and what to do, or ``None``."""
    opening = block.tags[0]
    ends = tag.keyword.startswith("end")
    fits = OPENERS[opening.keyword] == tag.keyword if ends else opening.keyword in MIDDLES[tag.keyword]
    if not fits:
        message = f"« {tag.raw} » se trouve dans le bloc ouvert par « {opening.raw} »"
        return message, f"fermez d'abord par « {OPENERS[opening.keyword]} »"
    if not ends and any(earlier.keyword == "else" for earlier in block.tags):
        message = f"« {tag.raw} » suit un « else » du même bloc"
        return message, "gardez un seul « else », en dernier"
    return None


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
