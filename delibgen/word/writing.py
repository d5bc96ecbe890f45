"""Formatted text written as Word paragraphs, in the styles of the template."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from delibgen.word.escape import text_of
from delibgen.word.faults import Fault
from delibgen.word.markdown import Block, Blocks, Bullets, Grid, Paragraph, Span
from delibgen.word.merged import goes_on, spans_of
from delibgen.word.styles import Style, Styles

if TYPE_CHECKING:
    from delibgen.word.session import Session

_GAP = "delibgen intervalle"
TABLE_STYLES = ("delibgen tableau", "Table Grid")
_DEEPEST = 5
_WIDTH_TWIPS = 9_000
_FULL_WIDTH = 5_000
_INDENT_TWIPS = 360
_INDENTED = re.compile(r'<w:ind\b[^>]* w:(?:left|start)="([0-9]+)"')
_MARGIN, _WIDEST, _LINE = 4, 30, 88
"""Of a table, in characters: the margins of a cell, the most that one asks for, what a line holds."""
_PILES = {
    "": "", "first": '<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>',
    "next": '<w:vMerge/><w:vAlign w:val="center"/>',
}  # fmt: skip
"""Of a cell that covers those under it, and of those."""
_ALIGNED = {align: f'<w:jc w:val="{align}"/>' for align in ("center", "right")}
_FRENCH_NAMES = {
    "list bullet": "Liste à puces", "list number": "Liste à numéros", "quote": "Citation", "heading": "Titre",
    "table grid": "Grille du tableau",
}  # fmt: skip
_PAGE_BREAK = re.compile(r"<w:pageBreakBefore(?: [^<>]*)?/>")
_RPR = re.compile(
    r"<w:rPr[^>]*>((?:<w:rStyle [^>]*/>)?(?:<w:rFonts[^>]*/>)?)(<w:b(?: [^>]*)?/>)?(<w:bCs(?: [^>]*)?/>)?"
    r"(<w:i(?: [^>]*)?/>)?(<w:iCs(?: [^>]*)?/>)?(.*)</w:rPr>\Z",
    re.DOTALL,
)


@lru_cache(maxsize=256)
def styled(properties: str, bold: bool, italic: bool) -> str:  # noqa: FBT001
    """Return run properties made bold or italic, in the order that the schema wants.

    >>> styled("<w:rPr><w:sz w:val='20'/></w:rPr>", True, False)
    "<w:rPr><w:b/><w:bCs/><w:sz w:val='20'/></w:rPr>"
    """
    if not bold and not italic:
        return properties
    found = _RPR.match(properties)
    head, b, bcs, i, ics, rest = found.groups(default="") if found else ("",) * 6
    strong = "<w:b/><w:bCs/>" if bold else b + bcs
    slanted = "<w:i/><w:iCs/>" if italic else i + ics
    return f"<w:rPr>{head}{strong}{slanted}{rest}</w:rPr>"


def shares(grid: Grid) -> tuple[int, ...]:
    """Return the width of each column, in fiftieths of a percent: what its longest cell asks for.

    A long sentence takes no more than five times what a number takes, and wraps; a word is not cut as long as
    the page is wide enough.

    >>> shares(Grid((((Span("Libellé du tarif"),), (Span("Prix"),)),), ("", "right")))
    (3571, 1428)
    """
    texts = list(zip(*(_row_texts(grid, rank) for rank in range(len(grid.rows))), strict=True))
    least = [_MARGIN + max(map(len, " ".join(column).split()), default=0) for column in texts]
    wanted = [
        max(low, _MARGIN + min(max(map(len, column)), _WIDEST))
        for low, column in zip(least, texts, strict=True)
    ]
    more = sum(wanted) - sum(least)
    part = min(1.0, max(_LINE - sum(least), 0) / more) if more else 0.0
    widths = [low + (want - low) * part for low, want in zip(least, wanted, strict=True)]
    return tuple(int(_FULL_WIDTH * width / sum(widths)) for width in widths)


def _row_texts(grid: Grid, rank: int) -> list[str]:
    """Return what each column must hold of a row: its share of a cell that covers several."""
    texts = [""] * len(grid.aligns)
    for column, wide, _ in spans_of(grid.joins, rank, len(texts)):
        text = "".join(span.text for span in grid.rows[rank][column])
        texts[column : column + wide] = [text if wide == 1 else text[: -(-len(text) // wide)]] * wide
    return texts


_WANTED = ("List Bullet", "List Number")
"""Styles that any formatted text may ask for, sooner or later."""


def unstyled(styles: Styles) -> list[str]:
    """Return the styles of lists and tables that a template lacks, as Word names them."""
    missing = [name for name in _WANTED if styles.find(name) is None]
    number = styles.find("List Number")
    if number is not None and number.number not in styles.abstracts:
        missing.append("List Number")
    if all(styles.find(name, "table") is None for name in TABLE_STYLES):
        missing.append(TABLE_STYLES[-1])
    return [f"{name}{_in_french(name)}" for name in missing]


class Writer:
    """Writes formatted text at one tag: ``formats`` is the formatting of the tag's paragraph and run."""

    def __init__(self, session: "Session", formats: tuple[str, str], tag: int = -1) -> None:
        self._session = session
        self._paragraph, self._run = formats
        self._shift = _indent(self._paragraph)
        """Indent of the tag's own paragraph, in twips: what it holds begins there."""
        self._tag = tag
        self._plain = False
        """Whether the texts are XML as they stand."""

    def runs(self, spans: Iterable[Span]) -> str:
        """Return runs."""
        return "".join(self._linked(span) if "[[" in span.text else self._run_of(span) for span in spans)

    def _run_of(self, span: Span) -> str:
        return (
            f"<w:r>{styled(self._run, span.bold, span.italic)}"
            f'<w:t xml:space="preserve">{text_of(span.text, 0)}</w:t></w:r>'
        )

    def _linked(self, span: Span) -> str:
        """Return the runs of a text that refers to articles: « voir l'article [[Contributions]] »."""
        properties = styled(self._run, span.bold, span.italic)
        pieces = self._session.references.split(span.text, properties, self._tag)
        return "".join(
            piece if rank % 2 else self._run_of(Span(piece, span.bold, span.italic))
            for rank, piece in enumerate(pieces)
            if piece
        )

    def blocks(self, blocks: Blocks) -> str:
        """Return paragraphs and tables; there is always a paragraph, and one ends."""
        self._plain = blocks.plain
        pieces = list(self._all(blocks.items, 0))
        if not pieces or pieces[-1].endswith("</w:tbl>"):
            pieces.append(f"<w:p>{self._paragraph}</w:p>")
        if "<w:pageBreakBefore" in self._paragraph:
            pieces[1:] = [_PAGE_BREAK.sub("", piece) for piece in pieces[1:]]  # the page of the tag, once
        return "".join(pieces)

    def _all(self, items: Iterable[Block], depth: int) -> Iterator[str]:
        after_table = False
        for item in items:
            if after_table and not isinstance(item, Grid):
                yield self._gap()
            if isinstance(item, (str, Paragraph)):
                yield self._line(item)
            elif isinstance(item, Bullets):
                yield from self._list(item, depth + 1)
            else:
                if after_table:
                    yield f"<w:p>{self._paragraph}</w:p>"  # Word would join two tables that touch
                yield self._table(item)
            after_table = isinstance(item, Grid)

    def _gap(self) -> str:
        """Return what parts a table from the text under it, which would touch its last rule."""
        style = self._session.surroundings.styles.find(_GAP)
        return f"<w:p>{_style_only(style)}</w:p>" if style else ""

    def _line(self, line: str | Paragraph, properties: str | None = None) -> str:
        """Return a paragraph; its formatting is that of its kind unless it is given."""
        if properties is None:
            properties = self._paragraph if isinstance(line, str) else self._of_kind(line)
        if not isinstance(line, str):
            return f"<w:p>{properties}{self.runs(line.spans)}</w:p>"
        if not self._plain and "[[" in line:
            return f"<w:p>{properties}{self._linked(Span(line))}</w:p>"
        text = line if self._plain else text_of(line, 0)
        return f'<w:p>{properties}<w:r>{self._run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'

    def _of_kind(self, paragraph: Paragraph) -> str:
        if paragraph.kind == "quote":
            return _style_only(self._style("Quote"))
        if paragraph.kind == "heading":
            return _style_only(self._style(f"heading {paragraph.level}"))
        return self._paragraph

    def _list(self, bullets: Bullets, depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            raise Fault("DG406", f"les listes de {{tag}} sont imbriquées sur plus de {_DEEPEST} niveaux")
        style, known = self._list_style("List Number" if bullets.ordered else "List Bullet", depth)
        indent = self._indent(style, known, depth)
        marked = f'<w:pPr><w:pStyle w:val="{style.id}"/>{indent}</w:pPr>'
        if bullets.ordered:
            marked = self._numbered(style, bullets.start, indent)
        for item in bullets.items:
            if len(item) == 1 and isinstance(item[0], (str, Paragraph)):  # nearly all of them
                yield self._line(item[0], marked)
            else:
                yield from self._item(item, marked, depth)

    def _item(self, item: tuple[Block, ...], marked: str, depth: int) -> Iterator[str]:
        """Yield the paragraphs of an item: ``marked`` formats the first, empty before another block."""
        if not item or not isinstance(item[0], (str, Paragraph)):
            yield f"<w:p>{marked}</w:p>"
        for rank, block in enumerate(item):
            if isinstance(block, (str, Paragraph)):
                yield self._line(block, self._continued(depth) if rank else marked)
            else:
                yield from self._all((block,), depth)

    def _list_style(self, name: str, depth: int) -> tuple[Style, int]:
        """Return the style of a list, or the deepest that the template has above it, and its own depth."""
        find = self._session.surroundings.styles.find
        for known in range(depth, 1, -1):
            if style := find(f"{name} {known}"):
                return style, known
        return self._style(name), 1

    def _numbered(self, style: Style, start: int, indent: str) -> str:
        abstract = self._session.surroundings.styles.abstracts.get(style.number)
        if abstract is None:
            raise _missing(style.id, "n'a pas de numérotation dans le document Word")
        number = self._session.new_number(abstract, style.level, start)
        numbering = f'<w:numPr><w:ilvl w:val="{style.level}"/><w:numId w:val="{number}"/></w:numPr>'
        return f'<w:pPr><w:pStyle w:val="{style.id}"/>{numbering}{indent}</w:pPr>'

    def _indent(self, style: Style, known: int, depth: int) -> str:
        """Return the indent of a list under an indented tag, or deeper than the style it takes."""
        if known < depth:
            left = (style.left or _INDENT_TWIPS * known) + _INDENT_TWIPS * (depth - known) + self._shift
            return f'<w:ind w:left="{left}" w:hanging="{style.hanging or _INDENT_TWIPS}"/>'
        if not self._shift or not style.left:
            return ""
        return f'<w:ind w:left="{style.left + self._shift}" w:hanging="{style.hanging}"/>'

    def _continued(self, depth: int) -> str:
        """Return the formatting of the next paragraphs of an item: aligned with it, without a mark."""
        name = f"List Continue {depth}" if depth > 1 else "List Continue"
        continuation = self._session.surroundings.styles.find(name)
        if continuation is not None:
            return _style_only(continuation)
        return f'<w:pPr><w:ind w:left="{_INDENT_TWIPS * depth + self._shift}"/></w:pPr>'

    def _table(self, grid: Grid) -> str:
        styles = self._session.surroundings.styles
        style = next((found for name in TABLE_STYLES if (found := styles.find(name, "table"))), None)
        if style is None:
            raise _missing("Table Grid", "manque dans le document Word")
        widths = shares(grid)
        columns_xml = "".join(f'<w:gridCol w:w="{_WIDTH_TWIPS * w // _FULL_WIDTH}"/>' for w in widths)
        rows = "".join(self._row(grid, rank, widths) for rank in range(len(grid.rows)))
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style.id}"/><w:tblW w:w="{_FULL_WIDTH}" w:type="pct"/>'
            '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
            f' w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns_xml}</w:tblGrid>{rows}</w:tbl>'
        )

    def _row(self, grid: Grid, rank: int, widths: tuple[int, ...]) -> str:
        header = rank < grid.headers
        linked = "<w:keepNext/>" if goes_on(grid.joins, rank) else ""
        cells = []
        for column, wide, pile in spans_of(grid.joins, rank, len(widths)):
            align = "center" if header and wide > 1 else grid.aligns[column]
            words = self._words(grid.rows[rank][column], linked + _ALIGNED.get(align, ""), header=header)
            width = sum(widths[column : column + wide])
            merged = (f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else "") + _PILES[pile]
            cell = f'<w:tcPr><w:tcW w:w="{width}" w:type="pct"/>{merged}</w:tcPr>'
            cells.append(f"<w:tc>{cell}{words}</w:tc>")
        shape = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if header else ""
        return f"<w:tr>{shape}{''.join(cells)}</w:tr>"

    def _words(self, spans: tuple[Span, ...], properties: str, *, header: bool) -> str:
        """Return the paragraph of a cell; those of the header are bold."""
        shape = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        strong = tuple(Span(span.text, header or span.bold, span.italic) for span in spans)
        return f"<w:p>{shape}{self.runs(strong)}</w:p>"

    def _style(self, name: str) -> Style:
        style = self._session.surroundings.styles.find(name)
        if style is None:
            raise _missing(name, "manque dans le document Word")
        return style


@lru_cache(maxsize=256)
def _indent(properties: str) -> int:
    indented = _INDENTED.search(properties)
    return int(indented[1]) if indented else 0


def _style_only(style: Style) -> str:
    return f'<w:pPr><w:pStyle w:val="{style.id}"/></w:pPr>'


def _missing(name: str, what: str) -> Fault:
    known = _in_french(name)
    french = f"{known[:-1]} dans Word en français)" if known else ""
    advice = "appliquez-le une fois à un paragraphe dans Word, puis enregistrez"
    return Fault("DG410", f"le style « {name} »{french}, qu'emploie {{tag}}, {what}", advice)


def _in_french(name: str) -> str:
    """Return the name that Word shows in French, in brackets.

    >>> _in_french("heading 2"), _in_french("Autre")
    (' (« Titre 2 »)', '')
    """
    base = name.rstrip(" 0123456789").casefold()
    return f" (« {_FRENCH_NAMES[base]}{name[len(base) :]} »)" if base in _FRENCH_NAMES else ""
