"""Rules on how the elements of a printed part hold one another: tables, cells, paragraphs, runs, sections."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.codes import fault
from delibgen.word.names import (
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    SECT_PR,
    TBL,
    TC,
    TR,
    TXBX,
    W_NS,
    P,
    R,
    T,
    is_instruction,
    value_of,
    w,
)  # fmt: skip
from delibgen.word.parts import Places, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

_WRAPPERS = {
    SDT_CONTENT,
    *(w(name) for name in ("customXml", "ins", "del", "moveFrom", "moveTo", "smartTag")),
}
_STORIES = {w(name) for name in ("body", "hdr", "ftr", "footnote", "endnote", "comment", "docPartBody")}
_INLINE = {w(name) for name in ("hyperlink", "fldSimple", "dir", "bdo", "rt", "rubyBase")}
_PARENTS = {
    P: _STORIES | _WRAPPERS | {TC, TXBX},
    TBL: _STORIES | _WRAPPERS | {TC, TXBX},
    TR: _WRAPPERS | {TBL},
    TC: _WRAPPERS | {TR},
    R: _WRAPPERS | _INLINE | {P},
    T: {R},
}
_FIRST = {P: PPR, R: RPR, TC: w("tcPr"), TBL: w("tblPr")}
_TEXTS = {T, *(w(name) for name in ("instrText", "delText", "delInstrText"))}
_FRENCH = {
    P: "un paragraphe",
    TBL: "un tableau",
    TR: "une ligne",
    TC: "une cellule",
    R: "du texte",
    T: "du texte",
}


def check_structure(story: Story, places: Places) -> Iterator[Finding]:
    """Yield the faults of one part."""
    for element in story.root.iter(f"{{{W_NS}}}*"):
        yield from (fault("DG540", message, places.of(element)) for message in _faults(element))
    yield from (fault("DG540", message, places.of(story.root)) for message in _sections(story.root))


def _faults(element: "_Element") -> Iterator[str]:
    name = str(element.tag)
    if _is_misplaced(element):
        yield f"{_FRENCH[name]} est à un endroit interdit"
    first = _FIRST.get(name)
    if first and any(child.tag == first for child in list(element)[1:]):
        yield "la mise en forme d'un élément ne vient pas en premier"
    if name not in _TEXTS and _stray(element):
        yield "du texte se trouve hors de tout paragraphe"
    if check := _CHECKS.get(name):
        yield from check(element)


def _is_misplaced(element: "_Element") -> bool:
    """Tell whether an element is in one of Word's that may not hold it."""
    parent, allowed = element.getparent(), _PARENTS.get(str(element.tag))
    if parent is None or not allowed:
        return False
    return str(parent.tag).startswith(f"{{{W_NS}}}") and parent.tag not in allowed


def _stray(element: "_Element") -> bool:
    texts = (element.text, *(child.tail for child in element))
    return any(text and text.strip() for text in texts)


def _table(table: "_Element") -> Iterator[str]:
    rows = list(_inside(table, TR))
    if not rows:
        yield "un tableau n'a pas de ligne"
    columns = len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
    wrong = [rank for rank, row in enumerate(rows, 1) if columns and _width(row) > columns]
    if wrong:
        yield f"la ligne {wrong[0]} d'un tableau compte plus de colonnes que sa grille ({columns})"


def _row(row: "_Element") -> Iterator[str]:
    if next(_inside(row, TC), None) is None:
        yield "une ligne de tableau n'a pas de cellule"


def _width(row: "_Element") -> int:
    """Return how many columns of the grid a row takes."""
    spans = [value_of(cell, f"{w('tcPr')}/{w('gridSpan')}") for cell in _inside(row, TC)]
    beside = [value_of(row, f"{w('trPr')}/{w(name)}") for name in ("gridBefore", "gridAfter")]
    return sum(int(span) if span.isdecimal() else 1 for span in spans) + sum(
        int(span) for span in beside if span.isdecimal()
    )


def _holder(holder: "_Element") -> Iterator[str]:
    blocks = [child for child in holder if child.tag in {P, TBL, SDT, w("customXml"), w("altChunk")}]
    if not blocks:
        yield "une cellule ou une zone n'a pas de paragraphe"
    elif blocks[-1].tag == TBL:
        yield "une cellule ou une zone finit par un tableau : il lui faut un paragraphe"


_CHECKS: dict[str, Callable[["_Element"], Iterator[str]]] = {
    TBL: _table, TR: _row, **dict.fromkeys((TC, TXBX, w("hdr"), w("ftr")), _holder)
}  # fmt: skip
"""What an element must hold."""


def _sections(root: "_Element") -> Iterator[str]:
    body = root.find(w("body"))
    if body is None:
        return
    children = [child.tag for child in body if not is_instruction(child)]
    if SECT_PR not in children:
        yield "le corps n'a pas de mise en page (sectPr)"
    elif children[-1] != SECT_PR or children.count(SECT_PR) > 1:
        yield "la mise en page (sectPr) n'est pas à la fin du corps"


def _inside(container: "_Element", name: str) -> Iterator["_Element"]:
    for child in container:
        if child.tag == name:
            yield child
        elif child.tag == SDT or child.tag in _WRAPPERS:
            yield from _inside(child, name)
