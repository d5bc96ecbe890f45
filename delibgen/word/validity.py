"""Own rules on a finished document, for what no validator sees: usable by any caller after a render.

``validate`` looks at the bytes alone. It finds what Word repairs or refuses though the XML is well-formed: a
table without a row, a cell that does not end with a paragraph, identifiers that occur twice, fields left
open, references to nothing, tags left over.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delibgen.errors import Finding, Place, TemplateError
from delibgen.word import opc
from delibgen.word.codes import fault
from delibgen.word.limits import Limits
from delibgen.word.names import DOC_PR, P, T, is_instruction, w
from delibgen.word.package import read_package
from delibgen.word.parts import Places, Story, find_stories, main_part, part_label
from delibgen.word.validity_structure import check_structure
from delibgen.word.xml import parse

if TYPE_CHECKING:
    from lxml.etree import _Element

_R_NS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TAG = re.compile(r"\{\{|\{%|\{#")
_WORD_PARTS = {"header", "footer", "footnotes", "endnotes", "styles", "numbering", "settings", "comments"}
_XML = (".xml", ".rels", ".vml")
_FINISHED = Limits(ratio=2_000)
"""Those of a template, but for the ratio, above what deflate can do: long tables of like rows are no trap."""


@dataclass(frozen=True, slots=True)
class _Package:
    roots: "dict[str, _Element]"
    names: frozenset[str]
    relations: list[opc.Relation]
    stories: list[Story]
    main: str

    def root(self, kind: str) -> "_Element | None":
        """Return the part of a kind (styles, numbering, footnotes…) that the body relates to."""
        found = (r.target for r in self.relations if r.source == self.main and r.kind == kind)
        return self.roots.get(next(found, ""))


def validate(data: bytes, *, limits: Limits | None = None) -> list[Finding]:
    """Return what is wrong in the structure of a finished .docx; an empty list when all is sound."""
    try:
        package = _read(data, limits or _FINISHED)
    except TemplateError as error:
        return list(error.findings)
    found = list(_check_parts(package))
    for story in package.stories:
        places = Places(story)
        found += check_structure(story, places)
        for rule in _RULES:
            found += rule(story, places, package)
    found += _check_drawings(package)
    return found


def _read(data: bytes, limits: Limits) -> _Package:
    entries, contents = read_package(data, limits)
    roots = {name: parse(content, name) for name, content in contents.items() if name.lower().endswith(_XML)}
    relations = opc.read_relations(roots, entries)
    types = opc.content_types(roots[opc.TYPES], entries) if opc.TYPES in roots else {}
    main = main_part(relations, types)
    return _Package(roots, frozenset(entries), relations, find_stories(main, relations, roots), main)


def _check_parts(package: _Package) -> Iterator[Finding]:
    yield from _check_targets(package)
    yield from _check_types(package)


def _check_targets(package: _Package) -> Iterator[Finding]:
    present = {name.casefold() for name in package.names}
    for relation in package.relations:
        inside = not relation.external and not relation.target.startswith("#")
        if inside and relation.target.casefold() not in present:
            message = f"la partie « {relation.target} » manque dans le document"
            yield fault("DG108", message, Place(part=part_label(relation.source)))


def _check_types(package: _Package) -> Iterator[Finding]:
    types = opc.content_types(package.roots[opc.TYPES], package.names)
    kinds = {r.target: r.kind for r in package.relations if r.kind in _WORD_PARTS}
    for name in sorted(package.names - {opc.TYPES}):
        wanted = f".{kinds[name]}+xml" if name in kinds else ""
        if not types[name] or not types[name].endswith(wanted):
            yield fault("DG108", f"le type de la partie « {name} » n'est pas déclaré comme il le faut")


def _check_drawings(package: _Package) -> Iterator[Finding]:
    drawings = [(e, story) for story in package.stories for e in story.root.iter(DOC_PR)]
    count = Counter(e.get("id") for e, _ in drawings)
    for e, story in drawings:
        if count[e.get("id")] > 1:
            message = f"deux dessins portent l'identifiant « {e.get('id')} »"
            yield fault("DG543", message, Places(story).of(e))


def _check_left_over(story: Story, places: Places, _: _Package) -> Iterator[Finding]:
    for paragraph in story.root.iter(P):
        text = "".join(e.text or "" for e in paragraph.iter(T))
        if match := _TAG.search(text):
            shown = text[max(0, match.start() - 20) : match.end() + 40]
            yield fault("DG541", f"une balise est restée : « {shown} »", places.of(paragraph))


def _check_fields(story: Story, places: Places, _: _Package) -> Iterator[Finding]:
    opened: list[_Element] = []
    for mark in story.root.iter(w("fldChar")):
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            opened.append(mark)
        elif not opened:
            yield fault("DG542", "un champ se ferme sans s'être ouvert", places.of(mark))
        elif kind == "end":
            opened.pop()
    yield from (fault("DG542", "un champ n'est pas fermé", places.of(mark)) for mark in opened)


def _check_bookmarks(story: Story, places: Places, _: _Package) -> Iterator[Finding]:
    starts, ends = list(story.root.iter(w("bookmarkStart"))), list(story.root.iter(w("bookmarkEnd")))
    closed = Counter(e.get(w("id")) for e in ends)
    for key, what in (("id", "l'identifiant"), ("name", "le nom")):
        count = Counter(e.get(w(key)) for e in starts)
        for e in starts:
            if count[e.get(w(key))] > 1:
                yield fault("DG543", f"deux signets portent {what} « {e.get(w(key))} »", places.of(e))
    for e in starts:
        if not closed[e.get(w("id"))]:
            yield fault("DG542", f"le signet « {e.get(w('name'))} » n'est pas fermé", places.of(e))


def _check_relations(story: Story, places: Places, package: _Package) -> Iterator[Finding]:
    known = {relation.id for relation in package.relations if relation.source == story.name}
    for e in story.root.iter():
        for key, value in () if is_instruction(e) else e.attrib.items():
            if str(key).startswith(_R_NS) and value and value not in known:
                yield fault("DG544", f"le lien interne « {value!s} » ne mène à rien", places.of(e))


def _check_references(story: Story, places: Places, package: _Package) -> Iterator[Finding]:
    for kind, path, known in _known(package):
        for e in story.root.iter(w(kind)):
            value = e.get(w(path), "")
            if known is not None and value not in known:
                yield fault("DG544", f"« {kind} » renvoie à « {value} », qui n'existe pas", places.of(e))


def _known(package: _Package) -> Iterator[tuple[str, str, set[str] | None]]:
    """Yield each element that refers to another part, its attribute, and the values that exist."""
    styles = package.root("styles")
    names = _declared(styles, "style", "styleId") if styles is not None else None
    for kind in ("pStyle", "rStyle", "tblStyle"):
        yield kind, "val", names
    yield "numId", "val", _declared(package.root("numbering"), "num", "numId") | {"0", ""}
    for kind in ("footnote", "endnote"):
        yield f"{kind}Reference", "id", _declared(package.root(f"{kind}s"), kind, "id")


def _declared(root: "_Element | None", name: str, attribute: str) -> set[str]:
    """Return the identifiers of the elements of a name; none without the part."""
    return set() if root is None else {e.get(w(attribute), "") for e in root.iter(w(name))}


_Rule = Callable[[Story, Places, _Package], Iterator[Finding]]
_RULES: tuple[_Rule, ...] = (
    _check_left_over,
    _check_fields,
    _check_bookmarks,
    _check_relations,
    _check_references,
)
