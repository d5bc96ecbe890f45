"""What a sitting prints, before anything is rendered: each paper and the name of its file."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from delibgen.errors import Finding
from delibgen.load import ActeLu
from delibgen.model.acte import Acte, Annexe
from delibgen.word.save import safe_name


@dataclass(frozen=True)
class Papier:
    """One file of the packet: an act to render, or a file copied as it is."""

    chemin: str
    """Path in the output folder, with « / »."""
    intitule: str
    """What it is, for lists."""
    acte: Acte | None = None
    """The act; ``None`` for a copy."""
    source: Path | None = None
    """The file to copy."""


@dataclass(frozen=True)
class Lot:
    """An act and its annexes: they are written together or not at all."""

    lu: ActeLu
    """The act as it was read."""
    papiers: tuple[Papier, ...]
    """Its document first; none for a faulty act."""


def plan_act(lu: ActeLu, folder: str = "actes/") -> Lot:
    """Return the papers of one act: its document, then those annexed to it.

    Args:
        lu: the act.
        folder: folder of its files in the output, ending with « / », or ``""``.
    """
    if lu.acte is None:
        return Lot(lu, ())
    return Lot(lu, tuple(_papers(lu.acte, folder, lu.acte.nom_fichier)))


def _papers(acte: Acte, folder: str, name: str) -> Iterator[Papier]:
    yield Papier(folder + safe_name(name), acte.intitule, acte=acte)
    for rank, (paper, source, title) in enumerate(_annexes(acte), 1):
        below = f"{name}-annexe-{rank}"
        if paper is not None:
            yield from _papers(paper, folder, f"{below}-{paper.kind()}")
        elif source is not None:
            yield Papier(folder + safe_name(f"{below}-{source.stem}", source.suffix), title, source=source)


def _annexes(acte: Acte) -> Iterator[tuple[Acte | None, Path | None, str]]:
    """Yield what is annexed, in order: the annexes of the shipped kinds, or the papers of another kind."""
    annexes = getattr(acte, "annexes", None)
    if isinstance(annexes, tuple) and all(isinstance(annexe, Annexe) for annexe in annexes):
        for annexe in annexes:
            yield annexe.acte, annexe.fichier, annexe.titre
    else:
        for paper in acte.papers():
            yield paper, None, paper.intitule


def collisions(lots: Sequence[Lot]) -> dict[int, list[Finding]]:
    """Return the names used twice, by rank of the act that comes second."""
    found: dict[int, list[Finding]] = {}
    owners: dict[str, Papier] = {}
    for rank, lot in enumerate(lots):
        for paper in lot.papiers:
            first = owners.setdefault(same_name(paper.chemin), paper)
            if first is not paper:
                message = f"« {paper.chemin} » : déjà le fichier de « {first.intitule} »"
                todo = "donner un autre numéro"
                finding = Finding(code="DG502", message=message, path="numero", suggestion=todo)
                found.setdefault(rank, []).append(lot.lu.place(finding))
    return found


def same_name(path: str) -> str:
    """Return what two paths share when one system at least takes them for the same file.

    >>> same_name("Acte.docx") == same_name("ACTE.docx")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
