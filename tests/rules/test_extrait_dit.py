"""What the formulas of an extract say is what it prints: a formula that another replaces says nothing."""

import pytest

from delibgen.model.deliberation import Deliberation
from delibgen.model.membre import Rapporteur
from delibgen.rules import check
from tests.rules.papers import act, m, worded

OUVERTURE = "{Date:acte}, {assemblee} s'est réuni sous la présidence de {president_seance}."
DECISION = "Convoqué le {convocation}, {assemblee} décide, {resultat} :"


def codes(acte: Deliberation) -> set[str]:
    return {finding.code for finding in check(acte)}


def test_the_notice_may_be_told_by_the_formula_of_decision() -> None:
    assert "DG709" not in codes(worded(ouverture=OUVERTURE, decision=DECISION))
    assert "DG709" in codes(worded(ouverture=OUVERTURE))


def test_a_formula_of_the_act_that_says_all_replaces_the_one_that_told_the_notice() -> None:
    said = "Le conseil, à l'unanimité, décide :"
    assert "DG709" in codes(worded(ouverture=OUVERTURE, decision=DECISION, formule=said))


@pytest.mark.parametrize("rapporteur", ["Maître Luc PRAT, avocat", None])
def test_who_is_no_member_may_report_without_being_at_the_sitting(rapporteur: str | None) -> None:
    member = Rapporteur(membre=m("K"))
    outside = [] if rapporteur is None else [Rapporteur(texte=rapporteur)]
    acte = act(rapporteurs=(*outside, member))
    told = [finding.path for finding in check(acte) if finding.code == "DG708"]
    assert told == [f"rapporteurs[{len(outside)}]"]
