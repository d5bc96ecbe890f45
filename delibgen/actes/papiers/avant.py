"""Papers sent before a sitting: notice, agenda, explanatory note, drafts, roll to sign, proxy form."""

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Self

from delibgen import french
from delibgen.actes.papiers.base import Groupe, PapierSeance, Phase, by_heading
from delibgen.model.acte import Dispositif
from delibgen.model.deliberation import Deliberation
from delibgen.model.membre import Membre, MembreLu
from delibgen.model.seance import Seance
from delibgen.rules.base import Remarque, rule
from delibgen.rules.portee import DEPARTEMENTS, REGIONS, large


class PapierAvant(PapierSeance):
    """A paper that goes with the notice."""

    phase: ClassVar[Phase] = Phase.AVANT

    @cached_property
    def groupes(self) -> tuple[Groupe, ...]:
        """Agenda: items under their headings, in order."""
        return by_heading(self.points)


@rule("DG601", "CGCT L2121-10 ; L5211-1 pour les EPCI")
def convocation_complete(acte: PapierAvant) -> Iterator[Remarque]:
    """La convocation indique l'ordre du jour, la date, l'heure et le lieu de la séance.

    À faire : compléter « seance.yaml » avant l'envoi.
    """
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
    def note_jointe(self) -> bool:
        """Whether a note or reports go with the notice."""
        return next(NoteSynthese.papers_of(self.seance, self.points), None) is not None

    @property
    def signataire(self) -> Membre:
        """Who convenes: the chair of the sitting."""
        return self.seance.president


class OrdreDuJour(PapierAvant):
    """Agenda of a sitting, to be posted (CGCT L2121-10)."""

    template: ClassVar[str] = "ordre-du-jour.docx"
    titre: ClassVar[str] = "Ordre du jour"
    fichier: ClassVar[str] = "01-ordre-du-jour"


@rule("DG602", "CGCT L2121-12, L5211-1 ; L3121-19, L4132-18 (rapports)")
def chaque_affaire_expliquee(acte: PapierAvant) -> Iterator[Remarque]:
    """La note de synthèse, ou le rapport, porte sur chacune des affaires soumises à délibération.

    De mémoire : L4132-18.

    À faire : écrire « note » dans l'acte, ou l'exposé des motifs qui en tient lieu.
    """
    for rank, point in enumerate(acte.points):
        if point.note is None and point.expose is None:
            yield (
                f"points[{rank}].note",
                f"« {point.objet} » : ni note ni exposé",
                "écrire « note », ou l'exposé des motifs",
            )


class NoteSynthese(PapierAvant):
    """Explanatory note on the items of the agenda (CGCT L2121-12); reports in départements and régions.

    It is due from 3 500 inhabitants on and in every EPCI; elsewhere it is made when an item has a note.
    """

    template: ClassVar[str] = "note-synthese.docx"
    titre: ClassVar[str] = "Note explicative de synthèse"
    fichier: ClassVar[str] = "02-note-synthese"
    rules = (chaque_affaire_expliquee,)

    @classmethod
    def titre_de(cls, seance: Seance) -> str:
        """Return « Rapports » in départements and régions (CGCT L3121-19, L4132-18)."""
        reports = seance.assemblee.collectivite.nature in DEPARTEMENTS | REGIONS
        return "Rapports" if reports else cls.titre

    @classmethod
    def papers_of(cls, seance: Seance, points: tuple[Deliberation, ...]) -> Iterator[Self]:
        """Yield the note, when there is something to explain and the law or the data ask for it."""
        due = large(seance.assemblee.collectivite) is not False
        if points and (due or any(point.note for point in points)):
            yield cls.of(seance, points)


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
        """Members of the assembly, in the order of its roll, then those who may sit in their place."""
        return (*self.assemblee.membres, *self.assemblee.suppleants)


class FormulairePouvoir(PapierAvant):
    """Form of a written proxy (CGCT L2121-20)."""

    template: ClassVar[str] = "pouvoir.docx"
    titre: ClassVar[str] = "Pouvoir"
    fichier: ClassVar[str] = "04-pouvoir"

    mandant: MembreLu | None = None
    """Membre qui donne pouvoir ; à défaut, des pointillés à remplir."""
    mandataire: MembreLu | None = None
    """Membre qui le reçoit ; à défaut, des pointillés à remplir."""


@rule("DG606", "CGCT L2122-23, L5211-10")
def decisions_deja_prises(acte: PapierAvant) -> Iterator[Remarque]:
    """Il est rendu compte de décisions déjà prises, chacune une seule fois.

    De mémoire : L2122-23.

    À faire : corriger la date ou le numéro dans « decisions » de « seance.yaml ».
    """
    seance = acte.seance
    seen: set[str] = set()
    for rank, decision in enumerate(seance.decisions):
        if decision.date > seance.date:
            yield (
                f"seance.decisions[{rank}].date",
                f"décision du {french.date_longue(decision.date)}, après la séance du "
                f"{french.date_longue(seance.date)}",
                "corriger l'une des deux dates",
            )
        if decision.numero in seen:
            yield (
                f"seance.decisions[{rank}].numero",
                f"« {decision.numero} » : deux fois",
                "n'en garder qu'une",
            )
        seen.add(decision.numero or "")


class CompteRenduDecisions(PapierAvant):
    """Account of the decisions taken by delegation since the last sitting (CGCT L2122-23, L5211-10)."""

    template: ClassVar[str] = "decisions-rendues.docx"
    titre: ClassVar[str] = "Décisions prises par délégation"
    fichier: ClassVar[str] = "05-decisions-par-delegation"
    rules = (decisions_deja_prises,)

    @classmethod
    def papers_of(cls, seance: Seance, points: tuple[Deliberation, ...]) -> Iterator[Self]:
        """Yield the account when the sitting is told of decisions."""
        if seance.decisions:
            yield cls.of(seance, points)


__all__ = [
    "CompteRenduDecisions",
    "FeuillePresence",
    "FormulairePouvoir",
    "LettreConvocation",
    "NoteSynthese",
    "OrdreDuJour",
    "Projet",
]
