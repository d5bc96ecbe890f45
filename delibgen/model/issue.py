"""What became of an item, in words: the line before the operative part, and the outcome in brief.

Every paper that tells the outcome (extract, minutes, register, list) prints these, and no wording of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from delibgen import french
from delibgen.model.base import A_COMPLETER
from delibgen.model.scrutin import Sort

if TYPE_CHECKING:  # deliberation.py builds on this module
    from delibgen.model.deliberation import Deliberation

_SANS_DELIBERER = {
    Sort.AJOURNE: "Le point est ajourné\u00a0; il sera inscrit à l'ordre du jour d'une prochaine séance.",
    Sort.RETIRE: "Le point est retiré de l'ordre du jour.",
}
_EN_BREF = {
    Sort.AJOURNE: "Reportée à une prochaine séance",
    Sort.RETIRE: "Retirée de l'ordre du jour",
    Sort.REJETE: "Rejetée",
    Sort.PREND_ACTE: "Il est pris acte",
    Sort.ADOPTE: "Adoptée",
    Sort.DESIGNATION: "Adoptée",
}


def write_decision(acte: Deliberation) -> str:
    """Return the line that opens the operative part, or that stands for it; "" when nothing is known.

    « Le conseil municipal, après en avoir délibéré, à l'unanimité, décide : »
    """
    if acte.sort in _SANS_DELIBERER:
        return _SANS_DELIBERER[acte.sort]
    if acte.formule_propre and not (acte.rejete and acte.dispositif):
        return acte.formule or acte.assemblee.formule or ""
    return _noted(acte) if acte.prend_acte and acte.scrutin is None else _deliberated(acte)


def _introduces(acte: Deliberation) -> bool:
    """Tell whether the operative part needs « décide : » before it."""
    return acte.dispositif is not None and (acte.dispositif.infinitifs or acte.dispositif.articles)


def _noted(acte: Deliberation) -> str:
    who = acte.assemblee.denomination
    if acte.dispositif is None:
        return f"{who} prend acte."
    return f"{who} décide\u00a0:" if _introduces(acte) else who


def _deliberated(acte: Deliberation) -> str:
    began = f"{acte.assemblee.denomination}, après en avoir délibéré"
    result = f", {acte.resultat_vote}" if acte.resultat_vote else ""
    if acte.dispositif is None:
        done = "rejette" if acte.rejete else "adopte"
        return f"{began}{result}, {done} la proposition." if result else ""
    if acte.rejete:
        return f"{began}{result}, rejette la proposition suivante\u00a0:"
    shown = "" if acte.presentation.vote_en_tableau else result
    return f"{began}{shown}, décide\u00a0:" if _introduces(acte) else f"{began}{shown},"


def write_outcome(acte: Deliberation) -> str:
    """Return the outcome in brief, without a final stop: « Adoptée à l'unanimité »."""
    scrutin = acte.scrutin
    if scrutin is not None and scrutin.tours and acte.sort is Sort.DESIGNATION:
        elected = f"\u00a0: {french.liste(scrutin.elus)}" if scrutin.elus else ""
        return f"Désignation au scrutin secret{elected}"
    said = _EN_BREF[acte.sort] if acte.sort else f"[{A_COMPLETER}]"
    if not acte.resultat_vote:
        return said
    secret = ", au scrutin secret" if scrutin is not None and scrutin.secret else ""
    return f"{said} {acte.resultat_vote}{secret}"
