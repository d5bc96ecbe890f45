"""The blocks around each place of a part, once its tags are lifted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delibgen.word.names import is_instruction
from delibgen.word.structure import tag_at
from delibgen.word.tag import Tag

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(slots=True, eq=False)
class Around:
    """A block around a place, as far as it has been read: it goes on after that place."""

    tags: list[Tag]
    """The opening tag, those that begin other branches, and the end once it is read."""
    node: "_Element"
    """Node of the tag that begins the branch."""

    @property
    def is_loop(self) -> bool:
        """Tell whether the block repeats."""
        return self.tags[0].keyword == "for"

    @property
    def is_closed(self) -> bool:
        """Tell whether the end of the block was found."""
        return self.tags[-1].closes


def with_blocks(
    nodes: Iterable["_Element"], tags: Sequence[Tag]
) -> Iterator[tuple["_Element", tuple[Around, ...]]]:
    """Yield the elements among nodes, with the blocks around each, outermost first."""
    opened: tuple[Around, ...] = ()
    for node in nodes:
        tag = tag_at(node, tags)
        if tag is not None:
            opened = _after(tag, node, opened)
        elif not is_instruction(node):
            yield node, opened


def _after(tag: Tag, node: "_Element", opened: tuple[Around, ...]) -> tuple[Around, ...]:
    """Return the blocks that are open after a tag; one that answers to none was reported."""
    if tag.opens:
        return (*opened, Around([tag], node))
    if opened and tag.is_block:
        opened[-1].tags.append(tag)
        opened[-1].node = node
    return opened[:-1] if tag.closes else opened
