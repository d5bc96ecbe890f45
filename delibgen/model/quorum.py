"""How the quorum of a sitting is counted: what the law asks of its kind of assembly, on its day.

The number is printed in every extract and in the minutes, so it belongs to the model, not to a rule.
"""

import datetime as dt
from dataclasses import dataclass

from delibgen.model.assemblee import Assemblee, NatureCollectivite, Organe

_COVID = (dt.date(2020, 3, 12), dt.date(2022, 7, 31))
NOUVELLE_CALEDONIE = "988"
"""Its communes follow a code of their own (code des communes de la Nouvelle-Calédonie), not the CGCT."""
_OWN_STATUTES = frozenset({NatureCollectivite.SYNDICAT_MIXTE, NatureCollectivite.AUTRE})


def own_rules(assemblee: Assemblee) -> bool:
    """Tell whether statutes, by-laws or a local code, unknown here, set the delay and the quorum."""
    body = assemblee.collectivite
    return (
        body.nature in _OWN_STATUTES
        or body.departement == NOUVELLE_CALEDONIE
        or assemblee.organe is Organe.CONSEIL_ARRONDISSEMENT
    )


def covid(day: dt.date) -> bool:
    """Tell whether the health rules held: quorum of a third, two proxies each (loi n° 2020-1379, article 6).

    >>> covid(dt.date(2022, 7, 31)), covid(dt.date(2022, 8, 1))
    (True, False)
    """
    return _COVID[0] <= day <= _COVID[1]


@dataclass(frozen=True)
class RegleQuorum:
    """How many members, and which ones."""

    tiers: bool = False
    """A third is enough, not more than half (loi n° 2020-1379, article 6)."""
    representes: bool = False
    """Represented members count with those present (CGCT L3121-14-1, L4132-13-1)."""
    fixe: int | None = None
    """Number set by the statutes of the body."""

    def minimum(self, base: int) -> int:
        """Return the least number of members, for ``base`` members in office.

        >>> RegleQuorum().minimum(11), RegleQuorum(tiers=True).minimum(11), RegleQuorum(fixe=7).minimum(11)
        (6, 4, 7)
        """
        if self.fixe is not None:
            return self.fixe
        return -(-base // 3) if self.tiers else base // 2 + 1


def regle_quorum(assemblee: Assemblee, day: dt.date) -> RegleQuorum:
    """Return how the quorum of an assembly is counted on a day."""
    own = assemblee.reglement
    return RegleQuorum(
        tiers=covid(day),
        representes=assemblee.organe is Organe.COMMISSION_PERMANENTE,
        fixe=own.quorum if own is not None and own_rules(assemblee) else None,
    )


__all__ = ["NOUVELLE_CALEDONIE", "RegleQuorum", "covid", "own_rules", "regle_quorum"]
