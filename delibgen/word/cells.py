"""Cells of a table that the data repeat or shape: annotated before the tags move, settled after the render.

``{%tc for … %}`` repeats columns; ``{% colspan n %}``, ``{% hm %}``, ``{% vm %}`` merge cells and
``{% cellbg c %}`` colours one. The compiler writes on each cell which columns of the template it covers.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.blocks import Block
from delibgen.word.codes import fault
from delibgen.word.heal import TOKEN, token
from delibgen.word.names import TBL, TC, TR, P, T, ancestor, value_of, w
from delibgen.word.tag import CELL_KEYWORDS, OPENERS, Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

NOTE = "dg"
"""Attribute of the tables, rows and cells to settle; it never reaches a document."""
TABLE, TABLE_NUMBER, TABLE_END = "\ufde8", "\ufde9", "\ufdea"
_TC_PR, _GRID_SPAN = w("tcPr"), w("gridSpan")


def annotate(root: "_Element", tags: Sequence[Tag], faults: list[Finding]) -> None:
    """Write on the tables that tags shape, and on their rows and cells, what the render must know."""
    shaped: dict[_Element, int] = {}
    for node in root.iter(T):
        for found in TOKEN.finditer(node.text or ""):
            tag = tags[int(found[1])]
            table = ancestor(node, TBL) if tag.prefix == "tc" or tag.keyword in CELL_KEYWORDS else None
            if table is not None and ancestor(node, TC) is not None:
                shaped.setdefault(table, tag.number)
            elif tag.prefix != "tc" and tag.keyword in CELL_KEYWORDS:
                message = f"la balise « {tag.raw} » met en forme une cellule, et n'est pas dans un tableau"
                faults.append(fault("DG126", message, tag.place, "placez-la dans la cellule, ou retirez-la"))
                node.text = (node.text or "").replace(token(tag.number), "")
    for table, number in shaped.items():
        _annotate_table(table, number, tags)


def _annotate_table(table: "_Element", number: int, tags: Sequence[Tag]) -> None:
    under_tags: set[int] = set()
    varying: set[int] = set()
    plain: set[int] = set()
    for row in own_rows(table):
        if _holds(row, tags, "tr"):
            continue
        depth, voting = 0, False
        for cell, columns in _laid_out(row):
            tag = _holds(cell, tags, "tc")
            if tag is not None:
                voting = True
                under_tags |= set(columns)
                depth += (tag.keyword in OPENERS) - (tag.keyword in OPENERS.values())
                continue
            cell.set(NOTE, f"{columns.start} {columns.stop} {int(depth > 0)}")
            if depth:
                varying |= set(columns)
            elif len(columns) == 1 and _has_own_column(cell, tags):
                plain |= set(columns)
        row.set(NOTE, str(int(voting)))
    parts = (number, *sorted(under_tags - varying - plain)), sorted(varying)
    table.set(NOTE, "|".join(" ".join(map(str, part)) for part in parts))


def _has_own_column(cell: "_Element", tags: Sequence[Tag]) -> bool:
    """Tell whether a cell has a text, and no tag that says how many columns it covers."""
    text = "".join(str(piece) for piece in cell.itertext())
    asked = any(tags[int(found[1])].keyword in {"colspan", "hm"} for found in TOKEN.finditer(text))
    return bool(text.strip()) and not asked


def check_turns(order: Sequence[tuple[Tag, object]], blocks: Sequence[Block], faults: list[Finding]) -> None:
    """Refuse a merge over the turns of a loop that is in no loop."""
    for rank, (tag, _) in enumerate(order):
        if tag.keyword in {"hm", "vm"} and not any(b.is_loop and b.first < rank < b.last for b in blocks):
            message = f"« {tag.raw} » réunit les cellules que répète une boucle, et n'est dans aucune"
            where = "{%tc for … %}" if tag.keyword == "hm" else "{%tr for … %}"
            faults.append(fault("DG140", message, tag.place, f"placez-la dans un bloc {where}"))


def own_rows(table: "_Element") -> list["_Element"]:
    """Return the rows of a table, without those of the tables in its cells."""
    return [row for row in table.iter(TR) if ancestor(row, TBL) is table]


def own_cells(row: "_Element") -> list["_Element"]:
    """Return the cells of a row, without those of the tables in them."""
    return [cell for cell in row.iter(TC) if ancestor(cell, TR) is row]


def span_of(cell: "_Element") -> int:
    """Return how many columns of the grid a cell covers."""
    value = value_of(cell, f"{_TC_PR}/{_GRID_SPAN}")
    return max(1, int(value)) if value.isdigit() else 1


def _laid_out(row: "_Element") -> list[tuple["_Element", range]]:
    before = value_of(row, f"{w('trPr')}/{w('gridBefore')}")
    at = int(before) if before.isdigit() else 0
    found = []
    for cell in own_cells(row):
        found.append((cell, range(at, at + span_of(cell))))
        at += span_of(cell)
    return found


def _holds(element: "_Element", tags: Sequence[Tag], prefix: str) -> Tag | None:
    """Return the tag of this prefix that will replace a row or a cell."""
    kind = element.tag
    for node in element.iter(T):
        for found in TOKEN.finditer(node.text or ""):
            if tags[int(found[1])].prefix == prefix and next(node.iterancestors(str(kind))) is element:
                return tags[int(found[1])]
    return None


def mark(root: "_Element") -> bool:
    """Put marks around the outermost annotated tables; tell whether there is any."""
    tables = [t for t in root.iter(TBL) if t.get(NOTE) is not None]
    outer = [t for t in tables if all(a.get(NOTE) is None for a in t.iterancestors(TBL))]
    for table in outer:
        previous, parent = table.getprevious(), table.getparent()
        start = f"{TABLE}{(table.get(NOTE) or '').split('|')[0].split()[0]}{TABLE_NUMBER}"
        if previous is not None:
            previous.tail = (previous.tail or "") + start
        elif parent is not None:
            parent.text = (parent.text or "") + start
        table.tail = TABLE_END + (table.tail or "")
    return bool(outer)


def own_texts(cell: "_Element") -> list["_Element"]:
    """Return the texts of a cell, without those of the tables in it."""
    return [node for node in cell.iter(T) if ancestor(node, TC) is cell and ancestor(node, P) is not None]
