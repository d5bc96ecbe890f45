"""The same document gives the same PDF: what LibreOffice writes of the day and the hour is taken out.

LibreOffice puts its clock in five places: the information dictionary, the XMP metadata, the identifier and
the checksum of the file, and the header of the colour profile that PDF/A asks for. PDF/A-2 requires none of
these dates; it only wants the first two to agree, and absent they do.

They must agree on the texts too (ISO 19005-2, 6.6.3): LibreOffice 7.4 writes « l&amp;apos;eau » in the XMP
metadata where the dictionary says « l'eau ». Those of the dictionary are written there again.
"""

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    import pikepdf

_XMP_DATES = re.compile(rb"\s*<xmp:(CreateDate|ModifyDate|MetadataDate)>[^<]*</xmp:\1>")
_XMP_TEXTS: Mapping[str, re.Pattern[str]] = {
    "/Title": re.compile(r"(<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]*>)([^<]*)(?=</rdf:li>)"),
    "/Subject": re.compile(r"(<dc:description>\s*<rdf:Alt>\s*<rdf:li[^>]*>)([^<]*)(?=</rdf:li>)"),
    "/Author": re.compile(r"(<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]*>)([^<]*)(?=</rdf:li>)"),
    "/Keywords": re.compile(r"(<pdf:Keywords>)([^<]*)(?=</pdf:Keywords>)"),
}
"""Entry of the information dictionary → its text in the XMP metadata."""
_ICC_DATE = slice(24, 36)
"""Creation of an ICC profile: year, month, day, hour, minute, second (ICC.1:2010, 7.2.8)."""
_ICC_FIXED = bytes.fromhex("07e8 0001 0001 0000 0000 0000")


def without_dates(pdf: bytes) -> bytes:
    """Return a PDF without its dates; as it is when the extra ``pdf`` (pikepdf) is not installed."""
    try:
        import pikepdf
    except ImportError:
        return pdf
    try:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            _clean(file)
            output = io.BytesIO()
            file.save(output, deterministic_id=True)
    except pikepdf.PdfError:  # not a PDF that can be read: whoever reads it will say so
        return pdf
    return output.getvalue()


def _clean(file: "pikepdf.Pdf") -> None:
    for name in ("/CreationDate", "/ModDate"):
        if name in file.docinfo:
            del file.docinfo[name]
    for name in ("/DocChecksum", "/ID"):
        if name in file.trailer:
            del file.trailer[name]
    if "/Metadata" in file.Root:
        told = _XMP_DATES.sub(b"", file.Root.Metadata.read_bytes()).decode()
        file.Root.Metadata.write(_agreeing(told, file.docinfo).encode())
    for intent in list(file.Root.get("/OutputIntents", [])):
        profile = intent.DestOutputProfile
        data = bytearray(profile.read_bytes())
        data[_ICC_DATE] = _ICC_FIXED
        profile.write(bytes(data))


def _agreeing(xmp: str, docinfo: "pikepdf.Dictionary") -> str:
    """Return metadata whose texts are those of the information dictionary."""
    for key, place in _XMP_TEXTS.items():
        found = place.search(xmp) if key in docinfo else None
        if found is not None:
            xmp = xmp[: found.end(1)] + escape(str(docinfo[key])) + xmp[found.end() :]
    return xmp
