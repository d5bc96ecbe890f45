"""Acts of the executive alone: decisions taken by delegation, and arrêtés.

A decision is taken in the place of the assembly, within its delegation (CGCT L2122-22, L5211-10, L3211-2): it
follows the rules of deliberations and is entered in the same register (CGCT R2122-7-1). An arrêté is the
executive's own power. Neither has a vote; one person signs.
"""

import re
from collections.abc import Iterator
from typing import ClassVar

from delibgen import french
from delibgen.model.acte import Acte, Annexe, Dispositif, Reference
from delibgen.model.acte_assemblee import ActeAssemblee
from delibgen.model.assemblee import Assemblee
from delibgen.model.base import Jour, Ligne, Suite, TexteRiche
from delibgen.model.deliberation import Matiere, Publicite
from delibgen.model.formule import SANS
from delibgen.model.formules import USUELLES
from delibgen.model.kept import cached_property
from delibgen.model.membre import PersonneLue
from delibgen.model.motifs import Motive, around

_VU = re.compile(r"\Avu[ \u00a0]+", re.IGNORECASE)
"""The word that a template prints before the act that delegates."""


class ActeUnilateral(Motive, ActeAssemblee):
    """An act signed by one person: visas, recitals, articles."""

    verbe: ClassVar[str] = "DÉCIDE"
    """Verb of the operative part, in capitals as it is printed."""
    nature: ClassVar[str] = "Décision"
    """Name of the paper."""

    numero: Ligne
    """Numéro imprimé, texte libre."""
    assemblee: Assemblee
    """Assemblée de la collectivité, pour l'en-tête, la présentation et le tribunal."""
    auteur: PersonneLue
    """Autorité qui signe, avec son titre d'usage : « Madame la Maire »."""
    date: Jour
    """Date de l'acte."""
    visas: Suite[Ligne] = ()
    """Visas, sans le « Vu » initial ni la ponctuation finale."""
    considerants: Suite[Ligne] = ()
    """Considérants, sans le « Considérant » initial ni la ponctuation finale."""
    expose: TexteRiche | None = None
    """Exposé des motifs (Markdown)."""
    dispositif: Dispositif
    """Dispositif, en articles."""
    matiere: Matiere | None = None
    """Matière de l'acte dans la nomenclature du contrôle de légalité : « 6.1 »."""
    annexes: Suite[Annexe] = ()
    """Annexes."""
    publicite: Publicite = Publicite()
    """Transmission et publication."""

    @property
    def autorite(self) -> str:
        """Who acts, as the sentence begins: « La Maire », « Le Président »."""
        person = self.auteur
        title = person.titre or ""
        for honorific in ("Madame ", "Monsieur "):
            if title.startswith(honorific):
                bare = title.removeprefix(honorific)
                return bare[0].upper() + bare[1:]
        return person.fonction or person.nom_complet

    def formule_motif(self, nom: str) -> str:
        """Return the words of the assembly; the usual ones where its extracts print none (« non »)."""
        theirs = self.assemblee.formules_choisies.get(nom, SANS)
        return USUELLES[nom] if theirs == SANS else theirs

    def papers(self) -> Iterator[Acte]:
        """Yield the annexed acts."""
        yield from (annexe.acte for annexe in self.annexes if annexe.acte is not None)

    @cached_property
    def date_longue(self) -> str:
        """« 1er octobre 2024 »."""
        return french.date_longue(self.date)


class DecisionDeleguee(ActeUnilateral):
    """A decision taken by delegation of the assembly (CGCT L2122-22, L5211-10)."""

    template: ClassVar[str] = "decision.docx"

    delegation: Reference | Ligne
    """Délibération qui donne délégation, ou texte libre."""

    @property
    def visa_delegation(self) -> str:
        """« la délibération du conseil municipal n° 2020-11 du 25 mai 2020 »."""
        if isinstance(self.delegation, Reference):
            return f"la {self.delegation.libelle}"
        return _VU.sub("", self.delegation)

    @property
    def avant_visa(self) -> str:
        """« Vu », as the assembly writes it before a visa."""
        return around(self.formule_motif("visa"), "visa")[0]

    @property
    def apres_visa(self) -> str:
        """The mark after a visa: « ; »."""
        return around(self.formule_motif("visa"), "visa")[1]


class Arrete(ActeUnilateral):
    """An arrêté of the executive (CGCT L2122-18, L2212-1, L5211-9)."""

    template: ClassVar[str] = "arrete.docx"
    verbe: ClassVar[str] = "ARRÊTE"
    nature: ClassVar[str] = "Arrêté"


__all__ = ["ActeUnilateral", "Arrete", "DecisionDeleguee"]
