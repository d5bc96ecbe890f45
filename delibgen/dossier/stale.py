"""What earlier runs left in the output folder and that is not true any more: said, never deleted."""

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import chain
from pathlib import Path

from delibgen.dossier.memory import Trace
from delibgen.dossier.prepare import LotPret, Preparation
from delibgen.errors import Finding, Place, Severity


def stale(
    output: Path, ready: Preparation, older: Iterable[Trace], *, written: Set[str], recueil: bool = False
) -> Iterator[Finding]:
    """Yield an alert for each file of an earlier run of this phase that this one contradicts.

    Args:
        output: output folder.
        ready: what was prepared.
        older: files of earlier runs, still there, that this run neither made nor found right.
        written: files whose octets this run has changed.
        recueil: whether this run made the packet in one PDF, or found it right: older volumes are no more.
    """
    if ready.seance is None or any(lot.lot.lu.acte is None for lot in ready.lots):
        return  # an act that cannot be read has a file that cannot be named
    sources = _sources(ready.lots)
    for trace in older:
        if trace.phase == ready.phase.value:
            found = _contradicted(trace, sources, written, recueil=recueil)
            if found is not None:
                yield _finding(output, trace, *found)


def _sources(lots: Iterable[LotPret]) -> dict[str, str]:
    """Return the paper that each planned file is made of: a document is its own, a PDF is of a document."""
    sources = {}
    for paper in chain.from_iterable(lot.lot.papiers for lot in lots):
        sources[paper.chemin] = paper.chemin
        if paper.pdf:
            sources.setdefault(paper.pdf, paper.chemin)
    return sources


def _contradicted(
    trace: Trace, sources: Mapping[str, str], written: Set[str], *, recueil: bool
) -> tuple[str, str] | None:
    """Return what is not true any more of a file, and what to do; ``None`` when all is well.

    Args:
        trace: the file.
        sources: paper that each planned file is made of.
        written: papers that have just changed.
        recueil: whether the packet in one PDF has just been made, or found right.
    """
    if recueil and trace.genre == "recueil":
        return "n'est plus du recueil, coupé autrement depuis", "le supprimer"
    if trace.genre in {"recueil", "zip"}:
        todo = f"le refaire avec « --{trace.genre} », ou le supprimer"
        return ("des papiers ont changé depuis", todo) if written else None
    if trace.chemin not in sources:
        return "n'est plus dans la séance", "le supprimer s'il ne sert plus"
    if trace.genre == "pdf" and sources[trace.chemin] in written:
        return "son document a changé depuis ce PDF", "le refaire avec « --pdf »"
    return None


def _finding(output: Path, trace: Trace, what: str, todo: str) -> Finding:
    return Finding(
        code="DG506",
        message=f"« {trace.intitule or trace.chemin} » : {what} ; le fichier est laissé tel quel",
        severity=Severity.ALERTE,
        place=Place(file=str(output / trace.chemin)),
        suggestion=todo,
    )
