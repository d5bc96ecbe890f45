"""Text of finished paragraphs replaced by tags, the formatting of its first character kept."""

import re
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from delibgen.word.document import text_lines
from delibgen.word.names import P, T, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGS = (("{{", "}}"), ("{%", "%}"))
_BREAKS = tuple(w(name) for name in ("tab", "br", "cr"))
_ALIKE = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})
_NUMBER_BEFORE = re.compile(r"\d[ .,]$")
_NUMBER_AFTER = re.compile(r"[ .,]\d")
_NUMERIC_END = re.compile(r"(?:^|[ \d])(?:\d+|\d h)$")
Decision = Callable[[str, str], str | None]
"""From the words before and after a text to the tag that takes its place; ``None`` leaves it."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def shown(block: "_Element") -> str:
    """Return the text of a paragraph or of a row, spaces as they are."""
    if block.tag == P:
        return "".join(node.text or "" for node in block.iter(T))
    return "\t".join("\n".join(text_lines(cell)) for cell in block.iter(w("tc")))


def replace_text(paragraph: "_Element", text: str, decide: Decision) -> None:
    """Write what is decided at each place of a text, over as many runs as it has.

    Spaces and apostrophes of any kind are equal. ``decide`` is given the words before and after.
    """
    before = ""
    for nodes in segments_of(paragraph):
        _replace(nodes, alike(text), before, decide)
        before += text_of(nodes) + " "


def segments_of(paragraph: "_Element") -> "list[list[_Element]]":
    """Return the texts of a paragraph, parted where a tab or a line break stands."""
    segments: list[list[_Element]] = [[]]
    for node in paragraph.iter(T, *_BREAKS):
        if node.tag == T:
            segments[-1].append(node)
        else:
            segments.append([])
    return segments


def text_of(nodes: "Iterable[_Element]") -> str:
    """Return the text of several nodes taken together."""
    return "".join(node.text or "" for node in nodes)


def alike(text: str) -> str:
    """Return a text with the space and the apostrophe of a keyboard, letter for letter.

    >>> alike("l’an 1\u202f000\u00a0€")
    "l'an 1 000 €"
    """
    return text.translate(_ALIKE)


def _replace(nodes: "list[_Element]", text: str, before: str, decide: Decision) -> None:
    start = 0
    while (at := place_of(alike(text_of(nodes)), text, start)) >= 0:
        whole = text_of(nodes)
        tag = decide(before + whole[:at], whole[at + len(text) :])
        start = at + len(tag or text)
        if tag:
            put(nodes, at, at + len(text), tag)


def place_of(whole: str, text: str, start: int = 0) -> int:
    """Return where a text stands, out of the tags and not inside a word or a number; -1 when nowhere."""
    at = whole.find(text, start)
    while at >= 0:
        end = at + len(text)
        if not _inside(whole, at) and not _glued(whole[:at], text, whole[end:]):
            return at
        at = whole.find(text, at + 1)
    return -1


def _inside(whole: str, at: int) -> bool:
    return any(whole.count(left, 0, at) > whole.count(right, 0, at) for left, right in _TAGS)


def _glued(before: str, text: str, after: str) -> bool:
    """Tell whether a text is only a part of a word, or of a number: « 19 h » of « 19 h 40 »."""
    if before[-1:].isalnum() and text[0].isalnum():
        return True
    if after[:1].isalnum() and text[-1].isalnum():
        return True
    number = _NUMBER_BEFORE.search(before) and text[0].isdigit()
    return bool(number or (_NUMBER_AFTER.match(after) and _NUMERIC_END.search(text)))


def put(nodes: "list[_Element]", start: int, end: int, tag: str) -> None:
    """Write ``tag`` over the characters from ``start`` to ``end`` of the texts taken together."""
    position = 0
    for node in nodes:
        text = node.text or ""
        left, right = max(start - position, 0), min(end - position, len(text))
        if left < right:
            node.text = text[:left] + (tag if position + left == start else "") + text[right:]
            node.set(_SPACE, "preserve")
        position += len(text)


def clone_row(row: "_Element", texts: Sequence[str]) -> "_Element":
    """Return a row like another, each cell of which holds one text alone."""
    copy = deepcopy(row)
    for cell, text in zip(list(copy.iter(w("tc"))), texts, strict=True):
        _fill(list(cell.iter(P)), text)
    return copy


def clone_with(block: "_Element", text: str) -> "_Element":
    """Return a paragraph or a row like another, that holds this text alone."""
    copy = deepcopy(block)
    _fill(list(copy.iter(P)), text)
    return copy


def _fill(paragraphs: "list[_Element]", text: str) -> None:
    """Write a text in the first of some paragraphs, in the format that it has, and empty the others."""
    for rank, paragraph in enumerate(paragraphs):
        runs = [child for child in paragraph if child.tag != w("pPr")]
        model = next((run for run in runs if run.tag == w("r")), None)
        for run in runs:
            paragraph.remove(run)
        if rank == 0:
            paragraph.append(_run(paragraph, model, text))


def _run(paragraph: "_Element", model: "_Element | None", text: str) -> "_Element":
    run = paragraph.makeelement(w("r"), {}, None)
    properties = model.find(w("rPr")) if model is not None else None
    if properties is not None:
        run.append(deepcopy(properties))
    node = paragraph.makeelement(T, {_SPACE: "preserve"}, None)
    node.text = text
    run.append(node)
    return run
