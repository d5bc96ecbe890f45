"""Visas and recitals between the words of a formula, in every act that has them."""

import re

import pytest

from delibgen import load_seance, render
from delibgen.actes.convention import convention
from delibgen.actes.unilateral import arrete, decision_deleguee
from delibgen.model.acte import Acte
from delibgen.model.formules import Formules
from delibgen.model.motifs import motive
from tests.conftest import CONSEIL
from tests.reader import Reader

ASSEMBLEE = load_seance(CONSEIL).seance.assemblee
OWN = ("Sur la proposition du bureau", "Ouï le rapporteur")


def words(acte: Acte) -> str:
    return re.sub(r"\s+", " ", Reader(render(acte).to_bytes()).text())


def assemblee(**formules: str):
    return ASSEMBLEE.model_copy(update={"formules": Formules.model_validate(formules)})


def order(body=ASSEMBLEE, begin=arrete) -> Acte:
    acte = (
        begin("A-1", assemblee=body)
        .objet("Stationnement")
        .signe("VASSEUR", date="2024-10-08")
        .vu("le code de la route", *OWN)
        .considerant("le marché d'automne", "Après avis du conseil des sages")
        .article("Le stationnement est interdit.")
    )
    return (
        acte.delegation("Vu la délibération n° 3 du 25 mai 2020").build()
        if begin is not arrete
        else acte.build()
    )


def agreement() -> Acte:
    return (
        convention("Convention de prêt")
        .partie("la commune d'Ormeval", represente_par="Madame Claire VASSEUR, Maire")
        .partie("l'association Les Ludos", represente_par="Monsieur Paul NOIR, Président")
        .vu("le code de la route", *OWN)
        .considerant("le marché d'automne", "Après avis du conseil des sages")
        .article("Objet", "La convention fixe les conditions du prêt.")
        .build()
    )


@pytest.mark.parametrize(
    "acte", [order(), order(begin=decision_deleguee), agreement()], ids=lambda a: a.kind()
)
def test_a_visa_with_its_own_word_keeps_it(acte):
    told = words(acte)
    for line in (
        "Vu le code de la route ;",
        "Sur la proposition du bureau ;",
        "Ouï le rapporteur ;",
        "Considérant le marché d'automne ;",
        "Après avis du conseil des sages ;",
    ):
        assert told.count(line) == 1, line
    assert not re.search(r"(?:Vu|Considérant) (?:Vu|Sur|Ouï|Après)", told)


def test_acts_of_the_executive_are_worded_as_the_assembly_does():
    body = assemblee(visa="VU {visa},", considerant="ATTENDU {considerant},")
    told = words(order(body, decision_deleguee))
    for line in (
        "VU la délibération n° 3 du 25 mai 2020 lui donnant délégation,",
        "VU le code de la route,",
        "Sur la proposition du bureau,",
        "ATTENDU le marché d'automne,",
    ):
        assert told.count(line) == 1, line


def test_what_extracts_leave_out_stays_in_acts_of_the_executive():
    told = words(order(assemblee(visa="non", considerant="non"), decision_deleguee))
    assert "Vu la délibération n° 3 du 25 mai 2020 lui donnant délégation ;" in told
    assert "Considérant le marché d'automne ;" in told


@pytest.mark.parametrize(
    ("formule", "texte", "printed"),
    [
        ("Vu {visa} ;", "le code", "Vu le code ;"),
        ("Vu {visa} ;", "vu le code", "Vu le code ;"),
        ("Vu {visa} ;", "le code ;", "Vu le code ;"),
        ("Vu {visa},", "le code ;", "Vu le code ;"),
        ("Vu {visa} ;", "&amp;", "Vu &amp;"),
        ("Vu {visa} ;", "le code\u00a0;", "Vu le code\u00a0;"),
        ("VU {visa}", "le code ;", "VU le code ;"),
        ("Vu {visa} ;", "VU le code", "VU le code ;"),
        ("Vu {visa} ;", "la Surveillance des eaux", "Vu la Surveillance des eaux ;"),
        ("Vu {visa} ;", "Surgères et son plan", "Vu Surgères et son plan ;"),
        ("Vu {visa} ;", "l'arrêté du 3 mai, etc.", "Vu l'arrêté du 3 mai, etc. ;"),
    ],
)
def test_no_word_and_no_mark_twice(formule, texte, printed):
    assert motive(formule, "visa", texte) == printed
