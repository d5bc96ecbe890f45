"""What templates print as it is: names after « de », decisions with their punctuation, secretaries."""

import datetime as dt

import pytest

from delibgen import assemblee, collectivite, deliberation, seance
from delibgen.model.acte import Dispositif
from delibgen.model.assemblee import Collectivite
from delibgen.model.convention import Avenant


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"nom": "Ormeval", "nature": "commune"}, "d'Ormeval"),
        ({"nom": "Le Havre", "nature": "commune"}, "du Havre"),
        ({"nom": "Dijon métropole", "nature": "metropole"}, "de Dijon métropole"),
        ({"nom": "Yonne", "nature": "departement", "departement": "89"}, "de l'Yonne"),
        ({"nom": "Yonne", "nature": "departement", "departement": "89", "liaison": "d'"}, "d'Yonne"),
        ({"nom": "CCAS d'Ormeval", "nature": "ccas"}, "du CCAS d'Ormeval"),
        ({"nom": "centre communal d'Ormeval", "nature": "ccas"}, "du centre communal d'Ormeval"),
        (
            {"nom": "communauté de communes X", "nature": "communaute_de_communes"},
            "de la communauté de communes X",
        ),
        ({"nom": "syndicat du Serein", "nature": "syndicat"}, "du syndicat du Serein"),
    ],
)
def test_the_name_of_a_body_after_de(fields, said):
    assert Collectivite.model_validate(fields).de_nom == said


@pytest.mark.parametrize(
    ("ville", "said"),
    [
        ("Ormeval", "à Ormeval"),
        ("Le Havre", "au Havre"),
        ("Les Lilas", "aux Lilas"),
        ("La Rochelle", "à La Rochelle"),
        ("L'Isle-Adam", "à L'Isle-Adam"),
        (None, None),
    ],
)
def test_the_town_of_a_body_after_a(ville, said):
    body = Collectivite(nom="Communauté de la Rive", nature="communaute_de_communes", ville=ville)
    assert body.a_ville == said


@pytest.mark.parametrize(
    ("convention", "said"),
    [
        ("convention de coopération", "à la convention de coopération, signée le 10 janvier 2025"),
        ("Contrat de ville", "au Contrat de ville, signé le 10 janvier 2025"),
        ("accord de gestion", "à l'accord de gestion, signé le 10 janvier 2025"),
    ],
)
def test_what_an_avenant_amends(convention, said):
    avenant = Avenant(numero=1, convention=convention, signee_le=dt.date(2025, 1, 10))
    assert avenant.libelle.replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("texts", "printed"),
    [
        ([{"d'approuver": "A"}, {"d'autoriser": "B"}], ["A\u00a0;", "B."]),
        ([{"APPROUVE": "A ;"}, {"DIT": "B…"}], ["A ;", "B…"]),
        (["A", "B"], ["A.", "B."]),
    ],
)
def test_each_decision_ends_with_its_mark(texts, printed):
    assert [ligne.texte for ligne in Dispositif.model_validate(texts).lignes] == printed


@pytest.mark.parametrize(
    ("secretaires", "said"),
    [
        (["B"], "Monsieur B a été désigné secrétaire de séance"),
        (["A"], "Madame A a été désignée secrétaire de séance"),
        (["A", "C"], "Madame A et Madame C ont été désignées secrétaires de séance"),
        (["A", "B"], "Madame A et Monsieur B ont été désignés secrétaires de séance"),
    ],
)
def test_the_secretaries(secretaires, said):
    names = ["Madame ALBERT", "Monsieur BARRAL", "Madame CARON"]
    council = assemblee(collectivite("Ormeval", "commune"), "conseil_municipal", membres=names)
    full = {name.split()[1][0]: name for name in names}
    sitting = seance(council, "2024-10-01").president("ALBERT").secretaire(*(full[s] for s in secretaires))
    acte = (
        deliberation("1", assemblee=council)
        .seance(sitting.build())
        .objet("x")
        .decide("approuver", "y")
        .build()
    )
    for letter, name in full.items():
        said = said.replace(f"Madame {letter} ", f"{name} ").replace(f"Monsieur {letter} ", f"{name} ")
    assert acte.designation_secretaires.replace("\u00a0", " ") == said
