"""Pieces: ``{%p include "signatures.docx" %}`` puts the blocks of another document in their place.

The pieces are merged into the template before anything else looks at it: what follows (guards, compiler,
cache, pickling, lint) sees one document. Each block of a piece tells where it comes from, for the faults.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from delibgen.errors import DelibgenError, Finding, Place, Severity, TemplateError, closest
from delibgen.word.codes import fault
from delibgen.word.library import Library
from delibgen.word.limits import Limits
from delibgen.word.names import ODD_SPACES, SECT_PR, P, R, T, own_paragraph_nodes
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
    gathering = _Gathering(library, limits)
    merged = gathering.merged(data, ())
    blocking = [finding for finding in gathering.faults if finding.severity is Severity.BLOQUANT]
    if blocking:
        raise TemplateError(blocking)
    return merged, gathering.faults


@dataclass(slots=True)
class _Gathering:
    """The pieces of one template, put in it one after the other."""

    library: Library
    limits: Limits
    faults: list[Finding] = field(default_factory=list)

    def merged(self, data: bytes, above: tuple[str, ...]) -> bytes:
        """Return a document with its pieces merged; ``above`` are the pieces that it is in."""
        from delibgen.word.merging import Merger, pack
        from delibgen.word.opening import open_template

        work = open_template(data, self.limits)
        found = [(story, *include) for story in work.stories for include in _includes(story)]
        if not found:
            return data
        merger = Merger(work)
        for story, paragraph, name, place in found:
            self.library.count += 1
            piece = self._piece(name, place, above)
            if piece is not None:
                self._put(partial(merger.merge, story, paragraph, piece), name)
        return pack(work)

    def _piece(self, name: str, place: Place, above: tuple[str, ...]) -> "Work | None":
        """Return a piece opened, its own pieces merged, its blocks marked with where they come from."""
        key = name.casefold()
        if key in above or len(above) >= _DEEPEST or self.library.count > _MOST:
            message = f"la pièce « {name} » se contient elle-même, ou contient trop de pièces"
            self.faults.append(fault("DG191", message, place, "retirez l'une des balises include"))
            return None
        data = self.library.find(name)
        if data is None:
            self.faults.append(self._nowhere(name, place))
            return None
        return self._opened(data, name, (*above, key))

    def _opened(self, data: bytes, name: str, above: tuple[str, ...]) -> "Work | None":
        from delibgen.word.opening import open_template

        try:
            work = open_template(self.merged(data, above), self.limits)
        except TemplateError as error:
            self.faults += [_at(finding, name) for finding in error.findings]
            return None
        self.faults += [_at(finding, name) for finding in work.faults]
        body = Story(work.main, "corps", work.roots[work.main])
        Places(body).write_origins(name)
        return work

    def _nowhere(self, name: str, place: Place) -> Finding:
        near = closest(name, self.library.names())
        advice = f"vouliez-vous « {near} » ?" if near else "placez-la dans le dossier des documents Word"
        return fault(UNMERGED, f"la pièce « {name} » est introuvable", place, advice)

    def _put(self, merge: Callable[[str], list[Finding]], name: str) -> None:
        """Put a piece in its place; what is wrong with it is told with its name."""
        try:
            found: Iterable[Finding] = merge(name)
        except DelibgenError as error:
            found = error.findings
        self.faults += [_at(finding, name) for finding in found]


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
    if not nodes or not all(map(_in_run, nodes)):
        return None
    text = "".join(node.text or "" for node in nodes).translate(_SPACES).strip()
    return _INCLUDE.match(text)


def _in_run(node: "_Element") -> bool:
    """Tell whether a node is the text of a run."""
    parent = node.getparent()
    return node.tag == T and parent is not None and parent.tag == R


_SPACES = dict.fromkeys(map(ord, (*ODD_SPACES, "\t")), " ")
