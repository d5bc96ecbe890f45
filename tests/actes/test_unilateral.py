"""Decisions by delegation and arrêtés: builders, files, who acts."""

import datetime as dt
import shutil

import pytest

from delibgen import LoadError, load, load_seance, reference, render
from delibgen.actes.sommaire import EntreeSommaire, Sommaire
from delibgen.actes.unilateral import arrete, decision_deleguee
from delibgen.model.membre import Personne
from delibgen.model.unilateral import Arrete, DecisionDeleguee
from tests.conftest import CONSEIL
from tests.reader import Reader

SEANCE = load_seance(CONSEIL).seance
assert SEANCE is not None
ASSEMBLEE = SEANCE.assemblee


def decision() -> DecisionDeleguee:
    return (
        decision_deleguee("DEC-2024-12", assemblee=ASSEMBLEE)
        .objet("Louage de la salle des fêtes")
        .signe("Madame Claire VASSEUR, Maire", date="2024-10-08")
        .delegation(reference("2020-11", date="2020-05-25", organe="conseil municipal"))
        .vu("le code général des collectivités territoriales, notamment son article L. 2122-22")
        .article("La salle des fêtes est louée à l'association Les Amis du Livre.")
        .article("La redevance est fixée à 120 €.")
        .matiere("3.3")
        .build()
    )


def test_a_decision_names_the_delegation_and_its_articles():
    acte = decision()
    visa = acte.visa_delegation.replace("\u00a0", " ")
    assert visa == "la délibération du conseil municipal n° 2020-11 du 25 mai 2020"
    assert len(acte.dispositif.decisions) == 2
    assert acte.dispositif.articles
    assert acte.date == dt.date(2024, 10, 8)


@pytest.mark.parametrize(
    ("personne", "autorite"),
    [
        ({"civilite": "Madame", "nom": "VASSEUR", "titre": "Madame la Maire"}, "La Maire"),
        ({"civilite": "Madame", "nom": "VASSEUR", "titre": "Madame le Maire"}, "Le Maire"),
        ({"civilite": "Monsieur", "nom": "ROY", "qualite": "Président"}, "Le Président"),
        ({"civilite": "Madame", "nom": "ROY", "qualite": "Présidente"}, "La Présidente"),
        ({"civilite": "Monsieur", "nom": "ROY", "qualite": "adjoint au maire"}, "L'adjoint au maire"),
        ({"civilite": "Monsieur", "nom": "ROY"}, "Monsieur\u00a0ROY"),
    ],
)
def test_the_authority_bears_the_title_that_it_wishes(personne, autorite):
    acte = decision().model_copy(update={"auteur": Personne(**personne)})
    assert acte.autorite == autorite


def test_an_arrete_with_every_step_prints_them(tmp_path):
    plan = (
        arrete("A-2", assemblee=ASSEMBLEE)
        .objet("Plan")
        .signe("VASSEUR", date="2024-10-08")
        .article("Plan.")
        .build()
    )
    acte = (
        arrete("A-1", assemblee=ASSEMBLEE)
        .objet("Stationnement")
        .signe("VASSEUR", date="2024-10-08")
        .considerant("le marché d'automne")
        .expose("La place est **fermée**.")
        .article("Le stationnement est interdit.")
        .annexe(plan)
        .publicite(transmission="2024-10-09", publication="10/10/2024")
        .build()
    )
    assert [paper.numero for paper in acte.papers()] == ["A-2"]
    assert acte.auteur == ASSEMBLEE.membres[0]
    assert acte.publicite.executoire == dt.date(2024, 10, 10)
    assert acte.date_longue == "8\u00a0octobre 2024"
    text = Reader(render(acte).to_bytes()).text().replace("\u00a0", " ")
    for words in (
        "le marché d'automne",
        "transmission au représentant de l'État le 9 octobre 2024",
        "8 octobre 2024",
    ):
        assert words in text


def test_the_contents_print_what_the_packet_holds():
    empty = Sommaire(objet="Recueil", entrees=())
    assert (empty.collectivite, empty.logo, empty.plusieurs_volumes) == (None, None, False)
    full = Sommaire(
        objet="Recueil du 1er octobre",
        seance=SEANCE,
        entrees=(EntreeSommaire(intitule="Ludobus", page=3), EntreeSommaire(intitule="Plan", niveau=1)),
        volumes=2,
    )
    assert full.plusieurs_volumes
    assert [(line.annexe, line.a_part) for line in full.entrees] == [(False, False), (True, True)]
    text = Reader(render(full).to_bytes()).text()
    assert "Ludobus" in text
    assert "Plan" in text


def test_an_arrete_has_its_own_verb_and_needs_an_article():
    with pytest.raises(LoadError) as caught:
        arrete("A-1", assemblee=ASSEMBLEE).objet("Stationnement").signe("VASEUR", date="2024-10-08").build()
    messages = str(caught.value)
    assert "dispositif" in messages
    assert "« VASEUR »" in messages
    assert Arrete.verbe == "ARRÊTE"


def test_a_decision_is_read_from_a_file(tmp_path):
    for name in ("assemblee.yaml", "logo.png"):
        shutil.copy(CONSEIL / name, tmp_path)
    (tmp_path / "decision.yaml").write_text(
        """type: decision_deleguee
numero: DEC-2024-12
objet: Louage de la salle des fêtes
assemblee: assemblee.yaml
auteur: Madame Claire VASSEUR, Maire
date: 8 octobre 2024
delegation: {numero: 2020-11, date: 25/05/2020, organe: conseil municipal}
dispositif:
  - La salle des fêtes est louée.
""",
        encoding="utf-8",
    )
    acte = load(tmp_path / "decision.yaml")
    assert isinstance(acte, DecisionDeleguee)
    assert acte.dispositif.articles
