"""Pieces: ``{%p include "signatures.docx" %}`` puts the blocks of another document in their place.

The pieces are merged into the template before anything else looks at it: what follows (guards, compiler,
cache, pickling, lint) sees one document. Each block of a piece tells where it comes from, for the faults.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from delibgen.errors import DelibgenError, Finding, Place, Severity, TemplateError, closest
from delibgen.word.codes import fault
from delibgen.word.library import Library
from delibgen.word.limits import Limits
from delibgen.word.names import SECT_PR, P, R, T, own_paragraph_nodes
from delibgen.word.parts import Places, Story
from delibgen.word.tag import UNMERGED

if TYPE_CHECKING:
    from lxml.etree import _Element

    from delibgen.word.opening import Work

_INCLUDE = re.compile(r"\{%\s*p\s+include\s+(?:[\"“'‘]([^\"”'’]+)[\"”'’]|([\w.-]+))\s*%\}\Z")
_DEEPEST = 8
_MOST = 200
"""Inclusions in one template, those of its pieces counted."""


def merge_pieces(data: bytes, library: Library, limits: Limits) -> tuple[bytes, list[Finding]]:
    """Return a template with its pieces merged, and what is good to know.

    Raises:
        TemplateError: a piece is nowhere, includes itself, cannot be read or holds what cannot be merged.
    """
    faults: list[Finding] = []
    merged = _merged(data, library, limits, (), faults)
    blocking = [finding for finding in faults if finding.severity is Severity.BLOQUANT]
    if blocking:
        raise TemplateError(blocking)
    return merged, faults


def _merged(
    data: bytes, library: Library, limits: Limits, above: tuple[str, ...], faults: list[Finding]
) -> bytes:
    from delibgen.word.merging import Merger, pack
    from delibgen.word.opening import open_template

    work = open_template(data, limits)
    found = [(story, *include) for story in work.stories for include in _includes(story)]
    if not found:
        return data
    merger = Merger(work)
    for story, paragraph, name, place in found:
        library.count += 1
        piece = _piece(name, place, library, limits, above, faults)
        if piece is None:
            continue
        faults += _in_piece(merger.merge, story, paragraph, piece, name)
    return pack(work)


def _piece(
    name: str,
    place: Place,
    library: Library,
    limits: Limits,
    above: tuple[str, ...],
    faults: list[Finding],
) -> "Work | None":
    """Return a piece opened, its own pieces merged, its blocks marked with where they come from."""
    from delibgen.word.opening import open_template

    key = name.casefold()
    if key in above or len(above) >= _DEEPEST or library.count > _MOST:
        message = f"la pièce « {name} » se contient elle-même, ou contient trop de pièces"
        faults.append(fault("DG191", message, place, "retirez l'une des balises include"))
        return None
    data = library.find(name)
    if data is None:
        near = closest(name, library.names())
        advice = f"vouliez-vous « {near} » ?" if near else "placez-la dans le dossier des documents Word"
        faults.append(fault(UNMERGED, f"la pièce « {name} » est introuvable", place, advice))
        return None
    try:
        work = open_template(_merged(data, library, limits, (*above, key), faults), limits)
    except TemplateError as error:
        faults += [_at(finding, name) for finding in error.findings]
        return None
    faults += [_at(finding, name) for finding in work.faults]
    body = Story(work.main, "corps", work.roots[work.main])
    Places(body).write_origins(name)
    return work


def _in_piece(
    merge: Callable[[Story, "_Element", "Work", str], list[Finding]],
    story: Story,
    paragraph: "_Element",
    piece: "Work",
    name: str,
) -> list[Finding]:
    try:
        return [_at(finding, name) for finding in merge(story, paragraph, piece, name)]
    except DelibgenError as error:
        return [_at(finding, name) for finding in error.findings]


def _at(finding: Finding, name: str) -> Finding:
    if finding.place.file:
        return finding
    return replace(finding, place=replace(finding.place, file=name))


def _includes(story: Story) -> list[tuple["_Element", str, Place]]:
    """Return the paragraphs of a part that are an inclusion and nothing else."""
    found = []
    places: Places | None = None
    for paragraph in story.root.iter(P):
        match = _inclusion(paragraph)
        if match:
            places = places or Places(story)
            name = (match[1] or match[2]).strip().removesuffix(".docx") + ".docx"
            found.append((paragraph, name, places.of(paragraph, match.string)))
    return found


def _inclusion(paragraph: "_Element") -> re.Match[str] | None:
    """Return what a paragraph includes; ``None`` when it does not, or holds something else."""
    nodes = [node for node in own_paragraph_nodes(paragraph) if node.tag in {T, SECT_PR}]
    text = "".join(node.text or "" for node in nodes if node.tag == T).translate(_SPACES).strip()
    if "include" not in text or not all(node.tag == T and _in_run(node) for node in nodes):
        return None
    return _INCLUDE.match(text)


def _in_run(node: "_Element") -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == R


_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\t"), " ")
