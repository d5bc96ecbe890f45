"""Papers made once a sitting is over: list of deliberations, minutes, register, certificate of posting."""

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Self

from delibgen import french
from delibgen.actes.papiers.base import PapierSeance
from delibgen.model.base import Jour, Rang
from delibgen.model.deliberation import Deliberation
from delibgen.model.membre import Membre, PersonneLue
from delibgen.model.seance import Mouvement, Seance
from delibgen.rules.base import Remarque, rule
from delibgen.rules.periods import PUBLICITE_2022, alsace_moselle
from delibgen.rules.portee import COMMUNES_ET_EPCI, DEPARTEMENTS, REGIONS, Portee

_PV = Portee(natures=COMMUNES_ET_EPCI | DEPARTEMENTS | REGIONS)
"""Assemblies whose minutes the code describes; those of others are as their statutes say."""


@rule("DG603", "CGCT L2121-25")
def chaque_affaire_a_un_sort(acte: PapierSeance) -> Iterator[Remarque]:
    """La liste dit de chaque affaire examinée si elle est approuvée ou refusée.

    À faire : donner le vote, ou « sort_declare ».
    """
    for rank, point in enumerate(acte.points):
        if point.sort is None:
            yield (
                f"points[{rank}].sort_declare",
                f"« {point.objet} » : ni vote ni sort",
                "donner le vote, ou « sort_declare: ajourne »",
            )


class ListeDeliberations(PapierSeance):
    """List of the deliberations examined, posted within a week (CGCT L2121-25, since 1 July 2022)."""

    template: ClassVar[str] = "liste-deliberations.docx"
    titre: ClassVar[str] = "Liste des délibérations"
    fichier: ClassVar[str] = "10-liste-des-deliberations"
    rules = (chaque_affaire_a_un_sort,)

    affichage: Jour | None = None
    """Date d'affichage et de mise en ligne ; à défaut, « liste_publiee » de la séance."""

    @classmethod
    def titre_de(cls, seance: Seance) -> str:
        """Return « Compte rendu » for a sitting before 1 July 2022: the list did not exist."""
        return cls.titre if seance.date >= PUBLICITE_2022 else "Compte rendu de la séance"

    @property
    def publiee_le(self) -> dt.date | None:
        """Day when it was posted and put online, if it is known."""
        return self.affichage or self.seance.liste_publiee


@rule(
    "DG604",
    "CGCT L2121-15, L3121-13, L4132-12, L5211-1 (ordonnance n° 2021-1310)",
    since=PUBLICITE_2022,
    portee=_PV,
)
def proces_verbal_complet(acte: PapierSeance) -> Iterator[Remarque]:
    """Le procès-verbal donne l'heure, le secrétaire et la teneur des débats.

    Le secrétaire n'est pas demandé en Alsace-Moselle (L2541-1).

    De mémoire : L4132-12.

    À faire : compléter la séance, et écrire « debats » dans les points qui ont été discutés.
    """
    seance = acte.seance
    if seance.heure is None:
        yield "seance.heure", "heure de la séance absente du procès-verbal", "donner « heure »"
    if not seance.secretaires and not alsace_moselle(seance.assemblee):
        yield "seance.secretaires", "secrétaire absent du procès-verbal", "donner « secretaires »"
    if acte.points and not acte.sans_quorum and not any(point.debats for point in acte.points):
        yield (
            "points",
            "aucune teneur de débats au procès-verbal",
            "écrire « debats » dans les points qui ont été discutés",
        )


@rule("DG607", "CGCT L2121-15, L3121-13, L5211-1")
def proces_verbal_arrete(acte: PapierSeance) -> Iterator[Remarque]:
    """Le procès-verbal est arrêté à une séance suivante, puis publié.

    Avant le 1er juillet 2022 aucun texte ne disait quand le publier.

    À faire : corriger « pv_arrete » ou « pv_publie » dans « seance.yaml ».
    """
    day, settled, public = acte.seance.date, acte.seance.pv_arrete, acte.seance.pv_publie
    if settled is not None and settled <= day:
        yield (
            "seance.pv_arrete",
            f"procès-verbal arrêté le {french.date_longue(settled)}, pour une séance du "
            f"{french.date_longue(day)}",
            "donner la date de la séance suivante",
        )
    if day >= PUBLICITE_2022 and public is not None and (settled is None or public < settled):
        message = "procès-verbal publié avant d'être arrêté"
        yield "seance.pv_publie", message, "donner « pv_arrete », ou corriger"


@rule(
    "DG610",
    "CGCT L2121-15, L3121-13, L4132-12, L5211-1 (ordonnance n° 2021-1310)",
    since=PUBLICITE_2022,
    portee=_PV,
)
def proces_verbal_publie(acte: PapierSeance) -> Iterator[Remarque]:
    """Le procès-verbal est publié dans la semaine qui suit la séance où il a été arrêté.

    De mémoire : L4132-12.

    À faire : publier sans attendre, et corriger « pv_publie » dans « seance.yaml ».
    """
    settled, public = acte.seance.pv_arrete, acte.seance.pv_publie
    if settled is not None and public is not None and (public - settled).days > 7:
        yield (
            "seance.pv_publie",
            f"procès-verbal publié le {french.date_longue(public)}, plus d'une semaine après la séance du "
            f"{french.date_longue(settled)} qui l'arrête",
            "corriger la date ; au-delà d'une semaine, publier sans attendre",
        )


class ProcesVerbal(PapierSeance):
    """Minutes of the sitting, settled at the beginning of the next one (CGCT L2121-15)."""

    template: ClassVar[str] = "proces-verbal.docx"
    titre: ClassVar[str] = "Procès-verbal"
    fichier: ClassVar[str] = "11-proces-verbal"
    rules = (proces_verbal_complet, proces_verbal_arrete, proces_verbal_publie)

    arrete_le: Jour | None = None
    """Date de la séance qui l'arrête ; à défaut, « pv_arrete » de la séance."""

    @property
    def arrete(self) -> dt.date | None:
        """Day of the sitting that settles it, if it is known."""
        return self.arrete_le or self.seance.pv_arrete

    @property
    def signataires_secretaires(self) -> str:
        """« la secrétaire », « le secrétaire », « les secrétaires », or nothing without a secretary."""
        people = self.secretaires
        if len(people) > 1:
            return "les secrétaires"
        return ("la secrétaire" if people[0].feminin else "le secrétaire") if people else ""

    @cached_property
    def mouvements(self) -> tuple[Mouvement, ...]:
        """Arrivals and departures, in order."""
        return self.seance.mouvements


@rule("DG605", "CGCT R2121-9")
def rangs_continus(acte: PapierSeance) -> Iterator[Remarque]:
    """Les affaires portent un numéro d'ordre dans la séance, sans trou ni doublon.

    À faire : numéroter les points 1, 2, 3… dans l'ordre, ou ne donner aucun « rang ».
    """
    ranks = [point.rang for point in acte.points]
    if ranks != list(range(1, len(ranks) + 1)):
        shown = ", ".join("?" if rank is None else str(rank) for rank in ranks)
        yield "points", f"rangs des affaires : {shown}", "numéroter les points 1, 2, 3… dans l'ordre"


class Registre(PapierSeance):
    """The sitting in the register: every deliberation, then the closing sheet (CGCT L2121-23, R2121-9)."""

    template: ClassVar[str] = "registre.docx"
    titre: ClassVar[str] = "Registre des délibérations"
    fichier: ClassVar[str] = "12-registre"
    rules = (rangs_continus,)

    premier_feuillet: Rang | None = None
    """Numéro du premier feuillet, à la suite de la séance précédente ; à défaut, celui de la séance."""

    @property
    def premiere_page(self) -> int | None:
        """Number of the first leaf, continued over the year."""
        return self.seance.premier_feuillet or self.premier_feuillet

    @cached_property
    def membres_presents(self) -> tuple[Membre, ...]:
        """Who sat, be it for one item, in the order of the roll."""
        rolls = (self.presence, *(point.presence for point in self.points))
        return self.seance.en_ordre(dict.fromkeys(member for roll in rolls for member in roll.presents))

    @property
    def signe_par_tous(self) -> bool:
        """Whether every member present signs: communes, EPCI until 30 June 2022 (CGCT L2121-23)."""
        return self.commune_ou_epci and not self.depuis_2022


class CertificatPublicite(PapierSeance):
    """Certificate of the posting and publication of a sitting's deliberations (CGCT L2131-1)."""

    template: ClassVar[str] = "certificat-publicite.docx"
    titre: ClassVar[str] = "Certificat de publicité"
    fichier: ClassVar[str] = "13-certificat-de-publicite"

    @classmethod
    def papers_of(cls, seance: Seance, points: tuple[Deliberation, ...]) -> Iterator[Self]:
        """Yield the certificate, unless there is nothing to certify."""
        paper = cls.of(seance, points)
        if paper.publiees:
            yield paper

    @cached_property
    def publiees(self) -> tuple[Deliberation, ...]:
        """Deliberations that exist as acts: carried, rejected or noted."""
        return tuple(point for point in self.points if point.sort is not None and not _put_off(point))

    certificateur: PersonneLue | None = None
    """Qui certifie ; à défaut, le président de séance."""


def _put_off(point: Deliberation) -> bool:
    return point.ajourne or point.retire


__all__ = ["CertificatPublicite", "ListeDeliberations", "ProcesVerbal", "Registre"]
