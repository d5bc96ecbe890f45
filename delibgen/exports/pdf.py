"""PDF/A-2b, tagged, made by LibreOffice: one call for all the files, and every result checked on disk.

LibreOffice returns 0 even when it made nothing. So documents go into an empty folder under names of ours, and
a file counts only when it is a whole PDF in another empty folder. Each PDF is handed over as soon as it is
whole, while LibreOffice goes on: a run that is cut keeps what was made.
"""

import shutil
import tempfile
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from delibgen.apercu.soffice import Run, require_soffice, write_profile
from delibgen.errors import ConversionError, Finding, Place, system_reason
from delibgen.exports.reproducible import without_dates
from delibgen.word.save import write_whole

LOT = 300
"""Documents in one call of LibreOffice at most: a command line has a limit, on Windows."""
TIMEOUT = 180.0
"""Seconds without a new PDF, after which LibreOffice is taken for lost."""

_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
_ZIP = b"PK\x03\x04"


def to_pdf(paths: Sequence[Path | str], output: Path | str, *, timeout: float = TIMEOUT) -> list[Path]:
    """Convert Word documents; each PDF bears the name of its document, tables of contents tell their pages.

    Args:
        paths: ``.docx`` files.
        output: folder of the PDF files; made if need be.
        timeout: seconds without a new PDF, after which LibreOffice is stopped.

    Returns:
        The PDF files, in the order of ``paths``.

    Raises:
        MissingToolError: LibreOffice is not installed.
        ConversionError: documents could not be converted, all named; the PDF files of the others are there.
    """
    from delibgen.exports.pages import convert_numbered

    documents, output = [Path(path) for path in paths], Path(output)
    require_soffice()
    faults = list(_twins(documents))
    if faults:
        raise ConversionError(faults)
    for document, pdf in convert_numbered(documents, timeout=timeout):
        write_whole(output / f"{document.stem}.pdf", pdf)
    return [output / f"{document.stem}.pdf" for document in documents]


def _twins(documents: Sequence[Path]) -> Iterator[Finding]:
    names: set[str] = set()
    for document in documents:
        if document.stem in names:
            yield _failed(document, "deux documents donneraient le même PDF")
        names.add(document.stem)


def convert(documents: Sequence[Path], *, timeout: float = TIMEOUT) -> Iterator[tuple[Path, bytes]]:
    """Yield each document with its PDF, as LibreOffice makes them; same document, same octets.

    Raises:
        MissingToolError: LibreOffice is not installed.
        ConversionError: at the end, once every other PDF was yielded: documents that could not be converted.
    """
    soffice = require_soffice()
    faults = list(_unfit(documents))
    if faults:
        raise ConversionError(faults)
    for start in range(0, len(documents), LOT):
        faults.extend((yield from _convert(soffice, documents[start : start + LOT], timeout)))
    if faults:
        raise ConversionError(faults)


def _unfit(documents: Sequence[Path]) -> Iterator[Finding]:
    """Yield the documents that LibreOffice must not see: it would make a PDF of an empty file."""
    for document in documents:
        try:
            with document.open("rb") as file:
                fault = "" if file.read(4) == _ZIP else "ce n'est pas un document .docx"
        except OSError as error:
            fault = f"illisible : {system_reason(error)}"
        if fault:
            yield _failed(document, fault)


def _failed(document: Path, reason: str) -> Finding:
    return Finding(
        code="DG511", message=f"conversion en PDF impossible : {reason}", place=Place(file=str(document))
    )


Steps = Generator[tuple[Path, bytes], None, list[Finding]]
Attempt = Generator[tuple[Path, bytes], None, dict[Path, str]]


def _convert(soffice: str, documents: Sequence[Path], timeout: float) -> Steps:
    """Convert one lot; each one left out gets a try alone: a bad document must not spoil the others."""
    failed = yield from _attempt(soffice, documents, timeout)
    if len(documents) > 1:
        again: dict[Path, str] = {}
        for document in failed:
            again |= yield from _attempt(soffice, [document], timeout)
        failed = again
    return [_failed(document, said) for document, said in failed.items()]


def _attempt(soffice: str, documents: Sequence[Path], timeout: float) -> Attempt:
    """Run LibreOffice once; yield what it makes; return each document left out, and what LibreOffice said."""
    with tempfile.TemporaryDirectory(prefix="delibgen-", ignore_cleanup_errors=True) as name:
        work = Path(name)
        (work / "docx").mkdir()
        (work / "pdf").mkdir()
        waiting = {f"{rank:04}": document for rank, document in enumerate(documents)}
        for copy, document in waiting.items():
            shutil.copyfile(document, work / "docx" / f"{copy}.docx")
        with Run(_command(soffice, list(waiting), work), timeout) as run:
            running = True
            while running:
                running = run.wait(0.25)
                for copy in list(waiting):
                    made = _whole_pdf(work / "pdf" / f"{copy}.pdf")
                    if made is None:
                        continue
                    run.reset()
                    yield waiting.pop(copy), without_dates(made)
            said = run.said
    return dict.fromkeys(waiting.values(), said or "LibreOffice n'en a rien fait")


def _command(soffice: str, copies: Sequence[str], work: Path) -> list[str]:
    profile = write_profile(work / "profile")
    flags = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    filters = ["--infilter=MS Word 2007 XML", "--convert-to", _FILTER, "--outdir", str(work / "pdf")]
    return [soffice, profile, *flags, *filters, *(str(work / "docx" / f"{copy}.docx") for copy in copies)]


def _whole_pdf(path: Path) -> bytes | None:
    """Return the octets of a PDF that begins and ends as one, or ``None``."""
    if not path.is_file():
        return None
    data = path.read_bytes()
    return data if data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:] else None
