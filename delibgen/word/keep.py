"""What must not end up empty: a cell keeps a paragraph, a table keeps a row.

Marks are put where the compiler cannot prove it; ``settling`` looks at them once the text is there.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delibgen.word.names import SDT, SDT_CONTENT, TBL, TC, TR, TXBX, P, is_instruction, w
from delibgen.word.settling import APART, CELL, CELL_END, OTHERWISE, ROWS, ROWS_END, TABLE
from delibgen.word.structure import number_of, tag_at
from delibgen.word.tag import Tag
from delibgen.word.xml import write_before

if TYPE_CHECKING:
    from lxml.etree import _Element

_HOLDERS = (TC, TXBX, w("hdr"), w("ftr"), w("footnote"), w("endnote"), SDT_CONTENT)
_CONTENT = (P, TBL, SDT, TR, TC)
_ZONES = (TC, TXBX, w("hdr"), w("ftr"))
_LAST = (P, TBL, SDT, w("customXml"), w("altChunk"))
"""What a cell, a box or a header may end with."""


def give_paragraphs(root: "_Element", *, tagged: bool) -> None:
    """Give a paragraph to what holds none, and, in a part without tags, to what ends with a table.

    Word wants one there; where there are tags, it is seen once the text is known.
    """
    for zone in root.iter(*_ZONES):
        last = next((child.tag for child in reversed(zone) if child.tag in _LAST), None)
        if last is None or (last == TBL and not tagged):
            zone.append(zone.makeelement(P))


def mark(root: "_Element", tags: Sequence[Tag]) -> bool:
    """Put the marks of a part; tell whether there is any."""
    tables = [_mark_table(table, tags) for table in root.iter(TBL)]
    holders = [_mark_holder(holder, tags) for holder in root.iter(*_HOLDERS)]
    parted = [_mark_end(table) for table in root.iter(TBL)]
    return any((*tables, *holders, *parted))


def doubtful(root: "_Element", tags: Sequence[Tag], filled: Collection[int]) -> Iterator[Tag]:
    """Yield the last tag of each cell, text box, header or note that some values would leave empty.

    ``filled`` are the numbers of the loops that are known to turn.
    """
    rows = _Sight(tags, _is_row, filled=filled)

    def stays(element: "_Element") -> bool:
        """Tell whether a block is there: a table whose rows are all left out is not."""
        return _is_block(element) and (element.tag != TBL or rows.sure(_rows_of(element)))

    for holder in root.iter(*_HOLDERS):
        blocks = _blocks_of(holder)
        if _may_empty(blocks, tags) and not _Sight(tags, stays, filled=filled).sure(blocks):
            yield tags[number_of(blocks[-1])]


def _rows_of(table: "_Element") -> list["_Element"]:
    """Return the rows of a table, and the tags between them."""
    return [child for child in table if child.tag == TR or is_instruction(child)]


def _mark_table(table: "_Element", tags: Sequence[Tag]) -> bool:
    rows = _rows_of(table)
    if not rows or _Sight(tags, _is_row).sure(rows):
        return False
    if _is_one_loop(rows, tags):
        write_before(rows[-1], OTHERWISE)
    else:
        write_before(table, TABLE)
        write_before(rows[0], ROWS)
        table[-1].tail = (table[-1].tail or "") + ROWS_END
    return True


def _mark_end(table: "_Element") -> bool:
    """Mark the end of a table that a tag follows: Word joins two tables that touch."""
    following = table.getnext()
    if following is None or number_of(following) < 0:
        return False
    table.tail = f"{APART}{table.tail or ''}"
    return True


def _mark_holder(holder: "_Element", tags: Sequence[Tag]) -> bool:
    blocks = _blocks_of(holder)
    if blocks and blocks[-1].tag == TBL and holder.tag != SDT_CONTENT:
        blocks[-1].addnext(holder.makeelement(P))
    if not _may_empty(blocks, tags):
        return False
    holder[-1].tail = f"{holder[-1].tail or ''}{CELL}{number_of(blocks[-1])}{CELL_END}"
    return True


def _blocks_of(holder: "_Element") -> list["_Element"]:
    """Return the blocks and the tags of a cell or the like; nothing for text inside a line."""
    blocks = [child for child in holder if number_of(child) >= 0 or child.tag in _CONTENT]
    return [] if all(is_instruction(block) for block in blocks) else blocks


def _may_empty(blocks: Sequence["_Element"], tags: Sequence[Tag]) -> bool:
    """Tell whether what follows the last block for sure may be nothing that ends a cell."""
    if not blocks or number_of(blocks[-1]) < 0:
        return False
    return not _Sight(tags, _ends_a_holder, last=True).sure(blocks)


def _is_row(element: "_Element") -> bool:
    return element.tag == TR


def _is_block(element: "_Element") -> bool:
    return not is_instruction(element)


def _ends_a_holder(element: "_Element") -> bool:
    return not is_instruction(element) and element.tag != TBL


def _is_one_loop(rows: Sequence["_Element"], tags: Sequence[Tag]) -> bool:
    """Tell whether the rows are one loop, without ``else``, whose every turn makes a row."""
    parts = list(_parted(rows, tags))
    loop = parts[0]
    if len(parts) > 1 or not isinstance(loop, _Block) or loop.keyword != "for":
        return False
    return len(loop.branches) == 1 and _Sight(tags, _is_row).sure(loop.branches[0])


@dataclass(slots=True)
class _Block:
    """A block among the children of a cell or of a table."""

    keyword: str
    number: int
    branches: list[list["_Element"]] = field(default_factory=lambda: [[]])
    is_exhaustive: bool = False
    """Whether one branch is always taken: there is an ``else``."""

    def fill(self, rest: Iterator["_Element"], tags: Sequence[Tag]) -> None:
        """Take the nodes of the block, up to its end."""
        depth = 0
        for node in rest:
            tag = tag_at(node, tags)
            if tag is not None and not depth and tag.closes:
                return
            if tag is not None and not depth and tag.divides:
                self.is_exhaustive |= tag.keyword == "else"
                self.branches.append([])
                continue
            depth += tag.step if tag is not None else 0
            self.branches[-1].append(node)


def _parted(nodes: Iterable["_Element"], tags: Sequence[Tag]) -> Iterator["_Element | _Block"]:
    """Yield the blocks among nodes, and the nodes that are in none of them."""
    rest = iter(nodes)
    for node in rest:
        tag = tag_at(node, tags)
        if tag is None or not tag.opens:
            yield node
        else:
            block = _Block(tag.keyword, number_of(node))
            block.fill(rest, tags)
            yield block


@dataclass(frozen=True, slots=True)
class _Sight:
    """Looks for what is there whatever the blocks do."""

    tags: Sequence[Tag]
    wanted: Callable[["_Element"], bool]
    last: bool = False
    """Whether it must be at the end."""
    filled: Collection[int] = ()
    """Numbers of the loops that are known to turn."""

    def sure(self, nodes: Sequence["_Element"]) -> bool:
        """Tell whether a wanted element is among nodes."""
        found = False
        for part in _parted(nodes, self.tags):
            if isinstance(part, _Block):
                found = self._after_block(part, found=found)
            else:
                found = self._after_node(part, found=found)
        return found

    def _after_node(self, node: "_Element", *, found: bool) -> bool:
        tag = tag_at(node, self.tags)
        if tag is None:
            return self.wanted(node) or (found and not self.last)
        return found or tag.is_value or tag.keyword == "sommaire"

    def _after_block(self, block: _Block, *, found: bool) -> bool:
        runs = block.is_exhaustive or block.number in self.filled
        if runs and all(map(self.sure, block.branches)):
            return True
        return found and (not self.last or not any(block.branches))
