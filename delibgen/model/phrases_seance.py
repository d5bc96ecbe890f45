"""The lines of an extract that tell the sitting: its day, its roll, its counts, how it met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delibgen.model.champs import MOUVEMENT, POUVOIR
from delibgen.model.diction import Diction, Lignes
from delibgen.model.formule import Rempli
from delibgen.model.formules import COMPTES
from delibgen.model.kept import cached_property
from delibgen.model.tableau import LigneMembre, member_rows
from delibgen.model.tournures import ABSENTS, PRESENTS, names_people, says_nobody

if TYPE_CHECKING:
    from delibgen.model.membre import Membre
    from delibgen.model.presence import LigneAbsents
    from delibgen.model.seance import Mouvement


class PhrasesSeance(Diction):
    """What an extract prints of its sitting, line by line."""

    @property
    def titre(self) -> Lignes:
        """Title."""
        return self._lignes("titre")

    @property
    def sous_titre(self) -> Lignes:
        """What stands under the title."""
        return self._lignes("sous_titre")

    @property
    def seance(self) -> Lignes:
        """Day of the sitting."""
        return self._lignes("seance")

    @property
    def session(self) -> Lignes:
        """Session."""
        return self._lignes("session")

    @property
    def ouverture(self) -> Lignes:
        """Opening formula."""
        return self._lignes("ouverture")

    @property
    def renseignements(self) -> Lignes:
        """Chair, secretaries and notice, where there is no opening formula."""
        return self._lignes("renseignements")

    @cached_property
    def comptes(self) -> Lignes:
        """Counts of members."""
        layout = self.acte.presentation
        if not layout.comptes:
            return ()
        return self.lignes_de(
            self.formule("comptes") if self.choisie("comptes") else COMPTES[layout.ouverture]
        )

    @property
    def sieges_vacants(self) -> Lignes:
        """Vacant seats."""
        return self._lignes("sieges_vacants")

    @property
    def presents(self) -> Lignes:
        """Heading of the members present, or the sentence that names them."""
        return self._lignes("presents")

    @property
    def presents_nommes(self) -> bool:
        """Whether the formula itself names the members present."""
        return names_people(self.formule("presents"), PRESENTS)

    @cached_property
    def liste_presents(self) -> Lignes:
        """Members present, one by one."""
        return self._de_l_appel("presents", lambda: tuple(map(self.membre, self.acte.presence.presents)))

    @property
    def absents(self) -> Lignes:
        """Heading of the absent members, or the sentences that name them.

        Nothing when all are present, but for a formula that says so: « Absents : {excuses|néant} ».
        """
        told = self.acte.presence.lignes_absents or says_nobody(self.formule("absents"))
        return self._lignes("absents") if told else ()

    @property
    def absents_nommes(self) -> bool:
        """Whether the formula itself names the absent members."""
        return names_people(self.formule("absents"), ABSENTS)

    @cached_property
    def liste_absents(self) -> tuple[tuple[str, str], ...]:
        """Rows of two columns: absent without a proxy, and proxies."""
        rows = self.acte.presence.lignes_absents
        return self._de_l_appel("absents", lambda: tuple(map(self._ligne_absents, rows)))

    def _ligne_absents(self, row: LigneAbsents) -> tuple[str, str]:
        return (
            self._absent(row.sans_pouvoir) if row.sans_pouvoir else "",
            self._dit("pouvoir", POUVOIR, row.pouvoir) if row.pouvoir else "",
        )

    def _absent(self, membre: Membre) -> str:
        return self._personne("excuse" if membre in self.acte.presence.excuses else "membre", membre)

    @property
    def tableau(self) -> tuple[LigneMembre, ...]:
        """Every member, with his presence and his vote."""
        return tuple(member_rows(self.acte, self.membre))

    @property
    def mouvements(self) -> Lignes:
        """Arrivals and departures."""
        return tuple(line for movement in self.acte.mouvements for line in self._mouvement(movement))

    def _mouvement(self, movement: Mouvement) -> Lignes:
        formule = self.formule("arrivee" if movement.arrivee else "depart")
        return Rempli(MOUVEMENT, (self, movement)).lignes(formule)

    def mouvement_dit(self, movement: Mouvement) -> Lignes:
        """Return the lines of a movement in minutes and registers, which tell it in any case."""
        formule = self.toujours("arrivee" if movement.arrivee else "depart")
        return Rempli(MOUVEMENT, (self, movement)).lignes(formule)

    @property
    def assistants(self) -> Lignes:
        """Persons who attend without a vote, when the assembly wants them told."""
        return self._lignes("assistants")

    @property
    def secretaires(self) -> Lignes:
        """Who was named secretary; with the other particulars where there is no opening formula."""
        told = self.acte.presentation.ouverture or self.choisie("secretaires")
        return self._lignes("secretaires") if told and self.acte.secretaires else ()

    @property
    def quorum(self) -> Lignes:
        """That the quorum is met; when it is not, only a formula that looks at it is printed."""
        if not self.acte.presentation.quorum:
            return ()
        looks = "quorum_atteint" in self.formule("quorum")
        return self._lignes("quorum") if looks or self.acte.presence.quorum_atteint else ()

    @property
    def reunion(self) -> Lignes:
        """Places linked by video, decision to sit in private."""
        video = self._lignes("visioconference") if self.visio else ()
        return (*video, *self._lignes("huis_clos")) if self.huis_clos else video

    @property
    def reunion_dite(self) -> Lignes:
        """The same in minutes and registers, which tell it in any case."""
        video = self.lignes_de(self.toujours("visioconference")) if self.visio else ()
        return (*video, *self.lignes_de(self.toujours("huis_clos"))) if self.huis_clos else video


__all__ = ["PhrasesSeance"]
