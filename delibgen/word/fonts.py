"""Fonts that a Word document asks for."""

import re
import zipfile
from io import BytesIO

_RUN = re.compile(rb"<w:rFonts\b[^>]*>")
_NAMED = re.compile(rb'w:(?:ascii|hAnsi)="([^"]+)"')
_THEMED = re.compile(rb'w:(?:ascii|hAnsi)Theme="(major|minor)')
_LATIN = rb'<a:%sFont>.*?<a:latin typeface="([^"]+)"'


def fonts_of(data: bytes) -> list[str]:
    """Return the fonts of the text of a .docx, those of its theme included, sorted.

    Raises:
        zipfile.BadZipFile: this is no .docx.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith(".xml")}
    runs = [run for name, part in parts.items() if name.startswith("word/") for run in _RUN.findall(part)]
    found = {name for run in runs for name in _NAMED.findall(run)}
    theme = next((part for name, part in parts.items() if name.startswith("word/theme/")), b"")
    for kind in {kind for run in runs for kind in _THEMED.findall(run)}:
        found.update(re.findall(_LATIN % kind, theme, re.DOTALL))
    return sorted(name.decode() for name in found if name)
