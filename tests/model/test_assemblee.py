"""A body is named after « de » as French asks; identifiers are checked; the assembly words its own name."""

import pytest
from pydantic import ValidationError

from delibgen.actes.assemblee import assemblee, collectivite
from delibgen.errors import LoadError
from delibgen.model.assemblee import Collectivite, format_siret
from delibgen.model.convention import Partie


@pytest.mark.parametrize(
    ("nom", "liaison", "de_nom"),
    [
        ("Dijon métropole", None, "de Dijon métropole"),
        ("Le Havre", None, "du Havre"),
        ("Ormeval", None, "d'Ormeval"),
        ("Syndicat des eaux de l'Ource", None, "du Syndicat des eaux de l'Ource"),
        ("Communauté de communes des Trois Vallées", None, "de la Communauté de communes des Trois Vallées"),
        ("communauté d'agglomération du Bois", None, "de la communauté d'agglomération du Bois"),
        ("Département de la Côte-d'Or", None, "du Département de la Côte-d'Or"),
        ("Établissement public du Val", None, "de l'Établissement public du Val"),
        ("CCAS de Nervaux", None, "du CCAS de Nervaux"),
        ("Métropole", None, "de Métropole"),
        ("Ville-aux-Prés", None, "de Ville-aux-Prés"),
        ("Ville haute", "de", "de Ville haute"),
        ("Houilles", "de", "de Houilles"),
    ],
)
def test_a_body_is_named_after_de(nom, liaison, de_nom):
    assert Collectivite(nom=nom, nature="autre", liaison=liaison).de_nom == de_nom


@pytest.mark.parametrize(
    ("organe", "du_nom", "denomination", "genre"),
    [
        ("conseil_municipal", "du conseil municipal", "Le conseil municipal", "m"),
        ("bureau", "du Bureau", "Le Bureau", "m"),
        ("commission_permanente", "de la commission permanente", "La commission permanente", "f"),
        ("conseil_administration", "du conseil d'administration", "Le conseil d'administration", "m"),
    ],
)
def test_an_assembly_is_named_in_sentences(organe, du_nom, denomination, genre):
    one = assemblee(collectivite("Ormeval", "commune"), organe)
    assert (one.du_nom, one.denomination, one.genre) == (du_nom, denomination, genre)
    assert one.denomination_en_phrase == denomination[0].lower() + denomination[1:]
    assert one.feminin == (genre == "f")


def test_seats_and_members_in_office_are_two_numbers():
    one = assemblee(
        collectivite("Ormeval", "commune"), "conseil_municipal", sieges=15, membres=["Madame Anne ROUX"]
    )
    assert (one.effectif_legal, one.effectif_en_exercice) == (15, 1)
    assert assemblee(one.collectivite, "bureau", en_exercice=7).effectif_legal == 7


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("siren", "123456789", "SIREN « 123456789 » invalide"),
        ("departement", "2C", "code de département « 2C » inconnu"),
        ("departement", "1", "vouliez-vous « 01 » ?"),
        ("liaison", "dela", "dela"),
        ("nature", "communne", "communne"),
    ],
)
def test_a_wrong_identifier_is_refused(field, value, words):
    with pytest.raises(LoadError) as caught:
        collectivite(**{"nom": "Ormeval", "nature": "commune", field: value})
    assert words in str(caught.value)


def test_identifiers_are_kept_compact_and_printed_in_groups():
    assert Collectivite(nom="X", nature="commune", siren="732 829 320").siren == "732829320"
    partie = Partie(nom="Ormeval", siret="732 829 320 00074")
    assert partie.siret == "73282932000074"
    assert partie.siret_lisible == format_siret("73282932000074") == "732\u00a0829\u00a0320\u00a000074"
    with pytest.raises(ValidationError, match="SIRET"):
        Partie(nom="Ormeval", siret="73282932000075")


def test_the_court_comes_from_the_departement():
    assert collectivite("X", "commune", departement="83").tribunal == "tribunal administratif de Toulon"
    assert collectivite("X", "commune").tribunal is None
