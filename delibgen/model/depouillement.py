"""Elections and separate votes of an item, as they are printed."""

from delibgen.model.base import Ligne, Record, Suite
from delibgen.model.scrutin import Tour


class Depouillement(Record):
    """The rounds of one election of an item, as they are printed."""

    objet: str
    """Ce qui est mis aux voix, si l'acte compte plusieurs élections ; vide pour la sienne."""
    tours: Suite[Tour]
    """Tours."""
    elus: Suite[Ligne]
    """Personnes désignées."""
    suivants: Suite[Ligne] = ()
    """Votes ordinaires qui la suivent, avant l'élection d'après : « Nombre d'adjoints : adoption… »."""


class ResultatSepare(Record):
    """A separate vote as it is printed."""

    objet: str
    """Ce qui est mis aux voix."""
    sort: str
    """« adoption » ou « rejet »."""
    resultat: str
    """Résultat, en mots."""


__all__ = ["Depouillement", "ResultatSepare"]
