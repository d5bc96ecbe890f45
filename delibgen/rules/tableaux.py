"""Tables that people write in Markdown: the row « Total » is the sum of the rows above."""

import re
from collections.abc import Iterator
from decimal import Decimal

from delibgen import french
from delibgen.french import FrenchError
from delibgen.model.acte import Acte
from delibgen.rules.base import Remarque, rule
from delibgen.rules.textes import passages, plain
from delibgen.word.merged import is_ruler

Row = list[str]

_NO_PART = re.compile(r"(?:sous[- ]|s/)?tota(?:l|ux)\b|dont\b", re.IGNORECASE)
"""A row above the total that adds nothing: « Sous-total », « Total fonctionnement », « dont TVA »."""
_JOINED = {"<", "^"}
"""Cells that are one with another: they hold no number of their own."""


def _tables(text: str) -> Iterator[list[Row]]:
    """Yield the tables of a text, rows of cells: the names of the columns first, then the body."""
    rows: list[Row] = []
    headers = 0
    for line in [*text.split("\n"), ""]:
        typed = line.strip()
        if typed.startswith("|") and is_ruler(typed):
            headers = headers or len(rows)
        elif typed.startswith("|"):
            rows.append([cell.strip().strip("*").strip() for cell in typed.strip("|").split("|")])
        elif rows:
            yield _under_one_header(rows, max(headers, 1))
            rows, headers = [], 0


def _under_one_header(rows: list[Row], headers: int) -> list[Row]:
    """Return a table whose header is one row: of each column, the lowest name that the header gives."""
    while headers < len(rows) and "^" in rows[headers]:
        headers += 1  # a cell of the header reaches down to this row
    lines, body = rows[:headers], rows[headers:]
    names = [_lowest(lines, rank) for rank in range(len(lines[0]))]
    return [names, *([("" if cell in _JOINED else cell) for cell in row] for row in body)]


def _lowest(lines: list[Row], rank: int) -> str:
    named = (line[rank] for line in reversed(lines) if rank < len(line) and line[rank] not in _JOINED)
    return next(named, "")


def _number(cell: str) -> Decimal | None:
    """Return the number of a cell, in euros, in per cent or bare; ``None`` for anything else."""
    bare = re.sub(r"[\s%€]|euros?|HT|TTC", "", cell)
    try:
        return french.parse_montant(bare)
    except FrenchError:
        return None


def _unit(cells: Row) -> Decimal:
    """Return the last place that the percentages of a column are written to; nothing for amounts."""
    if not any("%" in cell for cell in cells):
        return Decimal(0)
    places = max(len(cell.partition(",")[2].rstrip(" %\u00a0\u202f")) for cell in cells)
    return 1 / Decimal(10) ** places


def _tolerance(cells: Row) -> Decimal:
    """Return what rounding may explain: nothing for amounts, half a unit a row for percentages."""
    return len(cells) * _unit(cells) / 2


@rule("DG375", "exactitude des comptes : sommes et pourcentages des tableaux")
def tableaux_exacts(acte: Acte) -> Iterator[Remarque]:
    """Dans un tableau, la ligne « Total » est la somme des lignes, et chaque part est celle de son montant.

    Les sous-totaux et les « dont » ne s'ajoutent pas. Les pourcentages sont comparés à l'arrondi près ; un
    taux moyen n'est pas une somme ; une colonne dont le total est 100 % donne des parts.

    À faire : corriger un montant, un pourcentage ou le total.
    """
    for passage in passages(acte, "|"):
        for header, *body in _tables(passage.text):
            yield from ((passage.path, *fault) for fault in _table_faults(header, body))


def _table_faults(header: Row, body: list[Row]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong, and what to do, in a table whose last row is a total."""
    body = [row for row in body[:-1] if not _NO_PART.match(row[0])] + body[-1:]
    if len(body) > 2 and plain(body[-1][0]).startswith("total"):
        for rank in range(1, len(header)):
            yield from _column(header[rank], body, rank)
        yield from _shares(header, body)


def _cells(body: list[Row], rank: int) -> Row:
    return [row[rank] if rank < len(row) else "" for row in body]


def _shares(header: Row, body: list[Row]) -> Iterator[tuple[str, str]]:
    """Yield the shares that are those of no column of amounts; rates of something else do not make 100 %."""
    whole = [*_whole(header, body)]
    amounts = [numbers for _, cells, numbers in whole if not _unit(cells) and numbers[-1]]
    for name, cells, numbers in whole:
        if amounts and _are_shares(cells, numbers):
            rows = min((_unlike(numbers, amount, _unit(cells)) for amount in amounts), key=len)
            for rank in rows:
                said = f"colonne « {name} », {body[rank][0]} : {cells[rank]}"
                yield f"{said} n'est pas la part de son montant", "corriger l'un des deux"


def _are_shares(cells: Row, numbers: list[Decimal]) -> bool:
    """Tell whether a column is the shares of a whole: percentages whose total, written and summed, is 100."""
    *parts, total = numbers
    return _unit(cells) > 0 and total == 100 and abs(sum(parts, Decimal(-100))) <= _tolerance(cells)


def _whole(header: Row, body: list[Row]) -> Iterator[tuple[str, Row, list[Decimal]]]:
    """Yield the columns that are numbers from first to last: name, cells, numbers."""
    for rank in range(1, len(header)):
        cells = _cells(body, rank)
        numbers = [number for cell in cells if (number := _number(cell)) is not None]
        if len(numbers) == len(cells):
            yield header[rank], cells, numbers


def _unlike(shares: list[Decimal], amounts: list[Decimal], unit: Decimal) -> list[int]:
    """Return the rows whose share is not that of their amount in the total, rounding apart."""
    total = amounts[-1]
    parts = enumerate(zip(shares[:-1], amounts[:-1], strict=True))
    return [rank for rank, (share, amount) in parts if abs(share - 100 * amount / total) > unit]


def _column(name: str, body: list[Row], rank: int) -> Iterator[tuple[str, str]]:
    cells = _cells(body, rank)
    numbers = [_number(cell) for cell in cells if cell]
    if len(numbers) < 3 or None in numbers or not cells[-1]:
        return
    *parts, total = (number for number in numbers if number is not None)
    summed = sum(parts, Decimal(0))
    if abs(summed - total) > _tolerance(cells) and not _is_mean(cells, parts, total):
        said, right = _shown(total), _shown(summed)
        yield f"colonne « {name} » : total {said}, somme des lignes {right}", "corriger un nombre ou le total"


def _is_mean(cells: Row, parts: list[Decimal], total: Decimal) -> bool:
    """Tell whether the total of a column of rates may be their mean."""
    return any("%" in cell for cell in cells) and min(parts) <= total <= max(parts)


def _shown(number: Decimal) -> str:
    whole = number == number.to_integral_value()
    return french.euros(number, centimes=not whole).removesuffix("\u00a0€")
