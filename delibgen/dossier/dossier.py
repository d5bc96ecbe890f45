"""``Dossier``: a sitting's folder, read once, planned, checked, built."""

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from delibgen.actes.papiers import Phase
from delibgen.dossier.build import build
from delibgen.dossier.plan import Plan, plan_seance
from delibgen.dossier.prepare import Preparation, Progress, prepare
from delibgen.dossier.report import Options, Report
from delibgen.errors import Finding
from delibgen.load import DossierSeance, read_seance


class Dossier:
    """The packet of a sitting.

    Args:
        folder: holds ``seance.yaml``, ``actes/`` and, if need be, ``annexes/``.
        phase: before or after the sitting; by default what the data allow.
    """

    def __init__(self, folder: str | Path, *, phase: Phase | None = None) -> None:
        self.folder = Path(folder)
        self.phase = phase

    @cached_property
    def lu(self) -> DossierSeance:
        """What the folder holds, faults included."""
        return read_seance(self.folder)

    @cached_property
    def plan(self) -> Plan:
        """Every paper, and the name of its file; nothing is rendered."""
        return plan_seance(self.lu, self.phase)

    @cached_property
    def preparation(self) -> Preparation:
        """Every paper checked and rendered; nothing is written."""
        return prepare(self.lu, phase=self.phase)

    def check(self) -> tuple[Finding, ...]:
        """Return every fault and alert; an empty tuple when all is well."""
        return self.preparation.findings

    def build(
        self, output: str | Path, options: Options | None = None, *, progress: Progress | None = None
    ) -> Report:
        """Write the packet; see ``delibgen.dossier.build``.

        Raises:
            ConversionError: a file cannot be written or converted.
        """
        wanted = options or Options()
        phase = wanted.phase or self.phase
        return build(self.lu, output, replace(wanted, phase=phase), progress=progress)
