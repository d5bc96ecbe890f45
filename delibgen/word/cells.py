"""Cells of a table that the data repeat or shape: annotated before the tags move, settled after the render.

``{%tc for … %}`` repeats columns; ``{% colspan n %}``, ``{% hm %}``, ``{% vm %}`` merge cells and
``{% cellbg c %}`` colours one. The compiler writes on each cell which columns of the template it covers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.blocks import is_looped
from delibgen.word.codes import fault
from delibgen.word.heal import erase, tags_in
from delibgen.word.names import TBL, TC, TR, P, T, ancestor, value_of, w
from delibgen.word.pairing import Block
from delibgen.word.tag import Tag
from delibgen.word.xml import write_before

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
        for tag in tags_in(node, tags):
            if not tag.is_shape and tag.prefix != "tc":
                continue
            table = _table_around(node)
            if table is not None:
                shaped.setdefault(table, tag.number)
            elif tag.prefix != "tc":
                faults.append(_out_of_table(tag))
                erase(node, tag)
    for table, number in shaped.items():
        _annotate_table(table, number, tags)


def _annotate_table(table: "_Element", number: int, tags: Sequence[Tag]) -> None:
    columns = _Columns()
    for row in own_rows(table):
        columns.read(row, tags)
    table.set(NOTE, columns.note(number))


def _table_around(node: "_Element") -> "_Element | None":
    """Return the table in whose cell a text is."""
    return ancestor(node, TBL) if ancestor(node, TC) is not None else None


def _out_of_table(tag: Tag) -> Finding:
    message = f"la balise « {tag.raw} » met en forme une cellule, et n'est pas dans un tableau"
    return fault("DG126", message, tag.place, "placez-la dans la cellule, ou retirez-la")


@dataclass(slots=True)
class _Columns:
    """The columns of a table, by what stands in them."""

    under_tags: set[int] = field(default_factory=set)
    varying: set[int] = field(default_factory=set)
    plain: set[int] = field(default_factory=set)

    def read(self, row: "_Element", tags: Sequence[Tag]) -> None:
        """Read a row, and annotate it; one that a tag replaces has no cells."""
        if _holds(row, tags, "tr"):
            return
        depth, voting = 0, False
        for cell, columns in _laid_out(row):
            tag = _holds(cell, tags, "tc")
            if tag is None:
                self._note_cell(cell, columns, tags, varying=depth > 0)
            else:
                voting = True
                self.under_tags |= set(columns)
                depth += tag.step
        row.set(NOTE, str(int(voting)))

    def _note_cell(self, cell: "_Element", columns: range, tags: Sequence[Tag], *, varying: bool) -> None:
        cell.set(NOTE, f"{columns.start} {columns.stop} {int(varying)}")
        if varying:
            self.varying |= set(columns)
        elif len(columns) == 1 and _has_own_column(cell, tags):
            self.plain |= set(columns)

    def note(self, number: int) -> str:
        """Return what is written on the table: a tag to point at, columns of tags alone, repeated ones."""
        parts = (number, *sorted(self.under_tags - self.varying - self.plain)), sorted(self.varying)
        return "|".join(" ".join(map(str, part)) for part in parts)


def _has_own_column(cell: "_Element", tags: Sequence[Tag]) -> bool:
    """Tell whether a cell has a text, and no tag that says how many columns it covers."""
    asked = any(tag.keyword in {"colspan", "hm"} for node in cell.iter(T) for tag in tags_in(node, tags))
    return not asked and any(str(piece).strip() for piece in cell.itertext())


def check_turns(order: Sequence[tuple[Tag, object]], blocks: Sequence[Block], faults: list[Finding]) -> None:
    """Refuse a merge over the turns of a loop that is in no loop."""
    for rank, (tag, _) in enumerate(order):
        if tag.keyword in {"hm", "vm"} and not is_looped(rank, blocks):
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
        for tag in tags_in(node, tags):
            if tag.prefix == prefix and next(node.iterancestors(str(kind))) is element:
                return tag
    return None


def mark(root: "_Element") -> bool:
    """Put marks around the outermost annotated tables; tell whether there is any."""
    tables = [table for table in root.iter(TBL) if _is_noted(table)]
    outer = [table for table in tables if not any(map(_is_noted, table.iterancestors(TBL)))]
    for table in outer:
        number = str(table.get(NOTE)).split()[0].partition("|")[0]
        write_before(table, f"{TABLE}{number}{TABLE_NUMBER}")
        table.tail = TABLE_END + (table.tail or "")
    return bool(outer)


def _is_noted(table: "_Element") -> bool:
    return table.get(NOTE) is not None


def own_texts(cell: "_Element") -> list["_Element"]:
    """Return the texts of a cell, without those of the tables in it."""
    return [node for node in cell.iter(T) if ancestor(node, TC) is cell and ancestor(node, P) is not None]
