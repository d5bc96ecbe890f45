"""Read a file into text, whatever is in it: every fault has its place, nothing is replaced silently."""

import re
from pathlib import Path

from delibgen.errors import Finding, Place, system_reason
from delibgen.french import ordinal
from delibgen.load.nodes import Mark, Source
from delibgen.model.base import check_text

TAILLE_MAX = 5 * 1024 * 1024
"""Largest data file, in octets."""

# What YAML cannot hold, and the three line breaks of YAML 1.1 that no editor shows as such.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_bytes(path: Path, faults: list[Finding], *, at: Place | None = None) -> bytes | None:
    """Return the octets of a regular file, or report why not.

    Args:
        path: the file.
        faults: where the fault goes.
        at: where the file is named; the file itself by default.
    """
    place = at or Place(file=str(path))
    try:
        if not path.is_file():
            what = "un dossier, un fichier est attendu" if path.is_dir() else "introuvable"
            faults.append(Finding(code="DG212", message=f"« {path} » : {what}", place=place))
            return None
        if path.stat().st_size > TAILLE_MAX:
            size = f"{TAILLE_MAX // 1024 // 1024} Mio au plus"
            faults.append(Finding(code="DG210", message=f"« {path} » trop grand : {size}", place=place))
            return None
        return path.read_bytes()
    except (OSError, ValueError) as fault:
        message = f"« {path} » illisible : {system_reason(fault)}"
        faults.append(Finding(code="DG212", message=message, place=place))
        return None


def read_source(path: Path, faults: list[Finding], *, at: Place | None = None) -> Source | None:
    """Return the text of a UTF-8 file, with or without a byte order mark."""
    data = read_bytes(path, faults, at=at)
    if data is None:
        return None
    try:
        return Source(str(path), data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        faults.append(_not_utf8(path, data, fault.start))
        return None


def _not_utf8(path: Path, data: bytes, offset: int) -> Finding:
    before = data[:offset]
    line = before.count(b"\n") + 1
    column = len(before) - (before.rfind(b"\n") + 1) + 1
    octet = f"octet 0x{data[offset]:02X}, le {ordinal(offset + 1)} du fichier"
    kind = "UTF-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "sans doute Windows-1252"
    return Finding(
        code="DG208",
        message=f"{octet} : ce n'est pas de l'UTF-8 ({kind})",
        place=Place(file=str(path), line=line, column=column),
        suggestion="enregistrer le fichier en UTF-8",
    )


def drop_forbidden(source: Source, faults: list[Finding]) -> Source:
    """Report every character that no data file may hold, and return the text with spaces in their place."""
    for match in _FORBIDDEN.finditer(source.text):
        message = f"caractère interdit U+{ord(match[0]):04X} ; retapez ce passage"
        faults.append(Finding(code="DG209", message=message, place=source.at(match.start()).place()))
    return Source(source.name, _FORBIDDEN.sub(" ", source.text))


def read_prose(path: Path, faults: list[Finding], *, at: Place | None = None) -> tuple[str, Mark] | None:
    """Return the text of a Markdown file, without its last line break, and the place where it begins."""
    source = read_source(path, faults, at=at)
    if source is None:
        return None
    fit = [_fit(line, Mark(source, rank), faults) for rank, line in enumerate(source.lines, 1)]
    return "\n".join(fit).removesuffix("\n"), Mark(source)


def _fit(line: str, mark: Mark, faults: list[Finding]) -> str:
    try:
        return check_text(line)
    except ValueError as fault:
        faults.append(Finding(code="DG209", message=str(fault), place=mark.place()))
        return "?"
