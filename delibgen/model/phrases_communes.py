"""The lines that extracts, decisions and arrêtés print alike, each in its own words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import zip_longest
from typing import TYPE_CHECKING

from delibgen.model.acte import AnnexeImprimee, Signature
from delibgen.model.champs import MARQUE
from delibgen.model.dispositif import Dispositif, LigneDispositif
from delibgen.model.formule import SANS, Rempli
from delibgen.model.motifs import motives
from delibgen.model.tournures import annexes_printed

if TYPE_CHECKING:
    from delibgen.model.deliberation import Deliberation
    from delibgen.model.unilateral import ActeUnilateral

Lignes = tuple[str, ...]
"""Lines of a paragraph each."""


class PhrasesCommunes(ABC):
    """Annexes, visas, recitals, decisions and signatories of an act of an assembly or of its executive."""

    acte: Deliberation | ActeUnilateral

    @abstractmethod
    def formule(self, nom: str) -> str:
        """Return a formula by its name."""

    @abstractmethod
    def _lignes(self, nom: str) -> Lignes:
        """Return the lines of a formula."""

    @property
    def annexes(self) -> Lignes:
        """List of the annexes."""
        return self._lignes("annexes") if self.acte.annexes else ()

    @property
    def annexes_imprimees(self) -> tuple[AnnexeImprimee, ...]:
        """Annexes that are texts, printed after the act."""
        return annexes_printed(self.acte.annexes, self.formule("annexe"))

    @property
    def lignes_signataires(self) -> tuple[tuple[Signature | None, Signature | None], ...]:
        """Blocks of the signatories, side by side: left and right; one alone is on the right."""
        blocks = self.acte.signataires
        if len(blocks) == 1 or self.acte.presentation.signatures_en_colonne:
            return tuple((None, block) for block in blocks)
        return tuple(zip_longest(blocks[::2], blocks[1::2]))

    def _motifs(self, nom: str, textes: Lignes) -> Lignes:
        return motives(self.formule(nom), nom, textes)

    def _dispositif(self, what: Dispositif, formule: str) -> tuple[LigneDispositif, ...]:
        """Return the operative part, each decision after the mark that the formula words."""
        if formule == SANS:
            return what.dites([""] * len(what.decisions))
        total = len(what.decisions)
        return what.dites([Rempli(MARQUE, (rank, total)).texte(formule) for rank in range(1, total + 1)])
