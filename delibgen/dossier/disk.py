"""The folder where a packet goes: who may write there, which files are open elsewhere."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from delibgen.errors import ConversionError, Finding, Place
from delibgen.word.save import refused

PATIENCE = 2.0
"""Seconds: a child of a killed run, caught between its fork and its exec, lets go of the lock within that."""


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


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; return those that were made, the deepest first.

    Raises:
        ConversionError: the system refuses.
    """
    missing = []
    above = folder
    while not above.exists() and above != above.parent:
        missing.append(above)
        above = above.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(folder, error) from error
    return missing


def drop_folders(folders: list[Path]) -> None:
    """Remove those of these folders that are empty."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def take(path: Path) -> int:
    """Take the lock of a folder for this process; it is released when the process ends, however it ends.

    The worker processes that the caller forks meanwhile do not keep it: they would outlive a killed parent.

    Raises:
        ConversionError: another process has it, or nothing can be written there.
    """
    end = time.monotonic() + PATIENCE
    while (handle := _try(path)) is None:
        if time.monotonic() > end:
            message = "une autre commande delibgen écrit en ce moment dans ce dossier"
            place = Place(file=str(path.parent.parent))
            todo = "attendre qu'elle ait fini, ou choisir un autre dossier"
            raise ConversionError(Finding(code="DG509", message=message, place=place, suggestion=todo))
        time.sleep(0.05)
    _HELD.add(handle)
    return handle


def release(handle: int) -> None:
    """Give back a lock that ``take`` returned."""
    _HELD.discard(handle)
    os.close(handle)


_HELD: set[int] = set()


def _forget() -> None:
    while _HELD:
        os.close(_HELD.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _try(path: Path) -> int | None:
    """Open and lock; ``None`` when another process has the lock, or has just removed the file."""
    try:
        path.parent.mkdir(exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o666)
    except OSError as error:
        raise refused(path.parent.parent, error) from error
    try:
        _lock(handle)
        if os.path.samestat(os.fstat(handle), path.stat()):
            return handle
    except OSError:
        pass
    os.close(handle)
    return None


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def opened_by(path: Path) -> str | None:
    """Return who has a document open in Word or LibreOffice (``""`` when unnamed), ``None`` for nobody."""
    for mark in _marks(path):
        try:
            data = mark.read_bytes()
        except FileNotFoundError:
            continue
        except OSError:  # Word keeps its own file locked: it is open
            return ""
        return _owner(mark, data)
    return None


def _marks(path: Path) -> Iterator[Path]:
    """Yield the files that Word and LibreOffice put beside a document that they hold open."""
    name = path.name
    yield path.with_name(f"~${name}")
    yield path.with_name(f"~${name[1:]}")
    yield path.with_name(f"~${name[2:]}")
    yield path.with_name(f".~lock.{name}#")


def _owner(mark: Path, data: bytes) -> str:
    if mark.name.startswith(".~lock."):
        fields = data.decode("utf-8", "replace").split(",")
        return next((field.strip() for field in fields if field.strip()), "")
    length = data[0] if data else 0
    return data[1 : 1 + length].decode("cp1252", "replace").strip()
