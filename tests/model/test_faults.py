"""What pydantic complains of is said in French: what came, what was expected, at which path."""

import datetime as dt
from decimal import Decimal

import pytest
from pydantic import ValidationError

from delibgen import Deliberation
from delibgen.model.acte import Annexe
from delibgen.model.base import LONGUEUR_MAX, Heure, Jour, Montant, Nombre, OuiNon, Record, Suite, Texte
from delibgen.model.faults import explain, fields_at
from delibgen.model.montant import Echeancier
from delibgen.model.seance import Mouvement, Seance


class Fiche(Record):
    """Every kind of field."""

    texte: Texte = "x"
    """Texte."""
    nombre: Nombre = 0
    """Nombre."""
    jour: Jour = dt.date(2024, 1, 1)
    """Jour."""
    heure: Heure = dt.time(0)
    """Heure."""
    montant: Montant = Decimal(0)
    """Montant."""
    oui: OuiNon = False
    """Oui ou non."""
    suite: Suite[Texte] = ()
    """Suite."""
    fiche: "Fiche | None" = None
    """Une autre."""


def said(**fields: object) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Fiche(**fields)
    return [f"{finding.path} : {finding.message}" for finding in explain(caught.value, Fiche)]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("texte", 12, "texte attendu, int 12 reçu"),
        ("texte", {"a": 1}, "texte attendu, groupe de champs reçu"),
        ("texte", ["a"], "texte attendu, liste de 1\u00a0élément reçu"),
        ("texte", [], "texte attendu, liste vide reçu"),
        ("texte", None, "champ vide ; écrire la valeur, ou supprimer le champ"),
        ("texte", "  ", "texte vide ; écrire la valeur, ou supprimer le champ"),
        ("texte", "x" * (LONGUEUR_MAX + 1), "200000 au plus"),
        ("nombre", "12", "nombre entier attendu, « 12 » reçu"),
        ("nombre", -1, "0 au moins, int -1 reçu"),
        ("nombre", 2_000_000, "1000000 au plus"),
        ("jour", "2024-09-12", "date attendue, par exemple 2024-09-12"),
        ("jour", dt.datetime(2024, 9, 12, 8, tzinfo=dt.UTC), "date attendue, sans heure ni fuseau horaire"),
        ("heure", "18:30", "heure attendue, par exemple « 18 h 30 »"),
        ("montant", 0.1, "jamais un nombre à virgule flottante"),
        ("montant", True, "montant attendu"),
        ("montant", Decimal("0.001"), "a plus de deux décimales"),
        ("montant", Decimal("NaN"), "pas un infini ni « NaN »"),
        ("montant", Decimal("1e13"), "montant trop grand"),
        ("oui", "oui", "« oui » ou « non » attendu"),
        ("suite", "abc", "liste attendue, « abc » reçu"),
        ("fiche", "x" * 80, "groupe de champs attendu, « " + "x" * 59 + "… » reçu"),
    ],
)
def test_a_wrong_value_is_said_in_french(field, value, words):
    (message,) = said(**{field: value})
    assert message.startswith(f"{field} : ")
    assert words in message


def test_every_fault_has_its_path_and_comes_once():
    messages = said(suite=["a", 1], fiche={"fiche": {"texte": 3, "nombr": 1}}, jourr=1)
    assert [message.split(" : ")[0] for message in messages] == [
        "suite[1]",
        "fiche.fiche.texte",
        "fiche.fiche.nombr",
        "jourr",
    ]
    (*_, finding) = explain(_fault(jourr=1), Fiche)
    assert (finding.code, finding.suggestion) == ("DG202", "vouliez-vous dire « jour » ?")
    (finding,) = explain(_fault(zzzzz=1), Fiche)
    assert finding.suggestion == "ôter ce champ"


def _fault(**fields: object) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        Fiche(**fields)
    return caught.value


def test_fields_of_a_nested_record_are_found_for_the_closest_name():
    assert "montants" in fields_at(Echeancier, ("lignes", 0))
    assert "membre" in fields_at(Seance, ("mouvements", 2))
    assert "numero" in fields_at(Annexe, ("acte",))
    assert fields_at(Seance, ("nulle", "part")) == []


def test_a_movement_says_when_and_a_proxy_only_on_leaving():
    who = {"civilite": "Madame", "nom": "ROUX"}
    with pytest.raises(ValidationError, match="indiquer le point ou l'heure"):
        Mouvement.model_validate({"membre": who, "sens": "depart"})
    with pytest.raises(ValidationError, match="seulement pour un départ"):
        Mouvement.model_validate({"membre": who, "sens": "arrivee", "point": 2, "pouvoir_a": who})


def test_a_json_text_that_is_cut_is_said_in_french():
    with pytest.raises(ValidationError) as refused:
        Deliberation.model_validate_json("{")
    (told,) = explain(refused.value, Deliberation)
    assert str(told).startswith("DG201 : JSON mal formé")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("oui", "peut-être", "« oui » ou « non » attendu, « peut-être » reçu"),
        ("montant", Decimal("NaN"), "montant attendu, pas un infini ni « NaN »"),
        ("montant", Decimal("Infinity"), "montant attendu, pas un infini ni « NaN »"),
    ],
)
def test_values_that_are_none_of_the_kind_are_told(field, value, told):
    with pytest.raises(ValidationError) as caught:
        Fiche.model_validate({field: value}, context={"texte": True})
    assert told in explain(caught.value, Fiche)[0].message


def test_a_whole_number_is_an_amount():
    assert Fiche(montant=12500).montant == Decimal("12500.00")
