"""A table that holds the members of several bodies: which are kept, and what is said when nothing tells."""

import pytest

from delibgen.errors import Severity
from delibgen.load.nodes import plain
from delibgen.load.rolls import read_roll

RNE = (
    "Code de la commune;Libellé de la commune;Nom de l'élu;Prénom de l'élu;Code sexe\n"
    "01004;Ambrevel;ROY;Anne;F\n"
    "21231;Valmont;PETIT;Paul;M\n"
    "01004;Ambrevel;DURAND;Luc;M\n"
)


def roll(folder, text, **keep):
    """Return the names of the members read, ``None`` when they are refused, and the findings."""
    path = folder / "membres.csv"
    path.write_text(text, encoding="utf-8")
    faults = []
    found = read_roll(path, faults, keep=keep)
    names = None if found is None else [member["nom"] for member in plain(found)]
    return names, faults


@pytest.mark.parametrize("commune", ["01004", "1004", "Ambrevel", "AMBREVEL"])
def test_the_members_of_one_commune_by_its_code_or_its_name(tmp_path, commune):
    assert roll(tmp_path, RNE, commune=commune) == (["ROY", "DURAND"], [])


def test_all_are_taken_when_nothing_tells_whom_to_keep_and_it_is_said(tmp_path):
    names, (alert,) = roll(tmp_path, RNE)
    assert names == ["ROY", "PETIT", "DURAND"]
    assert (alert.code, alert.severity) == ("DG231", Severity.ALERTE)
    assert alert.message == "membres de 2 collectivités (01004, 21231) : tous sont pris"
    assert alert.suggestion == 'dire laquelle : {fichier: membres.csv, commune: "01004"}'


def test_three_bodies_at_most_are_named(tmp_path):
    rows = "".join(f"{code};Bourg;NOM{code};Anne;F\n" for code in range(21001, 21006))
    header = RNE.split("\n", 1)[0]
    _, (alert,) = roll(tmp_path, f"{header}\n{rows}")
    assert alert.message == "membres de 5 collectivités (21001, 21002, 21003…) : tous sont pris"


def test_rows_without_a_code_count_for_no_body(tmp_path):
    names, faults = roll(tmp_path, RNE.replace("21231;Valmont", ";"))
    assert (names, faults) == (["ROY", "PETIT", "DURAND"], [])


def test_nobody_of_that_body_is_refused_and_named(tmp_path):
    names, (fault,) = roll(tmp_path, RNE, commune="Nervaux")
    assert (names, fault.code, fault.message) == (None, "DG224", "aucun membre pour Nervaux")


def test_a_choice_that_no_column_allows_is_refused(tmp_path):
    names, faults = roll(tmp_path, "Nom;Prénom\nROY;Anne\n", epci="200000001")
    assert [fault.message for fault in faults] == ["« epci » : aucune colonne du tableau ne permet ce choix"]
    assert names == ["ROY"]


def test_a_table_of_headers_alone_has_no_member(tmp_path):
    names, (fault,) = roll(tmp_path, "Nom;Prénom\n")
    assert (names, fault.message) == (None, "aucun membre")


def test_a_table_without_a_column_of_names_tells_those_that_it_has(tmp_path):
    names, faults = roll(tmp_path, "Prénom;Qualité\nAnne;Maire\n")
    assert names is None
    assert faults[-1].message == "aucune colonne « nom » ou « membre » ; colonnes : « Prénom », « Qualité »"
