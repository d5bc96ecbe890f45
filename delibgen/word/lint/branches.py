"""What a branch that is not taken leaves behind: references to its bookmarks, images in the file."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.around import with_blocks
from delibgen.word.codes import note, warning
from delibgen.word.fieldcodes import fields_of
from delibgen.word.names import R_NS, w
from delibgen.word.tag import Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

Branches = tuple[Tag, ...]
"""The branches around a place, outermost first, each by the tag that opens it."""
_EMBEDDED = f"{{{R_NS}}}embed"
_BOOKMARK, _NAME, _ANCHOR = w("bookmarkStart"), w("name"), w("anchor")
_REFERENCES = ("REF", "PAGEREF", "NOTEREF")


def lost_bookmarks(root: "_Element", tags: Sequence[Tag]) -> Iterator[Finding]:
    """Yield a finding for each reference that is printed where its bookmark may not be."""
    placed = list(_placed(root, tags))
    marks = {node.get(_NAME): branches for node, branches in placed if node.tag == _BOOKMARK}
    for name, branches in dict.fromkeys(_references(root, placed)):
        around = marks.get(name, ())
        if branches[: len(around)] != around and not name.startswith("_Toc"):
            yield _lost(name, around[-1])


def _references(
    root: "_Element", placed: Iterable[tuple["_Element", Branches]]
) -> Iterator[tuple[str, Branches]]:
    """Yield the names of bookmarks that fields and links lead to, with the branches around each."""
    targets = {field.first: field.target for field in fields_of(root) if field.name in _REFERENCES}
    for node, branches in placed:
        if name := targets.get(node) or node.get(_ANCHOR):
            yield str(name), branches


def kept_images(root: "_Element", tags: Sequence[Tag], held: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each block around an image that the file holds in all cases; ``held`` are such."""
    if not held:
        return
    placed = _placed(root, tags)
    blocks = (branches[-1] for node, branches in placed if branches and node.get(_EMBEDDED) in held)
    for tag in dict.fromkeys(blocks):
        message = f"le fichier garde l'image du bloc « {tag.raw} », même quand le bloc ne l'imprime pas"
        advice = "si elle ne doit pas s'y trouver (une signature), donnez-la dans les données : {{ image }}"
        yield note("DG176", message, tag.place, advice)


def _placed(root: "_Element", tags: Sequence[Tag]) -> Iterator[tuple["_Element", Branches]]:
    """Yield the elements of a part with the branches around them."""
    for node, blocks in with_blocks(root.iter(), tags):
        yield node, tuple(block.tags[-1] for block in blocks)


def _lost(name: str, tag: Tag) -> Finding:
    message = f"un renvoi mène au signet « {name} », que le bloc « {tag.raw} » peut ôter"
    return warning(
        "DG175", message, tag.place, "sortez le signet du bloc, ou mettez le renvoi dans le même bloc"
    )
