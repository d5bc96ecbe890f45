"""Opening a template: the package read, its parts parsed, all that is refused without looking at tags."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delibgen.errors import Finding, Severity, TemplateError
from delibgen.word import opc
from delibgen.word.codes import refusal
from delibgen.word.guard import check_format, check_other_parts, check_relations
from delibgen.word.heal import RESERVED
from delibgen.word.limits import Limits
from delibgen.word.names import DOC_PR
from delibgen.word.package import Entry, read_package
from delibgen.word.parts import Story, find_stories, main_part, part_label
from delibgen.word.styles import Styles, read_styles
from delibgen.word.tags import Tag
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
))
_BAD_NAMESPACE = re.compile(r"xmlns[^\s=]*=[\"'][^\"'>]*[{}]")
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

    def target(self, kind: str, source: str | None = None) -> str:
        """Return the part that a part (the main one by default) relates to, or ``""``."""
        origin = self.main if source is None else source
        found = (r.target for r in self.relations if r.source == origin and r.kind == kind and not r.external)
        return next(found, "")

    @property
    def dropped(self) -> frozenset[str]:
        """Return the parts that never reach a document: comments, their authors, the thumbnail."""
        parts = {r.target for r in self.relations if r.kind in _DROPPED and not r.external}
        return frozenset(parts | {opc.rels_name(part) for part in parts})

    @property
    def hint(self) -> str:
        """Return the identifier of the style that shows the fields, or ``""``."""
        style = self.styles.find(HINT_STYLE, "character")
        return style.id if style is not None else ""

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
    roots = {name: parse(content, name) for name, content in contents.items() if name.lower().endswith(_XML)}
    for name in (opc.TYPES, opc.rels_name("")):
        if name not in roots:
            raise refusal(
                "DG108", f"la partie « {name} » manque", "enregistrez le document en .docx depuis Word"
            )
    relations = opc.read_relations(roots)
    types = opc.content_types(roots[opc.TYPES], entries)
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


def _check_content(work: Work) -> None:
    for name in work.roots:
        text = work.contents[name].decode("utf-8", "replace")
        if RESERVED.search(text) or _BAD_NAMESPACE.search(text):
            message = "la partie contient des caractères réservés (U+FDD0 à U+FDEF) ou une déclaration abîmée"
            raise refusal(
                "DG109", message, "rouvrez le document dans Word et réenregistrez-le", part_label(name)
            )
    labels = dict.fromkeys(work.dropped, "commentaires")
    labels |= {name: "propriétés" for name in work.roots if name.startswith("docProps/")}
    work.faults += check_other_parts(work.roots, work.stories, labels)


def renumber_drawings(work: Work) -> int:
    """Give each drawing of the package its own identifier; return the first one that is free."""
    drawings = work.drawings()
    used = {int(e.get("id") or 0) for e in drawings if (e.get("id") or "").isdigit()}
    following = 1 + max(used, default=0)
    seen: set[str] = set()
    for element in drawings:
        identifier = element.get("id") or ""
        if identifier in seen or not identifier.isdigit():
            identifier = str(following)
            following += 1
            element.set("id", identifier)
        seen.add(identifier)
    return following
