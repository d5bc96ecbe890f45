"""A workbook to the folder of YAML files that holds the same sitting."""

import re
from collections.abc import Iterator
from pathlib import Path

from delibgen.errors import Finding, LoadError
from delibgen.french.accents import without_accents
from delibgen.load.classeur.lecture import read_classeur
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
    made = {dossier / "seance.yaml": lu.seance}
    for rang, (_, tree) in enumerate(lu.points, 1):
        made[dossier / "actes" / f"{rang:02}-{_slug(tree)}.yaml"] = tree
    base = classeur.parent if classeur.is_file() else classeur
    copies = {name: base / name for tree in made.values() for name in _named(plain(tree))}
    for path, tree in made.items():
        up = "" if path.parent == dossier else "../"
        write_whole(path, f"{dump(_from(plain(tree), up), width=_WIDE)}\n".encode())
    for name, source in copies.items():
        if source.is_file() and not (dossier / name).exists():
            write_whole(dossier / name, source.read_bytes())
    return (*made, *(dossier / name for name in copies))


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
