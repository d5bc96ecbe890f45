"""What became of an item: the formula that stands in the place of the decision, and the words in brief."""

import pytest

from delibgen.model.deliberation import Deliberation
from delibgen.model.scrutin import ModeScrutin, Scrutin
from tests.rules.papers import act, election, m, tour, votes, worded

REJET = votes(2, contre=8)
OWN = "{Assemblee} décide, {resultat} :"


def decision(acte: Deliberation) -> str:
    return "\n".join(acte.phrases.decision).replace("\u00a0", " ")


@pytest.mark.parametrize(("sort", "formule"), [("ajourne", "Point ajourné."), ("retire", "Point retiré.")])
def test_a_suspended_item_says_so_whatever_the_formula_of_decision(sort: str, formule: str) -> None:
    acte = worded(
        ajourne="Point ajourné.", retire="Point retiré.", decision=OWN, sort_declare=sort, scrutin=None
    )
    assert decision(acte) == formule


def test_a_rejected_proposal_is_told_by_the_formula_of_rejection() -> None:
    assert decision(worded(rejet="Rejeté.", scrutin=REJET)) == "Rejeté."
    assert decision(worded(rejet="Rejeté.", scrutin=votes())) != "Rejeté."


def test_a_formula_of_one_s_own_tells_the_rejection_of_an_item_without_operative_part() -> None:
    with_it = worded(rejet="Rejeté.", decision=OWN, scrutin=REJET)
    without = worded(rejet="Rejeté.", decision=OWN, scrutin=REJET, dispositif=None)
    usual = worded(rejet="Rejeté.", scrutin=REJET, dispositif=None)
    assert decision(with_it) == decision(usual) == "Rejeté."
    assert decision(without) != "Rejeté."


def test_what_is_only_noted_has_its_own_formula_unless_the_decision_was_worded() -> None:
    noted = {"sort_declare": "prend_acte", "scrutin": None}
    assert decision(worded(prend_acte="Il est pris acte.", **noted)) == "Il est pris acte."
    assert decision(worded(prend_acte="Il est pris acte.", decision=OWN, **noted)) == "Il est pris acte."
    assert decision(worded(decision="Le conseil, informé :", **noted)) == "Le conseil, informé :"


def test_a_vote_on_what_is_noted_is_told_by_the_decision() -> None:
    acte = worded(prend_acte="Il est pris acte.", sort_declare="prend_acte", scrutin=votes())
    assert "unanimité" in decision(acte)


def test_the_whole_formula_of_an_act_is_printed_line_by_line() -> None:
    assert act(formule="Le conseil\ndécide :").phrases.decision == ("Le conseil", "décide :")


def test_nothing_opens_an_item_without_decision_nor_result() -> None:
    assert act(dispositif=None, scrutin=None, sort_declare=None).phrases.decision == ()


@pytest.mark.parametrize(
    ("acte", "issue"),
    [
        (act(), "Adoptée à l'unanimité"),
        (act(scrutin=REJET), "Rejetée par 2 voix pour et 8 voix contre"),
        (act(sort_declare="ajourne", scrutin=None), "Reportée à une prochaine séance"),
        (act(sort_declare="retire", scrutin=None), "Retirée de l'ordre du jour"),
        (act(sort_declare="prend_acte", scrutin=None), "Il est pris acte"),
        (act(scrutin=None), "[à compléter]"),
        (act(sort_declare="designation", scrutin=None), "Nomination d'effet immédiat"),
        (act(scrutin=votes(mode="secret")), "Adoptée à l'unanimité, au scrutin secret"),
        (election(tour(10, 8, 2)), f"Désignation au scrutin secret : {m('D').nom_complet}"),
    ],
)
def test_the_outcome_is_told_in_brief(acte: Deliberation, issue: str) -> None:
    assert acte.issue.replace("\u00a0", " ") == issue.replace("\u00a0", " ")


def test_an_election_that_elects_nobody_names_nobody() -> None:
    scrutin = Scrutin(mode=ModeScrutin.SECRET, tours=(tour(10, 4, 4),))
    assert act(scrutin=scrutin).issue == "Désignation au scrutin secret"
