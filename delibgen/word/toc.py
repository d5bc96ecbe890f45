"""A table of contents with its entries: from the headings of the rendered document, page numbers apart.

The field is the one that Word's user inserted, or the one that ``{%p sommaire %}`` writes. Its entries are
links to the headings; page numbers belong to who lays the pages out (see ``Document.with_page_numbers``).
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delibgen.word.counters import labels_of
from delibgen.word.escape import escape
from delibgen.word.names import PPR, SECT_PR, TBL, P, R, T, ancestor, value_of, w
from delibgen.word.references import field_runs
from delibgen.word.xml import properties_of, sure, take_out

if TYPE_CHECKING:
    from lxml.etree import _Element

    from delibgen.word.styles import Styles

UNKNOWN = "…"
"""Shown for a page that is not known yet."""
EMPTY = "Aucun titre à lister."
_EMPTY_LINE = f'<w:p><w:r><w:t xml:space="preserve">{EMPTY}</w:t></w:r></w:p>'
TOC_TAG = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
    ' TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
"""What ``{%p sommaire %}`` writes."""
_FIELD, _KIND, _CODE = w("fldChar"), w("fldCharType"), w("instrText")
_TOC = re.compile(r"\s*TOC\b", re.IGNORECASE)
_LEVELS = re.compile(r'\\o\s+"?(\d)-(\d)')
_OUTLINE = re.compile(r"\\[ou]\b", re.IGNORECASE)
_CUSTOM = re.compile(r'\\t\s+"([^"]*)"', re.IGNORECASE)
_DIGITS = frozenset("123456789")
_PAGE = re.compile(
    r'( PAGEREF (_TocDelibgen\d+) \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    r'<w:r><w:t xml:space="preserve">)[^<]*(</w:t>)'
)
_ANCHOR = re.compile(r' w:anchor="(?!_TocDelibgen)[^"]*"')
_REFERENCE = re.compile(r">\s*REF\s[^<]*<")
_DIRTY = ' w:fldCharType="begin" w:dirty="true"'
_WIDTH = 9_000


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    """Level among the headings, 0 for a paragraph of the text."""
    style: str
    text: str
    paragraph: "_Element"


@dataclass(frozen=True, slots=True)
class _Entry:
    level: int
    text: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the code of a table asks for."""

    low: int
    high: int
    named: Mapping[str, int]
    """Levels of the styles that it names."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The paragraphs of a table of contents, and its field code."""

    first: "_Element"
    last: "_Element"
    begin: "_Element"
    end: "_Element"
    code: str


def has_toc(root: "_Element") -> bool:
    """Tell whether a part holds a table of contents that a user inserted."""
    return any(_TOC.match(node.text or "") for node in root.iter(_CODE))


def fill(text: str, styles: "Styles", first_bookmark: int, numbering: str = "") -> tuple[str, bool]:
    """Return the body with the entries of its tables of contents, and whether there are any.

    ``numbering`` is the numbering part: what Word counts before a heading stands in its entry.
    """
    from lxml import etree

    root = etree.fromstring(text.encode("utf-8"))
    places = list(_places(root))
    if not places:
        return text, False
    asked = [_read(place.code, styles) for place in places]
    labels = labels_of(root, numbering, styles)
    found = (_heading(p, labels.get(p, ""), styles, asked) for p in _paragraphs_out_of(places, root))
    headings = [heading for heading in found if heading is not None]
    for rank, heading in enumerate(headings):
        _mark(heading.paragraph, _bookmark(rank), first_bookmark + rank)
    for place, one in zip(places, asked, strict=True):
        _write(place, _listed(headings, one), styles, _width(root))
    head = text[: text.index("<", 5)] if text.startswith("<?xml") else ""
    return head + etree.tostring(root, encoding="unicode"), any(headings)


def with_pages(text: str, pages: Mapping[str, str]) -> str:
    """Return a body with the page of each heading; a table that is complete needs no update."""
    found = _PAGE.sub(lambda m: f"{m[1]}{escape(pages.get(m[2], UNKNOWN))}{m[3]}", text)
    complete = set(pages) >= {match[2] for match in _PAGE.finditer(text)}
    return found.replace(_DIRTY, _DIRTY.replace(' w:dirty="true"', "")) if complete else found


def with_only_toc_links(text: str) -> str:
    """Return a body without its other inner links."""
    return _ANCHOR.sub("", _REFERENCE.sub("> ADDIN <", text))


def bookmarks(text: str) -> list[str]:
    """Return the bookmarks of the entries, in order."""
    return [match[2] for match in _PAGE.finditer(text)]


def _places(root: "_Element") -> Iterator[_Place]:
    """Yield the outermost fields whose code is TOC, when they hold whole paragraphs."""
    stack: list[tuple[_Element, list[str]]] = []
    for node in root.iter(_FIELD, _CODE):
        kind = node.get(_KIND, "code")
        if kind == "begin":
            stack.append((node, []))
        elif kind == "code" and stack:
            stack[-1][1].append(node.text or "")
        elif kind == "end" and stack:
            begin, code = stack.pop()
            yield from _place(begin, node, "".join(code))


def _place(begin: "_Element", end: "_Element", code: str) -> Iterator[_Place]:
    """Yield the place of a field, if it is a table of contents."""
    first, last = ancestor(begin, P), ancestor(end, P)
    if first is None or last is None or not _TOC.match(code):
        return
    if first.getparent() is last.getparent():
        yield _Place(first, last, begin, end, code)


def _between(place: _Place) -> list["_Element"]:
    found = [place.first]
    while found[-1] is not place.last:
        following = found[-1].getnext()
        if following is None:
            break
        found.append(following)
    return found


def _read(code: str, styles: "Styles") -> _Asked:
    """Return what the code of a field asks for: « \\o "1-3" », « \\t "Titre article;1" »."""
    outline, found, custom = _OUTLINE.search(code), _LEVELS.search(code), _CUSTOM.search(code)
    words = re.split("[;,]", custom[1]) if custom else []
    named = {
        style.id: int(level)
        for name, level in zip(words[::2], words[1::2], strict=False)
        if level.strip() in _DIGITS and (style := styles.find(_stored_name(name.strip()))) is not None
    }
    low, high = (int(found[1]), int(found[2])) if found else (1, 3 if outline or not named else 0)
    return _Asked(low, high, named)


def _stored_name(shown: str) -> str:
    """Return the name under which Word stores a style: « Titre 1 » is « heading 1 »."""
    return re.sub(r"(?i)\Atitre (\d)\Z", r"heading \1", shown)


def _paragraphs_out_of(places: list[_Place], root: "_Element") -> Iterator["_Element"]:
    """Yield the paragraphs that are in no table of contents."""
    inside = {block for place in places for block in _between(place)}
    for paragraph in root.iter(P):
        if inside.isdisjoint((paragraph, *paragraph.iterancestors())):
            yield paragraph


def _heading(paragraph: "_Element", label: str, styles: "Styles", asked: list[_Asked]) -> _Heading | None:
    level, style = styles.outline_of(paragraph), value_of(paragraph, f"{PPR}/{w('pStyle')}")
    if not level and not any(style in one.named for one in asked):
        return None
    text = " ".join([label, *"".join(_texts(paragraph)).split()]).strip()
    return _Heading(level, style, text, paragraph) if text else None


def _bookmark(rank: int) -> str:
    return f"_TocDelibgen{rank + 1}"


def _mark(paragraph: "_Element", name: str, identifier: int) -> None:
    """Put a bookmark on a heading."""
    start = paragraph.makeelement(w("bookmarkStart"), {w("id"): str(identifier), w("name"): name})
    paragraph.insert(1 if paragraph.find(PPR) is not None else 0, start)
    paragraph.append(paragraph.makeelement(w("bookmarkEnd"), {w("id"): str(identifier)}))


def _texts(paragraph: "_Element") -> Iterator[str]:
    for node in paragraph.iter(T, w("tab"), w("br")):
        parent = node.getparent()
        if parent is not None and parent.tag == R and ancestor(node, P) is paragraph:
            yield node.text or "" if node.tag == T else " "


def _listed(headings: list[_Heading], asked: _Asked) -> list[_Entry]:
    """Return the entries of a table: headings of its levels, and paragraphs of the styles that it names."""
    found = []
    for rank, heading in enumerate(headings):
        level = asked.named.get(heading.style) or heading.level
        if heading.style in asked.named or asked.low <= level <= asked.high:
            found.append(_Entry(level, heading.text, _bookmark(rank)))
    return found


def _width(root: "_Element") -> int:
    """Return the width of the text of the last section, in twips."""
    section = next(iter(root.findall(f"{w('body')}/{SECT_PR}")), None)
    size = section.find(w("pgSz")) if section is not None else None
    margins = section.find(w("pgMar")) if section is not None else None
    if size is None or margins is None:
        return _WIDTH
    values = (size.get(w("w")), margins.get(w("left")), margins.get(w("right")))
    width, left, right = (int(value) if value and value.isdigit() else 0 for value in values)
    return max(width - left - right, _WIDTH // 4)


def _write(place: _Place, headings: list[_Entry], styles: "Styles", width: int) -> None:
    """Put the entries in the place of those that were there; what surrounds the field stays."""
    lines = [_entry(heading, styles, width) for heading in headings] or [_EMPTY_LINE]
    paragraphs = _parsed(lines, place.first.nsmap)
    _enclose(paragraphs, place, dirty=bool(headings))
    section = place.last.find(f"{PPR}/{SECT_PR}")
    for paragraph in paragraphs:
        place.first.addprevious(paragraph)
    if section is not None:
        properties_of(paragraphs[-1]).append(section)
    for old in _between(place):
        if old.tag in {P, TBL}:
            take_out(old)


def _parsed(lines: list[str], namespaces: Mapping[str | None, str]) -> list["_Element"]:
    from lxml import etree

    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items() if prefix)
    return list(etree.fromstring(f"<dg {declared}>{''.join(lines)}</dg>"))


def _enclose(paragraphs: list["_Element"], place: _Place, *, dirty: bool) -> None:
    """Put around new paragraphs the marks of the field, and what the old ones held before and after it."""
    before, after = _outside(place)
    rank = 0 if paragraphs[0].find(PPR) is None else 1
    paragraphs[0][rank:rank] = [*before, *_opening(place, dirty=dirty)]
    paragraphs[-1].extend([_only(sure(place.end.getparent()), _FIELD), *after])


def _outside(place: _Place) -> tuple[list["_Element"], list["_Element"]]:
    """Return what the paragraphs of the field hold before and after it."""
    begin, end = sure(place.begin.getparent()), sure(place.end.getparent())
    before = [copy.deepcopy(e) for e in begin.itersiblings(preceding=True) if e.tag != PPR]
    after = [copy.deepcopy(e) for e in end.itersiblings()]
    return before[::-1], after


def _opening(place: _Place, *, dirty: bool) -> list["_Element"]:
    """Return the runs that open the field: begin, code, separator."""
    run = sure(place.begin.getparent())
    nodes = []
    for name in (_FIELD, _CODE, _FIELD):
        clone = run.makeelement(R, {})
        clone.append(clone.makeelement(name, {}))
        nodes.append(clone)
    nodes[0][0].set(_KIND, "begin")
    if dirty:
        nodes[0][0].set(w("dirty"), "true")
    nodes[1][0].text = place.code
    nodes[1][0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    nodes[2][0].set(_KIND, "separate")
    return nodes


def _only(run: "_Element", name: str) -> "_Element":
    clone = run.makeelement(R, {})
    mark = clone.makeelement(name, {})
    mark.set(_KIND, "end")
    clone.append(mark)
    return clone


def _entry(heading: _Entry, styles: "Styles", width: int) -> str:
    style = styles.find(f"toc {heading.level}")
    named = f'<w:pStyle w:val="{style.id}"/>' if style is not None else ""
    indent = "" if style is not None else f'<w:ind w:left="{(heading.level - 1) * 220}"/>'
    return (
        f'<w:p><w:pPr>{named}<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>{indent}'
        f'</w:pPr><w:hyperlink w:anchor="{heading.bookmark}" w:history="1"><w:r>'
        f'<w:t xml:space="preserve">{escape(heading.text)}</w:t></w:r><w:r><w:tab/></w:r>'
        f"{field_runs('', f'PAGEREF {heading.bookmark} ' + chr(92) + 'h', UNKNOWN)}</w:hyperlink></w:p>"
    )
