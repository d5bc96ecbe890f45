"""PDF files joined into one: bookmarks, continuous page numbers; the same files give the same octets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from delibgen.errors import ConversionError, Finding, Place

if TYPE_CHECKING:
    import pikepdf

_FONT = "/DelibgenFolio"
"""Name of the font of the numbers in each page: no other program's."""
_SIZE = 8
_MARGIN = 22
# Widths of Helvetica in thousandths of the body: digits, and the space and slash between the two numbers.
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


def merge(pieces: Sequence[Morceau], output: Path, *, title: str, first: int = 1, total: int) -> int:
    """Join files in order; return the number of pages.

    Args:
        pieces: the files.
        output: file to write.
        title: title of the document.
        first: number of the first page.
        total: last number, printed beside each.

    Raises:
        ConversionError: a file cannot be read.
    """
    import pikepdf

    with pikepdf.new() as target:
        starts = []
        for piece in pieces:
            starts.append(len(target.pages))
            try:
                with pikepdf.open(piece.pdf) as source:
                    _forget_structure(source)
                    target.pages.extend(source.pages)
            except (pikepdf.PdfError, OSError) as error:
                raise _unreadable(piece.pdf) from error
        _number(target, first, total)
        _bookmark(target, pieces, starts)
        target.docinfo["/Title"] = title
        target.Root.Lang = pikepdf.String("fr-FR")
        target.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        target.Root.PageMode = pikepdf.Name.UseOutlines
        target.save(output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(target.pages)


def _forget_structure(source: "pikepdf.Pdf") -> None:
    """Drop the links from pages to the tree of tags of their own file, which does not follow them."""
    for page in source.pages:
        for name in ("/StructParents", "/Tabs"):
            if name in page.obj:
                del page.obj[name]
        for note in page.obj.get("/Annots", []):
            if "/StructParent" in note:
                del note["/StructParent"]


def _number(target: "pikepdf.Pdf", first: int, total: int) -> None:
    import pikepdf

    font = target.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for rank, page in enumerate(target.pages, first):
        name = page.add_resource(font, pikepdf.Name.Font, pikepdf.Name(_FONT))
        # Whatever the page's own drawing leaves behind (scale, colour, clip) must not touch the number.
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(f"\nQ\n{_stamp(page, f'{rank} / {total}', str(name))}".encode("ascii"))


def _stamp(page: "pikepdf.Page", text: str, font: str) -> str:
    """Return the drawing of a number at the top right of the page as it is seen."""
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
    return f"q BT 0.25 g {font} {_SIZE} Tf {matrix} Tm ({text}) Tj ET Q"


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
