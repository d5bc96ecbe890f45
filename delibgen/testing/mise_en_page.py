"""What a template lays out badly whatever it prints: headings and signatures left alone, tables too wide.

These are faults that wait for the page that shows them: a subject of one more line, and the heading is alone
at the foot of a page. Word and LibreOffice keep together what the template says to keep.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from delibgen.testing.ossature import Style, blocks_of, drawn, kept, style_of, styles_of, text_of
from delibgen.word.limits import Limits
from delibgen.word.names import TBL, TC, TR, P, w
from delibgen.word.opening import open_template

if TYPE_CHECKING:
    from lxml.etree import _Element

_CM = 567
"""Twentieths of a point in a centimetre."""
_PAGE, _MARGIN = 11906, 1417
_TOLERANCE = 240
"""Tables are wider than the text by the margins of their cells."""
_SHORT = 300
SOLIDAIRES = "cochez « Paragraphes solidaires »"
INSECABLE = "décochez « Autoriser le fractionnement des lignes sur plusieurs pages »"
_QUOTE = 60


def badly_laid_out(data: bytes, signataires: Iterable[str] = ()) -> Iterator[str]:
    """Yield what a document lays out badly, with words to find it.

    Args:
        data: the .docx.
        signataires: names of those who sign.
    """
    work = open_template(data, Limits())
    styles = styles_of(work)
    root = next(story.root for story in work.stories if story.name == work.main)
    blocks = blocks_of(root)
    yield from _loose_headings(blocks, styles)
    yield from _loose_signatures(blocks, styles, set(signataires))
    width = _width(root)
    for rank, block in enumerate(blocks):
        if block.tag == TBL:
            yield from _too_wide(block, width)
            yield from _cut_rows(block) if rank else ()


def quote(block: "_Element") -> str:
    """Return the first words of a block, between quotation marks."""
    text = " ".join(text_of(block).split())
    return f"« {text[:_QUOTE].rstrip()} »"


def _loose_headings(blocks: "list[_Element]", styles: dict[str, Style]) -> Iterator[str]:
    for block, after in pairwise(blocks):
        heading = block.tag == P and style_of(block, styles).titre and text_of(block).strip()
        if heading and not kept(block, styles) and (text_of(after).strip() or drawn(after)):
            yield f"titre qui peut rester seul en bas de page : {quote(block)} ; {SOLIDAIRES}"


def _loose_signatures(blocks: "list[_Element]", styles: dict[str, Style], names: set[str]) -> Iterator[str]:
    """Yield the names under which nothing but their title keeps them from a page of their own."""
    before: _Element | None = None
    for block in blocks:
        text = " ".join(text_of(block).split())
        if block.tag == P and text in names and before is not None and not kept(before, styles):
            yield f"signature qui peut rester seule sur une page : « {text} » ; au-dessus, {SOLIDAIRES}"
        if block.tag == P and text:
            before = block
        elif block.tag == TBL:
            before = None


def _cut_rows(table: "_Element") -> Iterator[str]:
    """Yield short rows that a page may cut: a signature apart from its title."""
    for row in table.iter(TR):
        lines = max((sum(bool(text_of(p).strip()) for p in cell.iter(P)) for cell in row.iter(TC)), default=0)
        if lines > 1 and len(text_of(row)) < _SHORT and row.find(f"{w('trPr')}/{w('cantSplit')}") is None:
            yield f"ligne de tableau qu'une page peut couper : {quote(row)} ; {INSECABLE}"


def _width(root: "_Element") -> int:
    """Return the width of the text, that of the last section."""
    sections = list(root.iter(w("sectPr")))
    page, margins = (sections[-1].find(w(name)) if sections else None for name in ("pgSz", "pgMar"))
    sides = sum(_number(margins, side, _MARGIN) for side in ("left", "right"))
    return _number(page, "w", _PAGE) - sides


def _number(node: "_Element | None", name: str, default: int) -> int:
    text = (node.get(w(name)) or "") if node is not None else ""
    return int(text) if text.lstrip("-").isdigit() else default


def _too_wide(table: "_Element", width: int) -> Iterator[str]:
    """Yield a table that goes out of the margins: fixed, or whose declared width says so."""
    columns = [_number(column, "w", 0) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    indent = table.find(f"{w('tblPr')}/{w('tblInd')}")
    declared = table.find(f"{w('tblPr')}/{w('tblW')}")
    exact = _number(declared, "w", 0) if declared is not None and declared.get(w("type")) == "dxa" else 0
    whole = max(exact, sum(columns)) + max(_number(indent, "w", 0), 0)
    if whole > width + _TOLERANCE:
        yield f"tableau plus large que la page ({_cm(whole)} pour {_cm(width)}) : {quote(table)}"


def _cm(twips: int) -> str:
    return f"{twips / _CM:.1f} cm".replace(".", ",")
