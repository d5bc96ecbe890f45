"""Page numbers of a table of contents, read where LibreOffice puts the headings."""

import io
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from delibgen.exports.annexes import require_pikepdf
from delibgen.exports.pdf import TIMEOUT, convert
from delibgen.word.document import TOC_MARK, Document


def number_pages(document: Document, *, timeout: float = TIMEOUT) -> Document:
    """Return a document whose table of contents tells the pages; itself when it has none.

    Pages bear the numbers that the document prints: a section may begin anew, or count otherwise. When
    LibreOffice does not link every entry, the document is returned as it is, with its finding: Word
    computes the pages at opening.

    Raises:
        MissingToolError: LibreOffice or the extra ``pdf`` is not installed.
        ConversionError: LibreOffice could not lay the document out.
    """
    bookmarks = document.toc_bookmarks
    if not bookmarks:
        return document
    require_pikepdf()
    with tempfile.TemporaryDirectory() as folder:
        copy, added = document.with_only_toc_links()
        ((_, pdf),) = convert([copy.save(Path(folder) / "sommaire.docx")], timeout=timeout)
    pages = list(_pages(pdf))
    if len(pages) != len(bookmarks) + added:
        return document
    ranks = dict(zip(bookmarks, pages, strict=False))
    return document.with_page_numbers(document.shown_pages(ranks, pages[len(bookmarks) + 1 :: 2]))


def convert_numbered(documents: Sequence[Path], *, timeout: float = TIMEOUT) -> Iterator[tuple[Path, bytes]]:
    """Yield each document with its PDF, where a table of contents tells the pages; see ``convert``.

    The documents stay as they are: Word computes the pages of a .docx when it is opened.
    """
    with tempfile.TemporaryDirectory(prefix="delibgen-") as folder:
        origins: dict[Path, Path] = {}
        for rank, path in enumerate(documents):
            copy = path
            if _has_toc(path):
                copy = Path(folder) / str(rank) / path.name
                number_pages(Document.read(path), timeout=timeout).save(copy)
            origins[copy] = path
        for copy, pdf in convert(list(origins), timeout=timeout):
            yield origins[copy], pdf


def _has_toc(path: Path) -> bool:
    """Tell whether the engine wrote a table of contents in a file; ``False`` for what is no document."""
    try:
        with zipfile.ZipFile(path) as archive:
            return TOC_MARK.encode() in archive.read("word/document.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def _pages(pdf: bytes) -> Iterator[int]:
    """Yield the page where each inner link leads, in reading order; a link on two lines counts once."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        ranks = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
        links = [
            (number, -float(note.Rect[3]), ranks[note.Dest[0].objgen], float(note.Dest[3]))
            for number, page in enumerate(file.pages, 1)
            for note in page.get("/Annots", ())
            if note.get("/Subtype") == "/Link" and "/Dest" in note
        ]
    before: tuple[int, float] | None = None
    for *_, page, height in sorted(links):
        if (page, height) != before:
            yield page
        before = page, height
