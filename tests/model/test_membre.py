"""Names are read as people write them, and found again by any writing that names one person."""

import pytest
from pydantic import ValidationError

from delibgen.model.membre import Annuaire, Civilite, Membre, Personne, fold_name, parse_personne

ROLL = tuple(
    Membre.model_validate(parse_personne(text), context={"texte": True})
    for text in (
        "Madame Claire FONTAINE, Maire",
        "Monsieur Hamid EL HASSOUNI",
        "Madame Anne de BOISGELIN",
        "Monsieur Luc PETIT",
        "Madame Ève PETIT",
    )
)


@pytest.mark.parametrize(
    ("text", "prenom", "nom"),
    [
        ("Monsieur François VALMONT", "François", "VALMONT"),
        ("Madame Marie-Hélène JUILLARD-RANDRIAN", "Marie-Hélène", "JUILLARD-RANDRIAN"),
        ("Monsieur Hamid EL HASSOUNI", "Hamid", "EL HASSOUNI"),
        ("Madame Anne de BOISGELIN", "Anne", "de BOISGELIN"),
        ("Monsieur Jean-Baptiste de la TOUR D'AURIAC", "Jean-Baptiste", "de la TOUR D'AURIAC"),
        ("Mme Léonie D’HAUTERIVE", "Léonie", "D’HAUTERIVE"),
        ("Madame Jeanne ŒUVRARD", "Jeanne", "ŒUVRARD"),
        ("Monsieur Étienne ÉON", "Étienne", "ÉON"),
        ("M. VALMONT", None, "VALMONT"),
        ("Monsieur\u00a0Kévin DA SILVA", "Kévin", "DA SILVA"),
        ("Madame Marie Ange LE GALL", "Marie Ange", "LE GALL"),
    ],
)
def test_a_name_is_cut_at_its_capitals(text: str, prenom: str | None, nom: str):
    fields = parse_personne(text)
    assert (fields.get("prenom"), fields["nom"]) == (prenom, nom)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("François VALMONT", "« Monsieur » ou « Madame » attendu d'abord"),
        (
            "Monsieur François Valmont",
            "nom en capitales attendu ; écrire par exemple « Monsieur François VALMONT »",
        ),
        ("Madame Anne de la Tour", "écrire par exemple « Madame Anne DE LA TOUR »"),
        ("Monsieur", "écrire par exemple « Monsieur François REBSAMEN »"),
        ("", "écrire par exemple « Monsieur François REBSAMEN »"),
        ("Sieur Paul DURAND", "« Monsieur » ou « Madame » attendu d'abord"),
        ("Maître X", "« Monsieur » ou « Madame » attendu d'abord"),
    ],
)
def test_a_text_that_is_no_name_is_refused_with_an_example(text: str, words: str):
    with pytest.raises(ValueError, match="écrire par exemple") as caught:
        parse_personne(text)
    assert words in str(caught.value)


def test_members_written_alike_are_said_to_be():
    roll = Annuaire((ROLL[3], ROLL[3]))
    with pytest.raises(ValueError, match="écrits de même dans la liste"):
        roll.find("PETIT")


def test_the_capacity_follows_the_comma():
    assert parse_personne("Mme Aïcha BENSALEM, 2e adjointe, chargée des écoles")["qualite"] == (
        "2e adjointe, chargée des écoles"
    )


def test_a_person_has_every_form_of_name_with_a_no_break_space():
    person = Personne(civilite=Civilite.MADAME, prenom="Claire", nom="FONTAINE")
    assert person.nom_complet == "Madame\u00a0Claire FONTAINE"
    assert person.nom_court == "Madame\u00a0FONTAINE"
    assert person.nom_abrege == "Mme\u00a0Claire FONTAINE"
    assert person.nom_sans_civilite == "Claire FONTAINE"
    assert person.genre == "f"


@pytest.mark.parametrize(
    "text",
    ["Madame Claire FONTAINE", "Mme Claire Fontaine", "mme  FONTAINE", "Claire FONTAINE", "fontaine"],
)
def test_a_member_is_found_by_any_writing_of_one_name(text: str):
    assert Annuaire(ROLL).find(text) is ROLL[0]


def test_accents_and_apostrophes_do_not_matter():
    assert fold_name("Léonie D’HAUTERIVE") == fold_name("leonie d'hauterive")


def test_a_name_borne_by_two_is_refused_with_both():
    with pytest.raises(ValueError, match="désigne plusieurs membres : Monsieur\u00a0Luc PETIT, Madame"):
        Annuaire(ROLL).find("PETIT")
    assert Annuaire(ROLL).find("Madame PETIT") is ROLL[4]


def test_an_unknown_name_is_refused_with_the_closest():
    with pytest.raises(ValueError, match="vouliez-vous dire « Madame\u00a0Claire FONTAINE »"):
        Annuaire(ROLL).find("Madame Claire FONTAIN")


def test_the_key_of_a_person_ignores_case_accents_capacity_and_title_only():
    one = ROLL[0]
    assert one.cle == one.model_copy(update={"qualite": None, "titre": "Madame la Maire"}).cle
    assert one.cle == Membre(civilite=Civilite.MADAME, prenom="CLAIRE", nom="Fontaîne").cle
    assert one.cle != Membre(civilite=Civilite.MONSIEUR, prenom="Claire", nom="FONTAINE").cle
    assert one.cle != one.model_copy(update={"commune": "Ormeval"}).cle


def test_the_key_changes_neither_equality_nor_hash_nor_dump():
    touched = ROLL[0].model_copy()
    before = (hash(touched), touched.model_dump())
    assert touched.cle
    assert touched == ROLL[0]
    assert (hash(touched), touched.model_dump()) == before


def test_a_text_is_a_member_in_a_file_only():
    with pytest.raises(ValidationError):
        Personne.model_validate("Madame Claire FONTAINE")
