"""Text of finished paragraphs replaced by tags, the formatting of its first character kept."""

from copy import deepcopy
from typing import TYPE_CHECKING

from delibgen.word.document import text_lines
from delibgen.word.names import P, T, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGS = (("{{", "}}"), ("{%", "%}"))
_BREAKS = tuple(w(name) for name in ("tab", "br", "cr"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def shown(block: "_Element") -> str:
    """Return the text of a paragraph or of a row, spaces as they are."""
    if block.tag == P:
        return "".join(node.text or "" for node in block.iter(T))
    return "\t".join("\n".join(text_lines(cell)) for cell in block.iter(w("tc")))


def replace_text(paragraph: "_Element", text: str, tag: str) -> int:
    """Replace each place of a text, over as many runs as it has; return how many were."""
    return sum(_replace(nodes, text, tag) for nodes in _segments(paragraph))


def _segments(paragraph: "_Element") -> "list[list[_Element]]":
    """Return the texts of a paragraph, parted where a tab or a line break stands."""
    segments: list[list[_Element]] = [[]]
    for node in paragraph.iter(T, *_BREAKS):
        if node.tag == T:
            segments[-1].append(node)
        else:
            segments.append([])
    return segments


def _replace(nodes: "list[_Element]", text: str, tag: str) -> int:
    count, start = 0, 0
    while (at := _found("".join(node.text or "" for node in nodes), text, start)) >= 0:
        _put(nodes, at, at + len(text), tag)
        start, count = at + len(tag), count + 1
    return count


def _found(whole: str, text: str, start: int) -> int:
    """Return where a text stands, out of the tags and not inside a word; -1 when nowhere."""
    at = whole.find(text, start)
    while at >= 0:
        before, after = whole[at - 1 : at], whole[at + len(text) : at + len(text) + 1]
        inside = any(whole.count(left, 0, at) > whole.count(right, 0, at) for left, right in _TAGS)
        glued = (before.isalnum() and text[0].isalnum()) or (after.isalnum() and text[-1].isalnum())
        if not inside and not glued:
            return at
        at = whole.find(text, at + 1)
    return -1


def _put(nodes: "list[_Element]", start: int, end: int, tag: str) -> None:
    """Write ``tag`` over the characters from ``start`` to ``end`` of the texts taken together."""
    position = 0
    for node in nodes:
        text = node.text or ""
        left, right = max(start - position, 0), min(end - position, len(text))
        if left < right:
            node.text = text[:left] + (tag if position + left == start else "") + text[right:]
            node.set(_SPACE, "preserve")
        position += len(text)


def clone_with(block: "_Element", text: str) -> "_Element":
    """Return a paragraph or a row like another, that holds this text alone."""
    copy = deepcopy(block)
    paragraphs = list(copy.iter(P))
    for rank, paragraph in enumerate(paragraphs):
        runs = [child for child in paragraph if child.tag != w("pPr")]
        model = next((run for run in runs if run.tag == w("r")), None)
        for run in runs:
            paragraph.remove(run)
        if rank == 0:
            paragraph.append(_run(paragraph, model, text))
    return copy


def _run(paragraph: "_Element", model: "_Element | None", text: str) -> "_Element":
    run = paragraph.makeelement(w("r"), {}, None)
    properties = model.find(w("rPr")) if model is not None else None
    if properties is not None:
        run.append(deepcopy(properties))
    node = paragraph.makeelement(T, {_SPACE: "preserve"}, None)
    node.text = text
    run.append(node)
    return run
