"""References of Word to a bookmark that a block may take away: Word would print an error in their place."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.codes import warning
from delibgen.word.fieldcodes import fields_of
from delibgen.word.names import w
from delibgen.word.structure import number_of
from delibgen.word.tag import MIDDLES, OPENERS, Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

Branches = tuple[Tag, ...]
"""The branches around a place, outermost first, each by the tag that opens it."""
_REFERENCES = ("REF", "PAGEREF", "NOTEREF")


def lost_bookmarks(root: "_Element", tags: Sequence[Tag]) -> Iterator[Finding]:
    """Yield a finding for each reference that is printed where its bookmark may not be."""
    targets = {field.first: field.target for field in fields_of(root) if field.name in _REFERENCES}
    marks: dict[str, Branches] = {}
    references: dict[tuple[str, Branches], None] = {}
    for node, branches in _placed(root, tags):
        if node.tag == w("bookmarkStart"):
            marks[node.get(w("name")) or ""] = branches
        elif name := targets.get(node) or node.get(w("anchor")):
            references[str(name), branches] = None
    for name, branches in references:
        around = marks.get(name, ())
        if branches[: len(around)] != around and not name.startswith("_Toc"):
            yield _lost(name, around[-1])


def _placed(root: "_Element", tags: Sequence[Tag]) -> Iterator[tuple["_Element", Branches]]:
    """Yield the elements of a part with the branches around them."""
    opened: list[Tag] = []
    for node in root.iter():
        number = number_of(node)
        if number < 0:
            yield node, tuple(opened)
        elif tags[number].keyword in OPENERS:
            opened.append(tags[number])
        elif opened and tags[number].keyword in MIDDLES:
            opened[-1] = tags[number]
        elif opened and tags[number].keyword in OPENERS.values():
            opened.pop()


def _lost(name: str, tag: Tag) -> Finding:
    message = f"un renvoi mène au signet « {name} », que le bloc « {tag.raw} » peut ôter"
    return warning(
        "DG175", message, tag.place, "sortez le signet du bloc, ou mettez le renvoi dans le même bloc"
    )
