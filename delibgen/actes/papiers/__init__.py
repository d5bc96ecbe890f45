"""Every other paper of a sitting: before it, after it, and over the year."""

from collections.abc import Iterator, Sequence

from delibgen.actes.papiers import apres, avant, table
from delibgen.actes.papiers.apres import CertificatPublicite, ListeDeliberations, ProcesVerbal, Registre
from delibgen.actes.papiers.avant import (
    CompteRenduDecisions,
    FeuillePresence,
    FormulairePouvoir,
    LettreConvocation,
    NoteSynthese,
    OrdreDuJour,
    Projet,
)
from delibgen.actes.papiers.base import PapierSeance, Phase
from delibgen.actes.papiers.changements import Changement, FeuilleChangements
from delibgen.actes.papiers.recueil import RecueilActes
from delibgen.actes.papiers.table import TableDeliberations
from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance


def kinds_of(phase: Phase, kind: type[PapierSeance] = PapierSeance) -> Iterator[type[PapierSeance]]:
    """Yield the kinds of paper of a phase, subclasses of other projects included, in order of definition."""
    for child in kind.__subclasses__():
        if child.template and child.phase is phase:
            yield child
        yield from kinds_of(phase, child)


def papers_of(seance: Seance, points: Sequence[Deliberation], phase: Phase) -> Iterator[PapierSeance]:
    """Yield every paper of a sitting for a phase, in the order of their file names.

    Args:
        seance: the sitting.
        points: its items, in order.
        phase: before the sitting, or after it.
    """
    made = (paper for kind in kinds_of(phase) for paper in kind.papers_of(seance, tuple(points)))
    yield from sorted(made, key=lambda paper: paper.nom_fichier)


__all__ = [
    "CertificatPublicite",
    "Changement",
    "CompteRenduDecisions",
    "FeuilleChangements",
    "FeuillePresence",
    "FormulairePouvoir",
    "LettreConvocation",
    "ListeDeliberations",
    "NoteSynthese",
    "OrdreDuJour",
    "PapierSeance",
    "Phase",
    "ProcesVerbal",
    "Projet",
    "RecueilActes",
    "Registre",
    "TableDeliberations",
    "apres",
    "avant",
    "kinds_of",
    "papers_of",
    "table",
]
