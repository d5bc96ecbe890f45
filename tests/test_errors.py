"""What a person is told of a name that nobody knows: the nearest one, else what to do."""

import pytest

from delibgen.errors import closest, did_you_mean

CHAMPS = ("objet", "montant", "secrétaires", "Élu")


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("montnat", "montant"),
        ("MONTANT", "montant"),
        ("secretaire", "secrétaires"),
        ("elu", "Élu"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_the_nearest_name_is_found_whatever_the_case_and_the_accents(typed: str, near: str) -> None:
    assert closest(typed, CHAMPS) == near
    assert did_you_mean(typed, CHAMPS) == (f"vouliez-vous dire « {near} » ?" if near else "")


def test_what_to_do_instead_is_told_when_no_name_is_near() -> None:
    assert did_you_mean("xyz", CHAMPS, "ôter ce champ") == "ôter ce champ"
    assert did_you_mean("objt", CHAMPS, "ôter ce champ") == "vouliez-vous dire « objet » ?"
    assert did_you_mean("objet", (), "ôter ce champ") == "ôter ce champ"


def test_the_words_that_lead_to_the_question_come_with_it_only() -> None:
    assert did_you_mean("objt", CHAMPS, lead=" ; ") == " ; vouliez-vous dire « objet » ?"
    assert did_you_mean("xyz", CHAMPS, ".", lead=" ; ") == "."


def test_names_may_be_read_one_time_only() -> None:
    assert did_you_mean("objt", iter(CHAMPS)) == "vouliez-vous dire « objet » ?"
