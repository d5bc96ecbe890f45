"""How a sitting meets: in private, in several places at once."""

from delibgen.model.base import Ligne, Nombre, Rang, Record, Suite
from delibgen.model.membre import MembreLu
from delibgen.model.scrutin import Scrutin


class HuisClos(Record):
    """The decision to sit in private: a vote without debate (CGCT L2121-18, L3121-11, L4132-10, L5211-11)."""

    demandeurs: Nombre | None = None
    """Nombre de membres qui l'ont demandé : trois en commune, cinq ailleurs ; rien si c'est le président."""
    demande: Ligne | None = None
    """Qui l'a demandé : « Madame la Maire », « cinq membres »."""
    scrutin: Scrutin | None = None
    """Vote de l'assemblée : majorité absolue des membres présents ou représentés."""
    du_point: Rang | None = None
    """Premier point examiné à huis clos ; toute la séance si rien n'est dit."""
    au_point: Rang | None = None
    """Dernier point examiné à huis clos."""

    def couvre(self, rang: int | None) -> bool:
        """Tell whether item number ``rang`` is examined in private."""
        point = 1 if rang is None else rang
        return (self.du_point or point) <= point <= (self.au_point or point)

    @property
    def resultat(self) -> str | None:
        """« par 15 voix pour et 2 voix contre »."""
        return self.scrutin.resultat() if self.scrutin else None


class Visioconference(Record):
    """A sitting held in several places at once (CGCT L3121-9-1, L4132-9-1, L5211-11-1)."""

    lieux: Suite[Ligne] = ()
    """Lieux reliés, celui du président d'abord."""
    a_distance: Suite[MembreLu] = ()
    """Membres présents à distance : ils comptent parmi les présents et pour le quorum."""


__all__ = ["HuisClos", "Visioconference"]
