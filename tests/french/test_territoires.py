"""Départements and administrative courts."""

import json
from pathlib import Path

import pytest

from delibgen import french
from delibgen.french import FrenchError
from delibgen.french._data import load, records

INSEE = Path(__file__).parents[3] / "shared/schemas/cog/departements_tncc.json"
LINKS = {0: "de", 1: "d'", 2: "du", 3: "de la", 4: "des", 5: "de l'"}
OVERSEAS = {"975", "977", "978", "984", "986", "987", "988"}


def test_there_are_101_departements_and_the_overseas_collectivites() -> None:
    codes = set(records("departements"))
    assert len(codes - OVERSEAS) == 101
    assert codes >= OVERSEAS


def test_departements_are_named_and_linked_as_insee_does() -> None:
    if not INSEE.exists():
        pytest.skip("shared reference data absent")
    for record in json.loads(INSEE.read_text(encoding="utf-8")):
        if record["code"] == "989":
            continue
        assert french.departement(record["code"]) == record["nom"]
        if record["code"] not in OVERSEAS:
            assert records("departements")[record["code"]]["liaison"] == LINKS[record["typeLiaison"]]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("01", "de l'Ain"),
        ("21", "de la Côte-d'Or"),
        ("13", "des Bouches-du-Rhône"),
        ("69", "du Rhône"),
        ("28", "d'Eure-et-Loir"),
        ("49", "de Maine-et-Loire"),
        ("75", "de Paris"),
        ("974", "de La Réunion"),
        ("976", "de Mayotte"),
        ("987", "de la Polynésie française"),
        ("2A", "de la Corse-du-Sud"),
    ],
)
def test_departements_after_de(code: str, text: str) -> None:
    assert french.de_departement(code) == text


@pytest.mark.parametrize(
    ("code", "court"),
    [
        ("21", "de Dijon"),
        ("83", "de Toulon"),
        ("30", "de Nîmes"),
        ("93", "de Montreuil"),
        ("92", "de Cergy-Pontoise"),
        ("2B", "de Bastia"),
        ("971", "de la Guadeloupe"),
        ("974", "de La Réunion"),
        ("976", "de Mayotte"),
        ("988", "de Nouvelle-Calédonie"),
    ],
)
def test_courts(code: str, court: str) -> None:
    assert french.tribunal(code) == f"tribunal administratif {court}"


def test_every_departement_has_a_court_and_every_court_a_town() -> None:
    assert set(records("departements")) == set(records("tribunaux"))
    assert french.ville_tribunal("976") == "Mamoudzou"
    assert all(record["ville"] for record in records("tribunaux").values())


@pytest.mark.parametrize(
    ("code", "words"), [("1", "« 01 »"), ("2a", "« 2A »"), ("20", "inconnu"), (21, "texte"), (None, "None")]
)
def test_unknown_codes_are_refused_with_the_closest(code: object, words: str) -> None:
    for function in (french.departement, french.de_departement, french.tribunal, french.ville_tribunal):
        with pytest.raises(FrenchError) as caught:
            function(code)
        assert words in str(caught.value)


@pytest.mark.parametrize("name", ["accords", "communes_h", "departements", "elision", "tribunaux"])
def test_every_data_file_has_a_source_and_a_date(name: str) -> None:
    assert load(name)["source"]
    assert str(load(name)["date"])[:2] == "20"


def test_the_name_of_a_court_elides_as_any_town_does():
    assert french.tribunal("80") == "tribunal administratif d'Amiens"
    assert french.tribunal("45") == "tribunal administratif d'Orléans"
