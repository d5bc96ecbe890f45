"""Tables that people write in Markdown: the row « Total » is the sum of the rows above."""

import re
from collections.abc import Iterator
from decimal import Decimal

from delibgen import french
from delibgen.french import FrenchError
from delibgen.model.acte import Acte
from delibgen.rules.base import Remarque, rule
from delibgen.rules.textes import passages, plain

Row = list[str]

_NO_PART = re.compile(r"(?:sous[- ]|s/)?tota(?:l|ux)\b|dont\b", re.IGNORECASE)
"""A row above the total that adds nothing: « Sous-total », « Total fonctionnement », « dont TVA »."""
_RULER = re.compile(r"[|:\- \t]+")


def _tables(text: str) -> Iterator[list[Row]]:
    """Yield the tables of a text, rows of cells, header first."""
    rows: list[Row] = []
    for line in [*text.split("\n"), ""]:
        cells = line.strip()
        if cells.startswith("|"):
            if not _RULER.fullmatch(cells):
                rows.append([cell.strip().strip("*").strip() for cell in cells.strip("|").split("|")])
        elif rows:
            yield rows
            rows = []


def _number(cell: str) -> Decimal | None:
    """Return the number of a cell, in euros, in per cent or bare; ``None`` for anything else."""
    bare = re.sub(r"[\s%€]|euros?|HT|TTC", "", cell)
    try:
        return french.parse_montant(bare)
    except FrenchError:
        return None


def _tolerance(cells: Row) -> Decimal:
    """Return what rounding may explain: nothing for amounts, half a unit a row for percentages."""
    if not any("%" in cell for cell in cells):
        return Decimal(0)
    places = max(len(cell.partition(",")[2].rstrip(" %\u00a0\u202f")) for cell in cells)
    return Decimal(len(cells)) / 2 / Decimal(10) ** places


@rule("DG375", "exactitude des comptes : sommes et pourcentages des tableaux")
def tableaux_exacts(acte: Acte) -> Iterator[Remarque]:
    """Dans un tableau, la ligne « Total » est la somme des lignes.

    Les sous-totaux et les « dont » ne s'ajoutent pas. Les pourcentages sont comparés à l'arrondi près ; un
    taux moyen n'est pas une somme.

    À faire : corriger un montant, un pourcentage ou le total.
    """
    for passage in passages(acte, "|"):
        for table in _tables(passage.text):
            header, *body = table
            body = [row for row in body[:-1] if not _NO_PART.match(row[0])] + body[-1:]
            if len(body) > 2 and plain(body[-1][0]).startswith("total"):
                for rank in range(1, len(header)):
                    yield from ((passage.path, *fault) for fault in _column(header[rank], body, rank))


def _column(name: str, body: list[Row], rank: int) -> Iterator[tuple[str, str]]:
    cells = [row[rank] if rank < len(row) else "" for row in body]
    numbers = [_number(cell) for cell in cells if cell]
    if len(numbers) < 3 or None in numbers or not cells[-1]:
        return
    *parts, total = (number for number in numbers if number is not None)
    if any("%" in cell for cell in cells) and min(parts) <= total <= max(parts):
        return  # a mean rate
    summed = sum(parts, Decimal(0))
    if abs(summed - total) > _tolerance(cells):
        said, right = _shown(total), _shown(summed)
        yield f"colonne « {name} » : total {said}, somme des lignes {right}", "corriger un nombre ou le total"


def _shown(number: Decimal) -> str:
    whole = number == number.to_integral_value()
    return french.euros(number, centimes=not whole).removesuffix("\u00a0€")
