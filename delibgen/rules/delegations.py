"""What cannot be delegated: excluded from the powers of a Bureau or of a commission permanente."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from delibgen.model.acte import Acte
from delibgen.model.assemblee import Organe
from delibgen.model.deliberation import Deliberation
from delibgen.model.unilateral import DecisionDeleguee
from delibgen.rules.base import Remarque, rule
from delibgen.rules.periods import EPCI
from delibgen.rules.portee import DEPARTEMENTS, REGIONS, Portee
from delibgen.rules.textes import written


class Exclusion(NamedTuple):
    """A matter that cannot be delegated, known by the subject of the act."""

    marks: tuple[str, ...]
    """Folded words, one of which is in such a subject."""
    pattern: re.Pattern[str]
    """Its words, without case or accents."""
    what: str

    def holds(self, subject: str) -> bool:
        """Tell whether a folded subject is of this matter."""
        return any(mark in subject for mark in self.marks) and bool(self.pattern.search(subject))


_BUDGET: tuple[Exclusion, ...] = (
    Exclusion(
        ("budget", "modificative"),
        re.compile(r"\b(?:budget (?:primitif|supplementaire|annexe)|vote du budget|decision modificative)"),
        "vote du budget",
    ),
    Exclusion(
        ("compte",),
        re.compile(r"\bcomptes? (?:administratif|financiers? unique)"),
        "approbation des comptes",
    ),
)

_EPCI: tuple[Exclusion, ...] = (
    *_BUDGET,
    Exclusion(
        ("taux", "tarif", "redevance"),
        # « emprunt à taux fixe », « taux de rémunération » : a rate of a contract is not fixed by law.
        re.compile(
            r"(?<!\ba )(?<!\bau )\btaux\b(?! (?:fixe|variable|revisable|d'interet|de remuneration))"
            r"|\b(?:tarifs?|redevances?)\b"
        ),
        "institution ou fixation des taux, tarifs et redevances",
    ),
    Exclusion(
        ("d'office",),
        re.compile(r"\binscription d'office\b"),
        "mesure qui suit une mise en demeure budgétaire (L1612-15)",
    ),
    Exclusion(
        ("statuts",),
        re.compile(r"\b(?:modification|revision) des statuts\b"),
        "composition, fonctionnement ou durée de l'établissement",
    ),
    Exclusion(
        ("adhesion",),
        re.compile(r"\badhesion .{0,200}\b(?:syndicat|etablissement public)"),
        "adhésion à un établissement public",
    ),
    Exclusion(
        ("service public",),
        re.compile(r"\bdelegation de (?:la gestion d'un )?service public\b"),
        "délégation de la gestion d'un service public",
    ),
    Exclusion(
        ("orientation", "programme local"),
        re.compile(
            r"\borientations? .{0,200}(?:amenagement|habitat|politique de la ville)"
            r"|\bprogramme local de l'habitat"
        ),
        "orientation en matière d'aménagement, d'habitat ou de politique de la ville",
    ),
)


@cache
def _likely(exclusions: tuple[Exclusion, ...]) -> re.Pattern[str]:
    """Return what finds at one go the words of all these matters: most subjects hold none."""
    return re.compile("|".join(re.escape(mark) for exclusion in exclusions for mark in exclusion.marks))


def _excluded(acte: Acte, exclusions: tuple[Exclusion, ...]) -> Iterator[Remarque]:
    subject = written(acte).field("objet")
    if not _likely(exclusions).search(subject):
        return
    for exclusion in exclusions:
        if exclusion.holds(subject):
            yield (
                "objet",
                f"objet à ne pas déléguer : {exclusion.what}",
                "vérifier la compétence, ou porter le point à l'assemblée plénière",
            )


@rule("DG392", "CGCT L5211-10", portee=Portee(natures=EPCI, organes=frozenset({Organe.BUREAU})))
def hors_delegation_du_bureau(acte: Deliberation) -> Iterator[Remarque]:
    """Le Bureau d'un EPCI, par délégation, ne traite pas des sept matières réservées au conseil.

    Seules les orientations sont réservées en politique de la ville : une convention peut être déléguée.

    À faire : vérifier la délégation, ou porter le point au conseil.
    """
    yield from _excluded(acte, _EPCI)


@rule("DG621", "CGCT L5211-10", portee=Portee(natures=EPCI))
def hors_delegation_du_president(acte: DecisionDeleguee) -> Iterator[Remarque]:
    """Le président ou un vice-président d'EPCI, par délégation, ne traite pas des sept matières réservées.

    À faire : vérifier la délégation, ou porter le point au conseil.
    """
    yield from _excluded(acte, _EPCI)


@rule(
    "DG393",
    "CGCT L3211-2, L4221-5",
    portee=Portee(natures=DEPARTEMENTS | REGIONS, organes=frozenset({Organe.COMMISSION_PERMANENTE})),
)
def hors_delegation_de_la_commission(acte: Deliberation) -> Iterator[Remarque]:
    """La commission permanente ne vote ni le budget ni les comptes.

    De mémoire : L4221-5.

    À faire : porter le point à l'assemblée plénière.
    """
    yield from _excluded(acte, _BUDGET)
