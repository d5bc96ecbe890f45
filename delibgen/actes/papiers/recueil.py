"""The recueil des actes administratifs: the acts of a period, of every authority of one public body.

Until 30 June 2022 it was due, at least each quarter, from 3 500 inhabitants on (CGCT L2121-24, L2122-29,
R2121-10, R2122-7; L5211-47); ordonnance n° 2021-1310 did away with it. Many bodies go on, to publish their
acts together.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import ClassVar, Self, TypeGuard

from delibgen import french
from delibgen.model.acte import Acte
from delibgen.model.acte_assemblee import ActeAssemblee
from delibgen.model.assemblee import Assemblee
from delibgen.model.base import Jour, Ligne, OuiNon, Record, Suite
from delibgen.model.deliberation import Deliberation, Publicite
from delibgen.model.seance import Seance
from delibgen.model.unilateral import ActeUnilateral, Arrete, DecisionDeleguee
from delibgen.rules.base import Remarque, rule
from delibgen.rules.periods import PUBLICITE_2022
from delibgen.rules.portee import COMMUNES_ET_EPCI, Portee

Publie = Deliberation | DecisionDeleguee | Arrete
"""What a recueil may hold."""

TRIMESTRE = 92
"""Days of the longest quarter."""


class SeanceRecueil(Record):
    """The deliberations of one sitting."""

    seance: Seance
    """Sitting."""
    deliberations: tuple[Deliberation, ...]
    """Its deliberations, in order."""


class ActesDePeriode(ActeAssemblee):
    """The acts that one public body publishes together."""

    assemblee: Assemblee
    """Assemblée dont la collectivité publie le recueil."""
    debut: Jour
    """Premier jour de la période."""
    fin: Jour
    """Dernier jour de la période."""
    deliberations: Suite[Deliberation] = ()
    """Délibérations adoptées, dans l'ordre."""
    actes_unilateraux: Suite[DecisionDeleguee | Arrete] = ()
    """Décisions prises par délégation et arrêtés."""

    @property
    def date(self) -> dt.date:
        """Last day of the period, whose law applies."""
        return self.fin


@rule(
    "DG640",
    "CGCT L2121-24, L2122-29, R2121-10, R2122-7 ; L5211-47 (avant l'ordonnance n° 2021-1310)",
    until=PUBLICITE_2022 - dt.timedelta(days=1),
    portee=Portee(natures=COMMUNES_ET_EPCI, grande=True),
)
def recueil_trimestriel(acte: ActesDePeriode) -> Iterator[Remarque]:
    """Le recueil des actes administratifs paraît au moins une fois par trimestre.

    Depuis le 1er juillet 2022, aucun recueil n'est plus imposé : chaque acte est publié en ligne.

    De mémoire : L2121-24, L2122-29, R2121-10, R2122-7, L5211-47, et le trimestre.

    À faire : couper le recueil en trimestres.
    """
    days = (acte.fin - acte.debut).days + 1
    if days > TRIMESTRE:
        yield "fin", f"recueil de {days} jours, plus d'un trimestre", "couper le recueil en trimestres"


@rule("DG641", "CRPA L312-1-2")
def acte_du_personnel(acte: ActesDePeriode) -> Iterator[Remarque]:
    """Un acte sur le personnel nomme souvent un agent : il n'est pas publié sans que ce nom soit occulté.

    De mémoire : L312-1-2.

    À faire : vérifier l'acte ; s'il est individuel, donner sa « notification » : il est alors laissé de côté.
    """
    for rank, one in enumerate(acte.actes_unilateraux):
        if one.matiere is not None and one.matiere.split(".")[0] == "4":
            about = f"« {one.intitule} » : matière {one.matiere}, personnel"
            yield (
                f"actes_unilateraux[{rank}].matiere",
                f"{about} ; un acte individuel ne se publie pas",
                "le vérifier ; s'il est individuel, donner « publicite: {notification: …} »",
            )


class RecueilActes(ActesDePeriode):
    """The acts of a period that are not individual: deliberations by sitting, decisions, arrêtés."""

    template: ClassVar[str] = "recueil-actes.docx"
    rules = (recueil_trimestriel, acte_du_personnel)

    dispositif_seul: OuiNon = False
    """N'imprime que le dispositif, sans visas, considérants ni exposé."""

    @classmethod
    def of(
        cls,
        actes: Iterable[Acte],
        debut: dt.date,
        fin: dt.date,
        *,
        numero: Ligne | None = None,
        dispositif_seul: bool = False,
    ) -> Self:
        """Return the recueil of a period, from the acts of one public body.

        Left out: what was refused, put off or withdrawn, and individual acts, which are notified and not
        published (« publicite: {notification: …} » without a date of publication).

        Args:
            actes: acts of the body, those of other days included.
            debut: first day.
            fin: last day.
            numero: number of the recueil, if it has one.
            dispositif_seul: print the operative parts alone.

        Raises:
            ValueError: no act in the period.
        """
        kept = [acte for acte in actes if _published(acte) and debut <= _day(acte) <= fin]
        kept.sort(key=_day)
        if not kept:
            raise ValueError(f"aucun acte à publier {french.periode(debut, fin)}")
        return cls(
            objet=f"Recueil des actes administratifs {french.periode(debut, fin)}",
            numero=numero,
            assemblee=kept[0].assemblee,
            debut=debut,
            fin=fin,
            deliberations=tuple(acte for acte in kept if isinstance(acte, Deliberation)),
            actes_unilateraux=tuple(a for a in kept if isinstance(a, DecisionDeleguee | Arrete)),
            dispositif_seul=dispositif_seul,
        )

    @staticmethod
    def published(actes: Iterable[Acte]) -> list[dt.date]:
        """Return the days of the acts that a recueil may hold, in the order given."""
        return [_day(acte) for acte in actes if _published(acte)]

    @property
    def periode(self) -> str:
        """« du 1er juillet au 30 septembre 2024 »."""
        return french.periode(self.debut, self.fin)

    @cached_property
    def seances(self) -> tuple[SeanceRecueil, ...]:
        """Deliberations by sitting, in the order of the dates."""
        groups = groupby(self.deliberations, key=lambda acte: acte.seance)
        return tuple(SeanceRecueil(seance=seance, deliberations=tuple(some)) for seance, some in groups)

    @property
    def decisions(self) -> tuple[DecisionDeleguee, ...]:
        """Decisions taken by delegation, by date."""
        return tuple(acte for acte in self.actes_unilateraux if isinstance(acte, DecisionDeleguee))

    @property
    def arretes(self) -> tuple[Arrete, ...]:
        """Arrêtés, by date."""
        return tuple(acte for acte in self.actes_unilateraux if isinstance(acte, Arrete))

    @property
    def nom_fichier(self) -> str:
        """Name of the file, without its extension."""
        return f"recueil-{self.numero or f'{self.debut.isoformat()}-{self.fin.isoformat()}'}"


def _published(acte: Acte) -> TypeGuard[Publie]:
    if isinstance(acte, Deliberation):
        return acte.sort is not None and not (acte.rejete or acte.ajourne or acte.retire)
    return isinstance(acte, DecisionDeleguee | Arrete) and not _individual(acte.publicite)


def _individual(publicite: Publicite) -> bool:
    return publicite.notification is not None and not (publicite.publication or publicite.affichage)


def _day(acte: Publie) -> dt.date:
    return acte.date if isinstance(acte, ActeUnilateral) else acte.seance.date


__all__ = ["RecueilActes", "SeanceRecueil"]
