"""What a folder is: a sitting's, a year's, one of workbooks; and which files of data it holds."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from delibgen import french
from delibgen.errors import Finding, Place, Severity, closest
from delibgen.load.classeur.lecture import classeur_file
from delibgen.load.files import DONNEES
from delibgen.load.tables import CLASSEURS, TABLEAUX

_SHOWN = 3
"""Workbooks that a message names."""


def seance_file(folder: Path) -> Path | None:
    """Return the file of the sitting of a folder, if it has one."""
    return next((path for suffix in DONNEES if (path := folder / f"seance{suffix}").is_file()), None)


def is_sitting(path: Path) -> bool:
    """Tell whether a path is that of a sitting: its folder, or its workbook."""
    return seance_file(path) is not None or classeur_file(path) is not None


def books_apart(folder: Path) -> Iterator[Finding]:
    """Yield an alert for each workbook that lies among the folders of sittings: it is not read."""
    if not folder.is_dir() or is_sitting(folder):
        return
    if not any(child.is_dir() and is_sitting(child) for child in folder.iterdir()):
        return  # no sitting at all: « no_sitting » tells how to read the workbooks
    for path in _tables(folder, CLASSEURS):
        message = "ce classeur n'est pas lu : dans le dossier d'une année, chaque séance a le sien"
        todo = "s'il est celui d'une séance, le mettre dans un dossier à lui, sous le nom « seance »"
        yield unread(path, message, todo)


def unread(path: Path, message: str, todo: str = "") -> Finding:
    """Return an alert on a file that someone may think is read."""
    place = Place(file=str(path))
    return Finding(code="DG218", message=message, severity=Severity.ALERTE, place=place, suggestion=todo)


def _tables(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """Return the tables of a folder, sorted by name, without those that a program hides there."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in suffixes and path.is_file() and not path.name.startswith(("~$", "."))
    )


def no_sitting(folder: Path) -> Finding:
    """Say that the file of the sitting is absent, and which one may be it, badly named."""
    place = Place(file=str(folder))
    if not folder.is_dir():
        what = (
            "un fichier ; le dossier d'une séance est attendu" if folder.exists() else "dossier introuvable"
        )
        return Finding(code="DG216", message=what, place=place)
    tables = only_tables(folder)
    if tables:
        return _with_tables(folder, tables)
    files = {path.stem: path.name for path in folder.iterdir() if path.suffix.lower() in DONNEES}
    near = files.get(closest("seance", files))
    todo = f"renommer « {near} » en « seance.yaml » ?" if near else _where(folder)
    return Finding(code="DG216", message="« seance.yaml » absent", place=place, suggestion=todo)


def only_tables(folder: Path) -> list[Path]:
    """Return the workbooks and tables of a folder that holds no data of another kind."""
    return [] if data_files(folder) or not folder.is_dir() else _tables(folder, TABLEAUX)


def _with_tables(folder: Path, tables: Sequence[Path]) -> Finding:
    """Say which workbooks or tables a folder holds, and the command that reads one."""
    names = [f"« {path.name} »" for path in tables]
    more = [french.compte(len(names) - _SHOWN, "autre", "autres")] if len(names) > _SHOWN else []
    message = f"ce dossier n'a pas de séance, mais des tableaux : {french.liste([*names[:_SHOWN], *more])}"
    books = [path for path in tables if path.suffix.lower() in CLASSEURS]
    todo = "nommer les fichiers d'une séance comme ses feuilles : « seance.csv », « points.csv »…"
    if books:
        path = f'"{books[0]}"' if " " in str(books[0]) else books[0]
        todo = f"pour un classeur : delibgen seance {path}"
    if len(books) > 1:
        todo += " ; pour tous, mettre chacun dans un dossier à lui, sous le nom « seance »"
    return Finding(code="DG216", message=message, place=Place(file=str(folder)), suggestion=todo)


def _where(folder: Path) -> str:
    """Return the sitting's folder if it is the one above, else how to begin one."""
    above = folder.parent
    if (above / "seance.yaml").is_file():
        return f"donner le dossier de la séance : « {above} »"
    return "donner le dossier qui le contient ; « delibgen demo » en écrit deux exemples"


def act_files(folder: Path) -> list[Path]:
    """Return the files of the acts of a sitting, sorted by name."""
    return data_files(folder / "actes")


def data_files(folder: Path) -> list[Path]:
    """Return the data files of a folder, sorted by name; none when there is no such folder."""
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in DONNEES)
