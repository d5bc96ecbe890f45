"""Cover and table of contents of a packet in one PDF, with page numbers."""

from typing import ClassVar

from delibgen.model.acte import Acte
from delibgen.model.assemblee import Collectivite, Illustration
from delibgen.model.base import Entier, Ligne, OuiNon, Record, Suite
from delibgen.model.seance import Seance


class EntreeSommaire(Record):
    """One line of the table of contents."""

    intitule: Ligne
    """Numéro et objet, ou titre de l'annexe."""
    niveau: Entier = 0
    """0 pour un acte, 1 pour ce qui lui est annexé."""
    page: Entier | None = None
    """Première page ; aucune pour un fichier laissé à part."""
    volume: Entier | None = None
    """Volume, quand il y en a plusieurs."""
    debut_de_volume: OuiNon = False
    """Première ligne d'un volume, quand il y en a plusieurs."""

    @property
    def annexe(self) -> bool:
        """Whether it is annexed to the act above."""
        return self.niveau > 0

    @property
    def a_part(self) -> bool:
        """Whether the file is not in the packet."""
        return self.page is None


class Sommaire(Acte):
    """Cover and table of contents."""

    template: ClassVar[str] = "sommaire.docx"

    objet: Ligne
    """Titre du dossier : « dossier de la séance du 12 novembre 2024 »."""
    seance: Seance | None = None
    """Séance."""
    entrees: Suite[EntreeSommaire]
    """Contenu, dans l'ordre."""
    volumes: Entier = 1
    """Nombre de volumes."""

    @property
    def collectivite(self) -> Collectivite | None:
        """Public body."""
        return self.seance.assemblee.collectivite if self.seance else None

    @property
    def logo(self) -> Illustration | None:
        """Logo of the public body."""
        return self.collectivite.logo if self.collectivite else None

    @property
    def plusieurs_volumes(self) -> bool:
        """Whether the packet is cut."""
        return self.volumes > 1
