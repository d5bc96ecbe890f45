"""What a finished document says of its paragraphs: text, style, list, heading, kept with the next one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delibgen.word.names import P, T, w
from delibgen.word.opening import Work

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"(?:heading|titre) ?[1-9]$", re.IGNORECASE)
_GLYPHS = {w("drawing"), w("pict"), w("object"), w("fldChar"), w("sym")}
_NO = {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a paragraph style, what it is based on included."""

    titre: bool = False
    """Whether it is one of Word's own styles of headings: « Titre 1 », « heading 2 »."""
    liste: bool = False
    """Whether it gives a bullet or a number."""
    solidaire: bool = False
    """Whether its paragraphs stay on the page of the next one."""


_PLAIN = Style()


def styles_of(work: Work) -> dict[str, Style]:
    """Return the paragraph styles of a document, by identifier."""
    from lxml import etree

    content = work.contents.get("word/styles.xml")
    if content is None:
        return {}
    raw = {node.get(w("styleId")) or "": node for node in etree.fromstring(content).iter(w("style"))}
    return {name: _style(name, raw) for name in raw}


def _style(name: str, raw: "dict[str, _Element]") -> Style:
    label = raw[name].find(w("name"))
    chain = list(_chain(name, raw))
    listed = any(node.find(f"{w('pPr')}/{w('numPr')}") is not None for node in chain)
    marks = [mark for node in chain for mark in node.iterfind(f"{w('pPr')}/{w('keepNext')}")]
    heading = bool(_HEADING.match((label.get(w("val")) or "") if label is not None else ""))
    return Style(heading, listed, bool(marks) and _on(marks[0]))


def _chain(name: str, raw: "dict[str, _Element]") -> "Iterator[_Element]":
    """Yield a style, then those that it is based on."""
    seen = set[str]()
    while name in raw and name not in seen:
        seen.add(name)
        yield raw[name]
        base = raw[name].find(w("basedOn"))
        name = (base.get(w("val")) or "") if base is not None else ""


def _on(node: "_Element") -> bool:
    return (node.get(w("val")) or "1") not in _NO


def text_of(block: "_Element") -> str:
    """Return the text of a paragraph, or of what holds some."""
    return "".join(node.text or "" for node in block.iter(T))


def drawn(block: "_Element") -> bool:
    """Tell whether something is drawn there, beside text."""
    return any(node.tag in _GLYPHS for node in block.iter())


def style_name(paragraph: "_Element") -> str:
    """Return the identifier of the style of a paragraph; nothing for the default one."""
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return (found.get(w("val")) or "") if found is not None else ""


def style_of(paragraph: "_Element", styles: dict[str, Style]) -> Style:
    """Return the style of a paragraph."""
    return styles.get(style_name(paragraph), _PLAIN)


def listed(paragraph: "_Element", styles: dict[str, Style]) -> bool:
    """Tell whether a paragraph has a bullet or a number."""
    own = paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    return own.get(w("val")) != "0" if own is not None else style_of(paragraph, styles).liste


def kept(paragraph: "_Element", styles: dict[str, Style]) -> bool:
    """Tell whether a paragraph stays on the page of the next one."""
    own = paragraph.find(f"{w('pPr')}/{w('keepNext')}")
    return _on(own) if own is not None else style_of(paragraph, styles).solidaire


def body_of(root: "_Element") -> "_Element":
    """Return what holds the blocks of a part."""
    body = root.find(w("body"))
    return root if body is None else body


def blocks_of(root: "_Element") -> "list[_Element]":
    """Return the paragraphs and tables of a part, content controls opened."""
    return list(_blocks(body_of(root)))


def _blocks(holder: "Iterable[_Element]") -> "Iterator[_Element]":
    for child in holder:
        content = child.find(w("sdtContent")) if child.tag == w("sdt") else None
        if content is not None:
            yield from _blocks(content)
        elif child.tag in {P, w("tbl")}:
            yield child
