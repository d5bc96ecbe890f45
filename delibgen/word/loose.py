"""Images and links of the template that a block may not print: they leave the file with their block."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from delibgen.word import opc
from delibgen.word.around import with_blocks
from delibgen.word.compiled import Loose
from delibgen.word.names import R_NS
from delibgen.word.tag import Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

    from delibgen.word.opening import Work

_KINDS = ("image", "hyperlink")
_OURS = f"{{{R_NS}}}"


def loose_identifiers(root: "_Element", tags: Sequence[Tag]) -> frozenset[str]:
    """Return the identifiers of relationships that a part names inside blocks only."""
    inside: set[str] = set()
    outside: set[str] = set()
    for node, blocks in with_blocks(root.iter(), tags):
        (inside if blocks else outside).update(identifiers_of(node))
    return frozenset(inside - outside)


def identifiers_of(node: "_Element") -> Iterator[str]:
    """Yield the identifiers of relationships that an element names."""
    return (str(value) for key, value in node.attrib.items() if str(key).startswith(_OURS))


def find_loose(
    work: "Work", loose: Mapping[str, frozenset[str]], relations: Mapping[str, str]
) -> tuple[Loose, ...]:
    """Return the relationships that a render may leave out.

    ``loose`` gives their identifiers for each rendered part, ``relations`` the text of its relationships.
    """
    chosen = [r for r in work.relations if r.kind in _KINDS and r.id in loose.get(r.source, ())]
    held = {_part_of(r) for r in work.relations if r not in chosen}
    apart = opc.declared_apart(work.roots[opc.TYPES])
    found = []
    for relation in chosen:
        line = _line(relations[relation.source], relation.id)
        part = _part_of(relation)
        if line and part.casefold() not in apart:
            found.append(Loose(relation.source, relation.id, line, "" if part in held else part))
    return tuple(found)


def _part_of(relation: opc.Relation) -> str:
    """Return the name of the part that a relationship leads to, ``""`` when it leads out of the file."""
    return "" if relation.external else relation.target


def _line(relations: str, identifier: str) -> str:
    found = re.search(rf'<Relationship [^<>]*\bId="{re.escape(identifier)}"[^<>]*/>', relations)
    return found[0] if found else ""
