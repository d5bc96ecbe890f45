"""Judges from outside: openxml-audit and LibreOffice."""

import subprocess
import tempfile
from pathlib import Path

from openxml_audit import OpenXmlValidator


def audit(data: bytes) -> list[str]:
    """Return what openxml-audit finds in a document, without the places."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "acte.docx"
        path.write_bytes(data)
        return sorted({f"{error.description}" for error in OpenXmlValidator().validate(path).errors})


def pdf_of(data: bytes, soffice: str, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a document."""
    source = folder / "acte.docx"
    source.write_bytes(data)
    command = [
        soffice, f"-env:UserInstallation=file://{folder}/lo", "--headless", "--convert-to", "pdf",
        "--outdir", str(folder), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix(".pdf")


def pdf_text(data: bytes, soffice: str, folder: Path) -> str:
    """Return the text of a document as LibreOffice shows it."""
    return text_of_pdf(pdf_of(data, soffice, folder))


def text_of_pdf(path: Path) -> str:
    """Return the text of a PDF file, laid out."""
    shown = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True)
    return shown.stdout.decode("utf-8")


def words(text: str) -> list[str]:
    """Return the words of a text, whatever separates them."""
    return sorted(text.split())
