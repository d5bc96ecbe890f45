"""Minutes, register and drafts print visas, recitals and recusals word for word as the extract does."""

import re
from decimal import Decimal

import pytest
from pydantic import ValidationError

from delibgen import deliberation, render, seance
from delibgen.actes.papiers import PapierSeance, ProcesVerbal, Projet, Registre
from delibgen.model.deliberation import Deliberation
from delibgen.model.formules import Formules
from delibgen.model.montant import PlanFinancement, Poste
from delibgen.model.seance import Deport
from tests.acceptance.test_built_variety import CONSEIL
from tests.reader import Reader

AFTER = [ProcesVerbal, Registre]
OPENINGS = (
    "Vu le code général des collectivités territoriales ;",
    "Sur la proposition du bureau ;",
    "Ouï l'exposé de la Présidente ;",
    "Considérant l'intérêt du projet ;",
    "Après examen en commission ;",
)
USUAL = "Monsieur Bruno CASTEL, en sa qualité de gérant, ne prend pas part au vote et quitte la salle."
OWN = "Madame Chloé DARNAUD, sortie avant le vote, n'y prend pas part."


def words(acte) -> str:
    return re.sub(r"\s+", " ", Reader(render(acte).to_bytes()).text().replace("\u00a0", " "))


def item(formules: Formules | None = None) -> Deliberation:
    body = CONSEIL if formules is None else CONSEIL.model_copy(update={"formules": formules})
    opened = seance(body, "mardi 1er octobre 2024").president("BRUNEL").build()
    built = (
        deliberation("2024-1", assemblee=body)
        .seance(opened)
        .objet("Affaire.")
        .vu("le code général des collectivités territoriales", "Sur la proposition du bureau")
        .vu("Ouï l'exposé de la Présidente")
        .considerant("l'intérêt du projet", "Après examen en commission")
        .decide("APPROUVE", "le contrat")
        .scrutin(pour=4)
        .build()
    )
    castel, darnaud = (m for m in opened.presence().presents if m.nom in ("CASTEL", "DARNAUD"))
    recused = (
        Deport(membre=castel, motif="en sa qualité de gérant"),
        Deport(membre=darnaud, mention=OWN),
    )
    return built.model_copy(update={"deports": recused})


def paper(kind: type[PapierSeance], act: Deliberation) -> PapierSeance:
    return next(iter(kind.papers_of(act.seance, (act,))))


@pytest.mark.parametrize("kind", [*AFTER, Projet])
def test_a_visa_that_begins_with_its_own_word_keeps_it(kind: type[PapierSeance]):
    act = item()
    told, extract = words(paper(kind, act)), words(act)
    for line in OPENINGS:
        assert told.count(line) == extract.count(line) == 1
    assert not re.search(r"(?:Vu|Considérant) (?:Sur|Ouï|Après)\b", told)


@pytest.mark.parametrize("kind", [*AFTER, Projet])
def test_visas_are_worded_as_the_assembly_does(kind: type[PapierSeance]):
    told = words(paper(kind, item(Formules(visa="VU {visa},", considerant="ATTENDU {considerant},"))))
    for line in (
        "VU le code général des collectivités territoriales,",
        "Sur la proposition du bureau,",
        "ATTENDU l'intérêt du projet,",
    ):
        assert told.count(line) == 1


def test_visas_that_an_assembly_does_not_print_are_not_printed():
    told = words(item(Formules(visa="non", considerant="non")))
    assert not any(word in told for word in ("code général", "proposition du bureau", "l'intérêt du projet"))


@pytest.mark.parametrize("champ", ["visa", "considerant"])
def test_a_formula_without_the_place_of_its_visa_is_refused(champ: str):
    with pytest.raises(ValidationError, match=rf"« \{{{champ}\}} » manque"):
        Formules.model_validate({champ: "VU"})


@pytest.mark.parametrize("kind", AFTER)
@pytest.mark.parametrize("formules", [None, Formules(deport="non")])
def test_recusals_are_told_with_their_own_sentence(kind: type[PapierSeance], formules: Formules | None):
    """Even where extracts say nothing of them (« deport: non »)."""
    act = item(formules)
    told = words(paper(kind, act))
    assert told.count(USUAL) == told.count(OWN) == 1
    assert words(act).count(OWN) == (formules is None)


@pytest.mark.parametrize("kind", AFTER)
def test_recusals_are_worded_as_the_assembly_does(kind: type[PapierSeance]):
    told = words(paper(kind, item(Formules(deport="{membre.nom_complet} se retire[ {motif}]."))))
    assert "Monsieur Bruno CASTEL se retire en sa qualité de gérant." in told
    assert OWN in told


def test_a_side_of_the_plan_that_ends_first_is_no_hole():
    act = item()
    plan = PlanFinancement(
        depenses=(Poste(libelle="Travaux", montant=Decimal(100)),),
        recettes=(
            Poste(libelle="État", montant=Decimal(40)),
            Poste(libelle="Commune", montant=Decimal(60)),
        ),
        pourcentages=True,
    )
    printed = render(act.model_copy(update={"plan_financement": plan}))
    assert "60 %" in Reader(printed.to_bytes()).text().replace("\u00a0", " ").replace("\u202f", " ")
    assert not [finding for finding in printed.findings if finding.code == "DG419"]
