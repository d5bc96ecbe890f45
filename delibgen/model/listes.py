"""How lists of people are written: one after the other, by honorific, by commune or by college."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from delibgen import french
from delibgen.model.accord import agree
from delibgen.model.champs_gens import RANG_DE_MEMBRES
from delibgen.model.fonctions import by_function
from delibgen.model.formule import Rempli
from delibgen.model.phrases_communes import PhrasesCommunes

if TYPE_CHECKING:  # diction.py builds on this module
    from delibgen.model.deliberation import Deliberation
    from delibgen.model.membre import Membre, Personne


class Listes(PhrasesCommunes):
    """The lists of an act, in the words of its assembly."""

    acte: Deliberation

    @abstractmethod
    def choisie(self, nom: str) -> bool:
        """Tell whether the act or the assembly words a line itself."""

    @abstractmethod
    def membre(self, personne: Personne) -> str:
        """Return a member as lists write him."""

    @abstractmethod
    def _personne(self, nom: str, personne: Personne) -> str:
        """Return a person as a formula says."""

    @abstractmethod
    def nomme(self, personne: Personne | None, nom: str) -> str | None:
        """Return a field of a person named in a sentence."""

    def attributs(self, membres: Iterable[Membre], nom: str) -> str:
        """Return a field of several people: « Madame ROY et Monsieur PETIT »."""
        return self.enumeration([self.nomme(membre, nom) or "" for membre in membres])

    def liste(self, membres: Iterable[Membre]) -> str:
        """Return members as lists write them; an excused one as the assembly chose to."""
        if not self.choisie("excuse"):
            return self.joints(map(self.membre, membres))
        excused = self.acte.presence.excuses
        return self.joints(self._personne("excuse" if m in excused else "membre", m) for m in membres)

    def par_civilite(self, membres: Iterable[Membre]) -> str:
        """Return « MM. PETIT et NOIR et Mme ROY »: members as lists write them, each honorific said once."""
        said: dict[str, list[Membre]] = {}
        for membre in membres:
            said.setdefault("Mme" if membre.feminin else "M.", []).append(membre)
        return self.enumeration([
            f"{agree(civilite, [m.genre for m in some])}\u00a0{self.liste(some)}"
            for civilite, some in said.items()
        ])

    def joints(self, textes: Iterable[str]) -> str:
        """Return texts joined as the assembly joins lists."""
        return self.reunis(tuple(textes))

    def reunis(self, textes: Sequence[str]) -> str:
        """Return texts joined by the separator; the last two by their own, when the assembly chose one."""
        between = self.formule("separateur")
        if len(textes) < 2 or not self.choisie("dernier_separateur"):
            return between.join(textes)
        return between.join(textes[:-1]) + self.formule("dernier_separateur") + textes[-1]

    def enumeration(self, textes: Sequence[str]) -> str:
        """Return « A, B et C »; nothing for nobody."""
        return french.liste(textes) if textes else ""

    def par(self, champ: str, membres: Iterable[Membre]) -> str:
        """Return members, one line for each commune, group, college or capacity."""
        formule = self.formule("membres_par")
        return self.formule("separateur_membres_par").join(
            Rempli(RANG_DE_MEMBRES, (self, title, members)).texte(formule) if title else self.liste(members)
            for title, members in self._groups(champ, membres).items()
        )

    def _groups(self, champ: str, membres: Iterable[Membre]) -> dict[str, list[Membre]]:
        if champ == "fonction":
            return by_function(membres, self.acte.assemblee.organe)
        groups: dict[str, list[Membre]] = {}
        for membre in membres:
            groups.setdefault(getattr(membre, champ) or "", []).append(membre)
        return groups


__all__ = ["Listes"]
