"""Cells of a workbook whose formula failed (#DIV/0!, #N/A): readers give them empty."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from delibgen.errors import TemplateError
from delibgen.word.xml import parse

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


def failed_formulas(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the cells in error of an .xlsx or .ods file: sheet, name of the cell (« B2 »), what it shows.

    Nothing for another format, or for a file that cannot be read: who reads it says so.
    """
    try:
        with zipfile.ZipFile(path) as book:
            names = set(book.namelist())
            if "xl/workbook.xml" in names:
                yield from _xlsx(book, names)
            elif "content.xml" in names:
                content = book.read("content.xml")
                yield from _ods(parse(content, "content.xml")) if b'"error"' in content else ()
    except (zipfile.BadZipFile, TemplateError, OSError, KeyError):
        return


def _xlsx(book: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str, str]]:
    for name, part in _sheets(book):
        if part in names and b't="e"' in book.read(part):
            for cell in _read(book, part).iterfind(f".//{_MAIN}c[@t='e']"):
                yield name, cell.get("r") or "", cell.findtext(f"{_MAIN}v") or ""


def _sheets(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name and the part of each sheet."""
    related = _read(book, "xl/_rels/workbook.xml.rels")
    targets = {node.get("Id"): (node.get("Target") or "").removeprefix("/xl/") for node in related}
    for sheet in _read(book, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        yield sheet.get("name") or "", f"xl/{targets.get(sheet.get(_REL), '')}"


def _read(book: zipfile.ZipFile, part: str) -> "_Element":
    return parse(book.read(part), part)


def _ods(root: "_Element") -> Iterator[tuple[str, str, str]]:
    for table in root.iter(f"{_TABLE}table"):
        for line, row in _numbered(table, "table-row", "number-rows-repeated"):
            for column, cell in _numbered(row, "table-cell", "number-columns-repeated"):
                if cell.get(_KIND) == "error":
                    shown = "".join(map(str, cell.itertext()))
                    yield table.get(f"{_TABLE}name") or "", f"{_letters(column)}{line}", shown


def _numbered(holder: "_Element", tag: str, repeated: str) -> "Iterator[tuple[int, _Element]]":
    """Yield rows or cells with their number, from 1: one that is repeated is written one time."""
    number = 1
    for node in holder.iter(f"{_TABLE}{tag}") if tag == "table-row" else holder:
        if node.tag in {f"{_TABLE}{tag}", f"{_TABLE}covered-table-cell"}:
            yield number, node
            number += int(node.get(f"{_TABLE}{repeated}") or 1)


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rank = divmod(column - 1, 26)
        text = chr(65 + rank) + text
    return text
