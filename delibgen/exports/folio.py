"""The font of the page numbers of a packet, taken from a page that LibreOffice makes for that.

PDF/A wants every font inside the file. LibreOffice embeds those of its own documents: a page that holds
nothing but the characters of « 12 / 340 » gives a font to draw them with, and a colour profile.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

CARACTERES = "0123456789 /"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/'
    'vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}" '
    'Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:rPr><w:rFonts w:ascii="Arial" '
    f'w:hAnsi="Arial"/></w:rPr><w:t xml:space="preserve">{CARACTERES}</w:t></w:r></w:p></w:body>'
    "</w:document>",
}
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass(frozen=True)
class Police:
    """A font inside a packet, that can write page numbers."""

    objet: "pikepdf.Object"
    codes: Mapping[str, str] | None = None
    """Character → its code in hexadecimal; ``None`` for a font that takes the text as it is."""

    def texte(self, text: str) -> str:
        """Return a text as the drawing of a page writes it."""
        if self.codes is None:
            return f"({text})"
        return f"<{''.join(self.codes[char] for char in text)}>"


def document() -> bytes:
    """Return the Word document of the characters of page numbers; the same octets each time."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        for name, text in _PARTS.items():
            package.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return output.getvalue()


def font_of(target: "pikepdf.Pdf", folio: Path | None) -> Police:
    """Return the font of the page numbers of ``target``.

    Without a page of LibreOffice, or when its fonts do not have the characters, a font of the reader: the
    packet cannot be PDF/A then.
    """
    import pikepdf

    if folio is not None:
        with pikepdf.open(folio) as source:
            for font in source.pages[0].Resources.get("/Font", {}).values():
                codes = _codes(font)
                if set(CARACTERES) <= codes.keys():
                    return Police(target.copy_foreign(font), codes)
    plain = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    return Police(target.make_indirect(plain))


def _codes(font: "pikepdf.Object") -> dict[str, str]:
    """Return the code of each character of an embedded font, from its table of characters."""
    if "/ToUnicode" not in font:
        return {}
    cmap = font.ToUnicode.read_bytes()
    return dict(_pairs(cmap))


def _pairs(cmap: bytes) -> Iterator[tuple[str, str]]:
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, char in _CHAR.findall(block):
            yield bytes.fromhex(char.decode()).decode("utf-16-be"), code.decode()
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, char in _RANGE.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                yield chr(int(char, 16) + step), f"{int(first, 16) + step:0{len(first)}X}"


__all__ = ["CARACTERES", "Police", "document", "font_of"]
