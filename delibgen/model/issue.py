"""What became of an item, in brief: minutes, register and list print these words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delibgen import french
from delibgen.model.base import A_COMPLETER
from delibgen.model.scrutin import Sort

if TYPE_CHECKING:  # deliberation.py builds on this module
    from delibgen.model.deliberation import Deliberation

_EN_BREF = {
    Sort.AJOURNE: "Reportée à une prochaine séance",
    Sort.RETIRE: "Retirée de l'ordre du jour",
    Sort.REJETE: "Rejetée",
    Sort.PREND_ACTE: "Il est pris acte",
    Sort.ADOPTE: "Adoptée",
    Sort.DESIGNATION: "Adoptée",
}


def write_outcome(acte: Deliberation) -> str:
    """Return the outcome in brief, without a final stop: « Adoptée à l'unanimité »."""
    scrutin = acte.scrutin
    if acte.sort is Sort.DESIGNATION and (acte.depouillements or scrutin is None):
        return _write_designation(acte)
    said = _EN_BREF[acte.sort] if acte.sort else f"[{A_COMPLETER}]"
    if not acte.resultat_vote:
        return said
    secret = ", au scrutin secret" if scrutin is not None and scrutin.secret else ""
    return f"{said} {acte.resultat_vote}{secret}"


def _write_designation(acte: Deliberation) -> str:
    """Return who was elected by ballot; without ballot, there was one candidate or list (CGCT L2121-21)."""
    if not acte.depouillements:
        return "Nomination d'effet immédiat"
    named = [name for election in acte.depouillements for name in election.elus]
    elected = f"\u00a0: {french.liste(named)}" if named else ""
    return f"Désignation au scrutin secret{elected}"
