"""Images and links of the template that a block may not print: they leave the file with their block."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from delibgen.word import opc
from delibgen.word.compiled import Loose
from delibgen.word.names import R_NS, is_instruction
from delibgen.word.structure import number_of
from delibgen.word.tag import OPENERS, Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

    from delibgen.word.opening import Work

_KINDS = ("image", "hyperlink")
_OURS = f"{{{R_NS}}}"


def loose_identifiers(root: "_Element", tags: Sequence[Tag]) -> frozenset[str]:
    """Return the identifiers of relationships that a part names inside blocks only."""
    inside: set[str] = set()
    outside: set[str] = set()
    depth = 0
    for node in root.iter():
        number = number_of(node)
        if number >= 0:
            keyword = tags[number].keyword
            depth += (keyword in OPENERS) - (keyword in OPENERS.values())
        elif not is_instruction(node):
            (inside if depth else outside).update(identifiers_of(node))
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
    held = {r.target for r in work.relations if r not in chosen and not r.external}
    apart = opc.declared_apart(work.roots[opc.TYPES])
    return tuple(
        Loose(r.source, r.id, line, "" if r.external or r.target in held else r.target)
        for r in chosen
        if (line := _line(relations[r.source], r.id)) and (r.external or r.target.casefold() not in apart)
    )


def _line(relations: str, identifier: str) -> str:
    found = re.search(rf'<Relationship [^<>]*\bId="{re.escape(identifier)}"[^<>]*/>', relations)
    return found[0] if found else ""
