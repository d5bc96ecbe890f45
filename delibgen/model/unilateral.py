"""Acts of the executive alone: decisions taken by delegation, and arrêtés.

A decision is taken in the place of the assembly, within its delegation (CGCT L2122-22, L5211-10, L3211-2): it
follows the rules of deliberations and is entered in the same register (CGCT R2122-7-1). An arrêté is the
executive's own power. Neither has a vote; one person signs.
"""

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, ValidationInfo

from delibgen import french
from delibgen.model.acte import Acte, Annexe, Dispositif, Reference, Signature
from delibgen.model.acte_assemblee import ActeAssemblee
from delibgen.model.assemblee import Assemblee
from delibgen.model.base import Jour, Ligne, Suite, TexteRiche
from delibgen.model.champs_libres import ChampsLibres
from delibgen.model.deliberation import Matiere, Publicite
from delibgen.model.formules_actes import FormulesActe
from delibgen.model.kept import cached_property
from delibgen.model.membre import PersonneLue
from delibgen.model.motifs import Motive, around
from delibgen.model.phrases_actes import PhrasesActe

_VU = re.compile(r"\Avu[ \u00a0]+", re.IGNORECASE)
"""The word that a template prints before the act that delegates."""


def _of_the_roll(value: object, info: ValidationInfo) -> object:
    """Return the member of the assembly whom a bare name points at; anything else is left as it is."""
    assemblee = info.data.get("assemblee")
    if not isinstance(value, str) or "," in value or not isinstance(assemblee, Assemblee):
        return value
    return assemblee.annuaire.find(value) if assemblee.annuaire.knows(value) else value


class ActeUnilateral(Motive, ActeAssemblee):
    """An act signed by one person: visas, recitals, articles."""

    verbe: ClassVar[str] = "DÉCIDE"
    """Verb of the operative part, in capitals as it is printed."""
    nature: ClassVar[str] = "Décision"
    """Name of the paper."""
    present_acte: ClassVar[str] = "la présente décision"
    """The act, as it speaks of itself."""

    numero: Ligne
    """Numéro imprimé, texte libre."""
    assemblee: Assemblee
    """Assemblée de la collectivité, pour l'en-tête, la présentation et le tribunal."""
    auteur: Annotated[PersonneLue, BeforeValidator(_of_the_roll)]
    """Autorité qui signe, avec son titre d'usage (« Madame la Maire »), ou un nom de l'assemblée."""
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
    signataires: Suite[Signature] = ()
    """Signataires, s'ils sont plusieurs : arrêté conjoint de deux autorités."""
    champs: ChampsLibres = ()
    """Champs propres à la collectivité, par nom, que ses formules impriment : « {champs.service} »."""
    formules: FormulesActe = FormulesActe()
    """Formules de cet acte, si elles diffèrent de celles de la collectivité."""

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

    @property
    def formules_communes(self) -> FormulesActe:
        """What the public body has chosen for the acts of this kind."""
        return self.assemblee.formules_decisions

    @cached_property
    def phrases(self) -> PhrasesActe:
        """The lines of the act, in the words of the public body."""
        return PhrasesActe(self)

    @property
    def cite_delegation(self) -> str | None:
        """The deliberation that delegates, if the act is taken by delegation of the assembly."""
        return None

    def formule_motif(self, nom: str) -> str:
        """Return the words around a visa or a recital; the usual ones where extracts print none (« non »)."""
        return self.phrases.formule(nom)

    def papers(self) -> Iterator[Acte]:
        """Yield the annexed acts."""
        words = self.assemblee
        yield from (annexe.acte.in_words_of(words) for annexe in self.annexes if annexe.acte is not None)

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
    def cite_delegation(self) -> str:
        """The same, for the formula of the visa."""
        return self.visa_delegation

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
    present_acte: ClassVar[str] = "le présent arrêté"

    @property
    def formules_communes(self) -> FormulesActe:
        """What the public body has chosen for its arrêtés."""
        return self.assemblee.formules_arretes


__all__ = ["ActeUnilateral", "Arrete", "DecisionDeleguee"]
