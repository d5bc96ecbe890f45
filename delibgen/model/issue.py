"""What became of an item, in brief: minutes, register and list print these words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delibgen import french
from delibgen.model.base import A_COMPLETER
from delibgen.model.formule import named
from delibgen.model.scrutin import Scrutin, Sort
from delibgen.model.tableau import with_names_for
from delibgen.model.vocabulaire import Vocabulaire

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


_NOMS = ("noms_pour", "noms_contre", "noms_abstentions")


def write_outcome(acte: Deliberation) -> str:
    """Return the outcome in brief, without a final stop: « Adoptée à l'unanimité »."""
    return _write(acte, acte.resultat_vote)


def write_outcome_in_numbers(acte: Deliberation) -> str:
    """Return it with the numbers of a vote that names every voter, and no name: for a list."""
    vote = _nominal(acte)
    if vote is None:
        return acte.issue
    words = acte.assemblee.vocabulaire
    if any({*_NOMS} & named(text) for text in words.model_dump().values()):
        words = Vocabulaire()  # theirs would be left with holes
    unnamed = vote.model_copy(update=dict.fromkeys(_NOMS, ()))
    return _write(acte, acte.resultat_de(unnamed, words))


def write_outcome_once(acte: Deliberation) -> str:
    """Return it for minutes and registers, which name voters there unless the decision names them all."""
    vote = _nominal(acte)
    told = vote is not None and all(
        acte.phrases.votant(membre) in acte.formule_decision
        for sense in _NOMS
        for membre in getattr(vote, sense)
    )
    return acte.issue_en_nombres if told else acte.issue


def _nominal(acte: Deliberation) -> Scrutin | None:
    """Return the vote of an item if it names those in favour, hence every voter (CGCT L2121-21)."""
    vote = with_names_for(acte) if acte.vote_par_nom else acte.scrutin
    return vote if vote is not None and vote.noms_pour and not vote.tours else None


def _write(acte: Deliberation, resultat: str | None) -> str:
    scrutin = acte.scrutin
    if acte.sort is Sort.DESIGNATION and (acte.depouillements or scrutin is None):
        return _write_designation(acte)
    said = _EN_BREF[acte.sort] if acte.sort else f"[{A_COMPLETER}]"
    if not resultat:
        return said
    secret = ", au scrutin secret" if scrutin is not None and scrutin.secret else ""
    return f"{said} {resultat}{secret}"


def _write_designation(acte: Deliberation) -> str:
    """Return who was elected by ballot; without ballot, there was one candidate or list (CGCT L2121-21)."""
    if not acte.depouillements:
        return "Nomination d'effet immédiat"
    named = [name for election in acte.depouillements for name in election.elus]
    elected = f"\u00a0: {french.liste(named)}" if named else ""
    return f"Désignation au scrutin secret{elected}"
