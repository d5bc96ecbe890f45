"""Sheet of changes between two versions of a packet: what came, what went, what reads differently."""

from typing import ClassVar, Literal, Self

from delibgen.model.acte import Acte
from delibgen.model.base import Ligne, Record, Suite, Texte

Etat = Literal["ajouté", "retiré", "modifié"]


class Passage(Record):
    """Words that differ."""

    avant: Texte | None = None
    """Texte de la première version ; rien si le passage est nouveau."""
    apres: Texte | None = None
    """Texte de la seconde version ; rien si le passage est supprimé."""


class Changement(Record):
    """What became of one paper."""

    papier: Ligne
    """Fichier du papier."""
    etat: Etat
    """« ajouté », « retiré » ou « modifié »."""
    passages: Suite[Passage] = ()
    """Passages qui diffèrent."""


class FeuilleChangements(Acte):
    """Sheet of changes between two versions of a packet."""

    template: ClassVar[str] = "feuille-changements.docx"

    premiere: Ligne
    """Première version."""
    seconde: Ligne
    """Seconde version."""
    changements: Suite[Changement] = ()
    """Papiers qui ont changé, dans l'ordre de leurs noms."""

    @classmethod
    def of(cls, premiere: str, seconde: str, changements: tuple[Changement, ...]) -> Self:
        """Return the sheet of two versions, named as the reader knows them."""
        return cls(
            objet=f"Changements de «\u00a0{premiere}\u00a0» à «\u00a0{seconde}\u00a0»",
            premiere=premiere,
            seconde=seconde,
            changements=changements,
        )

    @property
    def nom_fichier(self) -> str:
        """Name of the file, without its extension."""
        return "feuille-changements"


__all__ = ["Changement", "FeuilleChangements", "Passage"]
