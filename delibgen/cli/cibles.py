"""What there is to verify at a path: sittings, acts, Word documents."""

from collections.abc import Iterator
from pathlib import Path

from delibgen.dossier.annee import A_PART
from delibgen.load import data_files, is_sitting
from delibgen.load.files import DONNEES

SUFFIXE = ".verifie"
"""« deliberation.docx » is annotated as « deliberation.verifie.docx »."""
_ACTES = (*A_PART, "actes")
"""Names of the folders that hold a file for each act."""


def targets_of(path: Path) -> Iterator[Path]:
    """Yield a sitting's folder, a file; or those that a folder holds: a year, templates, a pack of acts."""
    if path.is_file():
        yield path.parent if path.stem == "seance" and path.suffix in DONNEES else path
    elif is_sitting(path):
        yield path
    else:
        yield from [*_inside(path)] or [path]


def _inside(folder: Path) -> Iterator[Path]:
    yield from (child for child in sorted(folder.iterdir()) if _is_target(child))
    for name in A_PART:
        yield from data_files(folder / name)
    if folder.resolve().name in _ACTES:
        yield from data_files(folder)
    if (folder / "pyproject.toml").is_file():  # a pack: its templates stand beside its classes
        yield from (child for child in sorted(folder.glob("*/*.docx")) if _is_target(child))


def _is_target(path: Path) -> bool:
    if path.is_dir():
        return is_sitting(path)
    mine = path.name.startswith("~$") or path.stem.endswith(SUFFIXE)
    return path.suffix.lower() == ".docx" and not mine
