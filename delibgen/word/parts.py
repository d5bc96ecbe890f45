"""The parts of a document that are printed, their French names, and the place of each paragraph."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delibgen.errors import Place
from delibgen.word.codes import refusal
from delibgen.word.names import SDT, SDT_CONTENT, TBL, TC, TR, TXBX, P, is_instruction, w
from delibgen.word.opc import Relation

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NEIGHBOURS = {
    "template.main": "un document type Word (.dotx ou .dotm)",
    "macroenabled": "un document Word avec macros (.docm)",
    "spreadsheetml": "un classeur Excel",
    "presentationml": "une présentation PowerPoint",
}
_SINGLE = {"footnotes": "notes de bas de page", "endnotes": "notes de fin"}
_MANY = {"header": "en-tête", "footer": "pied de page"}
_OTHERS = {"document": "corps", "settings": "réglages", "comments": "commentaires"}
ORIGIN = "dgfrom"
"""Attribute of the blocks of a piece in a merged template: file, part, element."""
_CONTAINERS = {SDT, SDT_CONTENT, w("customXml"), w("smartTag"), w("ins"), w("hyperlink")}


@dataclass(frozen=True, slots=True)
class Story:
    """One printed part."""

    name: str
    """Name in the package, « word/header1.xml »."""
    label: str
    """Name for the reader, « en-tête 1 »."""
    root: "_Element"


def main_part(relations: list[Relation], types: Mapping[str, str]) -> str:
    """Return the name of the main part; raise ``TemplateError`` when it is missing or of another format."""
    bodies = {r.target for r in relations if not r.source and r.kind == "officeDocument"}
    if len(bodies) > 1:
        raise refusal("DG106", "le document a deux corps : le fichier est piégé ou abîmé")
    name = next(iter(bodies), "")
    if not name or name not in types:
        raise refusal("DG108", "le corps du document manque", "enregistrez le document en .docx depuis Word")
    kind = types[name].lower()
    if kind != _MAIN:
        what = next((text for key, text in _NEIGHBOURS.items() if key in kind), "un autre format de fichier")
        raise refusal("DG107", f"ce fichier est {what}", "enregistrez-le en « Document Word (.docx) »")
    return name


def find_stories(main: str, relations: list[Relation], roots: Mapping[str, "_Element"]) -> list[Story]:
    """Return the printed parts in a fixed order: body, headers, footers, footnotes, endnotes."""
    stories = [Story(main, "corps", roots[main])]
    linked: dict[str, list[str]] = {}
    for relation in relations:
        if (
            relation.source == main
            and not relation.external
            and relation.target in roots
            and relation.target not in linked.get(relation.kind, [])
        ):
            linked.setdefault(relation.kind, []).append(relation.target)
    for kind, label in _MANY.items():
        names = sorted(linked.get(kind, []), key=_natural)
        stories += [Story(name, f"{label} {number}", roots[name]) for number, name in enumerate(names, 1)]
    for kind, label in _SINGLE.items():
        stories += [Story(name, label, roots[name]) for name in linked.get(kind, [])]
    return stories


def part_label(name: str) -> str:
    """Return a French name for a part that is known by its file name only."""
    base = name.rpartition("/")[2].removesuffix(".xml")
    number = re.sub(r"\D", "", base)
    kind = base.rstrip("0123456789")
    return f"{_MANY[kind]} {number}" if kind in _MANY else _SINGLE.get(base) or _OTHERS.get(base, name)


def _natural(name: str) -> tuple[int, str]:
    digits = re.search(r"(\d+)\.\w+$", name)
    return (int(digits[1]) if digits else 0, name)


class Places:
    """Where each paragraph is, as Word shows it: computed before the tree is changed."""

    def __init__(self, story: Story) -> None:
        self._label = story.label
        self._places: dict[_Element, Place] = {}
        notes = [child for child in story.root if child.tag in {w("footnote"), w("endnote")}]
        if notes:
            for number, note in enumerate((note for note in notes if not note.get(w("type"))), 1):
                self._number(note, story.label, f"note {number}, ")
        else:
            body = story.root.find(w("body"))
            self._number(story.root if body is None else body, story.label, "")
        self._read_origins(story.root)

    def of(self, element: "_Element", excerpt: str = "") -> Place:
        """Return the place of an element: that of its nearest paragraph or container."""
        node: _Element | None = element
        while node is not None and node not in self._places:
            node = node.getparent()
        place = self._places[node] if node is not None else Place(part=self._label)
        return place.around(excerpt) if excerpt else place

    def write_origins(self, file: str) -> None:
        """Write on each paragraph and container of a piece where it stands in its file."""
        for element, place in self._places.items():
            if element.get(ORIGIN) is None:
                element.set(ORIGIN, f"{place.file or file}|{place.part}|{place.element}")

    def _read_origins(self, root: "_Element") -> None:
        """Take the origins of the pieces off a part: their places are in their own files."""
        for element in root.iter(P, TBL, TR, TC, TXBX):
            origin = element.attrib.pop(ORIGIN, "")
            if origin:
                file, part, where = str(origin).split("|", 2)
                self._places[element] = Place(file=file, part=part, element=where)

    def _number(self, container: "_Element", part: str, prefix: str) -> None:
        paragraphs = tables = 0
        for block in _blocks(container):
            if block.tag == P:
                paragraphs += 1
                self._paragraph(block, part, f"{prefix}§{paragraphs}")
            else:
                tables += 1
                self._table(block, part, f"{prefix}tableau {tables}")

    def _paragraph(self, paragraph: "_Element", part: str, element: str) -> None:
        self._places[paragraph] = Place(part=part, element=element)
        for box in paragraph.iter(TXBX):
            if box not in self._places:
                self._places[box] = Place(part="zone de texte", element=f"{part}, {element}")
                self._number(box, "zone de texte", f"{part}, {element}, ")

    def _table(self, table: "_Element", part: str, element: str) -> None:
        self._places[table] = Place(part=part, element=element)
        for row, line in enumerate(_inside(table, TR), 1):
            self._places[line] = Place(part=part, element=f"{element}, ligne {row}")
            for column, cell in enumerate(_inside(line, TC), 1):
                where = f"{element}, ligne {row}, colonne {column}"
                self._places[cell] = Place(part=part, element=where)
                self._number(cell, part, f"{where}, ")


def _blocks(container: "_Element") -> Iterator["_Element"]:
    for child in container:
        if is_instruction(child):
            continue
        if child.tag in {P, TBL}:
            yield child
        elif child.tag in _CONTAINERS:
            yield from _blocks(child)


def _inside(container: "_Element", name: str) -> Iterator["_Element"]:
    for child in container:
        if child.tag == name:
            yield child
        elif child.tag in _CONTAINERS:
            yield from _inside(child, name)
