"""Dates and places on which several rules depend."""

import datetime as dt

from delibgen.model.assemblee import Assemblee, NatureCollectivite
from delibgen.model.seance import DEPORT_2025

ALSACE_MOSELLE = frozenset({"57", "67", "68"})
"""Départements of the local law (CGCT L2541-1)."""

EPCI = frozenset({
    NatureCollectivite.COMMUNAUTE_DE_COMMUNES,
    NatureCollectivite.COMMUNAUTE_D_AGGLOMERATION,
    NatureCollectivite.COMMUNAUTE_URBAINE,
    NatureCollectivite.METROPOLE,
    NatureCollectivite.EPT,
    NatureCollectivite.SYNDICAT,
})
"""Bodies that follow the rules of communes of 3 500 inhabitants and more (CGCT L5211-1)."""

PUBLICITE_2022 = dt.date(2022, 7, 1)
"""First day of the reform of publicity and registers (ordonnance n° 2021-1310, décret n° 2021-1311)."""

NOUVEAU_DEPORT = DEPORT_2025
"""First day of the new L2131-11 (loi n° 2025-1249, article 32)."""


def alsace_moselle(assemblee: Assemblee) -> bool:
    """Tell whether the local law of Alsace-Moselle holds."""
    return assemblee.collectivite.departement in ALSACE_MOSELLE
