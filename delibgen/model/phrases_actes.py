"""The lines of a decision or an arrêté, in the words that the public body chose: what the templates print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delibgen.model.champs import PERSONNE
from delibgen.model.dispositif import LigneDispositif
from delibgen.model.formule import SANS, Rempli
from delibgen.model.formules import USUELLES, chosen
from delibgen.model.formules_actes import ACTE_UNILATERAL, USUELLES_ACTES
from delibgen.model.kept import cached_property
from delibgen.model.motifs import around
from delibgen.model.phrases_communes import Lignes, PhrasesCommunes
from delibgen.model.tournures import names

if TYPE_CHECKING:  # unilateral.py builds on this module
    from delibgen.model.membre import Personne
    from delibgen.model.unilateral import ActeUnilateral

_AS_EXTRACTS = frozenset({"visa", "considerant", "article", "annexe"})
"""Formulas that follow those of the extracts where the act has none of its own."""


class PhrasesActe(PhrasesCommunes):
    """What one decision or arrêté prints, line by line."""

    acte: ActeUnilateral

    def __init__(self, acte: ActeUnilateral) -> None:
        self.acte = acte
        self._choisies = {**chosen(acte.formules_communes), **chosen(acte.formules)}

    def formule(self, nom: str) -> str:
        """Return a formula: that of the act, of its public body, of the extracts, or the usual one."""
        found = self._choisies.get(nom)
        if found is None and nom in _AS_EXTRACTS:
            theirs = self.acte.assemblee.formules_choisies.get(nom, SANS)
            return USUELLES[nom] if theirs == SANS else theirs
        return USUELLES_ACTES.get(nom, SANS) if found is None else found

    def attribut(self, personne: Personne | None, nom: str) -> str | None:
        """Return a field of who signs."""
        return None if personne is None else PERSONNE[nom](personne)

    def _lignes(self, nom: str) -> Lignes:
        return Rempli(ACTE_UNILATERAL, self).lignes(self.formule(nom))

    @property
    def delegation(self) -> str | None:
        """The deliberation that delegates, for a decision."""
        return self.acte.cite_delegation

    @property
    def titre(self) -> Lignes:
        """Title and number."""
        return self._lignes("titre")

    @property
    def date(self) -> Lignes:
        """Day of the act."""
        return self._lignes("date")

    @property
    def objet(self) -> Lignes:
        """Subject."""
        return self._lignes("objet")

    @property
    def autorite(self) -> Lignes:
        """Who acts, above the visas."""
        return self._lignes("autorite")

    @cached_property
    def visas(self) -> Lignes:
        """Visas, each with its opening word and its mark; first the delegation of a decision."""
        first = self._lignes("delegation") if self.delegation else ()
        return self._motifs("visa", (*first, *self.acte.visas))

    @cached_property
    def considerants(self) -> Lignes:
        """Recitals."""
        return self._motifs("considerant", self.acte.considerants)

    @property
    def decide(self) -> Lignes:
        """What opens the operative part."""
        return self._lignes("decide")

    @cached_property
    def dispositif(self) -> tuple[LigneDispositif, ...]:
        """The operative part, each article after its mark."""
        what = self.acte.dispositif
        return self._dispositif(what, self.formule("article")) if what.articles else what.lignes

    @property
    def fait(self) -> Lignes:
        """Place and day."""
        return self._lignes("fait")

    @property
    def signature(self) -> Lignes:
        """What stands above the name of who signs."""
        return self._lignes("signature")

    @property
    def auteur_nomme(self) -> bool:
        """Whether the formula of the signature names who signs already."""
        return names(self.formule("signature"), "auteur")

    @property
    def signe(self) -> Lignes:
        """Who signed, a line each, where the act is printed without its signatures: « Signé : … »."""
        formule = self.formule("signe")
        if formule == SANS:
            return ()
        before, after = around(formule, "signature")
        return tuple(f"{before}{who}{after}" for who in self._signataires())

    def _signataires(self) -> Lignes:
        acte = self.acte
        if acte.signataires:
            return tuple(", ".join(filter(None, (s.partie, s.qualite, s.nom))) for s in acte.signataires)
        named = () if self.auteur_nomme else (acte.auteur.nom_sans_civilite,)
        return (" ".join((*self.signature, *named)),)

    @property
    def apres_signature(self) -> Lignes:
        """What stands under the signature: copies, notification."""
        return self._lignes("apres_signature")

    @property
    def executoire(self) -> Lignes:
        """That the act is executory."""
        return self._lignes("executoire") if self.acte.presentation.executoire else ()

    @property
    def recours(self) -> Lignes:
        """How the act may be contested."""
        return self._lignes("recours") if self.acte.presentation.recours else ()


__all__ = ["PhrasesActe"]
