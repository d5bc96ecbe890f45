"""What a reader sees at once in a bad document: empty bullets, headings alone, punctuation left over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delibgen.word.limits import Limits
from delibgen.word.names import P, T, w
from delibgen.word.opening import Work, open_template

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OVER = (
    (re.compile(r"\bNone\b"), "« None »"),
    (re.compile(r"\(\s*\)"), "parenthèses vides"),
    (re.compile("«\\s*»"), "guillemets vides"),
    (re.compile(r",\s*[,.;]"), "virgule suivie d'un autre signe"),
    (re.compile(r"(?<=\S)  +(?=\S)"), "espaces doubles"),
    (re.compile(r"\w[ \u00a0]+[,.](?:\s|$)"), "espace avant une virgule ou un point"),
)
_HEADING = re.compile(r"(?:heading|titre) ?[1-9]$", re.IGNORECASE)
_GLYPHS = {w("drawing"), w("pict"), w("object"), w("fldChar"), w("sym")}


@dataclass(frozen=True, slots=True)
class _Style:
    heading: bool
    """Whether it is one of Word's own styles of headings: « Titre 1 », « heading 2 »."""
    listed: bool
    """Whether it gives a bullet or a number."""


def ugly(data: bytes) -> Iterator[str]:
    """Yield what is ugly in a finished document, with the words around."""
    work = open_template(data, Limits())
    styles = _styles(work)
    for story in work.stories:
        yield from _headings_alone(story.root, styles)
        for paragraph in story.root.iter(P):
            text = _text(paragraph)
            if not text.strip() and _listed(paragraph, styles) and not _drawn(paragraph):
                yield f"puce ou numéro sans texte, {_near(paragraph)}"
            for pattern, name in _LEFT_OVER:
                if found := pattern.search(text):
                    yield f"{name} : « {text[max(0, found.start() - 20) : found.end() + 20].strip()} »"


def _text(paragraph: "_Element") -> str:
    return "".join(node.text or "" for node in paragraph.iter(T))


def _drawn(paragraph: "_Element") -> bool:
    return any(node.tag in _GLYPHS for node in paragraph.iter())


def _near(paragraph: "_Element") -> str:
    previous = paragraph.getprevious()
    text = _text(previous) if previous is not None else ""
    return f"après « {text[-40:]} »" if text.strip() else "en tête"


def _styles(work: Work) -> dict[str, _Style]:
    """Return what matters of each paragraph style, what it is based on included."""
    from lxml import etree

    content = work.contents.get("word/styles.xml")
    if content is None:
        return {}
    raw = {node.get(w("styleId")) or "": node for node in etree.fromstring(content).iter(w("style"))}
    return {name: _style(name, raw) for name in raw}


def _style(name: str, raw: "dict[str, _Element]") -> _Style:
    label = raw[name].find(w("name"))
    heading = bool(_HEADING.match((label.get(w("val")) or "") if label is not None else ""))
    listed, seen = False, set[str]()
    while name in raw and name not in seen:
        seen.add(name)
        listed = listed or raw[name].find(f"{w('pPr')}/{w('numPr')}") is not None
        base = raw[name].find(w("basedOn"))
        name = (base.get(w("val")) or "") if base is not None else ""
    return _Style(heading, listed)


def _style_of(paragraph: "_Element", styles: dict[str, _Style]) -> _Style:
    return styles.get(_style_name(paragraph), _Style(heading=False, listed=False))


def _style_name(paragraph: "_Element") -> str:
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return (found.get(w("val")) or "") if found is not None else ""


def _listed(paragraph: "_Element", styles: dict[str, _Style]) -> bool:
    own = paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    return own.get(w("val")) != "0" if own is not None else _style_of(paragraph, styles).listed


def _headings_alone(root: "_Element", styles: dict[str, _Style]) -> Iterator[str]:
    """Yield headings that nothing follows before the end, or before another one in the same style.

    Only Word's own styles of headings count: the styles of a title block (number, heading, subject) follow
    each other by design.
    """
    style, title = "", ""  # of the heading that waits for something beneath it
    for block in _blocks(root):
        text = "".join(node.text or "" for node in block.iter(T)).strip()
        heading = block.tag == P and _style_of(block, styles).heading
        name = _style_name(block) if heading else ""
        if title and text and name == style:
            yield _alone(title)
        if text or (not heading and _drawn(block)):
            style, title = (name, text) if heading else ("", "")
    if title:
        yield _alone(title)


def _blocks(root: "_Element") -> "_Element":
    body = root.find(w("body"))
    return root if body is None else body


def _alone(title: str) -> str:
    return f"titre sans rien dessous : « {title} »"
