"""Fonts that a Word document asks for, and those that a font file holds."""

import re
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path

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
        names = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        parts = {name: package.read(name) for name in names}
    runs = b"".join(chain.from_iterable(map(_RUN.findall, parts.values())))
    found = set(_NAMED.findall(runs))
    theme = next((part for name, part in parts.items() if name.startswith("word/theme/")), b"")
    for kind in set(_THEMED.findall(runs)):
        found.update(re.findall(_LATIN % kind, theme, re.DOTALL))
    return sorted(name.decode() for name in found if name)


SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_FAMILIES = frozenset({1, 16})
"""Names 1 and 16 of a font (OpenType, table « name »): family, and family whatever the weight."""


def families_of(path: Path) -> set[str]:
    """Return the families of a font file (TrueType, OpenType, collections); none when it is not one.

    >>> families_of(Path("absent.ttf"))
    set()
    """
    if path.suffix.lower() not in SUFFIXES:
        return set()
    try:
        data = path.read_bytes()
        return {name for start in _fonts(data) for name in _names(data, start)}
    except (OSError, struct.error, UnicodeDecodeError):
        return set()


def _fonts(data: bytes) -> tuple[int, ...]:
    """Return where each font of a file begins."""
    if data[:4] != b"ttcf":
        return (0,)
    (count,) = struct.unpack_from(">I", data, 8)
    return struct.unpack_from(f">{count}I", data, 12)


def _names(data: bytes, start: int) -> Iterator[str]:
    (count,) = struct.unpack_from(">H", data, start + 4)
    tables = (struct.unpack_from(">4sIII", data, start + 12 + 16 * rank) for rank in range(count))
    for tag, _, offset, _ in tables:
        if tag == b"name":
            yield from _records(data, offset)


def _records(data: bytes, table: int) -> Iterator[str]:
    _, count, strings = struct.unpack_from(">HHH", data, table)
    for rank in range(count):
        platform, _, _, name, length, offset = struct.unpack_from(">6H", data, table + 6 + 12 * rank)
        if name in _FAMILIES:
            raw = data[table + strings + offset : table + strings + offset + length]
            yield raw.decode("mac_roman" if platform == 1 else "utf-16-be")
