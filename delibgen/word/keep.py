"""What must not end up empty: a cell keeps a paragraph, a table keeps a row.

Marks are put where the compiler cannot prove it; ``settling`` looks at them once the text is there.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from delibgen.word.names import SDT, SDT_CONTENT, TBL, TC, TR, TXBX, P, is_instruction, w
from delibgen.word.settling import APART, CELL, CELL_END, OTHERWISE, ROWS, ROWS_END, TABLE
from delibgen.word.structure import number_of
from delibgen.word.tag import MIDDLES, OPENERS, Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_HOLDERS = (TC, TXBX, w("hdr"), w("ftr"), w("footnote"), w("endnote"), SDT_CONTENT)
_CONTENT = (P, TBL, SDT, TR, TC)


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
    for holder in root.iter(*_HOLDERS):
        blocks = _blocks_of(holder)
        if _may_empty(blocks, tags) and not _sure(blocks, tags, _is_block, last=False, filled=filled):
            yield tags[number_of(blocks[-1])]


def _mark_table(table: "_Element", tags: Sequence[Tag]) -> bool:
    rows = [child for child in table if child.tag == TR or is_instruction(child)]
    if not rows or _sure(rows, tags, lambda e: e.tag == TR, last=False):
        return False
    if _is_one_loop(rows, tags):
        _before(rows[-1], OTHERWISE)
    else:
        _before(table, TABLE)
        _before(rows[0], ROWS)
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
    return bool(blocks) and number_of(blocks[-1]) >= 0 and not _sure(blocks, tags, _ends_a_holder, last=True)


def _is_block(element: "_Element") -> bool:
    return not is_instruction(element)


def _ends_a_holder(element: "_Element") -> bool:
    return not is_instruction(element) and element.tag != TBL


def _is_one_loop(rows: Sequence["_Element"], tags: Sequence[Tag]) -> bool:
    """Tell whether the rows are one loop, without ``else``, whose every turn makes a row."""
    first = tags[number_of(rows[0])] if number_of(rows[0]) >= 0 else None
    if first is None or first.keyword != "for":
        return False
    branches, end, _ = _branches(rows, 0, tags)
    return (
        end == len(rows) - 1
        and len(branches) == 1
        and _sure(branches[0], tags, lambda e: e.tag == TR, last=False)
    )


def _before(element: "_Element", text: str) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _sure(
    nodes: Sequence["_Element"],
    tags: Sequence[Tag],
    wanted: Callable[["_Element"], bool],
    *,
    last: bool,
    filled: Collection[int] = (),
) -> bool:
    """Tell whether a wanted element is there (at the end, if ``last``) whatever the blocks do."""
    found, index = False, 0
    while index < len(nodes):
        number = number_of(nodes[index])
        if number < 0:
            found = wanted(nodes[index]) or (found and not last)
        elif tags[number].is_value or tags[number].keyword == "sommaire":
            found = True
        elif tags[number].keyword in OPENERS:
            branches, index, certain = _branches(nodes, index, tags)
            inside = all(_sure(branch, tags, wanted, last=last, filled=filled) for branch in branches)
            sure = inside and (certain or number in filled)
            empty = all(not branch for branch in branches)
            found = sure or (found and (not last or empty))
        index += 1
    return found


def _branches(
    nodes: Sequence["_Element"], start: int, tags: Sequence[Tag]
) -> tuple[list[list["_Element"]], int, bool]:
    """Return the branches of the block at ``start``, the rank of its end, and whether one is always taken."""
    depth, index, certain = 0, start + 1, False
    branches: list[list[_Element]] = [[]]
    while index < len(nodes):
        number = number_of(nodes[index])
        tag = tags[number] if number >= 0 else None
        if tag is not None and depth == 0 and tag.keyword in MIDDLES:
            certain |= tag.keyword == "else"
            branches.append([])
        elif tag is not None and depth == 0 and tag.keyword in OPENERS.values():
            break
        else:
            depth += (tag is not None and tag.keyword in OPENERS) - (
                tag is not None and tag.keyword in OPENERS.values()
            )
            branches[-1].append(nodes[index])
        index += 1
    return branches, index, certain
