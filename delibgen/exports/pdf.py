"""PDF/A-2b, tagged, made by LibreOffice: one call for many files, and every result checked on disk.

LibreOffice returns 0 even when it made nothing. So documents go into an empty folder under names of ours, and
a file counts only when it is a whole PDF in another empty folder; then it is moved to its place in one move.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from delibgen.dossier.disk import check_writable
from delibgen.errors import ConversionError, Finding, Place
from delibgen.exports.soffice import require_soffice, run, write_profile
from delibgen.word.save import write_whole

LOT = 30
"""Documents in one call of LibreOffice."""

_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
_ZIP = b"PK\x03\x04"


def to_pdf(paths: Sequence[Path | str], output: Path | str, *, timeout: float = 180) -> list[Path]:
    """Convert Word documents; each PDF bears the name of its document.

    Args:
        paths: ``.docx`` files.
        output: folder of the PDF files; made if need be.
        timeout: seconds for one call of LibreOffice (thirty documents at most).

    Returns:
        The PDF files, in the order of ``paths``.

    Raises:
        MissingToolError: LibreOffice is not installed.
        ConversionError: documents could not be converted, all named; the PDF files of the others are there.
    """
    documents, output = [Path(path) for path in paths], Path(output)
    soffice = require_soffice()
    check_writable(output)
    faults = list(_unfit(documents))
    if not faults:
        for start in range(0, len(documents), LOT):
            faults.extend(_convert(soffice, documents[start : start + LOT], output, timeout))
    if faults:
        raise ConversionError(faults)
    return [output / f"{document.stem}.pdf" for document in documents]


def _unfit(documents: Sequence[Path]) -> Iterator[Finding]:
    """Yield the documents that LibreOffice must not see: it would make a PDF of an empty file."""
    names: set[str] = set()
    for document in documents:
        try:
            with document.open("rb") as file:
                fault = "" if file.read(4) == _ZIP else "ce n'est pas un document .docx"
        except OSError as error:
            fault = f"illisible : {error.strerror or error}"
        if not fault and document.stem in names:
            fault = "deux documents donneraient le même PDF"
        names.add(document.stem)
        if fault:
            yield _failed(document, fault)


def _failed(document: Path, reason: str) -> Finding:
    return Finding(
        code="DG511", message=f"conversion en PDF impossible : {reason}", place=Place(file=str(document))
    )


def _convert(soffice: str, documents: Sequence[Path], output: Path, timeout: float) -> Iterator[Finding]:
    """Convert one lot; each one left out gets a try alone: a bad document must not spoil the others."""
    failed = dict(_attempt(soffice, documents, output, timeout))
    if len(documents) > 1:
        failed = dict(bad for document in failed for bad in _attempt(soffice, [document], output, timeout))
    for document, said in failed.items():
        yield _failed(document, said)


def _attempt(
    soffice: str, documents: Sequence[Path], output: Path, timeout: float
) -> Iterator[tuple[Path, str]]:
    """Run LibreOffice once; yield each document without a PDF, and what LibreOffice said."""
    with tempfile.TemporaryDirectory(prefix="delibgen-", ignore_cleanup_errors=True) as name:
        work = Path(name)
        sources, results = work / "docx", work / "pdf"
        sources.mkdir()
        results.mkdir()
        copies = {document: sources / f"{rank:04}.docx" for rank, document in enumerate(documents)}
        for document, copy in copies.items():
            shutil.copyfile(document, copy)
        said = run(_command(soffice, list(copies.values()), results, work), timeout)
        for document, copy in copies.items():
            made = _whole_pdf(results / f"{copy.stem}.pdf")
            if made is None:
                yield document, said.splitlines()[-1] if said else "LibreOffice n'en a rien fait"
            else:
                write_whole(output / f"{document.stem}.pdf", made)


def _command(soffice: str, copies: Sequence[Path], results: Path, work: Path) -> list[str]:
    profile = write_profile(work / "profile")
    flags = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    filters = ["--infilter=MS Word 2007 XML", "--convert-to", _FILTER, "--outdir", str(results)]
    return [soffice, profile, *flags, *filters, *(str(copy) for copy in copies)]


def _whole_pdf(path: Path) -> bytes | None:
    """Return the octets of a PDF that begins and ends as one, or ``None``."""
    if not path.is_file():
        return None
    data = path.read_bytes()
    return data if data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:] else None
