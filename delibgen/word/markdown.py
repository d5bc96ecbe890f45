"""Markdown as values: paragraphs, lists, tables, bold and italic, ready for a template's own styles.

Only what an act needs is markup; the rest (HTML, links, code, rules, entities) stays literal: nothing lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from delibgen.word.escape import checked
from delibgen.word.faults import Fault
from delibgen.word.limits import Limits
from delibgen.word.merged import HEADER_END, Joins, header_rows, joins_of, lift_rulers
from delibgen.word.simple import has_inline, split_blocks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

_LITERAL = (
    "code", "fence", "hr", "lheading", "reference", "html_block",
    "link", "image", "autolink", "backticks", "html_inline", "entity",
)  # fmt: skip
Kind = Literal["paragraph", "heading", "quote"]
_NOT_LETTER = re.compile(r"[\W\d_]+")
_DIGIT = re.compile(r"\d")
_SIGNS = "&<>["
"""What a text printed as XML may not hold as it stands, and what begins a reference to an article."""
_BREAK = re.compile(r" *<br ?/?> *")


@dataclass(frozen=True, slots=True)
class Span:
    r"""Text of one formatting; a hard break is ``\n``."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with bold or italic words, a heading of a level, or a quoted paragraph."""

    spans: tuple[Span, ...]
    kind: Kind = "paragraph"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, bulleted or numbered from ``start``; each item is blocks."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1
    markers: str = ""
    """Digits of the markers, as typed."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its first rows are the header, and a cell that another one covers is empty."""

    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    aligns: tuple[str, ...]
    headers: int = 1
    """Rows of the header, repeated on each page."""
    joins: Joins = ()
    """Of each cell, the place of the one that covers it, or its own; empty if no cell covers another."""


Block = str | Paragraph | Bullets | Grid
"""A text is a paragraph without formatting: what nearly all of them are."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """Formatted text for ``{{p … }}``: whole paragraphs, in the styles of the template."""

    items: tuple[Block, ...]
    plain: bool = False
    """Whether its texts are XML as they stand: checked, nothing to escape, no reference in them."""

    @property
    def text(self) -> str:
        """Return the text without formatting, a line a paragraph."""
        return "\n".join(_texts(self.items))


@dataclass(frozen=True, slots=True)
class Runs:
    """Formatted text for ``{{r … }}``: words inside a paragraph."""

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """Return the text without formatting."""
        return _joined(self.spans)


def markdown(text: str) -> Blocks:
    """Return Markdown as blocks; no letter and no digit of ``text`` is lost.

    Raises ``Fault`` for a character that no act may hold, and for a table with a row longer than its header.

    >>> markdown("Le Conseil **décide** :").text
    'Le Conseil décide :'
    """
    source = checked(text, Limits().value_chars)
    blocks = split_blocks(source)
    if blocks is not None and not has_inline(source):
        return Blocks(tuple(map(_bare, blocks)), plain=not any(sign in source for sign in _SIGNS))
    found = Blocks(tuple(map(_simple, blocks))) if blocks is not None else parse(source)
    _check_nothing_lost(source, found)
    return found


def parse(source: str) -> Blocks:
    """Return the blocks of any Markdown, as the parser of CommonMark reads it."""
    from markdown_it.tree import SyntaxTreeNode

    return Blocks(tuple(_blocks(SyntaxTreeNode(_parser().parse(lift_rulers(source))), "paragraph")))


def _bare(block: str | list[str]) -> Block:
    """Return a block without formatting that was found without the parser."""
    if isinstance(block, str):
        return block.replace("\n", " ")
    return Bullets(tuple([(item.replace("\n", " "),) for item in block]))


def _simple(block: str | list[str]) -> Block:
    """Return a block that was found without the parser, its words formatted."""
    if isinstance(block, str):
        return _paragraph(inline(block).spans)
    return Bullets(tuple((_paragraph(inline(item).spans),) for item in block))


def _paragraph(spans: tuple[Span, ...], kind: Kind = "paragraph") -> Block:
    """Return a paragraph, as a text when it has no formatting."""
    bare = kind == "paragraph" and len(spans) == 1 and not spans[0].bold and not spans[0].italic
    return spans[0].text if bare else Paragraph(spans, kind)


def inline(text: str) -> Runs:
    """Return bold and italic words as runs, without paragraphs nor lists.

    >>> inline("le *Bureau*").spans
    (Span(text='le ', bold=False, italic=False), Span(text='Bureau', bold=False, italic=True))
    """
    from markdown_it.tree import SyntaxTreeNode

    return Runs(tuple(_merge(_spans(SyntaxTreeNode(_parser().parseInline(checked(text)))))))


def inline_lines(text: str) -> Runs:
    """Return bold and italic words as runs; a line break is kept, as in a plain tag.

    >>> inline_lines("le **Bureau**\\ndécide").text
    'le Bureau\\ndécide'
    """
    if not has_inline(text):
        return Runs((Span(checked(text)),))
    return inline(text.replace("\n", "  \n"))


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(list(_LITERAL))


def _blocks(node: "SyntaxTreeNode", kind: Kind) -> Iterator[Block]:
    for child in node.children:
        if child.type == "paragraph":
            yield _paragraph(_content(child), kind)
        elif child.type == "heading":
            yield Paragraph(_content(child), "heading", int(child.tag[1:]))
        elif child.type == "blockquote":
            yield from _blocks(child, "quote")
        elif child.type in {"bullet_list", "ordered_list"}:
            yield _list(child)
        elif child.type == "table":
            yield _table(child)
        else:
            raise Fault("DG406", f"le Markdown de {{tag}} contient une construction inconnue ({child.type})")


def _list(node: "SyntaxTreeNode") -> Bullets:
    ordered = node.type == "ordered_list"
    start = node.attrs.get("start", 1) if ordered else 1
    items = tuple(tuple(_blocks(item, "paragraph")) for item in node.children)
    return Bullets(
        items, ordered, int(start), "".join(item.info for item in node.children) if ordered else ""
    )


def _table(node: "SyntaxTreeNode") -> Grid:
    lines = [row.children for part in node.children for row in part.children]
    aligns = tuple(str(cell.attrs.get("style", "")).removeprefix("text-align:") for cell in lines[0])
    typed = [list(map(_typed, line)) for line in lines]
    headers = _take_header_end(typed, lines)
    joins = joins_of(typed)
    rows = tuple(_row(line, rank, joins) for rank, line in enumerate(lines))
    return Grid(rows, aligns, header_rows(joins, headers), joins)


def _take_header_end(typed: list[list[str]], lines: list[list["SyntaxTreeNode"]]) -> int:
    """Take out the line that ends the header, if there is one; return how many lines that header has."""
    rank = next((rank for rank, line in enumerate(typed) if line[0] == HEADER_END), 0)
    if not rank:
        return 1
    del typed[rank], lines[rank]
    return rank


def _row(line: list["SyntaxTreeNode"], rank: int, joins: Joins) -> tuple[tuple[Span, ...], ...]:
    """Return the words of each cell; none where another one covers it."""
    return tuple(
        () if joins and joins[rank][column] != (rank, column) else _cell(cell)
        for column, cell in enumerate(line)
    )


def _typed(cell: "SyntaxTreeNode") -> str:
    """Return a cell as it was typed: « \\< » is not the mark « < »."""
    return "".join(child.content for child in cell.children)


def _cell(node: "SyntaxTreeNode") -> tuple[Span, ...]:
    """Return the words of a cell, where « <br> » breaks the line: Markdown has no other way there."""
    return tuple(Span(_BREAK.sub("\n", s.text), s.bold, s.italic) for s in _content(node))


def _content(node: "SyntaxTreeNode") -> tuple[Span, ...]:
    return tuple(_merge(_spans(node)))


def _spans(node: "SyntaxTreeNode", *, bold: bool = False, italic: bool = False) -> Iterator[Span]:
    for child in node.children:
        if child.type == "text" or child.type == "text_special":
            yield Span(child.content, bold, italic)
        elif child.type == "softbreak":
            yield Span(" ", bold, italic)
        elif child.type == "hardbreak":
            yield Span("\n", bold, italic)
        else:
            yield from _spans(child, bold=bold or child.type == "strong", italic=italic or child.type == "em")


def _merge(spans: Iterator[Span]) -> Iterator[Span]:
    """Join neighbours of the same formatting."""
    current: Span | None = None
    for span in spans:
        if current is not None and (current.bold, current.italic) == (span.bold, span.italic):
            current = Span(current.text + span.text, span.bold, span.italic)
        else:
            if current is not None and current.text:
                yield current
            current = span
    if current is not None and current.text:
        yield current


def _joined(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)


def _texts(items: tuple[Block, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield item
        elif isinstance(item, Paragraph):
            yield _joined(item.spans)
        elif isinstance(item, Bullets):
            for blocks in item.items:
                yield from _texts(blocks)
        else:
            yield from ("\t".join(_joined(cell) for cell in row) for row in item.rows)


def _markers(items: tuple[Block, ...]) -> str:
    lists = [item for item in items if isinstance(item, Bullets)]
    return "".join(item.markers + "".join(_markers(blocks) for blocks in item.items) for item in lists)


_RULE_OF_TABLE = re.compile(r"\|\s*:?-{2,}:?\s*\|")
"""The line of dashes of a table, printed as it is: its table was none."""


def _check_nothing_lost(source: str, found: Blocks) -> None:
    """Compare letters in order, and count digits: those of list markers are written by Word."""
    if _RULE_OF_TABLE.search(found.text):
        advice = "la ligne de tirets a autant de colonnes que l'en-tête ; « | » s'y écrit « \\| »"
        raise Fault("DG406", "un tableau du Markdown de {tag} ne se lit pas", advice)
    source, text = _BREAK.sub("", source), _BREAK.sub("", found.text)
    digits = len(_DIGIT.findall(text)) + len(_markers(found.items))
    if _NOT_LETTER.sub("", source) != _NOT_LETTER.sub("", text) or len(_DIGIT.findall(source)) != digits:
        advice = "vérifiez les tableaux : aucune ligne ne peut avoir plus de colonnes que l'en-tête"
        raise Fault("DG406", "une partie du Markdown de {tag} serait perdue", advice)
