"""Pages by LibreOffice, then pypdfium2 or ``pdftoppm``."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from delibgen.apercu.soffice import Run, find_soffice, require_soffice, write_profile
from delibgen.errors import ConversionError, Finding

TIMEOUT = 60.0
"""Seconds that LibreOffice, then the drawing, may take."""
EACH = 10.0
"""Seconds more for each document."""


def can_draw() -> bool:
    """Tell whether LibreOffice is there, and what draws a PDF."""
    return find_soffice() is not None and (_has_pdfium() or shutil.which("pdftoppm") is not None)


def _has_pdfium() -> bool:
    return bool(find_spec("pypdfium2") and find_spec("PIL"))


def draw(data: bytes, dpi: int) -> tuple[bytes, ...]:
    """Return a PNG for each page of a .docx.

    Raises:
        ConversionError: (DG515) LibreOffice made nothing of it.
    """
    with tempfile.TemporaryDirectory(prefix="delibgen-", ignore_cleanup_errors=True) as name:
        pdf = _to_pdf(data, Path(name))
        return _by_pdfium(pdf, dpi) if _has_pdfium() else _by_pdftoppm(pdf, dpi)


def draw_read(data: bytes, dpi: int) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """Return a PNG and the text of each page of a .docx; no text when nothing here reads a PDF.

    Raises:
        ConversionError: (DG515) LibreOffice made nothing of it.
    """
    with tempfile.TemporaryDirectory(prefix="delibgen-", ignore_cleanup_errors=True) as name:
        pdf = _to_pdf(data, Path(name))
        if _has_pdfium():
            return _by_pdfium(pdf, dpi), _read_pdfium(pdf)
        return _by_pdftoppm(pdf, dpi), _read_pdftotext(pdf)


def read_pages(documents: Sequence[bytes]) -> tuple[tuple[str, ...], ...]:
    """Return the text of each page of each .docx, by one run of LibreOffice.

    Raises:
        ConversionError: (DG515) LibreOffice made nothing of one of them.
    """
    with tempfile.TemporaryDirectory(prefix="delibgen-", ignore_cleanup_errors=True) as name:
        read = _read_pdfium if _has_pdfium() else _read_pdftotext
        return tuple(read(pdf) for pdf in _to_pdfs(documents, Path(name)))


def _read_pdfium(pdf: Path) -> tuple[str, ...]:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf.read_bytes()) as document:
        return tuple(page.get_textpage().get_text_bounded() for page in document)


def _read_pdftotext(pdf: Path) -> tuple[str, ...]:
    program = shutil.which("pdftotext")
    if program is None:
        return ()
    command = [program, "-enc", "UTF-8", str(pdf), "-"]
    try:
        done = subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT)
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(done.stdout.decode("utf-8", "replace").split("\f")[:-1])


def _to_pdf(data: bytes, work: Path) -> Path:
    return _to_pdfs([data], work)[0]


def _to_pdfs(documents: Sequence[bytes], work: Path) -> list[Path]:
    sources = [work / f"page{rank}.docx" for rank in range(len(documents))]
    for source, data in zip(sources, documents, strict=True):
        source.write_bytes(data)
    profile = write_profile(work / "profile")
    flags = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    filters = ["--infilter=MS Word 2007 XML", "--convert-to", "pdf", "--outdir", str(work)]
    command = [require_soffice(), profile, *flags, *filters, *map(str, sources)]
    with Run(command, TIMEOUT + EACH * len(sources)) as run:
        while run.wait(0.25):
            pass
        said = run.said
    made = [source.with_suffix(".pdf") for source in sources]
    if not all(pdf.is_file() for pdf in made):
        raise ConversionError(Finding(code="DG515", message=said or "LibreOffice n'en a rien fait"))
    return made


def _by_pdfium(pdf: Path, dpi: int) -> tuple[bytes, ...]:
    import pypdfium2

    images = []
    with pypdfium2.PdfDocument(pdf.read_bytes()) as document:
        for page in document:
            picture = io.BytesIO()
            page.render(scale=dpi / 72).to_pil().save(picture, "PNG")
            images.append(picture.getvalue())
    return tuple(images)


def _by_pdftoppm(pdf: Path, dpi: int) -> tuple[bytes, ...]:
    program = shutil.which("pdftoppm") or "pdftoppm"
    try:
        subprocess.run(  # a list, no shell; the program was found by name
            [program, "-r", str(dpi), "-png", str(pdf), str(pdf.parent / "page")],
            check=True,
            capture_output=True,
            timeout=TIMEOUT,
        )
    except (OSError, subprocess.SubprocessError) as fault:
        raise ConversionError(Finding(code="DG515", message=f"pdftoppm : {fault}")) from fault
    return tuple(path.read_bytes() for path in sorted(pdf.parent.glob("page-*.png")))
