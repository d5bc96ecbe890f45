"""Papers made once a sitting is over: list of deliberations, minutes, register, certificate of posting."""

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from delibgen.actes.papiers.base import PapierSeance
from delibgen.model.base import Jour
from delibgen.model.deliberation import Deliberation
from delibgen.model.membre import PersonneLue
from delibgen.model.seance import Mouvement
from delibgen.rules.base import Remarque, rule


@rule("DG603", "CGCT L2121-25")
def chaque_affaire_a_un_sort(acte: PapierSeance) -> Iterator[Remarque]:
    """La liste dit de chaque affaire examinée si elle est approuvée ou refusée."""
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
    """Date d'affichage et de mise en ligne."""


@rule("DG604", "CGCT L2121-15")
def proces_verbal_complet(acte: PapierSeance) -> Iterator[Remarque]:
    """Le procès-verbal donne l'heure, le secrétaire et la teneur des débats."""
    seance = acte.seance
    if seance.heure is None:
        yield "seance.heure", "heure de la séance absente du procès-verbal", "donner « heure »"
    if not seance.secretaires:
        yield "seance.secretaires", "secrétaire absent du procès-verbal", "donner « secretaires »"
    if acte.points and not any(point.debats for point in acte.points):
        yield (
            "points",
            "aucune teneur de débats au procès-verbal",
            "écrire « debats » dans les points qui ont été discutés",
        )


class ProcesVerbal(PapierSeance):
    """Minutes of the sitting, settled at the beginning of the next one (CGCT L2121-15)."""

    template: ClassVar[str] = "proces-verbal.docx"
    titre: ClassVar[str] = "Procès-verbal"
    fichier: ClassVar[str] = "11-proces-verbal"
    rules = (proces_verbal_complet,)

    arrete_le: Jour | None = None
    """Date de la séance qui l'arrête."""

    @cached_property
    def mouvements(self) -> tuple[Mouvement, ...]:
        """Arrivals and departures, in order."""
        return self.seance.mouvements


@rule("DG605", "CGCT R2121-9")
def rangs_continus(acte: PapierSeance) -> Iterator[Remarque]:
    """Les affaires portent un numéro d'ordre dans la séance, sans trou ni doublon."""
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

    @property
    def premiere_page(self) -> int | None:
        """Number of the first leaf, continued over the year."""
        return self.seance.premier_feuillet


class CertificatPublicite(PapierSeance):
    """Certificate of the posting and publication of a sitting's deliberations (CGCT L2131-1)."""

    template: ClassVar[str] = "certificat-publicite.docx"
    titre: ClassVar[str] = "Certificat de publicité"
    fichier: ClassVar[str] = "13-certificat-de-publicite"

    @cached_property
    def publiees(self) -> tuple[Deliberation, ...]:
        """Deliberations that exist as acts: carried, rejected or noted."""
        return tuple(point for point in self.points if not (point.ajourne or point.retire))

    certificateur: PersonneLue | None = None
    """Qui certifie ; à défaut, le président de séance."""


__all__ = ["CertificatPublicite", "ListeDeliberations", "ProcesVerbal", "Registre"]
