"""What a build did, and what it was asked to do."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from delibgen.actes.papiers import Phase
from delibgen.errors import Finding
from delibgen.exports.recueil import Recueil

Etat = Literal["écrit", "inchangé", "erreur", "retenu"]
"""« retenu »: no fault of its own, but not written because of others: another act's, the sitting's."""

Convertisseur = Callable[[Sequence[Path]], Iterator[tuple[Path, bytes]]]
"""Yields each document with its PDF: ``delibgen.exports.pdf.convert``."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What is asked of a build."""

    phase: Phase | None = None
    """Before or after the sitting; by default what the data allow."""
    pdf: Convertisseur | None = None
    """What converts to PDF, ``delibgen.exports.pdf.convert``; no PDF by default."""
    recueil: Recueil | None = None
    """The packet in one PDF; it needs ``pdf``."""
    archive: bool = False
    """Make an archive (.zip) of the packet."""
    continuer: bool = False
    """Write the sound acts even if others are faulty."""
    strict: bool = False
    """Take alerts for faults."""
    tout: bool = False
    """Make every file again, and replace those that a hand has changed."""
    gabarits: Path | None = None
    """Folder where Word templates are looked for first; those of the classes, then delibgen's, by default."""
    executor: Executor | None = None
    """Who renders: any ``concurrent.futures.Executor``; serial by default."""


@dataclass(frozen=True)
class Ligne:
    """What became of one file."""

    chemin: str
    """Path in the output folder; the data file's name for an act that could not be read."""
    etat: Etat
    """What was done."""
    intitule: str = ""
    """Number and subject."""

    def to_dict(self) -> dict[str, str]:
        """Return the line as plain data."""
        return {"chemin": self.chemin, "etat": self.etat, "intitule": self.intitule}


@dataclass(frozen=True)
class Report:
    """What a build did."""

    sortie: Path
    """Output folder."""
    lignes: tuple[Ligne, ...]
    """One line a file."""
    findings: tuple[Finding, ...]
    """Every fault and alert."""
    ok: bool
    """Whether everything was sound (``strict``: without alerts) and written."""
    phase: Phase = Phase.APRES
    """Before or after the sitting."""

    def to_dict(self) -> dict[str, object]:
        """Return the report as plain data, for ``--json``."""
        return {
            "ok": self.ok,
            "phase": self.phase.value,
            "sortie": str(self.sortie),
            "papiers": [line.to_dict() for line in self.lignes],
            "constats": [finding.to_dict() for finding in self.findings],
        }
