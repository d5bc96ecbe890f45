"""Opening a template: the package read, its parts parsed, all that is refused without looking at tags."""

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from delibgen.errors import Finding, Severity, TemplateError
from delibgen.word import opc
from delibgen.word.codes import refusal
from delibgen.word.fieldcodes import fields_of
from delibgen.word.guard import (
    check_building_blocks,
    check_format,
    check_other_parts,
    check_relations,
    check_settings,
    check_types,
)
from delibgen.word.heal import RESERVED
from delibgen.word.limits import Limits
from delibgen.word.lists import Restart
from delibgen.word.names import DOC_PR
from delibgen.word.package import Entry, read_package
from delibgen.word.parts import Story, find_stories, main_part, part_label
from delibgen.word.styles import Styles, read_styles
from delibgen.word.tag import Tag
from delibgen.word.xml import parse

if TYPE_CHECKING:
    from lxml.etree import _Element

HINT_STYLE = "delibgen champ"
"""Character style that shows the fields in Word; it never reaches a document."""
_DROPPED = frozenset((
    "comments",
    "commentsExtended",
    "commentsIds",
    "commentsExtensible",
    "people",
    "thumbnail",
    "customXml",  # data beside the text, of SharePoint most often: no control may be bound to them (DG113)
    "stylesWithEffects",  # what Word 2010 alone reads, and no longer the styles once a piece has brought some
    "origin",  # of the digital signatures: they are those of the template, and a document is another text
))
_GIVEN = "custom-properties"
_BAD_NAMESPACE = re.compile(r"xmlns[^\s=]*=[\"'][^\"'>]*[{}]")
_DRAWING = re.compile(r"[1-9][0-9]{0,8}\Z")
"""Identifiers of drawings that leave room for more: Word stops at 2 147 483 647."""
_XML = (".xml", ".rels", ".vml")


@dataclass(slots=True)
class Work:
    """What the compiler knows of a template while it works."""

    limits: Limits
    entries: dict[str, Entry]
    contents: dict[str, bytes]
    roots: dict[str, "_Element"]
    relations: list[opc.Relation]
    main: str
    stories: list[Story]
    styles: Styles
    faults: list[Finding] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    restarts: list[Restart] = field(default_factory=list)
    """Lists that start anew at each pass of a loop."""

    def target(self, kind: str, source: str | None = None) -> str:
        """Return the part that a part (the main one by default) relates to, or ``""``."""
        origin = self.main if source is None else source
        found = (r.target for r in self.relations if r.source == origin and r.kind == kind and not r.external)
        return next(found, "")

    @property
    def annotations(self) -> frozenset[str]:
        """Return the parts that no document holds: comments, their authors, signatures, the thumbnail.

        Properties that people or their programs gave (« _AuthorEmail ») stay where a field prints one.
        """
        found = [r for r in self.relations if not r.external and r.kind in {*_DROPPED, _GIVEN}]
        kept = any(r.kind == _GIVEN for r in found) and self._prints_properties()
        return frozenset(r.target for r in found if r.kind != _GIVEN or not kept)

    def _prints_properties(self) -> bool:
        fields = (field for story in self.stories for field in fields_of(story.root))
        return any(field.name == "DOCPROPERTY" for field in fields)

    @property
    def dropped(self) -> frozenset[str]:
        """Return what never reaches a document: the annotations, and what no relationship leads to."""
        kept = opc.reached(self.relations, self.annotations)
        files = {opc.TYPES, *kept, *map(opc.rels_name, kept)}
        return frozenset(name for name in (*self.entries, *self.roots) if name not in files)

    @property
    def hints(self) -> frozenset[str]:
        """Return the identifiers of the style that shows the fields, and of the one that Word links to it."""
        style = self.styles.by_name.get(HINT_STYLE)
        known = style is not None and style.kind in {"character", "paragraph"}
        return frozenset(filter(None, (style.id, style.link))) if style is not None and known else frozenset()

    def replace_root(self, name: str, root: "_Element") -> None:
        """Put another root in the place of that of a part."""
        self.roots[name] = root
        self.stories = [replace(s, root=root) if s.name == name else s for s in self.stories]

    def drawings(self) -> list["_Element"]:
        """Return the drawings of the printed parts."""
        return [element for story in self.stories for element in story.root.iter(DOC_PR)]

    def stop_on_faults(self) -> None:
        """Raise ``TemplateError`` with everything found, if something blocks."""
        if any(finding.severity is Severity.BLOQUANT for finding in self.faults):
            raise TemplateError(self.faults)


def open_template(data: bytes, limits: Limits) -> Work:
    """Read and check a package; raise ``TemplateError`` when it cannot even be read as a Word document."""
    entries, contents = read_package(data, limits)
    roots = _parse_parts(contents, limits)
    for name in (opc.TYPES, opc.rels_name("")):
        if name not in roots:
            raise refusal(
                "DG108", f"la partie « {name} » manque", "enregistrez le document en .docx depuis Word"
            )
    relations = opc.read_relations(roots, entries)
    types = opc.content_types(roots[opc.TYPES], entries)
    check_types(types, contents, roots)
    main = main_part(relations, types)
    if main not in roots:
        raise refusal("DG108", "le corps du document manque", "enregistrez le document en .docx depuis Word")
    check_format(roots[main])
    faults = check_relations(relations, entries)
    if any(finding.code == "DG108" for finding in faults):
        raise TemplateError(faults)
    work = Work(limits, entries, contents, roots, relations, main, [], Styles(), faults)
    work.stories = find_stories(main, relations, roots)
    work.styles = read_styles(roots.get(work.target("styles")), roots.get(work.target("numbering")))
    _check_content(work)
    return work


def _parse_parts(contents: dict[str, bytes], limits: Limits) -> dict[str, "_Element"]:
    parts = {name: content for name, content in contents.items() if name.lower().endswith(_XML)}
    signs = sum(content.count(b"<") for content in parts.values())
    if signs > limits.markup:
        message = f"le document compte {signs} signes « < » de XML ; la limite est de {limits.markup}"
        raise refusal("DG105", message, "réduisez le document, ou relevez la limite « markup »")
    return {name: parse(content, name) for name, content in parts.items()}


def _holds_reserved(content: bytes, root: "_Element") -> bool:
    """Tell whether a part holds the engine's own marks, as characters or as ``&#xFDD0;``."""
    text = content.decode("utf-8", "replace")
    if b"&#" in content and not RESERVED.search(text):
        from lxml import etree

        text = etree.tostring(root, encoding="unicode")
    return RESERVED.search(text) is not None or _BAD_NAMESPACE.search(text) is not None


def _check_content(work: Work) -> None:
    for name, root in work.roots.items():
        if _holds_reserved(work.contents[name], root):
            message = "la partie contient des caractères réservés (U+FDD0 à U+FDEF) ou une déclaration abîmée"
            raise refusal(
                "DG109", message, "rouvrez le document dans Word et réenregistrez-le", part_label(name)
            )
    labels = dict.fromkeys(work.annotations, "commentaires")
    labels |= {name: "propriétés" for name in work.roots if name.startswith("docProps/")}
    work.faults += check_other_parts(work.roots, work.stories, labels)
    work.faults += check_settings(work.roots.get(work.target("settings")))
    work.faults += check_building_blocks(work.roots.get(work.target("glossaryDocument")))


def renumber_drawings(work: Work) -> int:
    """Give each drawing of the package its own identifier; return the first one that is free."""
    drawings = work.drawings()
    used = {int(identifier) for e in drawings if _DRAWING.match(identifier := e.get("id", ""))}
    following = 1 + max(used, default=0)
    seen: set[str] = set()
    for element in drawings:
        identifier = element.get("id", "")
        if identifier in seen or not _DRAWING.match(identifier):
            identifier = str(following)
            following += 1
            element.set("id", identifier)
        seen.add(identifier)
    return following
