"""``Document``: a finished Word file, in memory."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from delibgen.errors import Finding
from delibgen.light import TYPE_CHECKING
from delibgen.word.names import FALLBACK, TBL, TC, TR, TXBX, P, T, is_instruction, w

if TYPE_CHECKING:
    from lxml.etree import _Element

TOC_MARK = "_TocDelibgen"
"""How the bookmarks of the headings that a table of contents lists begin."""


class Document:
    """A rendered document: its bytes, its text, a way to disk. Equal when the bytes are."""

    __slots__ = ("_body", "_data", "findings", "name")

    def __init__(
        self, data: bytes, *, name: str = "", body: str = "", findings: tuple[Finding, ...] = ()
    ) -> None:
        self._data = data
        self._body = body
        self.findings = findings
        """What is good to know of it: tags that printed an empty text, page numbers still to come."""
        self.name = name
        """Name of the file to write, without its ending."""

    @classmethod
    def read(cls, source: str | Path | bytes | bytearray | memoryview) -> "Document":
        """Return a document made earlier, to read its text or to compare it.

        Args:
            source: path or octets of a .docx file.

        Raises:
            TemplateError: it is not a Word document.
        """
        from delibgen.word.limits import Limits
        from delibgen.word.opening import open_template
        from delibgen.word.template import opened, read_file

        given = opened(source)
        data = given if isinstance(given, bytes) else read_file(given, Limits())
        work = open_template(data, Limits())
        name = "" if isinstance(given, bytes) else given.stem
        return cls(data, name=name, body=work.contents[work.main].decode("utf-8"))

    def to_bytes(self) -> bytes:
        """Return the .docx file."""
        return self._data

    @property
    def text(self) -> str:
        """Text of the body in reading order: a line a paragraph, tabs between the cells of a row."""
        from lxml import etree

        root = etree.fromstring(self._body.encode("utf-8"))
        body = root.find(w("body"))
        return "\n".join(text_lines(root if body is None else body))

    @property
    def toc_bookmarks(self) -> list[str]:
        """Bookmarks of the headings that the table of contents lists, in order."""
        from delibgen.word.toc import bookmarks

        return bookmarks(self._body) if TOC_MARK in self._body else []

    def with_page_numbers(self, pages: "Mapping[str, str]") -> "Document":
        """Return the document with the page of each entry of its table of contents, by bookmark."""
        from delibgen.word.toc import with_pages

        missing = set(self.toc_bookmarks) - set(pages)
        findings = self.findings if missing else tuple(f for f in self.findings if f.code != "DG418")
        return self._with_body(with_pages(self._body, pages), findings)

    def shown_pages(self, ranks: "Mapping[str, int]", begins: "Sequence[int]") -> dict[str, str]:
        """Return the number that the page of each bookmark bears: see ``sections.shown_pages``."""
        from delibgen.word.sections import shown_pages

        return shown_pages(self._body, ranks, begins)

    def with_only_toc_links(self) -> "tuple[Document, int]":
        """Return a copy to be laid out, and how many links it has after those of its table of contents.

        They lead in turn to the end and to each section that counts its pages anew; there is no other one.
        """
        from delibgen.word.sections import with_section_links
        from delibgen.word.toc import with_only_toc_links

        body, added = with_section_links(with_only_toc_links(self._body))
        return self._with_body(body, self.findings), added

    def _with_body(self, body: str, findings: tuple[Finding, ...]) -> "Document":
        from delibgen.word.package import replace_part

        data = replace_part(self._data, self._body.encode("utf-8"), body.encode("utf-8"))
        return Document(data, name=self.name, body=body, findings=findings)

    def save(self, path: str | Path, *, durable: bool = False) -> Path:
        """Write the file whole or not at all, and return its path.

        A folder (it exists, or the path ends with « / ») gets « name.docx », made safe for every system.
        A program killed on the way never leaves half a file. ``durable`` also waits for the disk, so that a
        power cut cannot lose the file: the commands do so; it costs ten times the making of a document.
        Raises ``ConversionError`` (DG501); an older file of the same name is then intact.
        """
        from delibgen.word.save import destination, write_whole

        return write_whole(destination(path, self.name), self._data, durable=durable)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Show the pages in the cell of a notebook; without what draws them, the text and what to install."""
        from delibgen.apercu.document import show_document

        return {"text/plain": repr(self), "text/html": show_document(self._data, self.name, self.text)}

    def __eq__(self, other: object) -> bool:
        return self._data == other._data if isinstance(other, Document) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._data)

    def __repr__(self) -> str:
        return f"Document({self.name or '…'}, {len(self._data)} octets)"


def text_lines(container: "_Element") -> Iterator[str]:
    """Yield the text of what holds paragraphs and tables, in reading order."""
    for child in container:
        if is_instruction(child):
            continue
        if child.tag == P:
            yield _paragraph(child)
            for box in child.iter(TXBX):
                yield from () if _is_second_copy(box) else text_lines(box)
        elif child.tag == TBL:
            yield from _rows(child)
        else:
            yield from text_lines(child)


def _rows(table: "_Element") -> Iterator[str]:
    for row in table.iter(TR):
        if next(row.iterancestors(TBL), None) is table:
            cells = (cell for cell in row.iter(TC) if next(cell.iterancestors(TR)) is row)
            yield "\t".join("\n".join(text_lines(cell)) for cell in cells)


def _is_second_copy(box: "_Element") -> bool:
    """Tell whether a text box is the copy that Word keeps for its old versions."""
    return next(box.iterancestors(FALLBACK), None) is not None


_SIGNS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}


def _paragraph(paragraph: "_Element") -> str:
    pieces: list[str] = []
    for node in paragraph.iter(T, *_SIGNS):
        parent = node.getparent()
        if parent is not None and parent.tag == w("r") and next(node.iterancestors(P)) is paragraph:
            pieces.append((node.text or "") if node.tag == T else _SIGNS[str(node.tag)])
    return "".join(pieces)
