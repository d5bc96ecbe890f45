"""Lists in a sentence, and names in columns filled downwards as registers print them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from delibgen.french._refuse import FrenchError, check_int, check_items, check_text, refuse

T = TypeVar("T")


_UNFORMATTED = (bool, float, Decimal, dt.date, dt.time, bytes, list, tuple, dict, set, frozenset)
"""What has no French form of its own: it must be formatted before it is listed."""


def _word(item: object, position: int) -> str:
    if item is None or isinstance(item, _UNFORMATTED):
        refuse(f"élément {position} de la liste : texte attendu", item)
    if isinstance(item, int):
        return str(check_int(item))
    return check_text(str(item), f"élément {position} de la liste : texte attendu")


def liste(items: Iterable[object], *, dernier: str = "et", vide: str | None = None) -> str:
    """Return « A, B et C »; no comma before the last word.

    ``vide`` is what an empty list becomes (« néant »); without it an empty list is refused, and so is a blank
    item: a document never shows a blank where a name should be. Amounts and dates are formatted before.

    >>> liste(["Chenôve", "Dijon", "Longvic"])
    'Chenôve, Dijon et Longvic'
    >>> liste([], vide="néant")
    'néant'
    """
    words = [_word(item, position) for position, item in enumerate(check_items(items), 1)]
    if not words:
        if vide is None:
            raise FrenchError("liste vide ; dites quoi écrire, par exemple vide=« néant »")
        return check_text(vide, "texte attendu pour une liste vide")
    head = ", ".join(words[:-1])
    return f"{head} {check_text(dernier)} {words[-1]}" if head else words[-1]


def liste_ou(items: Iterable[object], *, vide: str | None = None) -> str:
    """Return « A, B ou C ».

    >>> liste_ou(["pour", "contre", "abstention"])
    'pour, contre ou abstention'
    """
    return liste(items, dernier="ou", vide=vide)


def _heights(count: int, n: int, hauteurs: Sequence[int] | None) -> list[int]:
    if hauteurs is None:
        base, extra = divmod(count, n)
        return [base + (column < extra) for column in range(n)]
    heights = [check_int(height, least=0) for height in check_items(hauteurs)]
    if len(heights) != n:
        raise FrenchError(f"{n} hauteurs de colonne attendues, {len(heights)} reçues")
    if sum(heights) < count:
        raise FrenchError(f"{count} éléments pour {sum(heights)} places en colonnes ; agrandissez-les")
    return heights


def colonnes(
    items: Iterable[T], n: int = 2, *, hauteurs: Sequence[int] | None = None
) -> list[tuple[T | str, ...]]:
    """Return the rows of a table of ``n`` columns filled downwards; empty cells are ``""``.

    Heights are as even as possible, the first columns longer; ``hauteurs`` gives them instead, as
    capacities.

    >>> colonnes("ABCDE".split() + ["F", "G"], 2)
    [('ABCDE', 'G'), ('F', '')]
    >>> colonnes([1, 2, 3, 4, 5], 3)
    [(1, 3, 5), (2, 4, '')]
    >>> colonnes([1, 2, 3, 4], 2, hauteurs=(3, 1))
    [(1, 4), (2, ''), (3, '')]
    """
    cells = check_items(items)
    check_int(n, least=1, most=60)
    columns, start = [], 0
    for height in _heights(len(cells), n, hauteurs):
        columns.append(cells[start : start + height])
        start += height
    tallest = max(len(column) for column in columns)
    return [tuple(column[row] if row < len(column) else "" for column in columns) for row in range(tallest)]
