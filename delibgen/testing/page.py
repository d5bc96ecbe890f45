"""Which page of a document holds the faults that were found."""

import re
from collections.abc import Iterable, Sequence

from delibgen.apercu import DPI, draw_pages, office

_QUOTED = re.compile(r"«\s*(.+?)\s*»")


def worst_page(data: bytes, messages: Iterable[str]) -> bytes | None:
    """Return the PNG of the page where most faults are.

    Where only rdocx draws, the text of each page is unknown: its first page.

    Raises:
        MissingToolError: nothing draws pages.
        ConversionError: the document could not be drawn.
    """
    if not office.can_draw():
        return next(iter(draw_pages(data).images), None)
    images, texts = office.draw_read(data, DPI)
    return images[best_page(texts, messages)] if images else None


def best_page(texts: Sequence[str], messages: Iterable[str]) -> int:
    """Return the rank of the page that holds most of the quoted words; the first of equals.

    >>> best_page(["Vu le code", "Lieux"], ["titre sans rien dessous : « Lieux »"])
    1
    """
    quoted = [words for message in messages for words in _QUOTED.findall(message)]
    scores = [sum(_share(words, text) for words in quoted) for text in texts]
    return scores.index(max(scores)) if scores else 0


def _share(words: str, text: str) -> float:
    """Return 1 when a text holds these words, else less: half the share of them that it holds."""
    if "".join(words.split()) in "".join(text.split()):
        return 1.0
    known, wanted = set(text.split()), words.split()
    return sum(word in known for word in wanted) / len(wanted) / 2 if wanted else 0.0
