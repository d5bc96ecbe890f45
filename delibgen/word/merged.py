"""Cells of a Markdown table that are one in Word: « < » joins to the left, « ^ » to the cell above.

Markdown knows neither joined cells nor headers of several rows; French budgets have both.
"""

import re
from collections.abc import Iterator, Sequence

from delibgen.word.faults import Fault

BEFORE, ABOVE = "<", "^"
HEADER_END = "\x01"
"""First cell of the row that ends a header of several rows: a character that no act may hold."""
Place = tuple[int, int]
Joins = tuple[tuple[Place, ...], ...]
_RULER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")


def is_ruler(line: str) -> bool:
    """Tell whether a line is the ruler under a header.

    >>> is_ruler("|---|--:|"), is_ruler("| - | 3 |")
    (True, False)
    """
    line = line.strip()
    return "|" in line and _RULER.fullmatch(line) is not None


def lift_rulers(source: str) -> str:
    """Return Markdown where each ruler is under the first row of its table, as CommonMark wants it.

    A ruler under several rows says that they all are the header: a row of its own ends them.

    >>> lift_rulers("| A | < |\\n| B | C |\\n|---|---|\\n| 1 | 2 |").split("\\n")
    ['| A | < |', '|---|---|', '| B | C |', '|\\x01|', '| 1 | 2 |']
    """
    if "|" not in source:
        return source
    lines: list[str] = []
    above = 0
    for line in source.split("\n"):
        in_table = line.lstrip().startswith("|")
        if above > 1 and in_table and is_ruler(line):
            lines.insert(len(lines) - above + 1, line)
            line = f"{line[: line.index('|')]}|{HEADER_END}|"
        lines.append(line)
        above = _rows_above(line, above) if in_table else 0
    return "\n".join(lines)


def _rows_above(line: str, above: int) -> int:
    """Return how many rows of one header are above the next line; below zero once its ruler has come."""
    return -1 if above < 0 or is_ruler(line) or HEADER_END in line else above + 1


def joins_of(typed: Sequence[Sequence[str]]) -> Joins:
    """Return of each cell the one that covers it, nothing if no cell is joined to another.

    Raises:
        Fault: a mark that joins nothing, or joined cells that make no rectangle.

    >>> joins_of([["Chapitre", "Crédits", "<"], ["^", "Dépenses", "Recettes"]])
    (((0, 0), (0, 1), (0, 1)), ((0, 0), (1, 1), (1, 2)))
    """
    if not any(cell in {BEFORE, ABOVE} for row in typed for cell in row):
        return ()
    owners: list[tuple[Place, ...]] = []
    for rank, row in enumerate(typed):
        owners.append(tuple(_owners(row, rank, owners)))
    _check_rectangles(owners)
    return tuple(owners)


def _owners(row: Sequence[str], rank: int, above: list[tuple[Place, ...]]) -> Iterator[Place]:
    before: Place | None = None
    for column, cell in enumerate(row):
        owner: Place | None = (rank, column)
        if cell == BEFORE:
            owner = before
        elif cell == ABOVE:
            owner = above[-1][column] if above else None
        if owner is None:
            raise _joins_nothing(cell)
        before = owner
        yield owner


def _joins_nothing(mark: str) -> Fault:
    where = "du dessus" if mark == ABOVE else "de gauche"
    return Fault(
        "DG406",
        f"dans un tableau de {{tag}}, « {mark} » réunit une cellule à celle {where}, et il n'y en a pas",
        f"écrivez « \\{mark} » pour imprimer le signe lui-même",
    )


def _check_rectangles(owners: list[tuple[Place, ...]]) -> None:
    cells: dict[Place, list[Place]] = {}
    for rank, row in enumerate(owners):
        for column, owner in enumerate(row):
            cells.setdefault(owner, []).append((rank, column))
    for places in cells.values():
        (top, left), (bottom, right) = places[0], places[-1]
        if len(places) != (bottom - top + 1) * (right - left + 1):
            raise Fault(
                "DG406",
                f"dans un tableau de {{tag}}, les cellules réunies à la ligne {top + 1}, colonne {left + 1}, "
                "ne forment pas un rectangle",
                "répétez « < » ou « ^ » dans chaque cellule que couvre la première",
            )


def header_rows(joins: Joins, least: int) -> int:
    """Return the rows of the header: those above the ruler, and those that their cells reach down to.

    >>> header_rows(joins_of([["A", "B", "<"], ["^", "C", "D"], ["1", "2", "3"]]), 1)
    2
    """
    return max([least, *(rank + 1 for rank, row in enumerate(joins) if any(top < least for top, _ in row))])


def spans_of(joins: Joins, rank: int, columns: int) -> Iterator[tuple[int, int, str]]:
    """Yield each cell that Word has in a row: its column, how many it covers, « first » or « next » of them.

    >>> list(spans_of(joins_of([["A", "B", "<"], ["^", "C", "D"]]), 1, 3))
    [(0, 1, 'next'), (1, 1, ''), (2, 1, '')]
    """
    if not joins:
        yield from ((column, 1, "") for column in range(columns))
        return
    row = joins[rank]
    for column, owner in enumerate(row):
        if column and row[column - 1] == owner:
            continue
        pile = "next" if owner[0] < rank else "first" if _goes_on(joins, rank, column) else ""
        yield column, row.count(owner), pile


def goes_on(joins: Joins, rank: int) -> bool:
    """Tell whether a cell covers this row and the next one, which a page should not part."""
    return any(_goes_on(joins, rank, column) for column in range(len(joins[rank]))) if joins else False


def _goes_on(joins: Joins, rank: int, column: int) -> bool:
    """Tell whether a cell covers the one under it."""
    return rank + 1 < len(joins) and joins[rank + 1][column] == joins[rank][column]


__all__ = [
    "ABOVE",
    "BEFORE",
    "HEADER_END",
    "Joins",
    "header_rows",
    "is_ruler",
    "joins_of",
    "lift_rulers",
    "spans_of",
]
