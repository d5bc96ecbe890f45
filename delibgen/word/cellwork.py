"""The properties and texts of one rendered cell, read and changed."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from delibgen.word.cells import own_texts
from delibgen.word.faults import Fault
from delibgen.word.names import PPR, P, w
from delibgen.word.shaping import SHAPE, SHAPE_END

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHAPE = re.compile(f"{SHAPE}(\\w)([^{SHAPE_END}]*){SHAPE_END}")
_TC_PR, _TC_W = w("tcPr"), w("tcW")
_ORDER = [
    w(name)
    for name in (
        "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
        "textDirection", "tcFitText", "vAlign", "hideMark",
    )
]  # fmt: skip
_PERCENT = 5_000


def shapes(cell: "_Element") -> Iterator[tuple[str, str]]:
    """Yield what the tags of a cell ask, and take the marks away."""
    for node in own_texts(cell):
        if node.text and SHAPE in node.text:
            yield from ((found[1], found[2]) for found in _SHAPE.finditer(node.text))
            node.text = _SHAPE.sub("", node.text)


def text_of_cell(cell: "_Element") -> str:
    """Return the text of a cell, without that of the tables in it."""
    return "".join(node.text or "" for node in own_texts(cell))


def check_same_text(cell: "_Element", text: str, name: str) -> None:
    """Raise ``Fault`` (DG414) when cells to merge differ."""
    if text_of_cell(cell) != text:
        raise unequal(name, text_of_cell(cell), text)


def unequal(name: str, one: str, other: str) -> Fault:
    """Return the fault of cells that cannot merge without hiding a text."""
    return Fault(
        "DG414",
        f"les cellules réunies par « {name} » n'ont pas le même texte : « {one[:40]} », « {other[:40]} »",
        "retirez la balise, ou donnez le même texte à toutes les cellules réunies",
    )


def empty(cell: "_Element") -> None:
    """Leave one empty paragraph, as Word wants in a merged cell."""
    first = cell.find(P)
    for child in list(cell):
        if child.tag != _TC_PR and child is not first:
            cell.remove(child)
    if first is None:
        cell.append(cell.makeelement(P, {}))
        return
    for child in list(first):
        if child.tag != PPR:
            first.remove(child)


def set_property(cell: "_Element", name: str, values: dict[str, str] | None) -> None:
    """Set or remove a property of a cell, at its place in the schema."""
    properties = cell.find(_TC_PR)
    if properties is None:
        properties = cell.makeelement(_TC_PR, {})
        cell.insert(0, properties)
    for old in properties.findall(w(name)):
        properties.remove(old)
    if values is None:
        return
    rank = _ORDER.index(w(name))
    at = sum(str(child.tag) in _ORDER and _ORDER.index(str(child.tag)) < rank for child in properties)
    properties.insert(at, properties.makeelement(w(name), {w(key): value for key, value in values.items()}))


def set_width(cell: "_Element", width: int, total: int) -> None:
    """Set the width of a cell in the unit that it already has."""
    found = cell.find(f"{_TC_PR}/{_TC_W}")
    if found is None or found.get(w("type")) in {"auto", "nil"}:
        return
    percent = found.get(w("type")) == "pct"
    found.set(w("w"), str(width * _PERCENT // total if percent else width))


def remove(element: "_Element") -> None:
    """Take an element out; the marks that follow it stay."""
    parent, previous = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and previous is not None:
        previous.tail = (previous.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def number_in(value: str | None) -> int:
    """Return a number written in digits, or 0."""
    return int(value) if value and value.isdigit() else 0
