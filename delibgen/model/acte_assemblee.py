"""Acts that come from an assembly: their letterhead and their layout are those of its public body."""

from typing import TYPE_CHECKING

from delibgen import french
from delibgen.model.acte import Acte
from delibgen.model.assemblee import Assemblee, Collectivite, Illustration, Presentation
from delibgen.model.kept import kept
from delibgen.model.membre import Membre
from delibgen.model.seance import Seance


class ActeAssemblee(Acte):
    """An act of an assembly, or of its executive; a subclass says which, field or property."""

    if TYPE_CHECKING:  # a property here would forbid a field of this name in a subclass

        @property
        def assemblee(self) -> Assemblee:
            """Assembly."""

    @property
    def collectivite(self) -> Collectivite:
        """Public body of the assembly."""
        return self.assemblee.collectivite

    @property
    def presentation(self) -> Presentation:
        """Layout wanted by the assembly."""
        return self.assemblee.presentation

    @property
    def logo(self) -> Illustration | None:
        """Logo of the public body."""
        return self.collectivite.logo


class ActeSeance(ActeAssemblee):
    """An act of an assembly that sits; a subclass has the field ``seance``."""

    if TYPE_CHECKING:  # declared by each subclass, at its own place among its fields

        @property
        def seance(self) -> Seance:
            """Sitting."""

    @property
    def assemblee(self) -> Assemblee:
        """Assembly that sits."""
        return self.seance.assemblee

    @property
    def secretaires(self) -> tuple[Membre, ...]:
        """Secretaries of the sitting."""
        return self.seance.secretaires

    @property
    def designation_secretaires(self) -> str:
        """« Madame Noémie SCHMITT a été désignée secrétaire de séance », or nothing without a secretary."""
        return self.seance.designation_secretaires

    @property
    def date_en_lettres(self) -> str:
        """« l'an deux mille vingt-quatre, le douze septembre »."""
        return kept(_day_in_letters, self.seance)


def _day_in_letters(seance: Seance) -> str:
    return french.date_acte(seance.date)


__all__ = ["ActeAssemblee", "ActeSeance"]
