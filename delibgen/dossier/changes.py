"""Two versions of a packet, compared by the words that their documents show."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from delibgen.actes.papiers.changements import Changement, FeuilleChangements, Passage
from delibgen.errors import Finding, LoadError, Place
from delibgen.word import Document

CELL = " \u2003"
"""Between two cells of a row, or where a paragraph has a tab."""


def compare(before: str | Path, after: str | Path) -> FeuilleChangements:
    """Return the sheet of changes between two packets.

    Args:
        before: folder of the first version.
        after: folder of the second one.

    Raises:
        LoadError: a folder is missing, or holds no document.
    """
    first, second = _documents(Path(before)), _documents(Path(after))
    names = sorted(first.keys() | second.keys())
    changes = (_change(name, first.get(name), second.get(name)) for name in names)
    return FeuilleChangements.of(Path(before).name, Path(after).name, tuple(c for c in changes if c))


def _documents(folder: Path) -> dict[str, Path]:
    """Return the documents of a folder, by their path in it."""
    found = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*.docx")
        if not path.name.startswith("~$")
    }
    if not found:
        what = "aucun document Word dans ce dossier" if folder.is_dir() else "dossier introuvable"
        todo = "donner le dossier de sortie d'une séance"
        raise LoadError(Finding(code="DG513", message=what, place=Place(file=str(folder)), suggestion=todo))
    return found


def _change(name: str, before: Path | None, after: Path | None) -> Changement | None:
    if before is None or after is None:
        return Changement(papier=name, etat="retiré" if after is None else "ajouté")
    old, new = before.read_bytes(), after.read_bytes()
    if old == new:
        return None
    passages = tuple(_passages(Document.read(old).text, Document.read(new).text))
    return Changement(papier=name, etat="modifié", passages=passages) if passages else None


def _passages(old: str, new: str) -> Iterator[Passage]:
    """Yield the paragraphs that differ, those that were replaced side by side."""
    left, right = old.splitlines(), new.splitlines()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            before, after = (_shown(lines) for lines in (left[a:b], right[c:d]))
            if before or after:
                yield Passage(avant=before or None, apres=after or None)


def _shown(lines: list[str]) -> str:
    """Return lines as the sheet shows them: cells of a row are parted by a space that no tab stop closes."""
    return "\n".join(line.strip("\t").replace("\t", CELL) for line in lines if line.strip())
