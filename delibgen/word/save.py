"""Writing a file whole or not at all, under a name that every system takes."""

# ruff: noqa: PTH103, PTH105, PTH108, PTH112, PTH118, PTH120
# Texts and not paths: what Python does for a file that is written takes half the time.

import contextlib
import os
import re
import unicodedata
from pathlib import Path

from delibgen.errors import ConversionError, Finding, Place

_MAX_BYTES = 120
_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
_RESERVED = r"(?i:(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z)"
_REFUSED = r"[^\w\-. ()',’°]+"


def safe_name(name: str, ending: str = ".docx") -> str:
    """Return a file name for any text: at most 120 bytes, with a short hash when the text had to change.

    >>> safe_name("BM20240912_001")
    'BM20240912_001.docx'
    >>> safe_name("2024/12")
    '2024-12-90bef9af.docx'
    """
    text = unicodedata.normalize("NFC", name)
    base = re.sub(_REFUSED, "-", text).strip(" .-")
    if re.match(_RESERVED, base):
        base = f"acte-{base}"
    room = _MAX_BYTES - len(ending) - 9
    if len(base.encode()) > _MAX_BYTES - len(ending):
        base = base.encode()[:room].decode("utf-8", "ignore").rstrip(" .-")
    if base == name and base:
        return base + ending
    import hashlib

    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    base = base.encode("utf-8", "ignore")[:room].decode("utf-8", "ignore").rstrip(" .-")
    return f"{base or 'document'}-{digest}{ending}"


def destination(path: str | Path, name: str) -> Path:
    """Return the file to write: ``path`` itself, or « name.docx » in it when it is a folder.

    Raises ``ConversionError`` (DG501) for what is no path.
    """
    if not isinstance(path, (Path, str, os.PathLike)):  # in the order of what is given most often
        message = f"un chemin est attendu, et non une valeur de type {type(path).__name__}"
        raise ConversionError(
            Finding(code="DG501", message=message, suggestion="donnez un fichier ou un dossier")
        )
    target = path if isinstance(path, Path) else Path(path)
    if str(path).endswith(("/", os.sep)) or _is_folder(target):
        return target / safe_name(name or "document")
    return target


def _is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; most are not there yet, which is asked without an exception."""
    try:
        return os.access(path, os.F_OK) and os.path.isdir(path)
    except ValueError:  # no path of this system: the writing says so
        return False


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> Path:
    """Write ``data`` at ``path`` through a temporary file of the same folder; return ``path``.

    ``durable`` also waits until the file and its name are on the disk.

    Raises ``ConversionError`` (DG501): then nothing is left behind and an older file is intact.
    """
    temporary, target = "", os.fspath(path)
    try:
        handle, temporary = _open_new(os.path.dirname(target))
        try:
            _write_all(handle, data)
            if durable:
                os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(temporary, target)
        temporary = ""
        if durable:
            sync_folder(path.parent)
    except (OSError, ValueError) as error:
        raise refused(path, error) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
    return path


def _write_all(handle: int, data: bytes) -> None:
    """Write all the octets: the system may take them in several times."""
    written = os.write(handle, data)
    while written < len(data):
        written += os.write(handle, data[written:])


def _open_new(folder: str) -> tuple[int, str]:
    """Open a new temporary file in the folder, which is made if need be, with the usual rights of a file."""
    path = os.path.join(folder, f".delibgen-{os.urandom(6).hex()}.part")
    try:
        return os.open(path, _NEW, 0o666), path
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
        return os.open(path, _NEW, 0o666), path


def sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_REASONS: dict[type[BaseException], tuple[str, str]] = {
    PermissionError: (
        "l'écriture est interdite",
        "fermez le fichier dans Word, ou choisissez un autre dossier",
    ),
    IsADirectoryError: ("un dossier porte ce nom", "choisissez un autre nom"),
    NotADirectoryError: ("un fichier porte le nom du dossier", "choisissez un autre dossier"),
    FileExistsError: ("un fichier porte le nom du dossier", "choisissez un autre dossier"),
}


def refused(path: Path, error: Exception, *, others: bool = False) -> ConversionError:
    """Return the fault to raise when the system refuses to write ``path``.

    Args:
        path: the file.
        error: what the system says.
        others: whether other files have been written before it.
    """
    reason, advice = _REASONS.get(
        type(error),
        ("le disque ou le réseau a refusé l'écriture", "vérifiez la place libre, puis recommencez"),
    )
    left = "les autres fichiers déjà écrits sont entiers" if others else "rien n'a été modifié"
    message = f"« {path.name} » n'a pas pu être écrit : {reason} ; {left}"
    return ConversionError(
        Finding(code="DG501", message=message, suggestion=advice, place=Place(file=str(path)))
    )
