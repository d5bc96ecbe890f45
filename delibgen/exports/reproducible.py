"""The same document gives the same PDF: what LibreOffice writes of the day and the hour is taken out.

LibreOffice puts its clock in five places: the information dictionary, the XMP metadata, the identifier and
the checksum of the file, and the header of the colour profile that PDF/A asks for. PDF/A-2 requires none of
these dates; it only wants the first two to agree, and absent they do.
"""

import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

_XMP_DATES = re.compile(rb"\s*<xmp:(CreateDate|ModifyDate|MetadataDate)>[^<]*</xmp:\1>")
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
        file.Root.Metadata.write(_XMP_DATES.sub(b"", file.Root.Metadata.read_bytes()))
    for intent in list(file.Root.get("/OutputIntents", [])):
        profile = intent.DestOutputProfile
        data = bytearray(profile.read_bytes())
        data[_ICC_DATE] = _ICC_FIXED
        profile.write(bytes(data))
