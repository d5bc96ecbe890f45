"""PDF files joined into one: bookmarks, continuous page numbers; the same files give the same octets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from delibgen.errors import ConversionError, Finding, Place
from delibgen.exports.archivage import Etiquettes, claim, is_pdfa2
from delibgen.exports.folio import Police, font_of

if TYPE_CHECKING:
    import pikepdf

_FONT = "/DelibgenFolio"
"""Name of the font of the numbers in each page: no other program's."""
_SIZE = 8
_MARGIN = 22
# Widths of Helvetica, and of what takes its place, in thousandths of the body: digits, space and slash.
_DIGIT, _NARROW = 556, 278


@dataclass(frozen=True)
class Morceau:
    """One file to join."""

    pdf: Path
    signet: str
    """Its bookmark."""
    niveau: int = 0
    """Depth of the bookmark."""


def page_count(path: Path) -> int:
    """Return the number of pages of a PDF file.

    Raises:
        ConversionError: it cannot be read.
    """
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, OSError) as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> ConversionError:
    message = "PDF illisible : il ne peut pas rejoindre le recueil"
    return ConversionError(Finding(code="DG511", message=message, place=Place(file=str(path))))


def merge(
    pieces: Sequence[Morceau],
    output: Path,
    *,
    title: str,
    first: int = 1,
    total: int,
    folio: Path | None = None,
) -> int:
    """Join files in order; return the number of pages. PDF/A-2 files and a ``folio`` make a PDF/A-2b file.

    Args:
        pieces: the files.
        output: file to write.
        title: title of the document.
        first: number of the first page.
        total: last number, printed beside each.
        folio: PDF made by LibreOffice of ``folio.document()``, whose font the numbers take.

    Raises:
        ConversionError: a file cannot be read.
    """
    import pikepdf

    with pikepdf.new() as target:
        starts = list(_join(target, pieces))
        font = font_of(target, folio)
        _number(target, first, total, font)
        _bookmark(target, pieces, starts)
        target.docinfo["/Title"] = title
        target.Root.Lang = pikepdf.String("fr-FR")
        target.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        target.Root.PageMode = pikepdf.Name.UseOutlines
        if folio is not None and font.codes is not None and all(is_pdfa2(piece.pdf) for piece in pieces):
            claim(target, title, folio)
        target.save(output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(target.pages)


def _join(target: "pikepdf.Pdf", pieces: Sequence[Morceau]) -> Iterator[int]:
    """Put the pages of each file in the packet, with their tags; yield the rank of its first page."""
    import pikepdf

    tags = Etiquettes(target)
    for piece in pieces:
        yield len(target.pages)
        try:
            with pikepdf.open(piece.pdf) as source:
                tags.prepare(source)
                target.pages.extend(source.pages)
                tags.take(source)
        except (pikepdf.PdfError, OSError) as error:
            raise _unreadable(piece.pdf) from error
    tags.write()


def _number(target: "pikepdf.Pdf", first: int, total: int, font: Police) -> None:
    import pikepdf

    for rank, page in enumerate(target.pages, first):
        name = page.add_resource(font.objet, pikepdf.Name.Font, pikepdf.Name(_FONT))
        # Whatever the page's own drawing leaves behind (scale, colour, clip) must not touch the number.
        page.contents_add(b"q\n", prepend=True)
        page.obj.Tabs = pikepdf.Name.S  # links are read in the order of the tags
        text = font.texte(f"{rank} / {total}")
        page.contents_add(f"\nQ\n{_stamp(page, f'{rank} / {total}', text, str(name))}".encode("ascii"))


def _stamp(page: "pikepdf.Page", text: str, coded: str, font: str) -> str:
    """Return the drawing of a number at the top right of the page as it is seen; not a part of its text."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    width, height = right - left, top - bottom
    turn = int(page.obj.get("/Rotate", 0)) % 360
    seen_width, seen_height = (height, width) if turn % 180 else (width, height)
    long = sum(_DIGIT if char.isdigit() else _NARROW for char in text) * _SIZE / 1000
    x, y = seen_width - _MARGIN - long, seen_height - _MARGIN
    matrix = {
        0: f"1 0 0 1 {left + x:.2f} {bottom + y:.2f}",
        90: f"0 1 -1 0 {right - y:.2f} {bottom + x:.2f}",
        180: f"-1 0 0 -1 {right - x:.2f} {top - y:.2f}",
        270: f"0 -1 1 0 {left + y:.2f} {top - x:.2f}",
    }[turn]
    drawn = f"q BT 0.25 g {font} {_SIZE} Tf {matrix} Tm {coded} Tj ET Q"
    return f"/Artifact BMC\n{drawn}\nEMC"


def _bookmark(target: "pikepdf.Pdf", pieces: Sequence[Morceau], starts: Sequence[int]) -> None:
    import pikepdf

    with target.open_outline() as outline:
        path: list[pikepdf.OutlineItem] = []
        for piece, start in zip(pieces, starts, strict=True):
            item = pikepdf.OutlineItem(piece.signet, start)
            del path[piece.niveau :]
            siblings = path[-1].children if path else outline.root
            siblings.append(item)
            path.append(item)


def bookmarks(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the depth and the title of each bookmark of a PDF file."""
    import pikepdf

    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        pending = [(0, item) for item in reversed(outline.root)]
        while pending:
            depth, item = pending.pop()
            yield depth, str(item.title)
            pending.extend((depth + 1, child) for child in reversed(item.children))
