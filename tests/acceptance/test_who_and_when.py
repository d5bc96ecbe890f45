"""Who presides, signs and comes in, and what an item without a decision must not claim."""

import datetime as dt

import pytest

from delibgen import load_seance, render
from delibgen.actes.papiers.apres import ProcesVerbal, Registre
from delibgen.model.acte import Acte
from delibgen.model.deliberation import Deliberation
from delibgen.model.membre import Membre
from delibgen.model.scrutin import Sort
from delibgen.model.seance import Mouvement, Pouvoir, Seance
from tests.conftest import CONSEIL
from tests.reader import Reader

ACTES = load_seance(CONSEIL).actes
SEANCE = ACTES[0].seance
ADJOINT = next(m for m in SEANCE.assemblee.membres if m.nom == "LOMBARD")
SANS_VOTE = next(acte for acte in ACTES if acte.ajourne)


def words(acte: Acte) -> str:
    return Reader(render(acte).to_bytes()).text().replace("\u00a0", " ")


def remade(acte: Deliberation, **fields: object) -> Deliberation:
    """Return the act with other fields, validated again."""
    old = {name: getattr(acte, name) for name in type(acte).model_fields}
    return type(acte)(**{**old, **fields})


def test_the_opening_names_the_chair_of_the_sitting_not_of_the_item():
    text = words(remade(ACTES[1], presidence=ADJOINT))
    assert "sous la présidence de Madame Claire VASSEUR, Maire." in text
    assert "Monsieur Hervé LOMBARD préside la séance pour ce point." in text


def signs(**fields: object) -> str:
    """Return the line above the signature of the chair."""
    chair = Membre.model_validate({"civilite": "Madame", "prenom": "Ada", "nom": "ROUX", **fields})
    members = tuple(chair if m == SEANCE.president else m for m in SEANCE.assemblee.membres)
    assemblee = SEANCE.assemblee.model_copy(update={"membres": members})
    seance = SEANCE.model_copy(update={"president": chair, "assemblee": assemblee})
    lines = words(remade(ACTES[0], seance=seance)).split("\n")
    return lines[lines.index("Ada ROUX") - 1]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"qualite": "Maire", "titre": "Madame le Maire"}, "Madame le Maire,"),
        ({"qualite": "Maire"}, "La Maire,"),
        ({"qualite": "1re vice-présidente"}, "La 1re vice-présidente,"),
        ({"qualite": "adjointe aux finances"}, "L'adjointe aux finances,"),
        ({"qualite": "la doyenne d'âge"}, "La doyenne d'âge,"),
        ({}, "La présidente de séance,"),
    ],
)
def test_who_presides_signs_by_her_title_or_capacity(fields, expected):
    assert signs(**fields) == expected


def test_the_chair_of_the_item_signs_as_what_he_is():
    text = words(remade(ACTES[1], presidence=ADJOINT))
    assert "Le 1er adjoint,\nHervé LOMBARD" in text


@pytest.mark.parametrize("sort", [Sort.AJOURNE, Sort.RETIRE])
def test_an_item_without_a_decision_claims_no_force_and_no_appeal(sort):
    text = words(remade(SANS_VOTE, sort_declare=sort))
    for claim in ("exécutoire", "recours", "Fait et délibéré"):
        assert claim not in text
    assert "Pour extrait conforme" in text
    assert "exécutoire" in words(ACTES[0])
    assert "Fait et délibéré" in words(ACTES[0])


def namesakes() -> Seance:
    """Return the sitting where the giver and the holder of a proxy have one name and two communes."""
    proxy, *others = SEANCE.pouvoirs
    homes = {proxy.mandant.cle: "Ivry-le-Bas", proxy.mandataire.cle: "Nervaux"}
    noir = {"civilite": "Monsieur", "prenom": "Paul", "nom": "NOIR"}
    named = {key: Membre.model_validate({**noir, "commune": home}) for key, home in homes.items()}
    members = tuple(named.get(member.cle, member) for member in SEANCE.assemblee.membres)
    assemblee = SEANCE.assemblee.model_copy(update={"membres": members})
    giver, holder = named.values()
    pouvoirs = (Pouvoir(mandant=giver, mandataire=holder), *others)
    return SEANCE.model_copy(update={"assemblee": assemblee, "pouvoirs": pouvoirs})


def test_a_proxy_tells_which_commune_its_holder_is_of():
    seance = namesakes()
    acte = remade(SANS_VOTE, seance=seance)
    expected = "Monsieur Paul NOIR (Ivry-le-Bas) pouvoir à Monsieur Paul NOIR (Nervaux)"
    for paper in (acte, ProcesVerbal.of(seance, [acte]), Registre.of(seance, [acte])):
        assert expected in words(paper)


@pytest.fixture
def by_the_clock() -> list[Deliberation]:
    """Three items of a sitting whose only movement is known by its hour, 19 h 40."""
    (arrival,) = SEANCE.mouvements
    late = Mouvement(membre=arrival.membre, sens="arrivee", heure=dt.time(19, 40))
    seance = SEANCE.model_copy(update={"mouvements": (late,)})
    hours = (dt.time(19, 5), dt.time(19, 45), dt.time(20, 30))
    return [
        remade(SANS_VOTE, seance=seance, rang=rank, numero=f"2024-{rank}", heure=hour)
        for rank, hour in enumerate(hours, 1)
    ]


def test_an_arrival_known_by_the_clock_is_told(by_the_clock):
    arrived = [("Arrivée de Madame Élodie NGUYEN à 19 h 40." in words(acte)) for acte in by_the_clock]
    assert arrived == [False, True, True]
    assert "avant l'examen du présent point" in words(ACTES[2])


@pytest.mark.parametrize("kind", [ProcesVerbal, Registre])
def test_the_papers_of_the_sitting_tell_it_once_before_its_item(kind, by_the_clock):
    text = words(kind.of(by_the_clock[0].seance, by_the_clock))
    assert text.count("Arrivée de Madame Élodie NGUYEN à 19 h 40") == 1
