"""Minutes, register and the papers of an agenda say how the assembly met and who reports, as extracts do."""

import re

import pytest

from delibgen import deliberation, render, seance
from delibgen.actes.papiers import (
    NoteSynthese,
    OrdreDuJour,
    PapierSeance,
    ProcesVerbal,
    Projet,
    Registre,
)
from delibgen.model.deliberation import Deliberation
from delibgen.model.formules import Formules
from delibgen.model.scrutin import Scrutin
from delibgen.model.seance import Seance
from tests.acceptance.test_built_variety import CONSEIL
from tests.reader import Reader

AFTER = [ProcesVerbal, Registre]
VIDEO = "La séance se tient par visioconférence, en plusieurs lieux : siège, mairie de Vy."
PRIVATE = (
    "Le conseil communautaire décide, sans débat, par 5 voix pour et 1 voix contre, de se réunir à huis "
    "clos, à la demande de 5 membres."
)
PUBLIC = "La séance redevient publique."
TWO = "Monsieur Bruno CASTEL et Maître Luc PRAT, avocat"


def words(acte) -> str:
    return re.sub(r"\s+", " ", Reader(render(acte).to_bytes()).text().replace("\u00a0", " "))


def sitting(**private: int) -> Seance:
    return (
        seance(CONSEIL, "mardi 1er octobre 2024")
        .convocation("2024-09-24")
        .president("BRUNEL")
        .secretaire("DARNAUD")
        .huis_clos(demandeurs=5, scrutin=Scrutin(pour=5, contre=1), **private)
        .visioconference("GHAZI", lieux=["siège", "mairie de Vy"])
        .build()
    )


def items(opened: Seance, count: int = 4) -> list[Deliberation]:
    return [
        deliberation(f"2024-{rank}", assemblee=CONSEIL)
        .seance(opened)
        .objet(f"Affaire {rank}.")
        .rapporteurs("CASTEL", "Maître Luc PRAT, avocat")
        .expose("Le contrat lie l'État.")
        .decide("APPROUVE", "le contrat")
        .scrutin(pour=6)
        .build()
        for rank in range(1, count + 1)
    ]


@pytest.mark.parametrize("kind", AFTER)
def test_a_sitting_in_private_and_by_video_is_told_once_at_its_opening(kind: type[PapierSeance]):
    opened = sitting()
    text = words(kind.of(opened, items(opened)))
    for line in (VIDEO, "Siège à distance : Monsieur Farid GHAZI.", PRIVATE):
        assert text.count(line) == 1
        assert text.index(line) < text.index("2024-1")
    assert PUBLIC not in text


@pytest.mark.parametrize("kind", AFTER)
def test_items_in_private_are_told_where_they_begin_and_where_they_end(kind: type[PapierSeance]):
    opened = sitting(du_point=2, au_point=3)
    points = items(opened)
    assert PRIVATE not in words(points[0])  # what an act has printed changes nothing in the papers
    text = words(kind.of(opened, points))
    assert text.count(PRIVATE) == text.count(PUBLIC) == 1
    heads = [text.index(f"Délibération n° 2024-{rank}") for rank in range(1, 5)]
    assert heads[1] < text.index(PRIVATE) < heads[2]
    assert text.index(PUBLIC) > heads[3]


def test_a_sitting_in_private_whose_vote_is_not_told_is_still_told():
    opened = (
        seance(CONSEIL, "mardi 1er octobre 2024")
        .president("BRUNEL")
        .huis_clos(demande="la Présidente")
        .build()
    )
    said = "décide, sans débat, de se réunir à huis clos, à la demande de la Présidente."
    assert said in words(ProcesVerbal.of(opened, items(opened)))


@pytest.mark.parametrize("kind", [*AFTER, OrdreDuJour, NoteSynthese])
def test_several_rapporteurs_are_all_named(kind: type[PapierSeance]):
    opened = sitting()
    assert words(kind.of(opened, items(opened, 1))).count(TWO) == 1


def test_the_draft_names_them_too():
    opened = sitting()
    (draft,) = Projet.papers_of(opened, tuple(items(opened, 1)))
    assert f"Rapporteurs : {TWO}." in words(draft)


OWN = Formules(
    ouverture="{Date:acte}, {assemblee}, dûment {assemblee:convoqué}, siège sous {president_seance}.",
    quorum="Le quorum de {quorum:membre} est réuni.",
    membre="{nom_abrege}",
    excuse="{membre}, {membre:excusé}",
    pouvoir="{mandant} à {mandataire}",
)


def worded(formules: Formules) -> Seance:
    body = CONSEIL.model_copy(update={"formules": formules})
    return (
        seance(body, "mardi 1er octobre 2024")
        .president("BRUNEL")
        .excuses("CASTEL")
        .pouvoir("GHAZI", a="DARNAUD")
        .build()
    )


@pytest.mark.parametrize("kind", AFTER)
def test_opening_and_roll_are_worded_as_in_extracts(kind: type[PapierSeance]):
    opened = worded(OWN)
    text = words(kind.of(opened))
    assert "le conseil communautaire, dûment convoqué, siège sous Madame Alice BRUNEL." in text
    assert "légalement" not in text
    for line in ("M. Bruno CASTEL, excusé", "Mme Chloé DARNAUD"):
        assert line in text
    assert "GHAZI à" in text


def test_the_quorum_is_worded_so_in_the_minutes():
    text = words(ProcesVerbal.of(worded(OWN)))
    assert "Le quorum de 4 membres est réuni." in text
    assert "Le quorum est fixé" not in text


@pytest.mark.parametrize("kind", AFTER)
def test_an_opening_that_speaks_of_an_item_is_not_that_of_a_sitting(kind: type[PapierSeance]):
    assert "légalement convoqué" in words(kind.of(worded(Formules(ouverture="Pour {objet}, {assemblee}."))))


@pytest.mark.parametrize("kind", AFTER)
@pytest.mark.parametrize("private", [{}, {"du_point": 2, "au_point": 3}])
def test_what_extracts_keep_silent_is_told_by_minutes_and_register(
    kind: type[PapierSeance], private: dict[str, int]
):
    silent = CONSEIL.model_copy(update={"formules": Formules(huis_clos="non", visioconference="non")})
    opened = sitting(**private)
    held = opened.model_copy(update={"assemblee": silent})
    points = [point.model_copy(update={"seance": held}) for point in items(opened)]
    assert not any(line in words(points[1]) for line in (VIDEO, PRIVATE))
    text = words(kind.of(held, points))
    assert text.count(VIDEO) == text.count(PRIVATE) == 1


@pytest.mark.parametrize("kind", AFTER)
def test_an_extract_silent_of_its_own_changes_nothing_in_the_papers(kind: type[PapierSeance]):
    told = Formules(huis_clos="{Assemblee} siège à huis clos.")
    opened = sitting()
    held = opened.model_copy(update={"assemblee": CONSEIL.model_copy(update={"formules": told})})
    own = {"seance": held, "formules": Formules(huis_clos="non")}
    points = [point.model_copy(update=own) for point in items(opened)]
    text = words(kind.of(held, points))
    assert text.count("siège à huis clos.") == 1
    assert PRIVATE not in text
