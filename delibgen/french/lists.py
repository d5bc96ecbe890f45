"""Lists in a sentence, and names in columns filled downwards as registers print them."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from delibgen.french._refuse import FrenchError, check_int, describe, refuse

T = TypeVar("T")


def _items(items: Iterable[T]) -> list[T]:
    if isinstance(items, (str, bytes)) or not isinstance(items, Iterable):
        refuse("liste attendue", items)
    return list(items)


def liste(items: Iterable[object], *, dernier: str = "et", vide: str | None = None) -> str:
    """Return « A, B et C »; no comma before the last word.

    ``vide`` is what an empty list becomes (« néant »); without it an empty list is refused, and so is a
    blank item: a document never shows a blank where a name should be.

    >>> liste(["Chenôve", "Dijon", "Longvic"])
    'Chenôve, Dijon et Longvic'
    >>> liste([], vide="néant")
    'néant'
    """
    words = _items(items)
    for position, word in enumerate(words, 1):
        if word is None or not str(word).strip():
            raise FrenchError(f"élément {position} de la liste : texte attendu, {describe(word)} reçu")
    if not words:
        if vide is None:
            raise FrenchError("liste vide ; dites quoi écrire, par exemple vide=« néant »")
        return vide
    texts = [str(word) for word in words]
    head = ", ".join(texts[:-1])
    return f"{head} {dernier} {texts[-1]}" if head else texts[-1]


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
    heights = [check_int(height, least=0) for height in hauteurs]
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
    cells = _items(items)
    check_int(n, least=1, most=60)
    columns, start = [], 0
    for height in _heights(len(cells), n, hauteurs):
        columns.append(cells[start : start + height])
        start += height
    tallest = max(len(column) for column in columns)
    return [tuple(column[row] if row < len(column) else "" for column in columns) for row in range(tallest)]
