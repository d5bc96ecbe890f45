"""Tables settled after a render: merged cells, columns counted, widths shared so that the total stays."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from delibgen.word.cells import (
    NOTE,
    TABLE,
    TABLE_END,
    TABLE_NUMBER,
    own_cells,
    own_rows,
    span_of,
)
from delibgen.word.cellwork import (
    check_same_text,
    empty,
    number_in,
    remove,
    set_property,
    set_width,
    shapes,
    text_of_cell,
    unequal,
)
from delibgen.word.faults import Fault
from delibgen.word.names import TBL, w
from delibgen.word.shaping import MOST_COLUMNS
from delibgen.word.xml import sure

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = re.compile(f"{TABLE}(\\d+){TABLE_NUMBER}(.*?){TABLE_END}", re.DOTALL)
_ROOT = re.compile(r"<[^?!][^>]*>")
_XMLNS = re.compile(r' xmlns(?::[\w.-]+)?="[^"]*"')
_GRID, _GRID_COL, _TR_PR = (w(name) for name in ("tblGrid", "gridCol", "trPr"))
_NARROWEST = 567
"""Twips (1 cm): below, the fixed columns give some of their width."""


def settle(text: str) -> tuple[str, int, Fault | None]:
    """Return the text with its tables settled; or the tag at fault and why."""
    declared = _XMLNS.findall(sure(_ROOT.search(text))[0])
    pieces: list[str] = []
    position = 0
    for found in _TABLE.finditer(text):
        try:
            settled = _settle_text(found[2], declared)
        except Fault as error:
            return text, int(found[1]), error
        pieces += [text[position : found.start()], settled]
        position = found.end()
    return "".join([*pieces, text[position:]]), -1, None


def _settle_text(text: str, declared: list[str]) -> str:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(f"<dg{''.join(declared)}>{text}</dg>", parser)
    for table in list(root.iter(TBL)):
        if table.get(NOTE) is not None:
            _Table(table).settle()
    pieces = [root.text or "", *(etree.tostring(child, encoding="unicode") for child in root)]
    written = "".join(pieces)
    for declaration in declared:
        written = written.replace(declaration, "")
    return written


@dataclass(slots=True)
class _Cell:
    element: "_Element"
    columns: range
    """Columns of the template that it covers."""
    varying: bool
    span: int = 0
    asked: int = 0
    """Columns that a tag asks for, 0 when none does."""


@dataclass(slots=True)
class _Row:
    element: "_Element"
    cells: list[_Cell]
    voting: bool


class _Table:
    """One table to settle."""

    def __init__(self, table: "_Element") -> None:
        self._table = table
        head, varying = str(table.attrib.pop(NOTE)).split("|")
        self._under_tags = {int(n) for n in head.split()[1:]}
        self._varying = {int(n) for n in varying.split()}
        self._rows = [_read_row(row) for row in own_rows(table)]
        self._merged: dict[tuple[str, int], str] = {}

    def settle(self) -> None:
        """Merge, span and resize the cells that the data shaped."""
        for row in self._rows:
            self._merge_along(row)
        counts = self._counts()
        for row in self._rows:
            self._span(row, counts)
        labels = self._labels(counts)
        self._check(labels)
        for row in self._rows:
            self._merge_down(row)
        self._drop_empty_rows()
        self._size(labels)

    def _merge_along(self, row: _Row) -> None:
        """Give each cell what its tags ask; keep the first cell of those merged by ``hm``."""
        kept: list[_Cell] = []
        first: dict[str, _Cell] = {}
        for cell in row.cells:
            asked = dict(shapes(cell.element))
            if "S" in asked:
                cell.asked = int(asked["S"])
            if "C" in asked:
                set_property(cell.element, "shd", {"val": "clear", "color": "auto", "fill": asked["C"]})
            if "H" in asked:
                number, length, start = asked["H"].split()
                if start == "1":
                    first[number] = cell
                    cell.asked = int(length) * self._natural(cell)
                elif number in first:
                    check_same_text(first[number].element, text_of_cell(cell.element), "hm")
                    remove(cell.element)
                    continue
            if "V" in asked:
                cell.element.set(NOTE, asked["V"])
            kept.append(cell)
        row.cells = kept

    def _natural(self, cell: _Cell) -> int:
        return max(1, len(set(cell.columns) - self._under_tags))

    def _counts(self) -> Counter[int]:
        """Return into how many columns each column of the template has become."""
        counts: Counter[int] = Counter()
        for row in self._rows:
            counts |= self._repeated(row)
        width = max((cell.columns.stop for row in self._rows for cell in row.cells), default=0)
        for column in set(range(max(width, len(self._grid())))) - self._varying - self._under_tags:
            counts[column] = 1
        return counts

    def _repeated(self, row: _Row) -> Counter[int]:
        """Return into how many columns a row turns each column that it repeats."""
        counts: Counter[int] = Counter()
        for cell in row.cells:
            if cell.varying:
                counts.update(_units(cell, self._under_tags))
        return counts

    def _span(self, row: _Row, counts: Counter[int]) -> None:
        for cell in list(row.cells):
            if cell.asked:
                cell.span = cell.asked
            elif cell.varying:
                cell.span = self._natural(cell)
            else:
                cell.span = sum(counts[column] for column in cell.columns)
            if cell.span:
                set_property(cell.element, "gridSpan", {"val": str(cell.span)} if cell.span > 1 else None)
            else:
                row.cells.remove(cell)
                remove(cell.element)
        for name in ("gridBefore", "gridAfter"):
            self._skip(row, name, counts)

    def _skip(self, row: _Row, name: str, counts: Counter[int]) -> None:
        """Count anew the columns that a row leaves out at one end."""
        mark = row.element.find(f"{_TR_PR}/{w(name)}")
        if mark is None or not mark.get(w("val"), "").isdigit():
            return
        number = int(mark.get(w("val")) or 0)
        start = 0 if name == "gridBefore" else max(0, len(self._grid()) - number)
        new = sum(counts[column] for column in range(start, start + number))
        if new:
            mark.set(w("val"), str(new))
        else:
            remove(mark)

    def _labels(self, counts: Counter[int]) -> list[int]:
        """Return, for each column of the result, the column of the template that it comes from."""
        voting = [row for row in self._rows if row.voting and row.cells]
        if voting:
            model = max(voting, key=lambda row: sum(c.varying and not c.asked for c in row.cells))
            labels = list(_read_off(model, self._under_tags, counts))
        else:
            labels = [column for column in sorted(counts) for _ in range(counts[column])]
        widest = max((sum(c.span for c in row.cells) for row in self._rows), default=0)
        return labels + labels[-1:] * (widest - len(labels))

    def _check(self, labels: list[int]) -> None:
        widths = {sum(c.span for c in row.cells) + _skipped(row) for row in self._rows if row.voting}
        if len(widths) > 1:
            shown = " et ".join(map(str, sorted(widths)))
            raise Fault(
                "DG413",
                f"les lignes du tableau qui contient {{tag}} n'ont pas le même nombre de colonnes ({shown})",
                "donnez à chaque ligne autant de valeurs qu'il y a de colonnes",
            )
        if len(labels) > MOST_COLUMNS:
            raise Fault(
                "DG413",
                f"le tableau qui contient {{tag}} a {len(labels)} colonnes ; Word en accepte {MOST_COLUMNS}",
                "partagez les données entre plusieurs tableaux",
            )

    def _merge_down(self, row: _Row) -> None:
        at = _skipped(row, "gridBefore")
        for cell in row.cells:
            if asked := cell.element.attrib.pop(NOTE, ""):
                number, first = str(asked).split()
                key, text = (number, at), text_of_cell(cell.element)
                if first == "1" or key not in self._merged:
                    self._merged[key] = text
                    set_property(cell.element, "vMerge", {"val": "restart"})
                else:
                    if text != self._merged[key]:
                        raise unequal("vm", self._merged[key], text)
                    set_property(cell.element, "vMerge", {})
                    empty(cell.element)
            at += cell.span

    def _drop_empty_rows(self) -> None:
        for row in self._rows:
            if not row.cells:
                remove(row.element)
        self._rows = [row for row in self._rows if row.cells]
        if not self._rows:
            remove(self._table)

    def _grid(self) -> list["_Element"]:
        grid = self._table.find(_GRID)
        return [] if grid is None else list(grid.iter(_GRID_COL))

    def _size(self, labels: list[int]) -> None:
        """Share the total width of the template: fixed columns keep theirs, the others share the rest."""
        old = [number_in(column.get(w("w"))) for column in self._grid()]
        if not any(old) or not labels:
            return
        widths = _shared(labels, old, self._varying)
        grid = sure(self._table.find(_GRID))
        for column in list(grid.iter(_GRID_COL)):
            remove(column)
        for rank, width in enumerate(widths):
            grid.insert(rank, grid.makeelement(_GRID_COL, {w("w"): str(width)}))
        for row in self._rows:
            at = _skipped(row, "gridBefore")
            for cell in row.cells:
                set_width(cell.element, sum(widths[at : at + cell.span]), sum(widths))
                at += cell.span


def _read_row(row: "_Element") -> _Row:
    voting = row.attrib.pop(NOTE, "0") == "1"
    cells = []
    at = 0
    for cell in own_cells(row):
        note = cell.attrib.pop(NOTE, "")
        start, stop, varying = map(int, note.split()) if note else (at, at + span_of(cell), 0)
        cells.append(_Cell(cell, range(start, stop), bool(varying)))
        at = stop
    return _Row(row, cells, voting)


def _units(cell: _Cell, under_tags: set[int]) -> list[int]:
    """Return the template's column of each column that a repeated cell covers."""
    own = [column for column in cell.columns if column not in under_tags] or [cell.columns.start]
    if not cell.asked:
        return own
    return [own[rank * len(own) // cell.asked] for rank in range(cell.asked)]


def _read_off(row: _Row, under_tags: set[int], counts: Counter[int]) -> Iterator[int]:
    if _skipped(row, "gridBefore"):
        yield from (column for column in range(row.cells[0].columns.start) if counts[column] == 1)
    for cell in row.cells:
        if cell.varying or cell.asked:
            yield from _units(cell, under_tags)
        else:
            for column in cell.columns:
                yield from [column] * counts[column]


def _skipped(row: _Row, name: str = "") -> int:
    names = (name,) if name else ("gridBefore", "gridAfter")
    marks = (row.element.find(f"{_TR_PR}/{w(n)}") for n in names)
    return sum(number_in(mark.get(w("val"))) for mark in marks if mark is not None)


def _shared(labels: list[int], old: list[int], varying: set[int]) -> list[int]:
    """Return the widths of the columns: those that vary share what the others leave, if it is enough."""
    total = sum(old)
    natural = [old[label] if label < len(old) else total // len(old) for label in labels]
    moving = [rank for rank, label in enumerate(labels) if label in varying]
    rest = total - sum(natural) + sum(natural[rank] for rank in moving)
    if not moving or rest < _NARROWEST * len(moving):
        return _in_proportion(total, natural)
    for rank, width in zip(moving, _in_proportion(rest, [1] * len(moving)), strict=True):
        natural[rank] = width
    return natural


def _in_proportion(total: int, parts: list[int]) -> list[int]:
    """Share a width; what rounding takes from one column goes to the next.

    >>> _in_proportion(100, [1, 1, 1])
    [33, 33, 34]
    """
    whole = sum(parts) or 1
    ends = [done * total // whole for done in accumulate(parts, initial=0)]
    return [end - start for start, end in pairwise(ends)]
