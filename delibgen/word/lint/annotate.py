"""A copy of a template with a Word comment at each fault: for the person who corrects it in Word."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import PurePath
from typing import TYPE_CHECKING

from delibgen.errors import Finding, Severity
from delibgen.word.limits import Limits
from delibgen.word.lint.comments import Comments
from delibgen.word.names import PPR, TXBX, P, R, T, ancestor, own_paragraph_nodes, w
from delibgen.word.opening import Work, open_template
from delibgen.word.package import Archive, compress
from delibgen.word.parts import Places
from delibgen.word.xml import serialize

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAG = re.compile(r"« (\{[{%#].*?[}%#]\}) »")


def annotate(
    data: bytes, findings: Iterable[Finding], limits: Limits | None = None, *, name: str = ""
) -> bytes:
    """Return the template with a comment of author « delibgen » at each finding.

    Comments of an earlier annotation are replaced; those of people stay. A fault outside the body (Word has
    no comments there) is told at the first paragraph; so is a mention that is printed nowhere, and what lies
    in a piece: a file other than ``name``, that of the template when it is known. Findings of severity
    ``INFORMATION`` ask for nothing and make no comment.

    Raises ``TemplateError`` when the file cannot be opened as a Word document.
    """
    work = open_template(data, limits or Limits())
    comments = Comments.of(work)
    comments.clear(work)
    for finding in findings:
        if finding.severity is not Severity.INFORMATION:
            _comment(work, comments, finding, name)
    changed = comments.store(work)
    changed[work.main] = serialize(work.roots[work.main])
    return _packed(work, changed)


def _comment(work: Work, comments: Comments, finding: Finding, name: str) -> None:
    """Comment the paragraph of a finding; or the first one, which then says where the fault is."""
    file, place = PurePath(finding.place.file).name, finding.place
    elsewhere = file if name and file != name else ""
    own = None if elsewhere else _paragraph(work, finding)
    paragraph = next(work.stories[0].root.iter(P), None) if own is None else own
    if paragraph is not None:
        where = ", ".join(filter(None, (elsewhere, place.part, place.element))) if own is None else ""
        _anchor(paragraph, _words(finding), comments.add(_lines(finding, where)))


def _lines(finding: Finding, where: str) -> list[str]:
    """Return the lines of a comment; ``where`` is told when it is not at the place of the fault."""
    said = f"{finding.code} · {finding.severity.value} : {_sentence(finding.message)}"
    excerpt = finding.place.excerpt if where else ""
    todo = f"À faire : {_sentence(finding.suggestion)}" if finding.suggestion else ""
    return [line for line in (f"{where} : {said}" if where else said, excerpt, todo) if line]


def _sentence(text: str) -> str:
    """Return a text with its final stop: a question has its own."""
    return text if text.endswith(("?", "!", "…", ".")) else f"{text}."


def _words(finding: Finding) -> str:
    """Return the tag that a finding is about, as typed, or ``""``."""
    found = _TAG.search(finding.message)
    return found[1] if found else ""


def _paragraph(work: Work, finding: Finding) -> "_Element | None":
    """Return the paragraph of the body that a finding is about; for a text box, the one that holds it."""
    body = work.stories[0]
    part, element = finding.place.part, finding.place.element
    if part not in {body.label, "zone de texte"} or not element:
        return None
    places = Places(body)
    for paragraph in body.root.iter(P):
        place = places.of(paragraph)
        if (place.part, place.element) == (part, element):
            return _outside_boxes(paragraph)
    return None


def _outside_boxes(paragraph: "_Element") -> "_Element":
    """Return the paragraph that holds the text box of a paragraph: Word has no comments in a box."""
    while (box := ancestor(paragraph, TXBX)) is not None:
        holder = ancestor(box, P)
        if holder is None:
            break
        paragraph = holder
    return paragraph


def _anchor(paragraph: "_Element", words: str, number: str) -> None:
    """Put the marks of a comment around ``words``, or around the paragraph when they are not found."""
    first, last = _runs(paragraph, words)
    start = paragraph.makeelement(w("commentRangeStart"), {w("id"): number})
    end = paragraph.makeelement(w("commentRangeEnd"), {w("id"): number})
    if first is not None and last is not None:
        first.addprevious(start)
        last.addnext(end)
    else:
        properties = paragraph.find(PPR)
        paragraph.insert(0 if properties is None else 1, start)
        paragraph.append(end)
    run = paragraph.makeelement(R, {})
    run.append(paragraph.makeelement(w("commentReference"), {w("id"): number}))
    end.addnext(run)


def _runs(paragraph: "_Element", words: str) -> "tuple[_Element | None, _Element | None]":
    """Return the runs where ``words`` begin and end, when they lie in the paragraph itself."""
    texts = list(_texts(paragraph))
    start = "".join(text for _, text in texts).find(words)
    if not words or start < 0:
        return None, None
    ends = list(accumulate(len(text) for _, text in texts))
    first, last = bisect_right(ends, start), bisect_left(ends, start + len(words))
    found = [run for run, _ in texts[first : last + 1]]
    inside = all(run.getparent() is paragraph for run in found)
    return (found[0], found[-1]) if inside else (None, None)


def _texts(paragraph: "_Element") -> "Iterator[tuple[_Element, str]]":
    """Yield the runs of a paragraph that hold text, with it."""
    for node in own_paragraph_nodes(paragraph):
        run = node.getparent()
        if node.tag == T and run is not None:
            yield run, node.text or ""


def _packed(work: Work, changed: dict[str, bytes]) -> bytes:
    entries = [
        compress(name, changed.pop(name)) if name in changed else entry
        for name, entry in work.entries.items()
    ]
    added = [compress(name, content) for name, content in changed.items()]
    return Archive.of([*entries, *added], ()).pack({})
