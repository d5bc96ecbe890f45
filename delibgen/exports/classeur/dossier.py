"""A workbook to the folder of YAML files that holds the same sitting."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from delibgen.errors import Finding, LoadError
from delibgen.french.accents import without_accents
from delibgen.load.classeur.lecture import ClasseurLu, folder_of, read_classeur
from delibgen.load.nodes import Fields, plain
from delibgen.load.yaml_writer import dump
from delibgen.word.save import write_whole

_FILES = frozenset({"fichier", "acte"})
"""Fields that name a file."""
_WIDE = 10_000
"""Nothing is folded: a line that begins with a dash would read as a list."""


def dossier_of(classeur: Path, dossier: Path) -> tuple[Path, ...]:
    """Write the folder of a workbook's sitting: ``seance.yaml`` and one file an item; return the files.

    The texts are those of the cells, faulty or not: ``delibgen verifier`` says what is wrong with them.

    Raises:
        LoadError: the workbook cannot be read as sheets.
        ConversionError: a file cannot be written.
    """
    faults: list[Finding] = []
    lu = read_classeur(classeur, faults)
    if lu is None or faults:
        raise LoadError(faults, title=f"Classeur {classeur.name}")
    made = dict(_files_of(lu, dossier))
    base = folder_of(classeur)
    named = dict.fromkeys(chain.from_iterable(_named(plain(tree)) for tree in made.values()))
    for path, tree in made.items():
        _write(path, plain(tree), "" if path.parent == dossier else "../")
    for name in named:
        _copy_new(base / name, dossier / name)
    return (*made, *(dossier / name for name in named))


def _write(path: Path, data: object, up: str) -> None:
    write_whole(path, f"{dump(_from(data, up), width=_WIDE)}\n".encode())


def _files_of(lu: ClasseurLu, dossier: Path) -> Iterator[tuple[Path, Fields]]:
    """Yield the files of a folder and what goes in them: the sitting, then each item under its rank."""
    yield dossier / "seance.yaml", lu.seance
    for rang, (_, tree) in enumerate(lu.points, 1):
        yield dossier / "actes" / f"{rang:02}-{_slug(tree)}.yaml", tree


def _copy_new(source: Path, target: Path) -> None:
    """Copy a file that the sheets name, when it is there; one that the folder has already is kept."""
    if source.is_file() and not target.exists():
        write_whole(target, source.read_bytes())


def _named(data: object) -> Iterator[str]:
    """Yield the names of the files that data name, from the folder of the workbook."""
    if isinstance(data, list):
        for item in data:
            yield from _named(item)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name in _FILES and isinstance(value, str):
                yield value
            else:
                yield from _named(value)


def _slug(tree: Fields) -> str:
    """Return a short name of an item, from its subject."""
    objet = tree.entries.get("objet")
    words = re.findall(r"[a-z0-9]+", without_accents(str(plain(objet) if objet else "").lower()))
    long = [word for word in words if len(word) > 3] or words
    return "-".join(long[:3]) or "point"


def _from(data: object, up: str) -> object:
    """Return data where names of files start from the folder of the file that holds them."""
    if isinstance(data, list):
        return [_from(item, up) for item in data]
    if not isinstance(data, dict):
        return data
    named = {name for name, value in data.items() if name in _FILES and isinstance(value, str)}
    return {name: f"{up}{value}" if name in named else _from(value, up) for name, value in data.items()}
