"""Finds the tags of a part and puts each one whole in one ``w:t``, as a token.

Word cuts a tag over several runs (spelling marks, revisions, bookmarks). The text of the tag moves to the run
where it starts; nothing else moves, nothing else is lost.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from delibgen.errors import Finding, TemplateError
from delibgen.word.codes import MOST_FAULTS, fault, refusal
from delibgen.word.names import (
    RPR,
    SDT,
    W_NS,
    XML_SPACE,
    P,
    R,
    T,
    ancestor,
    is_instruction,
    own_paragraph_nodes,
    w,
)
from delibgen.word.parts import Places
from delibgen.word.tag import Tag
from delibgen.word.tags import OBJECT, Span, excerpt, scan
from delibgen.word.xml import discard_in_run, sure, take_out

if TYPE_CHECKING:
    from lxml.etree import _Element

TOKEN = re.compile("\ufdd0(\\d+)\ufdd1")
RESERVED = re.compile("[\ufdd0-\ufdef]")
"""Unicode noncharacters: the engine's own marks, refused in templates and in values."""
_BRACE = re.compile("[{}]")
_LEFT_OVER = re.compile(r"\{\{|\{%|\{#")


def token(number: int) -> str:
    """Return what stands for a tag in a text."""
    return f"\ufdd0{number}\ufdd1"


def tags_in(node: "_Element", tags: Sequence[Tag]) -> list[Tag]:
    """Return the tags whose tokens a text holds, in order."""
    return [tags[int(found[1])] for found in TOKEN.finditer(node.text or "")]


def erase(node: "_Element", tag: Tag) -> None:
    """Take the token of a tag out of a text."""
    node.text = (node.text or "").replace(token(tag.number), "")


_EQUATION = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
"""The only thing that is shown beside the runs of a paragraph."""


@dataclass(slots=True)
class _Atom:
    element: "_Element"
    text: str
    """What it is, in the text of its paragraph."""
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the text of its paragraph."""
        return self.start + len(self.text)


def collect(root: "_Element", places: Places, tags: list[Tag], faults: list[Finding], most: int) -> None:
    """Replace every tag of a part by its token; number them in ``tags``, ``most`` at most."""
    for paragraph in root.iter(P):
        _collect_paragraph(paragraph, places, tags, faults, most)
        if len(faults) >= MOST_FAULTS:
            raise TemplateError(faults)
    for element in root.iter("*"):
        if element.text or element.tail or element.attrib:
            _check_left_over(element, places, faults)


def _collect_paragraph(
    paragraph: "_Element", places: Places, tags: list[Tag], faults: list[Finding], most: int
) -> None:
    atoms = list(_atoms(paragraph))
    text = "".join(atom.text for atom in atoms)
    if not _BRACE.search(text):
        return
    edits: dict[_Element, list[tuple[int, int, str]]] = {}
    ends = [a.end for a in atoms]
    for span in scan(text, places.of(paragraph), faults):
        touched = list(_touched(atoms, ends, span))
        if _parts_apart(touched):
            faults.append(_crossing(span, text, places, paragraph))
            continue
        span.tag.pieces = len(touched)
        _number(span.tag, tags, most)
        for atom, change in _changes(span, touched):
            edits.setdefault(atom.element, []).append(change)
    for element, changes in edits.items():
        _edit(element, changes)


def _number(tag: Tag, tags: list[Tag], most: int) -> None:
    if len(tags) >= most:
        raise refusal("DG105", f"le document compte plus de {most} balises", "relevez la limite « tags »")
    tag.number = len(tags)
    tags.append(tag)


def _touched(atoms: list[_Atom], ends: list[int], span: Span) -> Iterator[_Atom]:
    """Yield the pieces of text that hold a tag; ``ends`` are their ends, for a quick search."""
    for atom in islice(atoms, bisect_right(ends, span.start), None):
        if atom.start >= span.end:
            return
        if atom.end > atom.start:
            yield atom


def _atoms(paragraph: "_Element") -> Iterator[_Atom]:
    position = 0
    for node in own_paragraph_nodes(paragraph):
        parent = node.getparent()
        loose = parent is None or parent.tag != R or node.tag == RPR
        if is_instruction(node) or (loose and node.tag != _EQUATION):
            continue
        atom = _Atom(node, node.text or "" if node.tag == T else OBJECT, position)
        yield atom
        position = atom.end


def _parts_apart(atoms: Iterable[_Atom]) -> bool:
    """Tell whether pieces of text lie in runs of different holders: a link and its paragraph."""
    return len({sure(atom.element.getparent()).getparent() for atom in atoms}) > 1


def _changes(span: Span, atoms: Iterable[_Atom]) -> Iterator[tuple[_Atom, tuple[int, int, str]]]:
    """Yield what becomes of each piece of a tag: its token for the first, nothing for the others."""
    new = token(span.tag.number)
    for atom in atoms:
        yield atom, (max(span.start, atom.start) - atom.start, min(span.end, atom.end) - atom.start, new)
        new = ""


def _crossing(span: Span, text: str, places: Places, paragraph: "_Element") -> Finding:
    place = places.of(paragraph, excerpt(text, span.start, span.end))
    message = f"la balise « {span.tag.raw} » est à moitié dans un lien ou un contrôle de contenu"
    return fault("DG122", message, place, "retapez la balise d'un seul tenant, dedans ou dehors")


def _edit(element: "_Element", changes: list[tuple[int, int, str]]) -> None:
    whole, position = element.text or "", 0
    pieces: list[str] = []
    for start, end, replacement in changes:
        pieces += (whole[position:start], replacement)
        position = end
    element.text = text = "".join(pieces) + whole[position:]
    element.set(XML_SPACE, "preserve")
    if not text:
        discard_in_run(element)


def _check_left_over(element: "_Element", places: Places, faults: list[Finding]) -> None:
    """Report a tag that is not in the text of a paragraph: attribute, field code, equation, drawing."""
    text, where = _left_over(element)
    if text:
        message = f"une balise est placée dans {where}"
        faults.append(
            fault("DG124", message, places.of(element, text.strip()[:120]), "placez-la dans le texte")
        )
    bare = _bare_text(element)
    if bare:
        message = "du texte se trouve hors de tout paragraphe : le document est abîmé"
        faults.append(fault("DG109", message, places.of(element, bare[:120]), "rouvrez-le dans Word"))


def _bare_text(element: "_Element") -> str:
    """Return the text that stands beside an element, or in one of Word that holds none: nobody shows it."""
    inside = element.text if element.tag in _HOLDERS else ""
    return (element.tail or "").strip() or (inside or "").strip()


def _left_over(element: "_Element") -> tuple[str, str]:
    """Return a text with a tag, and where it is; ``""`` when the element has none."""
    if element.text and _LEFT_OVER.search(element.text) and not _is_read(element):
        return element.text, _WHERE.get(str(element.tag), "un objet qui n'est pas du texte")
    values = map(str, element.attrib.values())
    where = "une propriété du document (style, signet, texte de remplacement…)"
    return next(filter(_LEFT_OVER.search, values), ""), where


def _is_read(element: "_Element") -> bool:
    """Tell whether the text of an element is that of a paragraph: a tag left there was reported."""
    parent = element.getparent()
    return element.tag == T and parent is not None and parent.tag == R and ancestor(element, P) is not None


_HOLDERS = frozenset(
    w(name)
    for name in ("body", "p", "r", "tbl", "tr", "tc", "hyperlink", "sdt", "sdtContent", "hdr", "ftr", "pPr")
)
"""Elements of Word that hold others, never a text of their own."""
_WHERE = {
    w("instrText"): "le code d'un champ",
    w("fldSimple"): "le code d'un champ",
    w("delText"): "un texte supprimé",
}


def clean(root: "_Element", hint_styles: Collection[str]) -> None:
    """Remove what Word keeps for itself: proofing marks, comments, empty space, the style of the fields."""
    from lxml import etree

    for element in list(root.iter(*_NOISE)):
        discard_in_run(element)
    etree.strip_tags(root, w("smartTag"))
    etree.strip_elements(root, w("smartTagPr"), with_tail=False)
    _gather_namespaces(root)
    _show_values(root)
    _drop_indents(root)
    if hint_styles:
        _drop_styles(root, hint_styles)


def _drop_indents(root: "_Element") -> None:
    """Drop the empty space between elements; an element without children keeps its own."""
    for element in root.iter():
        if element.tail and not element.tail.strip():
            element.tail = None
        if len(element) and element.text and not element.text.strip():
            element.text = None


def _drop_styles(root: "_Element", styles: Collection[str]) -> None:
    for mark in list(root.iter(w("rStyle"), w("pStyle"))):
        if mark.get(w("val")) in styles:
            take_out(mark)


def _show_values(root: "_Element") -> None:
    """Make a content control hold its value: Word takes a prompt for nothing, and a click would drop it."""
    for prompt in list(root.iter(w("showingPlcHdr"))):
        control = next(prompt.iterancestors(SDT), None)
        if control is not None and any("{" in (node.text or "") for node in control.iter(T)):
            take_out(prompt)


def _gather_namespaces(root: "_Element") -> None:
    """Declare ``w:`` once, on the root: what the engine writes is then found as it writes it."""
    from lxml import etree

    kept = {prefix for element in root.iter() for prefix in element.nsmap if prefix} - {"w"}
    etree.cleanup_namespaces(root, top_nsmap={"w": W_NS}, keep_ns_prefixes=list(kept))


_NOISE = tuple(
    w(name)
    for name in (
        "proofErr", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd", "commentReference",
        "annotationRef", "permStart", "permEnd",
    )
)  # fmt: skip
