"""A copy of a template with a Word comment at each fault: for the person who corrects it in Word."""

import re
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
    body = work.stories[0]
    file = PurePath(finding.place.file).name
    elsewhere = file if name and file != name else ""
    paragraph = None if elsewhere else _paragraph(work, finding)
    lines = [f"{finding.code} · {finding.severity.value} : {_sentence(finding.message)}"]
    if paragraph is None:
        paragraph = next(body.root.iter(P), None)
        where = ", ".join(bit for bit in (elsewhere, finding.place.part, finding.place.element) if bit)
        if where:
            lines[0] = f"{where} : {lines[0]}"
            lines += [finding.place.excerpt] if finding.place.excerpt else []
    if finding.suggestion:
        lines.append(f"À faire : {_sentence(finding.suggestion)}")
    if paragraph is None:
        return
    number = comments.add(lines)
    _anchor(paragraph, _words(finding), number)


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
    texts = [(run, node.text or "") for node in own_paragraph_nodes(paragraph) for run in _run_of(node)]
    start = "".join(text for _, text in texts).find(words) if words else -1
    ends = accumulate(len(text) for _, text in texts)
    found = [
        run
        for (run, text), end in zip(texts, ends, strict=True)
        if end - len(text) < start + len(words) and end > start
    ]
    if start < 0 or not found or any(run.getparent() is not paragraph for run in found):
        return None, None
    return found[0], found[-1]


def _run_of(node: "_Element") -> "Iterator[_Element]":
    """Yield the run of a node that holds text; nothing for another node."""
    run = node.getparent()
    if node.tag == T and run is not None:
        yield run


def _packed(work: Work, changed: dict[str, bytes]) -> bytes:
    entries = [
        compress(name, changed.pop(name)) if name in changed else entry
        for name, entry in work.entries.items()
    ]
    added = [compress(name, content) for name, content in changed.items()]
    return Archive.of([*entries, *added], ()).pack({})
