"""Papers sent before a sitting: notice, agenda, explanatory note, drafts, roll to sign, proxy form."""

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Self

from delibgen.actes.papiers.base import Groupe, PapierSeance, Phase, by_heading
from delibgen.model.acte import Dispositif
from delibgen.model.deliberation import Deliberation
from delibgen.model.membre import Membre, MembreLu
from delibgen.model.seance import Seance
from delibgen.rules.base import Remarque, rule


class PapierAvant(PapierSeance):
    """A paper that goes with the notice."""

    phase: ClassVar[Phase] = Phase.AVANT

    @cached_property
    def groupes(self) -> tuple[Groupe, ...]:
        """Agenda: items under their headings, in order."""
        return by_heading(self.points)

    @property
    def rubriques(self) -> bool:
        """Whether items have headings."""
        return any(point.rubrique for point in self.points)


@rule("DG601", "CGCT L2121-10 ; L5211-1 pour les EPCI")
def convocation_complete(acte: PapierAvant) -> Iterator[Remarque]:
    """La convocation indique l'ordre du jour, la date, l'heure et le lieu de la séance."""
    seance = acte.seance
    missing = (
        ("points", "aucune question à l'ordre du jour", not acte.points and not seance.questions),
        ("seance.heure", "heure de la séance absente", seance.heure is None),
        ("seance.lieu", "lieu de la séance absent", seance.lieu is None),
        ("seance.convocation", "date d'envoi de la convocation absente", seance.convocation is None),
    )
    for path, message, lacking in missing:
        if lacking:
            yield path, message, "le donner dans « seance.yaml » avant l'envoi"


class LettreConvocation(PapierAvant):
    """Notice of a sitting with its agenda (CGCT L2121-10 to L2121-12)."""

    template: ClassVar[str] = "convocation.docx"
    titre: ClassVar[str] = "Convocation"
    fichier: ClassVar[str] = "00-convocation"
    rules = (convocation_complete,)

    @property
    def signataire(self) -> Membre:
        """Who convenes: the chair of the sitting."""
        return self.seance.president


class OrdreDuJour(PapierAvant):
    """Agenda of a sitting, to be posted (CGCT L2121-10)."""

    template: ClassVar[str] = "ordre-du-jour.docx"
    titre: ClassVar[str] = "Ordre du jour"
    fichier: ClassVar[str] = "01-ordre-du-jour"


@rule("DG602", "CGCT L2121-12 (communes de 3 500 habitants et plus), L5211-1 (EPCI)")
def chaque_affaire_expliquee(acte: PapierAvant) -> Iterator[Remarque]:
    """La note explicative de synthèse porte sur chacune des affaires soumises à délibération."""
    for rank, point in enumerate(acte.points):
        if point.note is None and point.expose is None:
            yield (
                f"points[{rank}].note",
                f"« {point.objet} » : ni note ni exposé",
                "écrire « note », ou l'exposé des motifs",
            )


class NoteSynthese(PapierAvant):
    """Explanatory note on the items of the agenda (CGCT L2121-12)."""

    template: ClassVar[str] = "note-synthese.docx"
    titre: ClassVar[str] = "Note explicative de synthèse"
    fichier: ClassVar[str] = "02-note-synthese"
    rules = (chaque_affaire_expliquee,)


class Projet(PapierAvant):
    """Draft of one deliberation, marked as such: it has no vote and no signature."""

    template: ClassVar[str] = "projet.docx"
    titre: ClassVar[str] = "Projet de délibération"
    fichier: ClassVar[str] = "projet"

    point: Deliberation
    """Délibération proposée."""

    @classmethod
    def papers_of(cls, seance: Seance, points: tuple[Deliberation, ...]) -> Iterator[Self]:
        """Yield one draft for each item that has an operative part."""
        for point in points:
            if point.dispositif is not None:
                yield cls.of(seance, objet=point.objet, numero=point.numero, point=point)

    @property
    def dispositif(self) -> Dispositif | None:
        """What the assembly is asked to decide."""
        return self.point.dispositif

    @property
    def nom_fichier(self) -> str:
        """Name of the file, without its extension."""
        rank = f"{self.point.rang:02}-" if self.point.rang else ""
        return f"projets/{rank}{self.point.numero}"


class FeuillePresence(PapierAvant):
    """Roll that the members sign as they come in."""

    template: ClassVar[str] = "feuille-presence.docx"
    titre: ClassVar[str] = "Feuille de présence"
    fichier: ClassVar[str] = "03-feuille-de-presence"

    @property
    def membres(self) -> tuple[Membre, ...]:
        """Members of the assembly, in the order of its roll."""
        return self.assemblee.membres


class FormulairePouvoir(PapierAvant):
    """Form of a written proxy (CGCT L2121-20)."""

    template: ClassVar[str] = "pouvoir.docx"
    titre: ClassVar[str] = "Pouvoir"
    fichier: ClassVar[str] = "04-pouvoir"

    mandant: MembreLu | None = None
    """Membre qui donne pouvoir ; à défaut, des pointillés à remplir."""
    mandataire: MembreLu | None = None
    """Membre qui le reçoit ; à défaut, des pointillés à remplir."""


__all__ = [
    "FeuillePresence",
    "FormulairePouvoir",
    "LettreConvocation",
    "NoteSynthese",
    "OrdreDuJour",
    "Projet",
]
