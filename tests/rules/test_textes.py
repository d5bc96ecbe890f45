"""Texts of an act, read one time for all the rules: what is found, where, and what is looked for first."""

import re

import pytest

from delibgen.model.acte import Annexe, Article, Decision, Dispositif, Grammaire
from delibgen.model.convention import Convention, Partie
from delibgen.model.deliberation import Comptes
from delibgen.model.formules import Formules
from delibgen.rules import check
from delibgen.rules.textes import passages, plain, written
from tests.rules.papers import act, sitting


def paths(acte, *marks):
    return [passage.path for passage in passages(acte, *marks)]


def messages(acte, code):
    return [finding.message for finding in check(acte) if finding.code == code]


def test_a_passage_tells_its_place_and_its_text_as_written_and_folded():
    decisions = (Decision(verbe="d'approuver", texte="l'accord"), Decision(verbe="de Dire", texte="l'Été"))
    acte = act(dispositif=Dispositif(grammaire=Grammaire.INFINITIFS, decisions=decisions))
    (passage,) = passages(acte, "l'ete")
    assert passage.path == "dispositif.decisions[1].texte"
    assert passage.text == "l'Été"
    assert passage.plain == "l'ete"


def test_passages_come_in_the_order_of_the_fields_each_one_time():
    acte = act(objet="École et cantine", visas=("la loi", "la cantine"), expose="L'école, la cantine.")
    assert paths(acte, "cantine", "ecole") == ["objet", "visas[1]", "expose"]
    assert paths(acte, "piscine") == []


@pytest.mark.parametrize("word", ["œuvre – « 5 € »", "Ω ≥ 3", "fine\u202finsécable", "ligne\u2028coupée"])
def test_any_sign_is_found_again_as_it_was_written(word):
    acte = act(expose=f"Avant {word} après")
    (passage,) = passages(acte, plain(word))
    assert passage.text == f"Avant {word} après"


def test_formulas_and_counts_are_read_as_soon_as_one_is_given():
    assert paths(act(), "formule a nous") == []
    acte = act(formules=Formules(titre="Formule à nous"))
    assert paths(acte, "formule a nous") == ["formules.titre"]
    assert messages(act(formules=Formules(titre="Titre [à compléter]")), "DG362")


def test_annexed_acts_and_members_are_not_looked_into():
    parties = (Partie(nom="la commune d'Ormeval"), Partie(nom="l'association Zénith"))
    article = Article(titre="Objet", texte="Le Zénith.")
    paper = Convention(objet="Convention zénithale", parties=parties, articles=(article,))
    acte = act(annexes=(Annexe(titre="Annexe", acte=paper),))
    assert paths(acte, "zenith") == []
    assert paths(acte, plain(acte.seance.president.nom_sans_civilite)) == []


def test_what_a_sitting_leaves_to_complete_is_told_at_its_path():
    acte = act(sitting(lieu="Salle [à compléter]"))
    found = [finding for finding in check(acte) if finding.code == "DG362"]
    assert [finding.path for finding in found] == ["seance.lieu"]


def test_a_field_is_read_folded_and_an_empty_one_is_nothing():
    acte = act(objet="Élection du Maire – suite")
    assert written(acte).field("objet") == plain("Élection du Maire – suite")
    assert written(acte).field("rubrique") == ""


def test_an_act_that_is_replaced_is_read_anew():
    acte = act(expose="Rien.")
    assert paths(acte, "tout") == []
    assert paths(acte.model_copy(update={"expose": "Tout."}), "tout") == ["expose"]


def test_declared_counts_are_looked_at_whatever_object_says_them():
    assert not messages(act(), "DG350")
    assert not messages(act(declares=Comptes()), "DG350")
    assert messages(act(declares=Comptes(en_exercice=1)), "DG350")


@pytest.mark.parametrize(
    "text",
    [
        "le lundi 12 septembre 2024",
        "le LUNDI\u00a012\u00a0septembre 2024",
        "Lundi\n1er septembre 2024",
        "un dimanche 2 septembre 2024",
        "midi ; dimanche\t02 septembre 2024",
        "jeudi  13 septembre 2024",
    ],
)
def test_a_weekday_that_is_not_that_of_the_date_is_found_however_it_is_spaced(text):
    assert len(messages(act(expose=f"Réunion {text}."), "DG376")) == 1


@pytest.mark.parametrize("text", ["le jeudi 12 septembre 2024", "à midi 12 personnes", "dimanche prochain"])
def test_a_right_weekday_or_none_says_nothing(text):
    assert messages(act(expose=f"Réunion {text}."), "DG376") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12,50 € puis 3.40 €", True),
        ("1.500 € puis 2,50 €", True),
        ("4.343.040,07 € puis 12,50 euros", True),
        ("12,50 € puis 3,40 euros", False),
        ("article 2.12, alinéa 3,40 mètres et 5 €", False),
    ],
)
def test_amounts_written_in_two_ways_are_found(text, told):
    assert bool(messages(act(expose=f"Il en coûte {text}."), "DG374")) is told


@pytest.mark.parametrize("before", ["", "en ", "« ", "Ce jour, "])
def test_the_opening_of_another_sitting_is_found_wherever_it_stands(before):
    text = f"{before}l'an deux mille vingt-trois, le douze septembre, le conseil s'est réuni."
    assert len(messages(act(expose=text), "DG377")) == 1
    assert messages(act(expose="Durant l'an passé, le conseil s'est réuni."), "DG377") == []


@pytest.mark.parametrize("before", ["délibération ", "la délibération\n", "("])
def test_a_number_that_holds_another_date_is_found_wherever_it_stands(before):
    assert len(messages(act(expose=f"Vu {before}n° DM20240607028 du 28 juin 2024."), "DG348")) == 1
    assert messages(act(expose=f"Vu {before}n° DM20240628028 du 28 juin 2024."), "DG348") == []


def test_passages_are_given_only_when_one_of_the_patterns_is_somewhere():
    acte = act(objet="Cantine", expose="La cantine (12 €).")
    money, school = re.compile(r"\(\d"), re.compile("ecole")
    assert [passage.path for passage in passages(acte, "cantine", like=(school, money))] == [
        "objet",
        "expose",
    ]
    assert passages(acte, "cantine", like=(school,)) == ()
    assert passages(acte, "piscine", like=(money,)) == ()


def test_nothing_is_read_across_two_texts():
    """The end of one text and the beginning of the next make neither a date, nor a sum, nor a number."""
    visas = (
        "la réunion du lundi",
        "12 septembre 2024 (douze euros",
        "13 €)",
        "la délibération n°",
        "20240607 du",
    )
    acte = act(visas=visas, considerants=("28 juin 2024", "il en coûte 12,", "50 €", "et 3.", "40 €"))
    told = {finding.code for finding in check(acte)}
    assert not told & {"DG348", "DG373", "DG374", "DG376", "DG377"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("trois mille euros (4 000 €)", True),
        ("4 000 € (trois mille euros)", True),
        ("quatre mille euros (4\u202f000 €)", False),
        ("trois mille euros, soit 4 000 €", False),
    ],
)
def test_a_sum_written_twice_is_compared(text, told):
    assert bool(messages(act(expose=f"Il est versé {text}."), "DG373")) is told


@pytest.mark.parametrize("figures", ["1 234.567 €", "12.345,6 €", "01 000 €"])
def test_figures_that_are_no_amount_are_compared_with_no_letters(figures):
    assert not messages(act(expose=f"Une aide de mille euros ({figures}) est versée."), "DG373")
    assert messages(act(expose="Une aide de mille euros (1 001 €) est versée."), "DG373")
