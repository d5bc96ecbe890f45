"""What must not end up empty: a cell keeps a paragraph, a table keeps a row.

Marks are put where the compiler cannot prove it; the render looks at them once the text is there.
"""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from delibgen.word.names import TBL, TC, TR, TXBX, P, is_instruction, w
from delibgen.word.structure import number_of
from delibgen.word.tags import MIDDLES, OPENERS, Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

TABLE, ROWS, ROWS_END, CELL, CELL_END = "\ufdda", "\ufddb", "\ufddc", "\ufddd", "\ufdde"
OTHERWISE, EMPTY = "\ufde0", "\ufde1"
"""In a loop that makes all the rows of a table: where its ``else`` goes, and what that prints."""
_HOLDERS = (TC, TXBX, w("hdr"), w("ftr"), w("footnote"), w("endnote"))
_EMPTY_TABLE = re.compile(f"{TABLE}[^{TABLE}]*?{ROWS}{ROWS_END}</w:tbl>")
_CELL_MARK = re.compile(f"{CELL}(\\d+){CELL_END}")
_ENDS = re.compile(r"(?:</w:p>|<w:p(?: [^<>]*)?/>|</w:sdt>|</w:tbl>)\Z")


def mark(root: "_Element", tags: Sequence[Tag]) -> bool:
    """Put the marks of a part; tell whether there is any."""
    marked = False
    for table in root.iter(TBL):
        rows = [child for child in table if child.tag == TR or is_instruction(child)]
        if not rows or _sure(rows, tags, lambda e: e.tag == TR, last=False):
            continue
        if _is_one_loop(rows, tags):
            _before(rows[-1], OTHERWISE)
        else:
            _before(table, TABLE)
            _before(rows[0], ROWS)
            table[-1].tail = (table[-1].tail or "") + ROWS_END
            marked = True
    for holder in root.iter(*_HOLDERS):
        blocks = [child for child in holder if number_of(child) >= 0 or child.tag in {P, TBL, w("sdt")}]
        if (
            blocks
            and number_of(blocks[-1]) >= 0
            and not _sure(blocks, tags, lambda e: not is_instruction(e), last=True)
        ):
            holder[-1].tail = f"{holder[-1].tail or ''}{CELL}{number_of(blocks[-1])}{CELL_END}"
            marked = True
    return marked


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
    nodes: Sequence["_Element"], tags: Sequence[Tag], wanted: Callable[["_Element"], bool], *, last: bool
) -> bool:
    """Tell whether a wanted element is there (at the end, if ``last``) whatever the blocks do."""
    found, index = False, 0
    while index < len(nodes):
        number = number_of(nodes[index])
        if number < 0:
            found = wanted(nodes[index]) or (found and not last)
        elif tags[number].is_value:
            found = True
        elif tags[number].keyword in OPENERS:
            branches, index, certain = _branches(nodes, index, tags)
            sure = certain and all(_sure(branch, tags, wanted, last=last) for branch in branches)
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


def settle(text: str) -> tuple[str, int]:
    """Drop the tables left without a row and take the marks away.

    Return the text and -1, or the number of the tag that left a cell empty.
    """
    while EMPTY in text:
        at = text.index(EMPTY)
        text = text[: text.rindex("<w:tbl>", 0, at)] + text[at + len(f"{EMPTY}</w:tbl>") :]
    if ROWS in text:
        text = _EMPTY_TABLE.sub("", text)
        text = text.replace(TABLE, "").replace(ROWS, "").replace(ROWS_END, "")
    if CELL in text:
        for match in _CELL_MARK.finditer(text):
            if not _ENDS.search(text, max(0, match.start() - 200), match.start()):
                return text, int(match[1])
        text = _CELL_MARK.sub("", text)
    return text, -1
