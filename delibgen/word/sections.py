"""The numbers that pages bear: a section may begin anew, or count in Roman numerals, as Word prints them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delibgen.word.counters import written
from delibgen.word.names import PPR, SECT_PR, W_NS, P, R, T, w
from delibgen.word.references import field_runs

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARK = "DelibgenSection"
_END = "DelibgenFin"
_START, _NAME, _TYPE = w("bookmarkStart"), w("name"), w("pgNumType")


@dataclass(frozen=True, slots=True)
class _Section:
    blocks: list["_Element"]
    start: int | None
    """Number of its first page, ``None`` when it goes on."""
    format: str


def with_section_links(text: str) -> tuple[str, int]:
    """Return a body that ends with links to the sections that begin anew, and how many links were added.

    Each is preceded by a link to the end, so that two links in a row never lead to one place.
    """
    from lxml import etree

    root = etree.fromstring(text.encode("utf-8"))
    begun = [section for section in _sections(root)[1:] if section.start is not None]
    firsts = [first for section in begun if (first := _first(section)) is not None]
    if not firsts:
        return text, 0
    links: list[_Element] = []
    for rank, first in enumerate(firsts):
        _bookmark(first, f"{_MARK}{rank}", 900_000 + rank)
        links += (_link(_END), _link(f"{_MARK}{rank}"))
    _bookmark(links[0], _END, 899_999)
    last = root.find(f"{w('body')}/{SECT_PR}")
    at = len(root[0]) if last is None else root[0].index(last)
    root[0][at:at] = links
    return etree.tostring(root, encoding="unicode"), len(links)


def shown_pages(text: str, pages: Mapping[str, int], begins: Sequence[int]) -> dict[str, str]:
    """Return the number that the page of each bookmark bears.

    ``pages`` gives its rank in the file, ``begins`` that of the first page of each section that begins anew,
    the first section apart.
    """
    from lxml import etree

    found: dict[str, str] = {}
    first, number, following = 1, 1, iter(begins)
    for rank, section in enumerate(_sections(etree.fromstring(text.encode("utf-8")))):
        if section.start is not None:
            number = section.start
            first = next(following, first) if rank and _first(section) is not None else first
        for name in _names(section):
            if name in pages:
                found[name] = written(pages[name] - first + number, section.format)
    return found


def _sections(root: "_Element") -> list[_Section]:
    body = root.find(w("body"))
    sections: list[_Section] = []
    blocks: list[_Element] = []
    for block in body if body is not None else ():
        if block.tag == SECT_PR:
            sections.append(_section(blocks, block))
            return sections
        blocks.append(block)
        ending = block.find(f"{PPR}/{SECT_PR}") if block.tag == P else None
        if ending is not None:
            sections.append(_section(blocks, ending))
            blocks = []
    return [*sections, _Section(blocks, None, "decimal")]


def _section(blocks: list["_Element"], properties: "_Element") -> _Section:
    numbering = properties.find(_TYPE)
    start = numbering.get(w("start")) if numbering is not None else None
    shape = numbering.get(w("fmt")) if numbering is not None else None
    return _Section(blocks, int(start) if start and start.isdigit() else None, shape or "decimal")


def _first(section: _Section) -> "_Element | None":
    return next((p for block in section.blocks for p in block.iter(P)), None)


def _names(section: _Section) -> Iterator[str]:
    for block in section.blocks:
        yield from (mark.get(_NAME, "") for mark in block.iter(_START))


def _bookmark(paragraph: "_Element", name: str, identifier: int) -> None:
    at = 1 if paragraph.find(PPR) is not None else 0
    if not any(node.text for node in paragraph.iter(T)):  # what refers to no text is no link
        paragraph.insert(at, _run(paragraph, "x"))
    paragraph.insert(at, paragraph.makeelement(_START, {w("id"): str(identifier), w("name"): name}))
    paragraph.append(paragraph.makeelement(w("bookmarkEnd"), {w("id"): str(identifier)}))


def _run(paragraph: "_Element", text: str) -> "_Element":
    run = paragraph.makeelement(R, {})
    run.append(run.makeelement(T, {}))
    run[0].text = text
    return run


def _link(name: str) -> "_Element":
    """Return a paragraph that refers to a bookmark: LibreOffice makes a link of it."""
    from lxml import etree

    field = field_runs("", f"REF {name} \\h", "x")
    return etree.fromstring(f'<w:p xmlns:w="{W_NS}">{field}</w:p>')
