"""Where a rule holds: kinds of bodies and of assemblies, places, population; said in French by ``str``."""

from dataclasses import dataclass
from typing import NamedTuple

from delibgen import french
from delibgen.model.assemblee import NOMS_ORGANES, Assemblee, Collectivite, NatureCollectivite, Organe
from delibgen.model.quorum import NOUVELLE_CALEDONIE
from delibgen.rules.periods import ALSACE_MOSELLE, EPCI

COMMUNES = frozenset({NatureCollectivite.COMMUNE})
COMMUNES_ET_EPCI = COMMUNES | EPCI
"""Communes, and the bodies that follow their rules (CGCT L5211-1)."""
FISCALITE_PROPRE = EPCI - {NatureCollectivite.SYNDICAT, NatureCollectivite.EPT}
"""EPCI that raise their own taxes (CGCT L5210-1-1 A)."""
ACTION_SOCIALE = frozenset({NatureCollectivite.CCAS, NatureCollectivite.CIAS})
DEPARTEMENTS = frozenset({NatureCollectivite.DEPARTEMENT})
REGIONS = frozenset({NatureCollectivite.REGION})

_NAMES = (
    (COMMUNES_ET_EPCI, "communes et EPCI"),
    (FISCALITE_PROPRE, "EPCI à fiscalité propre"),
    (EPCI, "EPCI"),
    (COMMUNES, "communes"),
    (ACTION_SOCIALE, "CCAS et CIAS"),
    (DEPARTEMENTS, "départements"),
    (REGIONS, "régions"),
    (frozenset({NatureCollectivite.SYNDICAT}), "syndicats de communes"),
)


def large(body: Collectivite) -> bool | None:
    """Tell whether a body follows the rules of 3 500 inhabitants and more; ``None`` when not known."""
    return True if body.nature in EPCI else body.population_3500


class Lieu(NamedTuple):
    """What the scope of a rule looks at in an assembly."""

    nature: NatureCollectivite
    organe: Organe
    alsace_moselle: bool
    grande: bool
    nouvelle_caledonie: bool = False


def where(assemblee: Assemblee | None) -> Lieu | None:
    """Return the place of an assembly."""
    if assemblee is None:
        return None
    body = assemblee.collectivite
    return Lieu(
        body.nature,
        assemblee.organe,
        body.departement in ALSACE_MOSELLE,
        bool(large(body)),
        body.departement == NOUVELLE_CALEDONIE,
    )


@dataclass(frozen=True)
class Portee:
    """Where a rule holds; nothing said is everywhere."""

    natures: frozenset[NatureCollectivite] = frozenset()
    """Kinds of bodies."""
    organes: frozenset[Organe] = frozenset()
    """Kinds of assemblies."""
    sauf_organes: frozenset[Organe] = frozenset()
    """Kinds of assemblies left out."""
    alsace_moselle: bool | None = None
    """Only in Alsace and Moselle, or everywhere else (CGCT L2541-1)."""
    grande: bool | None = None
    """Only from 3 500 inhabitants on (and in every EPCI), or only below; not known counts as below."""

    def covers(self, lieu: Lieu) -> bool:
        """Tell whether the rule looks at the acts of a place."""
        if self.natures and lieu.nouvelle_caledonie:
            return False  # another code rules its communes: what holds everywhere still holds there
        return (
            (not self.natures or lieu.nature in self.natures)
            and (not self.organes or lieu.organe in self.organes)
            and lieu.organe not in self.sauf_organes
            and self.alsace_moselle in {None, lieu.alsace_moselle}
            and self.grande in {None, lieu.grande}
        )

    def __str__(self) -> str:
        parts = [*_named(self.natures), *_labels("", self.organes), *_labels("sauf ", self.sauf_organes)]
        if self.grande is not None:
            parts.append("3 500 habitants et plus" if self.grande else "moins de 3 500 habitants")
        if self.alsace_moselle is not None:
            parts.append("Alsace-Moselle" if self.alsace_moselle else "sauf Alsace-Moselle")
        return ", ".join(parts) or "toutes"


def _named(natures: frozenset[NatureCollectivite]) -> list[str]:
    names = []
    for group, name in _NAMES:
        if group <= natures:
            names.append(name)
            natures -= group
    names += sorted(nature.value.replace("_", " ") for nature in natures)
    return [french.liste(names)] if names else []


def _labels(before: str, organes: frozenset[Organe]) -> list[str]:
    return [before + french.liste(sorted(NOMS_ORGANES[organe] for organe in organes))] if organes else []


PARTOUT = Portee()
