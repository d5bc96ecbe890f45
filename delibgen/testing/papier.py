"""What only the printed pages show: a heading and its text on two pages, a table cut, a text that is nowhere.

The blocks of the document are looked for in the texts of its pages, in their order.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from delibgen.testing.mise_en_page import INSECABLE, SOLIDAIRES, quote
from delibgen.testing.ossature import blocks_of, style_of, styles_of, text_of
from delibgen.word.limits import Limits
from delibgen.word.names import FALLBACK, TBL, TR, TXBX, P, w
from delibgen.word.opening import open_template

if TYPE_CHECKING:
    from lxml.etree import _Element

_CUTS = re.compile("[-\\s\u00ad\u2010\u2011\ufffe\x02]+")
_WORDS = re.compile(r"[^\s-]+")
_SMALL = 4
"""Rows of a table that nobody expects on two pages: signatures, counts."""
_START = 40
"""Letters by which a block is found."""


class Feuilles:
    """The pages of a document, as one text without spaces."""

    def __init__(self, texts: Sequence[str]) -> None:
        flat = [_flat(text) for text in texts]
        self._text = "".join(flat)
        self._starts = [0, *accumulate(map(len, flat))][:-1]
        self._at = 0

    def holds(self, text: str) -> bool:
        """Tell whether a text is printed somewhere."""
        return _flat(text) in self._text

    def page(self, text: str) -> int | None:
        """Return the page where the next block begins with this text, from 1; ``None`` when it is nowhere."""
        flat = _flat(text)
        at = self._text.find(flat[:_START], self._at)
        if not flat or at < 0:
            return None
        self._at = at + len(flat)
        return bisect_right(self._starts, at)


def cut_by_pages(data: bytes, texts: Sequence[str]) -> Iterator[str]:
    """Yield what the pages of a document part: a heading from its text, a row, a table of a few rows."""
    work = open_template(data, Limits())
    styles = styles_of(work)
    root = next(story.root for story in work.stories if story.name == work.main)
    pages = Feuilles(texts)
    placed = [(block, _place(block, pages)) for block in blocks_of(root) if text_of(block).strip()]
    for (block, here), (_, there) in pairwise(placed):
        if here and there and here[-1] < there[0] and block.tag == P and style_of(block, styles).titre:
            where = f"titre en bas de la page {here[-1]}, son texte page {there[0]}"
            yield f"{where} : {quote(block)} ; {SOLIDAIRES}"
    yield from _cut_tables(placed)


def _cut_tables(placed: Iterable[tuple["_Element", Sequence[int]]]) -> Iterator[str]:
    """Yield the tables of a few rows that stand on several pages."""
    for block, pages in placed:
        if pages and block.tag == TBL and pages[0] < pages[-1] and len(block.findall(TR)) <= _SMALL:
            yield f"tableau coupé entre les pages {pages[0]} et {pages[-1]} : {quote(block)} ; {INSECABLE}"


def _place(block: "_Element", pages: Feuilles) -> list[int]:
    """Return the pages where the paragraphs of a block begin."""
    found = (pages.page(text_of(p)) for p in block.iter(P) if p.find(f".//{TXBX}") is None)
    return [page for page in found if page]


def not_printed(data: bytes, texts: Sequence[str]) -> Iterator[str]:
    """Yield the texts of a document that no page shows: hidden, or beyond the frame that holds them."""
    work = open_template(data, Limits())
    root = next(story.root for story in work.stories if story.name == work.main)
    pages = Feuilles(texts)
    for paragraph in root.iter(P):
        text = text_of(paragraph)
        hidden = text.strip() and not pages.holds(text) and not _in_pieces(text, pages)
        if hidden and not _left_out(paragraph):
            yield f"texte qu'aucune page ne montre : {quote(paragraph)}"


def _in_pieces(text: str, pages: Feuilles) -> bool:
    """Tell whether each word is printed: a page, a hyphen or the other columns part the rest."""
    return all(pages.holds(word) for word in _WORDS.findall(text))


def _left_out(paragraph: "_Element") -> bool:
    """Tell whether a paragraph is not its own text: it holds a box, is a copy, or a field computes some."""
    box = paragraph.find(f".//{TXBX}") is not None
    copy = next(paragraph.iterancestors(FALLBACK), None) is not None
    return box or copy or any(True for _ in paragraph.iter(w("fldChar"), w("fldSimple")))


def _flat(text: str) -> str:
    """Return a text without spaces or hyphens: a page cuts lines at both."""
    return _CUTS.sub("", text)
