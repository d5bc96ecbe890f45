"""The comments of a document: those of delibgen, put and taken away; those of people, left alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from delibgen.word import opc
from delibgen.word.guard import ANNOTATOR
from delibgen.word.names import W_NS, XML_SPACE, P, R, T, is_instruction, w
from delibgen.word.opening import Work
from delibgen.word.xml import discard_in_run, serialize

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_ANCHORS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
_FOLLOWERS = ("commentsExtended", "commentsIds", "commentsExtensible")
"""Parts in which Word keeps more about each comment."""


@dataclass(slots=True)
class Comments:
    """The comments part of a document."""

    name: str
    root: "_Element"
    new: bool
    _changed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, work: Work) -> "Comments":
        """Return the comments of a document, empty when it has none."""
        from lxml import etree

        name = work.target("comments")
        if name in work.roots:
            return cls(name, work.roots[name], new=False)
        name = next(
            f"word/comments{n or ''}.xml"
            for n in range(99)
            if f"word/comments{n or ''}.xml" not in work.entries
        )
        return cls(name, etree.Element(w("comments"), nsmap={"w": W_NS}), new=True)

    def clear(self, work: Work) -> None:
        """Take away the comments of delibgen, with their anchors in every part."""
        doomed = [comment for comment in self.root if comment.get(w("author")) == ANNOTATOR]
        numbers = {comment.get(w("id")) for comment in doomed}
        marks = set(chain.from_iterable(map(_marks_of, doomed)))
        for comment in doomed:
            self.root.remove(comment)
        for anchor in list(work.roots[work.main].iter(*_ANCHORS)):
            if anchor.get(w("id")) in numbers:
                discard_in_run(anchor)
        self._forget(work, marks)

    def _forget(self, work: Work, marks: set[str]) -> None:
        """Take away what Word keeps elsewhere about comments whose paragraphs bore ``marks``."""
        for kind in _FOLLOWERS:
            name = work.target(kind)
            if name not in work.roots:
                continue
            for node in [node for node in work.roots[name] if not is_instruction(node)]:
                values = {str(value) for value in node.attrib.values()}
                if values & marks:
                    marks |= values
                    work.roots[name].remove(node)
                    self._changed.add(name)

    def add(self, lines: Sequence[str]) -> str:
        """Add a comment; return its number."""
        used = [int(number) for comment in self.root if (number := comment.get(w("id"), "")).isdigit()]
        number = str(1 + max(used, default=-1))
        comment = self.root.makeelement(
            w("comment"), {w("id"): number, w("author"): ANNOTATOR, w("initials"): "dg"}
        )
        for line in lines:
            paragraph = comment.makeelement(P, {})
            run = paragraph.makeelement(R, {})
            text = run.makeelement(T, {XML_SPACE: "preserve"})
            text.text = line
            run.append(text)
            paragraph.append(run)
            comment.append(paragraph)
        self.root.append(comment)
        return number

    def store(self, work: Work) -> dict[str, bytes]:
        """Return the parts to write again: comments, and what declares them when they are new."""
        changed = {name: serialize(work.roots[name]) for name in self._changed}
        if self.new and not len(self.root):
            return changed
        changed[self.name] = serialize(self.root)
        if self.new:
            types, rels = work.roots[opc.TYPES], opc.rels_name(work.main)
            _declare(types, self.name)
            changed[opc.TYPES] = serialize(types)
            changed[rels] = _related(work, rels, self.name)
        return changed


def _marks_of(comment: "_Element") -> Iterator[str]:
    """Yield the identifiers of the paragraphs of a comment."""
    for paragraph in comment.iter(P):
        for name, value in paragraph.attrib.items():
            if str(name).endswith("}paraId"):
                yield str(value)


def _declare(types: "_Element", name: str) -> None:
    types.append(types.makeelement(f"{_CT}Override", {"PartName": f"/{name}", "ContentType": _TYPE}))


def _related(work: Work, rels: str, name: str) -> bytes:
    from lxml import etree

    root = work.roots.get(rels)
    if root is None:
        root = etree.fromstring(f"{opc.EMPTY_RELS}</Relationships>".encode())
    opc.add_relation(root, _RELATION, f"/{name}")
    return serialize(root)
