"""The papers of one sitting say the same thing: counts, numbers, outcomes; each shows a change."""

import datetime as dt
import re

import pytest

from delibgen import load_seance, render
from delibgen.actes.papiers import (
    CertificatPublicite,
    ListeDeliberations,
    PapierSeance,
    ProcesVerbal,
    Registre,
    TableDeliberations,
)
from delibgen.model.deliberation import Deliberation
from tests.conftest import CONSEIL
from tests.reader import Reader

SITTING = load_seance(CONSEIL)
SEANCE, POINTS = SITTING.seance, SITTING.actes
assert SEANCE is not None
KINDS = [ListeDeliberations, ProcesVerbal, Registre]


def words(acte) -> str:
    text = Reader(render(acte).to_bytes()).text().replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def changed(point: Deliberation, **fields: object) -> Deliberation:
    return type(point)(**{**{name: getattr(point, name) for name in type(point).model_fields}, **fields})


@pytest.mark.parametrize("kind", KINDS)
def test_each_paper_has_every_number_and_subject_in_order(kind: type[PapierSeance]):
    text = words(kind.of(SEANCE, POINTS))
    places = [text.index(point.numero, 0) for point in POINTS if point.numero]
    assert len(places) == len(POINTS)
    assert all(point.objet.replace("\u00a0", " ") in text for point in POINTS)


OUTCOMES = {
    "2024-31": "Il est pris acte",
    "2024-32": "Adoptée à l'unanimité",
    "2024-33": "Adoptée par 15 voix pour, 2 voix contre (M. Étienne BAZIN, Mme Victoire AUBRY) "
    "et 1 abstention (M. Paul-Henri DELATTRE)",
    "2024-34": "Adoptée à l'unanimité",
    "2024-35": "Désignation au scrutin secret : Monsieur Bastien ROCHE",
    "2024-36": "Rejetée par 7 voix pour, 10 voix contre et 1 abstention",
    "2024-37": "Reportée à une prochaine séance",
}


@pytest.mark.parametrize("kind", KINDS)
def test_list_minutes_and_register_say_the_same_outcomes(kind: type[PapierSeance]):
    text = words(kind.of(SEANCE, POINTS))
    at = 0
    for numero, outcome in OUTCOMES.items():
        at = text.index(outcome, text.index(numero, at))


@pytest.mark.parametrize("kind", [ProcesVerbal, Registre])
def test_minutes_and_register_decide_with_the_words_of_the_extract(kind: type[PapierSeance]):
    text = words(kind.of(SEANCE, POINTS))
    at = 0
    for point in POINTS:
        said = point.formule_decision.replace("\u00a0", " ")
        assert said in words(point)
        at = text.index(said, at)


def counts(text: str) -> list[tuple[str, ...]]:
    return re.findall(r"Votants : (\d+)", text)


def counted(point: Deliberation) -> str:
    """Return what is counted of an item: nobody votes on what is postponed."""
    own = point.presence
    said = f"Présents : {own.nombre_presents} – Pouvoirs : {own.nombre_pouvoirs}"
    return said if point.ajourne else f"{said} – Votants : {own.votants}"


def test_the_counts_of_each_item_are_those_of_its_extract():
    register = words(Registre.of(SEANCE, POINTS))
    printed = re.findall(r"Présents : \d+ – Pouvoirs : \d+(?: – Votants : \d+)?", register)
    assert printed == [counted(point) for point in POINTS]
    minutes = words(ProcesVerbal.of(SEANCE, POINTS))
    voted = [point for point in POINTS if point.scrutin is not None]
    assert counts(minutes) == [str(point.presence.votants) for point in voted]
    assert any(point.ajourne for point in POINTS)
    for point in POINTS:
        extract = words(point)
        assert counted(point) in extract
        assert len(counts(extract)) == (0 if point.ajourne else 1)


@pytest.mark.parametrize("kind", KINDS)
def test_another_vote_changes_every_paper(kind: type[PapierSeance]):
    point = POINTS[5]
    other = changed(point, scrutin=point.scrutin.model_copy(update={"pour": 10, "contre": 7}))
    text = words(kind.of(SEANCE, [*POINTS[:5], other, *POINTS[6:]]))
    assert OUTCOMES["2024-36"] not in text
    assert "Adoptée par 10 voix pour, 7 voix contre et 1 abstention" in text


@pytest.mark.parametrize("kind", [*KINDS, CertificatPublicite])
def test_another_subject_changes_every_paper(kind: type[PapierSeance]):
    other = changed(POINTS[0], objet="Objet d'une autre affaire")
    assert "Objet d'une autre affaire" in words(kind.of(SEANCE, [other, *POINTS[1:]]))
    assert POINTS[0].objet not in words(kind.of(SEANCE, [other, *POINTS[1:]]))


def test_the_register_closes_on_its_numbers_its_members_and_two_signatures():
    text = words(Registre.of(SEANCE, POINTS))
    closing = text[text.index("Feuillet de clôture") :]
    assert re.findall(r"2024-\d\d", closing) == [point.numero for point in POINTS]
    assert all(m.nom_complet.replace("\u00a0", " ") in closing for m in SEANCE.presence().presents)
    assert "Madame la Maire," in closing
    assert "La secrétaire de séance," in closing


def closing_of(**fields: object) -> str:
    own = {name: getattr(SEANCE, name) for name in type(SEANCE).model_fields}
    sitting = type(SEANCE)(**{**own, **fields})
    text = words(Registre.of(sitting, [changed(point, seance=sitting) for point in POINTS]))
    return text[text.index("Feuillet de clôture") :]


def test_the_closing_sheet_lists_who_came_after_the_opening_too():
    late = [m.membre for m in SEANCE.mouvements if m.arrivee]
    assert late
    assert not set(late) & set(SEANCE.presence().presents)
    closing = closing_of()
    assert all(closing.count(m.nom_complet.replace("\u00a0", " ")) == 1 for m in late)


def test_before_july_2022_every_member_present_signs_the_closing_sheet():
    """CGCT L2121-23 and R2121-9 as they stood until ordonnance n° 2021-1310: a place for each signature."""
    day = dt.date(2022, 6, 28)
    before = closing_of(date=day, convocation=None, pv_precedent=None)
    assert "Signature, ou cause qui l'empêche de signer" in before
    assert "Fait et délibéré" in before
    assert "La secrétaire de séance," not in before  # she signs among the others
    assert "Signature, ou cause" not in closing_of()
    after = closing_of(date=dt.date(2022, 7, 1), convocation=None, pv_precedent=None)
    assert "Signature, ou cause" not in after
    commission = SEANCE.assemblee.collectivite.model_copy(update={"nature": "departement"})
    elsewhere = SEANCE.assemblee.model_copy(update={"collectivite": commission})
    paper = Registre.of(SEANCE.model_copy(update={"date": day, "assemblee": elsewhere}), ())
    assert not paper.signe_par_tous


def test_the_leaves_of_the_register_go_on_from_the_last_sitting():
    data = Reader(render(Registre.of(SEANCE, POINTS)).to_bytes())
    assert b'<w:pgNumType w:start="57"/>' in data.parts["word/document.xml"]
    assert "Feuillet" in data.text("word/footer1.xml")


def test_the_minutes_tell_what_the_law_asks():
    text = words(ProcesVerbal.of(SEANCE, POINTS))
    for expected in (
        "à dix-neuf heures",
        "sous la présidence de Madame Claire VASSEUR, Maire",
        "Madame Noémie SCHMITT a été désignée secrétaire de séance",
        "Le quorum est fixé à 10 membres présents ; il est atteint.",
        "Le procès-verbal de la séance du 3 septembre 2024 est arrêté.",
        "Madame AUBRY annonce qu'elle votera contre.",
        "Madame Inès CARVALHO, en sa qualité de présidente de l'association, ne prend pas part au vote",
        "la séance est levée à 21 h 15.",
    ):
        assert expected in text


def test_the_tables_of_the_year_list_every_deliberation_once():
    for par in ("date", "matiere"):
        text = words(TableDeliberations.of(POINTS, 2024, par=par))
        # The last one is put off: it is no deliberation.
        assert sorted(re.findall(r"2024-\d\d", text)) == [point.numero for point in POINTS[:-1]]
