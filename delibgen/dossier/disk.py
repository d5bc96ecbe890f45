"""Where a packet goes: checked before any work is done, and left alone when nothing changed."""

import os
from pathlib import Path

from delibgen.errors import ConversionError, Finding, Place
from delibgen.word.save import write_whole


def check_writable(folder: Path) -> None:
    """Refuse a folder where nothing can be written, before any work is done.

    Raises:
        ConversionError: the folder, or the nearest one above it, is a file or is read-only.
    """
    above = folder.absolute()
    while not above.exists() and above != above.parent:
        above = above.parent
    if not above.is_dir():
        reason = f"« {above} » est un fichier, un dossier est attendu"
    elif not os.access(above, os.W_OK):
        reason = f"« {above} » est en lecture seule"
    else:
        return
    todo = "choisir un autre dossier de sortie"
    raise ConversionError(
        Finding(code="DG501", message=reason, place=Place(file=str(folder)), suggestion=todo)
    )


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write a file, whole or not at all, unless it holds ``data`` already; tell whether it was written.

    Raises:
        ConversionError: no room, no right, file open in Word; an older file is left as it was.
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    write_whole(path, data)
    return True
