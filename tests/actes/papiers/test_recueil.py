"""The recueil des actes administratifs: which acts it gathers, what it prints, its rules by period."""

import datetime as dt
import re

import pytest

from delibgen import check, load_seance, render
from delibgen.actes.papiers import RecueilActes
from delibgen.actes.unilateral import arrete, decision_deleguee
from delibgen.model.assemblee import Assemblee
from delibgen.model.unilateral import Arrete
from tests.conftest import CONSEIL
from tests.reader import Reader

SITTING = load_seance(CONSEIL)
POINTS, TOWN = SITTING.actes, SITTING.seance.assemblee
YEAR = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
KEPT = ["2024-31", "2024-32", "2024-33", "2024-34", "2024-35"]


def words(acte) -> str:
    text = Reader(render(acte).to_bytes()).text().replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def body(acte) -> str:
    """Return what comes after the table of contents."""
    text = words(acte)
    return text[text.index("Délibérations", text.index("Délibérations") + 1) :] if acte.seances else text


def order(numero="A-1", day="2024-10-02", town: Assemblee = TOWN, **publicite: str) -> Arrete:
    made = arrete(numero, assemblee=town).objet("Stationnement place de l'Église")
    made.signe(TOWN.membres[0], date=day).considerant("qu'il y a un marché")
    made.article("Le stationnement est interdit.")
    acte = made.build()
    days = {name: dt.date.fromisoformat(text) for name, text in publicite.items()}
    return acte.model_copy(update={"publicite": type(acte.publicite)(**days)})


def decision(day="2024-09-16"):
    made = decision_deleguee("DEC-12", assemblee=TOWN).objet("Entretien des chaudières")
    made.signe(TOWN.membres[0], date=day).delegation("la délibération n° 2020-11 du 25 mai 2020")
    return made.article("Le contrat est conclu.").build()


def test_it_holds_what_was_adopted_and_nothing_refused_or_put_off():
    paper = RecueilActes.of(POINTS, *YEAR)
    assert [acte.numero for acte in paper.deliberations] == KEPT
    text = body(paper)
    assert [n for n in re.findall(r"2024-3\d(?= –)", text) if n] == KEPT
    assert "panneaux publicitaires" not in text  # refused
    assert "parcelle AB 112" not in text  # put off


def test_parts_come_in_order_each_by_date():
    acts = [order("A-2", "2024-11-05"), order(), *POINTS, decision()]
    paper = RecueilActes.of(acts, *YEAR, numero="2024-2")
    text = words(paper)
    assert "RECUEIL DES ACTES ADMINISTRATIFS N° 2024-2 Actes du 1er janvier au 31 décembre 2024" in text
    contents = text[: text.index("Délibérations", text.index("Délibérations") + 1)]
    places = [
        contents.index(title)
        for title in (
            "Délibérations",
            "Séance du 1er octobre 2024 – conseil municipal",
            "2024-35 –",
            "Décisions prises par délégation",
            "DEC-12 du 16 septembre 2024",
            "Arrêtés",
            "A-1 du 2 octobre 2024",
            "A-2 du 5 novembre 2024",
        )
    ]
    assert places == sorted(places)
    assert paper.nom_fichier == "recueil-2024-2"


def test_a_period_leaves_the_other_days_out():
    paper = RecueilActes.of([*POINTS, order(), decision()], dt.date(2024, 9, 1), dt.date(2024, 9, 30))
    assert paper.seances == ()
    assert paper.arretes == ()
    assert [acte.numero for acte in paper.decisions] == ["DEC-12"]
    text = words(paper)
    assert "Délibérations" not in text
    assert "Arrêtés" not in text
    assert paper.nom_fichier == "recueil-2024-09-01-2024-09-30"


def test_days_at_both_ends_are_in():
    for day in ("2024-07-01", "2024-09-30"):
        paper = RecueilActes.of([order(day=day)], dt.date(2024, 7, 1), dt.date(2024, 9, 30))
        assert len(paper.arretes) == 1


def test_an_individual_act_is_notified_and_not_published():
    told = [order("A-1", notification="2024-10-04"), order("A-2", publication="2024-10-04"), order("A-3")]
    both = order("A-4", notification="2024-10-04", publication="2024-10-05")
    paper = RecueilActes.of([*told, both], *YEAR)
    assert [acte.numero for acte in paper.arretes] == ["A-2", "A-3", "A-4"]


def test_nothing_to_publish_makes_no_recueil():
    with pytest.raises(ValueError, match=r"aucun acte à publier du 1er\sjanvier au 31\sdécembre 2019"):
        RecueilActes.of(POINTS, dt.date(2019, 1, 1), dt.date(2019, 12, 31))
    with pytest.raises(ValueError, match="aucun acte à publier"):
        RecueilActes.of([order(notification="2024-10-04")], *YEAR)


def test_the_operative_part_alone_or_the_whole_act():
    whole, short = (
        body(RecueilActes.of([*POINTS, order(), decision()], *YEAR, dispositif_seul=only))
        for only in (False, True)
    )
    for text in (
        "842 abonnés",
        "Vu le code général",
        "Considérant que",
        "qu'il y a un marché",
        "lui donnant",
    ):
        assert text in whole
        assert text not in short
    for text in (
        "PREND ACTE de la présentation",
        "d'attribuer à l'association « Les Mots passants »",
        "Plan de financement",
        "Le stationnement est interdit.",
        "Le contrat est conclu.",
        "Adoptée par 15 voix pour",
    ):
        assert text in whole
        assert text in short


def test_the_words_are_those_of_the_extracts():
    text = body(RecueilActes.of(POINTS, *YEAR))
    for point in POINTS[:5]:
        assert point.formule_decision.replace("\u00a0", " ") in text
        label = "Vote : " if point.scrutin or point.depouillements else ". "
        assert f"{label}{point.issue.replace(chr(160), ' ')}." in text


def test_days_of_transmission_and_publication_are_printed_when_known():
    acts = [
        order("A-1", transmission="2024-10-03", publication="2024-10-04"),
        order("A-2", publication="2024-10-05"),
        order("A-3", transmission="2024-10-06"),
        order("A-4"),
    ]
    text = words(RecueilActes.of(acts, *YEAR))
    assert "Transmis au représentant de l'État le 3 octobre 2024 – publié le 4 octobre 2024." in text
    assert "Publié le 5 octobre 2024." in text
    assert "Transmis au représentant de l'État le 6 octobre 2024." in text
    assert text.count("Transmis") + text.count("Publié") == 3
    public = type(POINTS[0].publicite)(publication=dt.date(2024, 10, 4))
    point = POINTS[0].model_copy(update={"publicite": public})
    assert "Publiée le 4 octobre 2024." in words(RecueilActes.of([point], *YEAR))


def codes(paper) -> set[str]:
    return {finding.code for finding in check(paper)}


def town(**fields: object) -> Assemblee:
    body = TOWN.collectivite.model_copy(update=fields)
    return TOWN.model_copy(update={"collectivite": body})


@pytest.mark.parametrize(
    ("debut", "fin", "fields", "told"),
    [
        ("2022-01-01", "2022-03-31", {"population_3500": True}, False),
        ("2021-07-01", "2021-09-30", {"population_3500": True}, False),
        ("2022-01-01", "2022-06-30", {"population_3500": True}, True),
        ("2022-01-01", "2022-06-30", {"population_3500": False}, False),
        ("2022-01-01", "2022-06-30", {"nature": "communaute_de_communes"}, True),
        ("2022-01-01", "2022-06-30", {"nature": "departement"}, False),
        ("2022-01-01", "2022-07-01", {"population_3500": True}, False),
        ("2024-01-01", "2024-12-31", {"population_3500": True}, False),
    ],
)
def test_until_june_2022_large_bodies_published_each_quarter(debut, fin, fields, told):
    paper = RecueilActes.of(
        [order(day=debut, town=town(**fields))], *map(dt.date.fromisoformat, (debut, fin))
    )
    assert ("DG640" in codes(paper)) is told


@pytest.mark.parametrize(("matiere", "told"), [("4.1", True), ("4", True), ("6.1", False), (None, False)])
def test_an_act_about_staff_is_to_be_looked_at(matiere, told):
    paper = RecueilActes.of([order().model_copy(update={"matiere": matiere})], *YEAR)
    assert ("DG641" in codes(paper)) is told


def test_it_is_read_back_from_json():
    paper = RecueilActes.of([*POINTS, order(), decision()], *YEAR)
    again = RecueilActes.model_validate_json(paper.model_dump_json())
    assert again.deliberations == paper.deliberations
    assert [type(acte) for acte in again.actes_unilateraux] == [
        type(acte) for acte in paper.actes_unilateraux
    ]
