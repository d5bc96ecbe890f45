"""What a sitting prints, before anything is rendered: each paper and the name of its file."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from delibgen.actes.papiers import PapierSeance, Phase, papers_of
from delibgen.dossier.feuillets import leaf_faults, with_leaves
from delibgen.errors import Finding, Place, Severity
from delibgen.load import ActeLu, DossierSeance
from delibgen.model.acte import Acte, Annexe
from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance
from delibgen.word.save import safe_name

RESERVES = ("manifeste.json", "seance.pdf", "seance.zip", "seance-avant.pdf", "seance-avant.zip", ".delibgen")
"""Names of the output folder that no paper takes."""


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
    niveau: int = 0
    """0 for an act or a paper of the sitting, 1 for what is annexed to it, 2 for its own annexes…"""

    @property
    def pdf(self) -> str | None:
        """Path of its PDF file: made from the document, or the annexed file itself."""
        if self.acte is not None:
            return f"{self.chemin.removesuffix('.docx')}.pdf"
        return self.chemin if self.chemin.lower().endswith(".pdf") else None


@dataclass(frozen=True)
class Lot:
    """An act and its annexes, or a paper of the sitting: written together or not at all."""

    lu: ActeLu
    """The act as it was read."""
    papiers: tuple[Papier, ...]
    """Its document first; none for a faulty act."""

    @property
    def de_seance(self) -> bool:
        """Whether it speaks of the whole sitting: it is wrong as soon as one act is missing."""
        return isinstance(self.lu.acte, PapierSeance)


@dataclass(frozen=True)
class Plan:
    """Everything that a packet will hold."""

    phase: Phase
    """Before or after the sitting."""
    lots: tuple[Lot, ...]
    """Papers of the sitting, then the acts in order."""
    findings: tuple[Finding, ...] = ()
    """What the choice of the phase and the leaves of the register leave to be known."""


def plan_seance(dossier: DossierSeance, phase: Phase | None = None) -> Plan:
    """Return the plan of a sitting; ``phase`` is by default the one that the data allow.

    As soon as one item has a vote or a declared result, the sitting was held.
    """
    chosen = phase or _phase_of(dossier)
    acts = [plan_act(lu, "actes/", chosen) for lu in dossier.lus]
    if dossier.seance is None:
        return Plan(chosen, tuple(acts))
    papers = [plan_act(lu, "") for lu in _papers_of_sitting(dossier.seance, dossier, chosen)]
    lots = tuple(_beside_drafts(papers, acts)) if chosen is Phase.AVANT else (*papers, *acts)
    leaves = leaf_faults(dossier) if chosen is Phase.APRES else ()
    return Plan(chosen, lots, (*_assumed(dossier, phase, chosen), *leaves))


def _beside_drafts(papers: Sequence[Lot], acts: Sequence[Lot]) -> Iterator[Lot]:
    """Yield what is annexed to each act just after its draft; without a draft, at the end and on its own."""
    waiting = {id(lot.lu.acte): lot for lot in acts if lot.lu.acte is not None}
    for lot in papers:
        yield lot
        own = waiting.pop(id(getattr(lot.lu.acte, "point", None)), None)
        if own is not None:
            yield own
    for lot in acts:
        if lot.lu.acte is None or id(lot.lu.acte) in waiting:
            yield replace(lot, papiers=tuple(_raised(lot)))


def _raised(lot: Lot) -> Iterator[Papier]:
    lowest = min((paper.niveau for paper in lot.papiers), default=0)
    for paper in lot.papiers:
        yield replace(paper, niveau=paper.niveau - lowest)


def _phase_of(dossier: DossierSeance) -> Phase:
    votes = [acte for acte in dossier.actes if isinstance(acte, Deliberation)]
    waits = votes and all(acte.sort is None for acte in votes) and len(dossier.actes) == len(dossier.lus)
    return Phase.AVANT if waits else Phase.APRES


def _assumed(dossier: DossierSeance, phase: Phase | None, chosen: Phase) -> Iterator[Finding]:
    if phase is None and chosen is Phase.AVANT:
        message = "aucun vote dans les données : papiers d'avant la séance seulement"
        todo = "donner les votes, ou « --phase apres » pour voir ce qui manque aux extraits"
        place = Place(file=str(dossier.dossier))
        yield Finding(
            code="DG507", message=message, severity=Severity.INFORMATION, place=place, suggestion=todo
        )


def _papers_of_sitting(seance: Seance, dossier: DossierSeance, phase: Phase) -> Iterator[ActeLu]:
    points = [acte for acte in dossier.actes if isinstance(acte, Deliberation)]
    known, book = Acte.kinds(), dossier.classeur
    source = book if book is not None and book.is_file() else dossier.dossier / "seance.yaml"
    for paper in papers_of(seance, points, phase):
        kind = type(paper)
        # A class typed again in a notebook takes the place of the one before.
        if known.get(kind.kind()) is kind:
            yield ActeLu(source, with_leaves(paper, source))


def plan_act(lu: ActeLu, folder: str = "actes/", phase: Phase = Phase.APRES) -> Lot:
    """Return the papers of one act: its document, then those annexed to it.

    Args:
        lu: the act.
        folder: folder of its files in the output, ending with « / », or ``""``.
        phase: before the sitting, a deliberation has no extract yet, but its annexes are known.
    """
    if lu.acte is None:
        return Lot(lu, ())
    name = lu.acte.nom_fichier
    if (
        isinstance(lu.acte, PapierSeance) and "/" in name
    ):  # « projets/01-2024/31 »: the first « / » is a folder
        above, _, name = name.partition("/")
        folder = f"{folder}{safe_name(above, '')}/"
    papers = _papers(lu.acte, folder, name, 0)
    drafts = phase is Phase.AVANT and isinstance(lu.acte, Deliberation)
    return Lot(lu, tuple(paper for paper in papers if not (drafts and paper.acte is lu.acte)))


def _papers(acte: Acte, folder: str, name: str, level: int) -> Iterator[Papier]:
    yield Papier(folder + safe_name(name), acte.intitule, acte=acte, niveau=level)
    for rank, (paper, source, title) in enumerate(_annexes(acte), 1):
        below = f"{name}-annexe-{rank}"
        if paper is not None:
            yield from _papers(paper, folder, f"{below}-{paper.kind()}", level + 1)
        elif source is not None:
            file = safe_name(f"{below}-{source.stem}", source.suffix)
            yield Papier(folder + file, title, source=source, niveau=level + 1)


def _annexes(acte: Acte) -> Iterator[tuple[Acte | None, Path | None, str]]:
    """Yield what is annexed, in order: the annexes of the shipped kinds, or the papers of another kind."""
    annexes = getattr(acte, "annexes", None)
    if isinstance(annexes, tuple) and all(isinstance(annexe, Annexe) for annexe in annexes):
        words = getattr(acte, "assemblee", None)
        for annexe in annexes:
            paper = annexe.acte.in_words_of(words) if annexe.acte and words else annexe.acte
            yield paper, annexe.fichier, annexe.titre
    else:
        for paper in acte.papers():
            yield paper, None, paper.intitule


def collisions(lots: Sequence[Lot]) -> dict[int, list[Finding]]:
    """Return the names used twice, by rank of the act that comes second."""
    found: dict[int, list[Finding]] = {}
    owners = {same_name(name): Papier(name, "delibgen, pour tout le dossier") for name in RESERVES}
    for rank, lot in enumerate(lots):
        for paper in lot.papiers:
            for name in {paper.chemin, paper.pdf or paper.chemin}:
                first = owners.setdefault(same_name(name), paper)
                if first is not paper:
                    message = f"« {name} » : déjà le fichier de « {first.intitule} »"
                    todo = "donner un autre numéro"
                    finding = Finding(code="DG502", message=message, path="numero", suggestion=todo)
                    found.setdefault(rank, []).append(lot.lu.place(finding))
                    break
    return found


def same_name(path: str) -> str:
    """Return what two paths share when one system at least takes them for the same file.

    >>> same_name("Acte.docx") == same_name("ACTE.docx")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
