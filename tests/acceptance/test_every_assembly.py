"""Every paper of a sitting, in every kind of assembly: its own words, its own law, and nothing untrue."""

import datetime as dt
import re

import pytest

from delibgen import check, render
from delibgen.actes.papiers import (
    CertificatPublicite,
    CompteRenduDecisions,
    FeuillePresence,
    FormulairePouvoir,
    LettreConvocation,
    ListeDeliberations,
    NoteSynthese,
    OrdreDuJour,
    PapierSeance,
    Phase,
    ProcesVerbal,
    Registre,
    papers_of,
)
from delibgen.model.acte import Acte
from delibgen.model.seance import Convocation, DecisionRendue
from tests.reader import Reader
from tests.sittings import SITTINGS, Cas

MADE = {name: make() for name, make in SITTINGS.items()}
ORGANES = {
    "commission-permanente": "commission permanente",
    "ccas": "conseil d'administration",
    "bureau": "Bureau communautaire",
    "comite-syndical": "comité syndical",
    "region": "conseil régional",
}
EVERYWHERE = {"Le conseil municipal", "conseil municipal", "conseil communautaire", "conseil départemental"}


def words(acte: Acte) -> str:
    text = Reader(render(acte).to_bytes()).text().replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def kinds(cas: Cas) -> set[type]:
    return {type(p) for phase in Phase for p in papers_of(cas.seance, cas.points, phase)}


@pytest.mark.parametrize("name", MADE)
def test_no_rule_finds_anything(name: str):
    found = [str(finding) for paper in MADE[name].papers() for finding in check(paper)]
    assert found == []


@pytest.mark.parametrize("name", ORGANES)
def test_papers_name_their_own_assembly_and_no_other(name: str):
    own = ORGANES[name]
    for paper in MADE[name].papers():
        text = words(paper).replace("Présidente du conseil départemental", "").replace("la commune", "")
        assert own in text or "Commission permanente" in text, paper.nom_fichier
        assert not {other for other in EVERYWHERE if other in text}, paper.nom_fichier


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("commission-permanente", "qui ne vaut que pour cette réunion (article L. 3121-16"),
        ("region", "qui ne vaut que pour cette réunion (article L. 4132-15"),
        ("ccas", "ne peut détenir plus d'un mandat ; le mandat est toujours révocable (article R. 123-16"),
        ("comite-syndical", "trois séances consécutives au plus (article L. 2121-20"),
        ("comite-syndical", "ne donne pouvoir que si celui-ci est empêché"),
        ("7-membres", "trois séances consécutives au plus (article L. 2121-20"),
    ],
)
def test_the_proxy_form_cites_the_law_of_its_body(name: str, text: str):
    assert text in words(FormulairePouvoir.of(MADE[name].seance, MADE[name].points))


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("7-membres", False),
        ("70-membres", True),
        ("bureau", True),
        ("comite-syndical", True),
        ("region", True),
        ("ordre-du-jour-vide", False),
    ],
)
def test_the_note_is_made_where_it_is_due(name: str, *, due: bool):
    cas = MADE[name]
    assert (NoteSynthese in kinds(cas)) is due
    notice = words(LettreConvocation.of(cas.seance, cas.points))
    assert (
        "est jointe à la présente" in notice or "est joint à la présente" in notice.split("pouvoir")[0]
    ) is due


def test_a_small_commune_that_writes_notes_has_its_note():
    cas = MADE["7-membres"]
    noted = [point.model_copy(update={"note": "Une note."}) for point in cas.points]
    assert [type(p) for p in papers_of(cas.seance, noted, Phase.AVANT)].count(NoteSynthese) == 1


def test_a_region_has_reports():
    cas = MADE["region"]
    (note,) = NoteSynthese.papers_of(cas.seance, cas.points)
    assert "RAPPORTS au conseil régional" in words(note)
    assert note.objet.startswith("Rapports – ")


def test_an_empty_agenda_is_told_not_printed_as_an_empty_table():
    cas = MADE["ordre-du-jour-vide"]
    assert CertificatPublicite not in kinds(cas)
    expected = {
        OrdreDuJour: "Aucune affaire n'est soumise à délibération.",
        ListeDeliberations: "Aucune délibération n'a été examinée.",
        Registre: "Aucune délibération n'a été soumise au conseil municipal.",
    }
    for kind, text in expected.items():
        assert text in words(kind.of(cas.seance, cas.points))
        assert "Objet" not in words(kind.of(cas.seance, cas.points))


def test_a_sitting_without_quorum_deliberates_nothing():
    cas = MADE["sans-quorum"]
    assert CertificatPublicite not in kinds(cas)
    told = "Le quorum n'étant pas atteint, le conseil municipal ne peut délibérer"
    minutes = words(ProcesVerbal.of(cas.seance, cas.points))
    assert "Le quorum est fixé à 6 membres présents ; il n'est pas atteint." in minutes
    assert told in minutes
    assert "L'ordre du jour étant épuisé" not in minutes
    assert "Votants" not in minutes
    register = words(Registre.of(cas.seance, cas.points))
    assert told in register
    assert "Fait et délibéré" not in register
    assert "2024-001" not in register


def test_the_second_sitting_asks_no_quorum():
    cas = MADE["seconde-convocation"]
    notice = words(LettreConvocation.of(cas.seance, cas.points))
    assert "lors de la séance du 8 octobre 2024, la présente convocation est la seconde" in notice
    minutes = words(ProcesVerbal.of(cas.seance, cas.points))
    assert "La séance fait suite à celle du 8 octobre 2024, qui n'a pas réuni le quorum" in minutes
    assert "il n'est pas atteint" not in minutes
    assert "Adoptée à l'unanimité" in minutes


def test_represented_members_count_for_the_quorum_of_a_commission_permanente():
    cas = MADE["commission-permanente"]
    few = cas.seance.model_copy(
        update={
            "pouvoirs": cas.seance.pouvoirs,
            "absents": cas.seance.assemblee.membres[6:9],
        }
    )
    assert few.presence().nombre_presents == 6
    assert few.presence().quorum_atteint
    assert "fixé à 8 membres présents ou représentés ; il est atteint" in words(
        ProcesVerbal.of(few, cas.points)
    )
    town = MADE["70-membres"].seance.presence()
    assert not town.representes_comptes


@pytest.mark.parametrize(("day", "quorum"), [(dt.date(2022, 7, 31), 3), (dt.date(2022, 8, 1), 4)])
def test_the_quorum_printed_is_that_of_the_day(day: dt.date, quorum: int):
    cas = MADE["7-membres"]
    seance = cas.seance.model_copy(update={"date": day, "convocation": None})
    assert f"Le quorum est fixé à {quorum} membres présents" in words(ProcesVerbal.of(seance))


@pytest.mark.parametrize(
    ("day", "title", "shown"),
    [
        (dt.date(2022, 6, 30), "COMPTE RENDU DE LA SÉANCE", "Affiché le"),
        (dt.date(2022, 7, 1), "LISTE DES DÉLIBÉRATIONS EXAMINÉES", "Affichée et mise en ligne le"),
    ],
)
def test_the_list_has_the_name_of_its_day(day: dt.date, title: str, shown: str):
    cas = MADE["7-membres"]
    seance = cas.seance.model_copy(update={"date": day, "liste_publiee": day + dt.timedelta(3)})
    text = words(ListeDeliberations.of(seance, cas.points))
    assert title in text
    assert shown in text
    assert "[à compléter]" not in text


def test_urgency_is_told_in_the_notice_and_in_the_minutes():
    cas = MADE["7-membres"]
    notice = Convocation(date=dt.date(2024, 10, 6), urgence=True, motif_urgence="crue de l'Orme")
    seance = cas.seance.model_copy(update={"convocation": notice})
    assert "adressée en urgence : crue de l'Orme." in words(LettreConvocation.of(seance, cas.points))
    minutes = words(ProcesVerbal.of(seance, cas.points))
    assert "adressée en urgence (crue de l'Orme), il en est rendu compte dès l'ouverture" in minutes


def test_decisions_taken_by_delegation_are_accounted_for():
    cas = MADE["bureau"]
    taken = DecisionRendue(numero="D-12", date=dt.date(2024, 9, 20), objet="contrat de maintenance")
    seance = cas.seance.model_copy(update={"decisions": (taken,)})
    (account,) = CompteRenduDecisions.papers_of(seance, cas.points)
    assert "D-12 contrat de maintenance 20 septembre 2024" in words(account)
    assert "(article L. 5211-10 du code" in words(account)
    assert "décision n° D-12 du 20 septembre 2024 : contrat de maintenance." in words(
        ProcesVerbal.of(seance, cas.points)
    )
    late = seance.model_copy(update={"decisions": (taken.model_copy(update={"date": dt.date(2024, 12, 1)}),)})
    assert [f.code for f in check(CompteRenduDecisions.of(late))] == ["DG606"]


@pytest.mark.parametrize(
    ("settled", "public", "codes"),
    [
        (None, None, []),
        (dt.date(2024, 11, 5), dt.date(2024, 11, 12), []),
        (dt.date(2024, 11, 5), dt.date(2024, 11, 13), ["DG610"]),
        (dt.date(2024, 10, 8), None, ["DG607"]),
        (None, dt.date(2024, 11, 5), ["DG607"]),
    ],
)
def test_minutes_are_settled_by_a_later_sitting_then_published(settled, public, codes):
    cas = MADE["7-membres"]
    seance = cas.seance.model_copy(update={"pv_arrete": settled, "pv_publie": public})
    assert [finding.code for finding in check(ProcesVerbal.of(seance, cas.points))] == codes


def test_minutes_that_wait_say_so():
    cas = MADE["7-membres"]
    assert "à arrêter au commencement de la prochaine séance" in words(
        ProcesVerbal.of(cas.seance, cas.points)
    )
    settled = cas.seance.model_copy(update={"pv_arrete": dt.date(2024, 11, 5)})
    assert "Procès-verbal arrêté en séance le 5 novembre 2024." in words(ProcesVerbal.of(settled, cas.points))


@pytest.mark.parametrize("kind", [ProcesVerbal, Registre])
def test_names_of_a_public_ballot_are_printed_once(kind: type[PapierSeance]):
    cas = MADE["70-membres"]
    text = words(kind.of(cas.seance, cas.points))
    assert "Ont voté pour" not in text
    named = text[text.index("50 voix pour") :]
    assert named.split(" voix contre")[0].count("M. Hugo PÉRIER,") == 1


def test_the_certificate_says_how_each_act_was_made_public():
    cas = MADE["7-membres"]
    public = {
        "transmission": None,
        "publication": None,
        "affichage": dt.date(2024, 10, 12),
        "transmissible": False,
    }
    posted = cas.points[0].model_copy(update={"publicite": cas.points[0].publicite.model_copy(update=public)})
    text = words(CertificatPublicite.of(cas.seance, [posted, cas.points[1]]))
    assert "non soumise 12/10/2024, par affichage" in text
    assert "10/10/2024 11/10/2024, en ligne" in text
    assert posted.publicite.executoire == dt.date(2024, 10, 12)


def test_every_member_and_suppleant_can_sign():
    cas = MADE["comite-syndical"]
    text = words(FeuillePresence.of(cas.seance, cas.points))
    assert "Madame Odile VERNAY (Aubépine) (suppléante de" in text


@pytest.mark.parametrize(("departement", "time"), [("89", "deux mois"), ("988", "trois mois")])
def test_the_time_limit_of_appeals_is_that_of_the_territory(departement: str, time: str):
    cas = MADE["7-membres"]
    body = cas.seance.assemblee.collectivite.model_copy(update={"departement": departement})
    assemblee = cas.seance.assemblee.model_copy(update={"collectivite": body})
    seance = cas.seance.model_copy(update={"assemblee": assemblee})
    text = words(cas.points[0].model_copy(update={"seance": seance}))
    assert f"dans un délai de {time} à compter de sa publication" in text
